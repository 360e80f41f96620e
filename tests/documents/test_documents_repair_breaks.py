"""Paragraphs of wrapped text that no empty line parts."""

from __future__ import annotations

import pytest

from dragoman.documents.repair.breaks import paragraph_starts

SET_IN = ["   Envoys met in Oslo and went on", "to Stockholm by the night train.", "   A day later they met again in"]


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        ([*SET_IN, "a village."], [0, 2]),
        ([line.strip() for line in SET_IN], [0]),
        (["    " + line.strip() for line in SET_IN], [0]),
        (["The envoys met and", "   went on to Oslo.", "Then they left."], [0]),
        (["They agreed:", "- to open the road", "at once;", "- to talk again."], [0, 1, 3]),
        (["The war began in May", "2. Nobody knows why."], [0]),
        (["One line."], [0]),
    ],
)
def test_where_paragraphs_begin(lines, starts):
    assert paragraph_starts(lines) == starts


def test_a_page_with_first_lines_set_in_is_read_as_paragraphs(read):
    text = """   Ministers of Norway and Sweden met in Oslo on Monday to talk about
the border, and both sides said that the road through the hills would
open again within a week, although the traders doubted it.
   A second round was to follow in Stockholm in May, the aide said, if
the two governments could agree on who was to pay for the bridge that
the flood took away last spring.
"""
    (document,), _ = read(text)
    assert [paragraph.split()[0] for paragraph in document.text.split("\n\n")] == ["Ministers", "A"]
