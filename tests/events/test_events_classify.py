"""The classifier of marked pairs: marks, tables, weights that train alike twice, clear cases, the command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from sklearn.metrics import f1_score
from tools.lexicon_sentences import LexiconWriter
from tools.train_classifier import Examples, Row, fit, group_alike, held_out_scores, make_examples, read_rows, train

from dragoman.cli import main
from dragoman.errors import DocumentError
from dragoman.events.classify import NONE, Choice, Classifier, classify_pairs, load_classifier
from dragoman.events.classify.marks import Marked, read_marks
from dragoman.events.classify.table import read_table
from dragoman.events.classify.weights import load_weights, save_weights
from dragoman.ontology import load_ontology
from dragoman.passages.parse import Parser
from dragoman.settings import Settings

CLEAR = [
    ("<s>Norway</s> condemned <t>the junta in Mali</t> for the killings.", "ACCUSE"),
    ("<t>The governor</t> was accused by <s>fishermen</s> of taking bribes.", "ACCUSE"),
    ("<s>Lisbon</s> promised to send doctors to <t>Angola</t>.", "AGREE"),
    ("<s>Japan</s> gave food worth ten million dollars to <t>Sudan</t>.", "AID"),
    ("<s>Rebels</s> ambushed <t>a convoy of Kenyan soldiers</t> at dawn.", "ASSAULT"),
    ("<s>Police in Minsk</s> arrested <t>two journalists</t> on Friday.", "COERCE"),
    ("<s>The finance ministers of Chile</s> and <t>Peru</t> met in Lima.", "CONSULT"),
    ("<s>Hanoi</s> bought six frigates from <t>India</t>.", "COOPERATE"),
    ("<s>Greece</s> deployed troops along its border with <t>Turkey</t>.", "MOBILIZE"),
    ("<s>Thousands of nurses</s> marched through Warsaw against <t>the government</t>.", "PROTEST"),
    ("<s>Tehran</s> refused to meet <t>the European envoys</t>.", "REJECT"),
    ("<s>Ghana</s> urged <t>Togo</t> to open the border.", "REQUEST"),
    ("<s>Ethiopia</s> released forty prisoners from <t>Eritrea</t>.", "RETREAT"),
    ("<s>Bolivia</s> broke off diplomatic relations with <t>Chile</t>.", "SANCTION"),
    ("<s>Canada</s> praised <t>Jordan</t> for taking in refugees.", "SUPPORT"),
    ("<s>Ankara</s> threatened to attack <t>the Kurdish fighters</t>.", "THREATEN"),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(Settings().parser)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


@pytest.fixture(scope="module")
def some(parser: Parser, classifier: Classifier) -> tuple[list[Row], Examples]:
    """Some of our own sentences of six types."""
    chosen: dict[str, list[Row]] = {}
    for row in read_rows():
        chosen.setdefault(row.event_type, []).append(row)
    rows = [row for name in ("ACCUSE", "AID", "ASSAULT", "CONSULT", "PROTEST", NONE) for row in chosen[name][:60]]
    return rows, make_examples(rows, 1.0, parser, classifier.rules)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("<s>Rome</s> thanked <t>Oslo</t>.", Marked("Rome thanked Oslo.", (0, 4), (13, 17))),
        ("<t> Oslo </t>was thanked", Marked(" Oslo was thanked", None, (1, 5))),
        ("<S>Rome</S> and <s>Bern</s>", Marked("Rome and Bern", (0, 4), None)),
        ("<s>Rome thanked <t>Oslo</t>", Marked("Rome thanked Oslo", None, (13, 17))),
        ("Rome</s> thanked <t></t>Oslo", Marked("Rome thanked Oslo", None, None)),
        ("Rome < Oslo", Marked("Rome < Oslo", None, None)),
    ],
)
def test_marks_are_taken_out(sentence: str, expected: Marked) -> None:
    assert read_marks(sentence) == expected


@pytest.mark.parametrize(
    ("content", "kind", "value"),
    [
        (b"", "empty", ""),
        (b"\n\n", "empty", ""),
        (b"text\tlabel\nx\ty\n", "no such column", "text, label"),
        (b"marked_sentence\tevent_type\nx\ty\n", "column taken", "event_type"),
        (b"marked_sentence\nR\xe9gis\n", "not UTF-8", ""),
    ],
)
def test_a_table_that_cannot_be_read_says_why(content: bytes, kind: str, value: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_table(content, "pairs.tsv")
    assert raised.value.kind == kind
    assert value in raised.value.value
    assert "pairs.tsv" in str(raised.value)


def test_a_table_keeps_its_lines_and_opens_quoted_cells() -> None:
    content = '\ufeffid\t"marked_sentence"\r\n1\t"<s>He</s> said ""no"""\r\n2\r\n3\t"Yes," he said\r\n'.encode()
    table = read_table(content, "pairs.tsv")
    assert table.sentences == ('<s>He</s> said "no"', "", '"Yes," he said')
    assert table.lines[0] == '1\t"<s>He</s> said ""no"""'


