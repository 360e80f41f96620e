"""Passages: order, offsets into the raw text, and that a batch reads as its documents do alone."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from passage_texts import article

from dragoman.model import Document, Segment
from dragoman.passages import Reader, read_passages

WORDS = [
    "Iran",
    "Russia",
    "met",
    "on",
    "Friday",
    ".",
    "It",
    "said",
    "“",
    "”",
    "in",
    "1979",
    "\n\n",
    "the two",
    "he",
    "Putin",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def cleaned(draw: st.DrawFn) -> Document:
    """A document whose clean text was made of the raw one by dropping and replacing stretches."""
    raw, text, alignment = "", "", list[Segment]()
    for piece in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20)):
        noise = draw(st.sampled_from(["", "<p>", "&nbsp;", "\t\t"]))
        raw += noise
        before = draw(st.sampled_from([piece, f"{piece}\u00ad", piece]))
        alignment.append(Segment(len(text), len(text) + len(piece), len(raw), len(raw) + len(before)))
        raw, text = raw + before, text + piece
        alignment.append(Segment(len(text), len(text) + 1, len(raw), len(raw) + 1))
        raw, text = f"{raw} ", f"{text} "
    return replace(article(text), raw=raw, alignment=tuple(alignment))


@SLOW
@given(document=cleaned())
def test_offsets_lead_into_the_raw_text(document: Document, reader: Reader) -> None:
    for index, passage in enumerate(read_passages([document], reader)):
        assert passage.index == index
        assert passage.text in document.text
        assert 0 <= passage.start <= passage.end <= len(document.raw)
        kept = document.raw[passage.start : passage.end].replace("\u00ad", "")
        assert kept.startswith(passage.text.split()[0])
        for participant in passage.participants:
            assert passage.text[participant.start : participant.end] == participant.text
        for token in passage.tokens:
            assert passage.text[token.start : token.end] == token.text


@SLOW
@given(texts=st.lists(TEXTS, max_size=4))
def test_a_batch_reads_as_its_documents_alone(texts: Sequence[str], reader: Reader) -> None:
    documents = [article(text) for text in texts]
    together = list(read_passages(documents, reader))
    assert together == [p for document in documents for p in read_passages([document], reader)]


def test_sentences_that_can_hold_no_event_are_not_parsed(reader: Reader) -> None:
    text = "The weather was fine. Iran met Russia. He slept well in the garden. Both sides smiled."
    assert [bool(p.tokens) for p in read_passages([article(text)], reader)] == [False, True, True, True]


def test_an_article_about_one_actor_is_not_parsed(reader: Reader) -> None:
    assert not any(p.tokens for p in read_passages([article("Iran rejoiced. It rained in Tehran.")], reader))


def test_other_languages_are_not_read(reader: Reader) -> None:
    assert list(read_passages([replace(article("Der Iran traf Russland."), language="de")], reader)) == []
