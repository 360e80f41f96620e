"""When comments were written, by date or by age, and what `posted 3 days ago` says of a page that was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.evidence import Line
from dragoman.documents.clues.roles import READ, Role, role_of
from dragoman.documents.clues.signs import Sign, until
from dragoman.documents.expressions import find_dates
from dragoman.model import Basis, Precision

_COMMENT_HEAD = 120
_AGE = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\+?\s*"
    r"(?P<unit>min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|w|months?|mo|years?|yrs?|y)\s+ago\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1} | {
    name: i for i, name in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_UNITS = {"m": 0, "h": 0, "d": 1, "w": 7, "mo": 30, "y": 365}


def of_comment(line: Line, retrieved: date | None) -> Iterator[Sign]:
    """Read when a comment was written, by date or by age."""
    head = line.text[:_COMMENT_HEAD]
    for found in find_dates(head):
        if found.precision is Precision.DAY:
            yield _commented(line, found.latest, (found.start, found.end), f"comment of {found.latest}")
    age = _AGE.search(head) if retrieved else None
    if age and retrieved:
        day = shift_days(retrieved, -_days(age))
        yield _commented(line, day, age.span(), f"comment of {age.group()}, fetched on {retrieved}")


def _commented(line: Line, day: date, span: tuple[int, int], told: str) -> Sign:
    words, place = line.text[:_COMMENT_HEAD], line.place(*span)
    return Sign("comment", Basis.COMMENT, until(day), words, place, told, Precision.OPEN)


def of_age(line: Line, retrieved: date) -> Iterator[Sign]:
    """Read `posted 3 days ago`, counted from the day of fetching."""
    age = _AGE.search(line.text[:READ])
    if not age or role_of(line.text[: age.start()]) is Role.UPDATED:
        return
    days, unit = _days(age), _unit(age)
    first = shift_days(retrieved, -days - max(unit, 1))
    last = shift_days(retrieved, -max(days - (1 if unit == 1 else 0), 0))
    told = f"{age.group()}, fetched on {retrieved}"
    yield Sign("byline", Basis.BYLINE, (Interval(first, last),), line.text[:200], line.place(*age.span()), told)


def _days(age: re.Match[str]) -> int:
    count = age.group("count").lower()
    return (int(count) if count.isdigit() else _COUNTS[count]) * _unit(age)


def _unit(age: re.Match[str]) -> int:
    unit = age.group("unit").lower()
    return _UNITS["mo" if unit.startswith("mo") else unit[0]]
