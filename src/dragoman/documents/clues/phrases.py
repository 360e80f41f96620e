"""Well-known events, bodies and names of states in a text, with the time from which they can be told of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from dragoman.model import Actor, ActorKind

_WORD = re.compile(r"[\w/]+")
_SHORTEST_BODY = 12
"""Letters: shorter names of bodies are words and abbreviations of other things as well."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something with a date that texts name without one."""

    words: str
    since: date
    until: date | None
    """Last day on which it stood, for states and bodies that ended."""
    what: str
    """event, name (of a state), state or body."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A landmark named in a text."""

    landmark: Landmark
    start: int
    end: int


class PhraseBook:
    """Finds landmarks in a text, the longest at each place.

    >>> book = PhraseBook(load_landmarks())
    >>> [str(hit.landmark.since) for hit in book.find("Ever since 9/11 and the fall of the Berlin Wall")]
    ['2001-09-11', '1989-11-09']
    """

    def __init__(self, landmarks: Iterable[Landmark]) -> None:
        self._by_word: dict[str, list[Landmark]] = {}
        for landmark in landmarks:
            first = _WORD.search(landmark.words)
            if first:
                self._by_word.setdefault(first.group(), []).append(landmark)
        for known in self._by_word.values():
            known.sort(key=lambda landmark: -len(landmark.words))

    def find(self, text: str) -> Iterator[Hit]:
        """Find the landmarks named in a text, in order."""
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done or word.group() not in self._by_word:
                continue
            hit = next((hit for hit in self._at(text, word.start(), word.group())), None)
            if hit:
                done = hit.end
                yield hit

    def _at(self, text: str, start: int, word: str) -> Iterator[Hit]:
        for landmark in self._by_word[word]:
            end = start + len(landmark.words)
            if text.startswith(landmark.words, start) and not text[end : end + 1].isalnum():
                yield Hit(landmark, start, end)


@cache
def load_landmarks() -> tuple[Landmark, ...]:
    """Read `landmarks.csv`."""
    text = files("dragoman.documents.clues").joinpath("landmarks.csv").read_text(encoding="utf-8")
    return tuple(
        Landmark(
            words,
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["what"],
        )
        for row in csv.DictReader(text.splitlines())
        for words in row["words"].split(";")
    )


def landmarks_of_bodies(actors: Iterable[Actor]) -> Iterator[Landmark]:
    """Give the organisations of the world that have a first day and a name of some length."""
    for actor in actors:
        first = actor.valid.earliest
        if actor.kind is ActorKind.ORGANISATION and first and len(actor.name) >= _SHORTEST_BODY and " " in actor.name:
            yield Landmark(actor.name, first, None, "body")
