"""Labelled blocks become the text, the alignment and the regions of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.documents.aligned import Aligned, cut, to_segments
from dragoman.documents.dateline import find_dateline
from dragoman.documents.fused import paragraph_numbers
from dragoman.documents.repair import repair_pieces
from dragoman.documents.repeats import without_title
from dragoman.documents.sections import Labelled
from dragoman.model import Region, RegionKind, Segment

_BREAK = "\n\n"
_READ = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))


@dataclass(frozen=True)
class Assembled:
    """What is read of a document, and what each part of its raw text is."""

    text: str
    alignment: tuple[Segment, ...]
    regions: tuple[Region, ...]
    dateline: str = ""
    """The words before the first sentence that tell place and day, where there are any."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a block with its kind."""

    piece: Aligned
    kind: RegionKind
    paragraph: int


def assemble(items: Sequence[Labelled], title: str | None, raw: str) -> Assembled:
    """Join what is article into one text, paragraph by paragraph, and list the regions in order.

    A title glued into a paragraph and a dateline before the first sentence are cut out, and what scraping broke is
    repaired.
    """
    numbered = zip(items, paragraph_numbers(items), strict=True)
    parts = [part for item, number in numbered for part in _parts(item, number, title)]
    parts, dateline = _without_dateline(parts)
    parts = _repaired(parts, raw)
    text, alignment = _joined([part for part in parts if part.kind in _READ])
    return Assembled(text, tuple(alignment), tuple(_with_gaps(parts, raw)), dateline)


def _parts(item: Labelled, paragraph: int, title: str | None) -> Iterator[Part]:
    kind = item.kind or RegionKind.MARKUP
    if kind not in _READ:
        yield Part(item.block.clean, kind, paragraph)
        return
    kept, dropped = without_title(item.block.clean, title)
    parts = [Part(piece, kind, paragraph) for piece in kept] + [
        Part(piece, RegionKind.DUPLICATE, paragraph) for piece in dropped
    ]
    yield from sorted(parts, key=lambda part: part.piece.raw_start)


def _without_dateline(parts: list[Part]) -> tuple[list[Part], str]:
    """Cut `MOSCOW, 3 March (Agency) -` off the first paragraph."""
    first = next((i for i, part in enumerate(parts) if part.kind is RegionKind.BODY), None)
    end = find_dateline(parts[first].piece.text) if first is not None else 0
    if first is None or not end:
        return parts, ""
    part = parts[first]
    line = Part(cut(part.piece, 0, end), RegionKind.DATELINE, part.paragraph)
    rest = Part(cut(part.piece, end, len(part.piece.text)), part.kind, part.paragraph)
    return [*parts[:first], line, rest, *parts[first + 1 :]], line.piece.text


def _repaired(parts: Sequence[Part], raw: str) -> list[Part]:
    """Repair the paragraphs that are read, together."""
    mended = iter(repair_pieces([part.piece for part in parts if part.kind in _READ], raw))
    return [Part(next(mended), part.kind, part.paragraph) if part.kind in _READ else part for part in parts]


def _joined(parts: Sequence[Part]) -> tuple[str, list[Segment]]:
    texts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for i, part in enumerate(parts):
        if i:
            between = " " if parts[i - 1].paragraph == part.paragraph else _BREAK
            texts.append(between)
            length += len(between)
        segments += to_segments(part.piece, length)
        texts.append(part.piece.text)
        length += len(part.piece.text)
    return "".join(texts), segments


def _with_gaps(parts: Sequence[Part], raw: str) -> Iterator[Region]:
    """List the regions; what lies between two of them and is not blank is markup."""
    done = 0
    for part in parts:
        start, end = part.piece.raw_start, part.piece.raw_end
        if raw[done:start].strip():
            yield Region(RegionKind.MARKUP, done, start)
        yield Region(part.kind, start, end)
        done = end
    if raw[done:].strip():
        yield Region(RegionKind.MARKUP, done, len(raw))
