"""The quality benchmark: its figures on pairs made by hand, and labels that are legal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from benchmarks.quality.events import (
    Count,
    confusions,
    date_right,
    document_of,
    pair_events,
    score_events,
    speaker_right,
)
from benchmarks.quality.labels import LABELS, GoldDocument, GoldEvent, GoldText, read_texts

from dragoman.model import ActorKind, Auxiliary, Basis, Event, Participant, Precision, Quad, Span, When
from dragoman.ontology import load_ontology

TEXT = "Chile sued Peru in 1908. Oman met Iran and Iraq. Nothing else was done by Fiji."
YEAR_1908 = (date(1908, 1, 1), date(1908, 12, 31))
GOLD = (
    GoldEvent("ACCUSE", ("CHL",), ("PER",), "happened", "sued Peru", mode="allege", historical=True, when=YEAR_1908),
    GoldEvent("CONSULT", ("OMN", "IRN", "IRQ"), (), "happened", "met Iran and Iraq"),
)
FIGURES = (
    "found precision", "found recall", "found F1", "triple precision", "triple recall", "triple F1", "historical F1",
    "type", "mode", "actor", "recipient", "auxiliary", "date", "speaker", "alleged",
)  # fmt: skip


def gold_text(*events: GoldEvent, name: str = "t-1", text: str = TEXT) -> GoldText:
    return GoldText(name, "somewhere", "wire", date(2000, 6, 1), text, events)


def parties(codes: Sequence[str]) -> tuple[Participant, ...]:
    return tuple(Participant(code, code, ActorKind.STATE, "GOV", code, 0, 1) for code in codes)


def coded(gold: GoldEvent, text: str = TEXT, **changes) -> Event:
    """The event that a perfect coder makes of a label, changed where a test says so."""
    at = text.index(gold.quote)
    said = () if gold.said_by == "author" else tuple(gold.said_by)
    first, last = gold.when or (None, None)
    when = When(first, last, Precision.RANGE, Basis.STATED) if gold.when else When()
    event = Event(
        id="ev-1",
        document="doc-1",
        passage="pa-1",
        event_type=gold.event_type,
        mode=gold.mode,
        contexts=(),
        quad_code=Quad.VERBAL_COOPERATION,
        intensity=0.0,
        actors=parties(gold.actors),
        recipients=parties(gold.recipients),
        when=when,
        auxiliary=Auxiliary(gold.auxiliary),
        historical=gold.historical,
        said_by=said,
        alleged=gold.alleged,
        predicate=Span("doc-1", at, at + len(gold.quote), gold.quote),
        cue="",
        cite=Span("doc-1", 0, len(text), text),
        rule="by hand",
        confidence=1.0,
        coder="hand",
        coder_version="1",
        known_at=None,
    )
    return msgspec.structs.replace(event, **changes)


def scores(events: Sequence[Event], gold: Sequence[GoldEvent] = GOLD) -> dict[str, float]:
    return score_events(pair_events(gold_text(*gold), events))


# ---------------------------------------------------------------- figures


def test_a_perfect_coder_scores_one_in_everything():
    found = scores([coded(event) for event in GOLD])
    assert {name: found[name] for name in FIGURES} == dict.fromkeys(FIGURES, 1.0)


def test_a_coder_that_finds_nothing_scores_nought():
    found = scores([])
    assert {name: found[name] for name in FIGURES} == dict.fromkeys(FIGURES, 0.0)


def test_the_order_of_the_coded_events_does_not_matter():
    events = [coded(event) for event in GOLD]
    assert scores(events) == scores(events[::-1])


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({"actors": parties(["BOL"])}, {"actor", "triple F1", "triple precision", "triple recall"}),
        ({"recipients": parties(["BOL"])}, {"recipient", "triple F1", "triple precision", "triple recall"}),
        ({"event_type": "REQUEST"}, {"type", "triple F1", "triple precision", "triple recall"}),
        ({"mode": None}, {"mode"}),
        ({"auxiliary": Auxiliary.PLANNED}, {"auxiliary"}),
        ({"when": When(date(1909, 1, 1), date(1909, 12, 31), basis=Basis.STATED)}, {"date"}),
        ({"when": When()}, {"date"}),
        ({"historical": False}, {"historical F1"}),
        ({"said_by": ("CHL",)}, {"speaker"}),
        ({"alleged": True}, {"alleged"}),
    ],
)
def test_one_wrong_field_costs_that_field_and_no_other(changes, lost):
    found = scores([coded(GOLD[0], **changes), coded(GOLD[1])])
    assert {name for name in FIGURES if found[name] < 1.0} == lost


def test_an_event_too_much_costs_precision_alone():
    extra = coded(GOLD[0], actors=parties(["FJI"]), recipients=parties(["TON"]), event_type="AID")
    found = scores([*map(coded, GOLD), extra])
    assert (found["found recall"], found["triple recall"]) == (1.0, 1.0)
    assert found["found precision"] == pytest.approx(2 / 3)


def test_an_event_missed_costs_recall_alone():
    found = scores([coded(GOLD[0])])
    assert (found["found precision"], found["triple precision"]) == (1.0, 1.0)
    assert found["found recall"] == found["triple recall"] == 0.5


def test_swapped_sides_are_found_but_are_no_triple():
    found = scores([coded(GOLD[0], actors=parties(["PER"]), recipients=parties(["CHL"]))], GOLD[:1])
    assert (found["found F1"], found["triple F1"], found["actor"], found["recipient"]) == (1.0, 0.0, 0.0, 0.0)


def test_an_event_of_other_parties_elsewhere_is_not_the_labelled_one():
    other = coded(GOLD[1], actors=parties(["FJI", "TON"]))
    assert scores([other], GOLD[:1])["found F1"] == 0.0


def test_each_label_is_found_once():
    pairs = pair_events(gold_text(GOLD[0]), [coded(GOLD[0]), coded(GOLD[0])])
    assert [(p.gold is not None, p.coded is not None) for p in pairs] == [(True, True), (False, True)]


def test_the_better_fitting_event_is_laid_beside_the_label():
    worse = coded(GOLD[0], recipients=parties(["BOL"]))
    better = coded(GOLD[0])
    assert pair_events(gold_text(GOLD[0]), [worse, better])[0].coded is better


@pytest.mark.parametrize(
    ("gold", "events", "figure"),
    [((), [], 1.0), ((), [coded(GOLD[0])], 0.0), (GOLD, [coded(GOLD[0])], 0.0)],
)
def test_a_text_without_events_is_right_when_nothing_is_coded(gold, events, figure):
    assert scores(events, gold)["no-event F1"] == figure


def test_auxiliaries_are_scored_apart():
    labels = [msgspec.structs.replace(GOLD[0], auxiliary=kind) for kind in ("planned", "negated")]
    pairs = [pair for label in labels for pair in pair_events(gold_text(label), [coded(label)])]
    pairs += pair_events(gold_text(GOLD[0]), [coded(GOLD[0], auxiliary=Auxiliary.NEGATED)])
    found = score_events(pairs)
    assert found["planned F1"] == 1.0
    assert found["negated F1"] == pytest.approx(2 / 3)
    assert found["offered F1"] == found["hypothetical F1"] == 0.0


def test_confusions_count_what_differs_missed_and_made_up():
    pairs = pair_events(gold_text(*GOLD), [coded(GOLD[0], event_type="REQUEST")])
    pairs += pair_events(gold_text(), [coded(GOLD[1])])
    assert confusions(pairs) == Counter({("ACCUSE", "REQUEST"): 1, ("CONSULT", "-"): 1, ("-", "CONSULT"): 1})


def test_nothing_divided_by_nothing_is_nought():
    assert (Count().precision, Count().recall, Count().f1) == (0.0, 0.0, 0.0)
    assert Count(1, 2, 4).f1 == pytest.approx(1 / 3)


# ---------------------------------------------------------------- dates and speakers


def stated(first: date | None, last: date | None) -> When:
    return When(first, last, Precision.RANGE, Basis.STATED)


DAY = date(1990, 8, 2)


@pytest.mark.parametrize(
    ("labelled", "when", "right"),
    [
        (None, When(), True),
        (None, When(DAY, DAY, Precision.RANGE, Basis.PUBLICATION), True),
        (None, stated(DAY, DAY), False),
        ((DAY, DAY), stated(DAY, DAY), True),
        ((DAY, DAY), stated(date(1990, 8, 1), date(1990, 8, 31)), True),
        ((DAY, DAY), stated(date(1990, 1, 1), date(1990, 12, 31)), False),
        ((DAY, DAY), stated(date(1990, 8, 3), date(1990, 8, 3)), False),
        ((DAY, DAY), When(DAY, DAY, Precision.DAY, Basis.PUBLICATION), False),
        ((DAY, DAY), When(), False),
        (YEAR_1908, stated(date(1908, 5, 1), date(1908, 5, 31)), True),
        ((DAY, None), stated(date(1990, 1, 1), None), True),
        ((DAY, None), stated(DAY, DAY), False),
        ((None, DAY), stated(None, DAY), True),
    ],
)
def test_a_date_is_right_when_it_holds_the_labelled_one_and_is_not_much_wider(labelled, when, right):
    gold = msgspec.structs.replace(GOLD[0], when=labelled)
    assert date_right(gold, coded(gold, when=when)) is right


@pytest.mark.parametrize(
    ("labelled", "said_by", "right"),
    [
        ("author", (), True),
        ("author", ("RUS",), False),
        (("RUS",), (), False),
        (("RUS",), ("RUS",), True),
        (("USA", "RUS"), ("RUS",), True),
        (("USA", "RUS"), ("RUS", "USA"), False),
        (("two officials",), ("officials",), True),
        (("analysts",), ("The Analysts in Tokyo",), True),
    ],
)
def test_the_innermost_speaker_counts_and_words_are_compared_loosely(labelled, said_by, right):
    gold = msgspec.structs.replace(GOLD[0], said_by=labelled)
    assert speaker_right(gold, coded(GOLD[0], said_by=said_by)) is right


def test_a_label_becomes_a_clean_document_of_its_day():
    document = document_of(gold_text())
    assert document.raw == document.text == TEXT
    assert document.published.earliest == document.published.latest == date(2000, 6, 1)
    assert document.id != document_of(gold_text(text=TEXT + " ")).id


# ---------------------------------------------------------------- labels


def faults(text: GoldText, legal) -> list[str]:
    """What is wrong with a label, by its id and the number of the event: never by its words."""
    found = [] if text.text.strip() and text.theatre and text.genre else ["empty field"]
    for number, event in enumerate(text.events):
        first, last = event.when or (None, None)
        checks = {
            "type or mode": (event.event_type, event.mode) in legal,
            "auxiliary": event.auxiliary in {a.value for a in Auxiliary},
            "quote": bool(event.quote.strip()) and event.quote in text.text,
            "actors": bool(event.actors) and len(set(event.actors)) == len(event.actors),
            "recipients": len(set(event.recipients)) == len(event.recipients),
            "same on both sides": not set(event.actors) & set(event.recipients),
            "two parties": len({*event.actors, *event.recipients}) >= 2,
            "codes": all(is_code(code) for code in (*event.actors, *event.recipients)),
            "when": event.when is None or first is not None or last is not None,
            "when runs backwards": first is None or last is None or first <= last,
            "speaker": event.said_by == "author" or (bool(event.said_by) and not isinstance(event.said_by, str)),
        }
        found += [f"event {number}: {name}" for name, right in checks.items() if not right]
    return [f"{text.id}: {fault}" for fault in found]


def is_code(code: str) -> bool:
    prefix, _, name = code.rpartition(":")
    if prefix:
        return prefix in {"org", "grp", "com"} and name == name.lower() and " " not in name
    return len(name) == 3 and name.isalpha() and name.isupper()


@pytest.fixture(scope="module")
def legal():
    return load_ontology().types


@pytest.mark.parametrize("part", ["dev", "test"])
def test_every_label_is_legal(part, legal):
    texts = list(read_texts(part))
    assert len(texts) > 100
    repeated = [name for name, count in Counter(text.id for text in texts).items() if count > 1]
    assert repeated == []
    assert [fault for text in texts for fault in faults(text, legal)] == []


def test_no_text_stands_in_both_parts():
    dev, test = ({" ".join(text.text.split()) for text in read_texts(part)} for part in ("dev", "test"))
    assert len(dev & test) == 0


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"event_type": "GREET"}, "type or mode"),
        ({"mode": "visit"}, "type or mode"),
        ({"auxiliary": "likely"}, "auxiliary"),
        ({"quote": "sued Brazil"}, "quote"),
        ({"recipients": ()}, "two parties"),
        ({"recipients": ("CHL",)}, "same on both sides"),
        ({"recipients": ("Peru",)}, "codes"),
        ({"recipients": ("un:peru",)}, "codes"),
        ({"when": (None, None)}, "when"),
        ({"when": YEAR_1908[::-1]}, "when runs backwards"),
        ({"said_by": "RUS"}, "speaker"),
    ],
)
def test_a_wrong_label_is_noticed(change, fault, legal):
    label = msgspec.structs.replace(GOLD[0], **change)
    assert f"t-1: event 0: {fault}" in faults(gold_text(label), legal)


def test_labels_are_read_strictly():
    line = msgspec.json.encode({**msgspec.to_builtins(gold_text(GOLD[0])), "events": [{"event_type": "AID", "who": 1}]})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=GoldText)


def test_labelled_documents_decode_and_their_dates_run_forward():
    lines = (LABELS / "examples_documents.jsonl").read_bytes().splitlines()
    documents = [msgspec.json.decode(line, type=GoldDocument) for line in lines]
    assert documents
    assert len({document.source for document in documents}) == len(documents)
    assert all(document.published_true[0] <= document.published_true[1] for document in documents)
    assert all(document.body and not set(document.body) & set(document.noise) for document in documents)
