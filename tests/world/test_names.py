"""find_names and find_places: hard cases as a table, borders as properties."""

from __future__ import annotations

import csv
import pickle
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.world import World, load_world

HARD = Path(__file__).with_name("hard_names.csv")


def hard_cases() -> list[tuple[str, str]]:
    with HARD.open(encoding="utf-8", newline="") as lines:
        return [(row["text"], row["codes"]) for row in csv.DictReader(lines)]


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def codes(world: World, text: str) -> list[str]:
    return [match.entries[0].code for match in world.find_names(text)]


@pytest.mark.parametrize(("text", "expected"), hard_cases())
def test_hard_case(world: World, text: str, expected: str) -> None:
    assert codes(world, text) == expected.split()


def test_there_are_many_hard_cases() -> None:
    assert len(hard_cases()) >= 150


def test_spans_leave_out_possessive_and_article(world: World) -> None:
    (match,) = world.find_names("In the Netherlands’ view")
    assert match.text == "Netherlands"
    (match,) = world.find_names("Russia's view")
    assert (match.start, match.end) == (0, 6)


def test_the_final_dot_of_an_abbreviation_is_inside(world: World) -> None:
    assert world.find_names("from the U.S. now")[0].text == "U.S."
    assert world.find_names("the U.S-led talks")[0].text == "U.S"


def test_bases_and_sectors(world: World) -> None:
    found = {
        m.text: m.entries[0] for m in world.find_names("Pakistani, Kabul, Pentagon, Taliban, Sino-US, Kremlin, NATO")
    }
    assert {text: entry.basis for text, entry in found.items()} == {
        "Pakistani": "adjective",
        "Kabul": "capital",
        "Pentagon": "metonym",
        "Taliban": "name",
        "Sino": "combining",
        "US": "abbreviation",
        "Kremlin": "metonym",
        "NATO": "abbreviation",
    }
    assert found["Pentagon"].sector == "MIL"
    assert found["Kremlin"].sector == "GOV"
    assert found["Taliban"].state == "AFG"


def test_a_capital_of_two_states_gives_both_with_dates(world: World) -> None:
    (match,) = world.find_names("in Moscow")
    assert [entry.code for entry in match.entries] == ["RUS", "SUN"]
    assert match.entries[1].valid.latest is not None


def test_places(world: World) -> None:
    found = {p.text: p.code for p in world.find_places("from Geneva and Sochi to Kashmir, Islamabad and New Mexico")}
    assert found == {"Geneva": "CHE", "Sochi": "RUS", "Kashmir": None, "Islamabad": "PAK", "New Mexico": "USA"}
    assert world.place("geneva") == ("CHE",)
    assert world.place("Kashmir") == (None,)
    assert world.place("Nowhere at all") == ()


def test_it_can_be_pickled(world: World) -> None:
    assert codes(pickle.loads(pickle.dumps(world)), "US-India") == ["USA", "IND"]


NAMES = st.sampled_from(
    ["Pakistan", "Russian", "United States", "Kabul", "Hezbollah", "Côte d'Ivoire", "Kremlin", "UN"]
)
LETTERS = st.text(string.ascii_letters + string.digits + "éßжλ中", min_size=1, max_size=6)


@given(NAMES, LETTERS)
def test_never_inside_a_longer_word(world: World, name: str, letters: str) -> None:
    for text in (letters + name, name + letters):
        assert all(match.text != name for match in world.find_names(text))


@given(NAMES, NAMES, st.sampled_from([" ", ", ", "-", "–", "/", "; ", " and ", "\n"]))
def test_both_sides_of_a_separator(world: World, left: str, right: str, between: str) -> None:
    assert [match.text for match in world.find_names(left + between + right)] == [left, right]


@given(st.text(max_size=200))
def test_spans_are_ordered_apart_and_true(world: World, text: str) -> None:
    end = 0
    for match in world.find_names(text):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert match.entries
        end = match.end


@given(NAMES.filter(lambda name: not name.isupper()))
def test_lower_case_is_no_name(world: World, name: str) -> None:
    assert all(match.text.lower() != name.lower() for match in world.find_names(f"a {name.lower()} b"))