@pytest.mark.parametrize("each", range(len(CLEAR)))
def test_clear_cases_are_told(each: int, parser: Parser, classifier: Classifier) -> None:
    sentence, expected = CLEAR[each]
    [answer] = classify_pairs([sentence], classifier, parser.parse)
    assert answer.event_type == expected
    assert 0.3 <= answer.probability <= 1
    assert answer.features


def test_what_is_not_between_the_two_is_none(parser: Parser, classifier: Classifier) -> None:
    sentence = "It rained in <s>Oslo</s> while the mayor of <t>Quito</t> slept."
    [told] = classify_pairs([sentence], classifier, parser.parse)
    [forced] = classify_pairs([sentence], classifier, parser.parse, Choice(always=True))
    assert told.event_type == NONE
    assert forced.event_type not in {NONE, ""}


def test_one_mark_is_enough_and_none_gives_nothing(parser: Parser, classifier: Classifier) -> None:
    sentences = ["Rebels ambushed <t>a convoy of soldiers</t>.", "Rebels ambushed a convoy.", ""]
    answers = list(classify_pairs(sentences, classifier, parser.parse))
    assert [answer.event_type for answer in answers] == ["ASSAULT", "", ""]


def test_roots_sum_both_kinds_of_yielding(classifier: Classifier) -> None:
    features = {"rt:RETREAT": 1.0, "rt:CONCEDE": 1.0, "l:RETREAT:on": 1.0, "l:CONCEDE:on": 1.0}
    plain = classifier.choose(features, Choice(always=True))
    merged = classifier.choose(features, Choice(roots=True, always=True))
    assert plain.event_type in {"RETREAT", "CONCEDE"}
    assert merged.event_type == "YIELD"
    assert merged.probability >= plain.probability


def test_the_shipped_weights_are_small_and_trust_rises(tmp_path: Path) -> None:
    weights = load_weights()
    save_weights(weights, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").stat().st_size < 1_500_000
    assert list(weights.curve) == sorted(weights.curve)
    assert len(weights.types) == 17


def test_the_same_sentences_train_the_same_bytes(tmp_path: Path, some: tuple[list[Row], Examples]) -> None:
    rows, examples = some
    groups = group_alike([row.marked for row in rows])
    made = examples.some(range(0, len(rows), 5))
    for name in ("one.zip", "two.zip"):
        save_weights(train(examples, made, groups), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    read = load_weights(tmp_path / "one.zip")
    assert np.allclose(read.scores(examples.features[0]), fit(examples + made).scores(examples.features[0]))


def test_held_out_sentences_are_told_better_than_by_chance(some: tuple[list[Row], Examples]) -> None:
    rows, examples = some
    types, scores = held_out_scores(examples, group_alike([row.marked for row in rows]), Examples([], [], []))
    told = [types[place] for place in scores.argmax(axis=1)]
    assert f1_score(examples.types, told, average="macro") > 0.55


def test_near_duplicates_share_a_group() -> None:
    one = "<s>France</s> sold tanks to <t>Chad</t> on Monday"
    other = "<s>France</s> sold tanks to <t>Mali</t> on Monday"
    assert group_alike([one, "<s>Rain</s> fell on <t>Fiji</t>", other]) == [0, 1, 0]


def test_made_sentences_are_marked_and_made_alike() -> None:
    ontology = load_ontology()
    few = replace(ontology, verbs=dict(list(ontology.verbs.items())[:80]), nouns={})
    made = LexiconWriter(few).write()
    assert made == LexiconWriter(few).write()
    assert all(read_marks(one.marked).source and read_marks(one.marked).target for one in made)
    assert not [one.marked for one in made if "{" in one.marked or "  " in one.marked]


def test_the_command_adds_two_columns_and_warns(tmp_path: Path) -> None:
    table, out = tmp_path / "pairs.tsv", tmp_path / "out.tsv"
    table.write_text("id\tmarked_sentence\n1\t<s>Ghana</s> urged <t>Togo</t> to open the border.\n2\tno marks\n3\n")
    result = CliRunner().invoke(main, ["classify", str(table), "-o", str(out)])
    assert result.exit_code == 0, result.output
    header, first, *rest = out.read_text().splitlines()
    assert header == "id\tmarked_sentence\tevent_type\tprobability"
    assert first.split("\t")[2] == "REQUEST"
    assert float(first.split("\t")[3]) > 0.3
    assert rest == ["2\tno marks\t\t", "3\t\t"]
    assert "line 3" in result.stderr
    assert "line 4" in result.stderr


def test_the_command_refuses_to_overwrite_what_it_reads(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text("marked_sentence\nx\n")
    result = CliRunner().invoke(main, ["classify", str(table), "-o", str(table)])
    assert result.exit_code == 2
    assert table.read_text() == "marked_sentence\nx\n"


def test_the_command_names_the_missing_column(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text("text\nx\n")
    result = CliRunner().invoke(main, ["classify", str(table)])
    assert result.exit_code == 1
    assert "marked_sentence" in result.stderr
