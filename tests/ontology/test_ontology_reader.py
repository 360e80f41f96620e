"""The reader of the ontology: everything loads, is frozen, and a malformed row is named."""

import csv
import dataclasses
import shutil
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.errors import LookupFailed, OntologyError
from dragoman.model import Quad
from dragoman.ontology import Cue, Ontology, Operation, Pattern, Saying, load_ontology

DATA = Path(str(files("dragoman.ontology"))) / "data"
SCORES = Path(__file__).parents[3] / "shared" / "data" / "plover_scores.csv"
QUADS = {
    Quad.VERBAL_COOPERATION: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    Quad.MATERIAL_COOPERATION: {"COOPERATE", "AID", "RETREAT"},
    Quad.VERBAL_CONFLICT: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    Quad.MATERIAL_CONFLICT: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_each_type_has_the_quad_class_of_plover(ontology: Ontology) -> None:
    found = {quad: {t for t, _ in ontology.types if ontology.quad(t) is quad} for quad in Quad}
    assert found == QUADS


def test_modes_keep_the_quad_class_of_their_type(ontology: Ontology) -> None:
    assert all(fact.quad_code is ontology.quad(fact.event_type) for fact in ontology.types.values())
    assert len(ontology.types) == 83
    assert len(ontology.contexts) == 37


@pytest.mark.skipif(not SCORES.exists(), reason="the published scores are not here")
def test_scores_are_the_published_ones(ontology: Ontology) -> None:
    with SCORES.open(encoding="utf-8") as lines:
        published = {(row["event_type"], row["mode"].lower() or None): row["score"] for row in csv.DictReader(lines)}
    misprint = published.pop(("ACCUSE", None))
    assert float(misprint) == 3.0
    assert ontology.intensity("ACCUSE") == -3.0
    assert {code: ontology.intensity(*code) for code in published} == {c: float(s) for c, s in published.items()}
    assert set(ontology.types) - set(published) == {("ACCUSE", None), ("PROTEST", "vandalize")}


def test_the_mode_without_a_score_takes_that_of_its_type(ontology: Ontology) -> None:
    assert ontology.intensity("PROTEST", "vandalize") == ontology.intensity("PROTEST")
    assert "no score" in ontology.fact("PROTEST", "vandalize").meaning


def test_cameo_roots_follow_the_crosswalk(ontology: Ontology) -> None:
    assert ontology.cameo_root("CONSULT") == "04"
    assert ontology.cameo_root("RETREAT") == ontology.cameo_root("CONCEDE") == "08"
    assert ontology.cameo_root("ACCUSE", "investigate") == "09"
    assert ontology.cameo_root("ASSAULT", "unconventional") == "20"


def test_an_unknown_type_is_an_error(ontology: Ontology) -> None:
    with pytest.raises(LookupFailed, match="VISIT"):
        ontology.quad("VISIT")
    with pytest.raises(LookupFailed, match="visit"):
        ontology.intensity("AID", "visit")


def test_there_are_rules_enough(ontology: Ontology) -> None:
    assert len({rule.key for rules in ontology.verbs.values() for rule in rules}) >= 700
    assert len({rule.key for rules in ontology.nouns.values() for rule in rules}) >= 250
    assert len({rule.key for rules in ontology.light.values() for rule in rules}) >= 170
    assert len(ontology.cues) >= 150
    assert len(ontology.says) >= 90


def test_every_kind_is_in_use(ontology: Ontology) -> None:
    rules = [rule for group in (*ontology.verbs.values(), *ontology.nouns.values()) for rule in group]
    assert {rule.pattern for rule in rules} == set(Pattern)
    assert {rule.operation for group in ontology.light.values() for rule in group} == set(Operation)
    assert set(ontology.cues.values()) == set(Cue)
    assert set(ontology.says.values()) == set(Saying)
    assert {rule.event_type for rule in rules} == {event_type for event_type, _ in ontology.types}


def test_rules_are_ordered_from_the_most_demanding(ontology: Ontology) -> None:
    for rules in ontology.verbs.values():
        assert [(not r.particle, r.bare) for r in rules] == sorted((not r.particle, r.bare) for r in rules)
    for nouns in ontology.nouns.values():
        assert [r.bare for r in nouns] == sorted(r.bare for r in nouns)


def test_no_words_lead_to_two_types(ontology: Ontology) -> None:
    verbs = {rule.key: rule for rules in ontology.verbs.values() for rule in rules}.values()
    claims = Counter(
        (rule.verb, rule.particle, need, by)
        for rule in verbs
        for need in rule.objects or {""}
        for by in rule.prepositions or ("",)
    )
    assert [claim for claim, count in claims.items() if count > 1] == []
    nouns = {rule.key: rule for rules in ontology.nouns.values() for rule in rules}.values()
    asked = Counter((rule.noun, need) for rule in nouns for need in rule.modifiers or {""})
    assert [claim for claim, count in asked.items() if count > 1] == []


def test_verbs_of_saying_and_wishing_are_no_events(ontology: Ontology) -> None:
    for verb in ("say", "want", "need", "like", "see", "hope", "believe"):
        assert not any(rule.bare for rule in ontology.verbs.get(verb, ()))


def test_needs_are_sorted_by_what_they_are(ontology: Ontology) -> None:
    receive = next(rule for rule in ontology.verbs["receive"] if "@person" in rule.objects)
    assert "person" in receive.kinds
    assert "delegation" in receive.nouns
    alert = next(rule for rule in ontology.verbs["put"] if rule.phrases)
    assert ("on", "alert") in alert.phrases


def test_lemmas_that_the_tagger_gets_wrong_lead_to_the_same_rules(ontology: Ontology) -> None:
    assert ontology.verbs["wag"] == ontology.verbs["wage"]
    assert any("basis" in rule.nouns for rule in ontology.verbs["vacate"])


def test_the_ontology_cannot_be_changed(ontology: Ontology) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ontology.verbs = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        ontology.cues["x"] = "plan"  # type: ignore[index]


@pytest.mark.parametrize(
    ("file", "row", "named"),
    [
        ("verbs.csv", "visit,,,,CONSULT,tea,direct,,", "mode 'tea'"),
        ("verbs.csv", "visit,,,,VISIT,,direct,,", "event_type 'VISIT'"),
        ("verbs.csv", "visit,,,,CONSULT,,sideways,,", "pattern 'sideways'"),
        ("verbs.csv", "visit,,,,CONSULT,,direct,tea,", "contexts 'tea'"),
        ("verbs.csv", "zigzag,,,xyz,CONSULT,,direct,,", "preposition 'xyz'"),
        ("verbs.csv", "zigzag,,@planet,,CONSULT,,direct,,", "planet"),
        ("verbs.csv", "zigzag,,a;;b,,CONSULT,,direct,,", "'a;;b'"),
        ("verbs.csv", "zigzag,,part in,,CONSULT,,direct,,", "out of place"),
        ("verbs.csv", "invade,,,,ASSAULT,,direct,,", "stands already"),
        ("verbs.csv", " zigzag,,,,ASSAULT,,direct,,", "padded"),
        ("verbs.csv", "zigzag,,", "3 cells"),
        ("nouns.csv", "visit,,CONSULT,visit,direct,,,,,,", "stands already"),
        ("nouns.csv", "zigzag,@state,CONSULT,,direct,,,,,,", "modifier"),
        ("light.csv", "zigzag,,whirl,", "operation 'whirl'"),
        ("cues.csv", "zigzag to,perhaps,", "kind 'perhaps'"),
        ("says.csv", ",neutral", "empty"),
        ("types.csv", "TEA,,1,11,04,tea", "intensity '11'"),
        ("types.csv", "TEA,,5,1,04,tea", "quad_code '5'"),
        ("types.csv", "TEA,,1,1,4,tea", "cameo_root '4'"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, file: str, row: str, named: str) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    before = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(before + row + "\n", encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_ontology(folder)
    assert named in str(caught.value)
    assert f"{file}, line {before.count(chr(10)) + 1}" in str(caught.value)


def test_a_wrong_header_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    (folder / "says.csv").write_text("word,kind\nsay,neutral\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"says\.csv, line 1, header 'word,kind'"):
        load_ontology(folder)
