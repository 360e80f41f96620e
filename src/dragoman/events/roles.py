"""Which actors a noun phrase names: the head decides, its modifiers tell whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.events.clauses import Clauses
from dragoman.model import ActorKind, Participant, Passage

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "IGO"})
"""Sectors that act for the state that a modifier names; others (firms, rebels, citizens) do not."""
OWNED_BY = frozenset({"of", "from"})
MODEL_NUMBER = re.compile(r"[a-z]{1,4}-?\d{1,3}[a-z]{0,3}")
"""Aircraft, tanks and missiles by their number: Turkish F-16s act for Turkey."""
SOMEBODY_ELSE = frozenset(
    "enemy foe rival opponent adversary ally partner neighbour neighbor critic friend archrival".split()
)
"""Whose enemy or ally it is does not tell who it is."""
REACHED_BY = frozenset({"to", "in", "into", "against", "with", "on"})
"""Behind a thing that an act is done to, these name whom it reaches: a ban on sales to X, a raid on a camp in X."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The participants of a passage by the token they stand at."""

    passage: Passage
    clauses: Clauses
    at_token: Mapping[int, tuple[Participant, ...]]
    organs: Mapping[str, str]
    """Sector by noun lemma, for nouns that act for whoever their modifier names."""
    places: Mapping[int, Participant]
    """The state that a place named at a token lies in: for acts that are done to a place."""


def build_cast(
    passage: Passage, clauses: Clauses, organs: Mapping[str, str], places: Sequence[Participant] = ()
) -> Cast:
    """Lay the participants and the places over the tokens."""
    named: dict[int, list[Participant]] = {}
    for participant in passage.participants:
        for index, token in enumerate(passage.tokens):
            if token.start < participant.end and participant.start < token.end:
                named.setdefault(index, []).append(participant)
    at_token = {index: tuple(found) for index, found in named.items()}
    located = {
        index: place
        for place in places
        for index, token in enumerate(passage.tokens)
        if index not in at_token and token.start < place.end and place.start < token.end
    }
    return Cast(passage, clauses, at_token, organs, located)


def states_of_places(cast: Cast, heads: Iterable[int]) -> tuple[Participant, ...]:
    """The states in which the places lie that a phrase names: bombed Gori is done to Georgia."""
    near = [index for head in heads for i in cast.clauses.conjuncts(head) for index in cast.clauses.subtree(i)]
    return _distinct(cast.places[index] for index in near if index in cast.places)


def actors_of(cast: Cast, heads: Iterable[int]) -> tuple[Participant, ...]:
    """Who acts, for the heads of subject phrases: names, and organs of whoever their modifiers name."""
    return _distinct(p for head in heads for index in _listed(cast, head) for p in _named(cast, index, owned=False))


def _acts_as_one(cast: Cast, head: int, participant: Participant) -> bool:
    """Whether a name stands for the actor itself: `the Russians` do, `thirty armed Serbs` are only people."""
    if participant.basis != "demonym":
        return True
    first = next((i for i, t in enumerate(cast.clauses.tokens) if t.start >= participant.start), head)
    return first > 0 and cast.clauses.tokens[first - 1].text.lower() == "the"


def recipients_of(cast: Cast, heads: Iterable[int]) -> tuple[Participant, ...]:
    """Who receives, for the heads of object phrases: also through what belongs to an actor (`Iranian refineries`)."""
    return _distinct(p for head in heads for index in _listed(cast, head) for p in _named(cast, index, owned=True))


def _listed(cast: Cast, head: int) -> list[int]:
    """A noun and what is listed with it, also where the parser takes the second of `X, Y and Z` for an apposition."""
    joined = cast.clauses.conjuncts(head)
    beside = [other for index in joined for other in cast.clauses.dependents(index, "appos")]
    states = [other for other in beside if any(p.kind is ActorKind.STATE for p in cast.at_token.get(other, ()))]
    listed = joined + [index for other in states for index in cast.clauses.conjuncts(other) if head in cast.at_token]
    return [index for index in listed if index == head or not _is_excluded(cast.clauses, index)]


def _is_excluded(clauses: Clauses, index: int) -> bool:
    """Whether a listed name is one that did not take part: `Turkey, not Greece`."""
    negated = clauses.dependents(index, "neg")
    return bool(negated) or (index > 0 and clauses.tokens[index - 1].text.lower() == "not")


