"""Every part of sixteen shapes of page gets its kind, and only prose is read."""

from __future__ import annotations

import pytest
from documents_world import DATA, rows_of

from dragoman.alignment import to_raw
from dragoman.documents import read_file

ROWS = rows_of("regions.csv")
FACTS = rows_of("facts.csv")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['file']}:{row['words'][:30]}")
def test_part_has_its_kind(documents, row):
    document = documents[row["file"]]
    kinds = {r.kind.value for r in document.regions if row["words"].split("<")[0] in document.raw[r.start : r.end]}
    assert kinds & set(row["kind"].split("|"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['file']}:{row['words'][:30]}")
def test_only_prose_is_read(documents, row):
    document = documents[row["file"]]
    words = " ".join(row["words"].replace("<", " <").split())
    in_text = words in " ".join(document.text.split())
    assert in_text == (row["kind"] in {"body", "block-quote"})


@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["file"])
def test_facts(documents, row):
    document = documents[row["file"]]
    assert document.title == (row["title"] or None)
    assert document.outlet == (row["outlet"] or None)
    assert "|".join(document.authors) == row["authors"]
    assert document.url == (row["url"] or None)
    assert document.language == row["language"]
    when = document.published
    assert (str(when.earliest or ""), str(when.latest or ""), when.basis.value) == (
        row["earliest"],
        row["latest"],
        row["basis"],
    )


def test_regions_are_in_order_and_cover_the_file(documents):
    for document in filter(None, documents.values()):
        ends = [0]
        for region in document.regions:
            assert ends[-1] <= region.start < region.end
            assert not document.raw[ends[-1] : region.start].strip()
            ends.append(region.end)
        assert not document.raw[ends[-1] :].strip()


def test_entities_and_quotes_point_into_the_page(documents):
    document = documents["blog_oslo.html"]
    place = document.text.index("Ramallah & Gaza")
    start, end = to_raw(document.alignment, place, place + len("Ramallah & Gaza"))
    assert document.raw[start:end] == "Ramallah &amp; Gaza"


def test_menu_page_is_no_article(world):
    issues = list(read_file(DATA / "menu_only.html", world))
    assert [issue.kind for issue in issues] == ["no-body"]
    assert issues[0].severity == "error"
