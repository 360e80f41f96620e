"""Whom a reference means: the nearest fitting subject, the members last named together, the owner last named.

A wrong answer costs more than none: where a thing or a stranger stands nearer, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from dragoman.model import ActorKind, Participant
from dragoman.passages.grammar import Grammar
from dragoman.passages.memory import PERSONS, Memory, Referent, distinct
from dragoman.passages.references import Kind, Reference
from dragoman.passages.scene import Scene, is_body
from dragoman.passages.vocabulary import Description, Sort

Found = tuple[Participant, ...]
NOBODY: Found = ()
ADDRESSED = frozenset(
    [
        "accuse",
        "urge",
        "warn",
        "tell",
        "ask",
        "blame",
        "criticise",
        "criticize",
        "condemn",
        "attack",
        "help",
        "give",
        "sell",
    ]
    + [
        "supply",
        "lend",
        "grant",
        "offer",
        "send",
        "threaten",
        "invade",
        "arm",
        "sanction",
        "expel",
        "suspend",
        "exclude",
        "defeat",
        "recognise",
        "recognize",
        "spare",
        "invite",
        "force",
        "thank",
        "praise",
        "hand",
    ]
)
"""Verbs whose object `it` or `them` is somebody rather than something."""
TOWARDS = frozenset({"with", "to", "against", "from", "on", "for", "by", "between", "among", "at"})
SOLE = frozenset(
    [
        "president",
        "prime minister",
        "premier",
        "foreign minister",
        "defence minister",
        "defense minister",
        "chancellor",
        "king",
    ]
    + [
        "government",
        "army",
        "junta",
        "regime",
        "parliament",
        "cabinet",
        "military",
        "foreign ministry",
        "crown prince",
        "emir",
    ]
)
"""Offices that a state has one of: with one state in mind, they are that state's."""
JUDGING = frozenset(
    [
        "thank",
        "praise",
        "accuse",
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "congratulate",
        "denounce",
        "punish",
        "rebuke",
    ]
    + ["commend", "suspect", "convict", "attack", "reward", "applaud", "sanction", "censure", "fault", "hail", "salute"]
)
"""Verbs behind which for and of tell what their object did."""
POSSESSIVE = frozenset({"his", "her", "its", "their"})


