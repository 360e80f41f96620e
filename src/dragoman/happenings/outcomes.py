"""What became of a happening: done, planned, put off, called off, denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dragoman.model import Auxiliary, Event, Status

DONE = frozenset({Auxiliary.HAPPENED, Auxiliary.ONGOING})
BY_AUXILIARY = {
    Auxiliary.PLANNED: Status.PLANNED,
    Auxiliary.OFFERED: Status.OFFERED,
    Auxiliary.HYPOTHETICAL: Status.HYPOTHETICAL,
    Auxiliary.NEGATED: Status.DENIED,
}
PUT_OFF = frozenset(
    {"adjourn", "defer", "delay", "hold_off", "hold_up", "postpone", "push_back", "put_back", "put_off", "reschedule"}
    | {"set_back", "slow", "slow_down", "stall"}
)
"""Keys of the light verbs that put off what their object names, as in the ontology's light.csv."""
UPCOMING = timedelta(days=90)
"""How long a plan without a day can be called off."""
Refusals = Mapping[frozenset[str], Sequence[Event]]


def status_of(events: Sequence[Event]) -> Status:
    """The status of a happening by its own mentions: one account on its own authority makes it happened."""
    asserted = [event for event in events if not event.alleged]
    if any(event.auxiliary in DONE for event in asserted):
        return Status.HAPPENED
    if any(event.auxiliary in DONE for event in events):
        return Status.ALLEGED
    open_ones = [event for event in events if event.auxiliary is not Auxiliary.NEGATED]
    if not open_ones:
        return Status.DENIED
    if len(open_ones) < len(events) and _known(open_ones) <= max(_known([e]) for e in events if e not in open_ones):
        return Status.CANCELLED
    if any(_puts_off(event) for event in open_ones):
        return Status.POSTPONED
    return BY_AUXILIARY[open_ones[0].auxiliary]


def _known(events: Iterable[Event]) -> date:
    """The first day on which a reader could know; before all days when unknown."""
    return min((event.known_at for event in events if event.known_at is not None), default=date.min)


def _puts_off(event: Event) -> bool:
    """Whether the rule is a light verb that puts off: `light:postpone nouns:visit`."""
    return event.rule.removeprefix("light:").split(" ")[0] in PUT_OFF


def refusals_of(events: Iterable[Event]) -> Refusals:
    """The mentions that call off or refuse a meeting, by the parties."""
    found: dict[frozenset[str], list[Event]] = defaultdict(list)
    for event in events:
        if (event.event_type, event.mode) == ("REJECT", "meet") and event.auxiliary in DONE and not event.alleged:
            found[_parties(event)].append(event)
    return found


def _parties(event: Event) -> frozenset[str]:
    return frozenset(p.code for p in (*event.actors, *event.recipients))


def outcome_of(events: Sequence[Event], refusals: Refusals) -> Status:
    """The status; a planned meeting may have been called off, as other mentions tell."""
    status = status_of(events)
    if status is not Status.PLANNED or events[0].event_type != "CONSULT":
        return status
    called_off = any(_calls_off(refusal, plan) for refusal in refusals.get(_parties(events[0]), ()) for plan in events)
    return Status.CANCELLED if called_off else status


def _calls_off(refusal: Event, plan: Event) -> bool:
    """Whether a refusal came after the plan was known and not later than its day.

    A refusal without a first day counts when the plan has a day, and one article tells both or soon after.
    """
    end = plan.when.latest or _open_end(plan)
    begun = plan.known_at if plan.known_at and end and plan.known_at <= end else date.min
    first, last = refusal.when.earliest, refusal.when.latest
    if end is None or (last is not None and last < begun):
        return False
    if first is not None:
        return first <= end and (plan.when.latest is not None or refusal.document != plan.document)
    told = refusal.known_at or date.max
    return plan.when.latest is not None and (refusal.document == plan.document or told <= _later(end))


def _open_end(plan: Event) -> date | None:
    first = plan.when.earliest or plan.known_at
    return _later(first) if first else None


def _later(day: date) -> date:
    return min(day, date.max - UPCOMING) + UPCOMING
