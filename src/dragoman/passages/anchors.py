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
    """Count from an interval, or from its one known end; None where neither is known."""
    first, last = base.earliest or base.latest, base.latest or base.earliest
    if first is None or last is None:
        return None
    low, high = step(first), step(last)
    return When(min(low.first, high.first), max(low.last, high.last), precision, Basis.RELATIVE, match[0])


def unresolved(match: re.Match[str]) -> When:
    """A date that hangs on something told elsewhere: marked, with no days."""
    return When(None, None, Precision.OPEN, Basis.RELATIVE, match[0])


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
