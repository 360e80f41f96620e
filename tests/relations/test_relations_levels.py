from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relations_happenings import happening, happenings

from dragoman.model import Happening, Quad, Relation, Status
from dragoman.relations import dyads, measure_relations, period_of


def measure(*given_: Happening) -> dict[tuple[str, str, str], Relation]:
    return {(r.a, r.b, r.period): r for r in measure_relations(given_)}


def test_counts_by_class_and_year() -> None:
    found = measure(
        happening("1", "2014-06-02", "2014-06-02", quad=Quad.MATERIAL_COOPERATION, intensity=8.0),
        happening("2", "2014-01-01", "2014-12-31", ["PAK"], ["RUS"], quad=Quad.VERBAL_CONFLICT, intensity=-2.0),
        happening("3", "2015-05-01", "2015-05-31"),
    )
    relation = found["PAK", "RUS", "2014"]
    assert (relation.material_cooperation, relation.verbal_conflict, relation.verbal_cooperation) == (1, 1, 0)
    assert relation.tone == 3.0
    assert relation.happenings == ("1", "2")
    assert set(found) == {("PAK", "RUS", "2014"), ("PAK", "RUS", "2015")}


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.HAPPENED])
def test_what_did_not_happen_is_shown_and_not_counted(status: Status) -> None:
    (relation,) = measure(happening("1", "2014-06-02", "2014-06-02", status=status)).values()
    assert (relation.not_counted, relation.happenings, relation.verbal_cooperation) == (1, (), 0)
    assert (relation.tone, relation.low, relation.high) == (0.0, -10.0, 10.0)


def test_background_counts_in_its_own_year() -> None:
    assert ("PAK", "RUS", "1968") in measure(happening("1", "1968-01-01", "1968-12-31", historical=True))


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2014-06-02", "2014-06-02", "2014"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2017-12-29", "2018-01-05", "2018"),
        ("2017-12-26", "2018-01-02", "2017"),
        ("2017-12-28", "2018-01-04", "2018"),
        ("2013-11-01", "2014-02-28", "undated"),
        ("2011-11-01", None, "undated"),
        (None, "2021-01-20", "undated"),
        (None, None, "undated"),
    ],
)
def test_period(first: str | None, last: str | None, period: str) -> None:
    assert period_of(happening("1", first, last)) == period


def test_dyads_of_directed_and_mutual() -> None:
    assert dyads(happening("1", None, None, ["RUS", "CHN"], ["USA"])) == [("CHN", "USA"), ("RUS", "USA")]
    assert dyads(happening("1", None, None, ["RUS", "CHN", "IND"], [])) == [
        ("CHN", "IND"),
        ("CHN", "RUS"),
        ("IND", "RUS"),
    ]


def test_a_crowd_is_shown_and_not_counted() -> None:
    parties = [f"S{i:02}" for i in range(30)]
    found = measure(happening("1", "2014-06-02", "2014-06-02", parties, []))
    assert len(found) == 435
    assert {(r.not_counted, r.happenings) for r in found.values()} == {(1, ())}


def test_many_against_one_is_no_crowd() -> None:
    members = [f"S{i:02}" for i in range(27)]
    found = measure(happening("1", "2014-06-02", "2014-06-02", members, ["RUS"]))
    assert len(found) == 27
    assert all(r.happenings == ("1",) for r in found.values())


@given(happenings())
def test_counts_add_up(given_: list[Happening]) -> None:
    for r in measure_relations(given_):
        counts = r.verbal_cooperation + r.material_cooperation + r.verbal_conflict + r.material_conflict
        assert counts == len(r.happenings)
        assert r.happenings or r.not_counted
        assert -10.0 <= r.low <= r.tone <= r.high <= 10.0
        assert r.a < r.b


@given(happenings())
def test_every_dyad_of_every_happening_is_told_once(given_: list[Happening]) -> None:
    told = sum(len(r.happenings) + r.not_counted for r in measure_relations(given_))
    assert told == sum(len(dyads(h)) for h in given_)


@given(happenings(), st.randoms(use_true_random=False))
def test_order_does_not_matter(given_: list[Happening], rng: random.Random) -> None:
    shuffled = list(given_)
    rng.shuffle(shuffled)
    assert list(measure_relations(shuffled)) == list(measure_relations(given_))


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=6))
def test_the_interval_shrinks_with_more_of_the_same(scores: list[float]) -> None:
    def width(times: int) -> float:
        many = [
            happening(f"{n}-{i}", "2014-06-02", "2014-06-02", intensity=s)
            for n in range(times)
            for i, s in enumerate(scores)
        ]
        (relation,) = measure_relations(many)
        return relation.high - relation.low

    assert width(16) < width(4) <= width(1) + 1e-9


@given(st.permutations(["CHN", "IND", "PAK"]))
def test_parties_may_be_named_in_any_order(parties: list[str]) -> None:
    def ids(names: list[str]) -> set[str]:
        return {r.id for r in measure_relations([happening("1", "2014-06-02", "2014-06-02", names, [])])}

    assert ids(parties) == ids(["CHN", "IND", "PAK"])
