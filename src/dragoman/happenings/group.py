"""Which event mentions report one thing: same parties, same type, dates that agree or nearly do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dragoman.dates import overlap
from dragoman.model import Auxiliary, Event, Precision, When

UNDIRECTED = frozenset({"CONSULT", "COOPERATE", "SUPPORT"})
"""Types for which it does not matter who is told as the doer: a visit made and a visit hosted are one."""
WIDE = 400
"""Days: a date wider than this (a decade, an open end) does not tell two things apart or together."""
NEAR = 3
"""Days by which two accounts of one thing may disagree. Untuned; of the order of a slip of the calendar."""
REAL = frozenset({Auxiliary.HAPPENED, Auxiliary.ONGOING, Auxiliary.PLANNED, Auxiliary.NEGATED})


class Key(NamedTuple):
    """What two mentions of one happening must share."""

    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reality: str


def key_of(event: Event) -> Key:
    """The key of a mention: undirected types forget who is the doer."""
    actors = tuple(sorted(p.code for p in event.actors))
    recipients = tuple(sorted(p.code for p in event.recipients))
    reality = "real" if event.auxiliary in REAL else event.auxiliary.value
    if event.event_type in UNDIRECTED or not recipients:
        return Key(event.event_type, tuple(sorted({*actors, *recipients})), (), reality)
    return Key(event.event_type, actors, recipients, reality)


def group_events(events: Iterable[Event]) -> list[list[Event]]:
    """The mentions of each happening, the clearest first. The order of the input does not matter."""
    blocks: dict[Key, list[Event]] = defaultdict(list)
    for event in events:
        blocks[key_of(event)].append(event)
    return [group for key in sorted(blocks) for group in _group_block(blocks[key])]


def _group_block(events: Sequence[Event]) -> list[list[Event]]:
    """Narrow dates found the groups; a wider one joins the only group it can belong to."""
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda e: (width(e.when), e.id)):
        fitting = [group for group in groups if _fits(event, group)]
        if len(fitting) == 1 or (fitting and width(event.when) <= 1):
            fitting[0].append(event)
        elif not (fitting and _retold(event, fitting)):
            groups.append([event])
    return _join_near(groups)


def _retold(event: Event, fitting: Sequence[list[Event]]) -> bool:
    """A vague date that fits several things: taken for the one told in the same article, if there is just one."""
    here = [group for group in fitting if any(other.document == event.document for other in group)]
    if len(here) == 1:
        here[0].append(event)
    return len(here) == 1


def _fits(event: Event, group: Sequence[Event]) -> bool:
    modes = {e.mode for e in group if e.mode} | ({event.mode} if event.mode else set())
    if len(modes) > 1:
        return False
    if any(_same_words(event, other) for other in group):
        return True
    first = group[0]
    if width(event.when) > WIDE or width(first.when) > WIDE:
        return False
    return overlap((event.when.earliest, event.when.latest), (first.when.earliest, first.when.latest))


def _same_words(event: Event, other: Event) -> bool:
    return event.cite.quote == other.cite.quote and event.predicate.quote == other.predicate.quote


def _join_near(groups: list[list[Event]]) -> list[list[Event]]:
    """Join groups of different articles that tell one thing with dates that differ by a slip."""
    joined: list[list[Event]] = []
    for group in groups:
        match = next((other for other in joined if _is_slip(group, other)), None)
        if match is None:
            joined.append(group)
        else:
            match.extend(group)
    return joined


def _is_slip(group: Sequence[Event], other: Sequence[Event]) -> bool:
    apart = {e.document for e in group}.isdisjoint(e.document for e in other)
    if not apart or group[0].mode != other[0].mode or not _same_people(group, other):
        return False
    first, second = group[0].when, other[0].when
    if first.earliest is None or second.earliest is None or max(width(first), width(second)) > 31:
        return False
    return _day_slip(first, second) or _year_slip(first, second)


def _same_people(group: Sequence[Event], other: Sequence[Event]) -> bool:
    """Whether both name the same person as acting: two visits of two ministers stay two."""
    return bool(_people(group) & _people(other))


def _people(group: Sequence[Event]) -> set[str]:
    return {p.name for event in group for p in (*event.actors, *event.recipients) if p.kind.value == "person"}


def _day_slip(first: When, second: When) -> bool:
    precise = first.precision is Precision.DAY and second.precision is Precision.DAY
    return precise and abs((_start(first) - _start(second)).days) <= NEAR


def _year_slip(first: When, second: When) -> bool:
    """The same month (and day, where given) a year apart."""
    a, b = _start(first), _start(second)
    same_day = Precision.MONTH in {first.precision, second.precision} or abs(a.day - b.day) <= NEAR
    return abs(a.year - b.year) == 1 and a.month == b.month and same_day


def _start(when: When) -> date:
    return when.earliest or date.min


def width(when: When) -> int:
    """Days that a date leaves open; a very large number where an end is unknown."""
    if when.earliest is None or when.latest is None:
        return 1_000_000
    return (when.latest - when.earliest).days
