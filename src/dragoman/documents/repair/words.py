"""The words of English with how frequent they are, and which of them stand side by side."""

from __future__ import annotations

import csv
import gzip
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

# columns of the tables of who is who that hold names
_NAME_COLUMNS = {
    "states.csv": ("name", "official_name", "aliases", "adjectives", "demonyms", "capital", "metonyms"),
    "organisations.csv": ("name", "aliases", "abbreviations"),
    "groups.csv": ("name", "aliases"),
    "companies.csv": ("name", "aliases"),
    "metonyms.csv": ("text",),
    "places.csv": ("text",),
    "holders.csv": ("title", "name", "aliases"),
}
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]*(?:'[^\W\d_]+)*")
_NEIGHBOURS = re.compile(r"\b(?=([A-Z][a-z]+) ([A-Z][a-z]+)\b)")
_ALSO = frozenset(
    """US UN EU UK USA UAE USSR PM Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April
    May June July August September October November December""".split()
)


@dataclass(frozen=True)
class Words:
    """What is known of words in general; all in small letters."""

    parts: dict[str, int]
    """Frequent words, each with the binary logarithm of its count."""
    known: list[str]
    """Rarer words and names, sorted."""
    pairs: dict[str, str]
    """Words that often follow a word, between spaces."""
    begins: frozenset[str]
    """Words that many solid words begin with (sea, counter, life)."""
    ends: frozenset[str]
    """Words that many solid words end in (man, land, making)."""

    def knows(self, word: str) -> bool:
        """Whether a word in small letters is a word or name."""
        if word in self.parts:
            return True
        place = bisect_left(self.known, word)
        return place < len(self.known) and self.known[place] == word

    def often_together(self, one: str, other: str) -> bool:
        """Whether the two words often stand side by side."""
        return f" {other} " in self.pairs.get(one, "")


class Names(NamedTuple):
    """Words that the names of states, bodies, groups, persons and places are made of."""

    all: frozenset[str]
    states: frozenset[str]
    """Of states, their peoples and capitals."""
    glued: frozenset[str]
    """Neighbouring words of a name, without the space."""


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Load the lists that `tools/make_words.py` makes; some tenth of a second, once."""
    parts: dict[str, int] = {}
    for line in _lines("parts"):
        number, _, words = line.partition(" ")
        parts |= dict.fromkeys(words.split(" "), int(number))
    begins, ends = _lines("joining")
    pairs = {one: f" {others} " for one, _, others in (line.partition(" ") for line in _lines("pairs"))}
    return Words(parts, _lines("known"), pairs, frozenset(begins.split()), frozenset(ends.split()))


def _lines(name: str) -> list[str]:
    packed = (resources.files(__package__) / "data" / f"{name}.txt.gz").read_bytes()
    return gzip.decompress(packed).decode("ascii").split("\n")


@lru_cache(maxsize=1)
def load_names() -> Names:
    """Load the words of the names that the tables of who is who hold."""
    texts = {file: _names_in(file, columns) for file, columns in _NAME_COLUMNS.items()}
    every = " ; ".join(texts.values())
    states = {word for word in _NAME.findall(texts["states.csv"]) if len(word) > 3}
    glued = {one + other for one, other in _NEIGHBOURS.findall(every)}
    return Names(_ALSO.union(_NAME.findall(every)), frozenset(states), frozenset(glued))


def _names_in(file: str, columns: tuple[str, ...]) -> str:
    text = (resources.files("dragoman.world") / "data" / file).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    where = [i for i, column in enumerate(next(rows)) if column in columns]
    return ";".join(row[i] for row in rows for i in where)
