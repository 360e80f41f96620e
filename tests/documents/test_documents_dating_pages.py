"""Pages of many makes are dated: archives, papers of state, prints, clips, blogs, journals and what machines write."""

from __future__ import annotations

import re
from datetime import date

import pytest
from documents_world import rows_of

from dragoman.dates import Interval
from dragoman.documents.clues.evidence import Evidence
from dragoman.documents.clues.formulas import read_formula
from dragoman.documents.clues.handover import weigh_leaders
from dragoman.documents.clues.roles import read_line
from dragoman.documents.clues.shorthand import find_short_dates, with_right_digits
from dragoman.documents.clues.signs import Sign
from dragoman.documents.dating import date_document
from dragoman.documents.expressions import find_dates
from dragoman.documents.mentions import OfficeBook
from dragoman.model import Basis
from dragoman.world import load_world

CASES = {row["case"]: row for row in rows_of("dating_pages.csv")}
BARE = {row["case"]: row for row in rows_of("dating_bodies.csv")}
BODIES = {
    "L": "The quarrel over the strait goes back to 1974, when the two coast guards first met there, and no map since "
    "then has pleased both shores. Neither side has moved a single buoy, but both have learnt to leave the other's "
    "boats alone at night.\n\nThe envoys of the two coasts sat in a hotel above the harbour and spoke about fish, "
    "about gas and about the drowned. A paper of nine points was left on the table. Nobody signed it, and nobody tore "
    "it up, which in this sea counts as progress.",
    "K": "Nobody signed it, and nobody tore it up, which on this coast counts as progress. The envoys had spoken about "
    "fish, about gas and about the drowned, and were tired.\n\nThe hotel was quiet when they left. A porter carried "
    "the maps to a car, and the car stood in the rain until the last of them had found his hat.",
    "M": "The ferry was late, as it always is in March, and the two ministers shook hands on a wet quay. They had last "
    "met in a tent on the ice.\n\nWhat they said to each other there is not known. The statement speaks of friendship, "
    "of herring and of the rights of those who live on both sides of the sound. It does not speak of the radar.",
}


def page_of(case: dict[str, str]) -> str:
    """The page of a case: a pilcrow ends a line; {L} is a body, {L1} a paragraph of it, {LP} and {LT} its mark-up."""
    return re.sub(r"\{([KLM])([12PT]?)\}", _filled, case["text"]).replace("¶", "\n")


def _filled(match: re.Match[str]) -> str:
    body = BODIES[match.group(1)]
    parts = body.split("\n\n")
    forms = {"": body, "1": parts[0], "2": parts[-1], "P": "".join(f"<p>{part}</p>" for part in parts)}
    return forms.get(match.group(2), "<p>".join(parts))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_pages_are_dated(read, case):
    documents, _ = read(page_of(case), case["file"])
    when = documents[0].published
    assert (str(when.earliest or ""), str(when.latest or "")) == (case["earliest"], case["latest"])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Radio in Arabic 1300 gmt 16 Aug 93", ["1993-08-16"]),
        ("R 181405Z FEB 76", ["1976-02-18"]),
        ("05/03/98", ["1998-03-05"]),
        ("at 12.30.45 hours", []),
        ("3 May 20:15", []),
        ("12.III.1999", ["1999-03-12"]),
        ("version 2.1.3", []),
        ("32.13.99", []),
    ],
)
def test_short_dates(text, days):
    assert [str(found.earliest) for found in find_short_dates(text)] == days


def test_letters_that_a_scanner_took_for_digits_are_put_right_only_beside_digits():
    assert with_right_digits("l6 May I955, Ill, Oo, 2O1O") == "16 May 1955, Ill, Oo, 2010"


@pytest.mark.parametrize("text", ["at 1800 gmt", "by 2000 hrs", "1900 h"])
def test_a_time_of_day_is_no_year(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Received 29 May 2006. Accepted 5 June 2006. Published 12 June 2006.", "submitted submitted issued"),
        ("Page 1 of 3 printed 12/11/2020", "fetched"),
        ("Letter dated 2 March 1999 from the envoy", "other"),
        ("Translated by Bo Dahl, 2 December 2014", "updated"),
        ("Submitted by Ann Lee on 3 July 2012", "issued"),
        ("Declassified 4 May 2006", "fetched"),
    ],
)
def test_roles_of_dates(line, roles):
    assert " ".join(item.role.value for item in read_line(line)) == roles


@pytest.mark.parametrize(
    ("text", "where", "kind"),
    [
        ("LOAD-DATE: February 11, 2003", "line", "loaded"),
        ("Publication date: Nov 30, 2009", "line", "record"),
        ("Date: 21 June 1994", "head line", "field"),
        ("Done at Vienna on 12 June 1987, in two copies", "foot", "signed"),
        ("Done at Vienna on 12 June 1987, in two copies", "head", None),
        ("How to cite: Lee, A. (2014) Buoys. Accessed 3 June 2019.", "line", "citation"),
        ("Date of birth 3 May 1950", "line", None),
    ],
)
def test_formulas(text, where, kind):
    found = read_formula(text, where)
    assert (found.kind if found else None) == kind


def _leader(kind: str, first: str, last: str) -> Sign:
    return Sign(kind, Basis.OFFICE_HOLDER, (Interval(date.fromisoformat(first), date.fromisoformat(last)),))


def test_a_handover_does_not_narrow_the_time_to_its_day():
    signs = [_leader("named", "1994-07-22", "2017-01-19"), _leader("named", "2017-01-19", "2022-01-01")]
    weighed = weigh_leaders([*signs, _leader("office", "2010-12-21", "2021-09-05")])
    assert (str(weighed.window.first), str(weighed.window.last)) == ("2010-12-21", "2021-09-05")


def test_leaders_without_titles_that_contradict_each_other_say_nothing():
    signs = [_leader("named", "1974-06-03", "1977-06-21"), _leader("named", "1993-01-20", "2001-01-20")]
    assert weigh_leaders([*signs, _leader("office", "1990-01-01", "2020-01-01")]).window.last == date(2020, 1, 1)


@pytest.fixture(scope="module")
def offices() -> OfficeBook:
    return OfficeBook(load_world())


@pytest.mark.parametrize("case", BARE.values(), ids=BARE)
def test_a_body_alone_holds_the_true_day(case, offices):
    when = date_document(Evidence(body=case["text"]), offices).when
    day = date.fromisoformat(case["day"])
    assert (when.earliest or date.min) <= day <= (when.latest or date.max)
    assert when.known == (case["known"] == "yes")


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        # another person whose first name is a known surname
        ("Prime Minister Abdullah Badawi spoke to envoys about the strait.", None, None),
        # a plan that others were asked to carry out
        ("They have asked the envoy to bring the resolution into force on 1 April 1989.", None, None),
        # a body is told of before it is founded
        ("The ministers signed the treaty on the European Union in a provincial town.", "1991-11-02", None),
        ("The quarrel goes back to March 1974.", "1974-03-01", None),
    ],
)
def test_what_a_sentence_bounds(body, first, last, offices):
    when = date_document(Evidence(body=body), offices).when
    assert (str(when.earliest) if when.earliest else None, str(when.latest) if when.latest else None) == (first, last)
