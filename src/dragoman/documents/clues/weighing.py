"""Signs are weighed against each other: the days that the fewest and lightest of them forbid are the date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.signs import Sign
from dragoman.model import Basis, Clue, Precision, When

_BEYOND = 0.1
"""Of what a group weighs above its most this share counts: more signs of one kind still tell ties apart."""
_LONGEST_SILENCE = 730
"""Days: an article that tells of nothing in the two years before it is rare among those that tell dates at all."""
_LONGEST_WORDS = 200
_TOLD_LAST = frozenset(("event-day", "event-month", "event-year"))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The days that remain, and which signs go with them."""

    window: Interval
    fitting: tuple[Sign, ...]
    """Those that allow a day of the window, give or take their slack."""
    refused: tuple[Sign, ...]
    setting: tuple[Sign, ...]
    """Those of the fitting that set an end of the window."""

    @property
    def stated(self) -> Sign | None:
        """The weightiest sign that states the day and holds the whole window; None where only bounds are known."""
        stating = (sign for sign in self.fitting if sign.weight.states and _holds(sign, self.window))
        return next(stating, None)


def weigh(signs: Iterable[Sign]) -> Weighed | None:
    """Find the days against which the least weight stands; None where no sign is known."""
    ordered = sorted(signs, key=lambda sign: (not sign.weight.states, -sign.weight.weight))
    if not ordered:
        return None
    region = _chosen(_cheapest(ordered), ordered)
    fitting = [sign for sign in ordered if _touches(sign, region)]
    window = Interval(date.min, date.max)
    for sign in fitting:
        allowed = _hull(sign, region)
        shared = Interval(max(window.first, allowed.first), min(window.last, allowed.last))
        window = shared if shared.first <= shared.last else window
    setting = tuple(sign for sign in fitting if _sets(_hull(sign, region), window))
    refused = tuple(sign for sign in ordered if sign not in fitting)
    return Weighed(window, tuple(fitting), refused, setting)


def _cheapest(signs: Sequence[Sign]) -> list[Interval]:
    """List the runs of days that cost least, in order."""
    starts = {date.min}
    for sign in signs:
        for span in _widened(sign):
            starts |= {span.first, shift_days(span.last, 1)}
    ordered = sorted(starts)
    costs = [round(_cost(day, signs), 6) for day in ordered]
    least = min(costs)
    runs: list[Interval] = []
    for i, start in enumerate(ordered):
        if costs[i] > least:
            continue
        end = shift_days(ordered[i + 1], -1) if i + 1 < len(ordered) else date.max
        if runs and runs[-1].last >= shift_days(start, -1):
            runs[-1] = Interval(runs[-1].first, end)
        else:
            runs.append(Interval(start, end))
    return runs


def _cost(day: date, signs: Iterable[Sign]) -> float:
    """What stands against a day: the weight of the signs that forbid it, group by group."""
    against: dict[str, float] = {}
    most: dict[str, float] = {}
    for sign in signs:
        if not any(span.first <= day <= span.last for span in _widened(sign)):
            group = sign.weight.group
            against[group] = against.get(group, 0) + sign.weight.weight
            most[group] = sign.weight.most
    return sum(min(sum_, most[group]) + _BEYOND * max(sum_ - most[group], 0) for group, sum_ in against.items())


def _chosen(runs: Sequence[Interval], signs: Sequence[Sign]) -> Interval:
    """Choose between runs of days that cost the same.

    Where other signs fit, the later counts. Where the same fit (two terms of one person), the one soon after the latest
    event told, since an article of the other would tell of later events; else the time from the first to the last.
    """
    if len(runs) == 1:
        return runs[0]
    first = [sign for sign in signs if _touches(sign, runs[0])]
    if first != [sign for sign in signs if _touches(sign, runs[-1])]:
        return runs[-1]
    told = [sign.earliest for sign in first if sign.kind in _TOLD_LAST]
    if any(sign.kind == "partial" for sign in first):
        return Interval(runs[0].first, runs[-1].last)
    if told and (runs[0].first - max(told)).days <= _LONGEST_SILENCE:
        return runs[0]
    return Interval(runs[0].first, runs[-1].last)


