"""The dependency tree of a parsed sentence, asked by index of token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.model import Token


@dataclass(frozen=True)
class Tree:
    """A parsed sentence. All answers are indexes of tokens."""

    tokens: Sequence[Token]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, left to right."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                found[token.head].append(index)
        return found

    def dependents(self, index: int, *labels: str) -> list[int]:
        """The dependents with one of the labels."""
        return [child for child in self.children[index] if self.tokens[child].dep in labels]

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index
