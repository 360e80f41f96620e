"""Loads the data files into a World, and checks that each code they name exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from dragoman.world import facts
from dragoman.world.holders import read_holder
from dragoman.world.lookup import Silence, World
from dragoman.world.names import name_entries
from dragoman.world.tables import Row, read_tables

REFERENCES = (
    ("states.csv", "successor"),
    ("groups.csv", "state"),
    ("companies.csv", "state"),
    ("metonyms.csv", "code"),
    ("places.csv", "code"),
    ("holders.csv", "code"),
)
"""Columns that name actors by code."""


def load_world(extra: Path | None = None) -> World:
    """Load the data files, with those in the folder `extra` added and preferred where the key is the same.

    Raises WorldError, naming file, line and value, on a malformed row.
    """
    tables = read_tables(extra)
    states = [facts.read_state(row) for row in tables["states.csv"]]
    bodies = list(_read_bodies(tables))
    actors = {state.code: facts.actor_of_state(state) for state in states}
    actors |= {body.code: facts.actor_of_body(body) for body in bodies}
    _check_references(tables, actors)
    metonyms = [facts.read_metonym(row) for row in tables["metonyms.csv"]]
    places = [facts.read_place(row) for row in tables["places.csv"]]
    holders = [read_holder(row) for row in tables["holders.csv"]]
    cautions = {text: "a place" for place in places for text in place.texts}
    cautions |= {row.text("text"): row.text("why") for row in tables["surnames.csv"]}
    return World(
        actors=actors,
        states=states,
        entries=name_entries(states, bodies, metonyms, holders, actors, cautions),
        holders=holders,
        places=places,
        silent=Silence([row.text("text") for row in tables["notactors.csv"]]),
    )


def _read_bodies(tables: dict[str, list[Row]]) -> Iterator[facts.Body]:
    yield from map(facts.read_organisation, tables["organisations.csv"])
    yield from map(facts.read_group, tables["groups.csv"])
    yield from map(facts.read_company, tables["companies.csv"])


def _check_references(tables: dict[str, list[Row]], known: Collection[str]) -> None:
    for file, column in REFERENCES:
        for row in tables[file]:
            for code in row.items(column):
                if code not in known:
                    raise row.wrong(code, "no actor of that code is known")
