"""Absolute dates as people and machines write them, for the dates of documents."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from dragoman.model import Precision

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_MONTH_WORDS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>{_MONTH_WORDS})\b\.?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)(?!\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_SEASON_WORDS = "spring|summer|autumn|fall|winter"
_PATTERNS = (
    rf"\b{_DAY}{_ORDINAL}\s?[-–]\s?(?P<last_day>[0-3]?\d){_ORDINAL}\s+{_MONTH},?\s+{_YEAR}",
    rf"\b{_MONTH}\s+{_DAY}{_ORDINAL}\s?[-–]\s?(?P<last_day>[0-3]?\d){_ORDINAL},?\s+{_YEAR}",
    rf"\b{_DAY}{_ORDINAL}(?:\s+day)?(?:\s+of)?(?:\s+|-){_MONTH}[,\s-]*\s?{_YEAR}",
    rf"\b{_MONTH}\s+{_DAY}{_ORDINAL},?\s+{_YEAR}",
    rf"(?<![\d-]){_YEAR}[-/.](?P<month>0[1-9]|1[0-2])[-/.]{_DAY}(?!\d)",
    rf"(?<![\d-]){_YEAR},?\s+{_MONTH}\s+{_DAY}\b(?!,?\s+\d{{4}})",
    r"(?<!\d)(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)" + _YEAR,
    rf"\b{_DAY}-{_MONTH}-(?P<short>\d\d)(?!\d)",
    rf"\b{_MONTH}\s?[-–/]\s?(?P<last_month>{_MONTH_WORDS})\b\.?,?\s+{_YEAR}",
    rf"\b{_MONTH}(?:\s+of)?,?\s+{_YEAR}",
    (
        rf"\b(?P<season>{_SEASON_WORDS})(?:\s?[-/]\s?(?P<last_season>{_SEASON_WORDS}))?(?:\s+of)?,?\s+{_YEAR}"
        r"(?:[-–/](?:\d{4}|\d\d)\b)?"
    ),
    (
        r"\b(?P<part>(?:first|second|third|fourth)\s+(?:quarter|half)|q[1-4]|early|mid|late|beginning|end)"
        rf"(?:\s+(?:of|in))?[\s-]{_YEAR}"
    ),
    (
        rf"(?<![\d$€£.,-]){_YEAR}(?![\d-]|,\d|\.\d|\s*(?:km|miles|metres|troops|people|soldiers)\b"
        r"|\s?(?:gmt|utc|hrs|hours|h|est|edt|pst|pdt|cet|cest|bst|ist)\b)"
    ),
)
_EXPRESSIONS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
_ANY_YEAR = re.compile(r"\d{4}|\d-[A-Za-z]{3,9}\.?-\d\d")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_PARTS = {
    "first quarter": (1, 3), "q1": (1, 3), "second quarter": (4, 6), "q2": (4, 6),
    "third quarter": (7, 9), "q3": (7, 9), "fourth quarter": (10, 12), "q4": (10, 12),
    "first half": (1, 6), "second half": (7, 12), "early": (1, 6), "mid": (4, 9), "late": (7, 12),
    "beginning": (1, 4), "end": (9, 12),
}  # fmt: skip
"""The months that a part of a year may reach over; loose words such as `early` are taken wide."""
_STAMP = re.compile(
    r"\s*(?P<year>1[89]\d\d|20\d\d)-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?:[T\s].{0,40})?\s*$"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)(?![\d/-])"
)
_CENTURY_TURN = 70


class DateFound(NamedTuple):
    """A date in a text."""

    start: int
    end: int
    earliest: date
    latest: date
    precision: Precision
    expression: str


class Numeric(NamedTuple):
    """What a date of three numbers may mean; None where there is no such day."""

    day_first: date | None
    month_first: date | None


def find_dates(text: str) -> list[DateFound]:
    """Find the absolute dates that name a year, in order; of those that overlap the most exact counts.

    >>> [(str(found.earliest), found.precision.value) for found in find_dates("the 3rd of May 1998, June 2001")]
    [('1998-05-03', 'day'), ('2001-06-01', 'month')]
    >>> [str(found.latest) for found in find_dates("March/April 2008; 12-18 June 2010; the first half of 2012")]
    ['2008-04-30', '2010-06-18', '2012-06-30']
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


