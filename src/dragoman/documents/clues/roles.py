"""What a date of a line is the date of: the first publication, an update, somebody's visit, or something else."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from dragoman.documents.clues.calendars import find_other_dates
from dragoman.documents.clues.shorthand import find_short_dates, with_right_digits
from dragoman.documents.expressions import DateFound, find_dates
from dragoman.model import Precision

READ = 300
"""Characters of a line that are looked at."""
_AFTER = re.compile(r"[\s,]*\(\s*(?:last )?(?:updated|modified|revised)\s*\)", re.IGNORECASE)


class Role(StrEnum):
    """What a date of a line is the date of."""

    FIRST = "first"
    PRINT = "print"
    UPDATED = "updated"
    FETCHED = "fetched"
    ISSUED = "issued"
    SUBMITTED = "submitted"
    OTHER = "other"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a line, with what it is the date of."""

    found: DateFound
    role: Role


def read_line(text: str) -> list[Dated]:
    """Find the dates of a line, each with the role that the words before it give.

    >>> [item.role.value for item in read_line("Published 12 March 2014, updated 14 March 2014")]
    ['issued', 'updated']
    """
    text = text[:READ]
    dated: list[Dated] = []
    done, role = 0, Role.PLAIN
    for found in _dates(text):
        role = role_of(text[done : found.start]) or (role if role is Role.OTHER else Role.PLAIN)
        if _AFTER.match(text, found.end):
            role = Role.UPDATED
        dated.append(Dated(found, role))
        done = found.end
    return _of_journal(dated)


def _of_journal(dated: list[Dated]) -> list[Dated]:
    """Of a paper that was accepted, what befell it before is no day of publication: it was received, it was revised."""
    if not any(item.role is Role.SUBMITTED for item in dated):
        return dated
    last = max(i for i, item in enumerate(dated) if item.role is Role.SUBMITTED)
    return [Dated(item.found, Role.SUBMITTED if i < last else item.role) for i, item in enumerate(dated)]


def _dates(text: str) -> list[DateFound]:
    """Find the dates of a line: where an English reader sees only a year, those in other languages and short forms."""
    found = find_dates(text)
    if _is_exact(found):
        return found
    repaired = find_dates(with_right_digits(text))
    return find_other_dates(text) or (repaired if _is_exact(repaired) else find_short_dates(text)) or found


def _is_exact(found: list[DateFound]) -> bool:
    return any(date.precision is not Precision.YEAR for date in found)


def role_of(before: str) -> Role | None:
    """Give the role that the last mark in some words tells; that a text was out before counts most."""
    ends = [(match.end(), -i, role) for i, (role, mark) in enumerate(_marks()) for match in mark.finditer(before)]
    if any(role is Role.FIRST for _, _, role in ends):
        return Role.FIRST
    return max(ends)[2] if ends else None


@cache
def _marks() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    text = files("dragoman.documents.clues").joinpath("marks.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((Role(row["role"]), re.compile(row["pattern"], re.IGNORECASE)) for row in rows)
