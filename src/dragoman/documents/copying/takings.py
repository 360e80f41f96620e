"""Which sentences of a document an earlier one has too, word for word or with words changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.copying.corpus import Corpus
from dragoman.documents.copying.keys import Pairs
from dragoman.documents.copying.outline import Outline, Outlines
from dragoman.documents.copying.wording import FUNCTION, NAME, NUMBER, QUOTED

SHORTEST = 12
"""Words of a sentence that is a passage by itself."""
SHORTEST_OWN = 8
"""Words outside quotations that it has at least: what somebody said is anybody's to quote."""
KEYS = 2
"""Keys that two sentences share at least to be looked at."""
ALIKE, ALIKE_ORDER = 0.6, 0.55
"""Least share of content words, and of all words in order, that two sentences have in common to be one. Of unrelated
own articles on the same matter the likest two sentences lie at 0.73 and 0.53, the next at 0.59 and 0.43."""
ALIKE_WORDS, SAME = 7, 0.85
"""Content words in common for that; fewer do where nearly all are the same."""
MOVED, MOVED_ORDER, MOVED_WORDS = 0.75, 0.4, 9
"""The same where clauses changed places, and the least number of content words in common."""
NEIGHBOUR = 0.4
"""Least share of content words for a sentence beside one that is taken over."""
TOGETHER, TOGETHER_WORDS = 0.5, 14
"""Least mean share, and least content words in common, of two neighbours neither of which is enough by itself."""
STEP = 2
"""How far apart, in sentences, the origins of two neighbours may stand."""


class Taking(NamedTuple):
    """A sentence that stands in an earlier document too."""

    later: int
    """The sentence in the later document."""
    earlier: int
    """The sentence in the earlier one."""


class _Pair(NamedTuple):
    later: int
    earlier: int
    share: float
    """Share of content words in common."""
    common: int
    strong: bool


def find_takings(corpus: Corpus, outlines: Outlines, pairs: Pairs) -> Iterator[Taking]:
    """Find the sentences that two documents have in common, given the pairs of their sentences that share keys."""
    worth = pairs[(pairs[:, 4] >= KEYS) & (corpus.lengths[pairs[:, 2]] >= SHORTEST // 2)]
    if not len(worth):
        return
    older, younger = outlines[int(pairs[0, 0])], outlines[int(pairs[0, 1])]
    scored = [_score(corpus, older, younger, int(row[2]), int(row[3])) for row in worth]
    likely = {(pair.later, pair.earlier): pair for pair in scored if pair is not None}
    taken = {place for place, pair in likely.items() if pair.strong}
    taken |= {place for pair in likely.values() for place in _joined(pair, likely)}
    for place in sorted(taken | _beside(corpus, older, younger, taken)):
        yield Taking(*place)


def _score(corpus: Corpus, older: Outline, younger: Outline, earlier: int, later: int) -> _Pair | None:
    """Compare two sentences; None where they are too short, too much of a quotation, or unlike."""
    one = older.contents[earlier - older.sentences[0]]
    other = younger.contents[later - younger.sentences[0]]
    common = len(one & other)
    share = 2 * common / max(len(one) + len(other), 1)
    if share < NEIGHBOUR or not _facts_agree(corpus, earlier, later):
        return None
    first, second = _own_words(corpus, earlier), _own_words(corpus, later)
    if min(len(first), len(second)) < SHORTEST_OWN:
        return None
    order = in_order(first, second)
    alike = share >= ALIKE and order >= ALIKE_ORDER and (common >= ALIKE_WORDS or share >= SAME)
    moved = share >= MOVED and order >= MOVED_ORDER and common >= MOVED_WORDS
    long = min(corpus.lengths[earlier], corpus.lengths[later]) >= SHORTEST
    return _Pair(later, earlier, share, common, strong=bool((alike or moved) and long))


def in_order(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Share of the words that two passages have in common, in the same order."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  heavy

    return 2 * LCSseq.similarity(one.tolist(), other.tolist()) / max(len(one) + len(other), 1)


def _own_words(corpus: Corpus, sentence: int) -> NDArray[np.uint32]:
    own: NDArray[np.uint32] = corpus.words(sentence)[(corpus.markings(sentence) & QUOTED) == 0]
    return own


def _facts_agree(corpus: Corpus, one: int, other: int) -> bool:
    """Whether one sentence has at least half of the other's figures, and half of its names."""
    return all(
        2 * len(first & second) >= min(len(first), len(second))
        for first, second in ((_marked(corpus, one, mark), _marked(corpus, other, mark)) for mark in (NUMBER, NAME))
    )


def _marked(corpus: Corpus, sentence: int, mark: int) -> set[int]:
    codes = corpus.words(sentence)
    return set(codes[((corpus.markings(sentence) & mark) != 0) & ((codes & FUNCTION) == 0)].tolist())


Places = dict[tuple[int, int], _Pair]


def _joined(pair: _Pair, likely: Places) -> Iterator[tuple[int, int]]:
    """Give a pair and the next, where they are enough together."""
    for step in range(1, STEP + 1):
        following = likely.get((pair.later + 1, pair.earlier + step))
        if following is None:
            continue
        enough = pair.common + following.common >= TOGETHER_WORDS
        if enough and (pair.share + following.share) / 2 >= TOGETHER:
            yield pair.later, pair.earlier
            yield following.later, following.earlier


def _beside(corpus: Corpus, older: Outline, younger: Outline, taken: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Find the sentences beside those taken over that go with them: less alike, short, or quotations."""
    found: set[tuple[int, int]] = set()
    done = {later for later, _ in taken}
    for start in sorted(taken):
        for direction in (1, -1):
            later, earlier = start
            while (step := _next(older, younger, later, earlier, direction)) is not None and step[0] not in done:
                later, earlier = step
                if not _facts_agree(corpus, earlier, later):
                    break
                found.add(step)
                done.add(later)
    return found


def _next(older: Outline, younger: Outline, later: int, earlier: int, direction: int) -> tuple[int, int] | None:
    """Give the neighbour of a sentence and its like, quotations counted."""
    row = later + direction - younger.sentences[0]
    if not 0 <= row < len(younger.sentences):
        return None
    words = younger.everything[row]
    for step in range(1, STEP + 1):
        place = earlier + step * direction - older.sentences[0]
        if words and 0 <= place < len(older.sentences):
            other = older.everything[place]
            if 2 * len(words & other) >= NEIGHBOUR * (len(words) + len(other)):
                return later + direction, earlier + step * direction
    return None
