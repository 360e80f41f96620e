"""What the ontology knows: facts about types, and the rules that lead from words to types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dragoman.errors import LookupFailed
from dragoman.model import Quad


class Pattern(StrEnum):
    """Who stands where around a verb or an event noun."""

    DIRECT = "direct"
    """The subject does; the object, or what the preposition attaches, receives."""
    MUTUAL = "mutual"
    """All who take part do."""
    RECEIVE = "receive"
    """The subject receives; what the preposition attaches does."""
    HOST = "host"
    """The subject is host to the other: coded as `direct`."""
    THIRD = "third"
    """The subject only brings together those whom the preposition attaches: they do, the subject is left out."""


class Operation(StrEnum):
    """What a verb does with an event noun."""

    DO = "do"
    END = "end"
    PLAN = "plan"
    OFFER = "offer"
    PROMISE = "promise"
    REQUEST = "request"
    REJECT = "reject"
    THREATEN = "threaten"
    SUPPORT = "support"
    DISAPPROVE = "disapprove"
    POSTPONE = "postpone"
    ALLEGE = "allege"
    MEDIATE = "mediate"
    PREVENT = "prevent"
    DENY = "deny"
    RECEIVE = "receive"


class Cue(StrEnum):
    """What a verb, adjective or adverb does to the act that it governs."""

    PROMISE = "promise"
    REFUSE = "refuse"
    PLAN = "plan"
    OFFER = "offer"
    THREAT = "threat"
    REQUEST = "request"
    ACCUSE = "accuse"
    FAIL = "fail"
    HYPOTHETICAL = "hypothetical"
    WISH = "wish"
    RECOMMEND = "recommend"
    ATTEMPT = "attempt"
    IMPLICATIVE = "implicative"
    ALLEGED = "alleged"
    PREVENT = "prevent"


class Saying(StrEnum):
    """How a word of saying stands to what is said."""

    NEUTRAL = "neutral"
    ALLEGING = "alleging"
    DENYING = "denying"
    QUOTING_NOUN = "quoting-noun"


@dataclass(frozen=True, slots=True)
class TypeFact:
    """A PLOVER type, or one of its modes."""

    event_type: str
    mode: str | None
    quad_code: Quad
    intensity: float
    """Conflict-cooperation score, -10 to 10."""
    cameo_root: str
    """Two digits."""
    meaning: str


@dataclass(frozen=True, slots=True)
class VerbRule:
    """A verb, with what must stand beside it, gives a type."""

    key: str
    """Stable name, `verbs:lift+embargo`."""
    verb: str
    particle: str
    objects: frozenset[str]
    """What must stand beside the verb, one of these, as written: `embargo`, `peace treaty`, `on alert`, `@state`."""
    nouns: frozenset[str]
    """Those of `objects` that are the direct object (or passive subject): its lemma, or modifier and lemma."""
    phrases: frozenset[tuple[str, str]]
    """Those of `objects` that stand after a preposition governed by the verb."""
    kinds: frozenset[str]
    """Those of `objects` that are a participant of a kind (`state`, `person`) as direct object."""
    prepositions: tuple[str, ...]
    """What attaches the recipient where it is not the direct object."""
    event_type: str
    mode: str | None
    pattern: Pattern
    contexts: tuple[str, ...]
    note: str

    @property
    def bare(self) -> bool:
        """Whether the verb alone decides."""
        return not self.objects


@dataclass(frozen=True, slots=True)
class NounRule:
    """An event noun gives a type, and another when a verb ends the thing."""

    key: str
    """Stable name, `nouns:war+trade`."""
    noun: str
    modifiers: frozenset[str]
    """Which words the noun needs, one of these, as written: `joint`, `of sanction`."""
    words: frozenset[str]
    """Those of `modifiers` that stand before the noun."""
    phrases: frozenset[tuple[str, str]]
    """Those of `modifiers` that stand after it with a preposition."""
    event_type: str
    mode: str | None
    pattern: Pattern
    actor_prepositions: tuple[str, ...]
    recipient_prepositions: tuple[str, ...]
    end_event_type: str | None
    end_mode: str | None
    contexts: tuple[str, ...]
    note: str

    @property
    def bare(self) -> bool:
        """Whether the noun alone decides."""
        return not self.modifiers


@dataclass(frozen=True, slots=True)
class LightRule:
    """What a verb does with an event noun as its object."""

    key: str
    """Stable name, `light:call_off`."""
    verb: str
    particle: str
    """The particle, or the preposition under which the noun stands ("call for talks")."""
    operation: Operation
    note: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All facts and rules; read-only."""

    types: Mapping[tuple[str, str | None], TypeFact]
    verbs: Mapping[str, tuple[VerbRule, ...]]
    """By verb lemma; the most demanding rule first, the bare verb last."""
    nouns: Mapping[str, tuple[NounRule, ...]]
    """By noun lemma; rules with modifiers first."""
    light: Mapping[str, tuple[LightRule, ...]]
    """By verb lemma; rules with a particle first."""
    cues: Mapping[str, str]
    """From cue to `Cue`: `agree to`, `prevent from`, `stop short of`, `reportedly`."""
    says: Mapping[str, str]
    """From word of saying to `Saying`."""
    contexts: frozenset[str]

    def fact(self, event_type: str, mode: str | None = None) -> TypeFact:
        """Return what is known of a type or of one of its modes; LookupFailed for another."""
        try:
            return self.types[event_type, mode]
        except KeyError:
            raise LookupFailed(f"no such PLOVER type and mode: {event_type}, {mode}") from None

    def quad(self, event_type: str) -> Quad:
        """Return the quad class of a type."""
        return self.fact(event_type).quad_code

    def intensity(self, event_type: str, mode: str | None = None) -> float:
        """Return the PLOVER conflict-cooperation score, -10 to 10."""
        return self.fact(event_type, mode).intensity

    def cameo_root(self, event_type: str, mode: str | None = None) -> str:
        """Return the two digits of the CAMEO root that the 2021 crosswalk leads back to."""
        return self.fact(event_type, mode).cameo_root
