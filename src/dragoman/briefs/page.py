"""What a brief is made of, before it is written as Markdown or HTML."""

from __future__ import annotations

from datetime import date

import msgspec


class Cited(msgspec.Struct, frozen=True):
    """Words and the sources that they rest on."""

    text: str
    refs: tuple[int, ...]
    """Numbers of the sources."""
    id: str = ""
    """What `dragoman why` opens for them; empty where there is no single record."""


class Quote(msgspec.Struct, frozen=True):
    """The sentence that says so, cut to a readable length around its predicate."""

    before: str
    predicate: str
    after: str
    ref: int
    """Number of the source that it stands in."""
    said_by: str
    """`according to Russia`; empty when the author says it."""

    @property
    def text(self) -> str:
        """The quote as one text."""
        return self.before + self.predicate + self.after


class Line(msgspec.Struct, frozen=True):
    """One happening."""

    id: str
    when: str
    what: str
    quote: Quote
    refs: tuple[int, ...]
    """The sources that report it; never empty."""
    independent: int
    """How many of them are not copies."""
    disputed: tuple[str, ...] = ()
    """Fields on which the accounts differ."""


class Group(msgspec.Struct, frozen=True):
    """The lines of a year."""

    title: str
    """The year; empty where the lines are not grouped."""
    lines: tuple[Line, ...]


class Section(msgspec.Struct, frozen=True):
    """A part of the page; it has at least one line."""

    title: str
    note: str
    """One line on what stands here."""
    groups: tuple[Group, ...]


class Account(msgspec.Struct, frozen=True):
    """One side of a dispute."""

    value: str
    who: str
    refs: tuple[int, ...]
    quote: Quote


class Disputed(msgspec.Struct, frozen=True):
    """Where accounts of one happening differ."""

    id: str
    what: str
    field: str
    accounts: tuple[Account, ...]


class Year(msgspec.Struct, frozen=True):
    """A row of the table of the dyad."""

    id: str
    period: str
    counts: tuple[int, int, int, int]
    """Verbal and material cooperation, verbal and material conflict."""
    tone: float
    low: float
    high: float
    not_counted: int
    refs: tuple[int, ...]

    @property
    def counted(self) -> int:
        """How many happenings the tone rests on."""
        return sum(self.counts)


class Source(msgspec.Struct, frozen=True):
    """A numbered document."""

    number: int
    document: str
    outlet: str
    title: str
    authors: tuple[str, ...]
    published: str
    basis: str
    """What the date of publication rests on."""
    url: str | None
    file: str
    copy_of: int | None
    """Number of the source that it copies."""


class Brief(msgspec.Struct, frozen=True):
    """A desk officer's page on two parties."""

    a: str
    """Code of the first party."""
    b: str
    title: str
    vintage: str
    """What it was made from."""
    as_of: date | None
    bottom: tuple[Cited, ...]
    sections: tuple[Section, ...]
    disputes: tuple[Disputed, ...]
    years: tuple[Year, ...]
    sources: tuple[Source, ...]
    empty: str = ""
    """Said when nothing was read between the two."""
