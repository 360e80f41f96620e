"""Dates in prose: a table of hard cases, and what holds for all."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Basis, Precision, When
from dragoman.passages.read import load_eras
from dragoman.passages.when import find_times

CASES = list(csv.DictReader((Path(__file__).parent / "when_cases.csv").read_text(encoding="utf-8").splitlines()))


def interval(cell: str) -> When:
    """`2012-11-26`, `2012-11-01..2012-11-30` or nothing."""
    if not cell:
        return When()
    first, _, last = cell.partition("..")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), Precision.DAY, Basis.STATED)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['text']} ({c['published']})" for c in CASES])
def test_case(case: dict[str, str]) -> None:
    found = find_times(case["text"], interval(case["published"]), interval(case["context"]), load_eras())
    if not case["precision"]:
        assert found == []
        return
    told = {}
    for when in (mention.when for mention in found):
        told[when.expression] = (str(when.earliest or ""), str(when.latest or ""), when.precision.value)
    assert told.get(case["expression"]) == (case["earliest"], case["latest"], case["precision"]), told


def test_the_table_is_large() -> None:
    assert len(CASES) >= 150


def test_what_is_counted_from_another_event_is_marked() -> None:
    (found,) = find_times("Two weeks after the summit the road was closed.", interval("2012-11-26"))
    assert (found.when.basis, found.when.known) == (Basis.RELATIVE, False)


def test_without_a_publication_only_stated_dates_are_resolved() -> None:
    found = find_times("In 1979, nine years ago and last March, X fell.", When())
    assert [m.when.expression for m in found] == ["1979"]


WORDS = st.sampled_from(
    "in on by since until the last next two years ago May March 1979 2014 3 15th early late end of and to , . week "
    "month Monday that same year following later summer 1990s 1,500".split()
)


@given(st.lists(WORDS, max_size=14), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_words_give_dates_in_order_and_never_fail(words: list[str], published: date) -> None:
    text = " ".join(words)
    found = find_times(text, When(published, published, Precision.DAY, Basis.METADATA))
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        first, last = mention.when.earliest, mention.when.latest
        assert 0 <= mention.start < mention.end <= len(text)
        assert first is None or last is None or first <= last
