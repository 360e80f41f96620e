"""Which sentences may be one: those that share several of their rarest words, or all words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.copying.corpus import FREQUENCIES, Corpus
from dragoman.documents.copying.wording import FUNCTION, NAME, NUMBER, OPENING

RAREST, RAREST_OF_FEW = 6, 10
"""Words of a sentence from which its keys are made: each two of them are a key. Among few documents the counts say
little of how rare a word is, so that more words are taken."""
FEW = 3_000
"""Documents that are few."""
SHORTEST = 5
"""Content words of a sentence that is worth a key."""
_FEWEST = 6
"""Words of a sentence that is worth a key for all of its words."""
_CHUNK = 60_000
"""Sentences whose keys are made at a time."""
_PARTS = 64
"""Files that the keys, and then the pairs, are spread over; one is in memory at a time."""
MANY = 12
"""Up to so many sentences with one key are compared each with each; of more, each with the earliest and the last before
it: the copies of one report are linked all the same, and what is merely common gives few pairs."""
TOO_MANY = 200
"""A pair of words in more sentences than this is no sign of anything."""
EVIDENCE = 3
"""Keys that two documents share at least to be compared."""
EXACT = 4
"""Keys that a whole sentence is worth."""
_KEY = np.dtype([("key", "<u8"), ("sentence", "<u4")])
Pairs = NDArray[np.uint64]


class Spool:
    """Rows spread over files by a number, to be read back one file at a time."""

    def __init__(self, folder: Path, name: str, kind: np.dtype[Any] | str) -> None:
        self._kind = np.dtype(kind)
        self._paths = [folder / f"{name}-{part}" for part in range(_PARTS)]

    def write(self, rows: NDArray[Any], numbers: NDArray[np.uint64]) -> None:
        """Put each row into the file of its number."""
        parts = (_mix(numbers) >> np.uint64(58)).astype(np.int64) % _PARTS
        order = np.argsort(parts, kind="stable")
        bounds = np.searchsorted(parts[order], np.arange(_PARTS + 1))
        for part in np.flatnonzero(np.diff(bounds)):
            with self._paths[part].open("ab") as file:
                file.write(rows[order[bounds[part] : bounds[part + 1]]].tobytes())

    def read(self) -> Iterator[NDArray[Any]]:
        """Read the files, each gone afterwards."""
        for path in self._paths:
            if path.exists():
                yield np.fromfile(path, self._kind)
                path.unlink()


def find_pairs(corpus: Corpus, weighed: NDArray[np.bool_], folder: Path) -> Iterator[Pairs]:
    """Give the pairs of sentences of two documents that share keys, all pairs of two documents together.

    A row of an array is: the two documents, the two sentences, the number of keys; the earlier document first.
    `weighed` tells which sentences count.
    """
    keys, pairs = Spool(folder, "keys", _KEY), Spool(folder, "pairs", "<u8")
    for start in range(0, len(corpus.lengths), _CHUNK):
        rows = _keys(corpus, weighed, start, min(start + _CHUNK, len(corpus.lengths)))
        keys.write(rows, rows["key"])
    for rows in keys.read():
        found = _linked(corpus, rows)
        first, second = corpus.owners[found >> np.uint64(32)], corpus.owners[found & np.uint64(0xFFFFFFFF)]
        pairs.write(found, _joined(first, second))
    for found in pairs.read():
        yield from _by_documents(corpus, found)


def _keys(corpus: Corpus, weighed: NDArray[np.bool_], start: int, end: int) -> NDArray[np.void]:
    """Make the keys of some sentences."""
    rarest = _rarest(corpus, start, end)
    pairs = [_joined(*_sorted_two(one, other)) for one, other in combinations(rarest.T, 2)]
    usable = [(one > 0) & (other > 0) for one, other in combinations(rarest.T, 2)]
    # the lowest bit tells keys of whole sentences
    keys = np.stack([_mix(pair) & ~np.uint64(1) for pair in pairs] + [corpus.hashes[start:end] | np.uint64(1)])
    long = corpus.lengths[start:end] >= _FEWEST
    good = np.stack([*usable, long]) & weighed[start:end]
    sentences = np.broadcast_to(np.arange(start, end, dtype=np.uint32), keys.shape)
    rows = np.empty(int(good.sum()), _KEY)
    rows["key"], rows["sentence"] = keys[good], sentences[good]
    return rows


def _sorted_two(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Put the smaller of each two first."""
    return np.minimum(one, other), np.maximum(one, other)


