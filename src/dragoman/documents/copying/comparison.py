"""All documents compared with all: the copies among them, and the passages that one has from another."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.alignment import to_raw
from dragoman.documents.copying.corpus import NEVER, Corpus, open_corpus
from dragoman.documents.copying.families import Link, Origin, find_origins
from dragoman.documents.copying.keys import Pairs, find_pairs
from dragoman.documents.copying.likeness import Likeness, compare
from dragoman.documents.copying.outline import Outlines
from dragoman.documents.copying.takings import STEP, Taking, find_takings, in_order
from dragoman.documents.copying.weighing import weigh_sentences
from dragoman.documents.copying.writing import Align, Writing
from dragoman.ids import content_id
from dragoman.model import Copy, Reuse, Segment

ENOUGH = 0.25
"""Share of a document's sentences that share keys with another's from which on the two are compared as wholes."""
DAYS_APART = 2
_AT_A_TIME = 500
"""Documents whose alignments are asked for together."""


@dataclass(frozen=True)
class Comparison:
    """What was found when all documents were compared."""

    corpus: Corpus
    origins: dict[int, Origin]
    takings: dict[int, list[Taking]]
    """The sentences that each document has from others."""

    def copies(self) -> Iterator[Copy]:
        """Give the copies, in the order of their ids."""
        ids = self.corpus.ids
        for document, origin in sorted(self.origins.items(), key=lambda item: ids[item[0]]):
            yield Copy(ids[document], ids[origin.document], origin.similarity)

    def reuses(self, align: Align) -> Iterator[Reuse]:
        """Give the passages taken over, in the order of the documents' ids, with places in the raw texts."""
        passages = [p for d in sorted(self.takings, key=lambda d: self.corpus.ids[d]) for p in self._passages(d)]
        for start in range(0, len(passages), _AT_A_TIME):
            some = passages[start : start + _AT_A_TIME]
            asked = {document for p in some for document in (p.document, p.origin)}
            alignments = align(sorted(self.corpus.ids[document] for document in asked))
            yield from (self._reuse(passage, alignments) for passage in some)

    @cached_property
    def sources(self) -> dict[int, int]:
        """Lead from each sentence taken over to the sentence that was there first, of all that it can be traced to."""
        owners, ranks = self.corpus.owners, self.corpus.ranks
        found: dict[int, int] = {}
        for document in sorted(self.takings, key=lambda d: ranks[d]):
            for later, same in groupby(sorted(self.takings[document]), key=lambda taking: taking.later):
                firsts = {found.get(taking.earlier, taking.earlier) for taking in same}
                found[later] = min(firsts, key=lambda sentence: (ranks[owners[sentence]], sentence))
        return found

    def _passages(self, document: int) -> Iterator[Passage]:
        """Join the sentences of a document that come from one place, outside its own family."""
        run: list[Taking] = []
        for later in sorted({taking.later for taking in self.takings[document]}):
            taking = Taking(later, self.sources[later])
            if self._root(int(self.corpus.owners[taking.earlier])) == self._root(document):
                continue
            if run and not self._goes_on(run[-1], taking):
                yield self._passage(document, run)
                run = []
            run.append(taking)
        if run:
            yield self._passage(document, run)

    def _root(self, document: int) -> int:
        origin = self.origins.get(document)
        return origin.document if origin else document

    def _goes_on(self, last: Taking, taking: Taking) -> bool:
        near = taking.later == last.later + 1 and 0 < taking.earlier - last.earlier <= STEP
        return near and self.corpus.owners[last.earlier] == self.corpus.owners[taking.earlier]

    def _passage(self, document: int, run: Sequence[Taking]) -> Passage:
        return Passage(
            document,
            int(self.corpus.owners[run[0].earlier]),
            range(run[0].later, run[-1].later + 1),
            tuple(taking.earlier for taking in run),
        )

    def _reuse(self, passage: Passage, alignments: Mapping[str, Sequence[Segment]]) -> Reuse:
        document, origin = self.corpus.ids[passage.document], self.corpus.ids[passage.origin]
        here = to_raw(alignments[document], *self._extent(passage.sentences))
        there = to_raw(alignments[origin], *self._extent(passage.origins))
        same = in_order(self._words(passage.sentences), self._words(passage.origins))
        key = content_id("ru", document, *here, origin, *there)
        return Reuse(key, document, here.start, here.end, origin, there.start, there.end, round(same, 4))

    def _extent(self, sentences: Sequence[int]) -> tuple[int, int]:
        return int(self.corpus.place[sentences[0]]), int(self.corpus.until[sentences[-1]])

    def _words(self, sentences: Iterable[int]) -> NDArray[np.uint32]:
        return np.concatenate([self.corpus.words(sentence) for sentence in sentences])


class Passage(NamedTuple):
    """Sentences of a document, and those of another that they come from."""

    document: int
    origin: int
    sentences: range
    origins: tuple[int, ...]


@contextmanager
def open_comparison(writings: Iterable[Writing]) -> Iterator[Comparison]:
    """Compare documents; what was found can be asked for until the end of the block, where temporary files go.

    Memory grows by some hundred bytes for a document, whatever its length.
    """
    with open_corpus(writings) as corpus, tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        yield _compare(corpus, Path(folder))


def _compare(corpus: Corpus, folder: Path) -> Comparison:
    weighed = weigh_sentences(corpus)
    indexed = weighed & ~np.isin(corpus.owners, np.fromiter(corpus.same, np.int64, len(corpus.same)))
    sentences = np.bincount(corpus.owners[indexed], minlength=len(corpus.ids))
    outlines = Outlines(corpus, weighed)
    links: list[Link] = []
    takings: dict[int, list[Taking]] = defaultdict(list)
    for pairs in find_pairs(corpus, indexed, folder):
        earlier, later = int(pairs[0, 0]), int(pairs[0, 1])
        likeness = _likeness(corpus, outlines, sentences, pairs)
        if likeness.is_copy:
            links.append(Link(earlier, later, likeness.similarity))
            takings[later] += [Taking(*sentences) for sentences in likeness.sentences]
        takings[later] += find_takings(corpus, outlines, pairs)
    for document, same in corpus.same.items():
        if same in takings:
            shift = int(corpus.opens[document] - corpus.opens[same])
            takings[document] = [Taking(taking.later + shift, taking.earlier) for taking in takings[same]]
    return Comparison(corpus, find_origins(corpus, links), takings)


def _likeness(corpus: Corpus, outlines: Outlines, sentences: NDArray[np.int64], pairs: Pairs) -> Likeness:
    """Compare two documents as wholes, if enough of their sentences are worth it."""
    earlier, later = int(pairs[0, 0]), int(pairs[0, 1])
    shares = (len(set(pairs[:, 2 + side].tolist())) / sentences[d] for side, d in enumerate((earlier, later)))
    if max(shares) < ENOUGH:
        return Likeness(0.0, is_copy=False)
    first, second = corpus.days[earlier], corpus.days[later]
    likeness = compare(
        outlines[earlier], outlines[later], days_apart=bool(second != NEVER and second - first >= DAYS_APART)
    )
    same = len(outlines[earlier].sentences) and np.array_equal(_codes(corpus, earlier), _codes(corpus, later))
    similarity = 1.0 if same else min(round(likeness.similarity, 4), 0.9999)
    return likeness._replace(similarity=similarity, is_copy=likeness.is_copy or bool(same))


def _codes(corpus: Corpus, document: int) -> NDArray[np.uint32]:
    first, last = (int(corpus.first[corpus.opens[document + side]]) for side in (0, 1))
    return corpus.codes[first:last]
