"""Whether lines of text were broken at a margin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_SHORTEST_WRAP, _LONGEST_WRAP = 40, 110


def is_wrapped(texts: Sequence[str]) -> bool:
    """Whether the lines were broken at a margin: of middling length, and a next word would not have fitted."""
    lengths = [len(text) for text in texts[:-1]]
    longest = max(lengths, default=0)
    if not lengths or longest > _LONGEST_WRAP or sorted(lengths)[len(lengths) // 2] < _SHORTEST_WRAP:
        return False
    going_on = sum(not text.endswith((".", "!", "?", ":")) and after[:1].islower() for text, after in pairwise(texts))
    fits = sum(len(text) + 1 + len((after.split() or [""])[0]) > longest for text, after in pairwise(texts))
    return going_on > 0 and fits * 2 >= len(lengths) and lengths[0] >= _SHORTEST_WRAP
