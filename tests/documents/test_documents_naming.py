"""What a page is called and who published it, whichever way the page says so."""

from __future__ import annotations

import json
import time

import pytest

from dragoman.documents.cues import match_cue
from dragoman.documents.heads import front_matter, mail_head
from dragoman.documents.naming import as_outlet, outlet_of_line, owner_of_line, without_shouting
from dragoman.model import RegionKind

PARAGRAPH = "The two delegations spoke about fish, borders and gas for most of the day and then they went home again. "
PAGE = "<title>{title}</title>{head}<body>{body}<div class=text><p>{prose}</p><p>{prose}</p></div></body>"

LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@id": "#o", "name": "Isle &amp; Sea"}, '
    '{"headline": "Gas for Malta", "publisher": {"@id": "#o"}}]}</script>'
)
TITLES = [
    # title tag, other head, body before the text, title, outlet
    ("Gas for Malta | Isle Mail", "", "<h1>Gas for Malta</h1>", "Gas for Malta", "Isle Mail"),
    ("Isle Mail: Gas for Malta", "", "<h2>Gas for Malta</h2>", "Gas for Malta", "Isle Mail"),
    ("Gas for Malta | World | Isle Mail", "", "<h1>Gas for Malta</h1>", "Gas for Malta", "Isle Mail"),
    ("Malta: gas at last - Isle Mail", "", "<h1>Malta: gas at last</h1>", "Malta: gas at last", "Isle Mail"),
    ("Isle Log: Gas for all", "", "<h1><a href=/>Isle Log</a></h1><h3>Gas for all</h3>", "Gas for all", "Isle Log"),
    ("Gas for Malta", '<meta name="dc.title" content="Gas for M">', "<h1>Gas for Malta</h1>", "Gas for Malta", None),
    ("Gas", '<meta name="dcterms.publisher" content="ISLE MAIL ONLINE">', "<h1>Gas for Malta</h1>", "Gas", "Isle Mail"),
    (
        "Gas for Malta",
        LINKED,
        "<h1>Gas for Malta</h1>",
        "Gas for Malta",
        "Isle & Sea",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "head", "body", "expected", "outlet"), TITLES)
def test_title_and_outlet_of_a_page(read, title, head, body, expected, outlet):
    documents, _ = read(PAGE.format(title=title, head=head, body=body, prose=PARAGRAPH), "a.html")
    assert (documents[0].title, documents[0].outlet) == (expected, outlet)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("THE DELTA GAZETTE", "The Delta Gazette"),
        ("Delta Gazette :: Foreign desk", "Delta Gazette"),
        ("Paper 3, Delta Institute for Rivers", "Delta Institute for Rivers"),
        ("News | Business | Opinion", None),
        ("Mail us", None),
        ("Press releases", None),
    ],
)
def test_outlet_of_a_masthead(text, outlet):
    assert outlet_of_line(text) == outlet


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("© 2019 The Delta Courier. All rights reserved.", "The Delta Courier"),
        ("Copyright 2006-2012 Delta Courier Group", "Delta Courier"),
        ("Delta Courier 2023 (c) - Terms", "Delta Courier"),
        ("(c) Delta Courier 2023. Imprint.", "Delta Courier"),
        ("All rights reserved", None),
    ],
)
def test_owner_of_a_line_of_law(text, owner):
    assert owner_of_line(text) == owner


def test_initials_and_addresses():
    assert as_outlet("BBC") == "BBC"
    assert as_outlet("https://delta.example") is None
    assert without_shouting("NATO MEETS IN OSLO", "In Oslo NATO meets again.") == "NATO meets in Oslo"
    assert without_shouting("A quiet title", "") == "A quiet title"


def test_front_matter_of_two_kinds():
    yaml = front_matter('---\ntitle: "So: it is"\ntags: [a, "b"]\nempty:\n---\n')
    assert yaml.fields == {"title": "So: it is", "tags": "a, b"}
    assert front_matter('+++\ntitle = "x"\n[params]\na = 1\n+++\n').fields == {"title": "x"}
    assert front_matter("+++\nno toml\n+++\nText").fields == {}
    assert front_matter("--- and so on").end == 0


