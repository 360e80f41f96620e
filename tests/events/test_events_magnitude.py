"""Money and counts in prose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.events.magnitude import find_magnitudes

FOUND = [
    # text, (value, unit) of each in order
    ("a loan of $50 million", [(50e6, "USD")]),
    ("gave US$1.5 billion in aid", [(1.5e9, "USD")]),
    ("paid $1,250,000 in fines", [(1.25e6, "USD")]),
    ("a $3bn pipeline", [(3e9, "USD")]),
    ("€20 million and £5m", [(20e6, "EUR"), (5e6, "GBP")]),
    ("A$40 million of fuel", [(40e6, "AUD")]),
    ("¥100 billion over five years", [(100e9, "JPY")]),
    ("lent it 200 million euros", [(200e6, "EUR")]),
    ("an 800-million-dollar order", [(800e6, "USD")]),
    ("15 billion roubles a year", [(15e9, "RUB")]),
    ("500 million rupees", [(500e6, "INR")]),
    ("2 trillion yen", [(2e12, "JPY")]),
    ("sent 300 troops", [(300, "troops")]),
    ("freed 1,200 prisoners", [(1200, "prisoners")]),
    ("sold 36 fighter jets", [(36, "jets")]),
    ("delivered 40,000 tonnes of wheat", [(40000, "tons")]),
    ("expelled 23 Russian diplomats", [(23, "diplomats")]),
    ("1.2 million refugees crossed", [(1.2e6, "refugees")]),
    ("a tariff of 25 percent", [(25, "percent")]),
    ("raised by 25 per cent", [(25, "percent")]),
    ("a border of 90 kilometres", [(90, "km")]),
    ("a reactor of 1,000 megawatts", [(1000, "megawatts")]),
    ("20 tanks and 3 submarines", [(20, "tanks"), (3, "submarines")]),
    ("$2 million for 40 trucks", [(2e6, "USD"), (40, "trucks")]),
    ("in 1979 and again in 1984", []),
    ("Resolution 1701 and Article 5", []),
    ("the G20 and the 38th parallel", []),
    ("no money at all", []),
    ("a tariff of 25%", [(25, "percent")]),
    ("sent fifteen thousand troops", [(15000, "troops")]),
    ("bought two submarines", [(2, "submarines")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_value_and_unit(text, expected):
    assert [(m.value, m.unit) for m in find_magnitudes(text)] == expected


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("gave $50 million in aid to Fiji", "aid"),
        ("ordered $3 billion worth of tanks", "tanks"),
        ("sent 300 troops", "troops"),
        ("paid $4 million.", ""),
    ],
)
def test_what_is_measured(text, of):
    (magnitude,) = find_magnitudes(text)
    assert magnitude.of.startswith(of)
    assert bool(magnitude.of) == bool(of)


def test_words_keep_their_place():
    text = "Oman bought 12 helicopters for $90 million, and 30 tanks."
    found = find_magnitudes(text)
    assert (
        [text[m.start : m.end] for m in found]
        == [m.text for m in found]
        == ["12 helicopters", "$90 million", "30 tanks"]
    )


@given(st.text(alphabet="$€£ 0123456789.,mbn%illotropskaders-", max_size=60))
def test_any_text_gives_ordered_places_that_quote(text):
    found = find_magnitudes(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(text[m.start : m.end] == m.text and m.value >= 0 for m in found)


@given(st.integers(1, 999_999_999))
def test_thousands_are_read_with_and_without_commas(number):
    with_commas, without = (find_magnitudes(f"they paid ${text} in cash") for text in (f"{number:,}", str(number)))
    assert [m.value for m in with_commas] == [m.value for m in without] == [number]


def test_an_event_carries_the_number_beside_its_predicate(code_text):
    (event,) = code_text(date(2008, 11, 25), "Japan gave Pakistan $400 million in aid after losing 12 ships.")
    assert event.magnitude is not None
    assert (event.magnitude.value, event.magnitude.unit) == (4e8, "USD")
