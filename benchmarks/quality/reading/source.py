"""Reads marked sources and shapes: a head of `key: value` lines, then sections that open with `@@name`.

A source is one document. Its sections are pieces of the page, named by what they are (`@@body`, `@@caption`,
`@@nav`); paragraphs stand apart by an empty line. `@@related~navigation` says that either kind is right;
`@@body.lead` asks the shape for another wrapping. Within a paragraph `{{caption:words}}` is of another kind, and
`{{ofSpain|of Spain}}` is damaged: as it stands on the page, and as it should be read.

A shape says how the pieces become a page: `@@page` is the frame, with `%%` where the pieces stand; `@@nav` wraps a
paragraph, `@@nav line` each of its lines, `@@nav all` the piece. `[[title]]` stands for a field of the head,
`[[published|%d %B %Y]]` for a date in a form of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ("dev", "unseen")
_SHORT = {"nav": "navigation", "pull": "pull-quote", "quote": "block-quote"}


@dataclass(frozen=True)
class Piece:
    """A section of a source."""

    kinds: tuple[str, ...]
    """What it is, and what else a reader may rightly call it."""
    variant: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs."""
        return [part.strip("\n") for part in re.split(r"\n{2,}", self.text) if part.strip()]


@dataclass(frozen=True)
class Source:
    """A document as authored."""

    id: str
    part: str
    head: dict[str, str]
    pieces: tuple[Piece, ...]

    @property
    def published(self) -> tuple[date, date]:
        """The true first and last day of publication."""
        return interval(self.head["published"])

    @property
    def needed(self) -> tuple[date, date]:
        """The widest interval that a careful reader of the page would give."""
        return interval(self.head.get("needed") or self.head["published"])

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it, as the page says."""
        return tuple(name.strip() for name in self.head.get("authors", "").split(";") if name.strip())


@dataclass(frozen=True)
class Shape:
    """A kind of page."""

    name: str
    head: dict[str, str]
    sections: dict[str, str] = field(repr=False)

    @property
    def form(self) -> str:
        """Which reader is asked for: html, plain or markdown."""
        return self.head["form"]

    @property
    def gap(self) -> str:
        """What stands between paragraphs and between pieces."""
        return "\n\n" if self.head.get("gap", "line") == "blank" else "\n"

    @property
    def steps(self) -> tuple[str, ...]:
        """What is done to the whole page, in order."""
        return tuple(step.strip() for step in self.head.get("steps", "").split(",") if step.strip())

    def wrapping(self, piece: Piece, what: str = "") -> str:
        """Find the wrapping of a piece's paragraphs, lines or whole: that of its variant before that of its kind."""
        kind = next((short for short, full in _SHORT.items() if full == piece.kinds[0]), piece.kinds[0])
        names = [f"{kind}.{piece.variant}"] if piece.variant else [kind]
        found = (self.sections.get(f"{name} {what}".strip()) for name in [*names, kind])
        return next((text for text in found if text is not None), "%%")


def interval(text: str) -> tuple[date, date]:
    """Read `2001-05-04` or `2001-05-01..2001-05-31`."""
    first, _, last = text.partition("..")
    return date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())


def kinds_of(name: str) -> tuple[str, ...]:
    """Read `nav` or `related~nav`.

    >>> kinds_of("related~nav")
    ('related', 'navigation')
    """
    return tuple(_SHORT.get(kind, kind) for kind in name.split("~"))


def read_sources(part: str) -> list[Source]:
    """Read the sources of a part: dev (to tune on) or unseen (never opened while tuning)."""
    return [_source(path, part) for path in sorted((HERE / part).glob("*.txt"))]


def read_shapes() -> dict[str, Shape]:
    """Read the shapes of all parts, by name."""
    paths = [path for part in PARTS for path in sorted((HERE / part / "shapes").glob("*.txt"))]
    return {path.stem: _shape(path) for path in paths}


def sections_of(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Take a file apart into its head and its named sections."""
    head, _, rest = text.partition("\n@@")
    fields = [line.partition(":") for line in head.splitlines() if line.strip()]
    return {key.strip(): value.strip() for key, _, value in fields}, list(_named(rest))


def _named(rest: str) -> Iterator[tuple[str, str]]:
    for section in rest.split("\n@@"):
        name, _, text = section.partition("\n")
        yield name.strip(), text.rstrip("\n")


def _source(path: Path, part: str) -> Source:
    head, sections = sections_of(path.read_text(encoding="utf-8"))
    pieces = [(*name.partition(".")[::2], text) for name, text in sections]
    return Source(path.stem, part, head, tuple(Piece(kinds_of(kind), variant, text) for kind, variant, text in pieces))


def _shape(path: Path) -> Shape:
    head, sections = sections_of(path.read_text(encoding="utf-8"))
    return Shape(path.stem, head, dict(sections))
