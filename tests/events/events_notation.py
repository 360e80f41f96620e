"""The compact notation in which cases.csv says which events a text holds.

`RUS>PAK RETREAT happened; USA+GBR CONSULT planned`: `>` leads from actors to recipients, `+` joins several. A mode may
follow the type (`CONSULT/visit`), `|` stands between verdicts that are equally right, and behind them may stand
`historical`, `alleged`, `@RUS` (who says it; `@*` for whoever) and `[2014-05]` (when; a day, month, year or decade). A
type `*` or a mode left out is not compared, nor is a date or `historical` left out; an event without `@` must be the
author's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.dates import Interval, month_interval, year_interval, years_interval
from dragoman.model import Auxiliary, Event

EVENT = re.compile(
    r"(?P<actors>[^\s>]+?)(?:>(?P<recipients>\S+))? (?P<type>[A-Z]+|\*)(?:/(?P<mode>[a-z-]+))? (?P<auxiliary>[a-z|]+)"
    r"(?P<historical> historical)?(?P<alleged> alleged)?(?: \[(?P<when>[0-9s-]+)\])?"
    r"(?P<late_alleged> alleged)?(?: @(?P<speaker>\S+))?"
)


@dataclass(frozen=True)
class Expected:
    """An event as a case expects it."""

    actors: frozenset[str]
    recipients: frozenset[str]
    event_type: str
    mode: str | None
    auxiliaries: frozenset[str]
    historical: bool
    alleged: bool
    when: Interval | None
    speaker: str | None
    notation: str

    def matches(self, event: Event) -> bool:
        """Whether a coded event is the one expected."""
        return (
            self.actors == {p.code for p in event.actors}
            and self.recipients == {p.code for p in event.recipients}
            and self.event_type in {"*", event.event_type}
            and self.mode in {None, event.mode}
            and event.auxiliary.value in self.auxiliaries
            and event.historical >= self.historical
            and event.alleged == self.alleged
            and self.when in {None, (event.when.earliest, event.when.latest)}
            and self._is_said_in(event)
        )

    def _is_said_in(self, event: Event) -> bool:
        if self.speaker is None:
            return not event.said_by
        return self.speaker == "*" or (bool(event.said_by) and self.speaker in event.said_by[-1])


def read_expected(notation: str) -> list[Expected]:
    """The events of a cell.

    >>> [(sorted(e.actors), e.event_type) for e in read_expected("RUS>PAK RETREAT happened; USA+GBR CONSULT planned")]
    [(['RUS'], 'RETREAT'), (['GBR', 'USA'], 'CONSULT')]
    """
    return [_read_event(part.strip()) for part in notation.split(";") if part.strip()]


def _read_event(notation: str) -> Expected:
    match = EVENT.fullmatch(notation)
    if match is None:
        raise ValueError(f"not an event: {notation!r}")
    auxiliaries = frozenset(match["auxiliary"].split("|"))
    if not auxiliaries <= {a.value for a in Auxiliary}:
        raise ValueError(f"no such auxiliary: {notation!r}")
    return Expected(
        actors=frozenset(match["actors"].split("+")),
        recipients=frozenset((match["recipients"] or "").split("+")) - {""},
        event_type=match["type"],
        mode=match["mode"],
        auxiliaries=auxiliaries,
        historical=bool(match["historical"]),
        alleged=bool(match["alleged"] or match["late_alleged"]),
        when=read_when(match["when"]) if match["when"] else None,
        speaker=match["speaker"],
        notation=notation,
    )


def read_when(text: str) -> Interval:
    """A day, month, year or decade as an interval.

    >>> read_when("1980s").last
    datetime.date(1989, 12, 31)
    """
    if text.endswith("s"):
        return years_interval(int(text[:-1]), int(text[:-1]) + 9)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return year_interval(parts[0])
    return month_interval(*parts) if len(parts) == 2 else Interval(date(*parts), date(*parts))


def write_event(event: Event) -> str:
    """A coded event in the same notation, with all that it holds."""
    actors, recipients = ("+".join(p.code for p in parties) for parties in (event.actors, event.recipients))
    flags = " historical" * event.historical + " alleged" * event.alleged
    when = f" [{event.when.earliest or ''}..{event.when.latest or ''}]" if event.when.known else ""
    said = f" @{event.said_by[-1]}" if event.said_by else ""
    parties = f"{actors}>{recipients}" if recipients else actors
    return f"{parties} {event.event_type}/{event.mode} {event.auxiliary.value}{flags}{when}{said} ({event.rule})"


def differences(expected: Sequence[Expected], coded: Sequence[Event]) -> list[str]:
    """What is missing and what is too much; nothing where all agree."""
    left, missing = list(coded), []
    for wanted in expected:
        found = next((event for event in left if wanted.matches(event)), None)
        if found is None:
            missing.append(f"missing {wanted.notation}")
        else:
            left.remove(found)
    return missing + [f"too much {write_event(event)}" for event in left]
