"""Gives a marked pair an event type with a calibrated probability, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.events.classify.features import pair_features
from dragoman.events.classify.lexicon import Rules, load_rules
from dragoman.events.classify.marks import Marked, read_marks
from dragoman.events.classify.weights import Weights, load_weights
from dragoman.model import Token

NONE = "NONE"
ROOTS: Mapping[str, str] = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Types that the older PLOVER has as one."""
_BATCH = 256
Parse = Callable[[Sequence[str]], Iterable[Sequence[Token]]]
"""Gives the tokens of each text, as `Parser.parse` of the passages does."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The type of what the first marked phrase does to the second."""

    event_type: str
    """A PLOVER type; NONE when there is no act or too little to tell; empty when nothing is marked."""
    probability: float
    """Of the type by the model; for NONE the chance that it is no act between the two."""
    features: tuple[str, ...] = ()
    """What spoke most for the type, the strongest first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How an answer is chosen."""

    roots: bool = False
    """Answer YIELD for CONCEDE and RETREAT."""
    always: bool = False
    """Answer a type even where NONE is likelier or the model doubts."""


PLAIN = Choice()


@dataclass(frozen=True)
class Classifier:
    """Weights with the rules that their features need."""

    weights: Weights
    rules: Rules

    def classify(self, marked: Marked, tokens: Sequence[Token], choice: Choice = PLAIN) -> Answer:
        """The type of one parsed marked sentence."""
        if marked.source is None and marked.target is None:
            return Answer("", 0.0)
        return self.choose(pair_features(marked, tokens, self.rules), choice)

    def choose(self, features: Mapping[str, float], choice: Choice = PLAIN) -> Answer:
        """The type of a pair by its features."""
        chances = dict(zip(self.weights.types, map(float, self.weights.chances(features)), strict=True))
        nothing = chances.pop(NONE, 0.0)
        summed: dict[str, float] = {}
        for name, chance in chances.items():
            shown = ROOTS.get(name, name) if choice.roots else name
            summed[shown] = summed.get(shown, 0.0) + chance
        best = max(summed, key=lambda name: summed[name])
        sure = self.weights.trust(max(nothing, summed[best]))
        if not choice.always and (nothing > summed[best] or sure < self.weights.threshold):
            chance = sure if nothing > summed[best] else nothing
            return Answer(NONE, round(chance, 4), self._reasons(features, NONE))
        share = self.weights.trust(summed[best] / (1 - nothing)) if choice.always else sure
        kinds = [name for name in chances if name == best or (choice.roots and ROOTS.get(name) == best)]
        return Answer(best, round(share, 4), self._reasons(features, max(kinds, key=lambda name: chances[name])))

    def _reasons(self, features: Mapping[str, float], event_type: str) -> tuple[str, ...]:
        return self.weights.reasons(features, event_type) if event_type in self.weights.types else ()


def load_classifier() -> Classifier:
    """The trained classifier of the package."""
    return Classifier(load_weights(), load_rules())


def classify_pairs(
    sentences: Iterable[str], classifier: Classifier, parse: Parse, choice: Choice = PLAIN
) -> Iterator[Answer]:
    """The type of each marked sentence, in order.

    A sentence is like `<s>Rome</s> thanked <t>Oslo</t>.` One mark is enough, though two tell more; without any the
    answer has no type.
    """
    waiting = iter(sentences)
    while some := list(islice(waiting, _BATCH)):
        marked = [read_marks(sentence) for sentence in some]
        parsed = parse([one.text for one in marked])
        for one, tokens in zip(marked, parsed, strict=True):
            yield classifier.classify(one, tokens, choice)
