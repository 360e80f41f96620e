"""Which event mentions report one thing: blocks of the same type and parties, and within them dates that agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.happenings.fit import Group
from dragoman.happenings.place import place_tellings
from dragoman.happenings.slips import by_voice
from dragoman.happenings.telling import Tier, tellings_of
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
    blocks: dict[Key, dict[str, Event]] = defaultdict(dict)
    for event in events:
        blocks[key_of(event)][event.id] = event
    groups = {key: place_tellings(tellings_of(blocks[key].values(), originals or {})) for key in sorted(blocks)}
    return [_mentions(group) for told in _join_echoes(groups).values() for group in told]


def _mentions(group: Group) -> list[Event]:
    return [event for telling in group.tellings for event in telling.events]


def _join_echoes(groups: Mapping[Key, Sequence[Group]]) -> dict[Key, list[Group]]:
    """Give "they met" to the wider meeting that the same article tells on that day.

    Where two of three parties are understood by a pronoun, no meeting of the two is told: a meeting at the edge of
    a summit names them.
    """
    wider: dict[str, list[tuple[Key, Group]]] = defaultdict(list)
    for key, told in groups.items():
        if key.event_type == "CONSULT" and len(key.actors) > 2:
            for voice, here in by_voice(group for group in told if not _nameless(group)).items():
                wider[voice] += [(key, group) for group in here]
    kept: dict[Key, list[Group]] = {}
    for key, told in groups.items():
        kept[key] = [group for group in told if not (wider and _give(key, group, wider))]
    return kept


def _give(key: Key, group: Group, wider: Mapping[str, Sequence[tuple[Key, Group]]]) -> bool:
    """Add the group to the one that it echoes, if there is one."""
    if key.event_type != "CONSULT" or group.tier is Tier.LOOSE or len(group.outlooks) > 1 or not _nameless(group):
        return False
    (voice,) = group.outlooks
    found = [other for wide, other in wider.get(voice, ()) if _echoes(key, group, wide, other)]
    if len(found) == 1:
        for telling in group.tellings:
            found[0].add(telling)
    return len(found) == 1


def _nameless(group: Group) -> bool:
    return all(
        p.basis in NAMELESS for telling in group.tellings for p in (*telling.lead.actors, *telling.lead.recipients)
    )


def _echoes(key: Key, group: Group, wide: Key, other: Group) -> bool:
    inside = set(key.actors) < set(wide.actors) and key.reality == wide.reality
    dated = other.tier is not Tier.LOOSE and group.first <= other.last and other.first <= group.last
    return inside and dated and group.outlooks == {v: other.outlooks[v] for v in group.outlooks if v in other.outlooks}
