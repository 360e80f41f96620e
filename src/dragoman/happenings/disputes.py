"""Where the accounts of one happening disagree: its date, a number, whether it happened at all.

A voice is an article with its copies. A voice never disputes with itself: what it tells twice is one position.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.dates import overlap
from dragoman.happenings.origins import Origins
from dragoman.happenings.telling import DAYS, MONTH
from dragoman.model import Auxiliary, Basis, Dispute, Event, Magnitude, Version, When

TOLERANCE = 0.03
"""Numbers closer than this, as a share of the larger, are taken for the same: "about", rounding. Untuned."""
DONE = frozenset({Auxiliary.HAPPENED, Auxiliary.ONGOING})
EMPTY = frozenset(
    {"about", "and", "for", "from", "his", "its", "more", "over", "some", "than", "that", "the", "their", "with"}
)
"""Words that say nothing of what is measured."""


@dataclass(frozen=True, slots=True)
class Position:
    """What one voice holds, and the mentions in which it does."""

    voice: str
    events: tuple[Event, ...]


Side = list[Position]
Dates = tuple[tuple[str, str], ...]
Agree = Callable[[Position, Position], bool]
Name = Callable[[Position], str]


def find_disputes(events: Sequence[Event], origins: Origins, outlets: Mapping[str, str]) -> tuple[Dispute, ...]:
    """The disputes of a happening, in the order date, number, whether.

    `origins` leads from each mention to the document whose words it repeats; one that it leaves out speaks for itself.
    """
    dates = _positions((e for e in events if _is_dated(e)), origins, _narrowest)
    whether = _positions((e for e in events if e.auxiliary in {*DONE, Auxiliary.NEGATED}), origins)
    found = [
        _dispute("date", _date_sides(dates), _date_name, outlets),
        *(_dispute("number", _sides(same, _same_number), _number_name, outlets) for same in _numbers(events, origins)),
        _dispute("whether", _sides(whether, _same_whether), _whether_name, outlets),
    ]
    return tuple(dispute for dispute in found if dispute is not None)


def _positions(
    events: Iterable[Event],
    origins: Origins,
    choose: Callable[[Sequence[Event]], Sequence[Event]] = tuple,
) -> list[Position]:
    """The mentions by voice; `choose` keeps those that make its position."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.id):
        told[origins.get(event.id, event.document)].append(event)
    return [Position(voice, tuple(choose(same))) for voice, same in sorted(told.items())]


def _sides(positions: Sequence[Position], agree: Agree) -> list[Side]:
    """Each position stands with the first that it agrees with, those most agreed with first."""
    sides: list[Side] = []
    for position in sorted(positions, key=lambda p: (-_support(p, positions, agree), p.voice)):
        side = next((side for side in sides if agree(side[0], position)), None)
        if side is None:
            sides.append([position])
        else:
            side.append(position)
    return sides


def _support(position: Position, positions: Sequence[Position], agree: Agree) -> int:
    """How many hold it; of a crowd, how many of the first hundred."""
    return sum(agree(position, other) for other in positions[:100])


def _dispute(field: str, sides: Sequence[Side], name: Name, outlets: Mapping[str, str]) -> Dispute | None:
    """A dispute, where there is more than one side."""
    if len(sides) < 2:
        return None
    return Dispute(field, tuple(sorted((_version(side, name, outlets) for side in sides), key=lambda v: v.value)))


def _version(side: Sequence[Position], name: Name, outlets: Mapping[str, str]) -> Version:
    events = [event for position in side for event in position.events]
    who = {event.said_by[0] if event.said_by else outlets.get(event.document, event.document) for event in events}
    return Version(name(side[0]), tuple(sorted(who)), tuple(sorted(event.id for event in events)))


# ---------------------------------------------------------------- dates


def _is_dated(event: Event) -> bool:
    """Whether the text itself dates the act, to a month or better, and tells it as done."""
    when = event.when
    if when.earliest is None or when.latest is None or when.basis is Basis.PUBLICATION:
        return False
    return event.auxiliary in DONE and not event.alleged and _days(when) <= MONTH


