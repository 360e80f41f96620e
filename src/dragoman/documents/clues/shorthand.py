"""Days as lines write them and prose does not: years of two digits, months in Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.documents.expressions import MONTHS, DateFound, find_day, full_year
from dragoman.model import Precision

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.?"
_ROMAN = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_NO_MORE = r"(?![\d:.]|\s?(?:h|hrs|am|pm|gmt)\b)"
_PATTERNS = (
    re.compile(r"(?<!\w)(?P<year>(?:19|20)\d\d)(?P<number>0\d|1[0-2])(?P<day>[0-3]\d)T\d{4,6}Z?(?!\w)"),
    re.compile(rf"\b(?P<day>\d\d)\d{{4}}z? {_MONTH} (?P<year>\d\d){_NO_MORE}", re.IGNORECASE),  # as cables write
    re.compile(
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]['’]?(?P<year>\d\d){_NO_MORE}", re.IGNORECASE
    ),
    re.compile(
        rf"\b{_MONTH}[ -](?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?['’]|-|, )(?P<year>\d\d){_NO_MORE}", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\d.])(?P<day>\d{{1,2}})(?:\. ?|[ /-])(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
        r"(?:\. ?|[ /-])(?P<year>(?:1[89]|20)\d\d)(?!\d)"
    ),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?['’]?(?P<year>\d\d)(?![\d.]\d|\d)"),
    re.compile(r"(?<![\d/-])(?P<year>[4-9]\d)(?P<sign>[/-])(?P<number>0\d|1[0-2])(?P=sign)(?P<day>\d\d)(?![\d/-])"),
)
_MISREAD = re.compile(r"\b(?=[lIOo|\d]*\d)[lIOo|\d]{2,4}\b")
_DIGITS = str.maketrans("lI|Oo", "11100")
_EITHER = re.compile(r"(?<![\d/-])(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d\d)(?![\d/-])")


def with_right_digits(text: str) -> str:
    """Write the letters that a scanner took digits for as digits; the text keeps its length.

    >>> with_right_digits("Monday, l6 May I955")
    'Monday, 16 May 1955'
    """
    return _MISREAD.sub(lambda match: match.group().translate(_DIGITS), text)


def find_short_dates(text: str) -> list[DateFound]:
    """Find the days of a line that are written short.

    >>> [str(found.earliest) for found in find_short_dates("16 Aug 93; May 3rd '98; 12.III.1999; 23.09.04; 98/05/03")]
    ['1993-08-16', '1998-05-03', '1999-03-12', '2004-09-23', '1998-05-03']
    """
    found: list[DateFound] = []
    for one in (*_plain(text), *_either(text)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found)


def _plain(text: str) -> Iterator[DateFound]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            day = find_day(_year(match.group("year")), _month(match), int(match.group("day")))
            if day:
                yield DateFound(*match.span(), day, day, Precision.DAY, match.group())


def _year(written: str) -> int:
    return int(written) if len(written) > len("98") else full_year(written)


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    if parts.get("roman"):
        return _ROMAN[parts["roman"]]
    return int(parts["number"]) if parts.get("number") else MONTHS[parts["month"][:3].lower()]


def _either(text: str) -> Iterator[DateFound]:
    """Read 03/05/98, which is in March or in May: both are kept."""
    for match in _EITHER.finditer(text):
        year, first, second = _year(match.group("year")), int(match.group("first")), int(match.group("second"))
        days: list[date] = [day for day in (find_day(year, second, first), find_day(year, first, second)) if day]
        if days:
            precision = Precision.DAY if min(days) == max(days) else Precision.RANGE
            yield DateFound(*match.span(), min(days), max(days), precision, match.group())
