"""What an article's own words say of its age: the latest day it tells of as past, and who holds office in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.documents.expressions import MONTHS, find_dates, find_day
from dragoman.model import Precision

if TYPE_CHECKING:
    from dragoman.world import Holder, World

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"'][.!?])[\"')]*\s+(?=[\"'(]?[A-Z])|\n+")
# a date beside one of these may lie ahead of the writer
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|can|scheduled|slated|planned|plans?|planning|expect(?:s|ed)?"
    r"|if|due|set (?:to|for)|until|till|by|to be|upcoming|next|target(?:s|ed)?|deadline|forecasts?|project(?:s|ed)"
    r"|projections?|predict(?:s|ed)|expires?|expiry|ahead|goals?|aims?|aimed|vision|agenda|hopes?|intends?|unless"
    r"|promis(?:es|ed)|pledg(?:es|ed)|elections?|onwards?|going to|through|starting|effective|postponed|bid|host)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|became|took|began|won|lost|met|held|led|came|went|saw|sent|gave|made|fell|rose|broke|left|struck|shot|stood"
    r"|built|bought|sold|cut|put|drew|[a-z]{2,}ed)\b"
)
_TITLES = {
    "president": ("head-of-state", "head-of-government", "head"),
    "prime minister": ("head-of-government",),
    "premier": ("head-of-government",),
    "chancellor": ("head-of-government",),
    "king": ("head-of-state",),
    "queen": ("head-of-state",),
    "emir": ("head-of-state",),
    "sultan": ("head-of-state",),
    "emperor": ("head-of-state",),
    "crown prince": ("head-of-government", "other"),
    "pope": ("head-of-state", "head"),
    "supreme leader": ("head-of-state", "other"),
    "general secretary": ("head-of-state", "head-of-government", "other", "head"),
    "foreign minister": ("foreign-minister",),
    "foreign secretary": ("foreign-minister",),
    "external affairs minister": ("foreign-minister",),
    "minister of foreign affairs": ("foreign-minister",),
    "secretary of state": ("foreign-minister",),
    "defence minister": ("defence-minister",),
    "defense minister": ("defence-minister",),
    "defence secretary": ("defence-minister",),
    "defense secretary": ("defence-minister",),
    "secretary of defense": ("defence-minister",),
    "army chief": ("army-chief",),
    "chief of army staff": ("army-chief",),
    "chief of the army staff": ("army-chief",),
    "national security adviser": ("national-security-adviser",),
    "national security advisor": ("national-security-adviser",),
    "secretary-general": ("head",),
    "secretary general": ("head",),
    "director-general": ("head",),
}
_BORNE = frozenset(
    ("king", "queen", "emir", "sultan", "emperor", "crown prince", "pope", "supreme leader", "general secretary")
)
"""Titles that only those bear of whom the book has them: any head of government may be called premier, none emir."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAME = r"(?P<month{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)}),? (?:the )?(?:{_MONTH_NAME.format(1)} (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH_NAME.format(2)})\b(?!,? ?\d{{4}})",
    re.IGNORECASE,
)
_LONGEST_SILENCE = 730
"""Days: an article that tells of nothing in the two years before it is rare among those that tell dates at all."""
_NAME = r"[A-Z][\w'-]*(?:\.(?=\s[A-Z]))?"
_TITLED = re.compile(
    rf"\b(?P<title>(?i:{'|'.join(sorted(_TITLES, key=len, reverse=True))}))\s+"
    rf"(?:(?:General|Gen\.?|Field Marshal|Mr\.?|Dr\.?|Sheikh|Sir|Lt\.? Gen\.?|Admiral)\s+)?"
    rf"(?P<name>{_NAME}(?:[ ](?:{_NAME}|bin|al|de|van|von|el|da|di|ul|ur|der)){{0,4}})"
)
_ONCE = re.compile(
    r"\b(?i:former|then|ex|late|ousted|deposed|erstwhile|previous|one-?time|past|future|vice|deputy|acting|assassinated|first"
    r"|last|interim|shadow|assistant|opposition|predecessor)[- ,]+(?:(?:[A-Z][\w.'-]*|an?|the|of|prime)\s+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that an article tells of."""

    day: date
    precision: Precision
    words: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person named in office, with the times in which he held it."""

    person: str
    title: str
    terms: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The time in which the persons named were in office together; `date.min` and `date.max` are open ends."""

    earliest: date
    latest: date
    tenures: tuple[Tenure, ...]


def sentences(text: str) -> list[str]:
    """Cut a text roughly into sentences, to look at the words around a date."""
    return _SENTENCE_END.split(text)


def latest_mention(text: str) -> Mention | None:
    """Find the latest absolute date that the text tells of as past; None where it tells of none.

    >>> latest_mention("They met in June 2003. The pullout, scheduled for 2005, is far off.").words
    'June 2003'
    """
    found = [mention for sentence in sentences(text) for mention in _past_dates(sentence)]
    return max(found, key=lambda mention: mention.day, default=None)


def latest_weekday(text: str, earliest: date, latest: date) -> Mention | None:
    """Find the latest past day told with its weekday and without its year, where only one year within bounds fits.

    >>> latest_weekday("They met on Tuesday, June 6.", date(2021, 8, 1), date(2024, 5, 1)).day
    datetime.date(2023, 6, 6)
    """
    found = [mention for sentence in sentences(text) for mention in _weekdays(sentence, earliest, latest)]
    return max(found, key=lambda mention: mention.day, default=None)


def _weekdays(sentence: str, earliest: date, latest: date) -> Iterator[Mention]:
    if _AHEAD.search(sentence) or not _PAST.search(sentence):
        return
    for match in _WEEKDAY_DATE.finditer(sentence):
        month = MONTHS[(match.group("month1") or match.group("month2")).lower()]
        number = int(match.group("day1") or match.group("day2"))
        days = [find_day(year, month, number) for year in range(earliest.year, latest.year + 1)]
        weekday = _WEEKDAYS.index(match.group("weekday").lower())
        fitting = [day for day in days if day and earliest <= day <= latest and day.weekday() == weekday]
        if len(fitting) == 1:
            yield Mention(fitting[0], Precision.DAY, match.group())


def _past_dates(sentence: str) -> Iterator[Mention]:
    dates = find_dates(sentence)
    if not dates or _AHEAD.search(sentence) or not _PAST.search(sentence):
        return
    for found in dates:
        before = sentence[: found.start].rstrip().rsplit(" ", 1)[-1].lower().strip(",(")
        if found.precision is not Precision.YEAR or before in {"in", "since", "during", "of"}:
            yield Mention(found.earliest, found.precision, found.expression)


class OfficeBook:
    """Looks up who is meant by a title and a name."""

    def __init__(self, world: World) -> None:
        self._by_name: dict[str, list[Holder]] = {}
        for holder in world.holders():
            surname = holder.name.rsplit(" ", 1)[-1]
            for name in {*holder.names, surname}:
                self._by_name.setdefault(name.casefold(), []).append(holder)

    def tenures(self, text: str) -> list[Tenure]:
        """Find the persons whom a text names in office, at the time of its writing.

        Those named as former, and those in a sentence that tells of a dated past, do not count.
        """
        found: dict[str, Tenure] = {}
        for sentence in sentences(text):
            if "Minister" not in sentence and not any(word in sentence.casefold() for word in _TITLES):
                continue
            if not find_dates(sentence):
                found |= {tenure.person: tenure for tenure in self._in_sentence(sentence)}
        return list(found.values())

    def _in_sentence(self, sentence: str) -> Iterator[Tenure]:
        for match in _TITLED.finditer(sentence):
            if _ONCE.search(sentence[max(match.start() - 60, 0) : match.start()]):
                continue
            tenure = self._tenure(match.group("title"), match.group("name"))
            if tenure:
                yield tenure

    def _tenure(self, title: str, name: str) -> Tenure | None:
        """Look the longest beginning of the words up that is a name of someone in such an office."""
        offices = _TITLES[title.lower()]
        words = name.removesuffix("'s").split()
        for count in range(len(words), 0, -1):
            known = " ".join(words[:count]).removesuffix("'s").casefold()
            holders = _titled(title, [holder for holder in self._by_name.get(known, ()) if holder.office in offices])
            if holders:
                terms = sorted((h.valid.earliest or date.min, h.valid.latest or date.max) for h in holders)
                return Tenure(_person(holders), title, _merged(terms))
        return None


def _titled(title: str, holders: list[Holder]) -> list[Holder]:
    """Prefer those who bear the very title; other heads of a body count only with it."""
    exact = [holder for holder in holders if title.lower() in holder.title.lower()]
    if title.lower() in _BORNE:
        return exact
    return exact or [holder for holder in holders if holder.office != "head"]


def _merged(terms: Sequence[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Join terms that follow each other without a gap."""
    merged: list[tuple[date, date]] = []
    for start, end in terms:
        if merged and start.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _person(holders: Sequence[Holder]) -> str:
    return " or ".join(sorted({holder.name for holder in holders}))


def count_in_office(tenures: Iterable[Tenure], first: date, last: date) -> int:
    """Count the persons who held office at some time between two days."""
    return sum(any(a <= last and b >= first for a, b in tenure.terms) for tenure in tenures)


def shared_office(tenures: Iterable[Tenure], earliest: date, latest: date) -> Interval | None:
    """Find when most of the persons held office, within bounds; of equals the latest time.

    `earliest` is the day of the latest event told, or `date.min`. A single person told as history is outvoted. None
    where nobody held office within the bounds.
    """
    tenures = list(tenures)
    clipped = [(max(a, earliest), min(b, latest), tenure) for tenure in tenures for a, b in tenure.terms]
    clipped = [(a, b, tenure) for a, b, tenure in clipped if a <= b]
    best: Interval | None = None
    for start in sorted({a for a, _, _ in clipped}):
        sitting = [(b, tenure) for a, b, tenure in clipped if a <= start <= b]
        persons = tuple(dict.fromkeys(tenure for _, tenure in sitting))
        latest_end = min(b for b, _ in sitting)
        if best is None or len(persons) > len(best.tenures):
            best = Interval(start, latest_end, persons)
        elif len(persons) == len(best.tenures):
            best = _later(best, Interval(start, latest_end, persons), earliest)
    return best


def _later(one: Interval, other: Interval, earliest: date) -> Interval:
    """Choose between two times in which as many held office.

    Of different persons the later ones count. Of two terms of the same persons the one soon after the latest event
    told, since an article of the other term would tell of later events; else the time from the first to the last.
    """
    if one.tenures != other.tenures:
        return other
    if earliest != date.min and (one.earliest - earliest).days <= _LONGEST_SILENCE:
        return one
    return Interval(one.earliest, other.latest, other.tenures)
