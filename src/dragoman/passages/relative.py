"""Dates counted from the day of publication: last March, nine years ago, on Tuesday, over the last two years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dragoman.dates import (
    Interval,
    month_interval,
    shift_days,
    shift_months,
    week_of,
    weekday_before,
    year_interval,
    years_interval,
)
from dragoman.model import Basis, Precision, When
from dragoman.passages.anchors import Anchor, relative
from dragoman.passages.calendar_words import (
    WEEKDAYS,
    fraction_of,
    month_number,
    number_value,
    season_interval,
)
from dragoman.passages.stated import context_year

UNIT_PRECISION: Mapping[str, Precision] = {
    "day": Precision.DAY,
    "night": Precision.DAY,
    "week": Precision.RANGE,
    "weekend": Precision.RANGE,
    "fortnight": Precision.RANGE,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "centurie": Precision.RANGE,
    "century": Precision.RANGE,
}
STEPS: Mapping[str, int] = {"this": 0, "the current": 0, "current": 0, "last": -1, "past": -1, "previous": -1}


def month_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    """In March, last March, early in May: the nearest before publication, or after it in what is to come."""
    month, word = month_number(match["month1"]), (match.groupdict().get("which") or "").lower()
    year = None if word else context_year(anchor)
    part = match.groupdict().get("part")
    if year is not None:
        whole = month_interval(year + _carried_over(month, anchor), month)
        days = fraction_of(whole, part) if part else whole
        return When(*days, Precision.MONTH, Basis.RELATIVE, match[0])

    def nearest(ref: date) -> Interval:
        there = month_interval(ref.year + _years_off(month, ref, word, future=anchor.future), month)
        return fraction_of(there, part) if part else there

    return relative(anchor, match, Precision.MONTH, nearest)


def _carried_over(month: int, anchor: Anchor) -> int:
    """One year more where the narrative, known to the month, has already passed the month: it moves on."""
    first, precision = anchor.context.earliest, anchor.context.precision
    return int(first is not None and precision in {Precision.DAY, Precision.MONTH} and month < first.month)


def _years_off(month: int, ref: date, word: str, *, future: bool) -> int:
    """How many years lie between the day and the month that is meant."""
    if word == "this":
        return 0
    if word == "next" or (future and word != "last"):
        return int(month < ref.month or (word == "next" and month == ref.month))
    return -int(month > ref.month or (word == "last" and month == ref.month))


def month_of_year(match: re.Match[str], anchor: Anchor) -> When | None:
    """In May this year, last May of next year."""
    step, month = STEPS.get(match["which"].lower(), 1), month_number(match["month1"])
    return relative(anchor, match, Precision.MONTH, lambda ref: month_interval(ref.year + step, month))


def day_of_year(match: re.Match[str], anchor: Anchor) -> When | None:
    """On 5 May this year."""
    step, month, day = STEPS.get(match["which"].lower(), 1), month_number(match["month1"]), int(match["day1"])
    if day > 28 and day > month_interval(2024, month).last.day:
        return None
    return relative(
        anchor, match, Precision.DAY, lambda ref: Interval(*(_clipped_day(ref.year + step, month, day),) * 2)
    )


def _clipped_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, month_interval(year, month).last.day))


def season_near(match: re.Match[str], anchor: Anchor) -> When | None:
    """This spring, last winter."""
    word, name = match["which"].lower(), match["season"]

    def season(ref: date) -> Interval:
        seasons = [season_interval(name, ref.year + step) for step in (-2, -1, 0, 1)]
        if word == "next":
            return next(s for s in seasons if s.first > ref)
        if word == "last":
            return next(s for s in reversed(seasons) if s.last < ref)
        return next((s for s in seasons if s.first <= ref <= s.last), season_interval(name, ref.year))

    return relative(anchor, match, Precision.QUARTER, season)


def season_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    """In the spring: of the narrative's year, else the last one begun before publication, or the next."""
    name, year = match["season"], context_year(anchor)
    if year is not None:
        return When(*season_interval(name, year), Precision.QUARTER, Basis.RELATIVE, match[0])

    def season(ref: date) -> Interval:
        seasons = [season_interval(name, ref.year + step) for step in (-2, -1, 0, 1)]
        if anchor.future:
            return next(s for s in seasons if s.last >= ref)
        return next(s for s in reversed(seasons) if s.first <= ref)

    return relative(anchor, match, Precision.QUARTER, season)


def overnight(match: re.Match[str], anchor: Anchor) -> When | None:
    """Overnight: the day of publication or the one before."""
    return relative(anchor, match, Precision.RANGE, lambda ref: Interval(shift_days(ref, -1), ref))


