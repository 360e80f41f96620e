"""The picture of the system: every part on the canvas, names apart, and the same for the same dyads."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.briefs.page import Quote
from dragoman.web.labels import short_name
from dragoman.web.layout import Box, lay_out, share_out
from dragoman.web.rows import SHOWN, shorten
from dragoman.web.system import CANVAS, DRAWN, Dyad, draw_system

CODES = [f"C{number:02}" for number in range(14)]
PAIRS = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)).filter(lambda p: p[0] < p[1]), max_size=25)


class Plain:
    """Names that are their codes."""

    def name(self, code: str) -> str:
        return code


def dyads(*pairs: tuple[str, str]) -> list[Dyad]:
    return [Dyad(a, b, cooperation=1, conflict=0, happenings=2, not_counted=0, tone=3.0) for a, b in pairs]


def overlap(one: Box, other: Box) -> float:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(across, 0) * max(down, 0)


@settings(max_examples=20, deadline=None)
@given(PAIRS)
def test_every_party_stands_on_the_canvas(pairs: list[tuple[str, str]]) -> None:
    places = lay_out(pairs, CANVAS, (60, 30))
    assert set(places) == {code for pair in pairs for code in pair}
    assert all(0 < at.x < CANVAS.width and 0 < at.y < CANVAS.height for at in places.values())
    assert lay_out(list(reversed(pairs)), CANVAS, (60, 30)) == places


@given(st.lists(st.integers(2, 30), min_size=1, max_size=15))
def test_the_canvas_is_shared_out_without_rest_or_overlap(sizes: list[int]) -> None:
    boxes = share_out(CANVAS, sorted(sizes, reverse=True))
    assert sum(box.width * box.height for box in boxes) == pytest.approx(CANVAS.width * CANVAS.height)
    assert all(overlap(one, other) < 1e-6 for one, other in combinations(boxes, 2))


def test_a_small_part_does_not_push_the_large_one_aside() -> None:
    star = [("A", code) for code in "BCDEFGH"]
    picture = draw_system(dyads(*star, ("X", "Y")), Plain())
    large = [node.at for node in picture.nodes if node.code not in "XY"]
    assert max(at.x for at in large) - min(at.x for at in large) > 0.7 * CANVAS.width
    assert max(at.y for at in large) - min(at.y for at in large) > 0.6 * CANVAS.height


def test_names_stand_apart() -> None:
    ring = list(zip(CODES, [*CODES[1:], CODES[0]], strict=True))
    boxes = [node.label.box for node in draw_system(dyads(*ring), Plain()).nodes]
    assert all(overlap(one, other) == 0 for one, other in combinations(boxes, 2))


def test_the_busiest_dyads_are_drawn() -> None:
    pairs = list(combinations(CODES, 2))
    assert len(draw_system(dyads(*pairs), Plain()).edges) == DRAWN


@pytest.mark.parametrize(
    ("code", "name", "lines"),
    [
        ("PAK", "Pakistan", ("Pakistan",)),
        ("org:nato", "North Atlantic Treaty Organization", ("NATO",)),
        ("ARE", "United Arab Emirates", ("United Arab", "Emirates")),
        ("org:shanghai-five", "Shanghai Five of the Year", ("Shanghai Five", "of the Year")),
        ("com:x", "Donaudampfschifffahrtsgesellschaft", ("Donaudampfschifff…",)),
    ],
)
def test_a_long_name_is_shown_short(code: str, name: str, lines: tuple[str, ...]) -> None:
    assert short_name(code, name) == lines


def test_only_long_quotes_are_cut() -> None:
    brief = Quote("They said that ", "met", " there.", 0, "")
    assert shorten(brief) == brief
    cut = shorten(Quote("word " * 60, "met", " word" * 60, 0, ""))
    assert len(cut.text) <= 2 * SHOWN + 10
    assert (cut.before[:6], cut.predicate, cut.after[-6:]) == ("… word", "met", "word …")
