"""What holds for every event of any text: it quotes, its parties differ, its codes are legal, its id is stable."""

from __future__ import annotations

import random

import msgspec
import pytest
from events_cases import document_from, document_of, read_dev_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events import CODER, CODER_VERSION, code_passage, code_passages, load_coder
from dragoman.model import Auxiliary, Passage, Segment

TEXTS = read_dev_texts(60)
WORDS = (
    "Russia Moscow India's Indian China Chinese Washington NATO Hezbollah the The a two president troops embargo "
    "sanctions talks visit aid tanks ambassador on against with between by to from of in and or which that who did not "
    "never will would if had imposed lifted signed met attacked sold accused agreed refused threatened said is was "
    "been arming withdrawing 1979 Tuesday , . — ” “ $3 million it its their"
).split()


@pytest.fixture(scope="module")
def pairs(dev):
    """Each event with its document and passage."""
    found = [(c.document, {p.id: p for p in c.passages}[e.passage], e) for c in dev for e in c.events]
    assert len(found) > 40
    return found


def test_spans_quote_the_raw_text(pairs):
    for document, passage, event in pairs:
        for span in (event.predicate, event.cite):
            assert span.document == event.document == document.id
            assert document.raw[span.start : span.end] == span.quote != ""
        assert event.cite.quote == passage.text
        assert event.cite.start <= event.predicate.start < event.predicate.end <= event.cite.end


def test_the_quote_holds_every_party_that_stands_in_the_sentence(pairs):
    elsewhere = 0
    for _, passage, event in pairs:
        for party in (*event.actors, *event.recipients):
            here = passage.text[party.start : party.end] == party.text
            assert party.text
            assert here or party.text in {p.text for p in passage.pair}
            elsewhere += not here
    assert elsewhere < len(pairs) / 4


def test_there_are_two_sides(pairs):
    for _, _, event in pairs:
        actors, recipients = {p.code for p in event.actors}, {p.code for p in event.recipients}
        assert not actors & recipients
        assert actors
        assert len(actors | recipients) >= 2
        assert len(actors) == len(event.actors)
        assert len(recipients) == len(event.recipients)


def test_codes_and_scores_follow_the_ontology(pairs, coder):
    for _, _, event in pairs:
        assert (event.event_type, event.mode) in coder.ontology.types
        assert event.quad_code is coder.ontology.quad(event.event_type)
        assert event.intensity == coder.ontology.intensity(event.event_type, event.mode)


def test_an_event_says_where_it_comes_from(pairs):
    for _, passage, event in pairs:
        assert (event.coder, event.coder_version) == (CODER, CODER_VERSION)
        assert event.known_at == passage.known_at
        assert 0 < event.confidence <= 1
        assert event.rule
        assert all(event.said_by)


def test_an_act_that_did_not_plainly_happen_says_by_which_word(pairs):
    doubtful = [event for _, _, event in pairs if event.auxiliary is not Auxiliary.HAPPENED]
    assert doubtful
    assert [event.predicate.quote for event in doubtful if not event.cue] == []


def test_dates_run_forward(pairs):
    for _, _, event in pairs:
        when = event.when
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest


def test_events_stand_in_the_order_of_the_text_with_ids_of_their_own(dev):
    events = [event for coded in dev for event in coded.events]
    assert len({event.id for event in events}) == len(events)
    for coded in dev:
        starts = [event.predicate.start for event in coded.events]
        assert starts == sorted(starts)


def test_a_second_run_with_a_second_coder_gives_the_same(dev, world):
    again = load_coder(world)
    assert [tuple(code_passages(coded.passages, again)) for coded in dev] == [coded.events for coded in dev]


def test_a_passage_from_the_store_gives_the_same(dev, coder):
    stored = [msgspec.json.decode(msgspec.json.encode(c.passages), type=tuple[Passage, ...]) for c in dev]
    assert [tuple(code_passages(passages, coder)) for passages in stored] == [coded.events for coded in dev]


def test_a_passage_without_a_parse_gives_nothing(dev, coder):
    bare = [msgspec.structs.replace(p, tokens=()) for coded in dev for p in coded.passages]
    assert list(code_passages(bare, coder)) == []


@given(seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_the_order_of_passages_does_not_matter(seed, dev, coder):
    passages = [p for coded in dev for p in coded.passages]
    random.Random(seed).shuffle(passages)
    shuffled = {event.id: event for event in code_passages(passages, coder)}
    assert shuffled == {event.id: event for coded in dev for event in coded.events}


@given(chosen=st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=12, unique=True))
@settings(max_examples=12, deadline=None)
def test_texts_read_together_give_what_each_gives_alone(chosen, dev, code):
    together = code([document_of(*TEXTS[i]) for i in chosen])
    assert [coded.events for coded in together] == [dev[i].events for i in chosen]


@given(words=st.lists(st.sampled_from(WORDS), min_size=3, max_size=18))
@settings(max_examples=60, deadline=None)
def test_no_heap_of_words_breaks_the_coder(words, code, coder):
    document = document_of(TEXTS[0][0], " ".join(words))
    for event in code([document])[0].events:
        actors, recipients = {p.code for p in event.actors}, {p.code for p in event.recipients}
        assert not actors & recipients
        assert len(actors | recipients) >= 2
        assert document.raw[event.predicate.start : event.predicate.end] == event.predicate.quote
        assert (event.event_type, event.mode) in coder.ontology.types


def spread(text: str) -> tuple[str, tuple[Segment, ...]]:
    """The text with tags and blanks between its words, and the alignment that leads to it."""
    raw, segments, at = "<p>", [], 0
    for word in text.split():
        start = text.index(word, at)
        segments.append(Segment(start, start + len(word), len(raw), len(raw) + len(word)))
        raw, at = f"{raw}{word} <br/>\n ", start + len(word)
    return raw + "</p>", tuple(segments)


def test_spans_point_into_the_raw_text_that_the_clean_one_came_from(dev, code):
    documents = [document_from(published, text, *spread(text)) for published, text in TEXTS[:20]]
    spans = 0
    for coded, plain in zip(code(documents), dev, strict=False):
        assert [e.predicate.quote for e in coded.events] == [e.predicate.quote for e in plain.events]
        for span in (span for event in coded.events for span in (event.predicate, event.cite)):
            raw = coded.document.raw[span.start : span.end]
            assert raw.replace("<br/>", " ").split() == span.quote.split()
            spans += 1
    assert spans


def test_coding_leaves_the_passage_as_it_was(dev, coder):
    for coded in dev[:10]:
        before = msgspec.json.encode(coded.passages)
        for passage in coded.passages:
            code_passage(passage, coder)
        assert msgspec.json.encode(coded.passages) == before
