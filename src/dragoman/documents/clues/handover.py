"""Leaders bound a time only as far as they agree: one may be named in history, before office or after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.dates import Interval
from dragoman.documents.clues.signs import Sign
from dragoman.documents.clues.weighing import Weighed, weigh

_LEADERS = frozenset(("office", "named"))
_LOOSE = frozenset(("office", "office-news", "office-history", "government", "named"))
_SHORTEST = 62
"""Days: where two leaders leave less than this to both, one of them was named before or after being in office."""


def weigh_leaders(signs: Sequence[Sign]) -> Weighed | None:
    """Weigh signs with leaders among them, and widen what only their contradictions made narrow."""
    weighed = weigh(signs)
    if weighed and any(sign.weight.group in _LEADERS for sign in weighed.refused):
        signs = [sign for sign in signs if sign.kind != "named"]
        weighed = weigh(signs)
    if weighed is None or not _is_handover(weighed):
        return weighed
    return weigh([_loosened(sign, weighed) for sign in signs])


def _is_handover(weighed: Weighed) -> bool:
    """Whether leaders alone set both ends of a short time: the one has just gone, or the other is still to come."""
    if weighed.stated or (weighed.window.last - weighed.window.first).days > _SHORTEST:
        return False
    return all(sign.kind in _LOOSE or sign.weight.group == "former" for sign in weighed.setting)


def _loosened(sign: Sign, weighed: Weighed) -> Sign:
    """Open the end of a term that bounds the time: its holder may be told of on either side of it."""
    if sign.kind not in _LOOSE or sign not in weighed.setting:
        return sign
    first, last = weighed.window
    spans = tuple(
        Interval(
            date.min if span.first == first else span.first,
            date.max if span.last == last else span.last,
        )
        for span in sign.spans
    )
    return replace(sign, spans=spans)
