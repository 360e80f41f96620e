"""Dates counted from where the narrative stands: four years later, the following month, that December, the 15th."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dragoman.dates import Interval, month_interval, shift_days, weekday_before
from dragoman.model import Basis, Precision, When
from dragoman.passages.anchors import Anchor, counted, day_of, unresolved
from dragoman.passages.calendar_words import WEEKDAYS, fraction_of, month_number, number_value, season_interval
from dragoman.passages.relative import UNIT_PRECISION, unit_around

STEPS: Mapping[str, int] = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "before": -1, "after": 1}
"""Words that lead away from where the narrative stands; that and the same stay there."""


def later(match: re.Match[str], anchor: Anchor) -> When | None:
    """Four years later, a week earlier."""
    unit = match["unit"].lower()
    steps = number_value(match["number"]) * (-1 if match["way"].lower() in {"earlier", "before", "before that"} else 1)
    found = counted(anchor.context, match, UNIT_PRECISION[unit], lambda ref: unit_around(ref, unit, steps))
    return found or unresolved(match)


def context_unit(match: re.Match[str], anchor: Anchor) -> When | None:
    """The following month, that year, at the end of the same week, the day before."""
    parts = match.groupdict()
    unit, part = match["unit"].lower(), parts.get("part")
    unit = "day" if unit in {"evening", "morning", "afternoon", "night"} else unit
    step = _step(parts["which"])

    def there(ref: date) -> Interval:
        whole = unit_around(ref, unit, step)
        return fraction_of(whole, part) if part else whole

    found = counted(anchor.context, match, Precision.QUARTER if part else UNIT_PRECISION[unit], there)
    return found or unresolved(match)


def _step(words: str) -> int:
    return next((step for word, step in STEPS.items() if word in words.lower()), 0)


def context_month(match: re.Match[str], anchor: Anchor) -> When | None:
    """That December, the following May, in May of that year."""
    first, month = anchor.context.earliest, month_number(match["month1"])
    if first is None:
        return unresolved(match)
    step = _step(match["which"])
    if match.groupdict().get("year"):
        year = first.year + step
    else:
        year = first.year + int(step > 0 and month <= first.month) - int(step < 0 and month >= first.month)
    return When(*month_interval(year, month), Precision.MONTH, Basis.RELATIVE, match[0])


def context_season(match: re.Match[str], anchor: Anchor) -> When | None:
    """That summer, the following spring."""
    first, last = anchor.context.earliest, anchor.context.latest
    if first is None or last is None:
        return unresolved(match)
    step = _step(match["which"])
    here = season_interval(match["season"], first.year)
    year = first.year + step if step <= 0 or here.first <= last else first.year
    return When(*season_interval(match["season"], year), Precision.QUARTER, Basis.RELATIVE, match[0])


def context_weekday(match: re.Match[str], anchor: Anchor) -> When | None:
    """The following Monday, the previous Friday."""
    weekday, step = WEEKDAYS.index(match["weekday"].lower()), _step(match["which"])

    def there(ref: date) -> Interval:
        before = weekday_before(shift_days(ref, -1) if step < 0 else ref, weekday)
        day = shift_days(before, 7) if step > 0 else before
        return Interval(day, day)

    return counted(anchor.context, match, Precision.DAY, there) or unresolved(match)


def day_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    """On the 15th: of the narrative's month, else of the last month that had the day before publication."""
    base, day = anchor.context, int(match["day1"])
    first = base.earliest if base.earliest is not None and _one_month(base) else anchor.published.latest
    if first is None:
        return None
    found = day_of(first.year, first.month, day)
    if found is not None and first is anchor.published.latest and found > first and not anchor.future:
        previous = shift_days(first.replace(day=1), -1)
        found = day_of(previous.year, previous.month, day)
    return None if found is None else When(found, found, Precision.DAY, Basis.RELATIVE, match[0])


def _one_month(when: When) -> bool:
    first, last = when.earliest, when.latest
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)


def hanging(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    """Two weeks after the summit: known only to whoever dates the summit."""
    return unresolved(match)
