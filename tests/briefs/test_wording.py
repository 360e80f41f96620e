from __future__ import annotations

import csv
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from small_store import day, happening, mention, page

from dragoman.briefs.wording import happening_text, interval_text, name_text, statuses, template_of, templates
from dragoman.model import Basis, Happening, Status, When
from dragoman.world import World

DAYS = st.dates(date(1850, 1, 1), date(2050, 12, 31))


def days(first: str | None, last: str | None, basis: Basis = Basis.STATED) -> When:
    return When(first and date.fromisoformat(first), last and date.fromisoformat(last), basis=basis)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2021-04-06", "2021-04-06", "6 April 2021"),
        ("2011-05-01", "2011-05-31", "May 2011"),
        ("2016-02-01", "2016-02-29", "February 2016"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-01-01", "2016-12-31", "2014 to 2016"),
        ("1980-01-01", "1989-12-31", "the 1980s"),
        ("1900-01-01", "1909-12-31", "1900 to 1909"),  # "the 1900s" would be a century
        ("2014-01-01", "2014-03-31", "January to March 2014"),
        ("2013-12-01", "2014-02-28", "December 2013 to February 2014"),
        ("2018-08-18", "2021-01-20", "between 18 August 2018 and 20 January 2021"),
        ("2018-08-18", "2018-09-20", "between 18 August and 20 September 2018"),
        ("2018-08-18", "2018-08-20", "between 18 and 20 August 2018"),
        ("2021-04-01", None, "April 2021 or later"),
        ("2021-01-01", None, "2021 or later"),
        ("2021-04-06", None, "6 April 2021 or later"),
        (None, "2012-11-26", "by 26 November 2012"),
        (None, "2012-11-30", "by the end of November 2012"),
        (None, "2012-12-31", "by the end of 2012"),
        (None, None, "undated"),
    ],
)
def test_interval_in_words(first: str | None, last: str | None, text: str) -> None:
    assert interval_text(days(first, last)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2024-05-03", "2024-05-03", "about 3 May 2024 (by publication)"),
        ("2024-04-26", "2024-05-03", "about 3 May 2024 (by publication)"),
        ("2024-01-01", "2024-12-31", "about 2024 (by publication)"),
        ("2024-05-03", None, "3 May 2024 or later (after publication)"),
        (None, "2024-05-03", "by 3 May 2024 (day of publication)"),
    ],
)
def test_a_fallback_is_marked(first: str | None, last: str | None, text: str) -> None:
    assert interval_text(days(first, last, Basis.PUBLICATION)) == text


@given(DAYS | st.none(), st.integers(0, 4000) | st.none(), DAYS | st.none(), st.integers(0, 4000) | st.none())
def test_two_intervals_never_read_alike(
    start: date | None, length: int | None, other_start: date | None, other_length: int | None
) -> None:
    one, other = _interval(start, length), _interval(other_start, other_length)
    same = (one.earliest, one.latest) == (other.earliest, other.latest)
    assert (interval_text(one) == interval_text(other)) is same


def _interval(start: date | None, length: int | None) -> When:
    if start is None or length is None:
        return When(start, None)
    return When(start, start + timedelta(days=length))


@pytest.mark.parametrize("last", [date.max, date(9999, 1, 5)])
def test_the_end_of_the_calendar(last: date) -> None:
    assert "9999" in interval_text(When(None, last))


def told(world: World, parties: str, kind: str, **changes: object) -> str:
    document = page("a.html", ["One met two."], day("2001-01-01"))
    event = mention(document, "One met two.", "met", kind, parties, day("2001-01-01"))
    return happening_text(replace(happening([event]), **changes), world)


@pytest.mark.parametrize(
    ("parties", "kind", "text"),
    [
        ("RUS > PAK", "CONSULT visit", "Russia visits or hosts Pakistan"),
        ("USA RUS", "CONSULT", "The United States and Russia meet or talk"),
        ("USA > grp:taliban", "ACCUSE", "The United States blames or criticises the Taliban"),
        ("grp:taliban > USA", "ACCUSE", "The Taliban blame or criticise the United States"),
        ("DEU FRA > IRN", "AID", "Germany and France give aid to Iran"),
        ("org:nato > RUS", "ACCUSE", "The North Atlantic Treaty Organization blames or criticises Russia"),
        ("RUS", "CONSULT", "Russia: meeting or talks (with whom is not said)"),
        ("org:no-such-body > RUS", "AID", "org:no-such-body gives aid to Russia"),
    ],
)
def test_a_happening_in_words(world: World, parties: str, kind: str, text: str) -> None:
    assert told(world, parties, kind) == text


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.PLANNED, "planned: the United States gives aid to Pakistan"),
        (Status.ALLEGED, "alleged: the United States gives aid to Pakistan"),
        (Status.DENIED, "not done: the United States gives aid to Pakistan"),
        (Status.HYPOTHETICAL, "only possible: the United States gives aid to Pakistan"),
    ],
)
def test_a_status_stands_before(world: World, status: Status, text: str) -> None:
    assert told(world, "USA > PAK", "AID", status=status) == text


def test_an_unknown_type_shows_its_code(world: World) -> None:
    assert told(world, "RUS > PAK", "AID", event_type="GREET", mode="wave") == "Russia: GREET wave towards Pakistan"


def test_every_status_has_words() -> None:
    assert set(statuses()) == {status.value for status in Status}


def test_every_type_and_mode_has_a_template() -> None:
    text = (files("dragoman.ontology") / "data" / "types.csv").read_text(encoding="utf-8")
    known = {(row["event_type"], row["mode"]) for row in csv.DictReader(text.splitlines())}
    assert set(templates()) == known


@pytest.mark.parametrize("key", sorted(templates()))
def test_every_template_is_a_sentence(world: World, key: tuple[str, str]) -> None:
    template = template_of(*key)
    assert template.label
    for actors, recipients in ((("RUS",), ("PAK",)), (("RUS", "IND"), ("PAK",)), (("RUS", "IND"), ())):
        text = happening_text(_plain(*key, actors, recipients), world)
        assert not set(text) & set("{}[]|")
        assert all(name in text for name in ("Russia", "Pakistan" if recipients else "India"))


def _plain(event_type: str, mode: str, actors: tuple[str, ...], recipients: tuple[str, ...]) -> Happening:
    document = page("a.html", ["One met two."], day("2001-01-01"))
    event = mention(document, "One met two.", "met", "AID", "RUS > PAK", day("2001-01-01"))
    return replace(happening([event]), event_type=event_type, mode=mode or None, actors=actors, recipients=recipients)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Philippines", "the Philippines"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("Amnesty International", "Amnesty International"),
        ("Hamas", "Hamas"),
        ("The Resistance Front", "the Resistance Front"),
        ("", ""),
    ],
)
def test_names_take_their_article(name: str, text: str) -> None:
    assert name_text(name) == text


def test_braces_in_a_name_are_only_text() -> None:
    class Odd:
        def name(self, code: str) -> str:
            return {"RUS": "{recipients} [a|b]", "PAK": "{actors}"}[code]

    assert happening_text(_plain("AID", "", ("RUS",), ("PAK",)), Odd()) == "{recipients} [a|b] gives aid to {actors}"
