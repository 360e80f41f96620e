"""Mentions become happenings: status, date, sources, and what the accounts disagree on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from dragoman.happenings.disputes import find_disputes
from dragoman.happenings.group import group_by_origin
from dragoman.happenings.origins import Origins, origins_of
from dragoman.happenings.outcomes import DONE, Refusals, outcome_of, refusals_of
from dragoman.happenings.telling import WIDE
from dragoman.ids import content_id
from dragoman.model import Basis, Event, Happening, Quad, Reuse, When


def resolve_happenings(
    events: Iterable[Event], originals: Mapping[str, str], outlets: Mapping[str, str], reuses: Iterable[Reuse] = ()
) -> Iterator[Happening]:
    """One happening for each group of mentions. Any order of the events gives the same happenings.

    `originals` leads from a copied document to its original; `outlets` names each document's outlet for the disputes;
    `reuses` are the passages that documents have from others: a mention in one of them is the other's account.
    """
    events = list(events)
    origins = origins_of(events, originals, reuses)
    groups = group_by_origin(events, origins)
    refusals = refusals_of(event for group in groups for event in group)
    for group in groups:
        yield _happening(sorted(group, key=_clarity), origins, outlets, refusals)


def _clarity(event: Event) -> tuple[int, bool, int, float, str]:
    """Dates that the text gives before guessed ones before open ones, then authority, width, confidence."""
    return _vagueness(event.when), event.alleged, width(event.when), -event.confidence, event.id


def _vagueness(when: When) -> int:
    if width(when) > WIDE:
        return 2
    return 1 if when.basis is Basis.PUBLICATION else 0


def width(when: When) -> int:
    """Days that a date leaves open; a very large number where an end is unknown."""
    if when.earliest is None or when.latest is None:
        return 1_000_000
    return (when.latest - when.earliest).days


def _happening(events: Sequence[Event], origins: Origins, outlets: Mapping[str, str], refusals: Refusals) -> Happening:
    typical = _typical(events, origins)
    actors, recipients = _parties(events, typical.mode, origins)
    when = _date(events, origins)
    events = sorted(events, key=lambda event: (event.when != when, event.mode != typical.mode, _clarity(event)))
    documents = {event.document for event in events}
    known = sorted(event.known_at for event in events if event.known_at is not None)
    return Happening(
        id=content_id("ha", typical.event_type, actors, recipients, min(event.id for event in events)),
        when=when,
        event_type=typical.event_type,
        mode=typical.mode,
        quad_code=Quad(typical.quad_code),
        intensity=typical.intensity,
        actors=actors,
        recipients=recipients,
        place=next((event.place for event in events if event.place), None),
        magnitude=next((event.magnitude for event in events if event.magnitude), None),
        status=outcome_of(events, refusals),
        historical=all(event.historical for event in events),
        events=tuple(event.id for event in events),
        sources=len(documents),
        independent_sources=len({origins.get(event.id, event.document) for event in events}),
        disputes=find_disputes(events, origins, outlets),
        first_known=known[0] if known else None,
        last_known=known[-1] if known else None,
    )


V = TypeVar("V", bound=Hashable)


def _votes(told: Iterable[tuple[V, Event]], origins: Origins) -> Counter[V]:
    """How many voices hold each value; a copy adds none."""
    voices: dict[V, set[str]] = defaultdict(set)
    for value, event in told:
        voices[value].add(origins.get(event.id, event.document))
    return Counter({value: len(holders) for value, holders in voices.items()})


def _typical(events: Sequence[Event], origins: Origins) -> Event:
    """The clearest mention of the mode that most voices tell; a mode says more than none, and a visit most."""
    votes = _votes(((event.mode, event) for event in events if event.mode), origins)
    mode = min(votes, key=lambda mode: (mode != "visit", -votes[mode], mode), default=None)
    return next(event for event in events if event.mode == mode)


def _parties(events: Sequence[Event], mode: str | None, origins: Origins) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did and who received: as most voices tell it that name all parties and the mode, directed before mutual."""
    most = max(len(_codes(event)) for event in events)
    full = [event for event in events if len(_codes(event)) == most]
    telling = [event for event in full if event.mode == mode] or full
    votes = _votes(((_sides(event), event) for event in telling), origins)
    return min(votes, key=lambda sides: (-votes[sides], not sides[1], sides))


def _codes(event: Event) -> set[str]:
    return {p.code for p in (*event.actors, *event.recipients)}


def _sides(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients, each once, in the order of the text."""
    actors, recipients = (tuple(dict.fromkeys(p.code for p in side)) for side in (event.actors, event.recipients))
    return actors, recipients


def _date(events: Sequence[Event], origins: Origins) -> When:
    """The narrowest date that most voices hold, of several the first; what is done counts before what was planned."""
    outcome = [event for event in events if event.auxiliary in DONE] or list(events)
    best = min((_vagueness(event.when), width(event.when)) for event in outcome)
    narrow = [event for event in outcome if (_vagueness(event.when), width(event.when)) == best]
    votes = _votes((((event.when.earliest, event.when.latest), event) for event in narrow), origins)
    return min((e.when for e in narrow), key=lambda when: (-votes[when.earliest, when.latest], str(when.earliest)))
