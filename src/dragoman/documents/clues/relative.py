"""Clues in words that tell how far two times are apart: anniversaries, `ten years after`, `next year's 2016 summit`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.dates import Interval, shift_days, shift_months, year_interval
from dragoman.documents.clues.evidence import Evidence
from dragoman.documents.clues.prose import Sentence
from dragoman.documents.clues.signs import Sign, since
from dragoman.model import Basis, Precision

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_NUMBERS = {name: i for i, name in enumerate([*_ONES.split(), "eighteen", "nineteen"], 1)}
_TENS = {name: 10 * i for i, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_FIRST = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_ORDINALS = {name: i for i, name in enumerate([*_FIRST.split(), "fifteenth", "sixteenth"], 1)}
_ORDINALS |= {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
_ORDINALS |= {"twenty-fifth": 25, "eightieth": 80, "ninetieth": 90, "hundredth": 100}
_COUNT = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES.split()[:9])}))?|{'|'.join(_NUMBERS)}"
_LONG = r"(?:half a|a quarter of a|a) century|(?:a|two|three|four|five|six|seven) decades?"
_LOOSE = r"(?P<loose>nearly|almost|about|around|some|roughly|more than|over|just over|at least)\s+"
_AND_MONTHS = r"(?:,?(?: and)? [\w-]+ months?)?(?:,?(?: and)? [\w-]+ days?)?"
_SPACE_OF_TIME = rf"(?:{_LOOSE})?(?:(?P<count>{_COUNT}) years{_AND_MONTHS}|(?P<long>{_LONG}))"
_AFTER = re.compile(rf"\b{_SPACE_OF_TIME}\s+(?:after|since|on from|on,? from)\b", re.IGNORECASE)
_AGO = re.compile(rf"\b{_SPACE_OF_TIME}\s+ago\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    rf"\b(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})[- ]"
    r"(?:year )?anniversary of\b|\b(?P<centenary>centenary|centennial|100th birthday) of\b",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(r"\b(?P<which>last|this|next)\s+(?P<unit>year|month|week)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|remains?|continues?|still|today|now|marks?|marked|celebrates?|celebrated|commemorates?|stands?|seems?"
    r"|this (?:year|month|week)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|will|says?|wants?|faces?|yesterday)\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:ahead of|before|next year|upcoming|approaching|nears?|will)\b", re.IGNORECASE)
_UNITS = ("year", "month", "week")
_STEMS = (
    *(
        "ears after",
        "ears since",
        "ears on",
        "ears from",
        "decade",
        "century",
        "ago",
        "anniversary",
        "centen",
        "birthday",
    ),
    *(f"{which} {unit}" for which in ("last", "this", "next") for unit in _UNITS),
)
"""Parts of all such words: most sentences have none of them, and need no closer look."""
_NEAR = 70
"""Letters after `ten years after` within which the time stands from which they count."""
_BESIDE = 24
_ROUND = 5
_LOOSELY = {"nearly": (-1, 0), "almost": (-1, 0), "more than": (0, 2), "over": (0, 2), "just over": (0, 1)}
_LONGS = {"half a": 50, "a quarter of a": 25, "a": 100}
_DECADES = {"a": 10} | {name: 10 * i for name, i in _NUMBERS.items() if i < 10}


@dataclass(frozen=True, slots=True)
class _Origin:
    """A time from which years are counted."""

    first: date
    last: date
    words: str
    start: int
    end: int


def relative_signs(evidence: Evidence, sentences: Sequence[Sentence]) -> list[Sign]:
    """Read the words that put a known time and the time of writing so and so far apart."""
    return [sign for sentence in sentences for sign in _of_sentence(sentence, evidence)]


def _of_sentence(sentence: Sentence, evidence: Evidence) -> Iterator[Sign]:
    text = sentence.text
    lowered = text.casefold()
    if not (sentence.dates or sentence.hits) or not any(stem in lowered for stem in _STEMS):
        return
    after, ago, nth = (list(pattern.finditer(text)) for pattern in (_AFTER, _AGO, _ANNIVERSARY))
    named = list(_NAMED_YEAR.finditer(text))
    if not (after or ago or nth or named):
        return
    origins = _origins(sentence)
    pairs = [(match, _following(match, origins), _after) for match in after]
    pairs += [(match, _following(match, origins), _anniversary) for match in nth]
    pairs += [(match, _beside(match, origins), _ago) for match in ago]
    pairs += [(match, _beside(match, origins), _which) for match in named]
    for match, origin, read in pairs:
        spans = read(match, origin, sentence) if origin else ()
        if origin and spans:
            start, end = min(match.start(), origin.start), max(match.end(), origin.end)
            words = text[start:end]
            place = evidence.place(sentence.start + start, sentence.start + end)
            precision = Precision.OPEN if spans[-1].last == date.max else Precision.RANGE
            yield Sign("relative", Basis.RELATIVE, spans, words, place, f"tells of `{words}`", precision)


def _origins(sentence: Sentence) -> list[_Origin]:
    found = [_Origin(d.earliest, d.latest, d.expression, d.start, d.end) for d in sentence.dates]
    for hit in sentence.hits:
        if hit.landmark.what == "event" and not any(o.start < hit.end and hit.start < o.end for o in found):
            found.append(_Origin(hit.landmark.since, hit.landmark.since, hit.landmark.words, hit.start, hit.end))
    return sorted(found, key=lambda origin: origin.start)


def _following(match: re.Match[str], origins: Sequence[_Origin]) -> _Origin | None:
    return next((o for o in origins if match.end() <= o.start <= match.end() + _NEAR), None)


def _beside(match: re.Match[str], origins: Sequence[_Origin]) -> _Origin | None:
    near = [o for o in origins if -_BESIDE <= match.start() - o.end <= _BESIDE or 0 <= o.start - match.end() <= _BESIDE]
    return near[0] if len(near) == 1 else None


def _after(match: re.Match[str], origin: _Origin, sentence: Sentence) -> tuple[Interval, ...]:
    """Count from the origin; told as past it is only a time not before which was written."""
    years = _years(match)
    others = [d for d in sentence.dates if d.earliest.year not in {origin.first.year, origin.last.year}]
    if years is None or others:
        return ()
    days = _counted(origin, years, match.group("loose"))
    return (days,) if _PRESENT.search(sentence.text) else since(days.first)


def _ago(match: re.Match[str], origin: _Origin, sentence: Sentence) -> tuple[Interval, ...]:  # noqa: ARG001  as the others
    years = _years(match)
    return (_counted(origin, years, match.group("loose")),) if years else ()


def _anniversary(match: re.Match[str], origin: _Origin, sentence: Sentence) -> tuple[Interval, ...]:
    """Count to the anniversary; the year before where it is still to come."""
    nth = (match.group("nth") or "").lower()
    years = _ORDINALS.get(nth) or (int(re.sub(r"\D", "", nth)) if nth else 100)
    others = [d for d in sentence.dates if d.earliest.year not in {origin.first.year, origin.first.year + years}]
    if others or origin.first.year + years > date.max.year:
        return ()
    year = origin.first.year + years
    if re.search(r"\bnext year\b", sentence.text, re.IGNORECASE):
        return (year_interval(year - 1),)
    days = year_interval(year)
    if _COMING.search(sentence.text[max(match.start() - 40, 0) : match.start()]):
        days = Interval(date(year - 1, 1, 1), days.last)
    return (days,) if _PRESENT.search(sentence.text) or re.search(r"\bthe\b", sentence.text[: match.start()]) else ()


def _which(match: re.Match[str], origin: _Origin, sentence: Sentence) -> tuple[Interval, ...]:
    """Read `next year's 2016 summit`, `the 12 March attack last week`."""
    which, unit = match.group("which").lower(), match.group("unit").lower()
    between = sentence.text[min(match.end(), origin.end) : max(match.start(), origin.start)]
    if re.search(r"[.;:]|\b(?:and|but|since|than|after|before|while|when)\b", between):
        return ()
    if unit == "year":
        step = {"last": 1, "this": 0, "next": -1}[which]
        if origin.first.year != origin.last.year or not 1900 < origin.first.year < 2100:
            return ()
        return (year_interval(origin.first.year + step),)
    return _near_days(origin, which, unit)


def _near_days(origin: _Origin, which: str, unit: str) -> tuple[Interval, ...]:
    """Give the weeks or months around a day or month that is called last, this or next."""
    if (origin.last - origin.first).days > 31:
        return ()
    if unit == "week":
        first, last = {"last": (1, 13), "this": (-6, 6), "next": (-13, -1)}[which]
        return (Interval(shift_days(origin.first, first), shift_days(origin.last, last)),)
    start = shift_months(origin.first.replace(day=1), {"last": 1, "this": 0, "next": -1}[which])
    return (Interval(start, shift_days(shift_months(start, 1), -1)),)


def _counted(origin: _Origin, years: int, loose: str | None) -> Interval:
    """Give the time so many years after the origin.

    A round number is of that year, give or take what `nearly` and `over` say; another may also be told in the year
    that follows, before the day comes round again.
    """
    first, last = _LOOSELY.get((loose or "").lower(), (0, 0) if not loose else (-1, 1))
    exact = origin.first == origin.last
    last += 0 if years % _ROUND == 0 or loose else 1
    start = shift_months(origin.first, 12 * (years + first))
    end = shift_months(origin.last, 12 * (years + last))
    if exact:
        return Interval(shift_days(start, -90), shift_days(end, 275))
    return Interval(date(start.year, 1, 1), date(end.year, 12, 31))


def _years(match: re.Match[str]) -> int | None:
    count, long = (match.group("count") or "").lower(), (match.group("long") or "").lower()
    if count.isdigit():
        return int(count)
    if count:
        tens, _, ones = count.partition("-")
        return _TENS.get(tens, 0) + _NUMBERS.get(ones or tens, 0)
    if "decade" in long:
        return _DECADES.get(long.split()[0])
    return _LONGS.get(long.removesuffix(" century"))
