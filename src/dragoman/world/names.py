"""Every word that means an actor: names, demonyms, adjectives, capitals, seats, abbreviations and office-holders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.model import Actor, ActorKind, Basis, Precision, When
from dragoman.world.facts import Body, Metonym, State
from dragoman.world.holders import Holder
from dragoman.world.matching import ENGLISH

ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]{1,7}|(?:[A-Z]\.){2,6}|[A-Z]+[0-9]+")
"""BRICS, G20, U.S.A.: written in capitals, and only then an abbreviation."""

NOT_READ = "not read alone"
"""The reason in surnames.csv for words such as He and Friday: such a surname is read only in a full name."""

DOTTED = re.compile(r"(?:[A-Z]\.){2,6}")

BASES = ("name", "abbreviation", "adjective", "demonym", "combining", "metonym", "capital", "holder", "surname")
"""How a word leads to an actor, the surest first."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One reading of a word: the actor that it means."""

    text: str
    code: str
    """Code of the actor: for an agency or an office-holder, of the state or body."""
    name: str
    """Usual name of what is named."""
    kind: ActorKind
    sector: str
    basis: str
    """name, abbreviation, adjective, demonym, combining, metonym, capital, holder or surname."""
    state: str | None
    valid: When
    """When the actor existed; for an office-holder, from the first to the last day in office."""
    ambiguous: bool = False
    """A surname that many share: it needs context."""


def name_entries(
    states: Iterable[State],
    bodies: Iterable[Body],
    metonyms: Iterable[Metonym],
    holders: Iterable[Holder],
    actors: Mapping[str, Actor],
    cautions: Mapping[str, str],
) -> list[NameEntry]:
    """List all entries, each text, code and basis once.

    `cautions` are words that are surnames too, each with why it needs context.
    """
    found: dict[tuple[str, str, str, str], NameEntry] = {}
    for entry in _all(states, bodies, metonyms, holders, actors, cautions):
        found.setdefault((entry.text, entry.code, entry.basis, entry.name), entry)
    return list(found.values())


def _all(
    states: Iterable[State],
    bodies: Iterable[Body],
    metonyms: Iterable[Metonym],
    holders: Iterable[Holder],
    actors: Mapping[str, Actor],
    cautions: Mapping[str, str],
) -> Iterator[NameEntry]:
    for state in states:
        yield from _of_state(state)
    for body in bodies:
        yield from _of_body(body)
    for metonym in metonyms:
        yield from _of_metonym(metonym, actors[metonym.code])
    yield from _of_holders(holders, actors, cautions)


def _of_state(state: State) -> Iterator[NameEntry]:
    def entry(text: str, basis: str, kind: ActorKind = ActorKind.STATE, sector: str = "GOV") -> NameEntry:
        return NameEntry(text, state.code, state.name, kind, sector, basis, state.code, state.valid)

    for text in (state.name, state.official_name, *state.aliases):
        yield from (entry(spelling, _name_basis(text)) for spelling in _undotted(text))
    for text in state.adjectives:
        yield from (entry(spelling, "adjective") for spelling in _undotted(text))
    yield from (entry(text, "demonym", sector="UNK") for text in state.demonyms)
    yield from (entry(text, "combining") for text in state.combining)
    yield from (entry(text, "capital") for text in state.capital)
    yield from (entry(text, "metonym", ActorKind.AGENCY) for text in state.metonyms)


def _of_body(body: Body) -> Iterator[NameEntry]:
    for text in (body.name, *body.aliases, *body.abbreviations):
        for spelling in _spellings(text):
            yield NameEntry(
                spelling, body.code, body.name, body.kind, body.sector, _name_basis(text), body.state, body.valid
            )


def _of_metonym(metonym: Metonym, actor: Actor) -> Iterator[NameEntry]:
    for text in metonym.texts:
        yield NameEntry(text, actor.id, metonym.name, metonym.kind, metonym.sector, "metonym", actor.state, actor.valid)


def _of_holders(
    holders: Iterable[Holder], actors: Mapping[str, Actor], cautions: Mapping[str, str]
) -> Iterator[NameEntry]:
    """Yield one entry for each person, name and actor: it is valid from the first to the last term."""
    people: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders:
        people.setdefault((holder.code, holder.name), []).append(holder)
    for (code, _), terms in people.items():
        yield from _of_person(terms, actors[code], cautions)


def _of_person(terms: list[Holder], actor: Actor, cautions: Mapping[str, str]) -> Iterator[NameEntry]:
    name, valid = terms[0].name, _whole(terms)
    sector = "MIL" if all(term.office == "army-chief" for term in terms) else actor.sector
    cautious = {text for term in terms for text in term.cautious}
    for text in dict.fromkeys(text for term in terms for text in term.names):
        caution = cautions.get(text)
        if len(text) == 1 or caution == NOT_READ:
            continue
        basis = "holder" if text == name or " " in text else "surname"
        yield NameEntry(
            text,
            actor.id,
            name,
            ActorKind.PERSON,
            sector,
            basis,
            actor.state,
            valid,
            ambiguous=text in cautious or caution is not None,
        )


def _whole(terms: list[Holder]) -> When:
    starts = [term.valid.earliest for term in terms]
    ends = [term.valid.latest for term in terms]
    first = None if None in starts else min(day for day in starts if day)
    last = None if None in ends else max(day for day in ends if day)
    return When(first, last, Precision.RANGE, Basis.STATED)


def _name_basis(text: str) -> str:
    return "abbreviation" if ABBREVIATION.fullmatch(text) else "name"


def _spellings(text: str) -> Iterator[str]:
    """Write an abbreviation also with dots (U.N.), and as a word (Nato) where it has four letters or more."""
    yield from _undotted(text)
    if not (text.isalpha() and text.isupper()):
        return
    if len(text) <= 3:
        yield from _undotted("".join(f"{letter}." for letter in text))
    elif text not in ENGLISH:
        yield text.capitalize()


def _undotted(text: str) -> Iterator[str]:
    """Write U.S. also as U.S, for where the last dot was lost."""
    yield text
    if DOTTED.fullmatch(text):
        yield text[:-1]
