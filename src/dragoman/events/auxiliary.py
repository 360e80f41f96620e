"""Whether an act took place: will, would, did not, refused to, plans to, if, is said to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.events.clauses import Clauses
from dragoman.model import Auxiliary
from dragoman.ontology import Cue, Ontology, Saying

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
POSSIBLE = frozenset({"would", "could", "might", "may", "can", "'d", "’d", "ca"})
DENIABLE = frozenset({"would", "could", "can", "'d", "’d", "ca"})
"""With a negation these deny the act; may not and might not leave it open."""
OUGHT = frozenset({"should", "must", "ought"})
CONDITION = frozenset({"if", "unless", "whether", "lest", "provided", "assuming"})
NEGATIVE = frozenset("not n't n’t never neither nor no hardly none almost nearly narrowly".split())
REPORTED = frozenset({"allegedly", "reportedly", "supposedly", "purportedly", "apparently"})
ADJECTIVES = {
    "planned": Auxiliary.PLANNED,
    "upcoming": Auxiliary.PLANNED,
    "scheduled": Auxiliary.PLANNED,
    "forthcoming": Auxiliary.PLANNED,
    "impending": Auxiliary.PLANNED,
    "future": Auxiliary.PLANNED,
    "proposed": Auxiliary.OFFERED,
    "possible": Auxiliary.HYPOTHETICAL,
    "potential": Auxiliary.HYPOTHETICAL,
    "prospective": Auxiliary.HYPOTHETICAL,
    "eventual": Auxiliary.HYPOTHETICAL,
    "further": Auxiliary.HYPOTHETICAL,
    "hypothetical": Auxiliary.HYPOTHETICAL,
    "threatened": Auxiliary.HYPOTHETICAL,
    "any": Auxiliary.HYPOTHETICAL,
}
"""Words before an event noun that tell whether it took place."""
SHELLS = {
    "threat": Auxiliary.HYPOTHETICAL,
    "possibility": Auxiliary.HYPOTHETICAL,
    "risk": Auxiliary.HYPOTHETICAL,
    "prospect": Auxiliary.HYPOTHETICAL,
    "chance": Auxiliary.HYPOTHETICAL,
    "danger": Auxiliary.HYPOTHETICAL,
    "fear": Auxiliary.HYPOTHETICAL,
    "likelihood": Auxiliary.HYPOTHETICAL,
    "hope": Auxiliary.HYPOTHETICAL,
    "plan": Auxiliary.PLANNED,
    "intention": Auxiliary.PLANNED,
    "preparation": Auxiliary.PLANNED,
    "proposal": Auxiliary.OFFERED,
    "offer": Auxiliary.OFFERED,
    "idea": Auxiliary.OFFERED,
    "lack": Auxiliary.NEGATED,
    "absence": Auxiliary.NEGATED,
}
"""Nouns that hold an event noun behind of or for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the words around a predicate say of its happening."""

    auxiliary: Auxiliary = Auxiliary.HAPPENED
    cue: str = ""
    alleged: bool = False
    dropped: bool = False
    """No event: a wish, an attempt, a recommendation, a purpose."""
    becomes: str | None = None
    """Another type, where the governing verb is the act: agreed to, refused to, threatened to."""
    governor: int | None = None
    """That verb."""


HAPPENED = Verdict()


def judge_verb(clauses: Clauses, ontology: Ontology, verb: int, depth: int = 0) -> Verdict:
    """Judge a verb by its own auxiliaries, else by what governs it."""
    if depth > 6:
        return HAPPENED
    alleged = any(clauses.tokens[child].lemma in REPORTED for child in clauses.dependents(verb, "advmod"))
    verdict = _denied(clauses, ontology, verb) or _told_future(clauses, ontology, verb)
    verdict = (
        verdict or _own_modality(clauses, verb) or _governed(clauses, ontology, verb, depth) or _tense(clauses, verb)
    )
    return replace(verdict, alleged=True) if alleged else verdict


def _denied(clauses: Clauses, ontology: Ontology, verb: int) -> Verdict | None:
    """Said not to be so: denied arming, denies that it attacked."""
    token, denial = clauses.tokens[verb], clauses.tokens[clauses.tokens[verb].head]
    said = token.dep in {"xcomp", "ccomp"} and denial.pos == "VERB"
    denied = said and ontology.says.get(denial.lemma) == Saying.DENYING
    return Verdict(Auxiliary.NEGATED, denial.text) if denied else None


def _told_future(clauses: Clauses, ontology: Ontology, verb: int) -> Verdict | None:
    """The future of reported speech: announced that it would end the pact."""
    token, saying = clauses.tokens[verb], clauses.tokens[clauses.tokens[verb].head]
    told = token.dep == "ccomp" and saying.tag in {"VBD", "VBN"} and saying.lemma in ontology.says
    auxiliaries = {clauses.tokens[i].text.lower() for i in clauses.dependents(verb, "aux")}
    plain = not _negation(clauses, verb) and "have" not in auxiliaries and not _has_condition(clauses, verb)
    return Verdict(Auxiliary.PLANNED, "would") if told and plain and auxiliaries & {"would", "'d", "’d"} else None


def _has_condition(clauses: Clauses, verb: int) -> bool:
    return any(
        clauses.tokens[mark].lemma in CONDITION
        for clause in clauses.dependents(verb, "advcl")
        for mark in clauses.dependents(clause, "mark")
    )


def _own_modality(clauses: Clauses, verb: int) -> Verdict | None:
    modals = {
        clauses.tokens[i].text.lower(): clauses.tokens[i].text for i in clauses.dependents(verb, "aux", "auxpass")
    }
    negation = _negation(clauses, verb)
    condition = [
        clauses.tokens[i].text for i in clauses.dependents(verb, "mark") if clauses.tokens[i].lemma in CONDITION
    ]
    if condition or _is_inverted(clauses, verb):
        return Verdict(Auxiliary.HYPOTHETICAL, *condition[:1] or ("had",))
    if modals.keys() & OUGHT:
        return Verdict(dropped=True, cue=next(iter(modals.keys() & OUGHT)))
    if negation and modals.keys() & DENIABLE and "have" not in modals:
        return Verdict(Auxiliary.NEGATED, negation)
    if modals.keys() & POSSIBLE:
        return Verdict(Auxiliary.HYPOTHETICAL, next(iter(modals.keys() & POSSIBLE)))
    if negation:
        return Verdict(Auxiliary.NEGATED, negation)
    if modals.keys() & FUTURE and _has_condition(clauses, verb):
        return Verdict(Auxiliary.HYPOTHETICAL, "if")
    if modals.keys() & FUTURE:
        return Verdict(Auxiliary.PLANNED, next(iter(modals.keys() & FUTURE)))
    return None


def _is_inverted(clauses: Clauses, verb: int) -> bool:
    """A condition without if: had X accepted, were X to attack, should X refuse."""
    subjects = clauses.dependents(verb, "nsubj", "nsubjpass")
    fronted = [i for i in clauses.dependents(verb, "aux", "auxpass") if subjects and i < subjects[0]]
    leads = any(clauses.tokens[i].text.lower() in {"had", "were", "should"} for i in fronted)
    return leads and clauses.tokens[verb].dep in {"advcl", "ccomp", "conj", "parataxis"}


def _negation(clauses: Clauses, verb: int) -> str:
    """The word that negates a verb: not, never, neither ... nor, `no` before its subject or object."""
    for child in clauses.dependents(verb, "neg", "preconj", "cc", "advmod"):
        word = clauses.tokens[child]
        following = clauses.tokens[child + 1].lemma if child + 1 < len(clauses.tokens) else ""
        joins_the_next = word.text.lower() == "nor" and child > verb
        if NEGATIVE & {word.lemma, word.text.lower()} and following != "only" and not joins_the_next:
            return word.text
    for noun in clauses.dependents(verb, "nsubj", "nsubjpass", "dobj"):
        found = [
            clauses.tokens[i].text
            for i in clauses.dependents(noun, "det", "preconj")
            if clauses.tokens[i].lemma in NEGATIVE
        ]
        if found:
            return found[0]
    return ""


def _governed(clauses: Clauses, ontology: Ontology, verb: int, depth: int) -> Verdict | None:
    """Judge by the verb, noun or adjective that the predicate's clause depends on."""
    token = clauses.tokens[verb]
    if token.head == verb:
        return None
    found = governing_cue(clauses, ontology, verb)
    if found.kind is not None:
        return _by_cue(clauses, ontology, verb, found, depth)
    head = token.head
    if token.dep == "pcomp":
        return _by_preposition(clauses, ontology, verb, depth)
    if _is_infinitive(clauses, verb) and token.dep in {"advcl", "acl", "xcomp", "relcl"}:
        return _purpose(clauses, ontology, verb, depth)
    inherits = token.dep in {"conj", "xcomp"} or (token.dep == "advcl" and token.tag in {"VBG", "VBN"})
    if inherits and clauses.is_verb(head) and not _has_own_clause(clauses, verb):
        return judge_verb(clauses, ontology, head, depth + 1)
    return None


