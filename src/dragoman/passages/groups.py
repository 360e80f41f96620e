"""Whom the two, both sides and the latter mean: those named together."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import Participant
from dragoman.passages.binding import NOBODY, Found, own_subject
from dragoman.passages.grammar import Grammar
from dragoman.passages.memory import Memory, distinct
from dragoman.passages.references import Kind, Reference
from dragoman.passages.scene import Scene


def find_counted(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """As many as the number says: named together, else the only ones named; not who does it to them."""
    excluded = frozenset[str]() if _is_among(reference, scene.grammar) else own_subject(reference, scene)
    before = [p for p in scene.participants if p.end <= reference.start]
    here = [g for g in scene.past(ends_paragraph=False).together if all(p.end <= reference.start for p in g)]
    if (found := _of_number(reversed(here), before, reference.number, excluded)) or len(
        distinct(before)
    ) > reference.number:
        return found
    for past in memory.past[:3]:
        if found := _of_number(past.together, past.participants, reference.number, excluded):
            return found
    return memory.pair if reference.number == 2 and _apart(memory.pair, excluded) else NOBODY


def _is_among(reference: Reference, grammar: Grammar) -> bool:
    """Whether it stands behind between or of: whoever acts may be one of them."""
    token = grammar.tokens[reference.token]
    return token.dep == "pobj" and grammar.tokens[token.head].lemma in {"between", "among", "of"}


def _of_number(
    groups: Iterable[Found], everyone: Iterable[Participant], number: int, excluded: frozenset[str]
) -> Found:
    for group in groups:
        if len(group) == number and _apart(group, excluded):
            return group
    left = distinct(p for p in everyone if p.code not in excluded)
    states = tuple(p for p in left if ":" not in p.code)
    return next((group for group in (left, states) if len(group) == number), NOBODY)


def _apart(group: Found, excluded: frozenset[str]) -> bool:
    return excluded.isdisjoint(p.code for p in group)


def find_sides(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Those of the sentence, or of the one before, that were named together; only where these are two."""
    excluded = own_subject(reference, scene)
    before = distinct(p for p in scene.participants if p.end <= reference.start)
    if before:
        return before if len(before) == 2 and _apart(before, excluded) else NOBODY
    last = memory.past[0] if memory.past else None
    groups = [g for g in (last.together if last is not None else ()) if len(g) == 2 and _apart(g, excluded)]
    if groups:
        return groups[0]
    return memory.pair if last is not None and last.codes == {p.code for p in memory.pair} else NOBODY


def find_former(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Of the last two named before, the first or the second."""
    before = [p for p in scene.participants if p.end <= reference.start]
    last = memory.past[0].participants if memory.past else ()
    for named in (distinct(sorted(before, key=lambda p: -p.start)), distinct(reversed(last))):
        if len(named) >= 2:
            return (named[1 if reference.kind is Kind.FORMER else 0],)
    return NOBODY
