"""What a sentence's grammar says of a pronoun: which subjects stand around it, and who it cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Participant
from dragoman.passages.grammar import Grammar
from dragoman.passages.memory import Referent, distinct
from dragoman.passages.references import Reference
from dragoman.passages.scene import Scene

Found = tuple[Participant, ...]
NOBODY: Found = ()
TOWARDS = frozenset({"with", "to", "against", "from", "on", "for", "by", "between", "among", "at"})
"""Prepositions behind which `it` or `them` may be somebody."""
CAUSES = frozenset({"over", "for", "due", "because"})
"""Words that tell why, before whose deed it was."""
MAKING = frozenset(
    "make let help have allow permit want expect see enable hold keep force ask tell order cause get require "
    "leave".split()
)
"""Verbs behind which a bare verb or adjective has a subject of its own."""
POSSESSIVE = frozenset({"his", "her", "its", "their"})


def subjects_around(reference: Reference, scene: Scene) -> Iterator[Referent]:
    """The subjects of the clauses around a reference, from within; then of the clauses before it, the nearest first."""
    met = {reference.token}
    first = True
    for clause in scene.grammar.clauses(reference.token):
        subject = None if clause.within_subject else scene.subject_of(clause.verb)
        ahead = subject is not None and subject.head > reference.token and not clause.looks_ahead
        if subject is not None and subject.head not in met and not ahead:
            met.add(subject.head)
            if not (first and _is_bare_object(reference)):
                yield subject
        first = first and subject is None
    for head in scene.grammar.subjects_before(reference.token):
        if head not in met:
            yield scene.referent(head)


def _is_bare_object(reference: Reference) -> bool:
    return reference.text.lower() in {"him", "them"}


def own_subject(reference: Reference, scene: Scene) -> frozenset[str]:
    """The codes of the subject of the clause that the reference is an object in: it cannot be the same."""
    if reference.text.lower() in POSSESSIVE or reference.text.lower().endswith(("self", "selves")):
        return frozenset()
    if scene.grammar.tokens[reference.token].dep == "poss":
        return frozenset()
    for clause in scene.grammar.clauses(reference.token):
        if clause.within_subject and _is_made_to(clause.verb, scene.grammar):
            continue
        if clause.within_subject:
            return frozenset()
        subject = scene.subject_of(clause.verb)
        if subject is not None:
            return subject.codes if subject.head != reference.token else frozenset()
        token = scene.grammar.tokens[clause.verb]
        if token.dep == "pcomp" and (blamed := blamed_at(token.head, scene)) is not None:
            return blamed.codes
        if token.dep not in {"xcomp", "conj", "advcl", "pcomp", "acl"}:
            return frozenset()
    return frozenset()


def _is_made_to(verb: int, grammar: Grammar) -> bool:
    """Whether somebody else makes the subject of the verb do it: `to make it yield`, `holds it responsible`."""
    token = grammar.tokens[verb]
    bare = token.tag == "VB" or token.pos == "ADJ"
    return token.dep == "ccomp" and grammar.tokens[token.head].lemma in MAKING and bare


def is_done_to(reference: Reference, grammar: Grammar) -> bool:
    """Whether something is done to it, also in the passive."""
    objects = {"dobj", "pobj", "dative", "nsubjpass", "oprd"}
    token = grammar.tokens[reference.token]
    made = token.dep == "nsubj" and _is_made_to(token.head, grammar)
    return reference.text.lower() in {"it", "them"} and (made or token.dep in objects)


def takes_somebody(reference: Reference, scene: Scene) -> bool:
    """Whether what is done to it is done to somebody rather than to something."""
    grammar = scene.grammar
    token = grammar.tokens[reference.token]
    governor = grammar.tokens[token.head]
    if token.dep == "pobj":
        return governor.lemma in TOWARDS
    return token.dep in {"dative", "nsubj"} or governor.lemma in scene.vocabulary.addressed


def object_before(reference: Reference, scene: Scene) -> Referent | None:
    """The object in `thanked X for his support`, `accused X of breaking its word`: whose deed it is; None elsewhere."""
    grammar = scene.grammar
    if grammar.tokens[reference.token].dep != "poss":
        return None
    if (reached := _reached_before(reference.token, scene)) is not None:
        return reached
    for place in grammar.ancestors(reference.token):
        token = grammar.tokens[place]
        if token.dep == "prep" and (blamed := blamed_at(place, scene)) is not None:
            return blamed if blamed.head < reference.token else None
        if grammar.is_verb(place) and token.dep != "pcomp":
            return None
    return None


def _reached_before(pronoun: int, scene: Scene) -> Referent | None:
    """The actor right before `over its`, `due to its`, where something is done to it: `sanctions on X over its aid`."""
    grammar = scene.grammar
    cause = next((i for i in range(pronoun - 1, max(pronoun - 4, 0), -1) if grammar.tokens[i].lemma in CAUSES), None)
    if cause is None or cause - 1 not in scene.at:
        return None
    reached = grammar.tokens[cause - 1]
    towards = reached.dep == "pobj" and grammar.tokens[reached.head].lemma in {"on", "against", "at", "with", "from"}
    return scene.referent(cause - 1) if towards else None


def blamed_at(preposition: int, scene: Scene) -> Referent | None:
    """The object of a judging verb, for the preposition that tells of its deed."""
    token = scene.grammar.tokens[preposition]
    if (
        token.lemma not in {"for", "of", "over"}
        or scene.grammar.tokens[token.head].lemma not in scene.vocabulary.judging
    ):
        return None
    objects = scene.grammar.dependents(token.head, "dobj")
    return scene.referent(objects[0]) if objects else None


def owner_beside(reference: Reference, scene: Scene) -> Found | None:
    """For `its` in the second of two phrases, the owner of the first (`Rome's claim and its threats`); None in others.

    In what the subject is said to be (`X became its rival`), the owner is another: nobody is named.
    """
    grammar = scene.grammar
    if grammar.tokens[reference.token].dep != "poss":
        return None
    noun = grammar.tokens[reference.token].head
    while grammar.tokens[noun].dep in {"conj", "appos"} and not grammar.is_verb(noun):
        noun = grammar.tokens[noun].head
        owners = distinct(p for i in grammar.dependents(noun, "poss") for p in scene.at.get(i, ()))
        if owners:
            return owners if len(owners) == 1 else NOBODY
    return NOBODY if grammar.tokens[noun].dep == "attr" else None
