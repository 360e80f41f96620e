"""The pieces of a page in reading order, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.documents.converters.rows import Piece, join_rows

_FEWEST_ROWS = 4
_NARROWEST = 5.0
"""Ems; what is narrower on the average than this is no column but bullets, figures or the cells of a table."""
_GAP = 0.6
_MOST_PIECES = 4_000
_MOST_TRIED = 150
_DEEPEST = 12


class _Gutter(NamedTuple):
    """A white stretch between two columns: which pieces stand beside it, and where it is."""

    first: int
    last: int
    x: float
    rows: int
    width: float


def to_columns(pieces: Sequence[Piece], depth: int = 0) -> list[list[Piece]]:
    """Give the lines of a page, column after column, as they are read.

    The longest white stretch that runs down between two columns parts the page in four: what stands above it, to its
    left, to its right and below; each part is looked at in the same way. Pages of very many pieces keep their order.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.y, piece.x0))
    if len(ordered) > _MOST_PIECES or depth > _DEEPEST:
        return [list(pieces)]
    gutter = _widest(ordered)
    if gutter is None:
        return [join_rows(ordered)] if ordered else []
    above, beside, below = ordered[: gutter.first], ordered[gutter.first : gutter.last], ordered[gutter.last :]
    left = [piece for piece in beside if piece.x0 < gutter.x]
    right = [piece for piece in beside if piece.x0 >= gutter.x]
    return [column for part in (above, left, right, below) for column in to_columns(part, depth + 1)]


def _widest(ordered: Sequence[Piece]) -> _Gutter | None:
    """Find the gutter with the most lines on its sides, the widest of those."""
    found = [gutter for x in _tries(ordered) for gutter in _stretches(ordered, x)]
    return max(found, key=lambda gutter: (gutter.rows, gutter.width, -gutter.x), default=None)


def _tries(ordered: Sequence[Piece]) -> list[float]:
    """List places right before a piece that has another one to its left, the most common first."""
    places: Counter[int] = Counter()
    for i, piece in enumerate(ordered):
        for other in (*ordered[max(i - 6, 0) : i], *ordered[i + 1 : i + 7]):
            if abs(other.y - piece.y) < 0.9 * piece.size and other.x1 + _GAP * piece.size <= piece.x0:
                places[round(piece.x0 - 0.3 * piece.size)] += 1
                break
    return [float(x) for x, _ in places.most_common(_MOST_TRIED)]


def _stretches(ordered: Sequence[Piece], x: float) -> list[_Gutter]:
    """Find the runs of pieces none of which crosses `x`, with columns on both sides."""
    found: list[_Gutter] = []
    start = 0
    for i in range(len(ordered) + 1):
        if i < len(ordered) and not (ordered[i].x0 < x < ordered[i].x1 + 1):
            continue
        gutter = _judged(ordered, start, i, x)
        if gutter:
            found.append(gutter)
        start = i + 1
    return found


def _judged(ordered: Sequence[Piece], first: int, last: int, x: float) -> _Gutter | None:
    """Say whether the pieces beside a white stretch are columns: some lines each, at the same height, not narrow."""
    if last - first < 2 * _FEWEST_ROWS:
        return None
    beside = ordered[first:last]
    left, right = [one for one in beside if one.x0 < x], [one for one in beside if one.x0 >= x]
    if not left or not right:
        return None
    top = max(left[0].y - left[0].size, right[0].y - right[0].size)
    bottom = min(left[-1].y, right[-1].y)
    left, right = ([one for one in side if top <= one.y <= bottom] for side in (left, right))
    rows = min(_count_rows(left), _count_rows(right))
    if rows < _FEWEST_ROWS or min(_mean_width(left), _mean_width(right)) < _NARROWEST or not _is_flush(right, x):
        return None
    first = next(i for i in range(first, last) if ordered[i].y >= top)
    return _Gutter(first, last, x, rows, min(one.x0 for one in right) - max(one.x1 for one in left))


def _is_flush(right: Sequence[Piece], x: float) -> bool:
    """Whether half the lines right of a gutter begin at one place, unlike the words right of a chance gap."""
    firsts: list[Piece] = []
    for piece in right:
        if firsts and piece.y - firsts[-1].y <= 0.5 * piece.size:
            firsts[-1] = min(firsts[-1], piece, key=lambda one: one.x0)
        else:
            firsts.append(piece)
    near = sum(one.x0 - x <= 0.6 * one.size + 1 for one in firsts)
    return 2 * near >= len(firsts)


def _count_rows(pieces: Sequence[Piece]) -> int:
    rows, last = 0, float("-inf")
    for piece in pieces:
        if piece.y - last > 0.5 * piece.size:
            rows, last = rows + 1, piece.y
    return rows


def _mean_width(pieces: Sequence[Piece]) -> float:
    """Give the mean width of the lines in ems."""
    return sum(piece.width / piece.size for piece in pieces) / max(_count_rows(pieces), 1)
