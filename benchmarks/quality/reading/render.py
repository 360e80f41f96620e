"""Makes a page of a source and its shape, with what each character is and how it should be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from benchmarks.quality.reading.cells import MARKUP, Cell, cells_of, plain_cells
from benchmarks.quality.reading.source import Piece, Shape, Source, read_shapes, read_sources
from benchmarks.quality.reading.steps import apply_steps

BODY = {"body", "block-quote"}
"""What belongs in the clean text."""
NEUTRAL = {"headline", "standfirst", "byline", "dateline", "markup"}
"""What may stand in the clean text or not: it counts neither way."""
_FIELD = re.compile(r"\[\[(\w+)(?:\|([^\]]+))?\]\]")
_SUFFIX = {"html": ".html", "plain": ".txt", "markdown": ".md"}


@dataclass(frozen=True)
class Damage:
    """A damaged place of the page."""

    start: int
    end: int
    raw: str
    right: str

    @property
    def sort(self) -> str:
        """glued, divided, or letters."""
        if self.raw == self.right.replace(" ", ""):
            return "glued"
        return "divided" if "-\n" in self.raw else "letters"


@dataclass(frozen=True)
class Page:
    """A file with its gold."""

    source: Source
    shape: Shape
    cells: tuple[Cell, ...]

    @cached_property
    def raw(self) -> str:
        """The file."""
        return "".join(cell.raw for cell in self.cells)

    @cached_property
    def kinds(self) -> tuple[tuple[str, ...], ...]:
        """What each character of the file is, the best name first."""
        return tuple(cell.kinds for cell in self.cells for _ in cell.raw)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """What each character counts as: body, noise, or neutral, as what should not be read does."""
        return tuple(role for cell in self.cells for role in _roles(cell))

    @cached_property
    def damages(self) -> tuple[Damage, ...]:
        """The damaged places of the body."""
        return tuple(self._damages())

    def _damages(self) -> Iterator[Damage]:
        at = 0
        for cell in self.cells:
            if cell.damaged and role_of(cell.kinds) == "body":
                yield Damage(at, at + len(cell.raw), cell.raw, cell.right)
            at += len(cell.raw)

    @cached_property
    def body(self) -> str:
        """The text of the article, put right."""
        return "".join(cell.right for cell in self.cells if role_of(cell.kinds) == "body" or cell.raw.isspace())

    def right_of(self, start: int, end: int) -> str:
        """Give the right reading of a stretch of the file, markup left out; a damage that is cut counts whole."""
        at, found = 0, []
        for cell in self.cells:
            if at < end and at + len(cell.raw) > start and cell.kinds != MARKUP:
                found.append(cell.right)
            at += len(cell.raw)
        return "".join(found)

    @property
    def group(self) -> str:
        """plain, html, or other."""
        other = self.shape.head.get("group", self.shape.form)
        return other if other in {"plain", "html"} else "other"

    @property
    def file_name(self) -> str:
        """Name of the file: it tells nothing unless the source says so."""
        return self.source.head.get("file") or "page" + _SUFFIX[self.shape.form]


def role_of(kinds: tuple[str, ...]) -> str:
    """body, noise, or neutral where it counts neither way.

    >>> role_of(("caption",)), role_of(("standfirst", "body"))
    ('noise', 'neutral')
    """
    if all(kind in BODY for kind in kinds):
        return "body"
    return "neutral" if any(kind in BODY or kind in NEUTRAL for kind in kinds) else "noise"


def _roles(cell: Cell) -> Iterator[str]:
    divided = cell.damaged and "-\n" in cell.raw
    for char in cell.raw:
        nothing = char.isspace() or not cell.right.strip() or (divided and char == "-")
        yield "neutral" if nothing else role_of(cell.kinds)


def read_pages(part: str) -> list[Page]:
    """Make the pages of a part."""
    shapes = read_shapes()
    return [render(source, shapes[source.head["shape"]]) for source in read_sources(part)]


def render(source: Source, shape: Shape) -> Page:
    """Make the page of a source."""
    pieces = [list(_piece(piece, source, shape)) for piece in source.pieces]
    inner = list(_between(pieces, shape.gap))
    before, _, after = shape.sections.get("page", "%%").partition("%%")
    cells = [*cells_of(_filled(before, source), MARKUP), *inner, *cells_of(_filled(after, source), MARKUP)]
    return Page(source, shape, tuple(apply_steps([*cells, *plain_cells("\n", MARKUP)], source, shape)))


def _between(parts: list[list[Cell]], gap: str) -> Iterator[Cell]:
    for number, part in enumerate(parts):
        if number:
            yield from plain_cells(gap, MARKUP)
        yield from part


def _piece(piece: Piece, source: Source, shape: Shape) -> Iterator[Cell]:
    before, _, after = _filled(shape.wrapping(piece, "all"), source).partition("%%")
    yield from cells_of(before, piece.kinds)
    parts = [list(_paragraph(text, piece, source, shape)) for text in piece.paragraphs]
    yield from _between(parts, shape.gap)
    yield from cells_of(after, piece.kinds)


def _paragraph(text: str, piece: Piece, source: Source, shape: Shape) -> Iterator[Cell]:
    before, _, after = _filled(shape.wrapping(piece), source).partition("%%")
    left, _, right = _filled(shape.wrapping(piece, "line"), source).partition("%%")
    yield from cells_of(before, piece.kinds)
    for number, line in enumerate(text.split("\n")):
        yield from cells_of(("\n" if number else "") + left + line + right, piece.kinds)
    yield from cells_of(after, piece.kinds)


def _filled(text: str, source: Source) -> str:
    """Put fields of the source's head in their places."""
    return _FIELD.sub(lambda m: _field(source.head[m[1]].split(" | ", maxsplit=1)[0], m[2]), text)


def _field(value: str, form: str | None) -> str:
    if not form:
        return value
    return date.fromisoformat(value.split("..", maxsplit=1)[0]).strftime(form).replace(" 0", " ")
