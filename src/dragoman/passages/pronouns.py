"""Whom he, it and they mean: the nearest fitting subject, else that of the sentence before."""

from __future__ import annotations

from dragoman.passages.binding import (
    NOBODY,
    Found,
    is_done_to,
    object_before,
    own_subject,
    owner_beside,
    subjects_around,
    takes_somebody,
)
from dragoman.passages.grammar import Grammar
from dragoman.passages.memory import PERSONS, Memory, distinct
from dragoman.passages.references import Reference
from dragoman.passages.scene import Scene, is_body
from dragoman.passages.vocabulary import Sort


def find_he(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The nearest person who is a subject; nobody where a stranger stands nearer."""
    if (praised := object_before(reference, scene)) is not None:
        return praised.participants if praised.sort is Sort.PERSON and len(praised.participants) == 1 else NOBODY
    excluded = own_subject(reference, scene)
    for referent in subjects_around(reference, scene):
        if referent.sort is Sort.STRANGER and not excluded:
            return NOBODY
        if referent.sort is Sort.PERSON and referent.codes.isdisjoint(excluded):
            return referent.participants if len(referent.participants) == 1 else NOBODY
    before = [
        p for p in scene.participants if p.end <= reference.start and p.kind in PERSONS and p.code not in excluded
    ]
    if before:
        return (before[-1] if excluded else before[0],)
    person = memory.person
    if person is not None and person.code not in excluded:
        return (person,)
    return _cataphor(reference, scene) if person is None and not excluded else NOBODY


def _cataphor(reference: Reference, scene: Scene) -> Found:
    """During his visit ...: the subject that follows is found around it; nobody else is looked for."""
    return NOBODY if reference.text[0].islower() else _first_person(scene)


def _first_person(scene: Scene) -> Found:
    root = scene.grammar.main_verbs[:1]
    subject = scene.subject_of(root[0]) if root else None
    return subject.participants if subject is not None and subject.sort is Sort.PERSON else NOBODY


def find_it(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The nearest state or body that is a subject; nobody where a thing stands nearer."""
    if is_done_to(reference, scene.grammar):
        return _object_it(reference, scene, memory)
    return _it_as_subject(reference, scene, memory)


def _it_as_subject(reference: Reference, scene: Scene, memory: Memory) -> Found:
    if (owner := owner_beside(reference, scene)) is not None:
        return owner
    if (praised := object_before(reference, scene)) is not None:
        return praised.participants if praised.sort is Sort.BODY and len(praised.participants) == 1 else NOBODY
    for referent in subjects_around(reference, scene):
        if referent.sort is Sort.BODY and len(referent.participants) == 1:
            return referent.participants
        if referent.sort is not Sort.PERSON:
            return _holder_in_phrase(reference, scene) if reference.text.lower() == "its" else NOBODY
        if reference.text.lower() == "it":
            return NOBODY
    last = memory.last_subject()
    if last is None or scene.grammar.subjects_before(reference.token):
        return _holder_in_phrase(reference, scene) if reference.text.lower() == "its" else NOBODY
    return last.participants if last.sort is Sort.BODY and len(last.participants) == 1 else NOBODY


def _holder_in_phrase(reference: Reference, scene: Scene) -> Found:
    """For `its` inside a phrase that begins with an actor: `Russia and its allies`, `Iran over its programme`."""
    bodies = distinct(p for p in scene.participants if p.end <= reference.start and is_body(p))
    return bodies if len(bodies) == 1 else NOBODY


def _object_it(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """An `it` that something is done to is somebody only behind some verbs and prepositions, and where one fits."""
    if not takes_somebody(reference, scene):
        return NOBODY
    if scene.grammar.tokens[reference.token].dep == "nsubjpass":
        return _it_as_subject(reference, scene, memory)
    excluded = own_subject(reference, scene)
    here = distinct(p for p in scene.participants if p.end <= reference.start and is_body(p) and p.code not in excluded)
    if here or not excluded:
        return here if len(here) == 1 and excluded else NOBODY
    last = memory.past[0].participants if memory.past else ()
    before = distinct(p for p in last if is_body(p) and p.code not in excluded)
    return before if len(before) == 1 else NOBODY


def find_they(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The nearest subject of several actors; nobody where several things stand nearer."""
    if is_done_to(reference, scene.grammar) and not takes_somebody(reference, scene):
        return NOBODY
    if (praised := object_before(reference, scene)) is not None:
        return praised.participants if praised.sort is Sort.PEOPLE else NOBODY
    excluded = own_subject(reference, scene)
    for referent in subjects_around(reference, scene):
        if not referent.codes.isdisjoint(excluded):
            continue
        if referent.sort is Sort.PEOPLE:
            return referent.participants
        if referent.sort in {Sort.THING, Sort.STRANGER} and _is_plural(scene.grammar, referent.head):
            return NOBODY
    if excluded or scene.grammar.subjects_before(reference.token):
        return NOBODY
    last = memory.last_subject()
    return last.participants if last is not None and last.sort is Sort.PEOPLE else NOBODY


def _is_plural(grammar: Grammar, head: int) -> bool:
    return grammar.tokens[head].tag in {"NNS", "NNPS"} or len(grammar.conjuncts(head)) > 1
