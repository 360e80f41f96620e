"""Families of texts that copy each other, take passages from each other, or only look as if they did; and their scores.

A family's file has a head, `copies: b>a, c>a`, and a section for each text: `@@b 2014-05-02 Outlet`. In a text `=a`
stands for all paragraphs of another and `=a 1-3` for some; `~ old => new` changes what was written or taken.
`[[1 words]]` marks a passage that later texts of the family have from the first. `reuses: either way` in the head
leaves such passages out of the score: repeated forms, of which one may say either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.quality.reading.measures import Row, Tally, mean
from benchmarks.quality.reading.source import HERE, sections_of
from dragoman.documents import Writing, find_copies, find_reuses
from dragoman.model import Basis, Precision, Segment, When

_PASSAGE = re.compile(r"\[\[(\d+) (.*?)\]\]", re.DOTALL)
_TAKEN = re.compile(r"=(\w+)(?: (\d+)(?:-(\d+))?)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SHINGLE = 5
"""Words of a shingle of the naive comparison."""
_LONG = 12
"""Words of a sentence that nobody writes twice by chance."""

Pair = frozenset[str]
Places = dict[tuple[str, str], tuple[int, int]]
"""By document and the one it took from: the stretch of the former's text."""


@dataclass(frozen=True)
class Text:
    """A text of a family."""

    id: str
    day: date
    outlet: str
    text: str
    passages: dict[str, tuple[int, int]]
    """By name: where a marked passage stands."""

    @property
    def writing(self) -> Writing:
        """The same, as it is compared."""
        when = When(self.day, self.day, Precision.DAY, Basis.METADATA)
        return Writing(self.id, self.text, when, self.outlet)


@dataclass(frozen=True)
class Family:
    """Texts, and which of them copy which."""

    texts: tuple[Text, ...]
    copies: tuple[tuple[str, str], ...]
    """Copy and original."""
    doubtful: bool
    """Whether reuses within it are left out of the score."""

    def pairs(self) -> set[Pair]:
        """Pairs of texts that are one article."""
        return _grouped(self.copies)

    def reuses(self) -> Places:
        """Passages that a text has from the earliest that has them, copies aside."""
        found: Places = {}
        for name in {name for text in self.texts for name in text.passages}:
            first, *later = sorted((text for text in self.texts if name in text.passages), key=lambda text: text.day)
            found |= {(text.id, first.id): text.passages[name] for text in later}
        return {key: place for key, place in found.items() if frozenset(key) not in self.pairs()}


def read_families(part: str) -> list[Family]:
    """Read the families of a part."""
    return [_family(path) for path in sorted((HERE / part / "copies").glob("*.txt"))]


def _family(path: Path) -> Family:
    head, sections = sections_of(path.read_text(encoding="utf-8"))
    texts: dict[str, Text] = {}
    for title, marked in sections:
        name, day, *outlet = title.split(" ", 2)
        place = f"{path.stem}/{name}"
        texts[name] = _text(place, date.fromisoformat(day), " ".join(outlet) or place, _filled(marked, texts))
    names = [pair.strip().split(">") for pair in head["copies"].split(",") if pair.strip()]
    pairs = tuple((f"{path.stem}/{copy}", f"{path.stem}/{original}") for copy, original in names)
    return Family(tuple(texts.values()), pairs, "reuses" in head)


def _filled(marked: str, texts: Mapping[str, Text]) -> str:
    """Put in what is taken from other texts, then make the changes."""
    lines = marked.split("\n")
    changes = [line[2:].split(" => ") for line in lines if line.startswith("~ ")]
    text = "\n".join(_taken(line, texts) for line in lines if not line.startswith("~ ")).strip()
    for old, new in changes:
        if old not in text:
            raise ValueError(f"nothing to change: {old!r}")
        text = text.replace(old, new)
    return text


def _taken(line: str, texts: Mapping[str, Text]) -> str:
    found = _TAKEN.fullmatch(line)
    if not found:
        return line
    paragraphs = texts[found[1]].text.split("\n\n")
    first, last = int(found[2] or 1), int(found[3] or found[2] or len(paragraphs))
    return "\n\n".join(paragraphs[first - 1 : last])


def _text(name: str, day: date, outlet: str, marked: str) -> Text:
    text, passages, last = "", {}, 0
    for found in _PASSAGE.finditer(marked):
        text += marked[last : found.start()]
        passages[found[1]] = (len(text), len(text) + len(found[2]))
        text += found[2]
        last = found.end()
    return Text(name, day, outlet, text + marked[last:], passages)


def _grouped(links: Sequence[tuple[str, str]]) -> set[Pair]:
    """All pairs within groups that links make."""
    groups: list[set[str]] = []
    for link in links:
        touched = [group for group in groups if group & set(link)]
        groups = [group for group in groups if group not in touched] + [set(link).union(*touched)]
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


# ---------------------------------------------------------------- scores


