"""What a classifier is told of a marked pair: the words between the phrases, who stands where, what the rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.events.auxiliary import judge_verb
from dragoman.events.classify.lexicon import Rules, RuleView
from dragoman.events.classify.marks import Marked
from dragoman.events.classify.pair import MarkedPair
from dragoman.events.clauses import Clauses
from dragoman.model import Token

PREDICATES = frozenset({"VERB", "NOUN", "AUX", "ADJ"})
GRAM = 5


def pair_features(marked: Marked, tokens: Sequence[Token], rules: Rules) -> dict[str, float]:
    """All features of a marked pair by name, with their counts; features of one group share the word before `:`."""
    pair = MarkedPair(Clauses(tuple(tokens)), marked)
    view = RuleView(pair, rules)
    found: Counter[str] = Counter()
    for part in (_path_features, _place_features, _around_features, _word_features):
        found.update(part(pair))
    found.update(_predicate_features(view))
    found.update(_rule_features(view))
    return {name: min(count, 2) for name, count in found.items()}


def predicates_of(pair: MarkedPair) -> list[int]:
    """Words that may carry the act: on the path, above each phrase, and the clauses and objects that these open."""
    one, other = pair.chains
    above = [index for chain in (one, other) for index in _verbs(pair, chain)[:2]]
    found = [index for index in [*pair.path, *above] if pair.tokens[index].pos in PREDICATES]
    for index in tuple(found):
        found += pair.clauses.dependents(index, "xcomp", "ccomp", "dobj", "advcl", "conj", "pcomp")
        for preposition in pair.clauses.dependents(index, "prep"):
            found += pair.clauses.dependents(preposition, "pobj", "pcomp")
    ordered = dict.fromkeys(found)
    return [i for i in ordered if i not in pair.inside and pair.tokens[i].pos in PREDICATES]


def _verbs(pair: MarkedPair, chain: Sequence[int]) -> list[int]:
    return [i for i in chain[1:] if pair.tokens[i].pos in {"VERB", "AUX"} and i not in pair.inside]


def _word(token: Token) -> str:
    """A word as features name it."""
    return "#" if token.pos == "NUM" else token.lemma


def _path_features(pair: MarkedPair) -> Iterator[str]:
    words = [pair.tokens[index] for index in pair.path]
    for token in words:
        yield f"p:{_word(token)}"
        yield f"pp:{_word(token)}:{token.dep}"
        yield from _grams(token)
    for one, other in pairwise(words):
        yield f"pb:{_word(one)}_{_word(other)}"
    if 1 <= len(words) <= 4:
        yield "pw:" + ">".join(_word(token) for token in words)


def _grams(token: Token) -> Iterator[str]:
    """The beginnings and the end of a word, so that akin words share something."""
    if token.pos in PREDICATES and len(token.lemma) > GRAM:
        yield f"pre:{token.lemma[:GRAM]}"
        yield f"suf:{token.lemma[-4:]}"


def _place_features(pair: MarkedPair) -> Iterator[str]:
    """How the two phrases hang in the tree."""
    one, other = pair.chains
    for side, chain in (("s", one), ("t", other)):
        if not chain:
            yield f"no:{side}"
            continue
        yield f"{side}d:{pair.tokens[chain[0]].dep}"
        yield f"{side}h:{_word(pair.tokens[pair.tokens[chain[0]].head])}"
        yield f"{side}p:" + "<".join(pair.tokens[i].dep for i in chain[:3])
        for verb in _verbs(pair, chain)[:1]:
            yield f"{side}v:{_word(pair.tokens[verb])}"
    if one and other:
        yield f"order:{min(pair.source) < min(pair.target)}"


def _around_features(pair: MarkedPair) -> Iterator[str]:
    """What hangs on the words of the path."""
    for index in pair.path:
        token = pair.tokens[index]
        if token.pos not in PREDICATES:
            continue
        for child in pair.clauses.children[index]:
            if child in pair.inside or pair.tokens[child].pos == "PUNCT":
                continue
            below = pair.tokens[child]
            yield f"c:{below.dep}:{_word(below)}"
            yield f"kc:{_word(token)}_{_word(below)}"
            yield from _below(pair, child)


def _below(pair: MarkedPair, child: int) -> Iterator[str]:
    below = pair.tokens[child]
    if below.dep not in {"prep", "xcomp", "ccomp", "dobj", "advcl"}:
        return
    for inner in pair.clauses.children[child]:
        if inner not in pair.inside and pair.tokens[inner].pos != "PUNCT":
            word = pair.tokens[inner]
            if below.dep == "prep":
                yield f"po:{below.lemma}_{_word(word)}"
                yield f"o:{_word(word)}"
            else:
                yield f"g:{word.dep}:{_word(word)}"


def _word_features(pair: MarkedPair) -> Iterator[str]:
    """The words of the sentence, and those between the phrases."""
    words = [i for i, t in enumerate(pair.tokens) if i not in pair.inside and t.pos not in {"PUNCT", "SPACE"}]
    for index in words:
        if pair.tokens[index].pos != "PROPN":
            yield f"w:{_word(pair.tokens[index])}"
    if not pair.source or not pair.target:
        return
    first, second = sorted([pair.source, pair.target], key=min)
    between = [pair.tokens[i] for i in words if max(first) < i < min(second)]
    for token in between:
        yield f"b:{_word(token)}"
    for one, other in pairwise(between):
        yield f"bb:{_word(one)}_{_word(other)}"


def _predicate_features(view: RuleView) -> Iterator[str]:
    """Each word that may carry the act: how the phrases stand to it, its mood, and what the rules take it for."""
    pair = view.pair
    one, other = pair.chains
    path = set(pair.path)
    for index in predicates_of(pair):
        token = pair.tokens[index]
        roles = f"{pair.role(index, one)}|{pair.role(index, other)}"
        near = "on" if index in path else "off"
        yield f"v:{token.lemma}"
        if roles != "|":
            yield f"vr:{token.lemma}|{roles}"
        for name, how in view.types_at(index):
            yield f"l:{name}:{near}"
            yield f"lh:{name}:{how}:{near}"
            yield f"lr:{name}:{roles}"
        if token.pos == "VERB":
            yield from _mood(view, index, near)


def _mood(view: RuleView, index: int, near: str) -> Iterator[str]:
    verdict = judge_verb(view.pair.clauses, view.rules.ontology, index)
    if verdict.becomes:
        yield f"m:{verdict.becomes}:{near}"
        for name, _ in view.types_at(index):
            yield f"ml:{verdict.becomes}:{name}"
    elif verdict.auxiliary.value != "happened":
        yield f"m:{verdict.auxiliary.value}:{near}"
        for name, _ in view.types_at(index):
            yield f"ml:{verdict.auxiliary.value}:{name}"


def _rule_features(view: RuleView) -> Iterator[str]:
    """What the rules answer."""
    readings = view.readings()
    if not readings:
        yield "r:none"
    for place, reading in enumerate(readings[:4]):
        yield f"r:{reading.event_type}:{reading.fit}"
        yield f"rt:{reading.event_type}"
        if place == 0 and reading.fit in {"exact", "mutual"}:
            yield f"r1:{reading.event_type}:{reading.sure}"
            yield f"rm:{reading.event_type}:{reading.mode}"
