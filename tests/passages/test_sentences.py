"""Where sentences end: hard cases, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.passages.sentences import LONGEST, load_splitter

SPLITTER = load_splitter()

CASES = [
    ["The army left.", "The king stayed."],
    ["Why did it leave?", "Nobody knows!", "It left."],
    ["Mr. Brown met Gen. Haig.", "They talked."],
    ["Mr Brown met Dr. Haig and Prof. Stone.", "They talked."],
    ["The U.S. Navy sent ships.", "China protested."],
    ["The ships belong to the U.S.", "The crew does not."],
    ["The ships belong to the U.S. and to no one else."],
    ["It was the U.S. State Department that paid."],
    ["The U.N. Security Council met.", "It voted."],
    ["George W. Bush flew in.", "He left."],
    ["J. D. Vance spoke.", "It was late."],
    ["J.D. Vance spoke.", "It was late."],
    ["They turned to plan B.", "The plan failed."],
    ["He came on Sept. 11 and left on Oct. 3.", "It rained."],
    ["It ended in Sept.", "The war went on."],
    ["The treaty, i.e. the pact of 1907, stood.", "It fell."],
    ["Arms, e.g. Soviet tanks, were sold.", "Nobody asked."],
    ["It sold No. 5 and kept No. 6.", "That was all."],
    ["It kept them all.", "It said so."],
    ["Smith & Sons Inc. sold the shells.", "Nobody asked."],
    ["The firm was Smith Inc.", "The shells were old."],
    ["Martin Luther King Jr. spoke.", "They listened."],
    ["The talks began at 9 a.m. on Friday.", "They failed."],
    ["The talks began at 9 p.m.", "The talks failed."],
    ["“We will go,” the minister said.", "“They will not.”"],
    ["“Will they go?” the minister asked.", "Nobody answered."],
    ["“Will they go?” Brown asked.", "Nobody answered."],
    ["“They must go!” Mr Brown said.", "Nobody answered."],
    ['He said: "We will go."', "Then he left."],
    ["“We will go.", "We will not return,” he said."],
    ["It fell … and rose again.", "It fell."],
    ["It fell... and rose again.", "It fell."],
    ["It fell…", "The city burned."],
    ["ISLAMABAD, April 7 - The army left.", "It was late."],
    ["MOSCOW (Agency) — The army left.", "It was late."],
    ["The army left at 5.30 in the morning.", "It was late."],
    ["It cost 3.5 billion dollars.", "That was cheap."],
    ["It grew by 2.5 per cent.", "That was little."],
    ["See www.example.org for more.", "It is short."],
    ["The F-16s (of the U.S. Air Force) left.", "They came back."],
    ["The army left (see p. 5).", "It was late."],
    ["The army left.[12]", "It came back."],
    ["The army left.)", "It came back."],
    ["In 1999.", "Then came 2000."],
    ["The pact of Gen. Zia and St. Clair held.", "It ended."],
    ["Is it over?", "“No.”"],
    ["“No.”", "“Yes.”"],
    ["‘We stay.’", "‘You go.’"],
    ["He met Kim Jong Un.", "Xi Jinping came later."],
    ["The United States vs. Nicaragua was heard.", "It was lost."],
    ["Lt. Col. North lied.", "Sen. Kerry asked."],
    ["The E.U. and the U.K. agreed.", "France did not."],
    ["It bought arms, oil etc. from abroad.", "It paid."],
]


@pytest.mark.parametrize("sentences", CASES, ids=[" ".join(c) for c in CASES])
def test_case(sentences: list[str]) -> None:
    assert [s.text for s in SPLITTER.sentences(" ".join(sentences))] == sentences


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A headline without a dot\n\nThe army left.", ["A headline without a dot", "The army left."]),
        ("The army\nleft the town.", ["The army\nleft the town."]),
        ("The points:\n- The army left.\n- It came back", ["The points:", "- The army left.", "- It came back"]),
        ("The points:\n1. The army left.\n2. It came back.", ["The points:", "1. The army left.", "2. It came back."]),
        ("He met Gen.\n\nThe army left.", ["He met Gen.", "The army left."]),
        ("The army left the U.S.\nFrance stayed.", ["The army left the U.S.", "France stayed."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_paragraphs_and_lists(text: str, expected: list[str]) -> None:
    assert [s.text for s in SPLITTER.sentences(text)] == expected


def test_a_stretch_without_an_end_is_cut_at_a_space() -> None:
    found = SPLITTER.sentences("word " * 1000)
    assert len(found) > 1
    assert all(len(s.text) <= LONGEST for s in found)
    assert all(s.text.startswith("word") and s.text.endswith("word") for s in found)


PIECES = st.sampled_from('The army left U.S. Gen. Mr. A. 1. 3.5 ? ! … ... ” “ " . , ) ( - said É 東京 [3]'.split(" "))


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=80))
def test_sentences_hold_all_but_space_in_order_with_exact_offsets(text: str) -> None:
    found = SPLITTER.sentences(text)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n\n" not in s.text for s in found)