def score_families(families: Sequence[Family]) -> list[Row]:
    """F1 of copy pairs, of the original named, of reuse pairs, and overlap of the passages, beside the naive ways."""
    texts = [text for family in families for text in family.texts]
    gold = {pair for family in families for pair in family.pairs()}
    originals = {link for family in families for link in family.copies}
    copies = find_copies([text.writing for text in texts])
    ours = _grouped([(copy.document, copy.copy_of) for copy in copies])
    beside = {name: tally_sets(way(texts), gold).f1 for name, way in NAIVE_COPIES.items()}
    return [
        Row("copy pairs F1", tally_sets(ours, gold).f1, beside),
        Row("copy originals F1", tally_sets({(copy.document, copy.copy_of) for copy in copies}, originals).f1),
        *_reuse_rows(families, texts),
    ]


def family_faults(families: Sequence[Family]) -> Iterator[str]:
    """List the pairs missed and made up."""
    texts = [text for family in families for text in family.texts]
    pairs = {pair for family in families for pair in family.pairs()}
    found = _grouped([(copy.document, copy.copy_of) for copy in find_copies([text.writing for text in texts])])
    yield from (f"copy missed   {' '.join(sorted(pair))}" for pair in pairs - found)
    yield from (f"no copy       {' '.join(sorted(pair))}" for pair in found - pairs)
    gold, ours = {key for family in families for key in family.reuses()}, set(_our_reuses(texts))
    yield from (f"reuse missed  {' '.join(key)}" for key in gold - ours)
    yield from (f"no reuse      {' '.join(key)}" for key in ours - gold)


def _reuse_rows(families: Sequence[Family], texts: Sequence[Text]) -> Iterator[Row]:
    gold = {key: place for family in families if not family.doubtful for key, place in family.reuses().items()}
    doubtful = {text.id for family in families if family.doubtful for text in family.texts}
    ours, naive = (_sure(found, doubtful) for found in (_our_reuses(texts), same_sentences(texts)))
    yield Row("reuse pairs F1", tally_sets(set(ours), set(gold)).f1, {"same": tally_sets(set(naive), set(gold)).f1})
    yield Row("reuse overlap", overlap(ours, gold), {"same": overlap(naive, gold)})


def _sure(found: Places, doubtful: set[str]) -> Places:
    return {key: place for key, place in found.items() if not set(key) <= doubtful}


def _our_reuses(texts: Sequence[Text]) -> Places:
    """Reuses as found; several passages of a pair are taken as one stretch."""
    found: Places = {}
    align = partial(_as_written, {text.id: len(text.text) for text in texts})
    for reuse in find_reuses([text.writing for text in texts], align):
        key = reuse.document, reuse.taken_from
        start, end = found.get(key, (reuse.start, reuse.end))
        found[key] = min(start, reuse.start), max(end, reuse.end)
    return found


def _as_written(lengths: Mapping[str, int], ids: Sequence[str]) -> dict[str, list[Segment]]:
    """Alignments of texts that were never cleaned."""
    return {name: [Segment(0, lengths[name], 0, lengths[name])] for name in ids}


def overlap(found: Places, gold: Places) -> float:
    """Mean share that the found and the marked stretch have in common, of both; a pair not found counts 0."""
    return mean(_common(found.get(key), place) for key, place in gold.items())


def _common(one: tuple[int, int] | None, two: tuple[int, int]) -> float:
    if one is None:
        return 0.0
    both = max(0, min(one[1], two[1]) - max(one[0], two[0]))
    return both / (max(one[1], two[1]) - min(one[0], two[0]))


def tally_sets(found: set[Any], gold: set[Any]) -> Tally:
    """Count what is in both."""
    return Tally(len(found & gold), len(found), len(gold))


# ---------------------------------------------------------------- naive ways


def same_texts(texts: Sequence[Text]) -> set[Pair]:
    """Pairs with the same words."""
    return {frozenset((a.id, b.id)) for a, b in combinations(texts, 2) if a.text.split() == b.text.split()}


def alike_texts(texts: Sequence[Text]) -> set[Pair]:
    """Pairs of which the word shingles are the same to more than a half."""
    shingles = {text.id: _shingles(text.text) for text in texts}
    return {
        frozenset((a.id, b.id))
        for a, b in combinations(texts, 2)
        if len(shingles[a.id] & shingles[b.id]) > len(shingles[a.id] | shingles[b.id]) / 2
    }


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}


def same_sentences(texts: Sequence[Text]) -> Places:
    """Sentences that an earlier text has word for word."""
    found: Places = {}
    for text in texts:
        for other in (other for other in texts if other.day < text.day):
            shared = [s for s in _SENTENCE.split(text.text) if len(s.split()) >= _LONG and s in other.text]
            if shared and not _same_article(text, other):
                found[text.id, other.id] = text.text.index(shared[0]), text.text.index(shared[-1]) + len(shared[-1])
    return found


def _same_article(text: Text, other: Text) -> bool:
    return bool(alike_texts([text, other]))


NAIVE_COPIES: dict[str, Callable[[Sequence[Text]], set[Pair]]] = {"same": same_texts, "shingles": alike_texts}
