"""A parsed sentence with its two marked phrases, and how each stands to a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.events.classify.marks import Marked
from dragoman.events.clauses import Clauses
from dragoman.model import Token


@dataclass(frozen=True)
class MarkedPair:
    """Where the two phrases stand in the tree. All answers are indexes of tokens."""

    clauses: Clauses
    marked: Marked

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.clauses.tokens

    @cached_property
    def source(self) -> frozenset[int]:
        """The words of the first phrase."""
        return self._within(self.marked.source)

    @cached_property
    def target(self) -> frozenset[int]:
        """The words of the second phrase."""
        return self._within(self.marked.target)

    @cached_property
    def inside(self) -> frozenset[int]:
        """The words of both phrases."""
        return self.source | self.target

    @cached_property
    def chains(self) -> tuple[list[int], list[int]]:
        """From the head of each phrase up to the root, both ends included; empty for a missing phrase."""
        return self._chain(self.source), self._chain(self.target)

    @cached_property
    def path(self) -> list[int]:
        """The words between the heads of the phrases, by way of their lowest common ancestor, without the phrases."""
        one, other = self.chains
        if not one or not other:
            return [index for index in (one or other)[1:] if index not in self.inside][:3]
        shared = set(other)
        top = next((index for index in one if index in shared), None)
        up = one[1 : one.index(top) + 1] if top is not None else one[1:]
        down = other[1 : other.index(top)] if top is not None else other[1:]
        return [index for index in [*up, *reversed(down)] if index not in self.inside]

    def _within(self, span: tuple[int, int] | None) -> frozenset[int]:
        if span is None:
            return frozenset()
        return frozenset(
            index
            for index, token in enumerate(self.clauses.tokens)
            if token.start < span[1] and token.end > span[0] and token.pos not in {"SPACE", "PUNCT"}
        )

    def _chain(self, phrase: frozenset[int]) -> list[int]:
        if not phrase:
            return []
        tokens = self.clauses.tokens
        head = next((i for i in sorted(phrase) if tokens[i].head not in phrase or tokens[i].head == i), min(phrase))
        return [head, *self.clauses.ancestors(head)]

    def role(self, verb: int, chain: Sequence[int]) -> str:
        """How a phrase stands to a verb or noun: `subj`, `obj`, `prep:with`; with a + as a part of it."""
        clauses = self.clauses
        places: dict[int, str] = {}
        for index in self.clauses.subjects(verb):
            for joined in clauses.conjuncts(index):
                places.setdefault(joined, "subj")
        for index in clauses.objects(verb):
            for joined in clauses.conjuncts(index):
                places.setdefault(joined, "obj")
        for preposition, index in clauses.prepositional(verb):
            for joined in clauses.conjuncts(index):
                places.setdefault(joined, f"prep:{preposition}")
        for index in clauses.dependents(verb, "poss", "compound", "amod", "nmod"):
            places.setdefault(index, "poss")
        for step, index in enumerate(chain):
            if index == verb:
                return f"below:{clauses.tokens[chain[step - 1]].dep}" if step else "self"
            if index in places:
                return places[index] + ("+" if step else "")
        return ""
