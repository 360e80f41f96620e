"""Absolute dates as people and machines write them, for the dates of documents."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from dragoman.model import Precision

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)(?!\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_PATTERNS = (
    rf"\b{_DAY}(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH}[,\s-]*\s?{_YEAR}",
    rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"(?<![\d-]){_YEAR}[-/.](?P<month>0[1-9]|1[0-2])[-/.]{_DAY}(?!\d)",
    rf"(?<!\d)(?P<first>\d{{1,2}})[./-](?P<second>\d{{1,2}})[./-]{_YEAR}",
    rf"\b{_MONTH}(?:\s+of)?,?\s+{_YEAR}",
    rf"\b(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?,?\s+{_YEAR}",
    rf"(?<![\d$€£.,-]){_YEAR}(?![\d-]|,\d|\.\d|\s*(?:km|miles|metres|troops|people|soldiers)\b)",
)
_EXPRESSIONS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
_ANY_YEAR = re.compile(r"\d{4}")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_STAMP = re.compile(
    r"\s*(?P<year>1[89]\d\d|20\d\d)-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?:[T\s].{0,40})?\s*$"
)


class DateFound(NamedTuple):
    """A date in a text."""

    start: int
    end: int
    earliest: date
    latest: date
    precision: Precision
    expression: str


def find_dates(text: str) -> list[DateFound]:
    """Find the absolute dates that name a year, in order; of those that overlap the most exact counts.

    >>> [(str(found.earliest), found.precision.value) for found in find_dates("the 3rd of May 1998, June 2001")]
    [('1998-05-03', 'day'), ('2001-06-01', 'month')]
    """
    found: list[DateFound] = []
    if not _ANY_YEAR.search(text):
        return found
    for pattern in _EXPRESSIONS:
        for match in pattern.finditer(text):
            read = _read(match)
            if read and not any(read.start < other.end and other.start < read.end for other in found):
                found.append(read)
    return sorted(found)


def read_stamp(text: str) -> DateFound | None:
    """Read a date that a machine wrote (`2014-03-12T08:00:00Z`, `20140312`) or the first that a person wrote.

    >>> read_stamp("2014-03-12T23:30:00+05:00").earliest
    datetime.date(2014, 3, 12)
    """
    match = _STAMP.match(text[:100])
    if match:
        return _read(match)
    found = find_dates(text[:200])
    return found[0] if found else None


def _read(match: re.Match[str]) -> DateFound | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if groups.get("season"):
        return _months(match, year, *_SEASONS[groups["season"].lower()])
    if groups.get("first"):
        return _either(match, year, int(groups["first"]), int(groups["second"]))
    if not groups.get("month"):
        return DateFound(*match.span(), date(year, 1, 1), date(year, 12, 31), Precision.YEAR, match.group())
    name = groups["month"].lower()
    month = int(name) if name.isdigit() else MONTHS[name[:3]]
    if not groups.get("day"):
        return _months(match, year, month, month)
    day = find_day(year, month, int(groups["day"]))
    return DateFound(*match.span(), day, day, Precision.DAY, match.group()) if day else None


def _months(match: re.Match[str], year: int, first: int, last: int) -> DateFound:
    """Give the days of a month or season; winter ends in the next year."""
    last_year = year + (last < first)
    end = date(last_year, last, calendar.monthrange(last_year, last)[1])
    precision = Precision.MONTH if first == last else Precision.QUARTER
    return DateFound(*match.span(), date(year, first, 1), end, precision, match.group())


def _either(match: re.Match[str], year: int, first: int, second: int) -> DateFound | None:
    """Read 3/4/2014, which is in March or in April: both are kept where both are possible."""
    days = [day for day in {find_day(year, first, second), find_day(year, second, first)} if day]
    if not days:
        return None
    precision = Precision.DAY if len(days) == 1 else Precision.RANGE
    return DateFound(*match.span(), min(days), max(days), precision, match.group())


def find_day(year: int, month: int, day: int) -> date | None:
    """Give a day of the calendar; None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
