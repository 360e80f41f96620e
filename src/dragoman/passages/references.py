"""Finds the words that refer without naming: pronouns, `the two countries`, `the latter`, `the island`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.passages.grammar import Grammar
from dragoman.passages.vocabulary import Vocabulary


class Kind(StrEnum):
    """How a reference finds its antecedent."""

    HE = "he"
    IT = "it"
    THEY = "they"
    COUNTED = "counted"
    """The two, both sides, all three governments."""
    SIDES = "sides"
    """The sides, the leaders: those who were just named together."""
    FORMER = "former"
    LATTER = "latter"
    ROLE = "role"
    DESCRIPTION = "description"
    HALF = "half"
    OTHER = "other"
    """Its neighbour, his hosts."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer, and the token that heads them."""

    kind: Kind
    token: int
    start: int
    end: int
    text: str
    noun: str = ""
    """For a role or a description: its noun, with what narrows it (`foreign minister`)."""
    number: int = 0
    """For a counted group: how many."""


PRONOUNS = {word: kind for kind, words in {
    Kind.HE: "he she him his her himself herself",
    Kind.IT: "it its itself",
    Kind.THEY: "they them their themselves",
}.items() for word in words.split()}  # fmt: skip
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "pair": 2, "duo": 2, "trio": 3}
MEMBERS = (
    r"(?:countr(?:y|ies)|nations?|states?|neighbou?rs?|sides?|capitals?|governments?|leaders?|powers?|foes|rivals|"
    r"presidents|premiers|(?:prime |foreign |defen[cs]e )?ministers|part(?:y|ies)|men|women|adversaries|"
    r"partners|armies|"
    r"militaries|allies|enemies|superpowers|heads of (?:state|government)|signatories|applicants|candidates|"
    r"belligerents|delegations|republics|kingdoms)"
)
COUNTED = re.compile(
    r"\b(?:(?:the|these|those|all(?:\s+the)?)\s+(?P<number>two|three|four|five|six)|"
    r"(?P<both>both(?:\s+of)?(?:\s+the(?:se)?)?|neither|either))"
    r"(?:\s+(?!and\b|or\b)[a-z][a-z-]*){0,2}?\s+" + MEMBERS + r"\b(?!\s+of\s+(?!state|government))",
    re.IGNORECASE,
)
BARE = re.compile(
    r"\b(?:the\s+(?P<number>two|three|four|pair|duo|trio)|all\s+(?P<all>three|four)|(?P<both>both|neither|"
    r"either))\b(?!\s*-)",
    re.IGNORECASE,
)
SIDES = re.compile(
    r"\bthe\s+(?:(?:former|old|one-time|long-time|nuclear-armed|rival|neighbou?ring|warring|feuding)\s+)?"
    r"(?:sides|governments|leaders|presidents|countries|neighbou?rs|foes|rivals|adversaries|capitals|armies|"
    r"belligerents)\b(?!\s+of\b)",
    re.IGNORECASE,
)
FORMER = re.compile(r"\bthe (former|latter)\b", re.IGNORECASE)
DUMMY_OBJECT = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|f(?:ind|inds|ound)|consider(?:s|ed)?|deem(?:s|ed)?|think(?:s)?|"
    r"thought|le(?:ave|aves|ft)|ha[sd]) it\s+"
    r"(?:[a-z]+\s+){0,2}?"
    r"(?:likely|unlikely|possible|impossible|hard|harder|difficult|clear|plain|easy|easier|necessary|known|open)\b"
)
"""An `it` that stands for the clause behind it."""
DUMMY_IT = re.compile(
    r"it(?:['’]s| is| was| has been| became| seems| remains| would be| will be| may be)\s+(?:not\s+)?(?:also\s+)?"
    r"(?:[a-z]+ly\s+)?(?:clear|unclear|worth|important|likely|unlikely|possible|impossible|noted|said|difficult|"
    r"hard|premature|"
    r"too|only|during|in|not|true|hoped|expected|believed|reported|understood|that|time|necessary|the\b|a\b|"
    r"an\b|unusual|"
    r"natural|no\b|because|when|here|there|from|at|on\b|to be)|it (?:appears|seems|emerged|happens|turned out|"
    r"follows|took)\b",
    re.IGNORECASE,
)
MAY_REFER = re.compile(
    r"\b(?:he|she|him|his|her|it|its|they|them|their|both|neither|either|two|three|four|former|latter|pair|north|south|"
    r"country|nation|island|kingdom|republic|emirate|bloc|alliance|group|movement|militants|rebels|court|junta|regime|"
    r"government|army|ministry|president|minister|king|leader|leaders|sides|governments)\b",
    re.IGNORECASE,
)
"""A cheap test of whether a sentence can refer at all."""
HALVES = re.compile(r"\bthe (?:North|South)\b(?! [A-Z])")