def _widened(sign: Sign) -> list[Interval]:
    slack = sign.weight.slack
    return [
        Interval(
            span.first if span.first == date.min else shift_days(span.first, -slack),
            span.last if span.last == date.max else shift_days(span.last, slack),
        )
        for span in sign.spans
    ]


def _touches(sign: Sign, run: Interval) -> bool:
    return any(span.first <= run.last and run.first <= span.last for span in _widened(sign))


def _hull(sign: Sign, run: Interval) -> Interval:
    """From the first to the last day of those stretches of a sign that lie within the run."""
    pairs = zip(sign.spans, _widened(sign), strict=True)
    inside = [span for span, wide in pairs if wide.first <= run.last and run.first <= wide.last]
    return Interval(inside[0].first, inside[-1].last)


def _holds(sign: Sign, window: Interval) -> bool:
    return any(span.first <= window.last and window.first <= span.last for span in sign.spans)


def _sets(allowed: Interval, window: Interval) -> bool:
    starts = window.first != date.min and allowed.first == window.first
    return starts or (window.last != date.max and allowed.last == window.last)


def as_when(weighed: Weighed | None) -> When:
    """Give the days that remain as a date of the model, with what it rests on."""
    if weighed is None:
        return When()
    first = None if weighed.window.first == date.min else weighed.window.first
    last = None if weighed.window.last == date.max else weighed.window.last
    if first is None and last is None:
        return When()
    stated = weighed.stated
    if stated is not None and Interval(stated.earliest, stated.latest) == weighed.window:
        return When(first, last, stated.precision, stated.basis, stated.words[:_LONGEST_WORDS])
    if stated is not None and weighed.window in stated.spans:
        return When(first, last, Precision.DAY, stated.basis, stated.words[:_LONGEST_WORDS])
    resting = (stated, *(sign for sign in weighed.setting if sign is not stated)) if stated else weighed.setting
    bases = {sign.basis for sign in resting}
    words = "; ".join(dict.fromkeys(say(sign) for sign in resting))
    return When(first, last, _precision(first, last), bases.pop() if len(bases) == 1 else Basis.COMBINED, words)


def _precision(first: date | None, last: date | None) -> Precision:
    if first is None or last is None:
        return Precision.OPEN
    return Precision.DAY if first == last else Precision.RANGE


def say(sign: Sign) -> str:
    """Say in words what a sign tells."""
    return sign.told or " ".join(sign.words.split())


def shown(first: date | None, last: date | None) -> str:
    """Write an interval; an open end is left out.

    >>> shown(date(2014, 3, 12), date(2014, 3, 12)), shown(None, date(2014, 3, 12))
    ('2014-03-12', '..2014-03-12')
    """
    if first == last:
        return str(first or "")
    return f"{'' if first in (None, date.min) else first}..{'' if last in (None, date.max) else last}"


def judge(weighed: Weighed) -> tuple[Clue, ...]:
    """Give all signs with what became of each, the weightiest first."""
    signs = sorted((*weighed.fitting, *weighed.refused), key=lambda sign: -sign.weight.weight)
    return tuple(_judged(sign, weighed) for sign in signs)


def _judged(sign: Sign, weighed: Weighed) -> Clue:
    verdict, reason = _verdict(sign, weighed)
    start, end = sign.place or (None, None)
    return Clue(
        sign.basis,
        None if sign.earliest == date.min else sign.earliest,
        None if sign.latest == date.max else sign.latest,
        verdict,
        "; ".join(part for part in (sign.told, reason) if part),
        sign.words[:_LONGEST_WORDS],
        start,
        end,
    )


def _verdict(sign: Sign, weighed: Weighed) -> tuple[str, str]:
    if sign in weighed.refused:
        stronger = weighed.stated or next(iter(weighed.setting), None)
        return "refused", f"goes against {stronger.weight.names}" if stronger else "goes against the others"
    if sign is weighed.stated:
        return "taken", ""
    if sign in weighed.setting and not sign.weight.states:
        return "bound", ""
    inside = any(span.first <= weighed.window.last and weighed.window.first <= span.last for span in sign.spans)
    return "agrees", "" if inside else f"within {timedelta(sign.weight.slack).days} days of it"