def _days(when: When) -> int:
    return (when.latest - when.earliest).days if when.earliest and when.latest else MONTH + 1


def _narrowest(events: Sequence[Event]) -> list[Event]:
    """The days that a voice tells, and wider dates only where they hold none of them."""
    narrow: list[Event] = []
    for event in sorted(events, key=lambda e: (_days(e.when), e.when.earliest, e.id)):
        if _is_narrow(event) or not any(_overlap(event, other) for other in narrow):
            narrow.append(event)
    return narrow


def _is_narrow(event: Event) -> bool:
    return _days(event.when) <= DAYS


def _date_sides(positions: Sequence[Position]) -> list[Side]:
    """Voices that tell a common day stand together, and so do two whose days a third tells as one.

    Of a visit one may tell the arrival and another the talks. A wider date stands with the first that it holds.
    """
    alike: dict[Dates, Side] = defaultdict(list)
    for position in positions:
        alike[_dates(position)].append(position)
    sides: list[list[Side]] = []
    for same in sorted(alike.values(), key=lambda same: (not _is_narrow(same[0].events[0]), _dates(same[0]))):
        near = [side for side in sides if any(_same_date(same[0], other[0]) for other in side)]
        if not _is_narrow(same[0].events[0]):
            near = near[:1]
        sides = [side for side in sides if side not in near]
        sides.append([*(other for side in near for other in side), same])
    return [[position for same in side for position in same] for side in sides]


def _dates(position: Position) -> Dates:
    return tuple(sorted({(str(event.when.earliest), str(event.when.latest)) for event in position.events}))


def _overlap(one: Event, other: Event) -> bool:
    return overlap((one.when.earliest, one.when.latest), (other.when.earliest, other.when.latest))


def _same_date(one: Position, other: Position) -> bool:
    return any(_overlap(a, b) for a in one.events for b in other.events)


def _date_name(position: Position) -> str:
    when = position.events[0].when
    return f"{when.earliest}" if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


# ---------------------------------------------------------------- numbers


def _numbers(events: Sequence[Event], origins: Origins) -> list[list[Position]]:
    """The positions on each quantity: numbers of one unit that measure one thing."""
    told = [e for e in events if e.magnitude is not None and e.auxiliary in DONE]
    return [_positions(same, origins) for same in _quantities(told)]


def _quantities(events: Iterable[Event]) -> list[list[Event]]:
    found: list[list[Event]] = []
    for event in sorted(events, key=lambda e: (not _measured(e), e.id)):
        home = next((same for same in found if _same_quantity(event, same[0])), None)
        if home is None:
            found.append([event])
        else:
            home.append(event)
    return found


def _same_quantity(event: Event, other: Event) -> bool:
    """Whether two numbers have one unit and measure one thing: a word in common; where one is silent, the same act."""
    if event.magnitude is None or other.magnitude is None or event.magnitude.unit != other.magnitude.unit:
        return False
    a, b = _measured(event), _measured(other)
    return bool(a & b) if a and b else event.rule == other.rule


def _measured(event: Event) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", event.magnitude.of.lower()) if event.magnitude else []
    return {word.removesuffix("s") for word in words} - EMPTY


def _same_number(one: Position, other: Position) -> bool:
    """Whether a number of one is a number of the other, or lies between two that the other gives."""
    a, b = _values(one), _values(other)
    return any(_close(x, y) for x in a for y in b) or min(a) <= min(b) <= max(a) or min(b) <= min(a) <= max(b)


def _values(position: Position) -> list[float]:
    return [event.magnitude.value for event in position.events if event.magnitude is not None]


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def _number_name(position: Position) -> str:
    magnitude: Magnitude | None = position.events[0].magnitude
    return f"{magnitude.value:,.12g} {magnitude.unit}" if magnitude else ""


# ---------------------------------------------------------------- whether


def _same_whether(one: Position, other: Position) -> bool:
    """Whether both hold that it happened, or both that it did not; who says both takes no side."""
    return bool(_held(one) & _held(other))


def _whether_name(position: Position) -> str:
    return "happened" if True in _held(position) else "did not happen"


def _held(position: Position) -> set[bool]:
    return {event.auxiliary in DONE for event in position.events}
