"""An article as read: nothing of it is lost, and each repair stands beside the raw words."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.briefs import clue_date, count_regions, interval_text, lay_out
from dragoman.briefs.as_read import READ
from dragoman.documents import find_repairs, read_file
from dragoman.model import Document, RegionKind
from dragoman.world import load_world

ARTICLES = sorted((Path(__file__).parent.parent.parent / "examples" / "articles").glob("*.*"))


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    world = load_world()
    found = [item for path in ARTICLES for item in read_file(path, world)]
    return [item for item in found if isinstance(item, Document)]


def test_the_read_stretches_are_the_clean_text(documents: list[Document]) -> None:
    for document in documents:
        read = "".join(stretch.text for stretch in lay_out(document, find_repairs(document)) if stretch.read)
        assert "".join(read.split()) == "".join(document.text.split()), document.source


def test_every_region_is_laid_out_in_its_place(documents: list[Document]) -> None:
    for document in documents:
        stretches = lay_out(document)
        assert [(each.kind, each.start, each.end) for each in stretches] == [
            (region.kind, region.start, region.end) for region in document.regions
        ]
        assert all(each.text.strip() for each in stretches if each.kind not in READ | {RegionKind.MARKUP})


def test_repairs_stand_beside_the_raw_words(documents: list[Document]) -> None:
    [glued] = [document for document in documents if "glued" in document.source]
    parts = [part for stretch in lay_out(glued, find_repairs(glued)) for part in stretch.parts if part.was]
    assert ("of them", "ofthem") in parts
    assert len(parts) > 5
    assert all(part.was in glued.raw and part.text in glued.text for part in parts)
    assert not [part for stretch in lay_out(glued) for part in stretch.parts if part.was]


def test_regions_are_counted(documents: list[Document]) -> None:
    for document in documents:
        sizes = dict(count_regions(document))
        assert sizes[RegionKind.BODY] > 300
        assert sum(sizes.values()) <= len("".join(document.raw.split()))


def test_a_clue_is_told_as_dates_are(documents: list[Document]) -> None:
    taken = [clue for document in documents for clue in document.dating if clue.verdict == "taken"]
    assert len(taken) > 20
    assert "undated" not in {interval_text(clue_date(clue)) for clue in taken}
