"""Arithmetic of days and intervals."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from dragoman import dates
from dragoman.dates import (
    month_interval,
    overlap,
    shift_days,
    shift_months,
    week_of,
    weekday_before,
    year_interval,
    years_interval,
)

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))
ENDS = st.none() | DAYS
YEARS, MONTHS = st.integers(1600, 2400), st.integers(1, 12)


@st.composite
def intervals(draw):
    first, last = draw(ENDS), draw(ENDS)
    return (last, first) if first and last and last < first else (first, last)


def holds(interval, day) -> bool:
    first, last = interval
    return (first is None or first <= day) and (last is None or day <= last)


def test_examples_in_the_docstrings_hold():
    results = doctest.testmod(dates)
    assert results.attempted >= 3
    assert results.failed == 0


@given(year=YEARS, month=MONTHS)
def test_a_month_ends_the_day_before_the_next_begins(year, month):
    first, last = month_interval(year, month)
    assert (first.year, first.month, first.day) == (year, month, 1)
    assert last + timedelta(days=1) == shift_months(first, 1)


@given(year=YEARS)
def test_a_year_is_its_twelve_months(year):
    assert year_interval(year) == (month_interval(year, 1).first, month_interval(year, 12).last)
    assert years_interval(year, year) == year_interval(year)


@given(first=YEARS, more=st.integers(0, 50))
def test_years_run_from_the_first_to_the_last(first, more):
    assert years_interval(first, first + more) == (year_interval(first).first, year_interval(first + more).last)


@given(day=DAYS, months=st.integers(-1200, 1200))
def test_shifting_months_keeps_the_day_or_takes_the_last(day, months):
    shifted = shift_months(day, months)
    assert (shifted.year * 12 + shifted.month) - (day.year * 12 + day.month) == months
    assert shifted.day == min(day.day, month_interval(shifted.year, shifted.month).last.day)


@given(day=st.dates(), months=st.integers(-200_000, 200_000), days=st.integers(-(10**9), 10**9))
def test_shifting_never_leaves_the_calendar(day, months, days):
    assert date.min <= shift_months(day, months) <= date.max
    assert date.min <= shift_days(day, days) <= date.max


@given(day=DAYS, days=st.integers(-10_000, 10_000))
def test_shifting_days_there_and_back(day, days):
    assert shift_days(shift_days(day, days), -days) == day
    assert shift_days(day, days) - day == timedelta(days=days)


@given(day=DAYS)
def test_a_week_runs_from_monday_to_sunday_around_its_day(day):
    first, last = week_of(day)
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert first <= day <= last
    assert week_of(first) == week_of(last) == (first, last)


@given(day=DAYS, weekday=st.integers(0, 6))
def test_the_weekday_before_is_within_six_days(day, weekday):
    found = weekday_before(day, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) <= day - found <= timedelta(days=6)


@given(first=intervals(), second=intervals())
def test_overlap_has_no_sides(first, second):
    assert overlap(first, second) == overlap(second, first)


@given(interval=intervals(), day=DAYS)
def test_an_interval_overlaps_each_of_its_days_and_no_other(interval, day):
    assert overlap(interval, (day, day)) == holds(interval, day)


@given(first=intervals(), second=intervals())
def test_intervals_overlap_where_they_share_an_end(first, second):
    ends = [day for day in (*first, *second) if day is not None]
    assume(ends)
    assert overlap(first, second) == any(holds(first, day) and holds(second, day) for day in ends)


@given(interval=intervals())
def test_an_unknown_time_overlaps_all(interval):
    assert overlap(interval, (None, None))
