from __future__ import annotations

from datetime import date

import msgspec
import pytest
from happening_events import UNKNOWN, after, mention, mentions, news, on, resolve, until
from hypothesis import given

from dragoman.happenings import resolve_happenings
from dragoman.model import Basis, Event, Status

DAY = on("2021-04-06")


def test_planned_and_happened_is_happened() -> None:
    (happening,) = resolve(
        mention("a", when=on("2021-04"), auxiliary="planned", known="2021-03-20"),
        mention("b", when=DAY, known="2021-04-07"),
    )
    assert happening.status is Status.HAPPENED
    assert happening.when.earliest == date(2021, 4, 6)
    assert (happening.first_known, happening.last_known) == (date(2021, 3, 20), date(2021, 4, 7))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([("planned", False)], Status.PLANNED),
        ([("offered", False)], Status.OFFERED),
        ([("hypothetical", False)], Status.HYPOTHETICAL),
        ([("negated", False)], Status.DENIED),
        ([("happened", True)], Status.ALLEGED),
        ([("happened", True), ("happened", False)], Status.HAPPENED),
        ([("ongoing", False)], Status.HAPPENED),
        ([("planned", False), ("negated", False)], Status.CANCELLED),
    ],
)
def test_status(told: list[tuple[str, bool]], status: Status) -> None:
    events = [mention(f"{i}", when=DAY, auxiliary=aux, alleged=alleged) for i, (aux, alleged) in enumerate(told)]
    (happening,) = resolve(*events)
    assert happening.status is status


def test_a_plan_put_off_is_postponed() -> None:
    (happening,) = resolve(mention("a", when=DAY, auxiliary="planned", rule="light:put_off nouns:visit"))
    assert happening.status is Status.POSTPONED


def test_a_plan_called_off_is_cancelled() -> None:
    plan = mention("a", mode="visit", when=on("2012-10"), auxiliary="planned", known="2012-09-10")
    off = mention("b", "REJECT", "meet", when=on("2012-09-25"), known="2012-09-26")
    assert [h.status for h in resolve(plan, off)] == [Status.CANCELLED, Status.HAPPENED]


@pytest.mark.parametrize(
    "refusal",
    [
        mention("b", "REJECT", "meet", when=on("2012-08-01"), known="2012-08-02"),
        mention("b", "REJECT", "meet", when=on("2012-11-05"), known="2012-11-06"),
        mention("b", "REJECT", "meet", when=until("2014-11-06"), known="2014-11-06"),
        mention("b", "REJECT", "meet", when=on("2012-09-25"), recipients=["IND"]),
        mention("b", "REJECT", "meet", when=on("2012-09-25"), alleged=True),
        mention("b", "REJECT", "assist", when=on("2012-09-25")),
    ],
)
def test_other_refusals_do_not_cancel(refusal: Event) -> None:
    plan = mention("a", mode="visit", when=on("2012-10"), auxiliary="planned", known="2012-09-10")
    assert resolve(plan, refusal)[0].status is Status.PLANNED


def test_a_refusal_of_long_ago_does_not_cancel_a_plan_without_a_day() -> None:
    plan = mention("a", when=after("2014-11-24"), auxiliary="planned", known="2014-11-24", document="x")
    off = mention("b", "REJECT", "meet", when=until("2014-11-24"), known="2014-11-24", document="x")
    assert resolve(plan, off)[0].status is Status.PLANNED


def test_a_date_that_the_text_gives_goes_before_a_guess() -> None:
    (happening,) = resolve(
        mention("a", "RETREAT", when=news("2014-06-03"), recipients=["PAK"]),
        mention("b", "RETREAT", when=on("2014-06")),
    )
    assert happening.when.basis is Basis.STATED


def test_the_most_specific_mode_and_its_score_stand() -> None:
    (happening,) = resolve(mention("a", when=DAY), mention("b", mode="visit", when=DAY), mention("c", when=DAY))
    assert (happening.mode, happening.intensity) == ("visit", 4.0)
    assert (happening.actors, happening.recipients) == (("RUS",), ("PAK",))


def test_background_only_where_all_tell_it_so() -> None:
    old, fresh = mention("a", when=DAY, historical=True), mention("b", when=DAY)
    assert resolve(old)[0].historical
    assert not resolve(old, fresh)[0].historical


def test_an_undated_happening_is_kept() -> None:
    (happening,) = resolve(mention("a", when=UNKNOWN))
    assert not happening.when.known
    assert happening.first_known is None


@given(mentions())
def test_what_is_concluded_is_of_the_mentions(told: list[Event]) -> None:
    events = {event.id: event for event in told}
    for happening in resolve_happenings(told, {"b": "a"}, {}):
        mine = [events[key] for key in happening.events]
        assert happening.when in [event.when for event in mine]
        assert happening.independent_sources <= happening.sources <= len(mine)
        assert {happening.event_type} == {event.event_type for event in mine}
        assert happening.status is not Status.HAPPENED or any(not event.alleged for event in mine)


@given(mentions())
def test_withdrawing_a_document_leaves_no_trace_of_it(told: list[Event]) -> None:
    left = [event for event in told if event.document != "c"]
    with_it = list(resolve_happenings(told, {"b": "a"}, {}))
    without = list(resolve_happenings(left, {"b": "a"}, {}))
    assert without == list(resolve_happenings(list(left), {"b": "a"}, {}))
    untouched = [h for h in with_it if all(e.document != "c" for e in told if _parties(e) == set(_codes(h)))]
    assert {h.id for h in untouched} <= {h.id for h in without}
    gone = {event.id for event in told} - {event.id for event in left}
    assert not any(key in msgspec.json.encode(without).decode() for key in gone)


def _parties(event: Event) -> set[str]:
    return {p.code for p in (*event.actors, *event.recipients)}


def _codes(happening: object) -> tuple[str, ...]:
    return (*happening.actors, *happening.recipients)  # type: ignore[attr-defined]
