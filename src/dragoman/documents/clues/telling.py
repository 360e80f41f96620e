"""The clues to a document's date as lines of a table, for a person to read."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.documents.clues.weighing import shown
from dragoman.model import Document


class DatingLine(NamedTuple):
    """A clue as it is shown."""

    basis: str
    interval: str
    """`2014-03-12`, `2012-05-07..2013-09-09`, `..2012-03-03`; empty where it says nothing of days."""
    verdict: str
    """taken, bound, agrees or refused."""
    reason: str
    words: str


def dating_table(document: Document) -> list[DatingLine]:
    """List what bears on a document's date, the date itself first, then the clues, the weightiest first.

    The first line has the verdict `is`; an unknown date has an empty interval.
    """
    when = document.published
    first = DatingLine(when.basis.value, shown(when.earliest, when.latest), "is", when.expression, "")
    clues = (
        DatingLine(
            clue.basis.value,
            shown(clue.earliest, clue.latest) if clue.earliest or clue.latest else "",
            clue.verdict,
            clue.reason,
            " ".join(clue.words.split()),
        )
        for clue in document.dating
    )
    return [first, *clues]
