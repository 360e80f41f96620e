"""Which documents copy which: the same words, or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dragoman.documents.blocks import WORD
from dragoman.model import Copy, When

SHINGLE = 5
"""Words to a shingle: long enough that common phrases do not make a copy."""
LEAST_LIKENESS = 0.7
"""Least share of common shingles. Tried on own cases: agency reports with a changed lead, a cut tail or a new caption
lie above 0.75, two accounts of one meeting below 0.2."""
_HASHES, _BANDS = 128, 32
"""32 bands of 4 find a pair of likeness 0.7 with probability 0.9998."""
_SEED = 42


def find_copies(documents: Iterable[tuple[str, str, When]]) -> list[Copy]:
    """Find copies among documents given as id, clean text and date of publication.

    Candidates come from MinHash, the likeness of each pair is then counted exactly (Jaccard, word 5-shingles).
    Documents linked by a chain of likenesses are one group with one original: the one published first (by the latest
    day known), then the one with the smallest id. The likeness given is that to the original, which at the end of a
    chain may be less than 0.7. The order of the documents does not matter.
    """
    texts = {document: (text, when) for document, text, when in documents}
    shingles = {document: _shingles(text) for document, (text, _) in sorted(texts.items())}
    shingles = {document: found for document, found in shingles.items() if found}
    groups = _groups(sorted(shingles), _alike(shingles))
    copies = [copy for group in groups for copy in _copies(group, texts, shingles)]
    return sorted(copies, key=lambda copy: copy.document)


def _shingles(text: str) -> frozenset[str]:
    words = [word.casefold() for word in WORD.findall(text)]
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, min(len(words), 1))))


def _alike(shingles: dict[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Give the pairs that are alike."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415  heavy

    known = sorted(shingles)
    index = RMinHashLSH(threshold=LEAST_LIKENESS, num_perm=_HASHES, num_bands=_BANDS)
    for number, document in enumerate(known):
        sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
        sketch.update(sorted(shingles[document]))
        for other in index.query(sketch):
            if _likeness(shingles[document], shingles[known[other]]) >= LEAST_LIKENESS:
                yield known[other], document
        index.insert(number, sketch)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _groups(documents: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Join what pairs link, directly or through others."""
    root = {document: document for document in documents}
    for one, other in pairs:
        first, second = sorted((_root(root, one), _root(root, other)))
        root[second] = first
    groups: dict[str, list[str]] = {}
    for document in documents:
        groups.setdefault(_root(root, document), []).append(document)
    return [group for group in groups.values() if len(group) > 1]


def _root(root: dict[str, str], document: str) -> str:
    while root[document] != document:
        root[document] = root[root[document]]
        document = root[document]
    return document


def _copies(
    group: Sequence[str], texts: dict[str, tuple[str, When]], shingles: dict[str, frozenset[str]]
) -> Iterator[Copy]:
    original = min(group, key=lambda document: (texts[document][1].latest or date.max, document))
    for document in group:
        if document != original:
            yield Copy(document, original, round(_likeness(shingles[original], shingles[document]), 4))
