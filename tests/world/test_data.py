"""The data files are consistent: sizes, references, and no name claimed twice."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from dragoman.model import ActorKind, When
from dragoman.world import World, load_world
from dragoman.world.tables import KEYS, Row, read_tables


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Row]]:
    return read_tables(None)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("states.csv", 240),
        ("organisations.csv", 200),
        ("groups.csv", 200),
        ("companies.csv", 150),
        ("metonyms.csv", 250),
        ("places.csv", 1000),
        ("notactors.csv", 900),
    ],
)
def test_size(tables: dict[str, list[Row]], file: str, least: int) -> None:
    assert len(tables[file]) >= least


@pytest.mark.parametrize("file", sorted(set(KEYS) - {"holders.csv"}))
def test_lists_hold_no_repeats_and_no_article(tables: dict[str, list[Row]], file: str) -> None:
    for row in tables[file]:
        for column in set(row.columns) & {"aliases", "abbreviations", "adjectives", "demonyms", "capital", "metonyms"}:
            items = row.items(column)
            assert len(items) == len(set(items)), row
            assert not any(item.lower().startswith("the ") for item in items), row


def apart(one: When, other: When) -> bool:
    """Tell whether two intervals share no day."""
    ended = one.latest is not None and other.earliest is not None and one.latest < other.earliest
    return ended or (other.latest is not None and one.earliest is not None and other.latest < one.earliest)


def test_no_word_means_two_states_at_a_time(world: World) -> None:
    claims = defaultdict(dict)
    for entry in world._entries:
        if entry.kind in (ActorKind.STATE, ActorKind.AGENCY):
            claims[entry.text][entry.code] = entry.valid
    clashes = {
        text: sorted(found)
        for text, found in claims.items()
        if any(not apart(one, other) for one, other in combinations(found.values(), 2))
    }
    assert clashes == {}


def test_no_word_means_two_bodies(world: World) -> None:
    claims = defaultdict(set)
    for entry in world._entries:
        if entry.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.COMPANY, ActorKind.STATE):
            claims[entry.text].add(entry.code)
    bodies = {text: codes for text, codes in claims.items() if any(":" in code for code in codes) and len(codes) > 1}
    assert bodies == {}


def test_every_state_has_the_words_a_reader_needs(world: World) -> None:
    for state in world._states.values():
        assert state.name
        assert state.official_name
        assert state.valid.latest is None or state.successor, state.code
        assert state.code not in state.successor


def test_places_that_are_states_names_are_left_to_them(tables: dict[str, list[Row]], world: World) -> None:
    names = {entry.text for entry in world._entries if entry.basis in {"name", "abbreviation", "adjective"}}
    assert {row.text("text") for row in tables["places.csv"]} & names == set()


def test_not_actors_have_reasons(tables: dict[str, list[Row]]) -> None:
    assert all(row.text("why") for row in tables["notactors.csv"])
