"""The words of the calendar: month, weekday, number and season names, and the patterns built of them."""

from __future__ import annotations

from datetime import date

from dragoman.dates import Interval

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NUMBERS = {
    word: value
    for value, words in enumerate(
        ["", "a an one", "two couple both", "three few several", "four", "five", "six", "seven", "eight", "nine", "ten"]
        + [
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}

MONTH = (
    r"(?P<month{n}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?P<year{n}>1[5-9]\d\d|20\d\d)"
DAY = r"(?P<day{n}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
NUMBER = r"(?P<number>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
UNIT = r"(?P<unit>day|week|month|year|decade|centur(?:y|ie))s?"
WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
DECADE_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70} | {
    "eighties": 80,
    "nineties": 90,
}


def month_number(word: str) -> int:
    """The number of a month from its English name or abbreviation."""
    return next(index for index, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def number_value(word: str) -> int:
    """The value of digits or a number word; a few and several count as three."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def season_interval(season: str, year: int) -> Interval:
    """Meteorological seasons of the northern hemisphere; winter begins in December of the year named."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season.lower()]
    if first == 12:
        return Interval(date(year, 12, 1), date(year + 1, 2, 28))
    return Interval(date(year, first, 1), date(year, first + 2, 31 if first == 3 else 30 if first == 9 else 31))
