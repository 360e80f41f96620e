"""Which document is the original of which: the earliest of a family keeps its place, the others are its copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.documents.copying.corpus import Corpus


class Link(NamedTuple):
    """A document and an earlier one that it is a copy of."""

    earlier: int
    later: int
    similarity: float


class Origin(NamedTuple):
    """The original of a copy."""

    document: int
    similarity: float
    """How like the copy is to the document it was linked by: the original or another copy of it."""


def find_origins(corpus: Corpus, links: Iterable[Link]) -> dict[int, Origin]:
    """Give the original of each copy.

    The documents are gone through from the earliest. One that is like an earlier one becomes a copy of that one's
    original; of several, of the likest. So two reports that a later digest joins stay two.
    """
    linked: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        linked[link.later].append(link)
    for later, earlier in corpus.same.items():
        linked[later] = [Link(earlier, later, 1.0)]
    origins: dict[int, Origin] = {}
    for document in sorted(linked, key=lambda d: corpus.ranks[d]):
        best = max(linked[document], key=lambda link: (link.similarity, -corpus.ranks[link.earlier]))
        root = origins.get(best.earlier)
        origins[document] = Origin(root.document if root else best.earlier, best.similarity)
    return origins
