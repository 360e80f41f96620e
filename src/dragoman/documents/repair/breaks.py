"""Where paragraphs begin within lines broken at a margin, without an empty line between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ITEM = re.compile(r"\s*(?P<mark>[-*•▪‣–]|\d{1,2}[.)]|\([a-z\d]\))\s+\S")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_SET_IN = 2
"""Spaces that a first line stands further in than those around it."""


def paragraph_starts(lines: Sequence[str]) -> list[int]:
    """Give the places of the lines that begin a paragraph; the first one always does.

    A line begins one where it is set in after the end of a sentence, or is one of several list items.

    >>> paragraph_starts(["   One line", "goes on.", "   Another", "goes on too."])
    [0, 2]
    """
    items = [bool(_ITEM.match(line)) for line in lines]
    listed = sum(items) > 1
    inner = range(1, len(lines))
    return [0, *(i for i in inner if (listed and items[i]) or _is_first(lines, i))]


def _is_first(lines: Sequence[str], i: int) -> bool:
    before, line = lines[i - 1], lines[i]
    after = lines[i + 1] if i + 1 < len(lines) else ""
    further = _indent(line) - max(_indent(after), _indent(before) if i > 1 else 0)
    return bool(_ENDED.search(before)) and further >= _SET_IN


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
