"""Dates that the words give in full: days, months, years, decades, seasons, centuries, and ranges of them."""

from __future__ import annotations

import re
from datetime import date

from dragoman.dates import Interval, month_interval, year_interval, years_interval
from dragoman.model import Precision, When
from dragoman.passages.anchors import Anchor, day_of, relative, stated
from dragoman.passages.calendar_words import (
    CENTURY_WORDS,
    DECADE_WORDS,
    QUARTERS,
    fraction_of,
    month_number,
    season_interval,
)


def full_date(match: re.Match[str], anchor: Anchor) -> When | None:
    """A day and month, or some days of a month, with a year or without."""
    parts = match.groupdict()
    month, day = month_number(parts["month1"]), int(parts["day1"])
    last_month = month_number(parts["month2"]) if parts.get("month2") else month
    last_day = int(parts.get("day2") or day)
    if not parts.get("year1"):
        return _without_year(match, anchor, (month, day), (last_month, last_day))
    year = int(parts["year1"])
    first, last = day_of(year, month, day), day_of(year, last_month, last_day)
    if first is None or last is None or last < first:
        return None
    return stated(Interval(first, last), Precision.DAY if first == last else Precision.RANGE, match)


def _without_year(match: re.Match[str], anchor: Anchor, first: tuple[int, int], last: tuple[int, int]) -> When | None:
    """In the year of the narrative where that stands clearly in another, else the nearest before publication."""
    if day_of(2024, *first) is None or day_of(2024, *last) is None or last < first:
        return None
    precision = Precision.DAY if first == last else Precision.RANGE
    year = context_year(anchor)
    if year is not None and (begin := day_of(year, *first)) and (end := day_of(year, *last)):
        return When(begin, end, precision, anchor.context.basis, match[0])
    found = relative(anchor, match, precision, lambda ref: _nearest_day(ref, *first, future=anchor.future))
    if found is None or first == last or found.earliest is None:
        return found
    end = day_of(found.earliest.year, *last)
    return None if end is None else When(found.earliest, end, precision, found.basis, match[0])


def context_year(anchor: Anchor) -> int | None:
    """The year in which the narrative stands, where that is one year, well before the article's."""
    first, last = anchor.context.earliest, anchor.context.latest
    published = anchor.published.earliest or anchor.published.latest
    if first is None or last is None or first.year != last.year or published is None or anchor.future:
        return None
    return first.year if (published - last).days > 330 else None


def _nearest_day(ref: date, month: int, day: int, *, future: bool) -> Interval:
    """The day of that name on or before a day, or on or after it; a leap day may be eight years away."""
    way = 1 if future else -1
    days = [found for step in range(9) if (found := day_of(ref.year + way * step, month, day)) is not None]
    days = days or [found for step in range(9) if (found := day_of(ref.year - way * step, month, day)) is not None]
    fitting = [found for found in days if (found >= ref if future else found <= ref)]
    return Interval(*(fitting or days)[:1] * 2)


def iso_date(match: re.Match[str], anchor: Anchor) -> When | None:  # noqa: ARG001 - a resolver's signature
    """2014-05-03."""
    found = day_of(int(match["year1"]), int(match["mm"]), int(match["dd"]))
    return None if found is None else stated(Interval(found, found), Precision.DAY, match)


def month_and_year(match: re.Match[str], anchor: Anchor) -> When | None:  # noqa: ARG001 - a resolver's signature
    """May 2014, the end of May 2014, between May 2014 and June 2015, from May to July 2014."""
    parts = match.groupdict()
    last_year = int(parts.get("year2") or parts["year1"])
    year = int(parts["year1"] or last_year)
    first = month_interval(year, month_number(parts["month1"]))
    last = month_interval(last_year, month_number(parts["month2"])) if parts.get("month2") else first
    if last.last < first.first:
        return None
    if parts.get("part"):
        return stated(fraction_of(first, parts["part"]), Precision.MONTH, match)
    return stated(Interval(first.first, last.last), Precision.MONTH if first == last else Precision.RANGE, match)


def year_alone(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    """1979, early 1979, the end of 1979."""
    whole, part = year_interval(int(match["year1"])), match.groupdict().get("part")
    if part:
        return stated(fraction_of(whole, part), Precision.QUARTER, match)
    return stated(whole, Precision.YEAR, match)


def year_range(match: re.Match[str], anchor: Anchor) -> When | None:  # noqa: ARG001 - a resolver's signature
    """1996-2001, from 1996 to 2001, 2014/15."""
    first, second = int(match["year1"]), match["last"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return stated(years_interval(first, last), Precision.RANGE, match) if first <= last else None


def quarter(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    """The first quarter of 2014, Q1 2014."""
    first = 3 * QUARTERS[match["quarter"].lower()] - 2
    year = int(match["year1"])
    days = Interval(month_interval(year, first).first, month_interval(year, first + 2).last)
    return stated(days, Precision.QUARTER, match)


def decade(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    """The 1990s, the late eighties, the '90s."""
    parts = match.groupdict()
    if parts.get("year1"):
        first = int(parts["year1"])
    elif parts.get("tens"):
        first = 1900 + int(parts["tens"])
    else:
        first = 1900 + DECADE_WORDS[parts["word"].lower()]
    whole = years_interval(first, first + (99 if first % 100 == 0 and first < 1900 else 9))
    return stated(fraction_of(whole, parts["part"]) if parts.get("part") else whole, Precision.DECADE, match)


def century(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    """The 19th century, the late nineteenth century."""
    ordinal = match["ordinal"].lower()
    last = 100 * (int(ordinal) if ordinal.isdigit() else CENTURY_WORDS[ordinal])
    whole, part = years_interval(last - 99, last), match.groupdict().get("part")
    return stated(fraction_of(whole, part) if part else whole, Precision.RANGE, match)


def turn_of_century(match: re.Match[str], anchor: Anchor) -> When | None:
    """The turn of the century: the last that the article can mean, with a year on either side."""
    published = anchor.published.latest or anchor.published.earliest
    if published is None:
        return None
    turn = published.year // 100 * 100
    return stated(years_interval(turn - 1, turn + 1), Precision.RANGE, match)


def season_and_year(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    """The summer of 1988, the winter of 1979-80."""
    return stated(season_interval(match["season"], int(match["year1"])), Precision.QUARTER, match)
