"""How like two documents are as wholes, and whether that makes one a copy of the other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.copying.outline import Outline, shared_words

IN_COMMON = 0.5
"""Least share of the shorter one's content words that stand in the like sentences of the other, in the same order.
Tried on 28 own texts and the bundled examples: rewrites lie at 0.58 to 0.74 from their original, other accounts of the
same event at 0.24 or less (0.40 for a report of four sentences), articles that lift a third at 0.36 or less."""
COVERED = 0.65
"""Least share of the shorter one, by content words, in sentences that the other has too. One that lifts some paragraphs
and adds its own stays below."""
FOUND = 0.3
"""Least share of a sentence's content words that stand in the other's sentence for it to count as covered."""
LEAST_WORDS = 12
"""Content words outside quotations from which on a document can be compared by them alone."""
FEW = 5
"""Sentences up to which more is asked (`IN_COMMON_FEW`): few sentences are soon like others."""
IN_COMMON_FEW = 0.58
IN_ANY_ORDER, COVERED_IN_ANY_ORDER = 0.65, 0.8
"""The same where the paragraphs changed places."""
LEAST_RATIO = 0.3
"""A shorter document that is less than this of the longer one's length is no copy, but a passage of it."""
EXTENDED = 0.6
"""A longer one that is days younger and holds less than this share of the older one's words goes beyond it: no copy."""
SAME_NUMBERS, SAME_NAMES = 0.5, 0.5
"""Least share of the shorter one's figures, and of its names, that the other has: reports on one pattern differ."""
FEW_NUMBERS, FEW_NAMES = 3, 2
"""With fewer of them nothing is asked."""


class Likeness(NamedTuple):
    """How like a document is to another that came before it."""

    similarity: float
    """Share of the content words of both that stand in like sentences, in the same order, 0 to 1."""
    is_copy: bool
    sentences: tuple[tuple[int, int], ...] = ()
    """The sentences that they have in common: of the younger, and of the older."""


def compare(older: Outline, younger: Outline, *, days_apart: bool) -> Likeness:
    """Compare two documents. `days_apart`: the younger is known to have come days after the older."""
    quotations = min(older.size, younger.size) < LEAST_WORDS
    one, other = (older, younger) if _size(older, quotations) <= _size(younger, quotations) else (younger, older)
    size, larger = _size(one, quotations), _size(other, quotations)
    if size < LEAST_WORDS or size < LEAST_RATIO * larger or not _names_agree(one, other):
        return Likeness(0.0, is_copy=False)
    shared = shared_words(one, other, quotations=quotations)
    lengths = np.array([len(words) for words in (one.everything if quotations else one.contents)])
    best, weight = shared.argmax(axis=1), shared.max(axis=1)
    chosen = _in_order(best, weight)
    found = np.flatnonzero(weight >= np.maximum(FOUND * lengths, 1))
    in_order = [row for row in chosen if row in found]
    few = int((lengths > 0).sum()) <= FEW
    common, covered = int(weight[chosen].sum()), int(lengths[in_order].sum())
    same = common >= (IN_COMMON_FEW if few else IN_COMMON) * size and covered >= COVERED * size
    if not same and weight.sum() >= IN_ANY_ORDER * size and lengths[found].sum() >= COVERED_IN_ANY_ORDER * size:
        same, in_order, common = True, found.tolist(), int(weight.sum())
    beyond = days_apart and other is younger and common < EXTENDED * larger
    pairs = ((one.sentences[row], other.sentences[best[row]]) for row in in_order)
    sentences = tuple(pair if one is younger else pair[::-1] for pair in pairs)
    return Likeness(2 * common / (size + larger), bool(same and not beyond), sentences)


def _size(outline: Outline, quotations: bool) -> int:
    return outline.whole if quotations else outline.size


def _names_agree(one: Outline, other: Outline) -> bool:
    """Whether the other has most of the names and figures of the one."""
    numbers, names = one.numbers & other.words, one.names & other.words
    few_numbers, few_names = len(one.numbers) < FEW_NUMBERS, len(one.names) < FEW_NAMES
    same_numbers = few_numbers or len(numbers) >= SAME_NUMBERS * len(one.numbers)
    return same_numbers and (few_names or len(names) >= SAME_NAMES * len(one.names))


def _in_order(best: NDArray[np.int64], weight: NDArray[np.int32]) -> list[int]:
    """Pick the sentences whose best partners stand in the same order, so that most words are in common."""
    total = np.zeros(len(best), np.int64)
    before = np.full(len(best), -1)
    for row in range(len(best)):
        earlier = np.flatnonzero(best[:row] <= best[row])
        if len(earlier):
            link = earlier[total[earlier].argmax()]
            total[row], before[row] = total[link], link
        total[row] += weight[row]
    chosen = [int(total.argmax())] if len(total) else []
    while chosen and before[chosen[-1]] >= 0:
        chosen.append(int(before[chosen[-1]]))
    return chosen[::-1]
