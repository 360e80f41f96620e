"""What a document says, sentence by sentence, as the sets of words that are compared."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.copying.corpus import Corpus
from dragoman.documents.copying.wording import FUNCTION, NAME, NUMBER, QUOTED

_KEPT = 200
"""Outlines kept in memory; the pairs come ordered by their first document."""


@dataclass(frozen=True)
class Outline:
    """A document for comparing; without quotations, and without what its outlet always prints."""

    sentences: tuple[int, ...]
    """The numbers of its sentences."""
    contents: tuple[frozenset[int], ...]
    """The content words of each sentence outside quotations; empty where it does not count."""
    everything: tuple[frozenset[int], ...]
    """The same with quotations."""
    names: frozenset[int]
    numbers: frozenset[int]
    words: frozenset[int]
    """All words of the document."""

    @cached_property
    def size(self) -> int:
        """Content words that count, outside quotations."""
        return sum(map(len, self.contents))

    @cached_property
    def whole(self) -> int:
        """Content words that count, quotations too."""
        return sum(map(len, self.everything))

    @cached_property
    def places(self) -> dict[int, tuple[int, ...]]:
        """In which sentences each word stands outside quotations."""
        return _places(self.contents)

    @cached_property
    def all_places(self) -> dict[int, tuple[int, ...]]:
        """In which sentences each word stands."""
        return _places(self.everything)


def _places(contents: tuple[frozenset[int], ...]) -> dict[int, tuple[int, ...]]:
    places: dict[int, list[int]] = defaultdict(list)
    for row, words in enumerate(contents):
        for word in words:
            places[word].append(row)
    return {word: tuple(rows) for word, rows in places.items()}


class Outlines:
    """The outlines of a corpus, the last few of them kept."""

    def __init__(self, corpus: Corpus, weighed: NDArray[np.bool_]) -> None:
        self._corpus, self._weighed = corpus, weighed
        self._known: OrderedDict[int, Outline] = OrderedDict()

    def __getitem__(self, document: int) -> Outline:
        """The outline of a document."""
        found = self._known.get(document)
        if found is None:
            found = self._known[document] = self._outline(document)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found

    def _outline(self, document: int) -> Outline:
        corpus, rows = self._corpus, self._corpus.sentences(document)
        bounds = corpus.first[rows.start : rows.stop + 1].astype(np.int64)
        codes, marks = corpus.codes[bounds[0] : bounds[-1]], corpus.marks[bounds[0] : bounds[-1]]
        weighed = np.repeat(self._weighed[rows.start : rows.stop], np.diff(bounds))
        content = weighed & ((codes & FUNCTION) == 0)
        own = content & ((marks & QUOTED) == 0)
        everything = _sets(codes, content, bounds - bounds[0])
        return Outline(
            sentences=tuple(rows),
            contents=everything if np.array_equal(own, content) else _sets(codes, own, bounds - bounds[0]),
            everything=everything,
            names=frozenset(codes[own & ((marks & NAME) != 0)].tolist()),
            numbers=frozenset(codes[own & ((marks & NUMBER) != 0)].tolist()),
            words=frozenset(codes.tolist()),
        )


def _sets(
    codes: NDArray[np.uint32], wanted: NDArray[np.bool_], bounds: NDArray[np.int64]
) -> tuple[frozenset[int], ...]:
    """The wanted words of each sentence."""
    kept = codes[wanted].tolist()
    cuts = np.r_[0, np.cumsum(wanted)][bounds].tolist()
    return tuple(frozenset(kept[start:end]) for start, end in pairwise(cuts))


def shared_words(one: Outline, other: Outline, *, quotations: bool = False) -> NDArray[np.int32]:
    """Count the content words that each sentence of one shares with each of the other."""
    rows, places = (one.everything, other.all_places) if quotations else (one.contents, other.places)
    table = np.zeros((len(one.sentences), len(other.sentences)), np.int32)
    for row, words in enumerate(rows):
        counts = Counter(place for word in words for place in places.get(word, ()))
        for place, count in counts.items():
            table[row, place] = count
    return table
