"""The body of an article as sentences, each with its place and its dates: what all clues of the prose are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.documents.clues.phrases import Hit, PhraseBook
from dragoman.documents.expressions import DateFound, find_dates

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"'][.!?])[\"')]*\s+(?=[\"'(]?[A-Z])|\n+")
_MOST = 300_000
"""Characters of a body that are asked for its date; no article is as long."""
_LONGEST = 3_000
"""Characters; a longer sentence has lost its ends, and every word of it would be compared with every date."""


NEWS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tomorrow|this (?:week|month|year|morning)"
    r"|last (?:week|month|night)|next (?:week|month|year)|currently|still|now|says|insists|warns|wants|is|has|plans"
    r"|remains|will|told reporters|recently)\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:in those days|at the time|at that time|back then|years later|decades? (?:ago|earlier|later)|that year"
    r"|years ago|months later|earlier that|the following year|remembered|recalled|historians?|in his memoirs?"
    r"|during the cold war)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body, roughly cut."""

    text: str
    start: int
    """Where it begins in the body."""
    dates: tuple[DateFound, ...]
    opens: bool
    """Whether a paragraph begins with it."""
    hits: tuple[Hit, ...] = ()
    """Events, bodies and states that it names without a date."""


def read_sentences(body: str, book: PhraseBook | None = None) -> list[Sentence]:
    """Cut a body roughly into sentences, to look at the words around a date.

    >>> [sentence.text for sentence in read_sentences("They met in 1994. Nothing came of it.")]
    ['They met in 1994.', 'Nothing came of it.']
    """
    found: list[Sentence] = []
    for start, end, opens in _stretches(body[:_MOST]):
        text = body[start:end]
        if text.strip():
            hits = tuple(book.find(text)) if book else ()
            found.append(Sentence(text, start, tuple(find_dates(text)), opens, hits))
    return found


def _stretches(body: str) -> Iterator[tuple[int, int, bool]]:
    """Give where sentences begin and end, and whether a paragraph begins there; one without an end is cut."""
    start, opens = 0, True
    for cut in (*_SENTENCE_END.finditer(body), None):
        end = cut.start() if cut else len(body)
        while end - start > _LONGEST:
            break_at = body.rfind(" ", start + 1, start + _LONGEST)
            break_at = break_at if break_at > 0 else start + _LONGEST
            yield start, break_at, opens
            start, opens = break_at, False
        yield start, end, opens
        if cut:
            start, opens = cut.end(), "\n" in cut.group()


def with_history(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """Give each sentence with whether it follows a dated one in its paragraph, with no word of the present between."""
    history = False
    for sentence in sentences:
        if sentence.opens:
            history = False
        if sentence.dates:
            history = True
        elif NEWS.search(sentence.text) and not _HISTORY.search(sentence.text):
            history = False
        yield sentence, history or bool(_HISTORY.search(sentence.text))
