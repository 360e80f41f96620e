"""Who says it: the speakers above a clause, outermost first."""

from __future__ import annotations

from dragoman.events.match import Sentence
from dragoman.events.roles import actors_of, recipients_of
from dragoman.model import Participant
from dragoman.ontology import Saying

ACCORDING = frozenset({"according", "per"})


def speakers_of(sentence: Sentence, anchor: int) -> tuple[tuple[str, ...], bool]:
    """The chain of speakers above a token, outermost first, and whether one of them only alleges it.

    A speaker is an actor's code where it is one, else its words. Empty when the author says it.
    """
    clauses, alleged = sentence.clauses, False
    chain: list[str] = []
    index = anchor
    for above in [anchor, *clauses.ancestors(anchor)]:
        cited = [
            i for i in clauses.dependents(above, "prep") if clauses.tokens[i].text.lower() in ACCORDING and i != index
        ]
        chain.extend(_according(sentence, child) for child in cited)
        if above != anchor and _reports(sentence, above, index):
            chain.append(_name(sentence, clauses.subjects(above)))
            alleged = alleged or sentence.ontology.says.get(clauses.tokens[above].lemma) == Saying.ALLEGING
        index = above
    spoken = [speaker for speaker in reversed(chain) if speaker]
    return tuple(dict.fromkeys([*sentence.cast.passage.speaker, *spoken])), alleged


def _reports(sentence: Sentence, verb: int, clause: int) -> bool:
    """Whether a verb reports the clause below it."""
    token = sentence.clauses.tokens[clause]
    saying = sentence.clauses.tokens[verb]
    if saying.lemma not in sentence.ontology.says or saying.pos != "VERB":
        return False
    return token.dep in {"ccomp", "parataxis"} or (token.dep == "dep" and token.pos == "VERB")


def _according(sentence: Sentence, preposition: int) -> str:
    clauses = sentence.clauses
    heads = clauses.dependents(preposition, "pobj")
    for inner in clauses.dependents(preposition, "prep"):
        heads.extend(clauses.dependents(inner, "pobj"))
    return _name(sentence, heads, owned=True)


def _name(sentence: Sentence, heads: list[int], *, owned: bool = False) -> str:
    """The code of the actor that speaks, or the words of the phrase."""
    named: tuple[Participant, ...] = actors_of(sentence.cast, heads)
    if not named and owned:
        named = recipients_of(sentence.cast, heads)
    if named:
        return named[0].code
    if not heads or sentence.clauses.tokens[heads[0]].pos in {"PRON", "DET", "VERB"}:
        return ""
    words = sentence.clauses.subtree(heads[0])
    start, end = sentence.clauses.text(words[0], words[-1])
    return sentence.cast.passage.text[start:end][:80]
