from __future__ import annotations

import random
from datetime import date

import pytest
from happening_events import UNKNOWN, Date, after, grouped, mention, mentions, news, on, resolve, until
from hypothesis import given
from hypothesis import strategies as st

from dragoman.happenings import group_events, resolve_happenings
from dragoman.model import Event

DAY = on("2021-04-06")


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (DAY, DAY, True),
        (DAY, on("2021-04-16"), False),
        (DAY, on("2021-04"), True),
        (DAY, on("2021"), True),
        (on("2021-04"), on("2021-04"), True),
        (on("2021-04"), on("2021-09"), False),
        (on("2007"), on("2007"), True),
        (DAY, news("2021-04-09"), True),
        (DAY, news("2021-04-20"), False),
        (news("2021-04-09"), news("2021-04-12"), True),
        (news("2021-04-09"), news("2021-04-18"), False),
        (DAY, until("2021-04-09"), False),
        (until("2021-04-09"), until("2021-04-09"), False),
        (UNKNOWN, UNKNOWN, False),
    ],
)
def test_visits_in_two_articles(first: Date, second: Date, *, one: bool) -> None:
    a, b = mention("a", mode="visit", when=first), mention("b", mode="visit", when=second)
    assert (len(grouped(a, b)) == 1) == one


def test_a_wide_date_joins_only_what_fits_alone() -> None:
    march, may = mention("a", when=on("2021-03-02")), mention("b", when=on("2021-05-02"))
    year = mention("c", when=on("2021"))
    assert grouped(march, year) == [["a", "c"]]
    assert grouped(march, may, year) == [["a"], ["b"], ["c"]]


def test_of_two_that_fit_the_one_in_the_same_article_is_meant() -> None:
    march = mention("a", when=on("2021-03-02"), document="x")
    may = mention("b", when=on("2021-05-02"), document="y")
    assert grouped(march, may, mention("c", when=on("2021"), document="y")) == [["a"], ["b", "c"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            mention("a", actors=["PAK", "RUS"], recipients=[], when=DAY),
            mention("b", actors=["PAK", "RUS", "CHN"], when=DAY),
        ),
        (
            mention("a", "COERCE", "restrict", ["RUS"], ["TUR"], when=DAY),
            mention("b", "COERCE", "restrict", ["TUR"], ["RUS"], when=DAY),
        ),
        (mention("a", mode="visit", when=DAY), mention("b", mode="phone", when=DAY)),
        (mention("a", when=DAY), mention("b", when=DAY, auxiliary="offered")),
        (mention("a", "AID", when=DAY), mention("b", "COOPERATE", when=DAY)),
        (mention("a", when=DAY, document="x"), mention("b", when=DAY, document="x", auxiliary="negated")),
        (
            mention("a", mode="visit", when=on("2021-04"), people=[("RUS", "Lavrov")]),
            mention("b", mode="visit", when=on("2021-04"), people=[("RUS", "Shoigu")]),
        ),
        (mention("a", "ACCUSE", when=news("2021-04-09")), mention("b", "ACCUSE", when=news("2021-04-12"))),
    ],
)
def test_two_things(first: Event, second: Event) -> None:
    assert len(grouped(first, second)) == 2


def test_a_visit_made_and_a_visit_hosted_are_one() -> None:
    made = mention("a", mode="visit", actors=["RUS"], recipients=["PAK"], when=DAY)
    hosted = mention("b", mode="visit", actors=["PAK"], recipients=["RUS"], when=DAY)
    met = mention("c", actors=["PAK", "RUS"], recipients=[], when=DAY)
    (happening,) = resolve(made, hosted, met)
    assert happening.mode == "visit"
    assert happening.recipients


def test_visit_talks_and_discussion_in_one_article_are_one() -> None:
    found = grouped(
        mention("a", mode="visit", when=DAY, document="x"),
        mention("b", actors=["PAK", "RUS"], recipients=[], when=on("2021-04-07"), document="x"),
        mention("c", actors=["PAK", "RUS"], recipients=[], when=news("2021-04-09"), document="x"),
        mention("d", actors=["PAK", "RUS"], recipients=[], when=until("2021-04-09"), document="x"),
    )
    assert found == [["a", "b", "c", "d"]]


def test_undated_talks_told_within_a_few_sentences_are_one() -> None:
    def talks(key: str, start: int) -> Event:
        return mention(key, when=until("2021-04-09"), document="x", start=start)

    assert grouped(talks("a", 0), talks("b", 300), talks("c", 9000)) == [["a", "b"], ["c"]]


def test_background_is_not_the_news() -> None:
    fresh = mention("a", when=DAY, document="x")
    old = mention("b", when=until("2021-04-09"), document="x", historical=True)
    assert len(grouped(fresh, old)) == 2


def test_a_planned_next_meeting_is_not_the_meeting() -> None:
    met = mention("a", when=on("2021-04-09"), document="x", known="2021-04-09")
    again = mention("b", when=after("2021-04-09"), document="x", known="2021-04-09", auxiliary="planned")
    assert len(grouped(met, again)) == 2


