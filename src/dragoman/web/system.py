"""The system at a glance: the dyads of a store, and a picture of them as a signed graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dragoman.store import Store

LISTED = 500
"""Dyads in the table."""
DRAWN = 40
"""Dyads in the picture: with more, the labels cover one another."""
WIDTH, HEIGHT = 900, 640
MARGIN = 40
NAME = 55
"""Half the room that a long name takes."""
SEED = 7
"""Of the layout, so that a store always looks the same."""
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
    x: float
    y: float
    size: float


class Edge(NamedTuple):
    """A dyad in the picture."""

    dyad: Dyad
    x1: float
    y1: float
    x2: float
    y2: float
    width: float

    @property
    def label_x(self) -> float:
        """Where its label stands."""
        return round((self.x1 + self.x2) / 2, 1)

    @property
    def label_y(self) -> float:
        """Likewise."""
        return round((self.y1 + self.y2) / 2, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """The graph, laid out."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]


def draw_system(dyads: Iterable[Dyad]) -> Picture:
    """The dyads with most happenings as a graph; the same dyads give the same picture."""
    drawn = sorted((d for d in dyads if d.happenings), key=lambda d: (-d.happenings, d.a, d.b))[:DRAWN]
    places = _lay_out(drawn)
    weights = Counter[str]()
    for dyad in drawn:
        weights.update({dyad.a: dyad.happenings, dyad.b: dyad.happenings})
    nodes = [Node(code, *places[code], round(5 + 3 * log1p(weights[code]), 1)) for code in sorted(places)]
    edges = [Edge(d, *places[d.a], *places[d.b], round(1.5 + 2 * log1p(d.happenings), 1)) for d in drawn]
    return Picture(nodes, edges)


def _lay_out(dyads: Sequence[Dyad]) -> dict[str, tuple[float, float]]:
    """A place for each party: by springs, the stronger the more happenings."""
    import networkx as nx  # noqa: PLC0415 - only this page needs it

    graph = nx.Graph()
    graph.add_weighted_edges_from((d.a, d.b, log1p(d.happenings)) for d in dyads)
    if not graph:
        return {}
    spread = nx.spring_layout(graph, k=2.2 / len(graph) ** 0.5, iterations=300, seed=SEED, method="force")
    return _scaled({code: (float(x), float(y)) for code, (x, y) in spread.items()})


def _scaled(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The places in ranks of their coordinates, half way between the layout and an even spread, so that labels part."""
    across = _even([x for x, _ in places.values()], MARGIN + NAME, WIDTH)
    down = _even([y for _, y in places.values()], MARGIN, HEIGHT)
    return dict(zip(places, zip(across, down, strict=True), strict=True))


def _even(values: list[float], margin: int, length: int) -> list[float]:
    low, high = min(values), max(values)
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)))}
    room, last = length - 2 * margin, max(len(ranks) - 1, 1)
    share = [((value - low) / ((high - low) or 1) + ranks[value] / last) / 2 for value in values]
    return [round(margin + room * each, 1) for each in share]
