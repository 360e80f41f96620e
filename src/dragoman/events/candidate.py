"""A predicate with its parties and type, before it is asked whether it happened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.model import Auxiliary, Participant

Parties = tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with its parties and type."""

    anchor: int
    """Token that carries the act: verb or event noun."""
    verb: int | None
    """Verb whose mood and tense decide whether it happened; None for a noun that no verb carries."""
    words: tuple[int, ...]
    """Tokens of the predicate."""
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    rule: str
    actors: Parties
    recipients: Parties
    confidence: float
    auxiliary: Auxiliary | None = None
    """What the predicate itself says of its happening (planned, offered, negated); None leaves it to the verb."""
    alleged: bool = False
    mutual: bool = False
    """Whether all who take part do."""
    frees: bool = False
    """Whether the event noun it holds is also an event of its own: condemned the invasion."""
    weak: bool = False
    """Whether a bare verb or noun decided: too little to supply a party that the clause does not name."""

    def between(self, actors: Parties, recipients: Parties, *, inferred: bool = False) -> Candidate:
        """The same act with other parties; surer where none of them had to be inferred."""
        confidence = self.confidence - (0.25 if inferred else 0.0)
        return replace(self, actors=actors, recipients=recipients, confidence=confidence)
