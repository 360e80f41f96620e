"""When the act of a predicate took place: the date in its own clause, else that of the clause that carries it."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from dragoman.dates import shift_days, shift_months
from dragoman.events.clauses import Clauses
from dragoman.model import Auxiliary, Basis, Passage, Precision, TimeMention, When
from dragoman.ontology import Ontology

AHEAD = re.compile(r"\b(?:next|tomorrow|coming|later|following)\b", re.IGNORECASE)
LEAD = 4
"""The first sentences of an article tell its news."""
NEWS_DAYS = 7
"""Fresh news without a date is taken to lie at most this long before publication; marked as a fallback."""
APART = frozenset("after following since before until despite over because amid like than".split())
"""An event noun behind one of these took place at another time than the clause."""
BACKGROUND_DAYS = 365
"""An act that ended longer than this before publication is background."""


def date_event(passage: Passage, clauses: Clauses, ontology: Ontology, anchor: int, verb: int | None) -> When:
    """The date of a predicate at a token, carried by a verb where it is a noun."""
    owned = {_owner(clauses, mention): mention for mention in reversed(passage.times) if mention.when.known}
    described = clauses.dependents(anchor, "acl") if clauses.tokens[anchor].pos == "NOUN" else []
    for place in (anchor, *described, *_carriers(clauses, ontology, anchor, verb)):
        if place in owned:
            return owned[place].when
    return When()


def _owner(clauses: Clauses, mention: TimeMention) -> int:
    """The verb or event noun that a date belongs to: the first above it that could be a predicate."""
    inside = [i for i, token in enumerate(clauses.tokens) if token.start < mention.end and mention.start < token.end]
    if not inside:
        return -1
    top = min(inside, key=lambda i: (_depth(clauses, i), i))
    for above in clauses.ancestors(top):
        if clauses.is_verb(above) or _heads_event(clauses, above):
            return above
    return top


def _heads_event(clauses: Clauses, index: int) -> bool:
    """Whether a noun bears phrases as an event does: `the visit to X in May`."""
    return clauses.tokens[index].pos == "NOUN" and len(clauses.dependents(index, "prep", "poss")) >= 2


def _depth(clauses: Clauses, index: int) -> int:
    return sum(1 for _ in clauses.ancestors(index))


def _carriers(clauses: Clauses, ontology: Ontology, anchor: int, verb: int | None) -> list[int]:
    """The clauses whose date also holds for the predicate, nearest first: not those that only report it."""
    found = [verb] if verb is not None and verb != anchor else []
    index, steps = verb if verb is not None else anchor, 0
    while steps < 5:
        token = clauses.tokens[index]
        cleft = clauses.tokens[token.head].lemma == "be" and token.dep in {"ccomp", "relcl", "advcl"}
        apart = token.dep in {"relcl", "ccomp", "parataxis"} and not cleft and token.tag != "VB"
        told_apart = any(clauses.tokens[i].lemma in APART for i in clauses.dependents(index, "mark"))
        if token.head == index or apart or told_apart:
            break
        if token.dep == "pobj" and clauses.tokens[token.head].lemma in APART:
            break
        index, steps = token.head, steps + 1
        reports = clauses.tokens[index].lemma in ontology.says and clauses.tokens[index].pos == "VERB"
        if (clauses.is_verb(index) and not (reports and token.dep == "ccomp")) or clauses.tokens[index].pos == "NOUN":
            found.append(index)
    return found


def fall_back(passage: Passage, when: When, auxiliary: Auxiliary, *, past_perfect: bool) -> When:
    """A date for an act that the text does not date, marked as resting on the publication.

    The lead of a dated article tells fresh news; elsewhere only the last day is known. A plan has only a first day.
    """
    if when.known:
        return when
    published = passage.published
    if auxiliary in {Auxiliary.PLANNED, Auxiliary.OFFERED}:
        return When(published.earliest, None, Precision.OPEN, Basis.PUBLICATION)
    if auxiliary is Auxiliary.HYPOTHETICAL or published.latest is None:
        return When()
    fresh = published.precision is Precision.DAY and passage.index < LEAD and not past_perfect
    if fresh and published.earliest is not None:
        return When(shift_days(published.earliest, -NEWS_DAYS), published.latest, Precision.RANGE, Basis.PUBLICATION)
    return When(None, published.latest, Precision.OPEN, Basis.PUBLICATION)


def lies_ahead(passage: Passage, when: When) -> bool:
    """Whether a date begins only after the article was published."""
    latest = passage.published.latest
    return when.earliest is not None and latest is not None and when.earliest > latest


def in_the_past(passage: Passage, when: When) -> When:
    """The date a year earlier, where a day without a year was taken for one to come, but the act is done."""
    guessed = when.basis is Basis.RELATIVE and when.precision in {Precision.DAY, Precision.MONTH}
    if not guessed or not lies_ahead(passage, when) or AHEAD.search(when.expression) or when.earliest is None:
        return when
    first, last = when.earliest, when.latest or when.earliest
    return replace(when, earliest=shift_months(first, -12), latest=shift_months(last, -12))


def lies_behind(passage: Passage, when: When) -> bool:
    """Whether a date ends before the last day of publication: `last May he would say` tells the past."""
    published = passage.published.latest
    return when.latest is not None and published is not None and when.latest < published


def is_background(passage: Passage, when: When) -> bool:
    """Whether an act is told as background: it ended more than a year before the article."""
    first = passage.published.earliest or passage.published.latest
    if when.basis is Basis.PUBLICATION or not when.known:
        return _context_is_old(passage, first)
    return when.latest is not None and first is not None and (first - when.latest).days > BACKGROUND_DAYS


def _context_is_old(passage: Passage, first: date | None) -> bool:
    latest = passage.context.latest
    return first is not None and latest is not None and (first - latest).days > BACKGROUND_DAYS
