"""Sentence by sentence, who the pronouns and descriptions of an article mean."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.model import Participant, Token
from dragoman.passages.antecedents import find_antecedent
from dragoman.passages.grammar import Grammar
from dragoman.passages.memory import Memory, Past, current_pair
from dragoman.passages.references import PRONOUNS, Reference, find_references
from dragoman.passages.scene import Scene
from dragoman.passages.vocabulary import Vocabulary


class Discourse:
    """Reads the sentences of one article in order and remembers them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin an article."""
        self._vocabulary = vocabulary
        self._memory = Memory()

    @property
    def pair(self) -> tuple[Participant, ...]:
        """The two whom the text is about after the last sentence; empty when unclear."""
        return self._memory.pair

    def resolve(
        self, text: str, tokens: Sequence[Token], named: Sequence[Participant], *, ends_paragraph: bool
    ) -> list[Participant]:
        """Give whom the sentence names and refers to, in order, and remember it."""
        if tokens:
            everyone, past = self._read(text, tokens, named, ends_paragraph=ends_paragraph)
        else:
            everyone, past = list(named), Past(tuple(named), ends_paragraph=ends_paragraph)
        self._memory.pair = current_pair(everyone, self._memory)
        self._memory.remember(past)
        return everyone

    def _read(
        self, text: str, tokens: Sequence[Token], named: Sequence[Participant], *, ends_paragraph: bool
    ) -> tuple[list[Participant], Past]:
        grammar = Grammar(tokens)
        scene = Scene(grammar, self._vocabulary, list(named))
        for reference in find_references(text, grammar, frozenset(scene.at), self._vocabulary):
            scene.add([_refer(p, reference) for p in find_antecedent(reference, scene, self._memory)])
        self._memory.roles.update(scene.learn_roles())
        return sorted(scene.participants, key=lambda p: (p.start, p.end)), scene.past(ends_paragraph=ends_paragraph)


def _refer(participant: Participant, reference: Reference) -> Participant:
    basis = "pronoun" if reference.text.lower() in PRONOUNS else "description"
    return replace(participant, text=reference.text, start=reference.start, end=reference.end, basis=basis)
