"""When a document was published: what it says itself, and the bounds that its words set, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.documents.clues.around import line_signs
from dragoman.documents.clues.conflicts import find_conflicts
from dragoman.documents.clues.evidence import Evidence, Line
from dragoman.documents.clues.handover import weigh_leaders
from dragoman.documents.clues.order import find_order
from dragoman.documents.clues.partial import partial_signs
from dragoman.documents.clues.people import people_signs
from dragoman.documents.clues.prose import Sentence, read_sentences
from dragoman.documents.clues.relative import relative_signs
from dragoman.documents.clues.signs import Sign, first_of_each
from dragoman.documents.clues.stated import date_of_url, stated_signs, to_when, with_local_days
from dragoman.documents.clues.told import told_signs
from dragoman.documents.clues.weighing import as_when, judge, weigh
from dragoman.documents.mentions import OfficeBook
from dragoman.model import Clue, When

__all__ = ["Dated", "Evidence", "Line", "date_document", "date_of_url", "to_when"]

_MOST_SIGNS = 12
"""Of one kind; more of them say nothing new."""
_NARROW = 366
"""Days: within a year, leaders named without titles tell nothing, since they are told of after they have fallen too."""


@dataclass(frozen=True)
class Dated:
    """The date of a document, all that bears on it, and the dates that contradict it."""

    when: When
    conflicts: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()


def date_document(evidence: Evidence, offices: OfficeBook) -> Dated:
    """Date a document.

    Every clue becomes a sign: the days of publication that it allows, with a weight (`clues/weights.csv`). The days
    against which the least weight stands are the date. A day that the document states is taken where no heavier signs
    forbid it; bounds alone give an interval, which may be open. Days without a year are read last, within the days
    that remain. The day of fetching only bounds.
    """
    sentences = read_sentences(evidence.body, offices.phrases)
    signs = find_signs(evidence, sentences, offices)
    weighed = weigh([sign for sign in signs if sign.kind != "named"])
    if weighed is None or (weighed.window.last - weighed.window.first).days > _NARROW:
        weighed = weigh_leaders(signs)
        signs = [*weighed.fitting, *weighed.refused] if weighed else []
    else:
        signs = [sign for sign in signs if sign.kind != "named"]
    if weighed is None:
        return Dated(When())
    partial = partial_signs(evidence, sentences, weighed.window)
    weighed = (weigh([*signs, *partial]) if partial else weighed) or weighed
    return Dated(as_when(weighed), find_conflicts(weighed), judge(weighed))


def find_signs(evidence: Evidence, sentences: Sequence[Sentence], offices: OfficeBook) -> list[Sign]:
    """Find all that bears on the date, but for days without a year."""
    whens = (*evidence.stated, *evidence.shown, *evidence.guessed)
    texts = [*(line.text for line in evidence.lines), *(when.expression for when in whens), evidence.file_name]
    order = find_order(texts, evidence.url, evidence.body)
    signs = [
        *stated_signs(evidence, order),
        *line_signs(evidence, order),
        *told_signs(evidence, sentences),
        *relative_signs(evidence, sentences),
        *people_signs(evidence, sentences, offices),
    ]
    return with_local_days(first_of_each(signs, _MOST_SIGNS))