def _has_own_clause(clauses: Clauses, verb: int) -> bool:
    return bool(clauses.dependents(verb, "nsubj", "nsubjpass", "aux", "auxpass"))


def _is_infinitive(clauses: Clauses, verb: int) -> bool:
    return any(clauses.tokens[child].tag == "TO" for child in clauses.dependents(verb, "aux"))


def _purpose(clauses: Clauses, ontology: Ontology, verb: int, depth: int) -> Verdict:
    """An infinitive that no cue governs tells an aim: no event; but a meeting somebody travelled for was planned."""
    head = clauses.tokens[verb].head
    if clauses.is_verb(head) and clauses.tokens[head].lemma == "be":
        unreal = clauses.tokens[head].text.lower() == "were"
        return Verdict(Auxiliary.HYPOTHETICAL, "were to") if unreal else Verdict(Auxiliary.PLANNED, "is to")
    if clauses.is_verb(head):
        outer = judge_verb(clauses, ontology, head, depth + 1)
        if clauses.tokens[verb].lemma in ENABLE and not outer.dropped:
            return Verdict(Auxiliary.PLANNED, "to", outer.alleged)
        moved = clauses.tokens[head].lemma in TRAVEL and not outer.dropped
        return Verdict(outer.auxiliary, "to", outer.alleged) if moved else Verdict(dropped=True, cue="to")
    return Verdict(dropped=True, cue="to")


