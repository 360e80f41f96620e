"""Whom the president, the island, the North and its neighbour mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from dragoman.model import ActorKind, Participant
from dragoman.passages.binding import NOBODY, Found, own_subject
from dragoman.passages.memory import Memory, distinct
from dragoman.passages.references import Reference
from dragoman.passages.scene import Scene
from dragoman.passages.vocabulary import Description, Sort


def find_role(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Who bears the title, else whose president or junta the article last spoke of, else the one state in mind."""
    head = reference.noun.rsplit(maxsplit=1)[-1]
    if scene.vocabulary.roles[head] is Sort.PERSON:
        titled = [
            p for p in _people_in_mind(reference, scene, memory) if _bears(p, reference.noun, scene.vocabulary.titles)
        ]
        if titled:
            return (titled[0],)
    owner = memory.roles.get(head)
    recent = owner is not None and any(owner.code in past.codes for past in memory.past)
    if owner is not None and (recent or owner.code in {p.code for p in scene.participants}):
        return (_as_office(owner, scene.vocabulary.roles[head]),)
    states = {p.code: p for p in _states_in_mind(reference, scene, memory)}
    seated = [code for code in states if reference.noun in scene.vocabulary.seats.get(code, ())]
    if len(seated) == 1:
        states = {seated[0]: states[seated[0]]}
    if (
        len(states) == 1
        and reference.noun in scene.vocabulary.sole
        and scene.grammar.tokens[reference.token].tag in {"NN", "NNP"}
    ):
        return (_as_office(next(iter(states.values())), scene.vocabulary.roles[head]),)
    return NOBODY


def _as_office(owner: Participant, sort: Sort) -> Participant:
    return replace(owner, kind=ActorKind.OFFICE) if sort is Sort.PERSON and owner.kind is ActorKind.STATE else owner


def _people_in_mind(reference: Reference, scene: Scene, memory: Memory) -> Iterator[Participant]:
    yield from reversed([p for p in scene.participants if p.end <= reference.start and p.kind is ActorKind.PERSON])
    for past in memory.past:
        yield from (p for p in past.participants if p.kind is ActorKind.PERSON)


def _bears(person: Participant, title: str, titles: Mapping[str, frozenset[str]]) -> bool:
    known = titles.get(person.name, frozenset())
    return title in known or (title == "leader" and bool(known))


def _states_in_mind(reference: Reference, scene: Scene, memory: Memory) -> Iterator[Participant]:
    """The states of the sentence so far and of the one before."""
    yield from (p for p in scene.participants if p.end <= reference.start and ":" not in p.code)
    if memory.past:
        yield from (p for p in memory.past[0].participants if ":" not in p.code)


def find_described(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The last named whom the noun fits; for nouns that fit any state, not the one that acts."""
    meaning = scene.vocabulary.descriptions[reference.noun]
    if not meaning.codes and ActorKind.STATE in meaning.kinds:
        return _country(reference, scene, memory)
    before = [p for p in reversed(scene.participants) if p.end <= reference.start and _fits(meaning, p)]
    if before:
        return (before[0],)
    fitting = [p for p in reversed(memory.seen.values()) if _fits(meaning, p)]
    return (fitting[0],) if fitting else NOBODY


def _fits(meaning: Description, participant: Participant) -> bool:
    return meaning.fits(participant.code, participant.kind)


def _country(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """For a subject, the subject around it; for others, the last state named that is not the one who acts."""
    excluded = own_subject(reference, scene)
    before = [
        p for p in scene.participants if p.end <= reference.start and ":" not in p.code and p.code not in excluded
    ]
    if before:
        return (before[-1],)
    last = memory.past[0] if memory.past else None
    subjects = [p for s in (last.subjects if last else ()) for p in s.participants]
    states = distinct(p for p in (last.participants if last else ()) if ":" not in p.code and p.code not in excluded)
    led = [p for p in subjects if ":" not in p.code and p.code not in excluded]
    if len(states) == 1 or (states and led):
        return (states[0] if len(states) == 1 else led[0],)
    return NOBODY


def find_half(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The North, once either half was named."""
    known = memory.seen.keys() | {p.code for p in scene.participants}
    codes = [code for code, other in scene.vocabulary.halves[reference.noun] if {code, other} & known]
    return (_participant_of(codes[0], scene),) if len(codes) == 1 else NOBODY


def _participant_of(code: str, scene: Scene) -> Participant:
    actor = scene.vocabulary.actors[code]
    return Participant(code, actor.name, actor.kind, actor.sector, "", 0, 0)


def find_other(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Its neighbour: of the two whom the text is about, the one who is not the owner."""
    owner = {p.code for i in scene.grammar.dependents(reference.token, "poss") for p in scene.at.get(i, ())}
    here = {p.code for p in scene.participants if p.end <= reference.start and ":" not in p.code}
    if not owner or not here <= owner:
        return NOBODY
    for past in memory.past[:2]:
        pair = distinct(p for p in past.participants if ":" not in p.code)
        left = [p for p in pair if p.code not in owner]
        if len(pair) == 2 and len(left) == 1:
            return (left[0],)
        if left:
            return NOBODY
    return NOBODY