def near_day(match: re.Match[str], anchor: Anchor) -> When | None:
    """Yesterday, this morning, last night, the day after tomorrow."""
    steps = {"yesterday": -1, "last": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    step = steps.get(match["word"].lower(), 0)
    return relative(anchor, match, Precision.DAY, lambda ref: Interval(*(shift_days(ref, step),) * 2))


def weekday_near(match: re.Match[str], anchor: Anchor) -> When | None:
    """On Tuesday, last Friday, next Monday; `Tuesday last week`."""
    parts = match.groupdict()
    weekday, word = WEEKDAYS.index(match["weekday"].lower()), (parts.get("which") or "").lower()

    def nearest(ref: date) -> Interval:
        if parts.get("week"):
            there = shift_days(week_of(shift_days(ref, {"last": -7, "this": 0}.get(word, 7))).first, weekday)
            return Interval(there, there)
        past = weekday_before(shift_days(ref, -1) if word == "last" else ref, weekday)
        ahead = word in {"next", "this coming", "coming"} or (anchor.future and word not in {"last", "this past"})
        day = shift_days(past, 7) if ahead and (past != ref or word == "next") else past
        return Interval(day, day)

    return relative(anchor, match, Precision.DAY, nearest)


def unit_around(ref: date, unit: str, steps: int) -> Interval:
    """The unit that lies some steps from a day: its day, week, month, year; a decade's middle, widened."""
    if unit in {"day", "night"}:
        return Interval(*(shift_days(ref, steps),) * 2)
    if unit in {"week", "fortnight"}:
        return week_of(shift_days(ref, (14 if unit == "fortnight" else 7) * steps))
    if unit == "weekend":
        saturday = shift_days(week_of(shift_days(ref, 7 * steps)).first, 5)
        return Interval(saturday, shift_days(saturday, 1))
    if unit == "month":
        there = shift_months(ref, steps)
        return month_interval(there.year, there.month)
    there, slack = shift_months(ref, 12 * steps * _years_in(unit)), {"year": 0, "decade": 2}.get(unit, 20)
    return years_interval(max(there.year - slack, 1), min(there.year + slack, 9998))


def _years_in(unit: str) -> int:
    return {"year": 1, "decade": 10}.get(unit, 100)


def ago(match: re.Match[str], anchor: Anchor) -> When | None:
    """Nine years ago, two and a half years ago, half a century ago."""
    steps, unit = number_value(match["number"]), match["unit"].lower()
    return relative(anchor, match, UNIT_PRECISION[unit], lambda ref: unit_around(ref, unit, -steps))


def half_ago(match: re.Match[str], anchor: Anchor) -> When | None:
    """Half a century ago, a quarter of a century ago."""
    share = {"half a": 2, "half-a": 2}.get(match["share"].lower(), 4)
    months = {"year": 12, "decade": 120}.get(match["unit"].lower(), 1200) // share

    def back(ref: date) -> Interval:
        there = shift_months(ref, -months)
        if months < 12:
            return month_interval(there.year, there.month)
        return years_interval(there.year - months // 240, there.year + months // 240)

    return relative(anchor, match, Precision.RANGE, back)


def vaguely_ago(match: re.Match[str], anchor: Anchor) -> When | None:
    """Days ago, months ago, years ago: from two of them to ten, of decades to six."""
    unit = match["unit"].lower()
    most = {"day": 10, "week": 8, "month": 11, "year": 20, "decade": 6}[unit]
    return relative(
        anchor, match, Precision.RANGE, lambda ref: Interval(_shift(ref, unit, -most), _shift(ref, unit, -2))
    )


def unit_near(match: re.Match[str], anchor: Anchor) -> When | None:
    """This month, late last year, early next week, later this year, the end of the month."""
    parts = match.groupdict()
    unit, word = match["unit"].lower(), (parts.get("which") or "this").lower()
    step, part = STEPS.get(word.strip(), 0 if word == "the" else 1), (parts.get("part") or "").lower()

    def near(ref: date) -> Interval:
        if unit == "weekend" and step == 0 and not anchor.future:
            saturday = weekday_before(ref, 5)
            return Interval(saturday, shift_days(saturday, 1))
        whole = unit_around(ref, unit, step)
        return fraction_of(whole, part) if part and part not in {"earlier", "later"} else whole

    precision = Precision.QUARTER if part and unit == "year" else UNIT_PRECISION[unit]
    return _clip(relative(anchor, match, precision, near), anchor.published, part, step)


def _clip(when: When | None, published: When, part: str, step: int) -> When | None:
    """Earlier this year ends, later this year begins, on the day of publication."""
    if when is None or part not in {"earlier", "later"} or step != 0:
        return when
    if part == "earlier":
        return When(when.earliest, published.latest, Precision.RANGE, when.basis, when.expression)
    return When(published.earliest, when.latest, Precision.RANGE, when.basis, when.expression)


def stretch(match: re.Match[str], anchor: Anchor) -> When | None:
    """Over the last two months, in recent years: up to publication; in the next five years: from it on."""
    steps, unit = _length(match), match["unit"].lower()
    if match["which"].lower() in {"next", "coming"}:
        return relative(anchor, match, Precision.RANGE, lambda ref: Interval(ref, _shift(ref, unit, steps)))
    return relative(anchor, match, Precision.RANGE, lambda ref: Interval(_shift(ref, unit, -steps), ref))


def _length(match: re.Match[str]) -> int:
    number = match.groupdict().get("number")
    if number:
        return number_value(number)
    plural = match[0].rstrip().endswith("s") or match["which"].lower() == "recent"
    return 3 if plural else 1


def _shift(ref: date, unit: str, steps: int) -> date:
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return shift_days(ref, days * steps)
    return shift_months(ref, steps * {"month": 1, "year": 12, "decade": 120}.get(unit, 1200))


def ahead(match: re.Match[str], anchor: Anchor) -> When | None:
    """Within 180 days, in two weeks' time: only where the sentence speaks of what is to come."""
    steps, unit = number_value(match["number"]), match["unit"].lower()
    if not anchor.future and not match.groupdict().get("time"):
        return None
    if match["lead"].lower() == "within":
        return relative(anchor, match, Precision.RANGE, lambda ref: Interval(ref, _shift(ref, unit, steps)))
    return relative(anchor, match, UNIT_PRECISION[unit], lambda ref: unit_around(ref, unit, steps))


def year_end(match: re.Match[str], anchor: Anchor) -> When | None:
    """By year-end."""
    return relative(anchor, match, Precision.QUARTER, lambda ref: fraction_of(year_interval(ref.year), "end of"))
