"""Which sentences tell something of where a document comes from: not what one outlet prints under all its articles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.copying.corpus import Corpus

OFTEN = 3
"""In so many different documents of one outlet a sentence may be a notice, an appeal, an author's portrait."""
OWN = 0.2
"""It is one if those documents are for the most part otherwise different: if the middle one of them has at least this
share of words that no other document of the outlet has. The versions of one report have less of their own."""


def weigh_sentences(corpus: Corpus) -> NDArray[np.bool_]:
    """Tell for each sentence whether it counts."""
    weighed = np.ones(len(corpus.lengths), bool)
    here = np.flatnonzero(corpus.outlets[corpus.owners] >= 0)
    here = here[~np.isin(corpus.owners[here], np.fromiter(corpus.same, np.int64, len(corpus.same)))]
    if not len(here):
        return weighed
    here, runs, sizes = _repetitions(corpus, here)
    own = _own_shares(corpus, here, sizes[runs] == 1)
    for run in np.flatnonzero(sizes >= OFTEN):
        low, high = np.searchsorted(runs, [run, run + 1])
        rows = here[low:high]
        if np.median(own[corpus.owners[rows]]) >= OWN:
            weighed[rows] = False
    return weighed


def _repetitions(
    corpus: Corpus, here: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Order sentences so that the same of one outlet stand together; a number for each such run, and its documents."""
    outlets, hashes, owners = corpus.outlets[corpus.owners[here]], corpus.hashes[here], corpus.owners[here]
    order = np.lexsort((owners, hashes, outlets))
    outlets, hashes, owners = outlets[order], hashes[order], owners[order]
    fresh = np.r_[True, (hashes[1:] != hashes[:-1]) | (outlets[1:] != outlets[:-1])]
    runs = np.cumsum(fresh) - 1
    first_of_document = fresh | np.r_[True, owners[1:] != owners[:-1]]
    return here[order], runs, np.bincount(runs, first_of_document).astype(np.int64)


def _own_shares(corpus: Corpus, here: NDArray[np.int64], alone: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each document, the share of its words in sentences that its outlet prints nowhere else."""
    total = np.bincount(corpus.owners[here], corpus.lengths[here], len(corpus.ids))
    own = np.bincount(corpus.owners[here], corpus.lengths[here] * alone, len(corpus.ids))
    return np.asarray(own / np.maximum(total, 1))