def read_numeric(expression: str) -> Numeric | None:
    """Read a date of three numbers whose order the slashes or dashes leave open; None for other dates.

    >>> read_numeric("3/4/2014").month_first, read_numeric("25/12/2014").month_first
    (datetime.date(2014, 3, 4), None)
    """
    match = _NUMERIC.search(expression)
    if not match:
        return None
    first, second, written = int(match.group("first")), int(match.group("second")), match.group("year")
    year = int(written) if len(written) > len("98") else full_year(written)
    return Numeric(find_day(year, second, first), find_day(year, first, second))


def _read(match: re.Match[str]) -> DateFound | None:
    groups = match.groupdict()
    year = full_year(groups["short"]) if groups.get("short") else int(groups["year"])
    if groups.get("season"):
        return _season(match, year, groups["season"].lower(), (groups["last_season"] or groups["season"]).lower())
    if groups.get("part"):
        return _months(match, year, *_PARTS[" ".join(groups["part"].lower().split())])
    if groups.get("first"):
        return _either(match, year)
    if not groups.get("month"):
        return DateFound(*match.span(), date(year, 1, 1), date(year, 12, 31), Precision.YEAR, match.group())
    month = _month_number(groups["month"])
    if not groups.get("day"):
        return _months(match, year, month, _month_number(groups.get("last_month") or groups["month"]))
    return _day(match, find_day(year, month, int(groups["day"])), groups.get("last_day"))


def full_year(short: str) -> int:
    """Give the year that two digits stand for: those from 70 on are of the 1900s."""
    return int(short) + (1900 if int(short) >= _CENTURY_TURN else 2000)


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else MONTHS[name[:3].lower()]


def _day(match: re.Match[str], day: date | None, last: str | None) -> DateFound | None:
    """Give a day, or the days of a week such as 12-18 March."""
    if day is None:
        return None
    end = find_day(day.year, day.month, int(last)) if last else day
    if end is None or end < day:
        return None
    return DateFound(*match.span(), day, end, Precision.DAY if end == day else Precision.RANGE, match.group())


def _months(match: re.Match[str], year: int, first: int, last: int) -> DateFound:
    """Give the days of a month or of several; those that run over New Year end in the year that is named."""
    end = date(year, last, calendar.monthrange(year, last)[1])
    precision = Precision.MONTH if first == last else Precision.QUARTER
    return DateFound(*match.span(), date(year - (last < first), first, 1), end, precision, match.group())


def _season(match: re.Match[str], year: int, first: str, last: str) -> DateFound:
    """Give the days of a season; a winter of one year may be the one that it begins with or that it ends with."""
    crosses = re.search(r"\d{4}[-–/](?:\d{4}|\d\d)$", match.group())
    if "winter" in {first, last}:
        start = date(year, 12 if crosses else 1, 1) if first == "winter" else date(year, _SEASONS[first][0], 1)
        end = date(year + 1, 2, calendar.monthrange(year + 1, 2)[1])
        return DateFound(*match.span(), start, end, Precision.QUARTER, match.group())
    return _months(match, year, _SEASONS[first][0], _SEASONS[last][1])


def _either(match: re.Match[str], year: int) -> DateFound | None:
    """Read 3/4/2014, which is in March or in April: both are kept. 3.4.2014 is in April: only Europe writes dots."""
    first, second = int(match.group("first")), int(match.group("second"))
    possible = {find_day(year, second, first)}
    if match.group("sign") != "." or possible == {None}:
        possible.add(find_day(year, first, second))
    days = [day for day in possible if day]
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
