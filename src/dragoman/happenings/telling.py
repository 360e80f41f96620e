"""A telling: what one article, with its copies, says in one place of one act; the unit that happenings are made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from dragoman.happenings.origins import Origins
from dragoman.model import ActorKind, Auxiliary, Basis, Event

DAYS, MONTH, WIDE = 3, 31, 400
"""Widest dates, in days, of the tiers. A wider one (a decade, an open end) tells nothing together or apart."""
FIRST, LAST = date.min.toordinal(), date.max.toordinal()
RETOLD = 0.5
"""Share of words that two sentences of an article and its copy have in common when they are one sentence."""
ARMS = frozenset(
    {"primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "targeted", "destroy"}
)
"""Modes of ASSAULT that name a means: two reporters of one strike may name two."""
IN_PERSON = frozenset({"visit", "third-party", "multilateral"})
"""Modes of CONSULT that one meeting may bear at once."""
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


class Tier(IntEnum):
    """How far a date can be trusted to tell two things apart; the most telling first."""

    DAY = 0
    MONTH = 1
    NEWS = 2
    """Guessed: fresh news without a date, the days before publication."""
    YEAR = 3
    LOOSE = 4
    """An open end, a decade, or nothing."""


class Outlook(StrEnum):
    """How a telling stands to its act."""

    DONE = "done"
    PLANNED = "planned"
    NOT = "not"
    OTHER = "other"


OUTLOOKS = {
    Auxiliary.HAPPENED: Outlook.DONE,
    Auxiliary.ONGOING: Outlook.DONE,
    Auxiliary.PLANNED: Outlook.PLANNED,
    Auxiliary.NEGATED: Outlook.NOT,
    Auxiliary.OFFERED: Outlook.OTHER,
    Auxiliary.HYPOTHETICAL: Outlook.OTHER,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """An event mention and its copies; the dates are ordinals, bounded by the calendar where an end is open."""

    lead: Event
    """The mention as the original has it."""
    events: tuple[Event, ...]
    voice: str
    """The document that had the words first: one voice, however many outlets repeat them."""
    tier: Tier
    first: int
    last: int
    act: str
    """The verb or noun of the rule: `shoot` of `verbs:shoot_down+jet`."""
    family: str | None
    """What the mode says of the kind of act; two acts of two families are two."""
    outlook: Outlook
    people: frozenset[tuple[str, str]]
    """Code and name of the persons who take part."""


def tellings_of(events: Iterable[Event], origins: Origins) -> list[Telling]:
    """The tellings of mentions of one type between the same parties; `origins` tells whose words they are."""
    voices: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        voices[origins.get(event.id, event.document)].append(event)
    return [_telling(same, voice) for voice, told in sorted(voices.items()) for same in _join_copied(told, voice)]


def _join_copied(events: Sequence[Event], voice: str) -> list[list[Event]]:
    """Each mention of a copy goes to its twin: the mention of an earlier document in nearly the same words."""
    ordered = sorted(events, key=lambda e: (e.document != voice, e.document, e.id))
    if ordered[0].document == ordered[-1].document:
        return [[event] for event in ordered]
    by_rule: dict[str, list[Said]] = defaultdict(list)
    for event in ordered:
        said = Said(words_of(event), [event])
        twin = _twin(said, by_rule[event.rule])
        if twin is None:
            by_rule[event.rule].append(said)
        else:
            twin.events.append(event)
    return [said.events for same in by_rule.values() for said in same]


class Said(NamedTuple):
    """A mention, its copies, and the words of its sentence."""

    words: frozenset[str]
    events: list[Event]


def _twin(said: Said, earlier: Iterable[Said]) -> Said | None:
    """The twin of a mention in another document, of several the likest, of those the first."""
    document = said.events[0].document
    others = [other for other in earlier if other.events[0].document != document]
    best = max(others, key=lambda other: similarity(said.words, other.words), default=None)
    return best if best and similarity(said.words, best.words) >= RETOLD else None


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity of two sets of words, 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def words_of(event: Event) -> frozenset[str]:
    """The words of the cited sentence, but for the shortest."""
    return frozenset(_WORD.findall(event.cite.quote.lower()))


def _telling(events: Sequence[Event], voice: str) -> Telling:
    lead = events[0]
    first, last = _extent(lead)
    return Telling(
        lead,
        tuple(events),
        voice,
        _tier(lead, last - first),
        first,
        last,
        re.split(r"[+/_ ]", lead.rule.partition(":")[2], maxsplit=1)[0],
        _family(lead),
        OUTLOOKS[lead.auxiliary],
        frozenset((p.code, p.name) for p in (*lead.actors, *lead.recipients) if p.kind is ActorKind.PERSON),
    )


def _extent(event: Event) -> tuple[int, int]:
    """First and last day: what is planned lies after its publication, what is done not after it."""
    first = event.when.earliest.toordinal() if event.when.earliest else FIRST
    last = event.when.latest.toordinal() if event.when.latest else LAST
    known = event.known_at.toordinal() if event.known_at else None
    if known is None or not first <= known <= last:
        return first, last
    outlook = OUTLOOKS[event.auxiliary]
    return (known if outlook is Outlook.PLANNED else first), (known if outlook is Outlook.DONE else last)


def _tier(event: Event, width: int) -> Tier:
    if event.when.earliest is None or event.when.latest is None or width > WIDE:
        return Tier.LOOSE
    if event.when.basis is Basis.PUBLICATION:
        return Tier.NEWS
    return Tier.DAY if width <= DAYS else Tier.MONTH if width <= MONTH else Tier.YEAR


def _family(event: Event) -> str | None:
    if event.event_type == "ASSAULT" and event.mode in ARMS:
        return "arms"
    return "in-person" if event.event_type == "CONSULT" and event.mode in IN_PERSON else event.mode
