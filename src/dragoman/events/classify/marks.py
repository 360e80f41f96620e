"""Sentences with two marked phrases: <s>who does</s> something to <t>whom</t>."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"<(/?)([st])>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and where they stood; None where one is missing or not closed."""

    text: str
    source: tuple[int, int] | None
    """First code point and one past the last of who does."""
    target: tuple[int, int] | None
    """The same of whom it is done to."""


def read_marks(sentence: str) -> Marked:
    """Take the marks out of a sentence; of several of one kind the first counts.

    >>> read_marks("<s>Rome</s> thanked <t>Oslo</t>.")
    Marked(text='Rome thanked Oslo.', source=(0, 4), target=(13, 17))
    """
    pieces: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    length = last = 0
    for mark in MARK.finditer(sentence):
        pieces.append(sentence[last : mark.start()])
        length += len(pieces[-1])
        last = mark.end()
        side = mark[2].lower()
        if not mark[1]:
            opened.setdefault(side, length)
        elif side in opened:
            spans.setdefault(side, (opened[side], length))
    text = "".join([*pieces, sentence[last:]])
    return Marked(text, _trimmed(text, spans.get("s")), _trimmed(text, spans.get("t")))


def _trimmed(text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """A span without the blanks at its ends; None when nothing is left."""
    if span is None:
        return None
    words = text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return (start, end) if end > start else None
