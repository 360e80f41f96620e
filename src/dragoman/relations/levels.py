"""Happenings become relations: for each dyad and year, counts by quad class and a tone with its doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from math import sqrt

from dragoman.ids import content_id
from dragoman.model import Happening, Quad, Relation, Status

Z90 = 1.645
"""Half width of a 90 % interval in standard errors (normal approximation)."""
PRIOR_VARIANCE = 25.0
"""Variance counted as one more observation, so that one happening does not look certain: about the spread of PLOVER scores."""
UNDATED = "undated"


def measure_relations(happenings: Iterable[Happening]) -> Iterator[Relation]:
    """One relation a dyad and year, in order. Only what happened counts; the rest is told apart as a number.

    The tone is the mean PLOVER intensity of the happenings counted. Its interval is mean +- 1.645 s / sqrt(n), with
    s^2 = (sum of squared deviations + 25) / n, cut at -10 and 10.
    """
    cells: dict[tuple[str, str, str], list[Happening]] = defaultdict(list)
    for happening in happenings:
        for a, b in dyads(happening):
            cells[a, b, period_of(happening)].append(happening)
    for (a, b, period), members in sorted(cells.items()):
        yield _relation(a, b, period, sorted(members, key=lambda h: h.id))


def dyads(happening: Happening) -> list[tuple[str, str]]:
    """The unordered pairs that a happening links: each actor with each recipient; in a mutual one, all pairs."""
    if happening.recipients:
        pairs: Iterable[tuple[str, str]] = product(happening.actors, happening.recipients)
    else:
        pairs = combinations(happening.actors, 2)
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


def period_of(happening: Happening) -> str:
    """The year, when both ends of the date lie in one; else `undated`."""
    first, last = happening.when.earliest, happening.when.latest
    return str(first.year) if first and last and first.year == last.year else UNDATED


def _relation(a: str, b: str, period: str, members: Sequence[Happening]) -> Relation:
    counted = [h for h in members if h.status is Status.HAPPENED]
    quads = Counter(h.quad_code for h in counted)
    tone, half = _tone([h.intensity for h in counted])
    return Relation(
        id=content_id("re", a, b, period),
        a=a,
        b=b,
        period=period,
        verbal_cooperation=quads[Quad.VERBAL_COOPERATION],
        material_cooperation=quads[Quad.MATERIAL_COOPERATION],
        verbal_conflict=quads[Quad.VERBAL_CONFLICT],
        material_conflict=quads[Quad.MATERIAL_CONFLICT],
        tone=round(tone, 3),
        low=round(max(-10.0, tone - half), 3),
        high=round(min(10.0, tone + half), 3),
        happenings=tuple(h.id for h in counted),
        not_counted=len(members) - len(counted),
    )


def _tone(scores: Sequence[float]) -> tuple[float, float]:
    """Mean and half width of its interval; nothing counted says nothing: 0, and the whole scale."""
    if not scores:
        return 0.0, 10.0
    mean = sum(scores) / len(scores)
    variance = (sum((score - mean) ** 2 for score in scores) + PRIOR_VARIANCE) / len(scores)
    return mean, Z90 * sqrt(variance / len(scores))
