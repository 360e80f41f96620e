"""The system at a glance: the dyads of a store, and a picture of them as a signed graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from dragoman.briefs.wording import Names
from dragoman.web.labels import Label, Spot, name_spots, number_lines, short_name
from dragoman.web.layout import Box, Point, lay_out
from dragoman.web.tones import signed

if TYPE_CHECKING:
    from dragoman.store import Store

LISTED = 500
"""Dyads in the table."""
DRAWN = 30
"""Dyads in the picture: with more, the labels cover one another."""
CANVAS = Box(0, 0, 900, 720)
MARGIN = (64.0, 34.0)
"""Kept free left and right, above and below, for the names."""
SORTS = {
    "happenings": "happenings DESC, a, b",
    "tone": "tone, a, b",
    "parties": "a, b",
    "cooperation": "cooperation DESC, a, b",
    "conflict": "conflict DESC, a, b",
    "other": "not_counted DESC, a, b",
}
_DYADS = """
    SELECT * FROM (
        SELECT a, b,
            sum(verbal_cooperation + material_cooperation)::BIGINT AS cooperation,
            sum(verbal_conflict + material_conflict)::BIGINT AS conflict,
            sum(len(happenings))::BIGINT AS happenings, sum(not_counted)::BIGINT AS not_counted,
            coalesce(sum(tone * len(happenings)) / nullif(sum(len(happenings)), 0), 0) AS tone
        FROM relations GROUP BY a, b
    )
"""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties over all years."""

    a: str
    b: str
    cooperation: int
    conflict: int
    happenings: int
    not_counted: int
    tone: float
    """Mean over the happenings counted."""


def read_dyads(store: Store, sort: str) -> list[Dyad]:
    """The dyads in an order named in SORTS; another name gives that of the happenings."""
    order = SORTS.get(sort, SORTS["happenings"])
    rows = store.sql(f"{_DYADS} ORDER BY {order} LIMIT {LISTED}").to_pylist()
    return [Dyad(**row) for row in rows]


class Node(NamedTuple):
    """A party in the picture."""

    code: str
    at: Point
    size: float
    label: Label


class Edge(NamedTuple):
    """A dyad in the picture."""

    dyad: Dyad
    start: Point
    end: Point
    width: float
    label: Label


@dataclass(frozen=True, slots=True)
class Picture:
    """The graph, laid out."""

    canvas: Box
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def draw_system(dyads: Iterable[Dyad], world: Names) -> Picture:
    """The dyads with most happenings as a graph; the same dyads give the same picture."""
    drawn = sorted((d for d in dyads if d.happenings), key=lambda d: (-d.happenings, d.a, d.b))[:DRAWN]
    places = lay_out([(d.a, d.b) for d in drawn], CANVAS, MARGIN)
    lines = [(places[d.a], places[d.b]) for d in drawn]
    spots = _spots(drawn, places, world)
    names = name_spots(spots, lines, CANVAS)
    taken = [*(label.box for label in names.values()), *(spot.box for spot in spots)]
    numbers = number_lines(lines, [signed(d.tone, 0) for d in drawn], taken)
    nodes = [Node(spot.code, spot.at, spot.size, names[spot.code]) for spot in spots]
    edges = [
        Edge(dyad, *line, round(1.2 + 1.6 * log1p(dyad.happenings), 1), number)
        for dyad, line, number in zip(drawn, lines, numbers, strict=True)
    ]
    return Picture(CANVAS, nodes, edges)


def _spots(dyads: Iterable[Dyad], places: dict[str, Point], world: Names) -> list[Spot]:
    """The parties by code, each the larger, the more happenings it takes part in."""
    weights = Counter[str]()
    for dyad in dyads:
        weights.update({dyad.a: dyad.happenings, dyad.b: dyad.happenings})
    return [
        Spot(code, places[code], round(3 + 1.8 * log1p(weights[code]), 1), short_name(code, world.name(code)))
        for code in sorted(places)
    ]
