"""A text as sentences of word codes: what copies are compared by."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

FUNCTION = 1
"""The bit of a code that is set for a function word."""
QUOTED, NUMBER, NAME, OPENING = 1, 2, 4, 8
"""What a word is marked as: one in a quotation, one with a figure, one with a capital, one with a capital that opens a
sentence and so may be no name."""
QUOTE_WORDS = 8
"""Words in quotation marks from which on they are somebody's words, and not a name or a term."""
_CJK = r"\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:[,.\u00a0\u202f]\d{{3}})+(?!\d)|[^\W_{_CJK}]+(?:['’.&-][^\W_{_CJK}]+)*|(?=([{_CJK}]{{2}}))[{_CJK}]"
)
"""A word or a number; where words are written together, each two signs."""
_BREAK = re.compile(r"\n+|(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-ÿ])|(?<=[。！？])")
_QUOTED = re.compile(
    r"“[^“”\n]{30,}(?:”|\n|$)|\"[^\"\n]{30,}(?:\"|\n|$)|«[^«»\n]{30,}(?:»|\n|$)|„[^„“”\n]{30,}[“”]|‘[^\n]{30,1500}?’(?=[\s,.;:)]|$)"
)
_SHORTENED = frozenset(
    """mr mrs ms dr gen col lt maj capt adm brig sgt sen rep gov st jan feb mar apr jun jul aug sep sept oct nov dec no
    vs prof rev hon ret inc ltd""".split()
)
"""What a full stop stands after without ending a sentence; so does a single letter."""
_ENDINGS = re.compile(r"(?<=\w{3})(?:'s|’s|ings?|edly|ed|es|ly|s|e)$")
_SPELLINGS = (
    (re.compile(r"(?<=\w{2})is(?=(?:e[ds]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=\w{3})our"), "or"),
    (re.compile(r"(?<=\w{2})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile(r"(?<=\w{2})ie[sd]$"), "y"),
)
"""British and American spelling, `countries` and `country`; what else it changes, it changes everywhere."""
_SEPARATORS = re.compile(r"(?<=\d)[,.\u00a0\u202f](?=\d{3}(?!\d))")
_WRITTEN_OUT = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
_NUMERALS = dict(zip(_WRITTEN_OUT.split(), "2 3 4 5 6 7 8 9 10 11 12 15 20 30 40 50".split(), strict=True))
_MOST_KNOWN = 400_000
"""Words whose codes are kept in memory."""


class Sentence(NamedTuple):
    """A sentence: its place in the text and its words."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    codes: array[int]
    """A code for each word (its stem); the lowest bit tells function words."""
    marks: bytes
    """For each word, the sum of QUOTED, NUMBER, NAME and OPENING, as far as they hold."""


class Codes(dict[str, int]):
    """The codes of words; forgotten now and then, since they can be made again."""

    def __missing__(self, word: str) -> int:
        """Make the code of a word."""
        if len(self) >= _MOST_KNOWN:
            self.clear()
        plain = word.casefold()
        code = crc32(_stem(plain).encode("utf-8", "surrogatepass")) & ~FUNCTION
        self[word] = code | (plain in function_words())
        return self[word]


@cache
def function_words() -> frozenset[str]:
    """Words that tell nothing of where a sentence comes from."""
    text = Path(__file__).with_name("function_words.txt").read_text(encoding="utf-8")
    lines = (line.partition(":")[2] for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def _stem(word: str) -> str:
    """A word without its ending, a numeral as a number."""
    if word[0].isdigit():
        return _SEPARATORS.sub("", word)
    spelled = _NUMERALS.get(word, word)
    for found, usual in _SPELLINGS:
        spelled = found.sub(usual, spelled)
    stem = _ENDINGS.sub("", spelled)
    return stem if len(stem) > 2 else spelled


def read_sentences(text: str, codes: Codes) -> Iterator[Sentence]:
    """Split a text into sentences with at least one word.

    >>> [text[s.start:s.end] for text in ["He met Gen. Ali. They talked."] for s in read_sentences(text, Codes())]
    ['He met Gen. Ali.', 'They talked.']
    """
    quotes = [match.span() for match in _QUOTED.finditer(text) if len(_TOKEN.findall(match[0])) >= QUOTE_WORDS]
    starts = [start for start, _ in quotes]
    for start, end in _stretches(text):
        tokens = list(_TOKEN.finditer(text, start, end))
        if not tokens:
            continue
        marks = bytearray(map(_mark, (token[0] for token in tokens)))
        marks[0] = OPENING if marks[0] == NAME else marks[0]
        if quotes:
            marks = bytearray(m | _is_quoted(t.start(), quotes, starts) for m, t in zip(marks, tokens, strict=True))
        yield Sentence(start, end, array("I", [codes[token[1] or token[0]] for token in tokens]), bytes(marks))


def _mark(word: str) -> int:
    first = word[0]
    return NAME if first.isupper() else NUMBER if first.isdigit() else 0


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand, without the space around them."""
    start = 0
    for found in _BREAK.finditer(text):
        end = found.end() - len(found[0]) + len(found[0].rstrip()) if found[0].strip() else found.start()
        if (
            text[found.start() - 1 : found.start()] == "."
            and "\n" not in found[0]
            and _is_shortened(text, found.start())
        ):
            continue
        if end > start:
            yield start, end
        start = found.end()
    if start < len(text):
        yield start, start + len(text[start:].rstrip())


def _is_shortened(text: str, stop: int) -> bool:
    """Whether the full stop before this place ends a shortened word, and so perhaps no sentence."""
    before = re.search(r"[^\W\d_]+$", text[max(stop - 12, 0) : stop - 1])
    return before is not None and (len(before[0]) == 1 or before[0].lower() in _SHORTENED)


def _is_quoted(place: int, quotes: list[tuple[int, int]], starts: list[int]) -> bool:
    before = bisect_right(starts, place) - 1
    return before >= 0 and place < quotes[before][1]
