"""Whether 3/4/2014 is in March or in April: what the page's other dates, its address and its spelling tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from urllib.parse import urlsplit

from dragoman.dates import Interval
from dragoman.documents.expressions import Numeric, read_numeric

_ANY = re.compile(r"(?<!\d)\d{1,2}[-/_. ]\d{1,2}[-/_. ](?:19|20)\d\d(?!\d)")
_AMERICAN_ENDS = frozenset(("us", "gov", "mil", "ph"))
_NO_COUNTRY = frozenset(("com", "org", "net", "int", "info", "edu", "co", "io", "tv", "ca", "eu", "me", "example"))
"""Ends of addresses that tell no custom; Canada writes both."""
_BRITISH = re.compile(
    r"\b(?:\w+our(?:ed|s|ing|able|ite)?(?<!\bour)(?<!\byour)(?<!four)(?<!hour)(?<!hours)(?<!tour)(?<!tours)(?<!pour)"
    r"|defence|offence|centres?|theatres?|programmes?|\w+(?:isation|ised|ising)|travelled|labelled|licence|grey|cheques?)\b"
)
_AMERICAN = re.compile(
    r"\b(?:defense|offense|centers?|theaters?|programs?|\w+(?:ization|ized|izing)|labor|color|neighbors?|favor(?:ed|s)?"
    r"|honor(?:ed|s)?|harbor|traveled|labeled|gray|rumors?|behavior|favorite)\b"
)
_FEWEST_WORDS = 2


class Order(StrEnum):
    """In which order a page writes days and months."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


def find_order(texts: Sequence[str], url: str | None, body: str) -> Order:
    """Tell in which order a page writes days and months, from its dates, else its address, else its spelling."""
    if not any(_ANY.search(text) for text in texts):
        return Order.UNKNOWN
    return _from_dates(texts) or _from_address(url) or _from_spelling(body) or Order.UNKNOWN


def _from_dates(texts: Iterable[str]) -> Order | None:
    """Read the order off a date that leaves no choice: no month is the 25th."""
    read = [read_numeric(match.group()) for text in texts for match in _ANY.finditer(text)]
    clear = {
        Order.DAY_FIRST if found.day_first else Order.MONTH_FIRST
        for found in read
        if found and (found.day_first is None) != (found.month_first is None)
    }
    return clear.pop() if len(clear) == 1 else None


def _from_address(url: str | None) -> Order | None:
    try:
        end = (urlsplit(url or "").hostname or "").rsplit(".", 1)[-1]
    except ValueError:
        return None
    if end in _AMERICAN_ENDS:
        return Order.MONTH_FIRST
    return Order.DAY_FIRST if end.isalpha() and len(end) == 2 and end not in _NO_COUNTRY else None


def _from_spelling(body: str) -> Order | None:
    british, american = len(_BRITISH.findall(body)), len(_AMERICAN.findall(body))
    if max(british, american) < _FEWEST_WORDS or min(british, american) * 3 > max(british, american):
        return None
    return Order.DAY_FIRST if british > american else Order.MONTH_FIRST


def spans_of(expression: str, order: Order) -> tuple[Interval, ...]:
    """Give the days that a date of three numbers may be, in order; none for other dates."""
    read = read_numeric(expression)
    if read is None:
        return ()
    days = sorted({day for day in _preferred(read, order) if day})
    return tuple(Interval(day, day) for day in days)


def _preferred(read: Numeric, order: Order) -> Numeric:
    if order is Order.DAY_FIRST and read.day_first:
        return Numeric(read.day_first, None)
    if order is Order.MONTH_FIRST and read.month_first:
        return Numeric(None, read.month_first)
    return read
