"""Copies are found whatever the order, and each group has one original."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents import find_copies
from dragoman.model import When

REPORT = (
    "Sudan closed its embassy in Nairobi on Tuesday after Kenya had received a rebel leader with the "
    "honours of a guest of state. The ministry in Khartoum called the reception an insult and told its "
    "ambassador to come home before the end of the week. Kenya replied that it talks to everybody who can "
    "end the war and that it regrets the step. The African Union asked both to keep their envoys and "
    "offered its good offices in Addis Ababa, where the two ministers are to meet in any case next month. "
    "Trade goes on for now, and the tea that Kenya sells to Sudan is being loaded in Mombasa as on any "
    "other day of the year."
)
OTHER = (
    "Khartoum recalled its envoy to Kenya this week. The quarrel began when a leader of the "
    "paramilitaries walked over a red carpet in Nairobi. Officials there shrugged it off and said that "
    "peace needs guests of every kind, even those with blood on their boots. Diplomats in Addis Ababa now "
    "try to bring the two neighbours back to one table before the harvest."
)


def when(day: str | None) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(day)) if day else When()


def test_copies_and_original():
    found = find_copies([
        ("doc-c", REPORT, when(None)),
        ("doc-a", "NAIROBI (Agency) - " + REPORT, when("2024-01-03")),
        ("doc-b", REPORT.rsplit(". ", 1)[0], when("2024-01-02")),
        ("doc-d", OTHER, when("2024-01-01")),
    ])  # fmt: skip
    assert [(copy.document, copy.copy_of) for copy in found] == [("doc-a", "doc-b"), ("doc-c", "doc-b")]
    assert all(0.7 <= copy.similarity < 1 for copy in found)


def test_same_words_are_alike_whatever_the_signs():
    found = find_copies([("a", REPORT, when(None)), ("b", REPORT.upper().replace(".", "!"), when(None))])
    assert [(copy.document, copy.copy_of, copy.similarity) for copy in found] == [("b", "a", 1.0)]


def test_short_and_empty_texts():
    assert find_copies([("a", "", when(None)), ("b", "", when(None)), ("c", "No deal.", when(None))]) == []
    assert len(find_copies([("a", "No deal.", when(None)), ("b", "no deal", when(None))])) == 1


WORDS = REPORT.split()
TEXTS = st.integers(0, 60).map(lambda start: " ".join(WORDS[start : start + 60]))


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(st.tuples(TEXTS, st.sampled_from([None, "2024-01-01", "2024-01-02"])), max_size=9), data=st.data()
)
def test_order_does_not_matter_and_groups_have_one_original(texts, data):
    documents = [(f"doc-{i}", text, when(day)) for i, (text, day) in enumerate(texts)]
    found = find_copies(documents)
    assert find_copies(data.draw(st.permutations(documents))) == found
    originals, copies = {copy.copy_of for copy in found}, [copy.document for copy in found]
    assert len(set(copies)) == len(copies)
    assert not originals & set(copies)
