"""Short texts and the events that a careful reader codes in them, after docs/codebook.md."""

from __future__ import annotations

import doctest

import events_notation
import pytest
from events_cases import document_of, read_cases
from events_notation import differences, read_expected, write_event

CASES = read_cases("cases.csv")
KNOWN_FAILURES = read_cases("known_failures.csv")


@pytest.fixture(scope="module")
def events(code):
    """The events of every case by its text: all are parsed in one batch."""
    cases = [*CASES, *KNOWN_FAILURES]
    coded = code([document_of(case.published, case.text) for case in cases])
    return {(case.published, case.text): one.events for case, one in zip(cases, coded, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_a_text_gives_exactly_its_events(case, events):
    assert differences(read_expected(case.expected), events[case.published, case.text]) == [], case.text


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="known: move the row to cases.csv when it is mended")
@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=[case.why for case in KNOWN_FAILURES])
def test_a_known_failure_still_fails(case, events):
    assert differences(read_expected(case.expected), events[case.published, case.text]) == [], case.text


def test_cases_are_many_and_none_stands_twice():
    cases = [*CASES, *KNOWN_FAILURES]
    assert len(CASES) >= 120
    assert len({(case.published, case.text) for case in cases}) == len(cases)
    assert len({case.why for case in cases}) == len(cases)


def test_cases_come_from_many_theatres_and_decades():
    expected = [event for case in [*CASES, *KNOWN_FAILURES] for event in read_expected(case.expected)]
    assert len({code for event in expected for code in (*event.actors, *event.recipients)}) >= 100
    assert len({case.published.year // 10 for case in CASES}) >= 7
    assert {event.event_type for event in expected} >= {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}


def test_examples_in_the_notation_hold():
    results = doctest.testmod(events_notation)
    assert results.attempted >= 2
    assert results.failed == 0


def test_the_notation_tells_what_differs(code_text):
    case = next(case for case in CASES if case.expected == "USA>IRN COERCE/restrict happened [2023-05-04]")
    events = code_text(case.published, case.text)
    for wrong in (
        "USA>IRQ COERCE/restrict happened",
        "USA+IRN COERCE happened",
        "USA>IRN SANCTION happened",
        "USA>IRN COERCE/seize happened",
        "USA>IRN COERCE planned",
        "USA>IRN COERCE happened historical",
        "USA>IRN COERCE happened alleged",
        "USA>IRN COERCE happened [2023-05-03]",
        "USA>IRN COERCE happened @RUS",
    ):
        assert differences(read_expected(wrong), events) == [f"missing {wrong}", f"too much {write_event(events[0])}"]


@pytest.mark.parametrize("wrong", ["USA IRN", "USA>IRN COERCE", "USA>IRN coerce happened", "USA>IRN COERCE soon"])
def test_the_notation_is_read_strictly(wrong):
    with pytest.raises(ValueError, match=r"not an event|no such auxiliary"):
        read_expected(wrong)
