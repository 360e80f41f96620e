"""Which entry of the ontology a verb or noun of a parsed sentence answers to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.events.clauses import Clauses
from dragoman.events.roles import Cast
from dragoman.model import Participant
from dragoman.ontology import LightRule, NounRule, Ontology, VerbRule


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed passage with all that is asked of it."""

    cast: Cast
    ontology: Ontology
    standing: frozenset[str] = frozenset()
    """Nouns that name a standing relation (`alliance`): an event only when a verb does something with it."""

    @property
    def clauses(self) -> Clauses:
        """The parse."""
        return self.cast.clauses


@dataclass(frozen=True, slots=True)
class VerbMatch:
    """A verb, its rule, and the objects that the rule asked for."""

    verb: int
    rule: VerbRule
    things: tuple[int, ...]
    """The object nouns that satisfied the rule; empty for a bare rule."""


@dataclass(frozen=True, slots=True)
class LightMatch:
    """A verb that does something with an event noun."""

    verb: int
    light: LightRule
    noun: int
    rule: NounRule


def phrases_around(clauses: Clauses, verb: int, things: Sequence[int] = ()) -> list[tuple[str, int]]:
    """Preposition and object of every phrase behind a verb, its objects, or the things that its rule asked for."""
    found = clauses.prepositional(verb)
    for obj in (*clauses.objects(verb), *things):
        found.extend(pair for pair in clauses.prepositional(obj) if pair not in found)
    return found


def match_verb(sentence: Sentence, verb: int, *, bare: bool) -> VerbMatch | None:
    """The most demanding rule that the verb satisfies: of the bare rules, or of those that ask for an object."""
    clauses = sentence.clauses
    rules = sentence.ontology.verbs.get(clauses.tokens[verb].lemma, ())
    fitting = [r for r in rules if r.bare == bare and (not r.particle or r.particle == clauses.particle(verb))]
    if bare:
        chosen = _by_preposition(clauses, verb, fitting)
        return None if chosen is None else VerbMatch(verb, chosen, ())
    for rule in fitting:
        things = _things(sentence, verb, rule)
        if things is not None:
            return VerbMatch(verb, rule, things)
    return None


def _by_preposition(clauses: Clauses, verb: int, rules: Sequence[VerbRule]) -> VerbRule | None:
    """Of bare rules the one whose preposition stands there: vote for, vote against; else the first."""
    present = {preposition for preposition, _ in clauses.prepositional(verb)}
    return next((rule for rule in rules if present & set(rule.prepositions)), rules[0] if rules else None)


def _things(sentence: Sentence, verb: int, rule: VerbRule) -> tuple[int, ...] | None:
    """The nouns by which a verb satisfies what its rule asks for, or None."""
    clauses = sentence.clauses
    objects = [index for head in clauses.objects(verb) for index in _with_appositions(clauses, head)]
    found = [index for index in objects if _answers(clauses, index, rule.nouns)]
    if found:
        return tuple(found)
    if any(kind_of(p) in rule.kinds for index in objects for p in sentence.cast.at_token.get(index, ())):
        return ()
    behind = clauses.prepositional(verb) + [("to", index) for index in clauses.infinitives(verb)]
    found = [index for preposition, index in behind if _phrase_answers(sentence, preposition, index, rule)]
    return tuple(found) if found else None


def _with_appositions(clauses: Clauses, head: int) -> list[int]:
    """A noun, what is joined to it, stands beside it (`held Druzhba, the first drills`) or is measured by it."""
    joined = clauses.conjuncts(head)
    beside = [other for index in joined for other in clauses.dependents(index, "appos")]
    return joined + beside + [inner for index in joined for inner in clauses.measured(index)]


def _phrase_answers(sentence: Sentence, preposition: str, index: int, rule: VerbRule) -> bool:
    words = frozenset(noun for before, noun in rule.phrases if before == preposition)
    kinds = {word[1:] for word in words if word.startswith("@")}
    named = sentence.cast.at_token.get(index, ())
    return _answers(sentence.clauses, index, words) or any(kind_of(p) in kinds for p in named)


def kind_of(participant: Participant) -> str:
    """The kind by which rules ask for a participant: whoever stands for a state by its name is a state."""
    return participant.kind.value


def _answers(clauses: Clauses, index: int, wanted: frozenset[str]) -> bool:
    """Whether a noun is one of those wanted, alone (`embargo`) or behind a modifier (`peace treaty`)."""
    lemma = clauses.tokens[index].lemma
    return lemma in wanted or any(f"{modifier} {lemma}" in wanted for modifier in modifiers_of(clauses, index))


def modifiers_of(clauses: Clauses, noun: int) -> set[str]:
    """Lemmas and words that stand before a noun and belong to it."""
    return {
        word
        for child in clauses.dependents(noun, "compound", "amod", "nmod", "poss")
        for index in [*clauses.conjuncts(child), *clauses.dependents(child, "compound", "amod", "npadvmod", "punct")]
        for word in (clauses.tokens[index].lemma, clauses.tokens[index].text.lower())
    }


def match_noun(sentence: Sentence, noun: int) -> NounRule | None:
    """The most demanding rule that a noun satisfies."""
    clauses = sentence.clauses
    rules = sentence.ontology.nouns.get(clauses.tokens[noun].lemma, ()) if clauses.tokens[noun].pos == "NOUN" else ()
    if not rules:
        return None
    before = modifiers_of(clauses, noun)
    behind = {(p, clauses.tokens[i].lemma) for p, head in clauses.prepositional(noun) for i in clauses.conjuncts(head)}
    return next((rule for rule in rules if rule.bare or rule.words & before or rule.phrases & behind), None)


def match_light(sentence: Sentence, verb: int) -> list[LightMatch]:
    """The event nouns that a verb holds as objects (or as a passive's subject), with what it does with each."""
    clauses = sentence.clauses
    found: list[LightMatch] = []
    for light in sentence.ontology.light.get(clauses.tokens[verb].lemma, ()):
        found.extend(_light_matches(sentence, verb, light, _held_nouns(clauses, verb, light)))
        if found:
            return found
    return found


def _held_nouns(clauses: Clauses, verb: int, light: LightRule) -> list[int]:
    if not light.particle:
        return [index for head in clauses.objects(verb) for index in _with_appositions(clauses, head)]
    if " " in light.particle:
        return _behind_phrase(clauses, verb, *light.particle.split(" ", 1))
    behind = [head for preposition, head in clauses.prepositional(verb) if preposition == light.particle]
    return behind or (clauses.objects(verb) if clauses.particle(verb) == light.particle else [])


def _behind_phrase(clauses: Clauses, verb: int, thing: str, preposition: str) -> list[int]:
    """The nouns behind a fixed phrase: `put an end to`, `bring to a halt` is not one of them."""
    things = [index for index in clauses.objects(verb) if clauses.tokens[index].lemma == thing]
    phrases = [pair for index in (verb, *things) for pair in clauses.prepositional(index)] if things else []
    return [head for before, head in phrases if before == preposition]


def _light_matches(sentence: Sentence, verb: int, light: LightRule, heads: Iterable[int]) -> list[LightMatch]:
    nouns = [index for head in heads for index in sentence.clauses.conjuncts(head)]
    pairs = [(noun, match_noun(sentence, noun)) for noun in nouns]
    return [LightMatch(verb, light, noun, rule) for noun, rule in pairs if rule is not None]
