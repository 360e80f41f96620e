"""The line model reads pages of shapes it was not shown, and its file is sound."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from documents_world import DATA, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents.line_model import LINE_KINDS, score_lines
from dragoman.documents.line_model.decoding import load_weights
from dragoman.documents.line_model.features import line_features
from dragoman.documents.plain import read_plain
from dragoman.documents.regions import label_blocks, label_by_rules
from dragoman.documents.wrapping import find_margin, is_wrapped, split_wrapped

PAGES = rows_of("line_pages.csv")


def test_weights_are_small_and_fit_the_features():
    weights = load_weights()
    rows = line_features(label_by_rules(read_plain("A line.\n\nAnother line of the page.\n")))
    assert rows.shape[1] == len(weights.mean) == len(weights.layers[0][0])
    assert weights.layers[-1][0].shape[1] == len(LINE_KINDS)
    assert len(files("dragoman.documents.line_model").joinpath("weights.zip").read_bytes()) < 500_000


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row['file']}:{row['words'][:30]}")
def test_line_of_a_dump_is_read_or_not(read, row):
    documents, _ = read((DATA / row["file"]).read_text(encoding="utf-8"), row["file"])
    assert (row["words"] in documents[0].text) == (row["read"] == "yes")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), max_size=12))
def test_any_lines_get_kinds(lines):
    blocks = read_plain("\n".join(lines))
    items = label_blocks(blocks)
    assert all(item.kind is not None for item in items)
    chances = [sum(chance for _, chance in one.chances) for one in score_lines(label_by_rules(blocks))]
    assert np.allclose(chances, 1.0, atol=1e-3)


def test_lines_that_fill_the_margin_are_one_paragraph():
    margin = find_margin([["The envoys met in Oslo, where both of the", "states had sent their men."]] * 2)
    assert margin == 41
    texts = ["7", "THE ENVOY", "On the Monday the ministers of both left", "Oslo without a word to the press."]
    assert not is_wrapped(texts, margin)
    assert split_wrapped(texts, margin) == [(0, 1), (1, 2), (2, 4)]


def test_a_line_that_announces_a_quotation_is_read(read):
    first = (
        "The two ministers of fisheries met in the harbour for the whole of the day and ate with the crews of boats."
    )
    lead = "On the quay the older of them said:"
    quoted = "We have talked about nets for thirty years, and today we talked for once about the fish that are left."
    documents, _ = read(f"{first}\n\n{lead}\n\n{quoted}\n\n{first.replace('two', 'other')}\n")
    assert lead in documents[0].text


def test_a_lead_with_its_dateline_is_read(read):
    lead = "NAIROBI, March 3 (Agency) - Kenya and Uganda agreed on Monday to open the border posts on the lake again."
    rest = "The ministers of both states said that the boats would go out at the end of the week, after a year."
    documents, _ = read(f"Border posts open again\n\n{lead}\n\n{rest}\n")
    assert documents[0].text.startswith("Kenya and Uganda agreed")


def test_a_wide_margin_is_a_margin(read):
    first = (
        "The envoys of Togo and Benin signed in Lome an agreement on the ferry that crosses the river between their two"
    )
    second = "states, and went home in the evening on the boat that had been the cause of it all."
    documents, _ = read(f"The ferry goes again\n\n{first} small\n{second}\n")
    assert "their two small states" in documents[0].text
