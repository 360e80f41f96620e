"""Dates, names and happenings in words: the one place where codes become English."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Protocol

from dragoman.dates import month_interval
from dragoman.model import Basis, Happening, When

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_AGREEMENT = re.compile(r"\[([^|\]]*)\|([^|\]]*)\]")
"""`[lifts|lift]`: the form for one doer, and for several."""
_LINKED = re.compile(r"\b(?:of|for|on|to)\b")
"""A body named so ("Council of Europe") takes the article."""
FRESH = 10
"""Days: fresh news that lies at most so long before its publication is told as `about` that day."""


class Names(Protocol):
    """Who knows the usual name of a code: `dragoman.world.World` does."""

    def name(self, code: str) -> str:
        """The usual name; the code itself when unknown."""
        ...


def interval_text(when: When) -> str:
    """The interval as a reader would write it; one that rests on the day of publication only is marked.

    >>> interval_text(When(date(2011, 5, 1), date(2011, 5, 31)))
    'May 2011'
    >>> interval_text(When(None, date(2012, 11, 26)))
    'by 26 November 2012'
    >>> interval_text(When())
    'undated'
    >>> interval_text(When(date(2024, 4, 26), date(2024, 5, 3), basis=Basis.PUBLICATION))
    'about 3 May 2024 (by publication)'
    """
    if not when.known:
        return "undated"
    if when.basis is Basis.PUBLICATION:
        return _fallback(when.earliest, when.latest)
    return _interval(when.earliest, when.latest)


def _fallback(first: date | None, last: date | None) -> str:
    """A date that nothing but the day of publication gives."""
    if first is None:
        return f"{_interval(first, last)} (day of publication)"
    if last is None:
        return f"{_interval(first, last)} (after publication)"
    text = _day(last) if (last - first).days <= FRESH else _interval(first, last)
    return f"about {text} (by publication)"


def _interval(first: date | None, last: date | None) -> str:
    if first is None:
        return f"by {_end(last)}" if last else "undated"
    if last is None:
        return f"{_start(first)} or later"
    return _whole(first, last) or (_day(first) if first == last else _between(first, last))


def _start(first: date) -> str:
    """The shortest name of the stretch that begins on this day."""
    if first.day > 1:
        return _day(first)
    return str(first.year) if first.month == 1 else _month(first)


def _end(last: date) -> str:
    if (last + timedelta(days=1)).day > 1 if last < date.max else False:
        return _day(last)
    return f"the end of {last.year}" if last.month == 12 else f"the end of {_month(last)}"


def _whole(first: date, last: date) -> str:
    """Whole months, years or a decade; empty for other stretches."""
    if first.day > 1 or last != month_interval(last.year, last.month).last:
        return ""
    if (first.month, last.month) == (1, 12):
        return _years(first.year, last.year)
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    begin = MONTHS[first.month - 1] if first.year == last.year else _month(first)
    return f"{begin} to {_month(last)}"


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"the {first}s" if last - first == 9 and first % 10 == 0 and first % 100 else f"{first} to {last}"


def _between(first: date, last: date) -> str:
    if first.year != last.year:
        return f"between {_day(first)} and {_day(last)}"
    begin = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"between {begin} and {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Template:
    """How a type and mode is told."""

    label: str
    """A noun phrase, for tables."""
    directed: str
    mutual: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How names stand in a sentence."""

    the: frozenset[str]
    bare: frozenset[str]
    plural: frozenset[str]
    heads: frozenset[str]
    """Last words of bodies' names that ask for the article."""


def happening_text(happening: Happening, world: Names) -> str:
    """One plain line: what its type and mode say was done, by and to whom, and whether it is only planned, alleged ...

    The line says no more than the code does: `visits or receives` where a visit is coded, whoever travelled.
    """
    template = template_of(happening.event_type, happening.mode)
    actors = [name_text(world.name(code)) for code in happening.actors]
    recipients = [name_text(world.name(code)) for code in happening.recipients]
    prefix = statuses()[happening.status.value].prefix
    told = _told(template, actors, recipients)
    return f"{prefix}: {told}" if prefix else _capital(told)


def _told(template: Template, actors: Sequence[str], recipients: Sequence[str]) -> str:
    if recipients:
        pattern = template.directed
    elif len(actors) > 1:
        pattern = template.mutual
    else:
        return f"{list_text(actors)}: {template.label} (with whom is not said)"
    several = len(actors) > 1 or actors[0].removeprefix("the ") in usage().plural
    agreed = _AGREEMENT.sub(lambda forms: forms[2] if several else forms[1], pattern)
    parts = re.split(r"(\{actors\}|\{recipients\})", agreed)
    fillers = {"{actors}": list_text(actors), "{recipients}": list_text(recipients)}
    return "".join(fillers.get(part, part) for part in parts)


def name_text(name: str) -> str:
    """The name as it stands inside a sentence.

    >>> name_text("United States"), name_text("Council of Europe"), name_text("Pakistan")
    ('the United States', 'the Council of Europe', 'Pakistan')
    """
    known = usage()
    if name.startswith("The "):
        return "the " + name[4:]
    if name in known.bare or ":" in name:
        return name
    asks = name in known.the or name in known.plural or _is_body(name, known)
    return f"the {name}" if asks else name


def _is_body(name: str, known: Usage) -> bool:
    return " " in name and (name.rsplit(maxsplit=1)[-1].lower() in known.heads or _LINKED.search(name) is not None)


def list_text(names: Sequence[str]) -> str:
    """Names joined as in a sentence.

    >>> list_text(["Iran", "Russia", "Turkey"])
    'Iran, Russia and Turkey'
    """
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "nobody named"


def _capital(text: str) -> str:
    """A capital where the sentence begins with a word of ours; a name such as al-Qaeda keeps its own."""
    return (
        text[0].upper() + text[1:] if text.startswith(("the ", "a ", "an ", "there ", "people ", "crowds ")) else text
    )


def label_of(event_type: str, mode: str | None) -> str:
    """A noun phrase for a type and mode: `visit`, `sanctions or ban`."""
    return template_of(event_type, mode).label


def template_of(event_type: str, mode: str | None) -> Template:
    """The template of a type and mode; of the type, where a mode has none; else one that shows the code."""
    known = templates()
    code = " ".join(filter(None, (event_type, mode)))
    plain = Template(code, f"{{actors}}: {code} towards {{recipients}}", f"{{actors}}: {code}")
    return known.get((event_type, mode or "")) or known.get((event_type, "")) or plain


@dataclass(frozen=True, slots=True)
class StatusWords:
    """How a status is told."""

    prefix: str
    meaning: str


@cache
def templates() -> Mapping[tuple[str, str], Template]:
    """The templates by type and mode, from templates.csv."""
    rows = _rows("templates.csv")
    return {(r["event_type"], r["mode"]): Template(r["label"], r["directed"], r["mutual"]) for r in rows}


@cache
def statuses() -> Mapping[str, StatusWords]:
    """The words for each status, from statuses.csv."""
    return {row["status"]: StatusWords(row["prefix"], row["meaning"]) for row in _rows("statuses.csv")}


@cache
def usage() -> Usage:
    """Which names take the article or a plural verb, from names.csv."""
    rows = _rows("names.csv")
    held = {use: frozenset(r["text"] for r in rows if r["use"] == use) for use in ("the", "bare", "plural", "head")}
    return Usage(held["the"], held["bare"], held["plural"], held["head"])


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("dragoman.briefs") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
