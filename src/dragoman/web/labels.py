"""Where words stand in the picture of the system: names beside their points, numbers on their lines, apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.web.layout import Box, Point, side_of

FONT, NUMBER = 18.0, 15.0
"""Sizes of the letters of names and of numbers, in units of the canvas; the style sheet has the same."""
LETTER, CAPITAL, LINE = 0.62, 0.8, 1.05
"""Mean widths of letters, as measured on DejaVu Sans at weight 600, and height of a line, over the size."""
LONG = 16
"""Letters of a name that are written in one line."""
ACRONYM = 6
"""Letters of an acronym at most."""
ALONG = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)
"""Where on its line a number may stand, the best first."""


class Label(NamedTuple):
    """Words in the picture."""

    lines: tuple[str, ...]
    x: float
    """Of the middle of the words."""
    y: float
    """Of the middle of the first line."""
    box: Box


class Spot(NamedTuple):
    """A point that is to be named."""

    code: str
    at: Point
    size: float
    """Its radius."""
    lines: tuple[str, ...]

    @property
    def box(self) -> Box:
        """The square that it fills."""
        return _around(self.at, 2 * self.size, 2 * self.size)


def short_name(code: str, name: str) -> tuple[str, ...]:
    """The name as it stands in the picture: a long one by its acronym, where the code has one, else in two lines.

    >>> short_name("org:nato", "North Atlantic Treaty Organization"), short_name("PAK", "Pakistan")
    (('NATO',), ('Pakistan',))
    >>> short_name("ARE", "United Arab Emirates"), short_name("org:osce-minsk-group", "OSCE Minsk Group")
    (('United Arab', 'Emirates'), ('OSCE Minsk Group',))
    """
    if len(name) <= LONG:
        return (name,)
    kind, colon, acronym = code.partition(":")
    if kind in {"org", "grp"} and colon and acronym.isalpha() and len(acronym) <= ACRONYM:
        return (acronym.upper(),)
    words = name.split()
    cut = min(range(1, len(words) + 1), key=lambda place: max(map(len, _lines(words, place))))
    return tuple(_clipped(line) for line in _lines(words, cut))


def _lines(words: Sequence[str], cut: int) -> list[str]:
    return [line for line in (" ".join(words[:cut]), " ".join(words[cut:])) if line]


def _clipped(line: str) -> str:
    return line if len(line) <= LONG + 2 else line[: LONG + 1].rstrip() + "…"


def name_spots(spots: Sequence[Spot], lines: Sequence[tuple[Point, Point]], canvas: Box) -> dict[str, Label]:
    """A label for each point, above, below or beside it: where it covers least, the busiest points first."""
    taken = [spot.box for spot in spots]
    labels: dict[str, Label] = {}
    for spot in sorted(spots, key=lambda spot: (-spot.size, spot.code)):
        best = min(_beside(spot), key=lambda label: _cost(label, taken, lines, canvas))
        labels[spot.code] = best
        taken.append(best.box)
    return labels


def number_lines(lines: Sequence[tuple[Point, Point]], texts: Iterable[str], taken: Iterable[Box]) -> list[Label]:
    """A label for each line, on it, as near to its middle as what is taken allows."""
    held, labels = list(taken), list[Label]()
    for (a, b), text in zip(lines, texts, strict=True):
        places = [Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share) for share in ALONG]
        options = [_label((text,), place, NUMBER) for place in places]
        best = min(options, key=lambda label: sum(_overlap(label.box, box) for box in held))
        labels.append(best)
        held.append(best.box)
    return labels


def _cost(label: Label, taken: Sequence[Box], lines: Sequence[tuple[Point, Point]], canvas: Box) -> float:
    """How much a label covers: the rim weighs most, then words and points, then lines."""
    covered = sum(_overlap(label.box, box) for box in taken)
    outside = label.box.width * label.box.height - _overlap(label.box, canvas)
    return 20 * outside + 10 * covered + 60 * sum(_crosses(label.box, *line) for line in lines)


def _beside(spot: Spot) -> list[Label]:
    """Above, below, right, left, and these moved up or down by half a line and a line."""
    width, height = _size(spot.lines, FONT)
    gap, x, y = spot.size + 3, *spot.at
    up, side = gap + height / 2, gap + width / 2
    near = [(x, y - up), (x, y + up), (x + side, y), (x - side, y)]
    slant = [(x + dx, y + dy) for dy in (-up, up) for dx in (-width / 3, width / 3, -width / 2, width / 2)]
    beside = [(x + dx, y + dy) for dx in (side, -side) for dy in (-height / 2, height / 2)]
    far = [(x, y + dy) for dy in (-up - height / 2, up + height / 2, -up - height, up + height)]
    return [_label(spot.lines, Point(*place), FONT) for place in (*near, *beside, *slant, *far)]


def _label(lines: tuple[str, ...], middle: Point, font: float) -> Label:
    width, height = _size(lines, font)
    first = middle.y - (len(lines) - 1) * font * LINE / 2
    return Label(lines, round(middle.x, 1), round(first, 1), _around(middle, width, height))


def _size(lines: Sequence[str], font: float) -> tuple[float, float]:
    width = max(sum(CAPITAL if letter.isupper() else LETTER for letter in line) for line in lines)
    return width * font + 4, len(lines) * font * LINE + 2


def _around(middle: Point, width: float, height: float) -> Box:
    return Box(middle.x - width / 2, middle.y - height / 2, width, height)


def _overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(across, 0.0) * max(down, 0.0)


def _crosses(box: Box, a: Point, b: Point) -> bool:
    """Whether a line goes through a box: it comes near, and the corners lie on both of its sides."""
    right, bottom = box.x + box.width, box.y + box.height
    if max(a.x, b.x) < box.x or min(a.x, b.x) > right or max(a.y, b.y) < box.y or min(a.y, b.y) > bottom:
        return False
    corners = (Point(x, y) for x in (box.x, right) for y in (box.y, bottom))
    return len({side_of(a, b, corner) > 0 for corner in corners}) > 1
