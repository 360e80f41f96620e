"""What is fused into a paragraph is cut out of it, and nothing else is."""

from __future__ import annotations

import pytest
from documents_world import rows_of
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.aligned import from_raw
from dragoman.documents.blocks import Block
from dragoman.documents.fused import find_fused, paragraph_numbers, part_fused
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

ROWS = rows_of("fused.csv")


def _items(*texts: str) -> list[Labelled]:
    raw = "\n".join(texts)
    starts = [raw.index(text) for text in texts]
    return [
        Labelled(Block(from_raw(raw, start, start + len(text))), RegionKind.BODY)
        for start, text in zip(starts, texts, strict=True)
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_fused_stretch_is_found(row):
    found = [(row["text"][start:end], kind.value) for start, end, kind in find_fused(row["text"])]
    assert found == ([(row["cut"], row["kind"])] if row["cut"] else [])


def test_pull_quote_in_another_paragraph_is_cut():
    quote = "what the two ministers owe each other depends on whom one asks in the harbour"
    first = f"Nobody keeps a book, and {quote} on a given day."
    second = f"{quote[0].upper()}{quote[1:]} I asked a pilot, who laughed and said that he owed both."
    items = part_fused(_items(first, second))
    assert [item.kind for item in items] == [RegionKind.BODY, RegionKind.PULL_QUOTE, RegionKind.BODY]
    assert items[2].block.text.startswith("I asked a pilot")


def test_pieces_go_on_one_paragraph():
    items = part_fused(_items("Ships left port. Advertisement The crews went home.", "The port was shut."))
    assert [(item.kind.value, number) for item, number in zip(items, paragraph_numbers(items), strict=True)] == [
        ("body", 1),
        ("navigation", 1),
        ("body", 1),
        ("body", 2),
    ]


def test_text_goes_on_where_something_was_cut(read):
    raw = (
        "Ferries stay in port\n\nThe crews of four ferries went on strike on Monday and left their boats at the quay "
        "in Bergen. READ ALSO: Ten harbours to see The owners asked the court to send them back, and it met at noon."
        "\n\nThe strike is the third since May, and the ministry has not said whether it will step in this time.\n"
    )
    documents, _ = read(raw, "strike.txt")
    assert "in Bergen. The owners asked" in documents[0].text
    assert "Ten harbours" not in documents[0].text


@given(st.lists(st.sampled_from([row["text"] for row in ROWS]), min_size=1, max_size=4, unique=True))
def test_nothing_is_lost(texts):
    joined = "".join("".join(item.block.text for item in part_fused(_items(*texts))).split())
    assert joined == "".join("".join(texts).split())
