"""Where the parties stand in the picture of the system: each connected part by itself, all parts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

SEEDS = range(6)
"""Of the first guesses, so that a store always looks the same; the guess with fewest crossings is taken."""
ROUNDS = 80
"""Of improvement; the pictures hardly move after."""
NEAR = 30.0
"""A point closer to another's line is moved from it, for it would seem to lie on it."""
ROOM = 120.0
"""Width and height of a part for each of its parties, at most: a pair is not drawn across the whole canvas."""
EVEN = 0.35
"""Share of an even spread: with none, hubs crowd in the middle; with all, the shape is lost."""
LEAST = (190.0, 84.0)
"""Width and height that two parties with their names need."""


class Box(NamedTuple):
    """A part of the canvas."""

    x: float
    y: float
    width: float
    height: float

    def inner(self, margin: tuple[float, float], most: float) -> Box:
        """The middle of the box: without its margins, each at most two fifths of it, and no side longer than `most`."""
        dx = max(min(margin[0], self.width * 0.4), (self.width - most) / 2)
        dy = max(min(margin[1], self.height * 0.4), (self.height - most) / 2)
        return Box(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)


class Point(NamedTuple):
    """A place on the canvas."""

    x: float
    y: float


def lay_out(pairs: Iterable[tuple[str, str]], canvas: Box, margin: tuple[float, float]) -> dict[str, Point]:
    """A place for each party named in the pairs; `margin` is kept free on each side of a part, for the names.

    >>> lay_out([("A", "B")], Box(0, 0, 100, 50), (10, 10))
    {'A': Point(x=10.0, y=25.0), 'B': Point(x=90.0, y=25.0)}
    """
    import networkx as nx  # noqa: PLC0415 - only this page needs it

    graph = nx.Graph(sorted(pairs))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    places: dict[str, Point] = {}
    for part, box in zip(parts, share_out(canvas, [len(part) for part in parts]), strict=True):
        inner = box.inner(margin, ROOM * len(part))
        links = list(graph.subgraph(part).edges)
        places |= _clear_lines(_fit(part, _arrange(graph, part), inner), links, inner)
    return places


def share_out(box: Box, sizes: Sequence[int]) -> list[Box]:
    """The box cut into one for each size; the sizes fall from first to last, and each gets LEAST where it can.

    >>> share_out(Box(0, 0, 900, 600), [5, 5])
    [Box(x=0, y=0, width=450.0, height=600), Box(x=450.0, y=0, width=450.0, height=600)]
    """
    if len(sizes) < 2:
        return [box] * len(sizes)
    cut = _halfway(sizes)
    share = sum(sizes[:cut]) / sum(sizes)
    width, height = _held(box.width * share, box.width, LEAST[0]), _held(box.height * share, box.height, LEAST[1])
    if (height / box.height, box.height) > (width / box.width, box.width):
        first, rest = box._replace(height=height), box._replace(y=box.y + height, height=box.height - height)
    else:
        first, rest = box._replace(width=width), box._replace(x=box.x + width, width=box.width - width)
    return share_out(first, sizes[:cut]) + share_out(rest, sizes[cut:])


def _halfway(sizes: Sequence[int]) -> int:
    """How many sizes come next to half of the sum; at least one, and not all."""
    half = sum(sizes) / 2
    return min(range(1, len(sizes)), key=lambda cut: abs(sum(sizes[:cut]) - half))


def _held(length: float, whole: float, least: float) -> float:
    """The length, with at least `least` on both sides where the whole allows it."""
    least = min(least, whole / 2)
    return min(max(length, least), whole - least)