ENABLE = frozenset({"allow", "enable", "permit", "let"})
TRAVEL = frozenset(
    [
        "arrive",
        "fly",
        "travel",
        "go",
        "come",
        "visit",
        "land",
        "head",
        "journey",
        "return",
        "leave",
        "depart",
        "meet",
        "gather",
        "convene",
    ]
)


AIMING = frozenset({"for", "on", "about", "toward", "towards", "at"})
"""Behind a noun these name its aim or matter: talks on lifting the ban."""


def _by_preposition(clauses: Clauses, ontology: Ontology, verb: int, depth: int) -> Verdict | None:
    preposition = clauses.tokens[verb].head
    word, governor = clauses.tokens[preposition].lemma, clauses.tokens[preposition].head
    if word == "without":
        return Verdict(Auxiliary.NEGATED, "without")
    if word in {"instead", "than", "rather"}:
        return Verdict(Auxiliary.NEGATED, word)
    if word in {"by", "in", "after", "while", "upon", "since"} and clauses.is_verb(governor):
        return judge_verb(clauses, ontology, governor, depth + 1)
    if clauses.tokens[governor].pos == "NOUN" and word in AIMING and clauses.tokens[governor].lemma not in SHELLS:
        return Verdict(dropped=True, cue=word)
    if clauses.tokens[governor].lemma in SHELLS:
        return Verdict(SHELLS[clauses.tokens[governor].lemma], clauses.tokens[governor].text)
    return None


@dataclass(frozen=True, slots=True)
class Governing:
    """The cue that governs a predicate."""

    cue: str = ""
    """As the ontology lists it: `agree to`, `be likely to`, `accuse of`."""
    kind: Cue | None = None
    governor: int | None = None
    """The token that governs."""


def governing_cue(clauses: Clauses, ontology: Ontology, verb: int) -> Governing:
    """The cue that governs a verb, if one does."""
    token = clauses.tokens[verb]
    if token.dep not in {"xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl"}:
        return Governing()
    behind = token.dep == "pcomp"
    governor = clauses.tokens[token.head].head if behind else token.head
    link = clauses.tokens[token.head].lemma if behind else _link(clauses, verb)
    if not link and token.dep not in {"xcomp", "ccomp", "pcomp"}:
        return Governing()
    negated = link == "to" and any(clauses.tokens[i].lemma in {"not", "never"} for i in clauses.dependents(verb, "neg"))
    for phrase in _governor_phrases(clauses, governor):
        cue = f"{phrase} {'not ' if negated else ''}{link}".strip()
        if cue in ontology.cues:
            return Governing(cue, Cue(ontology.cues[cue]), governor)
    return Governing()


def _link(clauses: Clauses, verb: int) -> str:
    """The word that ties a verb to what governs it."""
    if _is_infinitive(clauses, verb):
        return "to"
    return "that" if clauses.tokens[verb].dep == "ccomp" else ""


def _governor_phrases(clauses: Clauses, governor: int) -> list[str]:
    """How a governing word may be listed: with its particle or object noun, behind `be`, or alone."""
    token = clauses.tokens[governor]
    particle = clauses.particle(governor)
    objects = [clauses.tokens[i].lemma for i in clauses.dependents(governor, "dobj", "acomp", "attr", "oprd")]
    found = [f"{token.lemma} {noun}" for noun in objects]
    if particle:
        found.append(f"{token.lemma} {particle}")
    if token.pos == "ADJ" or clauses.is_passive(governor):
        return [f"be {token.text.lower()}", f"be {token.lemma}", *found]
    if token.pos == "NOUN" and clauses.is_verb(token.head):
        found.append(f"{clauses.tokens[token.head].lemma} {token.lemma}")
    if token.tag == "VBG" and any(clauses.tokens[i].lemma == "be" for i in clauses.dependents(governor, "aux")):
        found.append(f"be {token.text.lower()}")
    return [*found, token.lemma]


