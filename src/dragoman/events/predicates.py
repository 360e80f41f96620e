"""What a sentence says was done, by whom and to whom: candidates for events, before it is asked whether it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.events.candidate import Candidate, Parties
from dragoman.events.clauses import QUANTITIES
from dragoman.events.counterpart import complete_parties
from dragoman.events.governed import governed_candidates
from dragoman.events.match import (
    LightMatch,
    Sentence,
    VerbMatch,
    match_light,
    match_noun,
    match_verb,
    phrases_around,
)
from dragoman.events.parties import same, union, without
from dragoman.events.roles import actors_of, owners_of, recipients_of, states_of_places
from dragoman.model import Auxiliary, Participant
from dragoman.ontology import NounRule, Operation, Pattern

TOGETHER = frozenset({"with", "between", "among", "alongside"})
SHARED = frozenset("tie relation relationship link contact".split())
"""Things that two have in common: whoever acts on them does it to the other."""
OWED = frozenset({"REQUEST", "THREATEN", "REJECT"})
"""Event nouns that are nothing without somebody to whom they are addressed: a plea, an ultimatum, a refusal."""
HARM = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
"""Acts that one prevents or seeks to end at large, with nobody in particular."""
SPEECH = frozenset({"REQUEST", "AGREE", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose act is the saying itself: done when said."""
ANNOUNCING = frozenset({"announce", "unveil", "confirm", "declare"})
"""These plan a meeting, but carry out a measure: announced sanctions."""
AT_PLACES = frozenset({"in", "at", "on", "near", "over", "into", "against", "around", "toward", "towards"})
REACHING = ("to", "on", "upon", "against", "from", "with", "toward", "towards", "into")
CARRIERS = frozenset({"on", "in", "during", "at", "for", "after", "before", "following", "with"})
"""Prepositions by which a clause's subject takes part in an event noun: left on a visit, was in talks with."""
REQUEST_MODES = {"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield"}
SURE_VERBS = frozenset({"ACCUSE", "REJECT", "SANCTION", "THREATEN"})
"""Types of bare verbs that are seldom used of acts at home: an unsaid counterpart may be supplied."""
REJECT_MODES = REQUEST_MODES
THREAT_MODES = {"ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict", "SANCTION": "relations"}


def find_candidates(sentence: Sentence) -> list[Candidate]:
    """All candidates of a sentence with two different parties."""
    found: list[Candidate] = []
    for index, token in enumerate(sentence.clauses.tokens):
        if token.pos == "VERB" and not _in_compound(sentence, index):
            known = _complete(sentence, _verb_candidates(sentence, index))
            found.extend(known or _complete(sentence, governed_candidates(sentence, index)))
    carried = {word for candidate in found if not candidate.frees for word in candidate.words}
    for index in range(len(sentence.clauses.tokens)):
        if index not in carried:
            found.extend(_complete(sentence, _noun_candidates(sentence, index)))
    return found