def _arrange(graph: nx.Graph[str], part: Sequence[str]) -> NDArray[np.float64]:
    """Places of the parties of a part, the longest way across; of several tries, that with fewest crossings."""
    import networkx as nx  # noqa: PLC0415 - only this page needs them
    import numpy as np  # noqa: PLC0415

    held = nx.Graph(graph.subgraph(part).edges)
    steps = dict(nx.all_pairs_shortest_path_length(held))
    far = np.array([[float(steps[a][b]) for b in part] for a in part])
    links = [(part.index(a), part.index(b)) for a, b in held.edges]
    tries = []
    for seed in SEEDS:
        guess = nx.spring_layout(held, seed=seed)
        tries.append(_settle(np.array([guess[code] for code in part]), far))
    best: NDArray[np.float64] = min(tries, key=lambda places: _crossings(places, links))
    turned: NDArray[np.float64] = best @ np.linalg.svd(best, full_matrices=False)[2].T
    turned *= np.where(turned[0] > 0, -1.0, 1.0)
    return turned


def _settle(places: NDArray[np.float64], far: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places moved until two stand about as far apart as there are steps between them.

    Stress majorisation (Gansner, Koren, North 2004) with weights of one over the squared distance.
    """
    import numpy as np  # noqa: PLC0415 - likewise

    weights = 1 / np.where(far == 0, np.inf, far) ** 2
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(ROUNDS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        pull = weights * far / np.where(apart < 1e-9, np.inf, apart)
        places = inverse @ (np.diag(pull.sum(axis=1)) - pull) @ places
    return places


def _crossings(places: NDArray[np.float64], links: Sequence[tuple[int, int]]) -> int:
    """How many pairs of lines cross."""
    points = [Point(float(x), float(y)) for x, y in places]
    lines = [(points[a], points[b]) for a, b in links]
    return sum(_cross(*one, *other) for one, other in combinations(lines, 2))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the lines from a to b and from c to d cross, other than at an end."""
    return side_of(a, b, c) * side_of(a, b, d) < 0 and side_of(c, d, a) * side_of(c, d, b) < 0


def side_of(a: Point, b: Point, c: Point) -> float:
    """Positive where c lies on one side of the line from a to b, negative on the other."""
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _clear_lines(places: Mapping[str, Point], links: Sequence[tuple[str, str]], box: Box) -> dict[str, Point]:
    """The places, with points that lie near a line between two others moved from it, inside the box."""
    moved = dict(places)
    for _ in range(20):
        for code in places:
            for a, b in links:
                if code not in {a, b}:
                    moved[code] = _moved(moved[code], moved[a], moved[b], box)
    return moved


def _moved(point: Point, a: Point, b: Point, box: Box) -> Point:
    """The point, a little farther from the line from a to b where it is near."""
    length = hypot(b.x - a.x, b.y - a.y)
    along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / (length * length or 1)
    apart = side_of(a, b, point) / (length or 1)
    if not 0 < along < 1 or abs(apart) >= NEAR:
        return point
    step = (NEAR - abs(apart)) / 2 * (1 if apart >= 0 else -1) / (length or 1)
    x, y = point.x - (b.y - a.y) * step, point.y + (b.x - a.x) * step
    right, bottom = box.x + box.width, box.y + box.height
    return Point(round(min(max(x, box.x), right), 1), round(min(max(y, box.y), bottom), 1))


def _fit(part: Sequence[str], places: NDArray[np.float64], box: Box) -> Mapping[str, Point]:
    """The places stretched over the box."""
    across = _stretch([float(x) for x in places[:, 0]], box.x, box.width)
    down = _stretch([float(y) for y in places[:, 1]], box.y, box.height)
    return {code: Point(*place) for code, *place in zip(part, across, down, strict=True)}


def _stretch(values: Sequence[float], start: float, length: float) -> list[float]:
    """The values from start to start + length, partly as they are and partly spread evenly, so that names part."""
    low, span = min(values), max(values) - min(values)
    if span < 1e-6:
        return [round(start + length / 2, 1)] * len(values)
    order = sorted(values)
    ranks = {value: place / (len(values) - 1) for place, value in enumerate(order)}
    return [round(start + length * ((1 - EVEN) * (value - low) / span + EVEN * ranks[value]), 1) for value in values]