def owners_of(cast: Cast, noun: int) -> tuple[Participant, ...]:
    """Whoever stands before a noun as its possessor, adjective or part of a compound, or leads it (`US-led`)."""
    return _distinct(p for index in _modifiers(cast.clauses, noun) for p in _at(cast, index))


def _at(cast: Cast, index: int) -> tuple[Participant, ...]:
    """The participants at a token; for a relative word (`whose`, `which`) those it stands for."""
    return cast.at_token.get(index) or cast.at_token.get(cast.clauses.antecedent(index), ())


def _named(cast: Cast, head: int, *, owned: bool) -> tuple[Participant, ...]:
    head = cast.clauses.antecedent(head)
    own = cast.at_token.get(head, ())
    if own and not _is_part_of_compound(cast, head):
        return own if owned else tuple(p for p in own if _acts_as_one(cast, head, p))
    token = cast.clauses.tokens[head]
    if token.lemma in SOMEBODY_ELSE:
        return _appositive(cast, head)
    sector = cast.organs.get(token.lemma) or ("MIL" if MODEL_NUMBER.fullmatch(token.lemma) else None)
    appositive = _appositive(cast, head)
    if sector is None and not owned:
        return appositive
    owners = owners_of(cast, head) or _behind(cast, head, OWNED_BY) or appositive
    owners = _by_person(owners, appositive)
    if owned and not owners:
        owners = _behind(cast, head, REACHED_BY)
    return tuple(_as_organ(owner, sector) for owner in owners if owned or _acts_for(owner, sector or ""))


def _by_person(owners: tuple[Participant, ...], beside: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The person named beside an office stands for it: `Russia's foreign minister, Sergei Lavrov`."""
    people = {p.code: p for p in beside if p.kind is ActorKind.PERSON}
    return tuple(people.get(owner.code, owner) for owner in owners)


def _is_part_of_compound(cast: Cast, head: int) -> bool:
    """Whether the name at the head only lends its word to a compound that names something else."""
    return cast.clauses.tokens[head].dep == "compound"


def _acts_for(owner: Participant, sector: str) -> bool:
    return sector in STATE_SECTORS or owner.kind in {ActorKind.GROUP, ActorKind.ORGANISATION}


def _as_organ(owner: Participant, sector: str | None) -> Participant:
    keep = sector is None or sector not in STATE_SECTORS or owner.kind is not ActorKind.STATE
    return owner if keep else replace(owner, sector=sector)


def _modifiers(clauses: Clauses, noun: int) -> list[int]:
    """Tokens that stand before a noun as possessor, adjective or compound, with what is joined to them."""
    found: list[int] = []
    for child in clauses.dependents(noun, "poss", "compound", "amod", "nmod", "npadvmod"):
        found.extend(clauses.conjuncts(child))
        if clauses.tokens[child].dep in {"compound", "nmod", "amod"}:
            found.extend(_modifiers(clauses, child))
        if clauses.tokens[child].dep == "poss":
            found.extend(_modifiers(clauses, child))
    return found + [index for index in _just_before(clauses, noun) if index not in found]


NOMINAL = frozenset({"ADJ", "PROPN", "NOUN", "NUM"})
PARTS_OF_CLAUSE = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "appos", "attr", "npadvmod"})


def _just_before(clauses: Clauses, noun: int) -> list[int]:
    """The words of the noun's phrase that stand right before it, however the parser hung them together."""
    found: list[int] = []
    for index in range(noun - 1, max(noun - 5, -1), -1):
        token = clauses.tokens[index]
        if token.pos not in NOMINAL or token.dep in PARTS_OF_CLAUSE:
            break
        found.append(index)
    return found


def _behind(cast: Cast, noun: int, prepositions: frozenset[str]) -> tuple[Participant, ...]:
    """The actors behind a preposition: the leaders of X and Y."""
    phrases = [head for preposition, head in cast.clauses.prepositional(noun) if preposition in prepositions]
    return _distinct(p for head in phrases for i in cast.clauses.conjuncts(head) for p in cast.at_token.get(i, ()))


def _appositive(cast: Cast, head: int) -> tuple[Participant, ...]:
    beside = cast.clauses.dependents(head, "appos")
    return _distinct(p for child in beside for p in cast.at_token.get(child) or owners_of(cast, child))


def _distinct(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One participant a code: the first named."""
    found: dict[str, Participant] = {}
    for participant in participants:
        found.setdefault(participant.code, participant)
    return tuple(found.values())
