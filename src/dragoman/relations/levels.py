"""Happenings become relations: for each dyad and year, counts by quad class and a tone with its doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, product
from math import sqrt

from dragoman.ids import content_id
from dragoman.model import Happening, Quad, Relation, Status

Z90 = 1.645
"""Half width of a 90 % interval in standard errors (normal approximation)."""
PRIOR_VARIANCE = 25.0
"""Variance of one more observation, so that one happening does not look certain: about the spread of PLOVER scores."""
UNDATED = "undated"
CROWD = 6
"""A mutual happening of more parties than this says little of any two of them: shown for each pair, not counted."""
TURN = 31
"""Days: an interval no wider that lies across New Year counts in the year that holds most of it."""


def measure_relations(happenings: Iterable[Happening]) -> Iterator[Relation]:
    """One relation a dyad and year, in order. Only what happened counts; the rest is told apart as a number.

    What is told as background counts in its own year, like all else. A summit of thirty would add 435 meetings of
    two: a mutual happening of more than six parties is told apart too.

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
    """The year in which it took place; `undated` when an end is unknown or the interval spans years.

    A week across New Year (fresh news of early January) goes to the year that holds most of its days, the later of two
    that hold the same.
    """
    first, last = happening.when.earliest, happening.when.latest
    if first is None or last is None:
        return UNDATED
    if first.year == last.year:
        return str(first.year)
    if (last - first).days > TURN:
        return UNDATED
    days_before = (date(last.year, 1, 1) - first).days
    return str(first.year if days_before > (last - first).days + 1 - days_before else last.year)


def is_counted(happening: Happening) -> bool:
    """Whether it moves a relation: told as done, and not a crowd's."""
    crowd = not happening.recipients and len(set(happening.actors)) > CROWD
    return happening.status is Status.HAPPENED and not crowd


def _relation(a: str, b: str, period: str, members: Sequence[Happening]) -> Relation:
    counted = [h for h in members if is_counted(h)]
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
