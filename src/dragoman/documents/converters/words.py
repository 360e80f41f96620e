"""The words of a PDF page with their places, turned so that they run from left to right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together in one size; `y` is the base line and grows downwards, all in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    spaced: bool = True
    """Whether a space stands before it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a page: left, top, right and bottom in points; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PageWords:
    """What stands on a page, in the order in which the file has it."""

    words: list[Word] = field(default_factory=list)
    box: Box = Box(0, 0, 0, 0)
    turned: list[str] = field(default_factory=list)
    """Text that runs in another direction than the rest, as in margins."""
    pictures: list[Box] = field(default_factory=list)
    drawn: bool = False
    """Whether anything at all is on the page."""
    letters: int = 0
    unknown: int = 0
    """Letters whose font does not tell which they are."""
    cut: bool = False
    """Whether the page has more letters than are read."""


def page_of(record: dict[str, Any]) -> PageWords:
    """Make a page of the record of it (see `letters.py`)."""
    turned = [(row[0], Word(*row[1:])) for row in record["words"]]
    quarter = _main_quarter(turned)
    box, *pictures = (_turned_box(Box(*one), quarter) for one in (record["box"], *record["pictures"]))
    words = [_upright(word, quarter) for at, word in turned if at == quarter]
    return PageWords(
        [word for word in words if _is_on(word, box)],
        box,
        [word.text for at, word in turned if at != quarter],
        pictures,
        record["drawn"] or bool(turned),
        sum(len(word.text) for _, word in turned),
        sum(_unknown_letters(word) for _, word in turned),
        record["cut"],
    )


def _main_quarter(turned: list[tuple[int, Word]]) -> int:
    counts: Counter[int] = Counter()
    for quarter, word in turned:
        counts[quarter] += len(word.text)
    return max(counts, key=lambda quarter: (counts[quarter], -quarter), default=0)


def _upright(word: Word, quarter: int) -> Word:
    """Turn a word so that it runs from left to right and lines from top to bottom."""
    if quarter == 1:  # runs upwards, lines to the right
        return replace(word, x0=-word.x1, x1=-word.x0, y=word.y)
    if quarter == 2:
        return replace(word, x0=-word.x1, x1=-word.x0, y=-word.y)
    return replace(word, y=-word.y) if quarter == 3 else word


def _turned_box(box: Box, quarter: int) -> Box:
    if quarter == 1:
        return Box(-box.bottom, box.left, -box.top, box.right)
    if quarter == 2:
        return Box(-box.right, -box.bottom, -box.left, -box.top)
    return Box(box.top, -box.right, box.bottom, -box.left) if quarter == 3 else box


def _is_on(word: Word, box: Box) -> bool:
    """Whether a word can be seen on the page, and not beside it."""
    return (
        word.x0 < box.right and word.x1 > box.left and box.top <= word.y <= box.bottom + word.size and word.size > 0.5
    )


def _unknown_letters(word: Word) -> int:
    return sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in word.text)
