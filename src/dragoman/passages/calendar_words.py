"""The words of the calendar: month, weekday, number and season names, and the patterns built of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.dates import Interval, month_interval, shift_days

MONTHS = "january february march april may june july august september october november december".split(" ")
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ")
COUNTS = (
    *("", "a an one", "two couple both", "three few several", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBERS = {word: value for value, words in enumerate(COUNTS) for word in words.split()} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
DECADE_WORDS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
CENTURY_WORDS = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_PIECES = {
    "MONTH": (
        r"(?P<month{n}>January|February|March|April|May|June|July|August|September|October|November|December"
        r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
    ),
    "YEAR": r"(?P<year{n}>1[5-9]\d\d|20\d\d)",
    "DAY": r"(?P<day{n}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
    "WEEKDAY": r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
    "SEASON": r"(?P<season>(?i:spring|summer|autumn|fall|winter))",
    "NUMBER": r"(?P<number>(?i:\d{1,3}|" + "|".join(sorted(filter(None, NUMBERS), key=len, reverse=True)) + r"))",
    "UNIT": r"(?P<unit>(?i:day|night|week|fortnight|month|year|decade|centur(?:y|ie)))s?",
    "PART": (
        r"(?P<part>(?i:early|mid|late|(?:the )?(?:very )?(?:end|beginning|start|middle|first half|"
        r"second half) of|early in|"
        r"late in))"
    ),
    "ABOUT": r"(?:(?i:nearly|almost|about|more than|over|around|some|just|barely|only|exactly|less than|roughly)\s+)?",
    "DASH": r"\s*(?:-|–|—|to|and|until|through|till)\s*",
}


def build_pattern(template: str) -> re.Pattern[str]:
    """A pattern from a template in which [MONTH], [YEAR], [DAY] and the like stand for words of the calendar.

    The groups of months, years and days are numbered in their order: month1, month2.
    """
    counts: dict[str, int] = {}

    def expand(match: re.Match[str]) -> str:
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        return _PIECES[name].replace("{n}", str(counts[name]))

    return re.compile(re.sub(r"\[(" + "|".join(_PIECES) + r")\]", expand, template))


def month_number(word: str) -> int:
    """The number of a month from its English name or abbreviation."""
    return next(index for index, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def number_value(word: str) -> int:
    """The value of digits or a number word; a few and several count as three."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def season_interval(season: str, year: int) -> Interval:
    """Meteorological seasons of the northern hemisphere; winter begins in December of the year named.

    >>> season_interval("winter", 1979).last
    datetime.date(1980, 2, 29)
    """
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season.lower()]
    last = month_interval(year + 1, 2) if first == 12 else month_interval(year, first + 2)
    return Interval(date(year, first, 1), last.last)


def fraction_of(whole: Interval, part: str) -> Interval:
    """The early, middle or late part of an interval: a third of it, a little widened.

    >>> fraction_of(Interval(date(2001, 1, 1), date(2001, 12, 31)), "late").first
    datetime.date(2001, 8, 7)
    """
    days = (whole.last - whole.first).days
    low, high = next((share for words, share in _shares() if any(word in part.lower() for word in words)), (0.0, 1.0))
    return Interval(shift_days(whole.first, int(days * low)), shift_days(whole.first, int(days * high)))


def _shares() -> Iterator[tuple[tuple[str, ...], tuple[float, float]]]:
    yield ("first half",), (0.0, 0.5)
    yield ("second half",), (0.5, 1.0)
    yield ("early",), (0.0, 0.42)
    yield ("beginning", "start"), (0.0, 0.3)
    yield ("mid",), (0.25, 0.75)
    yield ("late", "end"), (0.6, 1.0)
