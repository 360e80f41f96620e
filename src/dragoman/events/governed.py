"""An act whose own verb the lexicon does not know, but that is plainly promised, refused, threatened or asked for."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.events.auxiliary import BECOMES, Governing, governing_cue
from dragoman.events.candidate import Candidate
from dragoman.events.match import Sentence, phrases_around
from dragoman.events.roles import actors_of, recipients_of
from dragoman.ontology import Cue

TOWARDS = frozenset("to with for from against on upon toward towards into of".split())
"""Prepositions that may name whom the governed act is for."""
CONFIDENCE = 0.6


def governed_candidates(sentence: Sentence, verb: int) -> Iterator[Candidate]:
    """The promise, refusal, threat or request that governs a verb: declined to offer Georgia a plan is REJECT.

    What is promised stays unknown; the type is that of the governing cue.
    """
    clauses = sentence.clauses
    found = governing_cue(clauses, sentence.ontology, verb)
    if found.kind not in BECOMES or found.governor is None or found.cue == "call to":
        return
    if found.kind is Cue.REQUEST:
        yield _request(sentence, verb, found)
        return
    objects = recipients_of(sentence.cast, clauses.objects(verb))
    behind = [head for preposition, head in phrases_around(clauses, verb) if preposition in TOWARDS]
    yield Candidate(
        anchor=verb,
        verb=verb,
        words=tuple(sorted((found.governor, verb))),
        event_type=BECOMES[found.kind],
        mode=None,
        contexts=(),
        rule=f"cues:{found.cue.replace(' ', '_')}",
        actors=actors_of(sentence.cast, clauses.subjects(verb)),
        recipients=objects or recipients_of(sentence.cast, behind),
        confidence=CONFIDENCE,
    )


def _request(sentence: Sentence, verb: int, found: Governing) -> Candidate:
    """Who asks, and who is to do it: demanded that the Chinese leave."""
    clauses = sentence.clauses
    governor = verb if found.governor is None else found.governor
    return Candidate(
        anchor=verb,
        verb=verb,
        words=tuple(sorted((governor, verb))),
        event_type="REQUEST",
        mode=None,
        contexts=(),
        rule=f"cues:{found.cue.replace(' ', '_')}",
        actors=actors_of(sentence.cast, clauses.subjects(governor)),
        recipients=actors_of(sentence.cast, [*clauses.objects(governor), *clauses.subjects(verb)]),
        confidence=CONFIDENCE,
    )
