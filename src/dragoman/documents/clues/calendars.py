"""Dates of lines in other languages and calendars: names of months, Persian, Islamic and Buddhist years, eras."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.dates import shift_days
from dragoman.documents.expressions import DateFound, find_day
from dragoman.model import Precision

_DIGITS = {ord(sign): str(i % 10) for i, sign in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹๐๑๒๓๔๕๖๗๘๙०१२३४५६७८९")}
_ERAS = {"meiji": 1867, "明治": 1867, "taisho": 1911, "大正": 1911, "showa": 1925, "昭和": 1925}
_ERAS |= {"heisei": 1988, "平成": 1988, "reiwa": 2018, "令和": 2018, "民國": 1911, "民国": 1911}
"""The year before the first of an era."""
_ERA = re.compile(rf"(?P<era>{'|'.join(_ERAS)}) ?(?P<year>\d{{1,3}})(?: ?[年-](?P<rest>.{{0,12}}))?", re.IGNORECASE)
_SIGNS = re.compile(r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월](?: ?(?P<day>\d{1,2}) ?[日일])?")
_VIETNAMESE = re.compile(r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? (?:năm )?(?P<year>\d{4})", re.IGNORECASE)
_PERSIAN_NUMBERS = re.compile(r"(?<!\d)(?P<year>1[34]\d\d)/(?P<month>0?[1-9]|1[0-2])/(?P<day>[0-3]?\d)(?!\d)")
_MONTH_DAY = re.compile(r"\s*(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?日)?")
_PERSIAN_EPOCH, _ISLAMIC_EPOCH = 226_894, 227_014
"""The day before the first of each calendar, counted as `date.toordinal` counts."""
_BUDDHIST = 543
_MOON_SLACK = 1
"""Days by which a month that begins with the sight of the moon may differ from the reckoned one."""


class _Month(NamedTuple):
    calendar: str
    number: int


def with_plain_digits(text: str) -> str:
    """Write Arabic, Persian, Thai and Indian digits as 0 to 9; the text keeps its length.

    >>> with_plain_digits("۱۳۹۳/۰۱/۲۵")
    '1393/01/25'
    """
    return text if text.isascii() else text.translate(_DIGITS)


def find_other_dates(text: str) -> list[DateFound]:
    """Find dates that are not written in English, or not in the Gregorian calendar.

    >>> [str(found.earliest) for found in find_other_dates("12 mars 2014; 25 Farvardin 1393; 平成26年3月12日")]
    ['2014-03-12', '2014-04-14', '2014-03-12']
    """
    plain = with_plain_digits(text)
    if not re.search(r"\d{2}", plain):
        return []
    return sorted({*_with_month_names(plain), *_with_signs(plain), *_with_eras(plain)})


def _with_month_names(text: str) -> Iterator[DateFound]:
    months, pattern = _months()
    for match in pattern.finditer(text):
        name, year = match.group("month").casefold(), int(match.group("year"))
        number = match.group("day") or match.group("later_day")
        for month in months[name]:
            if _is_of(month.calendar, year):
                yield from _found(match, month.calendar, (year, month.number, int(number) if number else None))


def _is_of(name: str, year: int) -> bool:
    first, last = {"gregorian": (1800, 2100), "buddhist": (2400, 2650), "persian": (1300, 1480)}.get(name, (1300, 1500))
    return first <= year <= last


@cache
def _months() -> tuple[dict[str, list[_Month]], re.Pattern[str]]:
    text = files("dragoman.documents.clues").joinpath("months.csv").read_text(encoding="utf-8")
    months: dict[str, list[_Month]] = {}
    for row in csv.DictReader(text.splitlines()):
        for number, name in enumerate(row["names"].split(";"), 1):
            known = months.setdefault(name.casefold(), [])
            if _Month(row["calendar"], number) not in known:
                known.append(_Month(row["calendar"], number))
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    pattern = (
        rf"(?:(?P<day>\d{{1,2}})(?:er|\.|º|-)?\s*(?:de\s+)?)?(?<!\w)(?P<month>{names})\.?"
        r"(?:\s+(?P<later_day>\d{1,2}))?,?\s+(?:del?\s+)?(?P<year>\d{4})(?!\d)"
    )
    return months, re.compile(pattern, re.IGNORECASE)


def _with_signs(text: str) -> Iterator[DateFound]:
    for pattern, name in ((_SIGNS, "gregorian"), (_VIETNAMESE, "gregorian"), (_PERSIAN_NUMBERS, "persian")):
        for match in pattern.finditer(text):
            day = match.group("day")
            yield from _found(
                match, name, (int(match.group("year")), int(match.group("month")), int(day) if day else None)
            )


def _with_eras(text: str) -> Iterator[DateFound]:
    for match in _ERA.finditer(text):
        year = _ERAS[match.group("era").lower()] + int(match.group("year"))
        rest = _MONTH_DAY.match(match.group("rest") or "")
        if rest:
            day = rest.group("day")
            yield from _found(match, "gregorian", (year, int(rest.group("month")), int(day) if day else None))
        elif 1867 < year < 2100:
            yield DateFound(*match.span(), date(year, 1, 1), date(year, 12, 31), Precision.YEAR, match.group())


def _found(match: re.Match[str], name: str, parts: tuple[int, int, int | None]) -> Iterator[DateFound]:
    year, month, day = parts
    first, last = _day(name, year, month, day or 1), _last_day(name, parts)
    if first and last:
        loose = _MOON_SLACK if name == "islamic" else 0
        first, last = shift_days(first, -loose), shift_days(last, loose)
        precision = Precision.MONTH if day is None else Precision.DAY if first == last else Precision.RANGE
        yield DateFound(*match.span(), first, last, precision, match.group())


def _last_day(name: str, parts: tuple[int, int, int | None]) -> date | None:
    year, month, day = parts
    if day is not None:
        return _day(name, year, month, day)
    if name in {"gregorian", "buddhist"}:
        year -= _BUDDHIST if name == "buddhist" else 0
        return find_day(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
    start = _day(name, year + (month == 12), month % 12 + 1, 1)
    return shift_days(start, -1) if start else None


def _day(name: str, year: int, month: int, day: int) -> date | None:
    """Give the day of our calendar; None where there is none."""
    if name == "gregorian":
        return find_day(year, month, day)
    if name == "buddhist":
        return find_day(year - _BUDDHIST, month, day)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return date.fromordinal(_persian(year, month, day) if name == "persian" else _islamic(year, month, day))


def _persian(year: int, month: int, day: int) -> int:
    """Count the days by the cycle of 33 years, which holds from 1343 to 1500 or so."""
    leaps = (8 * year + 21) // 33
    months = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return _PERSIAN_EPOCH + 365 * (year - 1) + leaps + months + day


def _islamic(year: int, month: int, day: int) -> int:
    """Count the days by the tabular calendar, with 11 leap years in 30."""
    return _ISLAMIC_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day
