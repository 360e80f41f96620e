"""A document's date is a finding with a basis, in many theatres; what its words forbid is not believed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from documents_world import rows_of
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import Interval
from dragoman.documents import read_file
from dragoman.documents.clues.calendars import find_other_dates
from dragoman.documents.clues.prose import read_sentences
from dragoman.documents.clues.signs import Sign, weights
from dragoman.documents.clues.told import latest_event
from dragoman.documents.clues.weighing import as_when, judge, weigh
from dragoman.documents.dating import date_of_url
from dragoman.documents.expressions import find_dates
from dragoman.model import Basis, Document, Precision
from dragoman.world import load_world

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
BODY = "The two delegations spoke about fish, borders and gas for most of the day and then went home."

CASES = {row["case"]: row for row in rows_of("dating_cases.csv")}


def text_of(case: dict[str, str]) -> str:
    """The text of a case: a bar ends a line, {BODY} stands for a paragraph that tells no date."""
    return case["text"].replace(" | ", "\n").replace("{BODY}", BODY)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_dating(read, case):
    documents, _ = read(text_of(case))
    when = documents[0].published
    assert (str(when.earliest or ""), str(when.latest or "")) == (case["earliest"], case["latest"])
    assert when.basis.value in case["basis"].split("|")
    assert bool(when.expression) == when.known


def test_a_masthead_that_does_not_fit_is_told(read):
    _, issues = read(text_of(CASES["a masthead that does not"]))
    assert [(issue.kind, issue.severity) for issue in issues] == [("date-conflict", "warning")]
    assert "2021-01-01" in issues[0].value
    assert "2011-02-11" in issues[0].value


def test_metadata_wins_over_persons_in_office(read):
    line = {
        "text": "President Jacques Chirac called Prime Minister Tony Blair and told him that it was wrong.",
        "published": "2013-02-01",
    }
    documents, issues = read(json.dumps(line), "a.jsonl")
    assert str(documents[0].published.earliest) == "2013-02-01"
    assert [issue.kind for issue in issues] == ["date-conflict"]


def test_one_person_told_as_history_is_no_conflict(read):
    line = {
        "text": "President Jacques Chirac is remembered for his refusal, said the minister.",
        "published": "2023-02-01",
    }
    documents, issues = read(json.dumps(line), "a.jsonl")
    assert str(documents[0].published.earliest) == "2023-02-01"
    assert issues == []


def test_half_of_the_persons_in_office_are_enough(read):
    line = {
        "text": "President Donald Trump thanked Prime Minister Shinzo Abe. President Ronald Reagan, "
        "President Jacques Chirac and Prime Minister Tony Blair were named as examples.",
        "published": "2018-07-01",
    }
    documents, issues = read(json.dumps(line), "a.jsonl")
    assert str(documents[0].published.earliest) == "2018-07-01"
    assert issues == []


def test_retrieval_is_an_upper_bound(read):
    documents, _ = read(json.dumps({"text": BODY, "retrieved": "2020-02-02T10:00:00Z"}), "a.jsonl")
    assert (documents[0].published.earliest, str(documents[0].published.latest)) == (None, "2020-02-02")


@pytest.mark.parametrize(
    ("published", "earliest", "latest"),
    [
        ("2014-03-12", "2014-03-12", "2014-03-12"),
        ("20140312", "2014-03-12", "2014-03-12"),
        ("Wed, 12 Mar 2014 08:00:00 GMT", "2014-03-12", "2014-03-12"),
        ("March 2014", "2014-03-01", "2014-03-31"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("03/04/2014", "2014-03-04", "2014-04-03"),
        ("25/12/2014", "2014-12-25", "2014-12-25"),
    ],
)
def test_published_of_a_feed(read, published, earliest, latest):
    documents, issues = read(json.dumps({"text": BODY, "published": published}), "a.jsonl")
    when = documents[0].published
    assert (str(when.earliest), str(when.latest), when.basis.value) == (earliest, latest, "metadata")
    assert issues == []


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2014/03/12/talks", "2014-03-12"),
        ("https://a.example/world/2014/mar/12/talks", "2014-03-12"),
        ("https://a.example/talks-2014-03-12.html", "2014-03-12"),
        ("https://a.example/20140312-talks", "2014-03-12"),
        ("https://a.example/2014/03/talks", "2014-03-01"),
        ("https://a.example/id/1912345678", None),
        ("https://a.example/vision-2030/plan", None),
    ],
)
def test_date_of_url(url, day):
    when = date_of_url(url)
    assert (str(when.earliest) if when else None) == day


def test_date_of_file_name(read):
    documents, _ = read(BODY, "2011-09-03_tripoli.txt")
    assert (str(documents[0].published.earliest), documents[0].published.basis.value) == ("2011-09-03", "file-name")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on May 3rd, 1998", ["1998-05-03"]),
        ("the war of 1979 and the talks of June 1988", ["1979-01-01", "1988-06-01"]),
        ("a loan of 2000 km of rail, $1999 and 2,014 men", []),
        ("in the summer of 2012", ["2012-06-01"]),
        ("31 February 2011", ["2011-02-01"]),
        ("he may go", []),
    ],
)
def test_find_dates(text, found):
    assert [str(date.earliest) for date in find_dates(text)] == found


def test_latest_event_leaves_plans_out():
    text = "The treaty was signed in 1994. It expires in 2019. The base opened in May 2001 and will close in 2012."
    assert latest_event(read_sentences(text)).expression == "May 2001"


PAGE = "<title>Talks end</title>{head}<body><h1>Talks end</h1>{before}<div class=text><p>{body}</p><p>{body}</p></div>"
LINK = '<link rel=canonical href="https://{}">'
BYLINE = "<p class=byline>By Ann Lee, {}</p>"
META = '<meta property="article:published_time" content="{}">'

PAGES = [
    # head, before the text, first..last day, basis, number of conflicts
    (META.format("2014-03-12T23:30:00Z"), "", "2014-03-12..2014-03-12", "metadata", 0),
    (META.format("1970-01-01T00:00:00Z"), "", "..", "unknown", 0),
    (META.format("2019-05-01"), BYLINE.format("13 March 2014"), "2019-05-01..2019-05-01", "metadata", 1),
    (
        META.format("2019-05-01") + LINK.format("a.example/2014/03/13/talks"),
        BYLINE.format("13 March 2014"),
        "2014-03-13..2014-03-13",
        "byline",
        1,
    ),
    ('<meta property="article:modified_time" content="2014-03-14">', "", "..2014-03-14", "metadata", 0),
    ("", '<time datetime="2014-03-12">Wednesday</time>', "2014-03-12..2014-03-12", "metadata", 0),
    (LINK.format("a.example/2014/talks.html"), "", "2014-01-01..2014-12-31", "url", 0),
    (LINK.format("a.example/talks?date=2014-03-12"), "", "2014-03-12..2014-03-12", "url", 0),
    (LINK.format("web.archive.org/web/20150403120000/http://a.example/talks"), "", "..2015-04-03", "retrieved", 0),
    (LINK.format("a.co.uk/x"), BYLINE.format("03/04/2012"), "2012-04-03..2012-04-03", "byline", 0),
    (LINK.format("a.gov/x"), BYLINE.format("03/04/2012"), "2012-03-04..2012-03-04", "byline", 0),
]


@pytest.mark.parametrize(("head", "before", "days", "basis", "conflicts"), PAGES)
def test_dates_of_pages(read, head, before, days, basis, conflicts):
    documents, issues = read(PAGE.format(head=head, before=before, body=BODY), "a.html")
    when = documents[0].published
    assert (f"{when.earliest or ''}..{when.latest or ''}", when.basis.value) == (days, basis)
    assert [issue.kind for issue in issues] == ["date-conflict"] * conflicts


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (f"Talks in Oslo end\nPosted 2 days ago by Ann Lee\n{BODY}", "2020-01-30", "2020-02-01"),
        (f"{BODY} {BODY}\nComments (1)\nraj 3 years ago\nGood one, and true of all the others too", "", "2017-02-02"),
        (f"Talks in Oslo end\nBy Ann Lee, 3 May 2009\n{BODY}", "2009-05-03", "2009-05-03"),
        (f"Talks in Oslo end\nBy Ann Lee, 3 May 2023\n{BODY}", "", "2020-02-02"),
    ],
)
def test_ages_are_counted_from_the_day_of_fetching(read, text, first, last):
    documents, _ = read(json.dumps({"text": text, "retrieved": "2020-02-02"}), "a.jsonl")
    when = documents[0].published
    assert (str(when.earliest or ""), str(when.latest or "")) == (first, last)


def test_the_day_of_fetching_is_never_the_date(read):
    documents, _ = read(json.dumps({"text": BODY, "retrieved": "2020-02-02"}), "a.jsonl")
    document = documents[0]
    assert (document.published.basis.value, document.published.precision.value) == ("retrieved", "open")
    assert [clue.verdict for clue in document.dating] == ["bound"]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("talks_20140312.txt", "2014-03-12", "2014-03-12"),
        ("12Mar2014_talks.txt", "2014-03-12", "2014-03-12"),
        ("talks-March_2014.txt", "2014-03-01", "2014-03-31"),
        ("2014-03 talks.txt", "2014-03-01", "2014-03-31"),
        ("25-12-2014.txt", "2014-12-25", "2014-12-25"),
        ("03-04-2014.txt", "2014-03-04", "2014-04-03"),
        ("talks 2014.txt", "2014-01-01", "2014-12-31"),
        ("id1912345678.txt", "", ""),
    ],
)
def test_dates_of_file_names(read, name, first, last):
    documents, _ = read(BODY, name)
    when = documents[0].published
    assert (str(when.earliest or ""), str(when.latest or "")) == (first, last)


def test_clues_point_into_the_file(read):
    case = CASES["a masthead that does not"]
    documents, _ = read(text_of(case))
    document = documents[0]
    quotes = {
        clue.basis.value: document.raw[clue.start : clue.end] for clue in document.dating if clue.start is not None
    }
    assert quotes == {"office-holder": "President Hosni Mubarak", "masthead": "January 2021"}
    assert {clue.basis.value: clue.verdict for clue in document.dating} == {
        "office-holder": "bound",
        "masthead": "refused",
    }


def test_a_later_event_than_the_stated_date_is_told(read):
    line = {
        "text": "The two armies clashed on 14 June 2009 near the pass, and it is closed.",
        "published": "2008-01-05",
    }
    documents, issues = read(json.dumps(line), "a.jsonl")
    assert str(documents[0].published.earliest) == "2008-01-05"
    assert [issue.kind for issue in issues] == ["date-conflict"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("平成26年3月12日", ["2014-03-12"]),
        ("2014年3月12日", ["2014-03-12"]),
        ("No. 12, Showa 51", ["1976-01-01"]),
        ("ngày 12 tháng 3 năm 2014", ["2014-03-12"]),
        ("۱۳۹۳/۰۱/۲۵", ["2014-04-14"]),
        ("12 มีนาคม 2557", ["2014-03-12"]),
        ("1er août 1999", ["1999-08-01"]),
        ("32 mars 2014", []),
        ("12 Farvardin 2014", []),
        ("flight 1393", []),
    ],
)
def test_dates_of_other_calendars(text, days):
    assert [str(found.earliest) for found in find_other_dates(text)] == days


@pytest.mark.parametrize("day", [date(1996, 3, 20), date(2014, 3, 21), date(2021, 3, 21), date(2024, 3, 20)])
def test_the_persian_year_begins_in_march(day):
    assert find_other_dates(f"1 Farvardin {day.year - 621}")[0].earliest == day


DAYS = st.dates(date(1950, 1, 1), date(2040, 1, 1))
SIGNS = st.lists(
    st.builds(
        lambda kind, one, other: Sign(kind, Basis.CONTEXT, (Interval(min(one, other), max(one, other)),)),
        st.sampled_from(sorted(weights())),
        DAYS,
        DAYS,
    ),
    max_size=8,
)


@given(SIGNS, st.randoms())
def test_the_order_of_signs_does_not_matter(signs, random):
    shuffled = list(signs)
    random.shuffle(shuffled)
    one, other = as_when(weigh(signs)), as_when(weigh(shuffled))
    assert (one.earliest, one.latest) == (other.earliest, other.latest)


@given(SIGNS)
def test_every_sign_gets_a_verdict_and_the_interval_is_in_order(signs):
    weighed = weigh(signs)
    if weighed is None:
        assert signs == []
        return
    assert weighed.window.first <= weighed.window.last
    assert len(judge(weighed)) == len(signs)


@given(DAYS)
def test_a_lone_statement_is_the_date(day):
    weighed = weigh([Sign("byline", Basis.BYLINE, (Interval(day, day),), precision=Precision.DAY)])
    when = as_when(weighed)
    assert (when.earliest, when.latest, when.basis) == (day, day, Basis.BYLINE)


SEED_BOUNDS = {
    # which days must lie inside, and the widest bounds allowed
    "000": (["2012-11-26"], "2012-11-26", "2012-11-26"),
    "001": (["2019-06-01", "2019-07-31"], "2018-08-01", "2021-01-31"),
    "002": (["2012-06-15", "2012-08-31"], "2012-05-01", "2013-09-30"),
    "003": (["2021-04-01", "2021-04-30"], "2019-02-01", "2022-04-30"),
    "004": (["2018-05-01", "2018-05-31"], "2017-07-01", "2021-01-31"),
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not here")
@pytest.mark.parametrize("number", SEED_BOUNDS)
def test_seed(number):
    inside, earliest, latest = SEED_BOUNDS[number]
    items = list(read_file(next(SEEDS.glob(f"{number}_*")), load_world()))
    when = next(item for item in items if isinstance(item, Document)).published
    assert earliest <= str(when.earliest)
    assert str(when.latest) <= latest
    assert all(str(when.earliest) <= day <= str(when.latest) for day in inside)
    assert ("date-conflict" in [getattr(item, "kind", "") for item in items]) == (number == "003")
