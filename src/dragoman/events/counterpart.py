"""The party that a clause leaves unsaid because the reader knows it: the other of the two whom the text is about."""

from __future__ import annotations

from dragoman.events.candidate import Candidate, Parties
from dragoman.model import ActorKind, Participant, Passage

FOUND_LATER = frozenset({"COOPERATE", "SUPPORT", "CONSULT", "AGREE"})
"""Types too common at home to supply a counterpart for."""


def complete_parties(passage: Passage, candidate: Candidate) -> Candidate | None:
    """The candidate with nobody on both sides and its unsaid party supplied, or None where only one party is left."""
    actors = candidate.actors
    codes = {p.code for p in actors}
    recipients = tuple(p for p in candidate.recipients if p.code not in codes)
    if recipients and actors:
        return candidate if recipients == candidate.recipients else candidate.between(actors, recipients)
    if candidate.mutual and len(codes) >= 2:
        return candidate
    return _supplied(passage, candidate, actors, recipients)


def _supplied(passage: Passage, candidate: Candidate, actors: Parties, recipients: Parties) -> Candidate | None:
    """Supply the one party missing, where the predicate is sure and the text is about just two."""
    known = actors or recipients
    if not known or candidate.weak or candidate.event_type in FOUND_LATER:
        return None
    other = _other(passage, known)
    if other is None:
        return None
    if candidate.mutual:
        return candidate.between((*known, other), (), inferred=True)
    return candidate.between(actors or (other,), recipients or (other,), inferred=True)


def _other(passage: Passage, known: Parties) -> Participant | None:
    """The one other actor of the sentence, or of the pair that the text is about."""
    codes = {p.code for p in known}
    for group in (passage.participants, passage.pair):
        others = {p.code: p for p in group if p.code not in codes and p.kind is not ActorKind.COMPANY}
        if len(others) == 1 and (group is passage.participants or codes & {p.code for p in group}):
            return next(iter(others.values()))
        if others:
            return None
    return None
