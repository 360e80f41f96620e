"""What the rules of the ontology say of a marked pair: their own answer, and the types that single words may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dragoman.events.classify.pair import MarkedPair
from dragoman.events.coder import judge_candidate, load_organs, load_standing, recast, type_of
from dragoman.events.match import Sentence, match_light, match_noun, match_verb
from dragoman.events.predicates import find_candidates
from dragoman.events.roles import build_cast
from dragoman.model import ActorKind, Basis, Participant, Passage, RegionKind, Segment, When
from dragoman.ontology import Ontology, load_ontology

SOURCE, TARGET = "s", "t"
_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Rules:
    """What reading by rules needs; loaded once."""

    ontology: Ontology
    organs: Mapping[str, str]
    standing: frozenset[str]


def load_rules() -> Rules:
    """The bundled rules."""
    return Rules(load_ontology(), load_organs(), load_standing())


@dataclass(frozen=True, slots=True)
class Reading:
    """An act that the rules find."""

    event_type: str
    mode: str | None
    fit: str
    """How the parties fit the marks: exact, mutual, reversed, other."""
    sure: bool
    """Whether more than a bare word decided."""
    words: tuple[int, ...]


@dataclass(frozen=True)
class RuleView:
    """A marked pair as the rules see it."""

    pair: MarkedPair
    rules: Rules

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence with the marked phrases as its only parties."""
        marked = self.pair.marked
        spans = [(SOURCE, marked.source), (TARGET, marked.target)]
        parties = [
            Participant(code, code, ActorKind.STATE, "GOV", marked.text[span[0] : span[1]], *span)
            for code, span in spans
            if span is not None
        ]
        day = When(_DAY, _DAY, basis=Basis.PUBLICATION)
        whole = (Segment(0, len(marked.text), 0, len(marked.text)),)
        passage = Passage(
            id="",
            document="",
            index=0,
            start=0,
            end=len(marked.text),
            text=marked.text,
            region=RegionKind.BODY,
            alignment=whole,
            published=day,
            known_at=None,
            participants=tuple(sorted(parties, key=lambda p: p.start)),
            tokens=tuple(self.pair.tokens),
        )
        cast = build_cast(passage, self.pair.clauses, self.rules.organs)
        return Sentence(cast, self.rules.ontology, self.rules.standing)

    def readings(self) -> list[Reading]:
        """All acts that the rules find between the two, the surest fit first."""
        found = []
        for candidate in find_candidates(self.sentence):
            verdict = judge_candidate(self.sentence, candidate)
            kept = None if verdict.dropped else recast(self.sentence, candidate, verdict)
            if kept is None:
                continue
            event_type, mode = type_of(kept, verdict, self.rules.ontology)
            sides = ({p.code for p in kept.actors}, {p.code for p in kept.recipients})
            found.append(Reading(event_type, mode, fit_of(*sides), kept.confidence >= 0.8, kept.words))
        return sorted(found, key=lambda r: (FITS.index(r.fit), not r.sure))

    def types_at(self, index: int) -> list[tuple[str, str]]:
        """The types that a word may have by the rules, each with how it was found: sure, light, bare, maybe."""
        token = self.pair.tokens[index]
        if token.pos in {"VERB", "AUX"}:
            return self._verb_types(index)
        if token.pos == "NOUN":
            return self._noun_types(index)
        return []

    def _verb_types(self, index: int) -> list[tuple[str, str]]:
        demanding = match_verb(self.sentence, index, bare=False)
        if demanding is not None:
            return [(demanding.rule.event_type, "sure")]
        held = match_light(self.sentence, index)
        if held:
            return [(f"{m.light.operation.value}+{m.rule.event_type}", "light") for m in held[:2]]
        plain = match_verb(self.sentence, index, bare=True)
        if plain is not None:
            return [(plain.rule.event_type, "bare")]
        rules = self.rules.ontology.verbs.get(self.pair.tokens[index].lemma, ())
        return [(name, "maybe") for name in sorted({rule.event_type for rule in rules})]

    def _noun_types(self, index: int) -> list[tuple[str, str]]:
        rule = match_noun(self.sentence, index)
        if rule is not None:
            return [(rule.event_type, "noun")]
        rules = self.rules.ontology.nouns.get(self.pair.tokens[index].lemma, ())
        return [(name, "noun-maybe") for name in sorted({rule.event_type for rule in rules})]


FITS: Sequence[str] = ("exact", "mutual", "one", "reversed", "other")


def fit_of(actors: set[str], recipients: set[str]) -> str:
    """How the parties of an act fit the marks."""
    if SOURCE in actors and TARGET in recipients:
        return "exact"
    if {SOURCE, TARGET} <= actors:
        return "mutual"
    if TARGET in actors and SOURCE in recipients:
        return "reversed"
    if SOURCE in actors or TARGET in recipients:
        return "one"
    return "other"