def test_a_plan_lies_after_its_publication() -> None:
    met = mention("a", when=on("2021-04-03"), known="2021-04-04")
    later = mention("b", when=on("2021-04"), known="2021-04-10", auxiliary="planned")
    sooner = mention("c", when=on("2021-04"), known="2021-03-20", auxiliary="planned")
    assert grouped(met, later) == [["a"], ["b"]]
    assert grouped(met, sooner) == [["a", "c"]]


def test_the_same_long_words_are_one_thing_even_undated() -> None:
    words = "Iran has more than once asked its neighbour to honour the old contract."
    same = [mention(key, "REQUEST", when=until(f"2021-04-0{i}"), quote=words) for i, key in enumerate("abc", 1)]
    assert grouped(*same) == [["a", "b", "c"]]
    short = [mention(key, "REQUEST", when=UNKNOWN, quote="They asked again.") for key in "ab"]
    assert len(grouped(*short)) == 2


def test_copies_tell_it_once() -> None:
    words = "General Raheel Sharif, the army chief, visited Moscow in June and stayed {}"
    original = mention("a", mode="visit", when=until("2015-10-17"), document="x", quote=words.format("for a day"))
    copy = mention("b", mode="visit", when=until("2015-10-18"), document="y", quote=words.format("a day"))
    (happening,) = resolve(original, copy, copies={"y": "x"})
    assert (happening.sources, happening.independent_sources) == (2, 1)


def test_a_day_off_by_a_slip_is_one_happening() -> None:
    lavrov = [("RUS", "Sergey Lavrov")]
    fifth = mention("a", mode="visit", when=on("2021-04-05"), people=lavrov)
    sixth = mention("b", mode="visit", when=on("2021-04-06"), people=lavrov)
    assert len(grouped(fifth, sixth)) == 1
    assert len(grouped(fifth, sixth, mention("c", mode="visit", when=on("2021-04-12")))) == 3
    both = [
        mention(key, mode="visit", when=on(day), people=lavrov, document="x") for key, day in (("d", "2021-04-05"),)
    ]
    assert len(grouped(fifth, sixth, *both)) == 1


def test_daily_strikes_are_no_slips() -> None:
    strikes = [mention(f"{d}", "ASSAULT", "aerial", when=on(f"2022-03-{d:02}")) for d in range(10, 14)]
    assert len(grouped(*strikes)) == 4
    assert len(grouped(*strikes[:2])) == 2


def test_they_met_belongs_to_the_wider_meeting_of_the_article() -> None:
    summit = mention("a", actors=["CHN", "PAK", "RUS"], recipients=[], when=DAY, document="x")
    they = mention("b", actors=["PAK", "RUS"], recipients=[], when=DAY, document="x", basis="pronoun")
    edge = mention("c", actors=["PAK", "RUS"], recipients=[], when=DAY, document="x")
    assert grouped(summit, they) == [["a", "b"]]
    assert grouped(summit, edge) == [["a"], ["c"]]


@given(mentions(), st.randoms(use_true_random=False))
def test_neither_order_nor_doubles_matter(told: list[Event], rng: random.Random) -> None:
    shuffled = told + told[:5]
    rng.shuffle(shuffled)
    copies = {"b": "a"}
    assert list(resolve_happenings(shuffled, copies, {})) == list(resolve_happenings(told, copies, {}))


@given(mentions())
def test_every_mention_is_in_one_happening(told: list[Event]) -> None:
    found = [event.id for group in group_events(told, {"b": "a"}) for event in group]
    assert sorted(found) == [event.id for event in told]


@given(mentions())
def test_ids_are_unique(told: list[Event]) -> None:
    ids = [happening.id for happening in resolve_happenings(told, {}, {})]
    assert len(ids) == len(set(ids))


@given(mentions(), mentions())
def test_other_parties_change_nothing(told: list[Event], others: list[Event]) -> None:
    """What is told of two parties does not hang on what is told of two others: withdrawing it undoes it."""
    far = [mention(f"far-{e.id}", "AID", actors=["BRA"], recipients=["ARG"], document=e.document) for e in others]
    before = {h.id: h for h in resolve_happenings(told, {}, {})}
    together = {h.id: h for h in resolve_happenings([*told, *far], {}, {})}
    assert before.items() <= together.items()


def test_fresh_news_of_a_dense_dyad_is_told_once_a_week() -> None:
    told = [
        mention(f"{i}", mode=mode, when=news(f"2020-01-{day:02}"))
        for i, (day, mode) in enumerate((day, mode) for mode in ("visit", None) for day in range(1, 15))
    ]
    assert len(grouped(*told)) == 2


def test_two_days_told_as_one_visit_join_the_days() -> None:
    sixth, seventh = mention("a", when=on("2021-04-06")), mention("b", when=on("2021-04-07"))
    both = mention("c", mode="visit", when=(date(2021, 4, 6), date(2021, 4, 7), "stated"))
    assert grouped(sixth, seventh) == [["a"], ["b"]]
    assert grouped(sixth, seventh, both) == [["a", "b", "c"]]


def test_a_large_block_is_swept_not_compared() -> None:
    days = [f"20{y:02}-{m:02}-{d:02}" for y in range(10, 20) for m in range(1, 13) for d in range(1, 28)]
    told = [mention(f"{i}", when=on(day), document=f"d{i // 3}") for i, day in enumerate(days)]
    assert len(group_events(told)) == len(days)
