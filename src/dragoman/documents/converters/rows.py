"""Words become pieces of lines, and the pieces of one column become its lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.documents.converters.marks import mark_note
from dragoman.documents.converters.words import Word
from dragoman.documents.repair.words import load_words

_NEAR = 0.6
"""Ems between two words of one piece; wider gaps may part columns."""
_CELL = 2.0
"""Ems between two cells of a table; justified words stand closer."""
_SAME_ROW = 0.4
_SMALL = 0.8
_NOTE_MARK = re.compile(r"[\d,\u00b9\u00b2\u00b3\u2070-\u2079*\u2020\u2021\u00a7]{1,7}")
_UNIT = re.compile(r"(?:\b(?:k?m|cm|mm|ft|mi|x|10|R|N|CO|H)|\W10)\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stand close together; lengths in points, `y` is the base line and grows downwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    cells: int = 1
    """Parts with wide gaps between them, as in a row of a table."""
    marked: bool = False
    """Whether it begins with a raised figure or star, as footnotes do."""
    spaced: bool = True

    @property
    def width(self) -> float:
        """From the left to the right end."""
        return self.x1 - self.x0


def gather_pieces(words: Sequence[Word]) -> list[Piece]:
    """Join words that follow each other closely; raised figures after a word are marked as notes."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and _follows(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_piece(group) for group in groups]


def _follows(group: Sequence[Word], word: Word) -> bool:
    before, size = group[-1], max(one.size for one in group)
    gap, drop = word.x0 - before.x1, word.y - _base(group)
    if _is_large_letter(before.text, before.size, word.size):
        return False
    raised = word.size < _SMALL * size and -0.7 * size < drop < 0.3 * size
    level = abs(drop) <= 0.15 * size or raised or abs(word.y - before.y) <= 0.1 * size
    alike = raised or 0.7 * size <= word.size <= 1.4 * size or len(group) == 1
    return level and alike and -0.3 * size <= gap <= _NEAR * size


def _base(group: Sequence[Word]) -> float:
    """Give the base line of the largest word."""
    return max(group, key=lambda word: word.size).y


def _piece(group: Sequence[Word]) -> Piece:
    largest = max(group, key=lambda word: word.size)
    text = ""
    for i, word in enumerate(group):
        raised = word.size < _SMALL * largest.size and word.y < largest.y - 0.1 * largest.size
        text += (" " if word.spaced and i and not (raised and _NOTE_MARK.fullmatch(word.text)) else "") + (
            mark_note(word.text) if raised and i and _is_note(text, word.text) else word.text
        )
    letters = sum(len(word.text) for word in group)
    bold = 2 * sum(len(word.text) for word in group if word.bold) > letters
    first = group[0]
    marked = first.size < _SMALL * largest.size and bool(_NOTE_MARK.match(first.text))
    return Piece(text, first.x0, max(word.x1 for word in group), largest.y, largest.size, bold, 1, marked, first.spaced)


def _is_note(before: str, text: str) -> bool:
    """Whether a raised figure points to a note, and is no power."""
    return bool(_NOTE_MARK.fullmatch(text)) and not _UNIT.search(before)


def join_rows(pieces: Iterable[Piece]) -> list[Piece]:
    """Join the pieces of one column that stand on one line, and sort the lines from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.y, one.x0)):
        if rows and _in_row(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return _with_initials([_joined(sorted(row, key=lambda one: one.x0)) for row in rows])


def _in_row(row: Sequence[Piece], piece: Piece) -> bool:
    last = max(row, key=lambda one: one.size)
    if _is_large_letter(last.text, last.size, piece.size) or _is_large_letter(piece.text, piece.size, last.size):
        return False
    if abs(piece.y - last.y) > _SAME_ROW * min(piece.size, last.size) + 0.35 * abs(piece.size - last.size):
        return False
    return all(piece.x1 <= one.x0 + 0.5 * one.size or piece.x0 >= one.x1 - 0.5 * one.size for one in row)


def _joined(row: Sequence[Piece]) -> Piece:
    if len(row) == 1:
        return row[0]
    text, cells = row[0].text, row[0].cells
    for before, piece in itertools.pairwise(row):
        gap, size = piece.x0 - before.x1, max(before.size, piece.size)
        if gap > _CELL * size:
            text, cells = f"{text}   {piece.text}", cells + piece.cells
        else:
            text += ("" if gap < 0.1 * size and not piece.spaced else " ") + piece.text
    largest = max(row, key=lambda one: (one.size, len(one.text)))
    letters = sum(len(one.text) for one in row)
    bold = 2 * sum(len(one.text) for one in row if one.bold) > letters
    first = row[0]
    marked = first.marked or (first.size < _SMALL * largest.size and bool(_NOTE_MARK.fullmatch(first.text)))
    right = max(one.x1 for one in row)
    return Piece(text, first.x0, right, largest.y, largest.size, bold, cells, marked, first.spaced)


def _with_initials(rows: Sequence[Piece]) -> list[Piece]:
    """Put a large first letter, set over two or more lines, before the word that it begins."""
    merged = list(rows)
    for letter in [row for row in rows if len(row.text) == 1]:
        beside = [i for i, row in enumerate(merged) if _is_beside(letter, row)]
        if not beside:
            continue
        first = merged[beside[0]]
        merged[beside[0]] = replace(first, text=_with_initial(letter.text, first.text), spaced=True)
        for i in beside:
            merged[i] = replace(merged[i], x0=letter.x0)
        merged.remove(letter)
    return merged


def _with_initial(letter: str, text: str) -> str:
    """Put a first letter before a text; `A` and `I` may be words themselves."""
    rest = text.split(" ", 1)[0].lower().strip(".,;:")
    if letter not in {"A", "I"}:
        return letter + text
    known = load_words().parts
    apart = known.get(rest, 0) > known.get(letter.lower() + rest, 0)
    return f"{letter} {text}" if apart else letter + text


def _is_beside(letter: Piece, row: Piece) -> bool:
    """Whether a line runs right beside a large first letter."""
    if not _is_large_letter(letter.text, letter.size, row.size):
        return False
    level = letter.y - letter.size <= row.y <= letter.y + 0.3 * row.size
    return level and -0.3 * row.size <= row.x0 - letter.x1 < 1.8 * row.size


def _is_large_letter(text: str, size: float, beside: float) -> bool:
    return len(text) == 1 and text.isupper() and size >= 1.7 * beside
