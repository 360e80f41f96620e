"""A document's date is a finding with a basis, in many theatres; what its words forbid is not believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents_world import rows_of

from dragoman.documents import read_file
from dragoman.documents.dating import date_of_url
from dragoman.documents.expressions import find_dates
from dragoman.documents.mentions import latest_mention
from dragoman.model import Document
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
    expected = (case["earliest"], case["latest"], case["basis"])
    assert (str(when.earliest or ""), str(when.latest or ""), when.basis.value) == expected
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


def test_latest_mention_leaves_plans_out():
    text = "The treaty was signed in 1994. It expires in 2019. The base opened in May 2001 and will close in 2012."
    assert latest_mention(text).words == "1994"


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
