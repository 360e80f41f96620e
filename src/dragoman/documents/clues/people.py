"""Clues in the persons named with an office: who holds it told in the news counts more than who is told in history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dragoman.documents.clues.evidence import Evidence
from dragoman.documents.clues.prose import NEWS, Sentence, with_history
from dragoman.documents.clues.signs import Sign
from dragoman.documents.mentions import OfficeBook, Tenure
from dragoman.model import Basis

_COMING = re.compile(
    r"\b(?:elect|elections?|elected|inaugurat\w+|(?:takes?|taking|took|enters?|assum\w+|leaves?|left|leaving) office"
    r"|sworn|campaign\w*|candidate|incoming|next president|(?:his|her) (?:victory|successor|predecessor))\b",
    re.IGNORECASE,
)
"""Where a leader is told of with such words, his name alone does not say that he is in office."""
_FEWEST_NAMED = 3
_SAID = {"named": "named", "former": "former", "elect": "elect", "government": "government"}
_WORDS = {"former": "had left the office", "elect": "was elected and not yet sworn in"}


def people_signs(evidence: Evidence, sentences: Sequence[Sentence], book: OfficeBook) -> list[Sign]:
    """Read the persons named with an office, each once, where he is told of most plainly as holding it."""
    best: dict[tuple[str, str], Sign] = {}
    coming: set[str] = set()
    for sentence, history in with_history(sentences):
        for tenure in book.tenures(sentence.text) if not sentence.dates else ():
            if tenure.standing == "named" and _COMING.search(sentence.text):
                coming.add(tenure.person)
            if tenure.standing == "named" and history:
                continue
            sign = _sign(tenure, sentence, evidence, history=history)
            key = (tenure.person, tenure.standing if tenure.standing in {"former", "elect"} else "office")
            if key not in best or sign.weight.weight > best[key].weight.weight:
                best[key] = sign
    sure = [sign for (person, _), sign in best.items() if sign.kind != "named" or person not in coming]
    return _without_lone(sure)


def _without_lone(signs: list[Sign]) -> list[Sign]:
    """Leave out leaders named without their titles where too few leaders are named to tell a time together."""
    leaders = sum(sign.weight.group in {"office", "named"} for sign in signs)
    return [sign for sign in signs if sign.kind != "named" or leaders >= _FEWEST_NAMED]


def _sign(tenure: Tenure, sentence: Sentence, evidence: Evidence, *, history: bool) -> Sign:
    kind = _SAID.get(tenure.standing) or _telling(sentence, history=history)
    if kind == "government" and history:
        kind = "office-history"
    words = sentence.text[tenure.start : tenure.end]
    place = evidence.place(sentence.start + tenure.start, sentence.start + tenure.end)
    return Sign(kind, Basis.OFFICE_HOLDER, tenure.terms, words, place, _told(tenure))


def _telling(sentence: Sentence, *, history: bool) -> str:
    if history:
        return "office-history"
    return "office-news" if NEWS.search(sentence.text) else "office"


def _told(tenure: Tenure) -> str:
    times = " and ".join(f"{_shown(term.first)}..{_shown(term.last)}" for term in tenure.terms)
    if tenure.standing in _WORDS:
        return f"{tenure.title} {tenure.person} {_WORDS[tenure.standing]}: {times}"
    return f"{tenure.title} {tenure.person} in office {times}"


def _shown(day: date) -> str:
    return "" if day in {date.min, date.max} else str(day)