def test_an_email_needs_a_subject_and_a_sender():
    assert mail_head("Subject: to the vote\nThe assembly met.").end == 0
    assert mail_head("From: here to there is a long way.\nIt was.").end == 0


def test_tags_and_end_marks_leave_the_text_of_a_feed(read):
    line = {
        "text": f"{PARAGRAPH}It was the 20<sup>th</sup> *round* of talks &amp; tea.\n\n\\###",
        "published": "2014-03-12",
    }
    documents, issues = read(json.dumps(line), "a.jsonl")
    assert documents[0].text.endswith("the 20th round of talks & tea.")
    assert issues == []


def test_emphasis_alone_does_not_make_a_page(read):
    line = {"text": f"<b>{PARAGRAPH}</b>\n\n<i>Then they signed what others had written for them in the night.</i>"}
    assert read(json.dumps(line), "a.jsonl")[0][0].text.count("\n\n") == 1


def test_a_line_of_many_crumbs_is_read_at_once():
    started = time.perf_counter()
    assert match_cue("line", "home" + " > aa" * 75 + ".") is None
    assert time.perf_counter() - started < 1


def test_a_chronology_is_no_list_of_comments(read):
    entries = (
        "Kabul, 5 May 2013: The envoy of Iran left again.",
        "Herat, 9 May 2013: A convoy crossed the border at last.",
    )
    documents, _ = read("\n\n".join((PARAGRAPH * 2, *entries)))
    assert "A convoy crossed" in documents[0].text


def test_posts_without_a_heading_are_comments(read):
    text = (
        f"{PARAGRAPH * 2}\n\n1. joe_x, 5 May 2013: So it goes with them.\n2. Ann B., 9 May 2013: Iran attacked nobody."
    )
    documents, _ = read(text)
    assert "attacked" not in documents[0].text
    assert RegionKind.COMMENT in {region.kind for region in documents[0].regions}


def test_an_element_named_as_noise_that_holds_the_article_is_read(read):
    page = f"<body><div class='thread social'><h1>Gas for Malta</h1><p>{PARAGRAPH * 3}</p></div></body>"
    documents, _ = read(page, "a.html")
    assert documents[0].text.count("delegations") == 3


def test_lines_of_a_cell_are_parts(read):
    page = f"<td><font size=5>Gas for Malta</font><br>by Ann Lee<br>3 May 2013<p>{PARAGRAPH}</td>"
    documents, _ = read(page, "a.html")
    assert (documents[0].authors, str(documents[0].published.earliest)) == (("Ann Lee",), "2013-05-03")


def test_every_field_says_what_it_rests_on(read):
    head = "<html lang=en><title>Gas for Malta | Isle Mail</title><body><h1>Gas for Malta</h1>"
    documents, _ = read(
        f"{head}<p class=byline>By Ann Lee</p><div class=text><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div></body>",
        "a.html",
    )
    grounds = {ground.field: (ground.basis, ground.words) for ground in documents[0].grounds}
    assert grounds["title"] == ("metadata", "Gas for Malta | Isle Mail")
    assert grounds["authors"] == ("byline", "By Ann Lee")
    assert grounds["language"][0] == "text"
    assert set(grounds) == {"title", "outlet", "authors", "language"}


def test_what_came_with_the_input_rests_on_it(read):
    line = {"text": PARAGRAPH, "outlet": "Isle Mail", "url": "https://isle.example/a", "authors": ["Ann Lee"]}
    documents, _ = read(json.dumps(line), "a.jsonl")
    grounds = {ground.field: ground.basis for ground in documents[0].grounds}
    assert grounds == {"outlet": "input", "url": "input", "authors": "input", "language": "text"}


def test_an_agency_is_no_author(read):
    text = f"Gas for Malta\nBy Ann Lee, Isle News Agency\n{PARAGRAPH}\n{PARAGRAPH}"
    documents, _ = read(text)
    assert (documents[0].authors, documents[0].outlet) == (("Ann Lee",), "Isle News Agency")


def test_the_name_above_goes_before_the_owner_below(read):
    article = f"The Isle Packet\nGas for Malta\nBy Ann Lee\n{PARAGRAPH}\n{PARAGRAPH}"
    text = f"{article}\n© 2015 Packet Media. All rights reserved."
    documents, _ = read(text)
    assert documents[0].outlet == "The Isle Packet"
