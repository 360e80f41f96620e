from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from small_store import BAN, HOSTILE, day, page

from dragoman.briefs.evidence import Evidence, evidence_of, evidence_text, raw_agrees
from dragoman.briefs.plain import markdown, one_line, visible
from dragoman.errors import LookupFailed
from dragoman.model import Segment, Span
from dragoman.store import Store


def test_an_event_opens_to_its_sentence(store: Store) -> None:
    event = next(e for e in store.events(actor="NOR") if e.predicate.quote == "banned")
    [found] = evidence_of(store, event.id[:12])
    raw = store.documents(id=found.document)[0].raw
    assert raw[found.start : found.end] == found.quote == BAN
    assert (found.predicate, found.event_type, found.auxiliary) == ("banned", "COERCE restrict", "happened")
    assert found.raw_agrees


def test_a_happening_opens_to_all_its_mentions_the_clearest_first(store: Store) -> None:
    happening = next(h for h in store.happenings(a="NOR", b="ISL") if h.disputes)
    found = evidence_of(store, happening.id)
    assert [each.what.split()[1].rstrip(":") for each in found] == list(happening.events)


def test_a_relation_opens_to_what_it_counts_and_what_it_does_not(store: Store) -> None:
    assert [e.predicate for e in evidence_of(store, store.relations(period="1999")[0].id)] == [
        "banned",
        "banned",
        "closed",
    ]
    assert [e.predicate for e in evidence_of(store, store.relations(period="2000")[0].id)] == ["jammed"]


def test_a_passage_opens_to_itself_and_what_was_read_from_it(store: Store) -> None:
    event = next(e for e in store.events() if e.predicate.quote == "lent")
    found = evidence_of(store, event.passage)
    assert [each.predicate for each in found] == ["", "lent"]


def test_a_document_opens_to_all_that_was_read_from_it(store: Store) -> None:
    documents = {d.source: d.id for d in store.documents()}
    assert [e.predicate for e in evidence_of(store, documents["news/wire.html"])] == ["banned", "recalled"]
    [bare] = evidence_of(store, documents["news/empty.html"])
    assert (bare.quote.strip(), bare.event_type) == ("Nothing of note.", "")


def test_an_issue_opens_to_its_advice(store: Store) -> None:
    [found] = evidence_of(store, "is-0123")
    assert "date-conflict" in found.what
    assert "line 1" in found.source


@pytest.mark.parametrize("key", ["ev-nothing", "", "ev-", HOSTILE])
def test_an_id_that_names_nothing_is_told(store: Store, key: str) -> None:
    with pytest.raises(LookupFailed):
        evidence_of(store, key)


def test_the_text_never_commands_the_terminal(store: Store) -> None:
    text = evidence_text(each for event in store.events() for each in evidence_of(store, event.id))
    assert BAN in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_no_evidence_says_so() -> None:
    assert "nothing was counted" in evidence_text([])


def test_it_is_written_as_json(store: Store) -> None:
    found = evidence_of(store, store.events()[0].id)
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Evidence]) == found


def test_a_quote_that_is_not_in_the_raw_text_is_told() -> None:
    document = page("a.html", ["Norway banned herring.", "Iceland did not."], day("2001-01-01"))
    right = Span(document.id, document.raw.index("Norway"), document.raw.index("Norway") + 22, "Norway banned herring.")
    assert raw_agrees(document, right)
    assert raw_agrees(document, replace(right, quote="Norway  banned\nherring."))
    assert not raw_agrees(document, replace(right, quote="Norway banned salmon."))
    assert not raw_agrees(document, replace(right, start=right.start + 1))
    assert not raw_agrees(document, replace(right, start=0, end=5))


def test_an_entity_and_a_tag_inside_a_quote_agree() -> None:
    raw, text = "<p>A &amp; <b>B</b> met.</p>", "A & B met."
    cuts = [Segment(0, 2, 3, 5), Segment(2, 3, 5, 10), Segment(3, 4, 10, 11), Segment(4, 5, 14, 15)]
    document = replace(
        page("a.html", ["x"], day("2001-01-01")), raw=raw, text=text, alignment=(*cuts, Segment(5, 10, 19, 24))
    )
    assert raw_agrees(document, Span(document.id, 3, 24, text))


@given(st.text())
def test_visible_text_holds_no_mark_of_direction_and_no_escape(text: str) -> None:
    shown = visible(text)
    assert not any(ord(c) < 32 and c not in "\n\t" for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert "\n" not in one_line(text)


@given(st.text())
def test_markdown_has_no_live_tag(text: str) -> None:
    assert not set(markdown(text)) & set("<>")
