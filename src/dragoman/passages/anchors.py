"""What the dates of a sentence are counted from, and the three ways in which a date is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.dates import Interval
from dragoman.model import Basis, Precision, When


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates are counted from."""

    published: When
    context: When
    """The time that the narrative stands at."""
    future: bool
    """Whether the sentence speaks of what is to come."""


Resolver = Callable[[re.Match[str], Anchor], "When | None"]
Step = Callable[[date], Interval]


def stated(interval: Interval, precision: Precision, match: re.Match[str]) -> When:
    """A date that the words give in full."""
    return When(interval.first, interval.last, precision, Basis.STATED, match[0])


def relative(anchor: Anchor, match: re.Match[str], precision: Precision, step: Step) -> When | None:
    """Count from the day of publication; from both its ends where only an interval is known."""
    return counted(anchor.published, match, precision, step)


def counted(base: When, match: re.Match[str], precision: Precision, step: Step) -> When | None:
    """Count from an interval; where that is open at an end, so is the result. None where neither end is known."""
    if base.earliest is None or base.latest is None:
        return _half_open(base, match, step)
    low, high = step(base.earliest), step(base.latest)
    return When(min(low.first, high.first), max(low.last, high.last), precision, Basis.RELATIVE, match[0])


def _half_open(base: When, match: re.Match[str], step: Step) -> When | None:
    if base.earliest is not None:
        return When(step(base.earliest).first, None, Precision.OPEN, Basis.RELATIVE, match[0])
    if base.latest is not None:
        return When(None, step(base.latest).last, Precision.OPEN, Basis.RELATIVE, match[0])
    return None


def unresolved(match: re.Match[str]) -> When:
    """A date that hangs on something told elsewhere: marked, with no days."""
    return When(None, None, Precision.OPEN, Basis.RELATIVE, match[0])


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
