"""A mention is the account of whoever had its words first, and independence is counted by that."""

from __future__ import annotations

import pytest
from happening_events import mention, mentions, on
from hypothesis import given
from hypothesis import strategies as st

from dragoman.happenings import origins_of, resolve_happenings
from dragoman.model import Event, Happening, Reuse

DAY = on("2021-04-06")


def reuse(document: str, start: int, end: int, taken_from: str) -> Reuse:
    return Reuse(f"ru-{document}-{start}-{taken_from}", document, start, end, taken_from, 0, end - start, 1.0)


def resolved(told: list[Event], copies: dict[str, str], *reuses: Reuse) -> list[Happening]:
    return list(resolve_happenings(told, copies, {}, reuses))


@pytest.mark.parametrize(
    ("copies", "reuses", "independent"),
    [
        ({}, [], 3),
        ({"b": "a"}, [], 2),
        ({}, [reuse("b", 400, 600, "a")], 2),
        ({}, [reuse("b", 0, 400, "a")], 3),
        ({}, [reuse("b", 501, 700, "a")], 3),
        ({}, [reuse("b", 100, 200, "c"), reuse("b", 450, 501, "a")], 2),
        ({"c": "a"}, [reuse("b", 400, 600, "c")], 1),
        ({}, [reuse("b", 400, 600, "elsewhere")], 3),
        ({}, [reuse("b", 400, 600, "x"), reuse("c", 400, 600, "x")], 2),
        ({"b": "a"}, [reuse("a", 400, 600, "x"), reuse("b", 400, 600, "x"), reuse("c", 480, 600, "x")], 1),
    ],
)
def test_independent_sources(copies: dict[str, str], reuses: list[Reuse], independent: int) -> None:
    told = [mention(key, "CONSULT", "visit", when=DAY, document=key, start=500) for key in "abc"]
    (happening,) = resolved(told, copies, *reuses)
    assert (happening.sources, happening.independent_sources) == (3, independent)


def test_only_the_mentions_inside_the_passage_are_another_ones_account() -> None:
    inside, outside = mention("a", document="x", start=100), mention("b", document="x", start=900)
    assert origins_of([inside, outside], {}, [reuse("x", 50, 300, "y")]) == {"a": "y", "b": "x"}


def test_who_repeats_a_passage_has_no_vote() -> None:
    hosted = [mention(f"a{i}", actors=["PAK"], recipients=["RUS"], when=DAY, document=f"d{i}") for i in range(3)]
    paid = [mention(f"b{i}", actors=["RUS"], recipients=["PAK"], when=DAY, document=f"e{i}") for i in range(2)]
    (happening,) = resolved([*hosted, *paid], {})
    assert (happening.actors, happening.independent_sources) == (("PAK",), 5)
    (happening,) = resolved([*hosted, *paid], {}, *[reuse(f"d{i}", 0, 90, "d0") for i in (1, 2)])
    assert (happening.actors, happening.independent_sources) == (("RUS",), 3)


@given(mentions(), st.data())
def test_neither_the_order_nor_a_reuse_of_nothing_matters(told: list[Event], data: st.DataObject) -> None:
    documents = st.sampled_from("abcde")
    places = st.lists(st.tuples(documents, st.integers(0, 3000), documents), max_size=4)
    reuses = [reuse(document, start, start + 500, origin) for document, start, origin in data.draw(places)]
    found = resolved(told, {"b": "a"}, *reuses)
    assert resolved(data.draw(st.permutations(told)), {"b": "a"}, *data.draw(st.permutations(reuses))) == found
    assert all(1 <= happening.independent_sources <= happening.sources for happening in found)
    assert resolved(told, {"b": "a"}, reuse("nobody", 0, 100, "a")) == resolved(told, {"b": "a"})
