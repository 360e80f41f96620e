"""The rows of the data files as typed facts: states, bodies, agencies, places and words that name no actor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.model import Actor, ActorKind, When
from dragoman.world.tables import ALWAYS, Row

SECTORS = frozenset(
    {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "NGO"}
    | {"OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK"}
)
"""PLOVER's sectors, with IGO and NGO for bodies."""

STATE_CODE = re.compile(r"[A-Z]{3}")
BODY_CODE = re.compile(r"(org|grp|com):[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class State:
    """A state, present or past, and the words that mean it."""

    code: str
    name: str
    official_name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    combining: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: tuple[str, ...]
    metonyms: tuple[str, ...]
    valid: When
    successor: tuple[str, ...]
    """Codes of the states that followed, the main heir first."""
    cow: str
    """Correlates of War number; empty when none."""
    gec: str
    """GEC code (the former FIPS 10-4), empty when none."""
    wikidata_id: str
    region: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, group or company."""

    code: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    kind: ActorKind
    sector: str
    state: str | None
    valid: When
    wikidata_id: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """An agency or seat whose name means the state or body that it acts for."""

    texts: tuple[str, ...]
    code: str
    sector: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Place:
    """A place whose naming locates an event."""

    texts: tuple[str, ...]
    code: str | None
    """The state it lies in; None where that is disputed."""


def read_state(row: Row) -> State:
    """Read a row of states.csv."""
    return State(
        code=_code(row, "code", STATE_CODE),
        name=row.text("name"),
        official_name=row.text("official_name"),
        aliases=row.items("aliases"),
        adjectives=row.items("adjectives"),
        combining=row.items("combining"),
        demonyms=row.items("demonyms"),
        capital=row.items("capital"),
        metonyms=row.items("metonyms"),
        valid=row.valid(),
        successor=row.items("successor"),
        cow=row.cell("cow"),
        gec=row.cell("gec"),
        wikidata_id=row.cell("wikidata_id"),
        region=row.text("region"),
    )


def read_organisation(row: Row) -> Body:
    """Read a row of organisations.csv."""
    return _body(row, ActorKind.ORGANISATION, row.items("abbreviations"), None, row.valid())


def read_group(row: Row) -> Body:
    """Read a row of groups.csv."""
    return _body(row, ActorKind.GROUP, (), row.cell("state") or None, row.valid())


def read_company(row: Row) -> Body:
    """Read a row of companies.csv."""
    return _body(row, ActorKind.COMPANY, (), row.cell("state") or None, ALWAYS)


def read_metonym(row: Row) -> Metonym:
    """Read a row of metonyms.csv."""
    row.text("text")
    return Metonym(row.items("text"), row.text("code"), _sector(row), row.text("name"), _kind(row))


def read_place(row: Row) -> Place:
    """Read a row of places.csv."""
    row.text("text")
    return Place(row.items("text"), row.cell("code") or None)


def actor_of_state(state: State) -> Actor:
    """Give the state as an actor of the model."""
    return Actor(state.code, ActorKind.STATE, state.name, state.code, "GOV", state.valid, state.wikidata_id or None)


def actor_of_body(body: Body) -> Actor:
    """Give the body as an actor of the model."""
    return Actor(body.code, body.kind, body.name, body.state, body.sector, body.valid, body.wikidata_id or None)


def holds(valid: When, on: date) -> bool:
    """Whether the interval contains the day; an open end reaches everywhere."""
    return (valid.earliest is None or valid.earliest <= on) and (valid.latest is None or on <= valid.latest)


def _body(row: Row, kind: ActorKind, abbreviations: tuple[str, ...], state: str | None, valid: When) -> Body:
    return Body(
        code=_code(row, "code", BODY_CODE),
        name=row.text("name"),
        aliases=row.items("aliases"),
        abbreviations=abbreviations,
        kind=kind,
        sector=_sector(row),
        state=state,
        valid=valid,
        wikidata_id=row.cell("wikidata_id"),
    )


def _code(row: Row, column: str, pattern: re.Pattern[str]) -> str:
    code = row.text(column)
    if not pattern.fullmatch(code):
        raise row.wrong(code, "a code is three capitals for a state, org:, grp: or com: and a short name for others")
    return code


def _sector(row: Row) -> str:
    sector = row.text("sector")
    if sector not in SECTORS:
        raise row.wrong(sector, f"unknown sector: one of {', '.join(sorted(SECTORS))}")
    return sector


def _kind(row: Row) -> ActorKind:
    kind = row.text("kind")
    try:
        return ActorKind(kind)
    except ValueError:
        raise row.wrong(kind, f"unknown kind: one of {', '.join(ActorKind)}") from None
