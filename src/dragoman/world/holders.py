"""Who held which office when, and how to ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.model import When
from dragoman.world.facts import holds
from dragoman.world.tables import Row

OFFICES = (
    "head-of-state",
    "head-of-government",
    "foreign-minister",
    "defence-minister",
    "army-chief",
    "national-security-adviser",
    "other",
    "head",
)
"""The offices of holders.csv; `head` is for organisations, groups and companies."""

CAUTION = "?"
"""Before an alias: this surname is shared by many and needs context."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of a person in an office."""

    code: str
    """The state or body."""
    office: str
    title: str
    """Usual title, such as President."""
    name: str
    aliases: tuple[str, ...]
    """Other spellings, and the surname where it can stand alone."""
    cautious: tuple[str, ...]
    """Surnames that need context."""
    valid: When
    """First and last day; a month or year is taken whole; no last day while in office."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the person is called."""
        return (self.name, *self.aliases, *self.cautious)


def read_holder(row: Row) -> Holder:
    """Read a row of holders.csv."""
    office = row.text("office")
    if office not in OFFICES:
        raise row.wrong(office, f"unknown office: one of {', '.join(OFFICES)}")
    names = row.items("aliases")
    return Holder(
        code=row.text("code"),
        office=office,
        title=row.text("title"),
        name=row.text("name"),
        aliases=tuple([name for name in names if name[0] != CAUTION]),
        cautious=tuple([name[1:].strip() for name in names if name[0] == CAUTION]),
        valid=row.valid(),
    )


def holder_at(terms: Iterable[Holder], on: date) -> Holder | None:
    """Find the one in office on the day; None when nobody is known or accounts conflict.

    On a day of handover, known to the day, the newcomer holds the office.
    """
    seated = [term for term in terms if holds(term.valid, on)]
    arriving = [term for term in seated if term.valid.earliest == on]
    staying = [term for term in seated if term.valid.latest != on]
    if len(arriving) == 1 and all(term in arriving for term in staying):
        return arriving[0]
    if len({term.name for term in seated}) != 1:
        return None
    return seated[0]


def with_terms_of(holders: Iterable[Holder], name: str) -> tuple[Holder, ...]:
    """Find the terms of everyone of that name, the earliest first."""
    wanted = name.casefold().strip()
    found = [holder for holder in holders if any(wanted == known.casefold() for known in holder.names)]
    return tuple(sorted(found, key=lambda holder: holder.valid.earliest or date.min))
