"""Who "he", "the two countries", "the latter" and "the group" are: the sentences before remember it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.model import ActorKind, Participant

PAIR = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth(?: the)?|[Tt]hese two|[Tt]hese|[Tt]he)\s+"
    r"(?:(?:former|old|one-time|long-time|nuclear-armed|rival|neighbouring|neighboring|warring|feuding)\s+)*"
    r"(?:countries|nations|states|neighbours|neighbors|sides|capitals|governments|leaders|powers|foes|rivals|"
    r"presidents|ministers|parties|men|adversaries|partners|armies|militaries)\b"
    r"|\b[Bb]oth (?:countries|sides|nations|states|capitals|governments|leaders)\b|\b[Tt]he (?:two|pair|duo)\b(?=\s+(?!-)[a-z]*"
    r"(?:ed|ave|ad|ere|re|ill|et|ign|eld)\b)|\b[Tt]hey\b"
)
HE = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b|\b[Tt]he (?:president|prime minister|premier|chancellor|foreign minister|"
    r"foreign secretary|defen[cs]e minister|minister|secretary of state|secretary|leader|king|crown prince|"
    r"general|army chief|envoy)\b(?! of\b)"
)
IT = re.compile(r"\b(?:[Ii]t|[Ii]ts)\b|\b[Tt]he (?:country|kingdom|republic|nation|island nation|emirate)\b")
GROUP = re.compile(
    r"\b[Tt]he (?:(?:militant|rebel|armed|extremist|jihadist|terrorist|insurgent|Islamist)\s+)?"
    r"(?:group|movement|militia|organi[sz]ation|alliance|bloc|militants|rebels|insurgents|guerrillas)\b"
)
FORMER = re.compile(
    r"\b[Tt]he (former|latter)\b(?!\s+(?!was|is|has|had|will|would|which|of|to|in|and|by|from|on)[a-z])"
)
DUMMY_IT = re.compile(
    r"[Ii]t(?:['’]s| is| was| has been| became| seems| remains| would be| will be| may be)\s+"
    r"(?:not\s+)?(?:also\s+)?(?:[a-z]+ly\s+)?(?:clear|unclear|worth|important|likely|unlikely|possible|noted|said|said|difficult|"
    r"hard|premature|too|only|during|in|not|true|hoped|expected|believed|reported|understood|that|time|necessary|the\b)"
)


@dataclass(slots=True)
class Memory:
    """What the reader of an article has in mind after some sentences."""

    recent: list[Participant] = field(default_factory=list)
    """The participants of the last sentence that named any, in order."""
    person: Participant | None = None
    group: Participant | None = None
    pair: tuple[Participant, Participant] | None = None

    def remember(self, participants: Sequence[Participant]) -> None:
        """Take in a sentence's participants, the resolved ones included."""
        if not participants:
            return
        self.recent = list(participants)
        persons = [p for p in participants if p.kind is ActorKind.PERSON]
        groups = [p for p in participants if p.kind in {ActorKind.GROUP, ActorKind.ORGANISATION}]
        self.person = persons[0] if persons else self.person
        self.group = groups[-1] if groups else self.group
        self.pair = _pair(participants) or self.pair


def _pair(participants: Sequence[Participant]) -> tuple[Participant, Participant] | None:
    """The two actors of a sentence that names just two; of more, the two that come first."""
    first: dict[str, Participant] = {}
    for participant in participants:
        first.setdefault(participant.code, participant)
    found = [p for p in first.values() if p.kind is not ActorKind.COMPANY]
    states = [p for p in found if not p.code.startswith(("org:", "grp:"))]
    chosen = states if len(states) >= 2 else found
    return (chosen[0], chosen[1]) if len(chosen) >= 2 else None


def resolve_references(text: str, named: Sequence[Participant], memory: Memory) -> list[Participant]:
    """Participants for the pronouns and descriptions of a sentence; those that stay in doubt give none."""
    found = [p for p in _references(text, named, memory) if not _covered(p, named)]
    return sorted([*named, *found], key=lambda p: (p.start, p.end))


def _covered(reference: Participant, named: Sequence[Participant]) -> bool:
    return any(reference.start < p.end and p.start < reference.end for p in named)


def _references(text: str, named: Sequence[Participant], memory: Memory) -> Iterator[Participant]:
    for match in PAIR.finditer(text):
        pair = _pair([p for p in named if p.end <= match.start()]) or memory.pair
        yield from (_refer(p, match, "description") for p in pair or ())
    for match in FORMER.finditer(text):
        pair = _last_pair([p for p in named if p.end <= match.start()]) or memory.pair
        yield from (_refer(pair[match[1] == "latter"], match, "description") for _ in range(pair is not None) if pair)
    for match in HE.finditer(text):
        yield from _refer_one(_person_before(match.start(), named, memory), match)
    for match in GROUP.finditer(text):
        yield from _refer_one(_group_before(match.start(), named, memory), match)
    for match in IT.finditer(text):
        if not DUMMY_IT.match(text, match.start()):
            yield from _refer_one(
                _state_before(match.start(), named, memory, possessive=match[0].lower() == "its"), match
            )


def _refer_one(participant: Participant | None, match: re.Match[str]) -> Iterator[Participant]:
    if participant is not None:
        yield _refer(participant, match, "pronoun" if " " not in match[0] else "description")


def _refer(participant: Participant, match: re.Match[str], basis: str) -> Participant:
    return replace(participant, text=match[0], start=match.start(), end=match.end(), basis=basis)


def _last_pair(before: Sequence[Participant]) -> tuple[Participant, Participant] | None:
    distinct = list({p.code: p for p in before}.values())
    return (distinct[-2], distinct[-1]) if len(distinct) >= 2 else None


def _person_before(place: int, named: Sequence[Participant], memory: Memory) -> Participant | None:
    persons = [p for p in named if p.kind is ActorKind.PERSON]
    before = [p for p in persons if p.end <= place]
    if before or memory.person is not None:
        return before[0] if before else memory.person
    return persons[0] if persons else None


def _group_before(place: int, named: Sequence[Participant], memory: Memory) -> Participant | None:
    groups = [p for p in named if p.end <= place and p.kind in {ActorKind.GROUP, ActorKind.ORGANISATION}]
    return groups[-1] if groups else memory.group


def _state_before(place: int, named: Sequence[Participant], memory: Memory, *, possessive: bool) -> Participant | None:
    """For "its" the actor that the sentence began with, else the one the last sentence began with."""
    here = [p for p in named if p.end <= place and p.kind is not ActorKind.PERSON]
    if here:
        return here[0] if possessive else here[-1]
    before = [p for p in memory.recent if p.kind is not ActorKind.PERSON]
    return before[0] if before else None
