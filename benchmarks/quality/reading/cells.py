"""Cells: the smallest parts of a page, each with what it is and how it should be read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from benchmarks.quality.reading.source import kinds_of
from dragoman.model import RegionKind

MARKUP = (RegionKind.MARKUP.value,)
_MARK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_KIND = re.compile(r"([a-z]+(?:-[a-z]+)?(?:~[a-z-]+)*):(.*)", re.DOTALL)
_TAG = re.compile(
    r"<!--.*?-->|<(script|style|head|noscript|template)\b.*?</\1\s*>|<[/!?a-zA-Z][^>]*>", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]+\d*);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of a page, or a damaged place."""

    raw: str
    kinds: tuple[str, ...]
    right: str
    """As it should be read."""
    damaged: bool = False


def cells_of(text: str, kinds: tuple[str, ...]) -> Iterator[Cell]:
    """Read marked text of a kind.

    >>> "".join(cell.right for cell in cells_of("north {{ofOslo|of Oslo}}", ("body",)))
    'north of Oslo'
    """
    last = 0
    for mark in _MARK.finditer(text):
        yield from plain_cells(text[last : mark.start()], kinds)
        yield from _marked(mark[1], kinds)
        last = mark.end()
    yield from plain_cells(text[last:], kinds)


def plain_cells(text: str, kinds: tuple[str, ...]) -> Iterator[Cell]:
    """Make a cell of each character."""
    return (Cell(char, kinds, char) for char in text)


def _marked(words: str, kinds: tuple[str, ...]) -> Iterator[Cell]:
    other = _KIND.fullmatch(words)
    if other:
        return plain_cells(other[2], kinds_of(other[1]))
    raw, found, right = words.partition("|")
    if not found:
        raise ValueError(f"a mark is neither of a kind nor a damage: {words!r}")
    return iter([Cell(raw, kinds, right, damaged=True)])


def tags_apart(cells: list[Cell]) -> list[Cell]:
    """Call the tags of a page markup, and read its entities."""
    raw = "".join(cell.raw for cell in cells)
    found: list[tuple[int, int, str | None]] = [(m.start(), m.end(), None) for m in _TAG.finditer(raw)]
    inside = {i for start, end, _ in found for i in range(start, end)}
    entities = (m for m in _ENTITY.finditer(raw) if m.start() not in inside)
    found += [(m.start(), m.end(), html.unescape(m[0])) for m in entities]
    return _replaced(cells, sorted(found))


def _replaced(cells: list[Cell], found: list[tuple[int, int, str | None]]) -> list[Cell]:
    whole: list[Cell] = []
    at, places = 0, iter([*found, (10**9, 10**9, None)])
    start, end, right = next(places)
    for cell in cells:
        while at >= end:
            start, end, right = next(places)
        if at < start:
            whole.append(cell)
        elif right is None:
            whole.append(Cell(cell.raw, MARKUP, cell.raw))
        elif at == start:
            whole.append(Cell(cell.raw, cell.kinds, right))
        else:
            whole[-1] = replace(whole[-1], raw=whole[-1].raw + cell.raw)
        at += len(cell.raw)
    return whole


def joined(cells: Iterable[Cell], raw: str | None = None) -> Cell:
    """Make one damaged cell of several, with raw text of its own where it is given."""
    parts = list(cells)
    right = "".join(cell.right for cell in parts)
    return Cell("".join(cell.raw for cell in parts) if raw is None else raw, parts[0].kinds, right, damaged=True)
