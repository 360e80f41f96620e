"""Where the mentions of one happening disagree: its date, a number, whether it happened at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.dates import overlap
from dragoman.model import Auxiliary, Dispute, Event, Version

TOLERANCE = 0.03
"""Numbers closer than this, as a share of the larger, are taken for the same: "about", rounding."""


def find_disputes(
    events: Sequence[Event], originals: Mapping[str, str], outlets: Mapping[str, str]
) -> tuple[Dispute, ...]:
    """The disputes of a happening; a document and its copy are one voice."""
    found = (
        _dates(events, originals, outlets),
        _numbers(events, originals, outlets),
        _whether(events, originals, outlets),
    )
    return tuple(dispute for dispute in found if dispute is not None)


def _dispute(
    field: str, values: Mapping[str, list[Event]], originals: Mapping[str, str], outlets: Mapping[str, str]
) -> Dispute | None:
    """A dispute, when two voices hold two values and no voice holds both."""
    voices = [{originals.get(e.document, e.document) for e in events} for events in values.values()]
    if len(values) < 2 or any(a & b for i, a in enumerate(voices) for b in voices[:i]):
        return None
    versions = (
        Version(value, _who(events, outlets), tuple(sorted(e.id for e in events)))
        for value, events in sorted(values.items())
    )
    return Dispute(field, tuple(versions))


def _who(events: Iterable[Event], outlets: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        sorted({event.said_by[0] if event.said_by else outlets.get(event.document, event.document) for event in events})
    )


def _dates(events: Sequence[Event], originals: Mapping[str, str], outlets: Mapping[str, str]) -> Dispute | None:
    """Dates that cannot both hold; a wider date that contains a narrower one agrees with it."""
    dated = [event for event in events if event.when.earliest and event.when.latest and not event.alleged]
    values: dict[str, list[Event]] = defaultdict(list)
    for event in dated:
        home = next((name for name, held in values.items() if _agree(event, held[0])), None)
        values[home or _date_text(event)].append(event)
    return _dispute("date", values, originals, outlets)


def _agree(event: Event, other: Event) -> bool:
    return overlap((event.when.earliest, event.when.latest), (other.when.earliest, other.when.latest))


def _date_text(event: Event) -> str:
    first, last = event.when.earliest, event.when.latest
    return f"{first}" if first == last else f"{first} to {last}"


def _numbers(events: Sequence[Event], originals: Mapping[str, str], outlets: Mapping[str, str]) -> Dispute | None:
    """Numbers of one unit and one thing measured that differ by more than rounding."""
    for unit in sorted({e.magnitude.unit for e in events if e.magnitude}, key=str):
        values: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.magnitude is not None and event.magnitude.unit == unit:
                home = next((name for name, held in values.items() if _close(event, held[0])), None)
                values[home or f"{event.magnitude.value:g} {unit}"].append(event)
        dispute = _dispute("number", values, originals, outlets)
        if dispute is not None:
            return dispute
    return None


def _close(event: Event, other: Event) -> bool:
    if event.magnitude is None or other.magnitude is None:
        return False
    a, b = event.magnitude.value, other.magnitude.value
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def _whether(events: Sequence[Event], originals: Mapping[str, str], outlets: Mapping[str, str]) -> Dispute | None:
    values: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.auxiliary in {Auxiliary.HAPPENED, Auxiliary.ONGOING}:
            values["happened"].append(event)
        elif event.auxiliary is Auxiliary.NEGATED:
            values["did not happen"].append(event)
    return _dispute("whether", values, originals, outlets)
