"""Mentions become happenings: status, date, sources, and what the accounts disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.happenings.disputes import find_disputes
from dragoman.happenings.group import UNDIRECTED, group_events, width
from dragoman.ids import content_id
from dragoman.model import Auxiliary, Event, Happening, Quad, Status, When

BY_AUXILIARY = {
    Auxiliary.PLANNED: Status.PLANNED,
    Auxiliary.OFFERED: Status.OFFERED,
    Auxiliary.HYPOTHETICAL: Status.HYPOTHETICAL,
    Auxiliary.NEGATED: Status.DENIED,
}
DONE = frozenset({Auxiliary.HAPPENED, Auxiliary.ONGOING})


def resolve_happenings(
    events: Iterable[Event], originals: Mapping[str, str], outlets: Mapping[str, str]
) -> Iterator[Happening]:
    """One happening for each group of mentions. Any order of the events gives the same happenings.

    `originals` leads from a copied document to its original; `outlets` names each document's outlet for the disputes.
    """
    for group in group_events(events):
        yield _happening(sorted(group, key=_clarity), originals, outlets)


def _clarity(event: Event) -> tuple[int, bool, float, str]:
    return width(event.when), event.alleged, -event.confidence, event.id


def _happening(events: Sequence[Event], originals: Mapping[str, str], outlets: Mapping[str, str]) -> Happening:
    best = events[0]
    actors, recipients = _parties(events)
    documents = {event.document for event in events}
    known = sorted(event.known_at for event in events if event.known_at is not None)
    return Happening(
        id=content_id("ha", best.event_type, actors, recipients, min(event.id for event in events)),
        when=_date(events),
        event_type=best.event_type,
        mode=next((event.mode for event in events if event.mode), None),
        quad_code=Quad(best.quad_code),
        intensity=best.intensity,
        actors=actors,
        recipients=recipients,
        place=next((event.place for event in events if event.place), None),
        magnitude=next((event.magnitude for event in events if event.magnitude), None),
        status=_status(events),
        historical=all(event.historical for event in events),
        events=tuple(event.id for event in events),
        sources=len(documents),
        independent_sources=len({originals.get(document, document) for document in documents}),
        disputes=find_disputes(events, originals, outlets),
        first_known=known[0] if known else None,
        last_known=known[-1] if known else None,
    )


def _parties(events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did and who received: as most mentions tell it, directed before mutual where they are even."""
    told = Counter((tuple(p.code for p in e.actors), tuple(p.code for p in e.recipients)) for e in events)
    if events[0].event_type in UNDIRECTED:
        return min(told, key=lambda parties: (-told[parties], not parties[1], parties))
    first = events[0]
    return tuple(p.code for p in first.actors), tuple(p.code for p in first.recipients)


def _date(events: Sequence[Event]) -> When:
    """The date that most mentions of the narrowest kind hold."""
    narrow = [event.when for event in events if width(event.when) == width(events[0].when)]
    counts = Counter((when.earliest, when.latest) for when in narrow)
    return max(narrow, key=lambda when: (counts[when.earliest, when.latest], str(when.earliest)))


def _status(events: Sequence[Event]) -> Status:
    asserted = [event for event in events if not event.alleged]
    if any(event.auxiliary in DONE for event in asserted):
        return Status.HAPPENED
    if any(event.auxiliary in DONE for event in events):
        return Status.ALLEGED
    if all(event.auxiliary is Auxiliary.NEGATED for event in events):
        return Status.DENIED
    open_ones = [event for event in events if event.auxiliary is not Auxiliary.NEGATED]
    if any("postpone" in event.rule for event in open_ones):
        return Status.POSTPONED
    return BY_AUXILIARY[open_ones[0].auxiliary]