BECOMES = {Cue.PROMISE: "AGREE", Cue.REFUSE: "REJECT", Cue.THREAT: "THREATEN", Cue.REQUEST: "REQUEST"}
AUXILIARY_OF = {
    Cue.PLAN: Auxiliary.PLANNED,
    Cue.OFFER: Auxiliary.OFFERED,
    Cue.FAIL: Auxiliary.NEGATED,
    Cue.PREVENT: Auxiliary.NEGATED,
    Cue.HYPOTHETICAL: Auxiliary.HYPOTHETICAL,
}


def _by_cue(clauses: Clauses, ontology: Ontology, verb: int, found: Governing, depth: int) -> Verdict | None:
    cue, kind, governor = found.cue, found.kind, found.governor
    held = governor is not None and clauses.is_verb(governor)
    outer = judge_verb(clauses, ontology, governor, depth + 1) if held and governor is not None else HAPPENED
    if kind in BECOMES:
        return Verdict(outer.auxiliary, outer.cue or cue, outer.alleged, outer.dropped, BECOMES[kind], governor)
    if kind in AUXILIARY_OF and outer.auxiliary is Auxiliary.NEGATED:
        return Verdict(Auxiliary.HAPPENED if kind is Cue.FAIL else Auxiliary.NEGATED, outer.cue)
    if kind in AUXILIARY_OF:
        return Verdict(AUXILIARY_OF[kind], cue)
    if kind in {Cue.WISH, Cue.RECOMMEND, Cue.ATTEMPT}:
        return Verdict(dropped=True, cue=cue)
    if kind in {Cue.ALLEGED, Cue.ACCUSE}:
        own = _tense(clauses, verb)
        return Verdict(own.auxiliary, cue, alleged=True)
    return outer


PROGRESSIVE = frozenset({"is", "are", "was", "were", "'s", "'re", "been", "am", "’s", "’re"})


def _tense(clauses: Clauses, verb: int) -> Verdict:
    """Under way, or done: the progressive of the present, or the plain rest."""
    auxiliaries = [clauses.tokens[i].text.lower() for i in clauses.dependents(verb, "aux", "auxpass")]
    progressive = clauses.tokens[verb].tag == "VBG" and set(auxiliaries) & PROGRESSIVE
    if progressive or "being" in auxiliaries:
        return Verdict(Auxiliary.ONGOING, " ".join(auxiliaries))
    return HAPPENED


def judge_noun(clauses: Clauses, ontology: Ontology, noun: int, verb: int | None) -> Verdict:
    """Judge an event noun by the words before it, the noun that holds it, and the verb that carries or follows it."""
    for child in clauses.dependents(noun, "amod", "compound", "det"):
        auxiliary = ADJECTIVES.get(clauses.tokens[child].lemma) or ADJECTIVES.get(clauses.tokens[child].text.lower())
        if auxiliary is not None:
            return Verdict(auxiliary, clauses.tokens[child].text)
        if clauses.tokens[child].lemma == "no":
            return Verdict(Auxiliary.NEGATED, clauses.tokens[child].text)
    shell = _shell(clauses, noun)
    if shell is not None:
        return shell
    carrier = verb if verb is not None else _occurrence(clauses, noun)
    if carrier is None:
        return HAPPENED
    verdict = judge_verb(clauses, ontology, carrier)
    return Verdict(verdict.auxiliary, verdict.cue, verdict.alleged, verdict.dropped)


def _shell(clauses: Clauses, noun: int) -> Verdict | None:
    head = clauses.tokens[noun].head
    if clauses.tokens[noun].dep != "pobj" or head == noun:
        return None
    holder = clauses.tokens[clauses.tokens[head].head]
    return Verdict(SHELLS[holder.lemma], holder.text) if holder.pos == "NOUN" and holder.lemma in SHELLS else None


OCCUR = frozenset(
    [
        "take",
        "happen",
        "occur",
        "begin",
        "start",
        "continue",
        "resume",
        "open",
        "come",
        "follow",
        "proceed",
        "last",
        "conclude",
    ]
)


def _occurrence(clauses: Clauses, noun: int) -> int | None:
    """The verb of which an event noun is the subject, when it only says that it takes place."""
    token = clauses.tokens[noun]
    head = token.head
    return head if token.dep in {"nsubj", "nsubjpass"} and clauses.tokens[head].lemma in OCCUR else None
