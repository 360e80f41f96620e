"""Dates that leave their year out: what else is known of the document tells which year they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.evidence import Evidence
from dragoman.documents.clues.prose import Sentence, with_history
from dragoman.documents.clues.roles import READ, Role, role_of
from dragoman.documents.clues.signs import Sign, since
from dragoman.documents.expressions import MONTHS, find_dates, find_day
from dragoman.model import Basis, Precision, RegionKind

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day)?\.?,? +(?:the )?)?"
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\b\.?"
_DAY = re.compile(
    rf"\b{_WEEKDAY}(?:(?P<month1>{_NAME}) (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_NAME}))(?!\w|,? ?'?\d{{4}}|[-–/:]\d)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|could|should|if|due|set (?:to|for)|until|till|by|to be|upcoming|next"
    r"|deadline|every|each|scheduled|expected|planned|plans?|hopes?|annual)\b",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r" (?:movement|group|attacks?|agreement|massacre|uprising|coup|declaration|revolution|accords?|square|street"
    r"|brigade|protests|resolution|incident|communiqu)",
    re.IGNORECASE,
)
"""A day that is part of a name: the May 4 movement."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|became|took|began|won|lost|met|held|led|came|went|saw|sent|gave|made|fell|rose|broke|left|struck|shot|stood"
    r"|said|told|built|bought|sold|cut|put|drew|[a-z]{2,}ed)\b"
)
_DIGIT = re.compile(r"\d")
_ON_WEEKDAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_LINES = {RegionKind.BYLINE: Basis.BYLINE, RegionKind.DATELINE: Basis.DATELINE, RegionKind.MASTHEAD: Basis.MASTHEAD}
_SOON = 31
"""Days after an event within which a writer gives weekday and day of the month and no year."""
_WITHIN = 300
"""Days within which a writer leaves the year out."""
_MOST_YEARS = 12
_LONGEST_GAP = 4 * 366
"""Days: of two years that fit a dateline, one so much later would have later events to tell of."""
_LONGEST_SILENCE = 730
"""Days after the latest event told within which a byline that leaves its year out is looked for."""


def partial_signs(evidence: Evidence, sentences: Sequence[Sentence], window: Interval) -> list[Sign]:
    """Read days without a year, within the days that remain; little where these are open or many years."""
    if window.first in {window.last, date.min}:
        return []
    if window.last == date.max:
        return list(_of_lines(evidence, sentences, Interval(window.first, shift_days(window.first, _LONGEST_SILENCE))))
    if window.last.year - window.first.year > _MOST_YEARS:
        return []
    return [*_of_lines(evidence, sentences, window), *_of_prose(evidence, sentences, window)]


def _of_lines(evidence: Evidence, sentences: Sequence[Sentence], window: Interval) -> Iterator[Sign]:
    for line in evidence.lines:
        text = line.text[:READ]
        if line.kind not in _LINES or find_dates(text):
            continue
        match = _DAY.search(text)
        if not match or role_of(text[: match.start()]) in {Role.UPDATED, Role.OTHER, Role.FETCHED}:
            continue
        days = _days(match, window)
        if line.kind is RegionKind.DATELINE:
            days = _near_news(days, sentences) or days
        days = [day for day in days if (day - days[0]).days <= _LONGEST_GAP]
        if days:
            spans = tuple(Interval(day, day) for day in days)
            told = f"{match.group()}, in a year that the other clues allow"
            place = line.place(*match.span())
            yield Sign("partial", _LINES[line.kind], spans, text[:200], place, told, Precision.DAY)
            return


def _near_news(days: Sequence[date], sentences: Sequence[Sentence]) -> list[date]:
    """Keep the days on which a report could begin with what happened on such a weekday: that day, or the day before."""
    told = _ON_WEEKDAY.search(sentences[0].text) if sentences else None
    if not told:
        return []
    weekday = _WEEKDAYS.index(told.group(1)[:3].lower())
    latest = 0 if re.search(r"\btoday\b", sentences[0].text) else 1
    return [day for day in days if (day.weekday() - weekday) % 7 <= latest]


def _of_prose(evidence: Evidence, sentences: Sequence[Sentence], window: Interval) -> Iterator[Sign]:
    """Read past days told with their weekday, which few years fit, and those that only one year within bounds fits."""
    found = [
        sign
        for sentence, history in with_history(sentences)
        for sign in _of_sentence(sentence, evidence, window)
        if sign.kind == "weekday" or not history
    ]
    latest: dict[str, Sign] = {}
    for sign in found:
        if sign.kind not in latest or sign.earliest > latest[sign.kind].earliest:
            latest[sign.kind] = sign
    yield from latest.values()


def _of_sentence(sentence: Sentence, evidence: Evidence, window: Interval) -> Iterator[Sign]:
    matches = list(_DAY.finditer(sentence.text)) if _DIGIT.search(sentence.text) else []
    if not matches or _AHEAD.search(sentence.text) or not _PAST.search(sentence.text):
        return
    before = Interval(shift_days(window.first, -_SOON), window.last)
    for match in matches:
        days = _days(match, before if match.group("weekday") else window)
        if len(days) != 1 or _NAME_AFTER.match(sentence.text, match.end()):
            continue
        place = evidence.place(sentence.start + match.start(), sentence.start + match.end())
        told = f"tells of {match.group()} as past, which must be {days[0]}"
        if match.group("weekday"):
            spans = (Interval(days[0], shift_days(days[0], _SOON)),)
            yield Sign("weekday", Basis.COMBINED, spans, match.group(), place, told)
        elif (window.last - window.first).days <= _WITHIN:
            yield Sign("near-day", Basis.COMBINED, since(days[0]), match.group(), place, told, Precision.OPEN)


def _days(match: re.Match[str], window: Interval) -> list[date]:
    """List the days within the window that a day and month may be, with the weekday where it is told."""
    month = MONTHS[(match.group("month1") or match.group("month2"))[:3].lower()]
    number = int(match.group("day1") or match.group("day2"))
    days = [find_day(year, month, number) for year in range(window.first.year, window.last.year + 1)]
    inside = [day for day in days if day and window.first <= day <= window.last]
    weekday = match.group("weekday")
    return [day for day in inside if not weekday or _WEEKDAYS[day.weekday()] == weekday[:3].lower()]
