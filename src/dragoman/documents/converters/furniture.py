"""What stands on many pages of a PDF at the same place: running heads, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.documents.converters.rows import Piece
from dragoman.documents.converters.words import Box

_ZONE = 0.13
"""Share of the page at its top and at its foot where running heads stand."""
_MOST_ROWS = 3
_STEP = 6.0
"""Points by which the place of a running head may differ from page to page."""
_WATERMARK_SHARE = 0.6
_FEWEST_WATERMARKS = 3
_NUMBER = re.compile(r"\d{1,4}|\b[ivxl]{1,7}\b")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.?|pg\.?|seite)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Furnished(NamedTuple):
    """The pieces of a page that are its text, and those that are not."""

    text: list[Piece]
    furniture: list[Piece]


class _Key(NamedTuple):
    """What a piece of furniture has in common on its pages."""

    words: str
    place: int
    offset: int = 0
    """Between a number in it and the number of the page, where it counts pages."""


def part_furniture(pages: Sequence[Sequence[Piece]], boxes: Sequence[Box]) -> list[Furnished]:
    """Find the running heads, feet and page numbers of each page.

    A piece near the top or foot of two pages with the same words at the same height is one, numbers apart that rise
    with the pages; so is the rest of its line, a number that stands alone as first or last line, and what stands at the
    same place of most pages.
    """
    edges = [_edge_rows(pieces, box) for pieces, box in zip(pages, boxes, strict=True)]
    seen: defaultdict[_Key, set[int]] = defaultdict(set)
    everywhere: defaultdict[tuple[str, int, int], set[int]] = defaultdict(set)
    for number, (pieces, rows) in enumerate(zip(pages, edges, strict=True)):
        for key in (key for row in rows for piece in row for key in _keys(piece, number)):
            seen[key].add(number)
        for piece in pieces:
            everywhere[_spot(piece)].add(number)
    fewest = max(_FEWEST_WATERMARKS, _WATERMARK_SHARE * len(pages))
    marks = {spot for spot, numbers in everywhere.items() if len(numbers) >= fewest}
    common = {key for key, numbers in seen.items() if len(numbers) > 1}
    return [
        _parted(pieces, rows, number, common, marks)
        for number, (pieces, rows) in enumerate(zip(pages, edges, strict=True))
    ]


def _parted(
    pieces: Sequence[Piece],
    rows: Sequence[Sequence[Piece]],
    number: int,
    common: set[_Key],
    marks: set[tuple[str, int, int]],
) -> Furnished:
    out = {id(piece) for piece in pieces if _spot(piece) in marks}
    for row in rows:
        running = any(key in common for piece in row for key in _keys(piece, number))
        if running or (len(row) == 1 and _PAGE_NUMBER.fullmatch(row[0].text)):
            out |= {id(piece) for piece in row}
    return Furnished([one for one in pieces if id(one) not in out], [one for one in pieces if id(one) in out])


def _spot(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.x0 / _STEP), round(piece.y / _STEP)


def _edge_rows(pieces: Sequence[Piece], box: Box) -> list[list[Piece]]:
    """List the first and the last lines of a page that stand near its edges."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.y):
        if rows and piece.y - rows[-1][-1].y < 0.5 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    zone = _ZONE * (box.bottom - box.top)
    top = [row for row in rows[:_MOST_ROWS] if row[0].y <= box.top + zone]
    foot = [row for row in rows[len(top) :][-_MOST_ROWS:] if row[0].y >= box.bottom - zone]
    return [*top, *foot]


def _keys(piece: Piece, number: int) -> Iterator[_Key]:
    """Give the keys by which a piece is found again on other pages: as it is, and with a number that counts pages."""
    text = " ".join(piece.text.lower().split())
    for place in {round(piece.y / _STEP), round(piece.y / _STEP + 0.5)}:
        if any(letter.isalpha() for letter in text):
            yield _Key(text, 2 * place)
        for found in (*_NUMBER.finditer(text),)[:6]:
            words = f"{text[: found.start()]}#{text[found.end() :]}"
            yield _Key(words, 2 * place + 1, _value(found.group()) - number)


def _value(text: str) -> int:
    """Read an Arabic or Roman number."""
    if text.isdigit():
        return int(text)
    values = [_ROMAN[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
