"""Counting from a publication that is known on one side only never gives a day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dragoman.dates import Interval
from dragoman.model import Precision, When
from dragoman.passages.anchors import counted, day_of

MATCH = re.match(r"on Sunday", "on Sunday")
SINCE = date(2017, 1, 1)


def _step(day: date) -> Interval:
    return Interval(day, day)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (When(SINCE, SINCE), (SINCE, SINCE, Precision.DAY)),
        (When(SINCE, None), (SINCE, None, Precision.OPEN)),
        (When(None, SINCE), (None, SINCE, Precision.OPEN)),
    ],
)
def test_an_open_end_stays_open(base: When, expected: tuple[date | None, date | None, Precision]) -> None:
    assert MATCH is not None
    found = counted(base, MATCH, Precision.DAY, _step)
    assert found is not None
    assert (found.earliest, found.latest, found.precision) == expected


def test_nothing_is_counted_from_nothing() -> None:
    assert MATCH is not None
    assert counted(When(), MATCH, Precision.DAY, _step) is None
    assert day_of(2019, 2, 29) is None
