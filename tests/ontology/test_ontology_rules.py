"""The rules: verbs with their objects, event nouns, and what verbs do with them, give the expected types."""

import csv
from pathlib import Path

import pytest

from dragoman.ontology import Ontology, Operation, load_ontology

EXPECTED = Path(__file__).parent / "expected_types.csv"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def expected_rows() -> list[tuple[str, str]]:
    with EXPECTED.open(encoding="utf-8") as lines:
        return [(row["words"], row["type"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("words", "expected"), expected_rows())
def test_a_verb_and_its_object_give_the_type(ontology: Ontology, words: str, expected: str) -> None:
    verb, _, need = words.partition(" + ")
    lemma, _, particle = verb.partition(" ")
    fitting = [
        rule
        for rule in ontology.verbs[lemma]
        if rule.particle == particle and (need in rule.objects if need else rule.bare)
    ]
    assert fitting, f"no rule for {words}"
    assert f"{fitting[0].event_type} {fitting[0].mode or ''}".strip() == expected


@pytest.mark.parametrize(
    ("noun", "modifier", "expected", "ended"),
    [
        ("visit", "", ("CONSULT", "visit"), ("REJECT", "meet")),
        ("talk", "", ("CONSULT", None), ("SANCTION", "withdraw")),
        ("embargo", "", ("COERCE", "restrict"), ("RETREAT", None)),
        ("blockade", "", ("COERCE", "restrict"), ("RETREAT", "withdraw")),
        ("aid", "", ("AID", None), ("SANCTION", "discontinue")),
        ("exercise", "joint", ("COOPERATE", None), ("SANCTION", "discontinue")),
        ("deal", "arm", ("COOPERATE", None), ("REJECT", "assist")),
        ("deal", "peace", ("SUPPORT", None), ("SANCTION", "withdraw")),
        ("war", "", ("ASSAULT", None), ("RETREAT", "ceasefire")),
        ("war", "trade", ("COERCE", "restrict"), ("RETREAT", None)),
        ("war", "word", ("ACCUSE", "disapprove"), ("SUPPORT", None)),
        ("attack", "cyber", ("COERCE", "cyber"), ("RETREAT", None)),
        ("attack", "verbal", ("ACCUSE", "disapprove"), (None, None)),
        ("strike", "drone", ("ASSAULT", "drone"), ("RETREAT", "ceasefire")),
        ("strike", "hunger", ("PROTEST", "hunger"), (None, None)),
        ("call", "phone", ("CONSULT", "phone"), ("REJECT", "meet")),
        ("ceasefire", "", ("RETREAT", "ceasefire"), ("ASSAULT", None)),
        ("lifting", "of sanction", ("RETREAT", None), ("COERCE", "restrict")),
        ("cut", "in aid", ("SANCTION", "discontinue"), ("AID", None)),
        ("test", "missile", ("MOBILIZE", "weapons"), ("RETREAT", "disarm")),
        ("quarantine", "", ("COERCE", "restrict"), ("RETREAT", None)),
        ("walkout", "", ("SANCTION", "withdraw"), (None, None)),
    ],
)
def test_a_noun_gives_the_type_and_that_of_its_end(
    ontology: Ontology,
    noun: str,
    modifier: str,
    expected: tuple[str, str | None],
    ended: tuple[str | None, str | None],
) -> None:
    rule = next(r for r in ontology.nouns[noun] if (modifier in r.modifiers if modifier else r.bare))
    assert (rule.event_type, rule.mode) == expected
    assert (rule.end_event_type, rule.end_mode) == ended


@pytest.mark.parametrize(
    ("verb", "particle", "operation"),
    [
        ("hold", "", Operation.DO),
        ("carry", "out", Operation.DO),
        ("lift", "", Operation.END),
        ("call", "off", Operation.END),
        ("schedule", "", Operation.PLAN),
        ("propose", "", Operation.OFFER),
        ("pledge", "", Operation.PROMISE),
        ("call", "for", Operation.REQUEST),
        ("rule", "out", Operation.REJECT),
        ("threaten", "", Operation.THREATEN),
        ("hail", "", Operation.SUPPORT),
        ("deplore", "", Operation.DISAPPROVE),
        ("put", "off", Operation.POSTPONE),
        ("allege", "", Operation.ALLEGE),
        ("broker", "", Operation.MEDIATE),
        ("foil", "", Operation.PREVENT),
        ("deny", "", Operation.DENY),
        ("receive", "", Operation.RECEIVE),
    ],
)
def test_a_verb_does_something_with_an_event_noun(
    ontology: Ontology, verb: str, particle: str, operation: Operation
) -> None:
    assert next(rule.operation for rule in ontology.light[verb] if rule.particle == particle) is operation


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("agree to", "promise"),
        ("refuse to", "refuse"),
        ("threaten to", "threat"),
        ("urge to", "request"),
        ("accuse of", "accuse"),
        ("fail to", "fail"),
        ("stop short of", "fail"),
        ("may", "hypothetical"),
        ("want to", "wish"),
        ("should", "recommend"),
        ("try to", "attempt"),
        ("manage to", "implicative"),
        ("reportedly", "alleged"),
        ("prevent from", "prevent"),
        ("be due to", "plan"),
        ("be expected to", "hypothetical"),
        ("decision to", "plan"),
        ("refusal to", "refuse"),
        ("threat to", "threat"),
        ("readiness to", "promise"),
        ("appeal to", "request"),
        ("inability to", "fail"),
        ("right to", "hypothetical"),
        ("importance of", "recommend"),
        ("effort to", "attempt"),
        ("desire to", "wish"),
        ("accept invitation to", "promise"),
        ("reject call to", "refuse"),
        ("scrap plan to", "fail"),
        ("vote to", "implicative"),
        ("propose to", "offer"),
    ],
)
def test_a_cue_has_its_kind(ontology: Ontology, cue: str, kind: str) -> None:
    assert ontology.cues[cue] == kind


def test_british_and_american_spellings_agree(ontology: Ontology) -> None:
    pairs = [(verb, verb[:-3] + "ize") for verb in ontology.verbs if verb.endswith("ise")]
    both = [(a, b) for a, b in pairs if b in ontology.verbs]
    assert len(both) >= 15
    for british, american in both:
        assert sorted((r.event_type, r.mode or "") for r in ontology.verbs[british]) == sorted(
            (r.event_type, r.mode or "") for r in ontology.verbs[american]
        )


def test_withdrawal_needs_no_object(ontology: Ontology) -> None:
    rule = next(rule for rule in ontology.verbs["withdraw"] if rule.bare and not rule.particle)
    assert (rule.event_type, rule.mode, rule.prepositions) == ("RETREAT", "withdraw", ("from",))


@pytest.mark.parametrize("verb", ["have", "keep", "enjoy", "bring", "build", "set", "invite"])
def test_verbs_that_only_say_that_something_is_there_lift_no_noun(ontology: Ontology, verb: str) -> None:
    assert not any(not rule.particle for rule in ontology.light.get(verb, ()))


@pytest.mark.parametrize("verb", ["demonstrate", "march", "feed", "beat", "court", "shadow", "reinforce"])
def test_everyday_verbs_ask_for_a_party(ontology: Ontology, verb: str) -> None:
    rules = [rule for rule in ontology.verbs[verb] if not rule.particle]
    assert rules
    assert not any(rule.bare for rule in rules)


@pytest.mark.parametrize("word", ["insist that", "see", "condemn", "threaten"])
def test_words_that_govern_acts_done_are_no_cues(ontology: Ontology, word: str) -> None:
    assert word not in ontology.cues
