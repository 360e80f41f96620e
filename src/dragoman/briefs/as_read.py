"""An article as it was read: each stretch with the kind of its region, and what was repaired in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dragoman.alignment import to_text
from dragoman.model import Clue, Document, RegionKind, Segment, When

if TYPE_CHECKING:
    from dragoman.documents import Repair

READ = frozenset({RegionKind.BODY, RegionKind.BLOCK_QUOTE})
"""Regions whose clean text is read for events; of the others the raw text is shown."""


class Part(NamedTuple):
    """A run of words."""

    text: str
    was: str
    """The raw words in their place, where they were repaired; else empty."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A region with its words: clean ones where it is read, else the raw ones on one line."""

    kind: RegionKind
    start: int
    """First code point in the raw text."""
    end: int
    parts: tuple[Part, ...]

    @property
    def read(self) -> bool:
        """Whether it is read for events."""
        return self.kind in READ

    @property
    def text(self) -> str:
        """The words."""
        return "".join(part.text for part in self.parts)


def lay_out(document: Document, repairs: Iterable[Repair] = ()) -> list[Stretch]:
    """The regions of a document in order, each with its words and repairs.

    What the repairs are is asked of `dragoman.documents.find_repairs`.
    """
    segments = document.alignment
    starts = [segment.raw_start for segment in segments]
    mended = sorted(repairs, key=lambda repair: repair.start)
    stretches = []
    for region in document.regions:
        held = segments[bisect_left(starts, region.start) : bisect_left(starts, region.end)]
        if region.kind in READ and held:
            inside = [repair for repair in mended if region.start <= repair.start and repair.end <= region.end]
            parts = tuple(_parts(document.text, held, inside))
        else:
            parts = (Part(" ".join(document.raw[region.start : region.end].split()), ""),)
        stretches.append(Stretch(region.kind, region.start, region.end, parts))
    return stretches


def _parts(text: str, held: Sequence[Segment], repairs: Sequence[Repair]) -> Iterator[Part]:
    """Cut the clean text that some segments hold at the repairs in it."""
    done, end = held[0].text_start, held[-1].text_end
    for repair in repairs:
        span = to_text(held, repair.start, repair.end)
        if span is None or span.start < done:
            continue
        if text[done : span.start]:
            yield Part(text[done : span.start], "")
        yield Part(text[span.start : span.end], repair.raw)
        done = span.end
    if text[done:end]:
        yield Part(text[done:end], "")


def count_regions(document: Document) -> list[tuple[RegionKind, int]]:
    """Characters of the raw text in each kind of region, white space left out, the most first."""
    sizes: Counter[RegionKind] = Counter()
    for region in document.regions:
        sizes[region.kind] += len("".join(document.raw[region.start : region.end].split()))
    return sizes.most_common()


def clue_date(clue: Clue) -> When:
    """The interval that a clue allows, to be shown as other dates are."""
    return When(clue.earliest, clue.latest, basis=clue.basis)
