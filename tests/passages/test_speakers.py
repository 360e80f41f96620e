"""Quotation marks, and who speaks what is quoted as a whole."""

from __future__ import annotations

import pytest
from passage_texts import article

from dragoman.passages import Reader, read_passages
from dragoman.passages.speakers import quoted_stretches


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We will go,” he said, “soon.”", ["We will go,", "soon."]),
        ("The ‘axis’ and its ‘real’ aims", ["axis", "real"]),
        ("It’s no ‘won’t’", ["won’t"]),
        ("‘We don’t know,’ she said", ["We don’t know,"]),
        ("the 1990's and Russia's 'war' here", ["war"]),
        ("the states' aims and Russia's war", []),
        ('He said: "We go', ["We go"]),
        ("«Non», he said", ["Non"]),
        ("„Nein“, he said", ["Nein"]),
        ("“One.\n\n“Two,” he said.", ["One.", "Two,"]),
        ("“One.\n\nTwo, he said.", ["One."]),
        ("Nobody spoke.", []),
        ("“”", []),
    ],
)
def test_quotes(text: str, quotes: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_stretches(text)] == quotes


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We left Iran,” Vladimir Putin said. “We helped Syria.”", [(), ("RUS",)]),
        ("“We left Iran. We helped Syria,” Vladimir Putin said.", [("RUS",), ()]),
        ("Vladimir Putin stated that:\n\nWe left Iran.\n\nSyria fell.", [(), ("RUS",), ()]),
        ("“We left Iran,” Vladimir Putin said. “We stay.\n\n“We helped Syria.”", [(), ("RUS",), ("RUS",)]),
        ("“We left Iran,” two analysts said. “We helped Syria.”", [(), ("two analysts",)]),
        ("Russia left Iran. Syria fell.", [(), ()]),
    ],
)
def test_speakers(text: str, speakers: list[tuple[str, ...]], reader: Reader) -> None:
    assert [p.speaker for p in read_passages([article(text)], reader)] == speakers


def test_quotes_of_a_sentence_are_counted_from_its_start(reader: Reader) -> None:
    found = list(read_passages([article("Iran met Iraq. “It fell. It rose,” Iran's envoy said.")], reader))
    assert [[p.text[a:b] for a, b in p.quoted] for p in found] == [[], ["It fell."], ["It rose,"]]
