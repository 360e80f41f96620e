"""Which event mentions report one thing: blocks of the same type and parties, and within them dates that agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dragoman.happenings.fit import Group
from dragoman.happenings.origins import Origins, origins_of
from dragoman.happenings.place import place_tellings
from dragoman.happenings.slips import by_voice
from dragoman.happenings.telling import Telling, Tier, tellings_of
from dragoman.model import Auxiliary, Event

UNDIRECTED = frozenset({"CONSULT", "COOPERATE"})
"""Types told from either side: a visit made or a visit hosted, arms sold or arms bought."""
REAL = frozenset({Auxiliary.HAPPENED, Auxiliary.ONGOING, Auxiliary.PLANNED, Auxiliary.NEGATED})
NAMELESS = frozenset({"pronoun", "description"})
"""How "they" and "the two sides" were resolved: such a mention names nobody anew."""


class Key(NamedTuple):
    """What two mentions of one happening must share."""

    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reality: str


class Meeting(NamedTuple):
    """A meeting of more than two, for those of its mentions that understand two of them by a pronoun."""

    key: Key
    group: Group


Meetings = dict[str, list[Meeting]]


def key_of(event: Event) -> Key:
    """The key of a mention: undirected types forget who is the doer."""
    actors = tuple(sorted({p.code for p in event.actors}))
    recipients = tuple(sorted({p.code for p in event.recipients}))
    reality = "real" if event.auxiliary in REAL else event.auxiliary.value
    if event.event_type in UNDIRECTED or not recipients:
        return Key(event.event_type, tuple(sorted({*actors, *recipients})), (), reality)
    return Key(event.event_type, actors, recipients, reality)


def group_events(events: Iterable[Event], originals: Mapping[str, str] | None = None) -> list[list[Event]]:
    """The mentions of each happening. Neither the order of the input nor a mention given twice matters.

    `originals` leads from a copied document to its original: both are one voice.
    """
    events = list(events)
    return group_by_origin(events, origins_of(events, originals or {}))


def group_by_origin(events: Iterable[Event], origins: Origins) -> list[list[Event]]:
    """The same where the origin of each mention is known."""
    blocks: dict[Key, dict[str, Event]] = defaultdict(dict)
    for event in events:
        blocks[key_of(event)][event.id] = event
    groups: list[Group] = []
    meetings: Meetings = defaultdict(list)
    for key in sorted(blocks, key=lambda key: (-len(key.actors), key)):
        tellings = tellings_of(blocks[key].values(), origins)
        placed = place_tellings([told for told in tellings if not _echoes(told, key, meetings)])
        groups += placed
        _remember(placed, key, meetings)
    return [[event for told in group.tellings for event in told.events] for group in groups]


def _remember(groups: Iterable[Group], key: Key, meetings: Meetings) -> None:
    """Keep the dated meetings of more than two, by voice."""
    if key.event_type == "CONSULT" and len(key.actors) > 2:
        for voice, told in by_voice(groups).items():
            meetings[voice] += [Meeting(key, group) for group in told if group.tier is not Tier.LOOSE]


def _echoes(telling: Telling, key: Key, meetings: Meetings) -> bool:
    """Give "they met" to the wider meeting that the same article tells on that day, if there is just one.

    Where two of three parties are understood by a pronoun, no meeting of the two is told: a meeting at the edge of
    a summit names them.
    """
    if key.event_type != "CONSULT" or telling.tier is Tier.LOOSE or not _is_nameless(telling):
        return False
    wider = [meeting for meeting in meetings.get(telling.voice, ()) if _is_part(telling, key, meeting)]
    if len(wider) == 1:
        wider[0].group.add(telling)
    return len(wider) == 1


def _is_nameless(telling: Telling) -> bool:
    return all(p.basis in NAMELESS for p in (*telling.lead.actors, *telling.lead.recipients))


def _is_part(telling: Telling, key: Key, meeting: Meeting) -> bool:
    inside = set(key.actors) < set(meeting.key.actors) and key.reality == meeting.key.reality
    dated = telling.first <= meeting.group.last and meeting.group.first <= telling.last
    return inside and dated and meeting.group.outlooks[telling.voice] == {telling.outlook}
