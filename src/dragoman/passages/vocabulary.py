"""The words that refer without naming: role nouns (the president), descriptions (the island), halves (the North)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from dragoman.model import Actor, ActorKind
from dragoman.world import World


class Sort(StrEnum):
    """What a phrase stands for, as far as pronouns care."""

    PERSON = "person"
    BODY = "body"
    """A state, an organisation or an organ of one: `it`."""
    PEOPLE = "people"
    """Many who act as one: `they`."""
    THING = "thing"
    STRANGER = "stranger"
    """A person whom nobody knows."""


@dataclass(frozen=True, slots=True)
class Description:
    """What `the island`, `the bloc` or `the rebels` may mean."""

    kinds: frozenset[ActorKind]
    codes: frozenset[str]
    """The only actors so described; empty when any of the kinds may be."""

    def fits(self, code: str, kind: ActorKind) -> bool:
        """Whether an actor may be so described."""
        return code in self.codes if self.codes else kind in self.kinds


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that refer, and what must be known to follow them."""

    roles: Mapping[str, Sort]
    """Nouns for those who act for a state: person or body."""
    addressed: frozenset[str]
    """Verbs whose object `it` or `them` is somebody rather than something."""
    judging: frozenset[str]
    """Verbs behind which for and of tell what their object did."""
    many: frozenset[str]
    """Nouns for the many who act for whoever their modifier names."""
    sole: frozenset[str]
    """Offices that a state has one of: with one state in mind, they are that state's."""
    others: frozenset[str]
    """Nouns for the other of two: its neighbour, his hosts."""
    narrowing: frozenset[str]
    """What may stand before a role noun: it narrows the office."""
    colouring: frozenset[str]
    """What may stand before the noun of a description without making it another thing."""
    descriptions: Mapping[str, Description]
    halves: Mapping[str, tuple[tuple[str, str], ...]]
    """By `north` and so on: the half's code and that of the other half."""
    titles: Mapping[str, frozenset[str]]
    """The titles that a person of that name bore, in lower case."""
    seats: Mapping[str, frozenset[str]]
    """The titles that office-holders of a state or body bore, in lower case."""
    actors: Mapping[str, Actor]


def load_vocabulary(world: World) -> Vocabulary:
    """The bundled words, and the titles of the office-holders whom world/ knows."""
    words = _words()
    return Vocabulary(
        roles={row["noun"]: Sort(row["sort"]) for row in _rows("roles.csv")},
        addressed=words["addressed"],
        judging=words["judging"],
        many=words["many"],
        sole=words["sole"],
        others=words["others"],
        narrowing=words["narrowing"],
        colouring=words["colouring"],
        descriptions={row["noun"]: _description(row) for row in _rows("descriptions.csv")},
        halves=_halves(),
        titles=_titles((holder.name, holder.title) for holder in world.holders()),
        seats=_titles((holder.code, holder.title) for holder in world.holders()),
        actors=world.actors,
    )


_KINDS = {
    "state": frozenset({ActorKind.STATE, ActorKind.AGENCY}),
    "organisation": frozenset({ActorKind.ORGANISATION}),
    "group": frozenset({ActorKind.GROUP}),
    "company": frozenset({ActorKind.COMPANY}),
}


def _description(row: Mapping[str, str]) -> Description:
    return Description(_KINDS[row["sort"]], frozenset(row["codes"].split()))


def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows("words.csv"):
        found.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def _halves() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _rows("halves.csv"):
        found[row["side"]] = (*found.get(row["side"], ()), (row["code"], row["other"]))
    return found


def _titles(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, title in pairs:
        found.setdefault(key, set()).add(title.lower())
    return {key: frozenset(titles) for key, titles in found.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("dragoman.passages") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
