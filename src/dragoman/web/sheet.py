"""A happening's accounts side by side: one row a mention, one column a field, with the cells that differ marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.briefs.excerpt import speaker_text
from dragoman.briefs.wording import Names, interval_text, label_of
from dragoman.model import Event, Participant

FIELDS = ("date", "type", "actors", "recipients", "number", "whether", "said by")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one mention says in one field."""

    text: str
    differs: bool
    """Another value than that which most mentions give."""


@dataclass(frozen=True, slots=True)
class Row:
    """One mention."""

    event: Event
    cells: tuple[Cell, ...]
    """In the order of FIELDS."""


def compare(events: Sequence[Event], world: Names) -> list[Row]:
    """The mentions in their order; a value that the text does not give never differs."""
    told = [_values(event, world) for event in events]
    usual = [_usual([values[place] for values in told]) for place in range(len(FIELDS))]
    return [
        Row(event, tuple(Cell(value, bool(value) and value != usual[i]) for i, value in enumerate(values)))
        for event, values in zip(events, told, strict=True)
    ]


def _usual(values: Sequence[str]) -> str:
    """What most say; of two said as often, what the clearest mention says."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], -values.index(value)), default="")


def _values(event: Event, world: Names) -> tuple[str, ...]:
    whether = event.auxiliary.value + (", alleged" if event.alleged else "")
    return (
        interval_text(event.when) if event.when.known else "",
        label_of(event.event_type, event.mode),
        _parties(event.actors, world),
        _parties(event.recipients, world),
        event.magnitude.text if event.magnitude else "",
        whether,
        ", ".join(speaker_text(speaker, world) for speaker in event.said_by) or "the author",
    )


def _parties(parties: Sequence[Participant], world: Names) -> str:
    """The parties by code, with the person or agency named, where another."""
    names = []
    for party in parties:
        usual = world.name(party.code)
        names.append(usual if party.name == usual else f"{usual} ({party.name})")
    return ", ".join(dict.fromkeys(names))
