"""A sign is a clue before it is judged: the days of publication that it allows, and what it weighs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from dragoman.dates import Interval
from dragoman.model import Basis, Precision, When


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of `weights.csv`: what a kind of sign weighs against the others."""

    group: str
    """Signs of one group come from one place, and may be wrong together."""
    weight: float
    most: float
    """The most that the group weighs, however many signs it has."""
    slack: int
    """Days by which it may be off and still be right."""
    states: bool
    """Whether it states the day; others bound it."""
    names: str
    """What it is called in a message."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that bears on the day a document was published."""

    kind: str
    """A row of `weights.csv`."""
    basis: Basis
    spans: tuple[Interval, ...]
    """The days that it allows, in order; `date.min` and `date.max` are open ends."""
    words: str = ""
    """What it was read from."""
    place: tuple[int, int] | None = None
    """Where the words stand in the raw text."""
    told: str = ""
    """What it says, for a person to read; the words, where these are enough."""
    precision: Precision = Precision.RANGE

    @property
    def weight(self) -> Weight:
        """What it weighs."""
        return weights()[self.kind]

    @property
    def earliest(self) -> date:
        """First day that it allows."""
        return self.spans[0].first

    @property
    def latest(self) -> date:
        """Last day that it allows."""
        return self.spans[-1].last


@cache
def weights() -> dict[str, Weight]:
    """Read the table of weights, by kind of sign.

    >>> weights()["byline"].weight > weights()["masthead"].weight
    True
    """
    text = files("dragoman.documents.clues").joinpath("weights.csv").read_text(encoding="utf-8")
    return {
        row["kind"]: Weight(
            row["group"],
            float(row["weight"]),
            float(row["most"]),
            int(row["slack"]),
            row["states"] == "yes",
            row["names"],
        )
        for row in csv.DictReader(text.splitlines())
    }


def since(day: date) -> tuple[Interval, ...]:
    """Allow a day and all after it."""
    return (Interval(day, date.max),)


def until(day: date) -> tuple[Interval, ...]:
    """Allow a day and all before it."""
    return (Interval(date.min, day),)


def stating(when: When, kind: str, place: tuple[int, int] | None = None) -> Sign | None:
    """Make a sign of a date that is stated; None where it has no day."""
    if when.earliest is None or when.latest is None:
        return None
    spans = (Interval(when.earliest, when.latest),)
    return Sign(kind, when.basis, spans, when.expression, place, precision=when.precision)


def first_of_each(signs: Iterable[Sign], most: int) -> list[Sign]:
    """Leave out signs that say what another of their kind says, and all but some of each kind."""
    kept: dict[tuple[str, tuple[Interval, ...]], Sign] = {}
    counts: dict[str, int] = {}
    for sign in signs:
        if (sign.kind, sign.spans) not in kept and counts.get(sign.kind, 0) < most:
            kept[sign.kind, sign.spans] = sign
            counts[sign.kind] = counts.get(sign.kind, 0) + 1
    return list(kept.values())
