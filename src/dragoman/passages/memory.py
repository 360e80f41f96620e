"""What the reader of an article has in mind: the last subjects, those named together, whose president it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.model import ActorKind, Participant
from dragoman.passages.vocabulary import Sort

PERSONS = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
KEPT = 4
"""Sentences that a reader looks back."""
PERSON_KEPT = 3
"""Sentences without any person after which `he` is no longer clear."""


@dataclass(frozen=True, slots=True)
class Referent:
    """What a phrase stands for."""

    head: int
    """The token that heads it."""
    sort: Sort
    participants: tuple[Participant, ...] = ()
    """One a code."""

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its participants."""
        return frozenset(p.code for p in self.participants)


@dataclass(frozen=True, slots=True)
class Past:
    """A sentence that was read."""

    participants: tuple[Participant, ...]
    subjects: tuple[Referent, ...] = ()
    """The subjects of its main clauses, in order."""
    together: tuple[tuple[Participant, ...], ...] = ()
    """Those it names together: the members of each enumeration."""
    dyad: tuple[Participant, ...] = ()
    """Who does, and the first to whom it is done, in the main clause."""
    officials: tuple[Participant, ...] = ()
    """The presidents and ministers it speaks of without their names."""
    ends_paragraph: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its participants."""
        return frozenset(p.code for p in self.participants)


@dataclass(slots=True)
class Memory:
    """What is in mind after some sentences."""

    past: list[Past] = field(default_factory=list)
    """The last sentences that named or referred to anyone, the latest first."""
    person: Participant | None = None
    quiet: int = 0
    """Sentences since a person was named."""
    roles: dict[str, Participant] = field(default_factory=dict)
    """Whose president, junta or foreign minister the article last spoke of."""
    seen: dict[str, Participant] = field(default_factory=dict)
    """Everyone named so far by code, the latest last."""
    pair: tuple[Participant, ...] = ()
    """The two whom the text is about."""

    def remember(self, past: Past) -> None:
        """Take in a sentence."""
        if past.participants or past.subjects:
            self.past = [past, *self.past][:KEPT]
        for participant in past.participants:
            self.seen.pop(participant.code, None)
            self.seen[participant.code] = participant
        self._remember_person(past)

    def _remember_person(self, past: Past) -> None:
        if any(s.sort is Sort.STRANGER for s in past.subjects[:1]):
            self.person = None
            return
        subjects = [
            p for s in past.subjects if s.sort is Sort.PERSON and len(s.participants) == 1 for p in s.participants
        ]
        found = [*subjects, *(p for p in past.participants if p.kind in PERSONS)]
        self.quiet = 0 if found else self.quiet + 1
        if found or self.quiet > PERSON_KEPT:
            self.person = found[0] if found else None

    def last_subject(self) -> Referent | None:
        """The subject of the last clause of the last sentence."""
        return self.past[0].subjects[-1] if self.past and self.past[0].subjects else None


def distinct(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One participant a code: the first."""
    found: dict[str, Participant] = {}
    for participant in participants:
        found.setdefault(participant.code, participant)
    return tuple(found.values())


def without_companies(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One participant a code, firms left out."""
    return distinct(p for p in participants if p.kind is not ActorKind.COMPANY)


def current_pair(here: Sequence[Participant], memory: Memory) -> tuple[Participant, ...]:
    """The two whom the text is about at a sentence that names or means these; empty when unclear."""
    named = without_companies(here)
    if len(named) == 2:
        return named
    if len(named) > 2:
        return ()
    last = memory.past[0] if memory.past else None
    before = without_companies(last.participants) if last is not None else ()
    dyad = last.dyad if last is not None else ()
    for candidate in (before, dyad, memory.pair):
        if len(candidate) == 2 and {p.code for p in named} <= {p.code for p in candidate}:
            return candidate
    joined = distinct([*named, *before])
    return joined if len(joined) == 2 and last is not None and not last.ends_paragraph else ()