def _complete(sentence: Sentence, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that have two parties, or can be supplied with the second."""
    passage = sentence.cast.passage
    return [whole for candidate in candidates if (whole := complete_parties(passage, candidate)) is not None]


def _in_compound(sentence: Sentence, verb: int) -> bool:
    """Whether a participle is the second half of a word such as `US-led`, `oil-producing`."""
    tokens = sentence.clauses.tokens
    return tokens[verb].dep == "amod" and verb > 0 and tokens[verb - 1].text in {"-", "–"}


def _verb_candidates(sentence: Sentence, verb: int) -> Iterator[Candidate]:
    """What a verb says was done: by a rule that asks for an object, with the event noun it holds, or by itself."""
    demanding = match_verb(sentence, verb, bare=False)
    if demanding is not None:
        yield from _from_verb(sentence, demanding)
        return
    held = match_light(sentence, verb)
    if held:
        for match in held:
            yield from _from_light(sentence, match)
        return
    plain = match_verb(sentence, verb, bare=True)
    if plain is not None:
        yield from _from_verb(sentence, plain)


# ---------------------------------------------------------------- verbs


def _from_verb(sentence: Sentence, match: VerbMatch) -> Iterator[Candidate]:
    rule = match.rule
    subjects = actors_of(sentence.cast, sentence.clauses.subjects(match.verb))
    behind = _behind(sentence, phrases_around(sentence.clauses, match.verb, match.things), rule.prepositions)
    received = _received(sentence, match, subjects, without(behind, subjects))
    if rule.pattern is Pattern.MUTUAL:
        received = actors_of(sentence.cast, sentence.clauses.objects(match.verb))
    if rule.event_type == "REQUEST" and _only_talks(sentence, match.verb):
        return
    actors, recipients = _cast_parts(rule.pattern, subjects, received, behind)
    if rule.pattern is Pattern.MUTUAL and not subjects and sentence.clauses.subjects(match.verb):
        return  # somebody unknown takes part
    if rule.pattern is Pattern.MUTUAL:
        together = _behind(sentence, phrases_around(sentence.clauses, match.verb, match.things), TOGETHER)
        actors = union(actors, together)
    yield Candidate(
        anchor=match.verb,
        verb=match.verb,
        words=(match.verb, *match.things),
        event_type=rule.event_type,
        mode=rule.mode,
        contexts=rule.contexts,
        rule=rule.key,
        actors=actors,
        recipients=recipients,
        confidence=0.85 if match.things else 0.7,
        auxiliary=_verb_auxiliary(sentence, match),
        mutual=rule.pattern in {Pattern.MUTUAL, Pattern.THIRD} or _is_shared(sentence, match, recipients),
        weak=_is_weak(sentence, match, (actors, recipients), behind),
    )


def _is_shared(sentence: Sentence, match: VerbMatch, recipients: Parties) -> bool:
    """Whether both of a plural subject act on what they share: X and Y broke off relations, swapped prisoners."""
    things = {sentence.clauses.tokens[thing].lemma for thing in match.things}
    exchanging = sentence.clauses.tokens[match.verb].lemma in {"swap", "exchange", "trade"}
    return not recipients and (exchanging or bool(things & SHARED))


def _only_talks(sentence: Sentence, verb: int) -> bool:
    """Whether what looks like a request is a courtesy: called on the premier to discuss trade."""
    aims = sentence.clauses.dependents(verb, "xcomp", "advcl")
    return any(sentence.clauses.tokens[aim].lemma in {"discuss", "congratulate", "brief", "review"} for aim in aims)


def _verb_auxiliary(sentence: Sentence, match: VerbMatch) -> Auxiliary | None:
    """Offered or planned, where the verb itself says so: offered arms, plans a pipeline."""
    lemma = sentence.clauses.tokens[match.verb].lemma
    if match.rule.event_type in SPEECH or (match.things and lemma in ANNOUNCING) or match.rule.particle:
        return None
    light = sentence.ontology.light.get(lemma, ())
    operations = {rule.operation for rule in light if not rule.particle}
    return next((_LIGHT_AUXILIARY[o] for o in operations if o in {Operation.OFFER, Operation.PLAN}), None)


def _is_weak(sentence: Sentence, match: VerbMatch, parties: tuple[Parties, Parties], behind: Parties) -> bool:
    """Whether too little is said to supply a party: a bare verb of everyday acts, or somebody unknown in the place."""
    actors, recipients = parties
    if sentence.clauses.tokens[match.verb].dep in {
        "pcomp",
        "acl",
    }:  # accused X of attacking: the victim is not the accuser
        return True
    if not actors and sentence.clauses.subjects(match.verb):
        return True
    phrases = phrases_around(sentence.clauses, match.verb, match.things)
    if not recipients and not behind and any(preposition in match.rule.prepositions for preposition, _ in phrases):
        return True
    if match.things:
        return False
    unknown = [head for head in sentence.clauses.objects(match.verb) if head not in sentence.cast.at_token]
    return bool(unknown) or match.rule.event_type not in SURE_VERBS


def _cast_parts(pattern: Pattern, subjects: Parties, received: Parties, behind: Parties) -> tuple[Parties, Parties]:
    """Who does and who receives, by the pattern of the rule."""
    if pattern is Pattern.MUTUAL:
        return union(subjects, received), ()
    if pattern is Pattern.RECEIVE:
        return behind, subjects
    if pattern is Pattern.THIRD:
        return (behind if len(behind) > 1 else union(subjects, behind)), ()
    return subjects, received


def _behind(sentence: Sentence, phrases: Iterable[tuple[str, int]], prepositions: Iterable[str]) -> Parties:
    wanted = frozenset(prepositions)
    return recipients_of(sentence.cast, [head for preposition, head in phrases if preposition in wanted])


def _received(sentence: Sentence, match: VerbMatch, subjects: Parties, behind: Parties) -> Parties:
    """Who receives: the object, unless it is the thing that the rule asked for; then whom it reaches, or its owner."""
    objects = [head for head in sentence.clauses.objects(match.verb) if head not in match.things]
    direct = without(recipients_of(sentence.cast, objects), subjects)
    behind = behind or without(_anywhere(sentence, match), subjects)
    if not match.things:
        return direct or behind or _at_place(sentence, match)
    owners = tuple(p for thing in match.things for p in owners_of(sentence.cast, thing))
    return direct or behind or without(owners, subjects) or _at_place(sentence, match)


def _at_place(sentence: Sentence, match: VerbMatch) -> Parties:
    """The state of the place that a hostile act is done to, where nobody is named."""
    if match.rule.event_type not in HARM:
        return ()
    behind = [
        head
        for preposition, head in phrases_around(sentence.clauses, match.verb, match.things)
        if preposition in AT_PLACES
    ]
    return states_of_places(sentence.cast, [*sentence.clauses.objects(match.verb), *behind])


def _anywhere(sentence: Sentence, match: VerbMatch) -> Parties:
    """Whoever a demanding rule's clause reaches by a preposition that the rule did not think of."""
    if match.rule.bare:
        return ()
    for preposition, head in phrases_around(sentence.clauses, match.verb, match.things):
        found = recipients_of(sentence.cast, [head]) if preposition in REACHING else ()
        if found:
            return found
    return ()


# ---------------------------------------------------------------- event nouns that a verb holds


def _from_light(sentence: Sentence, match: LightMatch) -> Iterator[Candidate]:
    parties = _light_parties(sentence, match)
    for kind, mode, actors, recipients, auxiliary in _operate(match, parties):
        yield Candidate(
            anchor=match.noun,
            verb=match.verb,
            words=(match.verb, match.noun),
            event_type=kind,
            mode=mode,
            contexts=match.rule.contexts,
            rule=f"{match.light.key} {match.rule.key}",
            actors=actors,
            recipients=recipients,
            confidence=0.82 if match.light.operation is Operation.POSTPONE else 0.8,
            auxiliary=auxiliary,
            mutual=match.rule.pattern is Pattern.MUTUAL and not recipients,
            frees=match.light.operation in {Operation.SUPPORT, Operation.DISAPPROVE},
            weak=not parties.subjects and bool(sentence.clauses.subjects(match.verb)),
            alleged=match.light.operation is Operation.ALLEGE,
        )


@dataclass(frozen=True, slots=True)
class LightParties:
    """Who stands around a verb and the event noun it holds."""

    subjects: Parties
    doers: Parties
    """Those the noun itself names as doing."""
    receivers: Parties
    """Those the noun or the verb names as receiving or taking part."""
    doers_behind: Parties
    """Doers named by a preposition only."""


def _light_parties(sentence: Sentence, match: LightMatch) -> LightParties:
    clauses = sentence.clauses
    doers, receivers = _noun_parties(sentence, match.noun, match.rule)
    behind_verb = _behind(sentence, clauses.prepositional(match.verb), match.rule.recipient_prepositions)
    others = [head for head in clauses.dependents(match.verb, "dative", "dobj") if head != match.noun]
    given = recipients_of(sentence.cast, others)
    subjects = actors_of(sentence.cast, clauses.subjects(match.verb))
    behind = _behind(sentence, clauses.prepositional(match.verb), ("from", "by"))
    return LightParties(subjects, doers, given or receivers or behind_verb, behind)


Outcome = tuple[str, str | None, Parties, Parties, "Auxiliary | None"]


def _operate(match: LightMatch, parties: LightParties) -> Iterator[Outcome]:  # noqa: C901, PLR0912 - one branch an operation
    """Type and roles of what a verb does with an event noun."""
    rule, operation = match.rule, match.light.operation
    subjects, doers, receivers = parties.subjects, parties.doers, parties.receivers
    everybody = union(doers, receivers)
    mutual = rule.pattern is Pattern.MUTUAL
    if operation in {Operation.DO, Operation.PLAN, Operation.OFFER, Operation.POSTPONE}:
        done = match.light.verb in ANNOUNCING and rule.event_type != "CONSULT"
        auxiliary = None if done else _LIGHT_AUXILIARY.get(operation)
        if operation is Operation.PLAN and doers and subjects and not same(doers, subjects):
            return  # somebody else's act is spoken of: the noun tells it
        if mutual:
            yield rule.event_type, rule.mode, union(subjects, everybody), (), auxiliary
        else:
            yield rule.event_type, rule.mode, subjects or doers, receivers or (doers if subjects else ()), auxiliary
    elif operation is Operation.RECEIVE:
        yield rule.event_type, rule.mode, doers or parties.doers_behind, subjects, None
    elif operation is Operation.END and rule.end_event_type:
        yield rule.end_event_type, rule.end_mode, subjects, receivers or doers, None
    elif operation is Operation.PROMISE:
        yield "AGREE", None, subjects, receivers or doers, None
    elif rule.event_type in HARM and operation in {Operation.REQUEST, Operation.PREVENT}:
        return
    elif operation is Operation.REQUEST:
        yield "REQUEST", REQUEST_MODES.get(rule.event_type, "change"), subjects, doers or receivers, None
    elif operation is Operation.REJECT:
        yield "REJECT", REJECT_MODES.get(rule.event_type), subjects, doers or receivers, None
    elif operation is Operation.THREATEN:
        yield "THREATEN", THREAT_MODES.get(rule.event_type), subjects, receivers or doers, None
    elif operation is Operation.SUPPORT:
        yield "SUPPORT", None, subjects, doers or receivers, None
    elif operation is Operation.DISAPPROVE:
        yield "ACCUSE", "disapprove", subjects, doers or receivers, None
    elif operation is Operation.MEDIATE and mutual:
        yield rule.event_type, "third-party" if rule.event_type == "CONSULT" else rule.mode, everybody, (), None
    elif operation in {Operation.PREVENT, Operation.DENY}:
        yield rule.event_type, rule.mode, doers, receivers, Auxiliary.NEGATED
    elif operation is Operation.ALLEGE:
        yield rule.event_type, rule.mode, doers, receivers, None


_LIGHT_AUXILIARY = {
    Operation.PLAN: Auxiliary.PLANNED,
    Operation.OFFER: Auxiliary.OFFERED,
    Operation.POSTPONE: Auxiliary.PLANNED,
}


# ---------------------------------------------------------------- event nouns on their own


def _noun_candidates(sentence: Sentence, noun: int) -> Iterator[Candidate]:
    rule = match_noun(sentence, noun)
    token = sentence.clauses.tokens[noun]
    if rule is None or token.lemma in sentence.standing or token.dep == "compound":
        return
    doers, receivers = _noun_parties(sentence, noun, rule)
    mutual = rule.pattern is Pattern.MUTUAL and not _is_aimed(sentence, noun)
    carrier = _carrier(sentence, noun)
    if carrier is not None and (not doers or mutual):
        doers = union(actors_of(sentence.cast, sentence.clauses.subjects(carrier)), doers)
    yield Candidate(
        anchor=noun,
        verb=carrier,
        words=(noun,),
        event_type=rule.event_type,
        mode=rule.mode,
        contexts=rule.contexts,
        rule=rule.key,
        actors=union(doers, receivers) if mutual else doers,
        recipients=() if mutual else receivers,
        confidence=0.65 if carrier is not None else 0.75,
        mutual=mutual,
        weak=mutual or rule.event_type not in OWED or not _owned(sentence, noun),
    )


def _is_aimed(sentence: Sentence, noun: int) -> bool:
    """Whether a mutual noun is told from one side: Russia's war against Ukraine."""
    against = any(preposition in {"against", "on"} for preposition, _ in sentence.clauses.prepositional(noun))
    return against and bool(owners_of(sentence.cast, noun))


def _owned(sentence: Sentence, noun: int) -> bool:
    """Whether a noun has its doer as possessor: Canberra's pleas, at Hanoi's request."""
    return bool(sentence.clauses.dependents(noun, "poss"))


def _noun_parties(sentence: Sentence, noun: int, rule: NounRule) -> tuple[Parties, Parties]:
    """Who does and who receives, from what stands before an event noun and behind it."""
    owners = owners_of(sentence.cast, noun)
    phrases = sentence.clauses.prepositional(noun)
    by = _behind(sentence, phrases, ("by",))
    if rule.pattern is Pattern.MUTUAL:
        return owners, _behind(sentence, phrases, {*rule.recipient_prepositions, *rule.actor_prepositions, *TOGETHER})
    of_receives = "of" in rule.recipient_prepositions and ("of" not in rule.actor_prepositions or bool(owners or by))
    acting = [p for p in rule.actor_prepositions if p != "of" or not of_receives]
    receiving = [p for p in rule.recipient_prepositions if p != "of" or of_receives]
    if not owners and "of" in rule.recipient_prepositions:
        acting, receiving = [p for p in acting if p != "of"], list(rule.recipient_prepositions)
    receivers = _behind(sentence, phrases, receiving)
    doers = by or owners or _behind(sentence, phrases, acting)
    return tuple(p for p in doers if p.code not in {r.code for r in receivers}) or doers, receivers


def _carrier(sentence: Sentence, noun: int) -> int | None:
    """The verb whose subject takes part in the noun's event: `left on a visit to`, `in talks with`."""
    clauses = sentence.clauses
    token = clauses.tokens[noun]
    head = _measuring(sentence, noun)
    if token.dep != "pobj" or clauses.tokens[head].lemma not in CARRIERS or head == noun:
        return None
    verb = clauses.tokens[head].head
    return verb if clauses.is_verb(verb) else None


def _measuring(sentence: Sentence, noun: int) -> int:
    """The preposition that carries a noun, also through a quantity: after sixteen hours of talks."""
    clauses = sentence.clauses
    preposition = clauses.tokens[noun].head
    quantity = clauses.tokens[preposition].head
    counted = clauses.tokens[preposition].lemma == "of" and clauses.tokens[quantity].lemma in QUANTITIES
    return clauses.tokens[quantity].head if counted else preposition


def party_codes(parties: Sequence[Participant]) -> tuple[str, ...]:
    """The codes of participants, in order."""
    return tuple(p.code for p in parties)
