"""Whether lines of text were broken at a margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

_SHORTEST_WRAP, _LONGEST_WRAP = 40, 160
_SMALL = frozenset("a an the of in to and or for on at by with from as that which who is was were has had its".split())
_FEWEST_WRAPPED = 2


def is_wrapped(texts: Sequence[str], margin: int = 0) -> bool:
    """Whether the lines were broken at a margin: of middling length, and a next word would not have fitted.

    Where the margin of the file is known (see `find_margin`), filling it is enough.

    >>> is_wrapped(["The envoys of both states met in Oslo on the", "Monday before the vote."], 45)
    True
    """
    lengths = [len(text) for text in texts[:-1]]
    longest = max(lengths, default=0)
    if not lengths or longest > _LONGEST_WRAP or sorted(lengths)[len(lengths) // 2] < _SHORTEST_WRAP:
        return False
    if margin and longest <= margin and all(_is_full(*pair, margin) for pair in pairwise(texts)):
        return True
    going_on = sum(_goes_on(*pair) for pair in pairwise(texts))
    fits = sum(_is_full(*pair, longest) for pair in pairwise(texts))
    return going_on > 0 and fits * 2 >= len(lengths) and lengths[0] >= _SHORTEST_WRAP


def split_wrapped(texts: Sequence[str], margin: int) -> list[tuple[int, int]]:
    """Cut lines into paragraphs that fill a known margin, and lines that stand alone among them.

    >>> split_wrapped(["7", "The envoys of both states met in Oslo on", "the Monday before the vote."], 42)
    [(0, 1), (1, 3)]
    """
    full = [len(a) >= _SHORTEST_WRAP and len(a) <= margin and _is_full(a, b, margin) for a, b in pairwise(texts)]
    cuts = [0, *(i + 1 for i, one in enumerate(full) if not one), len(texts)]
    return list(pairwise(cuts))


def find_margin(groups: Iterable[Sequence[str]]) -> int:
    """Find the length that the lines of a file were broken at; 0 where fewer than two groups of lines tell."""
    wrapped = [group for group in groups if len(group) > 1 and is_wrapped(group)]
    return max((len(text) for group in wrapped for text in group), default=0) if len(wrapped) >= _FEWEST_WRAPPED else 0


def _is_full(text: str, after: str, margin: int) -> bool:
    """Whether the next word would not have fitted."""
    return len(text) + 1 + len((after.split() or [""])[0]) > margin


def _goes_on(text: str, after: str) -> bool:
    """Whether a sentence runs from a line to the next."""
    if text.endswith((".", "!", "?", ":")):
        return False
    return after[:1].islower() or text.endswith(",") or text.rsplit(" ", 1)[-1] in _SMALL
