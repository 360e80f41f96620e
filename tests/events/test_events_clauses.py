"""Who and what stand around a word of a parsed sentence."""

from __future__ import annotations

import pytest

from dragoman.events.clauses import Clauses


@pytest.fixture(scope="module")
def parse(reader):
    """Parses one sentence."""
    return lambda text: Clauses(next(iter(reader.parser.parse([text]))))


def find(clauses: Clauses, word: str) -> int:
    """The one token with this text."""
    (index,) = [i for i, token in enumerate(clauses.tokens) if token.text == word]
    return index


def words(clauses: Clauses, indexes) -> str:
    """The texts of tokens, joined by blanks."""
    return " ".join(clauses.tokens[i].text for i in indexes)


SUBJECTS_AND_OBJECTS = [
    # sentence, verb, heads of who acts, heads of what it is done to
    ("Turkey sold drones.", "sold", "Turkey", "drones"),
    ("Drones were sold by Turkey.", "sold", "Turkey", "Drones"),
    ("The embargo was lifted.", "lifted", "", "embargo"),
    ("Norway condemned and expelled the envoy.", "expelled", "Norway", "envoy"),
    ("Belgium refused to sell rifles.", "sell", "Belgium", "rifles"),
    ("Britain urged Iran to free the sailors.", "free", "Iran", "sailors"),
    ("Iran was urged by Britain to free the sailors.", "free", "Iran", "sailors"),
    ("Kenya accused Uganda of arming the rebels.", "arming", "Uganda", "rebels"),
    ("Without consulting Peru, Chile closed the port.", "consulting", "Chile", "Peru"),
    ("Chile sued Peru after losing the fishery.", "losing", "Chile", "fishery"),
    ("The minister who attacked Spain resigned.", "attacked", "minister", "Spain"),
    ("The island that Greece seized is barren.", "seized", "Greece", "island"),
    ("Troops sent by Ghana arrived.", "sent", "Ghana", "Troops"),
    ("The ships carrying grain sank.", "carrying", "ships", "grain"),
    ("Sweden gave Finland money.", "gave", "Sweden", "Finland money"),
]


@pytest.mark.parametrize(("sentence", "verb", "subjects", "objects"), SUBJECTS_AND_OBJECTS)
def test_subjects_and_objects(parse, sentence, verb, subjects, objects):
    clauses = parse(sentence)
    index = find(clauses, verb)
    assert words(clauses, clauses.subjects(index)) == subjects
    assert words(clauses, sorted(clauses.objects(index))) == objects


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("Turkey sold drones.", "sold", False),
        ("Drones were sold.", "sold", True),
        ("Drones have been sold.", "sold", True),
        ("Turkey has sold drones.", "sold", False),
        ("Drones sold by Turkey crashed.", "sold", True),
        ("The town was shelled and burnt by rebels.", "burnt", True),
    ],
)
def test_a_passive_is_told_from_a_perfect(parse, sentence, verb, passive):
    clauses = parse(sentence)
    assert clauses.is_passive(find(clauses, verb)) is passive


@pytest.mark.parametrize(
    ("sentence", "word", "found"),
    [
        ("Oman mediated between Iran and Iraq.", "mediated", {("between", "Iran")}),
        ("Japan signed a treaty with Mongolia.", "treaty", {("with", "Mongolia")}),
        ("Japan sent planes to Nepal.", "sent", {("to", "Nepal")}),
        ("The port was closed by Chile.", "closed", {("by", "Chile")}),
        ("France gave millions of dollars in aid.", "gave", set()),
    ],
)
def test_prepositions_with_their_objects(parse, sentence, word, found):
    clauses = parse(sentence)
    pairs = clauses.prepositional(find(clauses, word))
    assert {(preposition, clauses.tokens[i].text) for preposition, i in pairs} >= found


def test_a_quantity_leads_to_what_it_measures(parse):
    clauses = parse("The talks ended after a round of insults and a dozen of protests.")
    assert words(clauses, clauses.measured(find(clauses, "round"))).startswith("insults")
    assert words(clauses, clauses.measured(find(clauses, "dozen"))) == "protests"
    assert clauses.measured(find(clauses, "talks")) == []


def test_a_relative_word_stands_for_its_noun(parse):
    clauses = parse("Oman praised the envoy whom Iran had expelled.")
    assert words(clauses, [clauses.antecedent(find(clauses, "whom"))]) == "envoy"
    assert words(clauses, [clauses.antecedent(find(clauses, "Iran"))]) == "Iran"


def test_conjuncts_are_all_that_is_joined(parse):
    clauses = parse("Mali, Niger and Chad left the bloc.")
    assert words(clauses, sorted(clauses.conjuncts(find(clauses, "Mali")))) == "Mali Niger Chad"
    assert words(clauses, clauses.conjuncts(find(clauses, "bloc"))) == "bloc"


def test_a_particle_belongs_to_its_verb(parse):
    clauses = parse("Cuba broke off the talks.")
    assert clauses.particle(find(clauses, "broke")) == "off"
    assert clauses.particle(find(clauses, "talks")) == ""


def test_a_subtree_is_the_phrase_in_order(parse):
    clauses = parse("The old king of Nepal slept.")
    assert words(clauses, clauses.subtree(find(clauses, "king"))) == "The old king of Nepal"
    assert clauses.text(0, 2) == (0, len("The old king"))


def test_ancestors_end_at_the_root(parse):
    clauses = parse("Envoys from Chad said that Libya had fired first.")
    for index in range(len(clauses.tokens)):
        above = list(clauses.ancestors(index))
        assert len(above) < len(clauses.tokens)
        top = above[-1] if above else index
        assert clauses.tokens[top].head == top
