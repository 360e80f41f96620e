from __future__ import annotations

import pytest
from happening_events import mention, mentions, news, on, resolve
from hypothesis import given

from dragoman.happenings import resolve_happenings
from dragoman.happenings.disputes import find_disputes
from dragoman.model import Event

DAY = on("2024-10-01")
LAVROV = [("RUS", "Sergey Lavrov")]


def sides(*events: Event, copies: dict[str, str] | None = None) -> dict[str, list[str]]:
    """The values in dispute, by field."""
    return {d.field: [v.value for v in d.versions] for h in resolve(*events, copies=copies) for d in h.disputes}


def struck(
    key: str, number: tuple[float, str, str] | None, document: str | None = None, rule: str = "verbs:fire"
) -> Event:
    return mention(key, "ASSAULT", "aerial", ["IRN"], ["ISR"], when=DAY, number=number, document=document, rule=rule)


def test_two_days_of_arrival() -> None:
    fifth = mention("a", mode="visit", when=on("2021-04-05"), people=LAVROV, document="essay")
    sixth = mention("b", mode="visit", when=on("2021-04-06"), people=LAVROV, document="wire")
    also = mention("c", mode="visit", when=on("2021-04-06"), people=LAVROV, document="feed")
    (happening,) = resolve(fifth, sixth, also)
    (dispute,) = happening.disputes
    assert dispute.field == "date"
    assert [(v.value, v.said_by, v.events) for v in dispute.versions] == [
        ("2021-04-05", ("essay",), ("a",)),
        ("2021-04-06", ("feed", "wire"), ("b", "c")),
    ]


def test_a_wider_date_agrees_with_a_narrower_one() -> None:
    assert sides(mention("a", when=on("2021-04-06")), mention("b", when=on("2021-04"))) == {}


def test_days_of_one_visit_are_no_dispute() -> None:
    assert (
        sides(
            mention("a", mode="visit", when=on("2021-04-06"), document="x"),
            mention("b", when=on("2021-04-07"), document="x"),
            mention("c", when=on("2021-04-07"), document="y"),
        )
        == {}
    )


def test_a_guessed_date_disputes_nothing() -> None:
    events = [mention("a", when=on("2021-04-06")), mention("b", when=news("2021-05-12"))]
    assert find_disputes(events, {}, {}) == ()


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ((180, "missiles", "missiles"), (200, "missiles", "missiles"), True),
        ((180, "missiles", "missiles"), (182, "missiles", "missiles"), False),
        ((180, "missiles", "missiles"), (200, "drones", "drones"), False),
        ((100e6, "USD", "aid to"), (130e6, "USD", "aid"), True),
        ((100e6, "USD", "aid"), (130e6, "USD", "pipeline"), False),
        ((2e9, "USD", ""), (2.5e9, "USD", "pipeline"), True),
        ((180, "missiles", "missiles"), None, False),
    ],
)
def test_numbers(first: tuple[float, str, str], second: tuple[float, str, str] | None, *, disputed: bool) -> None:
    assert ("number" in sides(struck("a", first), struck("b", second))) == disputed


def test_a_silent_number_of_another_act_disputes_nothing() -> None:
    assert sides(struck("a", (2e9, "USD", "")), struck("b", (5e9, "USD", "loan"), rule="verbs:lend")) == {}


def test_numbers_read_as_a_person_writes_them() -> None:
    assert sides(struck("a", (100e6, "USD", "aid")), struck("b", (130e6, "USD", "aid")))["number"] == [
        "100,000,000 USD",
        "130,000,000 USD",
    ]


def test_a_range_agrees_with_what_lies_in_it() -> None:
    told = [struck("a", (70, "people", "dead"), "x"), struck("b", (100, "people", "dead"), "x")]
    assert sides(*told, struck("c", (80, "people", "dead"))) == {}


def test_whether() -> None:
    crossed = mention("a", when=DAY, document="x")
    denied = mention("b", when=DAY, document="y", auxiliary="negated", said_by=("PAK",))
    (happening,) = resolve(crossed, denied)
    (dispute,) = happening.disputes
    assert [(v.value, v.said_by) for v in dispute.versions] == [("did not happen", ("PAK",)), ("happened", ("x",))]


def test_a_document_and_its_copy_are_one_voice() -> None:
    a, b = struck("a", (180, "missiles", "missiles"), "x"), struck("b", (200, "missiles", "missiles"), "y")
    assert "number" in sides(a, b)
    assert sides(a, b, copies={"y": "x"}) == {}


@given(mentions())
def test_nobody_disputes_with_himself(told: list[Event]) -> None:
    copies = {"b": "a"}
    documents = {event.id: event.document for event in told}
    for happening in resolve_happenings(told, copies, {}):
        for dispute in happening.disputes:
            voices = [{copies.get(documents[key], documents[key]) for key in v.events} for v in dispute.versions]
            assert len(voices) > 1
            assert len(set().union(*voices)) == sum(map(len, voices))


@given(mentions())
def test_versions_differ_in_value(told: list[Event]) -> None:
    for happening in resolve_happenings(told, {}, {}):
        for dispute in happening.disputes:
            assert len({version.value for version in dispute.versions}) == len(dispute.versions)
