"""Cuts clean text into sentences, by its punctuation; never across paragraphs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from dragoman.passages.actors import Sentence

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n|\s*(?:[-*•–]|\d{1,2}[.)])\s))*")
"""Lines without a blank one between them; an item of a list begins anew."""
END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"”’'»)\]]*)(?P<note>\[\d{1,3}\])?(?P<gap>\s+)(?=(?P<next>\S+))")
OPENING = "\"“‘'«(["
WORD = re.compile(r"[^\s\"“‘'«(\[—–]+$")
INITIAL = re.compile(r"(?:[A-Z]\.)*-?[A-Z]")
DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
ATTRIBUTION = re.compile(
    r"[\"“‘']?(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen)\.? )?(?:[A-Z][\w’'-]+ ){1,4}(?:said|asked|says|asks|replied|added|"
    r"told|wrote|exclaimed|demanded)\b"
)
"""Behind a quote that ends in ? or !: who asked it."""
STARTERS = frozenset(
    "The A An In On At He She It They We I But And This That These Those As After Before Since While When If "
    "However Yet For From His Her Its Their There Then Both Some Many Most Last By With To No Not One Two So "
    "Although".split()
)
"""Words that begin a sentence far more often than they go on behind an abbreviation."""
LONGEST = 1_500
"""Longer stretches (tables, lists) are cut here, at a space: no clause of prose is so long."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """What ends in a dot without ending a sentence: each abbreviation with what follows it."""

    before: Mapping[str, str]

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a clean text, in order; together they hold all that is not space."""
        return [s for paragraph in PARAGRAPH.finditer(text) for s in self._of_paragraph(text, *paragraph.span())]

    def _of_paragraph(self, text: str, start: int, end: int) -> Iterator[Sentence]:
        first = start
        for match in END.finditer(text, start, end):
            if match.start() >= first and self._ends(text, first, match):
                yield from _cut(text, first, match.start("gap"))
                first = match.end()
        yield from _cut(text, first, end)

    def _ends(self, text: str, first: int, match: re.Match[str]) -> bool:
        following = match["next"].lstrip(OPENING)
        if "\n" in match["gap"] and following[:1].isupper():
            return True
        if following[:1].islower() or not following[:1].isalnum():
            return False
        if match["mark"] != ".":
            return not (match["close"] and ATTRIBUTION.match(text, match.end()))
        return match["close"] != "" or not self._is_abbreviation(text, first, match, following)

    def _is_abbreviation(self, text: str, first: int, match: re.Match[str], following: str) -> bool:
        word = WORD.search(text, first, match.start())
        if word is None:
            return False
        begins_anew = following.rstrip(",;:.") in STARTERS
        kind = self.before.get(word[0])
        if kind is not None:
            return {"name": True, "word": True, "number": following[0].isdigit()}.get(kind, not begins_anew)
        if INITIAL.fullmatch(word[0]):
            return not begins_anew and _within_name(text, first, word, following)
        if DOTTED.fullmatch(word[0]):
            return not begins_anew
        return word[0].isdigit() and word.start() == first


def load_splitter() -> Splitter:
    """The splitter over the bundled abbreviations."""
    text = (files("dragoman.passages") / "data" / "abbreviations.csv").read_text(encoding="utf-8")
    return Splitter({row["text"]: row["before"] for row in csv.DictReader(text.splitlines())})


def _within_name(text: str, first: int, word: re.Match[str], following: str) -> bool:
    """Whether an initial stands before a name: not the last letter of `plan B`, `vitamin C`."""
    before = text[first : word.start()].split()
    named = (
        not before or before[-1][:1].isupper() or len(word[0]) > 1 or before[-1].lower() in {"by", "of", "and", "to"}
    )
    return named and following[:1].isupper()


def _cut(text: str, start: int, end: int) -> Iterator[Sentence]:
    """One sentence without the space around it; several where it is too long."""
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
            stop = space if space > start else start + LONGEST
        part = text[start:stop]
        lead = len(part) - len(part.lstrip())
        if clean := part.strip():
            yield Sentence(start + lead, start + lead + len(clean), clean)
        start = stop
