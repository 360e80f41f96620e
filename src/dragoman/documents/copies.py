"""Which documents copy which, and which passages one has from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.documents.copying.writing import Align, Writing
from dragoman.model import Copy, Reuse, When

if TYPE_CHECKING:
    from dragoman.documents.copying.comparison import Comparison


def find_copies(documents: Iterable[tuple[str, str, When] | Writing]) -> list[Copy]:
    """Find copies among documents given as id, clean text, date of publication and, if known, outlet.

    A copy has the same words, or nearly all of a longer text, or the same sentences in other words; see
    `copying.likeness` for what that means in figures. Accounts of one event by two hands are no copies, nor are texts
    that share quotations or the notices of their outlet. The original is the one published first (by the latest day
    known), then the one with the smallest id. The order of the documents does not matter.
    """
    with open_comparison(Writing(*document) for document in documents) as comparison:
        return list(comparison.copies())


def find_reuses(documents: Iterable[tuple[str, str, When] | Writing], align: Align) -> list[Reuse]:
    """Find the passages, of a sentence of twelve words or more, that documents have from earlier ones, reworded or not.

    Of several earlier documents the first is named. Copies are not listed with their original, nor is what stands in
    quotation marks: that is somebody's saying. Places are code points in the raw texts, found by `align`.
    """
    with open_comparison(Writing(*document) for document in documents) as comparison:
        return list(comparison.reuses(align))


@contextmanager
def open_comparison(writings: Iterable[Writing]) -> Iterator[Comparison]:
    """Compare documents once, for both copies and reuses; they can be asked for until the end of the block."""
    from dragoman.documents.copying.comparison import open_comparison as opened  # noqa: PLC0415  heavy

    with opened(writings) as comparison:
        yield comparison