def _rarest(corpus: Corpus, start: int, end: int) -> NDArray[np.uint64]:
    """Pick the rarest content words of each sentence, a row each; 0 where it has fewer."""
    low, high = int(corpus.first[start]), int(corpus.first[end])
    codes = np.asarray(corpus.codes[low:high])
    owners = np.repeat(np.arange(end - start), corpus.lengths[start:end])
    content = (codes & FUNCTION) == 0
    codes, owners = codes[content], owners[content]
    plain = (corpus.marks[low:high][content] & (NAME | NUMBER | OPENING)) == 0
    order = np.lexsort((plain, codes, owners))
    fresh = np.ones(len(order), bool)
    fresh[1:] = np.diff(codes[order]).astype(bool) | np.diff(owners[order]).astype(bool)
    codes, owners, plain = (part[order[fresh]] for part in (codes, owners, plain))
    common = np.log2(corpus.frequencies[codes & (FREQUENCIES - 1)]).astype(np.int8)
    # of words about as rare, names and figures first: they stay when a sentence is reworded
    order = np.lexsort((codes, plain, common, owners))
    codes, owners = codes[order], owners[order]
    counts = np.bincount(owners, minlength=end - start)
    ordinal = np.arange(len(codes)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = RAREST_OF_FEW if len(corpus.ids) < FEW else RAREST
    kept = (ordinal < width) & (counts[owners] >= SHORTEST)
    table = np.zeros((end - start, width), np.uint64)
    table[owners[kept], ordinal[kept]] = codes[kept]
    return table


def _linked(corpus: Corpus, rows: NDArray[np.void]) -> Pairs:
    """Link sentences with one key: each pair as one number, the sentence of the earlier document in the high half."""
    keys, sentences = rows["key"], rows["sentence"].astype(np.int64)
    order = np.lexsort((sentences, corpus.ranks[corpus.owners[sentences]], keys))
    keys, sentences = keys[order], sentences[order]
    runs = np.cumsum(np.r_[0, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes, starts = np.bincount(runs), np.searchsorted(runs, np.arange(runs[-1] + 1 if len(runs) else 0))
    exact = (keys & np.uint64(1)).astype(bool)
    size = sizes[runs] if len(runs) else runs
    found = []
    for step in range(1, min(MANY, len(keys))):
        allowed = (size <= MANY) | (exact | (size <= TOO_MANY) if step == 1 else False)
        here = np.flatnonzero(allowed[step:] & (runs[step:] == runs[: len(runs) - step]))
        found.append((here, here + step))
    wide = np.flatnonzero((size > MANY) & (exact | (size <= TOO_MANY)))
    found.append((starts[runs[wide]], wide))
    one, other = (np.concatenate(side).astype(np.int64) for side in zip(*found, strict=True))
    apart = corpus.owners[sentences[one]] != corpus.owners[sentences[other]]
    one, other = one[apart], other[apart]
    numbers = _joined(sentences[one], sentences[other])
    return np.repeat(numbers, np.where(exact[one], EXACT, 1))


def _by_documents(corpus: Corpus, found: Pairs) -> Iterator[Pairs]:
    """Count the keys of each pair of sentences, and group the pairs by their documents."""
    pairs, counts = np.unique(found, return_counts=True)
    one, other = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    rows = np.stack([corpus.owners[one], corpus.owners[other], one, other, counts], axis=1)
    rows = rows[np.lexsort((other, one, rows[:, 1], rows[:, 0]))]
    edges = np.flatnonzero((rows[1:, :2] != rows[:-1, :2]).any(axis=1)) + 1
    for group in np.split(rows, edges):
        if len(group) and group[:, 4].sum() >= EVIDENCE:
            yield group


def _joined(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.uint64]:
    """Put two numbers of 32 bits into one of 64."""
    return (one.astype(np.uint64) << np.uint64(32)) | other.astype(np.uint64)


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread numbers evenly over 64 bits (the finaliser of splitmix64)."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))
