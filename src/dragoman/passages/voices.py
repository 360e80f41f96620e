"""Who speaks: the subject of the verb of saying outside the quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model import ActorKind, Passage
from dragoman.passages.actors import Sentence
from dragoman.passages.grammar import Grammar
from dragoman.passages.speakers import ANNOUNCES, SAYS, announcing_name

LONGEST = 80
"""Characters kept of a speaker who is no actor."""


def voice_of(passage: Passage) -> tuple[str, ...]:
    """Who speaks in a sentence that quotes: an actor's code, else the words for the speaker; empty when unclear."""
    grammar = Grammar(passage.tokens)
    for index, token in enumerate(grammar.tokens):
        if token.pos == "VERB" and SAYS.fullmatch(token.text.lower()) and not _is_quoted(passage, token.start):
            subject = grammar.subject(index)
            if subject is not None:
                return _name(passage, grammar, subject)
    return _announcer(passage)


def _is_quoted(passage: Passage, place: int) -> bool:
    return any(start <= place < end for start, end in passage.quoted)


def _name(passage: Passage, grammar: Grammar, head: int) -> tuple[str, ...]:
    below = sorted(_phrase(grammar, head))
    start, end = grammar.tokens[below[0]].start, grammar.tokens[below[-1]].end
    actors = [p.code for p in passage.participants if start <= p.start and p.end <= end]
    return (actors[0],) if actors else (passage.text[start:end][:LONGEST],)


def _phrase(grammar: Grammar, head: int) -> Iterable[int]:
    """The words of a noun phrase, without the clauses that hang on it."""
    behind = [i for noun in grammar.objects_of(head, "of") for i in (noun, *grammar.modifiers(noun))]
    return [head, *grammar.modifiers(head), *behind]


def _announcer(passage: Passage) -> tuple[str, ...]:
    """Who speaks the block that a sentence announces: the first actor it names, else its words."""
    if ANNOUNCES.search(passage.text) is None:
        return ()
    name = announcing_name(Sentence(0, len(passage.text), passage.text))
    speakers = [p for p in passage.participants if p.kind is ActorKind.PERSON or p.text in name]
    return (speakers[0].code,) if speakers else (name,) if name else ()


def give_voices(passages: Sequence[Passage], voiced: dict[int, int]) -> list[tuple[str, ...]]:
    """The speaker of each passage, for the passage that names its speaker."""
    voices = {index: voice_of(passages[index]) for index in set(voiced.values())}
    return [voices[voiced[i]] if i in voiced else () for i in range(len(passages))]
