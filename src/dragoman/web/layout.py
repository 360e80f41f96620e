"""Where the parties stand in the picture of the system: each connected part by itself, all parts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

SEED = 7
"""Of the first guess, so that a store always looks the same."""
ROUNDS = 300
"""Of improvement; the pictures no longer move visibly after about half as many."""
LEAST = (190.0, 130.0)
"""Width and height that two parties with their names need."""


class Box(NamedTuple):
    """A part of the canvas."""

    x: float
    y: float
    width: float
    height: float

    def inner(self, across: float, down: float) -> Box:
        """The box without its margins, each at most two fifths of it."""
        dx, dy = min(across, self.width * 0.4), min(down, self.height * 0.4)
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
        places |= _fit(part, _arrange(graph, part), box.inner(*margin))
    return places


def share_out(box: Box, sizes: Sequence[int]) -> list[Box]:
    """The box cut into one for each size, always across its longer side; the sizes fall from first to last."""
    if len(sizes) < 2:
        return [box] * len(sizes)
    cut = _halfway(sizes)
    share = sum(sizes[:cut]) / sum(sizes)
    if box.width - LEAST[0] >= box.height - LEAST[1]:
        length = _held(box.width * share, box.width, LEAST[0])
        first, rest = box._replace(width=length), box._replace(x=box.x + length, width=box.width - length)
    else:
        length = _held(box.height * share, box.height, LEAST[1])
        first, rest = box._replace(height=length), box._replace(y=box.y + length, height=box.height - length)
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
    """Places in which two parties stand as far apart as there are steps between them, the longest way across.

    Stress majorisation (Gansner, Koren, North 2004) with weights of one over the squared distance.
    """
    import networkx as nx  # noqa: PLC0415 - only this page needs them
    import numpy as np  # noqa: PLC0415

    held = graph.subgraph(part)
    steps = dict(nx.all_pairs_shortest_path_length(held))
    far = np.array([[float(steps[a][b]) for b in part] for a in part])
    guess = nx.spring_layout(nx.Graph(held.edges), seed=SEED)
    places = np.array([guess[code] for code in part])
    weights = 1 / np.where(far == 0, np.inf, far) ** 2
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(ROUNDS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        pull = weights * far / np.where(apart < 1e-9, np.inf, apart)
        places = inverse @ (np.diag(pull.sum(axis=1)) - pull) @ places
    turned: NDArray[np.float64] = places @ np.linalg.svd(places, full_matrices=False)[2].T
    return turned * np.where(turned[0] > 0, -1.0, 1.0)


def _fit(part: Sequence[str], places: NDArray[np.float64], box: Box) -> Mapping[str, Point]:
    """The places stretched over the box."""
    across = _stretch([float(x) for x in places[:, 0]], box.x, box.width)
    down = _stretch([float(y) for y in places[:, 1]], box.y, box.height)
    return {code: Point(*place) for code, *place in zip(part, across, down, strict=True)}


def _stretch(values: Sequence[float], start: float, length: float) -> list[float]:
    """The values from start to start + length, half way to an even spread, so that names part."""
    low, span = min(values), max(values) - min(values)
    if span < 1e-6:
        return [round(start + length / 2, 1)] * len(values)
    order = sorted(values)
    ranks = {value: place / (len(values) - 1) for place, value in enumerate(order)}
    return [round(start + length * ((1 - EVEN) * (value - low) / span + EVEN * ranks[value]), 1) for value in values]


EVEN = 0.35
"""Share of the even spread: with none, hubs crowd in the middle; with all, the shape is lost."""
