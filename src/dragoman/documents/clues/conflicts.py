"""Which of the refused signs a person should hear of, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.dates import Interval
from dragoman.documents.clues.signs import Sign
from dragoman.documents.clues.weighing import Weighed, shown, weigh

_NEAR = 31
"""Days by which two statements of one page may part without a word: an issue and its article, an update."""
_LEAST_STATED = 1.6
_LEAST_OFFICE = 4
_TELLING = frozenset(("event-day", "event-month", "landmark", "caption"))
_MOST_NAMED = 3


def find_conflicts(weighed: Weighed) -> tuple[str, ...]:
    """Say what the date goes against, the weightiest first; nothing where only light signs were refused.

    A message names both sides: `the masthead says 2024-11-01..2024-11-30; the people in office say 2018-08-18..`.
    """
    groups: dict[str, list[Sign]] = {}
    for sign in weighed.refused:
        groups.setdefault(sign.weight.group, []).append(sign)
    against = [signs for group, signs in groups.items() if _is_worth_telling(group, signs, weighed)]
    if not against:
        return ()
    against.sort(key=lambda signs: -min(sum(sign.weight.weight for sign in signs), signs[0].weight.most))
    sides = [_side(signs) for signs in against[:_MOST_NAMED]]
    return ("; ".join([_kept(weighed), *sides]),)


def _is_worth_telling(group: str, signs: Sequence[Sign], weighed: Weighed) -> bool:
    if group == "office":
        sitting = sum(sign.weight.group == group for sign in weighed.fitting)
        together = sum(sign.weight.weight for sign in signs)
        return together >= _LEAST_OFFICE and len(signs) > 1 and 2 * sitting < sitting + len(signs)
    if group == "told":
        exact = any(sign.kind in _TELLING for sign in signs)
        return exact or sum(sign.kind == "event-year" for sign in signs) > 1
    if group in {"named", "former"}:
        return False
    if group in {"seen", "comments"}:
        return any(sign.kind != "copyright" for sign in signs)
    return any(_is_far(sign, weighed.window) for sign in signs if sign.weight.states)


def _is_far(sign: Sign, window: Interval) -> bool:
    if sign.weight.weight < _LEAST_STATED or window.first == date.min:
        return sign.weight.weight >= _LEAST_STATED
    gap = max((sign.earliest - window.last).days, (window.first - sign.latest).days)
    return gap > _NEAR


def _kept(weighed: Weighed) -> str:
    if weighed.stated:
        return _said(weighed.stated.weight.names, weighed.window)
    names = list(dict.fromkeys(sign.weight.names for sign in weighed.setting))
    return _said(" and ".join(names[:2]) or "the others", weighed.window)


def _side(signs: Sequence[Sign]) -> str:
    """Say what the refused signs of one group tell together."""
    together = weigh(signs)
    return _said(signs[0].weight.names, together.window if together else Interval(date.min, date.max))


def _said(names: str, days: Interval) -> str:
    plural = names.startswith(
        ("the people", "the leaders", "those", "the events", "the comments", "the captions", "the plans")
    )
    return f"{names} {'say' if plural else 'says'} {shown(days.first, days.last)}"
