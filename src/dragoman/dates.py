"""Days, months, years and intervals: arithmetic without any noun of dragoman's."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple


class Interval(NamedTuple):
    """All days from first to last, both included."""

    first: date
    last: date


def month_interval(year: int, month: int) -> Interval:
    """The days of a month.

    >>> month_interval(2016, 2).last
    datetime.date(2016, 2, 29)
    """
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_interval(year: int) -> Interval:
    """The days of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def years_interval(first: int, last: int) -> Interval:
    """The days from one year to another."""
    return Interval(date(first, 1, 1), date(last, 12, 31))


def shift_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where there is no such day; bounded by the calendar.

    >>> shift_months(date(2020, 3, 31), -1)
    datetime.date(2020, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = min(max(index // 12, MINYEAR), MAXYEAR), index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shift_days(day: date, days: int) -> date:
    """The day some days later, bounded by the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def week_of(day: date) -> Interval:
    """Monday to Sunday of the day's week."""
    monday = shift_days(day, -day.weekday())
    return Interval(monday, shift_days(monday, 6))


def weekday_before(day: date, weekday: int) -> date:
    """The last such weekday on or before a day; Monday is 0."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def overlap(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    """Whether two intervals share a day; a missing end is open.

    >>> overlap((date(2014, 1, 1), None), (None, date(2013, 12, 31)))
    False
    """
    starts = [day for day in (first[0], second[0]) if day is not None]
    ends = [day for day in (first[1], second[1]) if day is not None]
    return not starts or not ends or max(starts) <= min(ends)
