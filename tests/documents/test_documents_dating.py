"""A document's date is a finding with a basis, in many theatres; what its words forbid is not believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.documents import read_file
from dragoman.documents.dating import date_of_url
from dragoman.documents.expressions import find_dates
from dragoman.documents.mentions import latest_mention
from dragoman.model import Document
from dragoman.world import load_world

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
BODY = "The two delegations spoke about fish, borders and gas for most of the day and then went home."

CASES = {
    # text -> earliest, latest, basis, one line of thought each
    "a byline date": (f"Talks in Oslo end\nPosted on the 4 May 2006 by Per Dahl\n{BODY}", "2006-05-04", "2006-05-04", "byline"),
    "a dateline": (f"CAIRO, 3 June 1998 (Nile Agency) - {BODY}", "1998-06-03", "1998-06-03", "dateline"),
    "one president": ("President Jacques Chirac told envoys in Paris that France opposes the war and will say so again.", "1995-05-17", "2007-05-16", "office-holder"),
    "two leaders narrow": (
        "Prime Minister Tony Blair telephoned President George W. Bush on Sunday. Prime Minister Junichiro Koizumi joined them.",
        "2001-04-26", "2006-09-26", "office-holder",
    ),
    "a former one does not count": (
        "Former President Bill Clinton praised the deal. Prime Minister Shinzo Abe signed it with President Moon Jae-in in Tokyo.",
        "2017-05-10", "2020-09-16", "office-holder",
    ),
    "history does not count": (
        "In 1991 President Boris Yeltsin stood on a tank. Today Foreign Minister Mevlut Cavusoglu waits for an answer from Moscow.",
        "2015-11-24", "2023-06-03", "combined",
    ),
    "a told event bounds": ("The two armies clashed on 14 June 2009 near the pass, and the road has been closed ever since.", "2009-06-14", "", "latest-mention"),
    "a plan does not bound": ("The bridge is to be opened in 2031, and the two ministers will meet before that in Baku.", "", "", "unknown"),
    "office and event": (
        "Prime Minister Narendra Modi spoke of trust. His army had crossed the line in September 2016 and had come back the same night.",
        "2016-09-01", "", "combined",
    ),
    "the term of the event": (
        "President Donald Trump spoke of a good deal. The two navies met for their first drill in July 2018 off Hawaii.",
        "2018-07-01", "2021-01-20", "combined",
    ),
    "a comment bounds from above": (
        f"Prime Minister Manmohan Singh went home without a deal, and nobody was surprised by it.\n{BODY}\nComments (1)\nraj\n03 Mar 2012 - 10:15 pmGood one",
        "2004-05-22", "2012-03-03", "combined",
    ),
    "a masthead that fits": (f"Volume 3, No. 2, March 2005\nOn the river\nPresident Jacques Chirac called it absurd. {BODY}", "2005-03-01", "2005-03-31", "masthead"),
    "a masthead that does not": (
        f"Volume 9, No. 1, January 2021\nOn the river\nPresident Hosni Mubarak called the dam a threat to Egypt, and his minister flew to Addis. {BODY}",
        "1981-10-14", "2011-02-11", "office-holder",
    ),
    "one told as present by mistake is outvoted": (
        "President Bill Clinton was young then. Prime Minister Alexis Tsipras flew to Moscow. Chancellor Angela Merkel was not amused.",
        "2015-09-21", "2019-07-08", "office-holder",
    ),
    "a possessive and a dash": ("Pakistan's then-President Asif Ali Zardari had refused. Prime Minister Imran Khan's visit ended well for both sides.", "2018-08-18", "2022-04-10", "office-holder"),
    "dates of teasers say nothing": (f"{BODY}\nYou might also like\nA war in 2019 that nobody saw coming. Read more\n12 March 2019", "", "", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_dating(read, case):
    text, earliest, latest, basis = case
    documents, _ = read(text)
    when = documents[0].published
    assert (str(when.earliest or ""), str(when.latest or ""), when.basis.value) == (earliest, latest, basis)
    assert bool(when.expression) == when.known


def test_a_masthead_that_does_not_fit_is_told(read):
    _, issues = read(CASES["a masthead that does not"][0])
    assert [(issue.kind, issue.severity) for issue in issues] == [("date-conflict", "warning")]
    assert "2021-01-01" in issues[0].value
    assert "2011-02-11" in issues[0].value


def test_metadata_wins_over_persons_in_office(read):
    line = {
        "text": "President Jacques Chirac told envoys that France opposes it, and he meant it.",
        "published": "2013-02-01",
    }
    documents, issues = read(json.dumps(line), "a.jsonl")
    assert str(documents[0].published.earliest) == "2013-02-01"
    assert [issue.kind for issue in issues] == ["date-conflict"]


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