def find_antecedent(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The participants that a reference stands for; none where it stays in doubt."""
    return _FINDERS[reference.kind](reference, scene, memory)


def _he(reference: Reference, scene: Scene, memory: Memory) -> Found:
    if (praised := _object_before(reference, scene)) is not None:
        return praised.participants if praised.sort is Sort.PERSON and len(praised.participants) == 1 else NOBODY
    excluded = _own_subject(reference, scene)
    for referent in _subjects_around(reference, scene):
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


def _it(reference: Reference, scene: Scene, memory: Memory) -> Found:
    if _is_done_to(reference, scene.grammar):
        return _object_it(reference, scene, memory)
    return _it_as_subject(reference, scene, memory)


def _it_as_subject(reference: Reference, scene: Scene, memory: Memory) -> Found:
    if (owner := _owner_beside(reference, scene)) is not None:
        return owner
    if (praised := _object_before(reference, scene)) is not None:
        return praised.participants if praised.sort is Sort.BODY and len(praised.participants) == 1 else NOBODY
    for referent in _subjects_around(reference, scene):
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


def _object_before(reference: Reference, scene: Scene) -> Referent | None:
    """The object in `thanked X for his support`, `accused X of breaking its word`: whose deed it is; None elsewhere."""
    grammar = scene.grammar
    if grammar.tokens[reference.token].dep != "poss":
        return None
    for place in grammar.ancestors(reference.token):
        token = grammar.tokens[place]
        if token.dep == "prep" and (blamed := _blamed(place, scene)) is not None:
            return blamed if blamed.head < reference.token else None
        if grammar.is_verb(place) and token.dep != "pcomp":
            return None
    return None


def _blamed(preposition: int, scene: Scene) -> Referent | None:
    """The object of a judging verb, for the preposition that tells of its deed."""
    token = scene.grammar.tokens[preposition]
    if token.lemma not in {"for", "of", "over"} or scene.grammar.tokens[token.head].lemma not in JUDGING:
        return None
    objects = scene.grammar.dependents(token.head, "dobj")
    return scene.referent(objects[0]) if objects else None


def _owner_beside(reference: Reference, scene: Scene) -> Found | None:
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


def _holder_in_phrase(reference: Reference, scene: Scene) -> Found:
    """For `its` inside a phrase that begins with an actor: `Russia and its allies`, `Iran over its programme`."""
    bodies = distinct(p for p in scene.participants if p.end <= reference.start and is_body(p))
    return bodies if len(bodies) == 1 else NOBODY


def _object_it(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """An `it` that something is done to is somebody only behind some verbs and prepositions, and where one fits."""
    if not _takes_somebody(reference, scene.grammar):
        return NOBODY
    if scene.grammar.tokens[reference.token].dep == "nsubjpass":
        return _it_as_subject(reference, scene, memory)
    excluded = _own_subject(reference, scene)
    here = distinct(p for p in scene.participants if p.end <= reference.start and is_body(p) and p.code not in excluded)
    if here or not excluded:
        return here if len(here) == 1 and excluded else NOBODY
    last = memory.past[0].participants if memory.past else ()
    before = distinct(p for p in last if is_body(p) and p.code not in excluded)
    return before if len(before) == 1 else NOBODY


def _they(reference: Reference, scene: Scene, memory: Memory) -> Found:
    if _is_done_to(reference, scene.grammar) and not _takes_somebody(reference, scene.grammar):
        return NOBODY
    if (praised := _object_before(reference, scene)) is not None:
        return praised.participants if praised.sort is Sort.PEOPLE else NOBODY
    excluded = _own_subject(reference, scene)
    for referent in _subjects_around(reference, scene):
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


def _counted(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """As many as the number says: named together, else the only ones named; not who does it to them."""
    excluded = frozenset[str]() if _is_among(reference, scene.grammar) else _own_subject(reference, scene)
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


def _sides(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Those of the sentence, or of the one before, that were named together; only where these are two."""
    excluded = _own_subject(reference, scene)
    before = distinct(p for p in scene.participants if p.end <= reference.start)
    if before:
        return before if len(before) == 2 and _apart(before, excluded) else NOBODY
    last = memory.past[0] if memory.past else None
    groups = [g for g in (last.together if last is not None else ()) if len(g) == 2 and _apart(g, excluded)]
    if groups:
        return groups[0]
    return memory.pair if last is not None and last.codes == {p.code for p in memory.pair} else NOBODY


def _former(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Of the last two named before, the first or the second."""
    before = [p for p in scene.participants if p.end <= reference.start]
    last = memory.past[0].participants if memory.past else ()
    for named in (distinct(sorted(before, key=lambda p: -p.start)), distinct(reversed(last))):
        if len(named) >= 2:
            return (named[1 if reference.kind is Kind.FORMER else 0],)
    return NOBODY


def _role(reference: Reference, scene: Scene, memory: Memory) -> Found:
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
    if len(states) == 1 and reference.noun in SOLE and scene.grammar.tokens[reference.token].tag in {"NN", "NNP"}:
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


def _description(reference: Reference, scene: Scene, memory: Memory) -> Found:
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
    excluded = _own_subject(reference, scene)
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


def _half(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The North, once either half was named."""
    known = memory.seen.keys() | {p.code for p in scene.participants}
    codes = [code for code, other in scene.vocabulary.halves[reference.noun] if {code, other} & known]
    return (_participant_of(codes[0], scene),) if len(codes) == 1 else NOBODY


def _participant_of(code: str, scene: Scene) -> Participant:
    actor = scene.vocabulary.actors[code]
    return Participant(code, actor.name, actor.kind, actor.sector, "", 0, 0)


def _other(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """Its neighbour: of the two whom the text is about, the one who is not the owner."""
    owner = {p.code for i in scene.grammar.dependents(reference.token, "poss") for p in scene.at.get(i, ())}
    here = distinct(p for p in scene.participants if p.end <= reference.start and ":" not in p.code)
    for pair in (here, *(distinct(q for q in past.participants if ":" not in q.code) for past in memory.past[:2])):
        left = [p for p in pair if p.code not in owner]
        if owner and len(pair) == 2 and len(left) == 1:
            return (left[0],)
        if left:
            return NOBODY
    return NOBODY


def _own_subject(reference: Reference, scene: Scene) -> frozenset[str]:
    """The codes of the subject of the clause that the reference is an object in: it cannot be the same."""
    if reference.text.lower() in POSSESSIVE or reference.text.lower().endswith(("self", "selves")):
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
        if token.dep == "pcomp" and (blamed := _blamed(token.head, scene)) is not None:
            return blamed.codes
        if token.dep not in {"xcomp", "conj", "advcl", "pcomp", "acl"}:
            return frozenset()
    return frozenset()


def _is_made_to(verb: int, grammar: Grammar) -> bool:
    """Whether somebody else makes the subject of the verb do it: `to make it yield`."""
    token = grammar.tokens[verb]
    return (
        token.dep == "ccomp"
        and grammar.tokens[token.head].lemma in {"make", "let", "help", "have"}
        and token.tag == "VB"
    )


def _is_done_to(reference: Reference, grammar: Grammar) -> bool:
    """Whether something is done to it, also in the passive."""
    objects = {"dobj", "pobj", "dative", "nsubjpass", "oprd"}
    token = grammar.tokens[reference.token]
    made = token.dep == "nsubj" and _is_made_to(token.head, grammar)
    return reference.text.lower() in {"it", "them"} and (made or token.dep in objects)


def _takes_somebody(reference: Reference, grammar: Grammar) -> bool:
    """Whether what is done to it is done to somebody rather than to something."""
    token = grammar.tokens[reference.token]
    governor = grammar.tokens[token.head]
    if token.dep == "pobj":
        return governor.lemma in TOWARDS
    return token.dep in {"dative", "nsubj"} or governor.lemma in ADDRESSED


def _subjects_around(reference: Reference, scene: Scene) -> Iterator[Referent]:
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


Finder = Callable[[Reference, Scene, Memory], Found]
_FINDERS: Mapping[Kind, Finder] = {
    Kind.HE: _he,
    Kind.IT: _it,
    Kind.THEY: _they,
    Kind.COUNTED: _counted,
    Kind.SIDES: _sides,
    Kind.FORMER: _former,
    Kind.LATTER: _former,
    Kind.ROLE: _role,
    Kind.DESCRIPTION: _description,
    Kind.HALF: _half,
    Kind.OTHER: _other,
}