def find_references(text: str, grammar: Grammar, taken: frozenset[int], vocabulary: Vocabulary) -> list[Reference]:
    """The references of a sentence, in order; tokens that already name someone are `taken`."""
    found = [*_groups(text, grammar), *_words(text, grammar, taken, vocabulary)]
    free = [r for r in found if taken.isdisjoint(grammar.between(r.start, r.end))]
    chosen: list[Reference] = []
    for reference in sorted(free, key=lambda r: (r.start, -r.end)):
        if not chosen or reference.start >= chosen[-1].end:
            chosen.append(reference)
    return chosen


def _groups(text: str, grammar: Grammar) -> Iterator[Reference]:
    for match in COUNTED.finditer(text):
        yield from _reference(Kind.COUNTED, match, grammar, NUMBERS[(match["number"] or "two").lower()])
    for match in BARE.finditer(text):
        word = (match["number"] or match["all"] or "two").lower()
        last = grammar.between(match.end() - 1, match.end())
        if last and grammar.tokens[last[0]].dep not in {
            "nummod",
            "preconj",
            "det",
            "cc",
            "predet",
            "compound",
            "quantmod",
        }:
            yield from _reference(Kind.COUNTED, match, grammar, NUMBERS[word])
    for match in SIDES.finditer(text):
        yield from _reference(Kind.SIDES, match, grammar)
    for match in FORMER.finditer(text):
        last = grammar.between(match.end() - 1, match.end())
        if last and grammar.tokens[last[0]].dep not in {"amod", "compound"}:
            yield from _reference(Kind(match[1].lower()), match, grammar)


def _reference(kind: Kind, match: re.Match[str], grammar: Grammar, number: int = 0) -> Iterator[Reference]:
    head = grammar.head_of(*match.span())
    if head is not None:
        yield Reference(kind, head, match.start(), match.end(), match[0], number=number)


def _words(text: str, grammar: Grammar, taken: frozenset[int], vocabulary: Vocabulary) -> Iterator[Reference]:
    for index, token in enumerate(grammar.tokens):
        lower = token.text.lower()
        kind = PRONOUNS.get(lower)
        if kind is not None and not (kind is Kind.IT and _is_dummy(text, token.start)):
            yield Reference(kind, index, token.start, token.end, token.text)
        elif token.pos in {"NOUN", "PROPN"} and index not in taken:
            yield from _phrase(text, grammar, index, taken, vocabulary)


def _is_dummy(text: str, start: int) -> bool:
    return (
        DUMMY_IT.match(text, start) is not None or DUMMY_OBJECT.search(text, max(0, start - 12), start + 60) is not None
    )


def _phrase(
    text: str, grammar: Grammar, index: int, taken: frozenset[int], vocabulary: Vocabulary
) -> Iterator[Reference]:
    """A noun that refers: with `its` before it, or with `the` and nothing that makes it another thing."""
    token = grammar.tokens[index]
    owner = grammar.dependents(index, "poss")
    if owner:
        if token.lemma in vocabulary.others and grammar.tokens[owner[0]].text.lower() in PRONOUNS:
            yield Reference(Kind.OTHER, index, token.start, token.end, token.text, token.lemma)
        return
    words = _words_before(grammar, index, taken)
    if words is None or _is_taken_up(grammar, index):
        return
    start = grammar.tokens[index - len(words) - 1].start
    kind, noun = _kind_of_phrase(token.text, token.lemma, words, vocabulary)
    if kind is not None:
        yield Reference(kind, index, start, token.end, text[start : token.end], noun)


def _kind_of_phrase(text: str, lemma: str, words: list[str], vocabulary: Vocabulary) -> tuple[Kind | None, str]:
    if text in {"North", "South"} and not words:
        return Kind.HALF, text.lower()
    singular = lemma if lemma in vocabulary.roles or lemma in vocabulary.descriptions else text.lower()
    if singular in vocabulary.roles and vocabulary.narrowing.issuperset(words):
        return Kind.ROLE, " ".join([*words, singular])
    if singular in vocabulary.descriptions and vocabulary.colouring.issuperset(words):
        return Kind.DESCRIPTION, singular
    return None, ""


def _words_before(grammar: Grammar, index: int, taken: frozenset[int]) -> list[str] | None:
    """The words between the article and its noun; None without an article, or where one of them names someone."""
    words: list[str] = []
    for place in range(index - 1, -1, -1):
        token = grammar.tokens[place]
        if token.dep == "det" and token.head == index:
            return words if token.text.lower() in {"the", "this", "that"} else None
        if place in taken or token.dep not in {"amod", "compound", "nmod", "punct"} or len(words) == 3:
            return None
        words.insert(0, token.text.lower())
    return None


def _is_taken_up(grammar: Grammar, index: int) -> bool:
    """Whether what follows the noun says whose it is, or the noun only belongs to a compound or a name."""
    following = grammar.tokens[index + 1] if index + 1 < len(grammar.tokens) else None
    if grammar.tokens[index].dep == "compound" or grammar.dependents(index, "appos"):
        return True
    return following is not None and (following.lemma == "of" or following.pos == "PROPN")
