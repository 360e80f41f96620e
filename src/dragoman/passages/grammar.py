"""The grammar of a parsed sentence: its phrases, its clauses and their subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.tree import Tree

SUBJECT = ("nsubj", "nsubjpass")
MODIFIER = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "quantmod"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause around a word, by the index of its verb."""

    verb: int
    within_subject: bool
    """Whether the word stands inside the subject of that clause."""
    link: str
    """How the clause below hangs on it; empty for the word's own clause."""

    @property
    def looks_ahead(self) -> bool:
        """Whether its subject may follow the word (`During his visit, X`): not in clauses side by side."""
        return self.link not in {"conj", "ccomp", "parataxis", "dep"}


@dataclass(frozen=True)
class Grammar(Tree):
    """A parsed sentence. All answers are indexes of tokens."""

    def between(self, start: int, end: int) -> list[int]:
        """The tokens that share a character with a stretch of the text."""
        return [i for i, token in enumerate(self.tokens) if token.start < end and start < token.end]

    def head_of(self, start: int, end: int) -> int | None:
        """The token of a stretch that the others hang on."""
        inside = self.between(start, end)
        return next((i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i), None)

    def is_verb(self, index: int) -> bool:
        """Whether the token heads a clause."""
        return self.tokens[index].pos in {"VERB", "AUX"} and self.tokens[index].dep not in {"aux", "auxpass", "amod"}

    def modifiers(self, noun: int) -> list[int]:
        """Tokens before a noun that say whose or which it is, theirs included."""
        found: list[int] = []
        for child in self.dependents(noun, *MODIFIER):
            found += [child, *self.conjuncts(child)[1:], *self.modifiers(child)]
        return found

    def objects_of(self, noun: int, *prepositions: str) -> list[int]:
        """What stands behind a preposition that hangs on a word."""
        found = [p for p in self.dependents(noun, "prep", "agent", "dative") if self.tokens[p].lemma in prepositions]
        return [child for preposition in found for child in self.dependents(preposition, "pobj")]

    def conjuncts(self, index: int) -> list[int]:
        """The token and all that are joined to it."""
        found = [index]
        for child in self.dependents(index, "conj", "appos"):
            if self.tokens[child].dep == "conj" or self._is_listed(index, child):
                found += self.conjuncts(child)
        return found

    def _is_listed(self, first: int, second: int) -> bool:
        """Whether what looks like an apposition is the second member of a list of names (`A, B and C`)."""
        names = self.tokens[first].pos == self.tokens[second].pos == "PROPN"
        return names and bool(self.dependents(second, "conj"))

    def clauses(self, index: int) -> Iterator[Clause]:
        """The clauses around a word, the nearest first."""
        below, link = index, ""
        for above in self.ancestors(index):
            if self.is_verb(above):
                yield Clause(above, self.tokens[below].dep in SUBJECT, link)
                link = self.tokens[above].dep
            below = above

    def subject(self, verb: int) -> int | None:
        """The head of a clause's own subject; for `which` and `who`, the noun they stand for."""
        own = self.dependents(verb, *SUBJECT)
        if not own:
            return None
        relative = self.tokens[own[0]].lemma in RELATIVE and self.tokens[verb].dep == "relcl"
        return self.tokens[verb].head if relative else own[0]

    def subjects_before(self, index: int) -> list[int]:
        """The subjects of clauses that begin before a word, the nearest first."""
        verbs = [i for i in range(len(self.tokens)) if self.is_verb(i)]
        found = {self.subject(verb) for verb in verbs}
        return sorted((s for s in found if s is not None and s < index), reverse=True)

    @cached_property
    def main_verbs(self) -> list[int]:
        """The root and the clauses joined to it."""
        roots = [i for i, token in enumerate(self.tokens) if token.head == i and self.is_verb(i)]
        joined = [j for root in roots for j in self.conjuncts(root) if self.is_verb(j)]
        beside = [j for root in roots for j in self.dependents(root, "ccomp", "parataxis") if self._is_beside(j)]
        return sorted({*joined, *beside})

    def _is_beside(self, verb: int) -> bool:
        """Whether a clause stands beside its head behind a semicolon rather than below it."""
        first, last = sorted((verb, self.tokens[verb].head))
        return any(self.tokens[i].text == ";" for i in range(first, last))
