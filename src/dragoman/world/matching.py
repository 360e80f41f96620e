"""Finds known strings in text: one automaton over all, the longest first, at word borders and in the right case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import ahocorasick

FOLDS = str.maketrans(
    dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("‐‑‒–−", "-") | dict.fromkeys("\u00a0\u202f\u2009\n\t\r", " ")
)
"""Typographic variants, one code point for one, so that offsets stay. An em dash separates and is not folded."""

PARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "at", "az", "ash"})
"""Parts of Arabic names: the al-Masri of a name is no Egyptian."""

ENGLISH = frozenset(
    {
        "ACT",
        "AID",
        "ARM",
        "CAN",
        "CAR",
        "CARE",
        "ICE",
        "IS",
        "IT",
        "MAP",
        "SAM",
        "START",
        "WHO",
        "PACE",
        "MEND",
        "ALBA",
        "SICA",
        "RAW",
        "PLAN",
        "SWIFT",
        "LET",
    }
)
"""Abbreviations that are also English words: they are not read in a line all in capitals."""

CLITICS = frozenset({"", "s", "d", "ll", "re", "ve"})
"""What may follow a name and an apostrophe."""

SHORT = 4
"""A name of fewer letters is read in capitals only where the whole line is in capitals (Li, May)."""


class Surface(NamedTuple):
    """A string to find, and the numbers of what it means to the caller."""

    text: str
    meanings: tuple[int, ...]
    hyphen: bool = False
    """Only beside a hyphen, as Sino in Sino-Indian."""


class Hit(NamedTuple):
    """A stretch of text that spells a surface."""

    start: int
    end: int
    meanings: tuple[int, ...]


class Finder:
    """Finds surfaces; of those that overlap the longest stands."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        by_key: dict[str, list[Surface]] = {}
        for surface in surfaces:
            by_key.setdefault(fold(surface.text), []).append(surface)
        self._surfaces = list(by_key.values())
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)  # the library has no types
        for number, key in enumerate(by_key):
            self._automaton.add_word(key, number)
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Find the hits in the order of the text, none overlapping."""
        if not self._surfaces:
            return []
        hits = sorted(self._candidates(text), key=lambda hit: (hit.start - hit.end, hit.start))
        taken = bytearray(len(text))
        kept = []
        for hit in hits:
            if taken.find(1, hit.start, hit.end) < 0:
                taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def _candidates(self, text: str) -> Iterator[Hit]:
        folded = fold(text)
        written = text.translate(FOLDS)
        for last, number in self._automaton.iter(folded):
            surfaces = self._surfaces[number]
            end = last + 1
            start = end - len(surfaces[0].text)
            if not bordered(folded, start, end):
                continue
            meanings = tuple(m for s in surfaces if _spelt(written, start, end, s) for m in s.meanings)
            if meanings:
                yield Hit(start, end, meanings)


def fold(text: str) -> str:
    """Give the text in lower case without typographic variants, of the same length."""
    plain = text if text.isascii() and text.isprintable() and "`" not in text else text.translate(FOLDS)
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)


def bordered(text: str, start: int, end: int) -> bool:
    """Tell whether the stretch stands alone: no letter, digit or part of a word touches it.

    A hyphen joins words (US-India), an apostrophe may follow (Russia's).

    >>> bordered("ambassador", 2, 7), bordered("us-india", 3, 8)
    (False, True)
    """
    return _open_left(text, start) and _open_right(text, end)


def _open_left(text: str, start: int) -> bool:
    if start == 0:
        return True
    before = text[start - 1]
    if _is_wordy(before) or before == "@":
        return False
    if before == "'":
        return start == 1 or not _is_wordy(text[start - 2])
    return before != "-" or _is_word_part(_run_left(text, start - 1))


def _open_right(text: str, end: int) -> bool:
    if end == len(text):
        return True
    after = text[end]
    if _is_wordy(after):
        return False
    if after == "'":
        return _run_right(text, end + 1) in CLITICS
    if after == ".":
        return not _is_web_ending(text, end)
    return after != "-" or _is_word_part(_run_right(text, end + 1))


def _is_wordy(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or (letter != "" and "\u0300" <= letter <= "\u036f")


def _is_word_part(run: str | None) -> bool:
    """Tell whether what stands on the other side of a hyphen is a word, or nothing at all (Pak- Russia)."""
    if not run:
        return True
    return len(run) > 1 and not run.isdigit() and run not in PARTICLES


def _run_left(text: str, end: int) -> str:
    start = end
    while start and (_is_wordy(text[start - 1]) or text[start - 1] == "."):
        start -= 1
    return text[start:end]


def _run_right(text: str, start: int) -> str:
    end = start
    while end < len(text) and (_is_wordy(text[end]) or text[end] == "."):
        end += 1
    return text[start:end]


def _is_web_ending(text: str, dot: int) -> bool:
    """Tell whether `.com` or such follows: an address, not a name."""
    return _run_right(text, dot + 1).split(".")[0] in {"com", "org", "net", "gov", "co", "info", "edu"}


def _spelt(text: str, start: int, end: int, surface: Surface) -> bool:
    """Tell whether the case and the neighbours fit the surface."""
    if surface.hyphen and "-" not in (text[max(0, start - 1) : start], text[end : end + 1]):
        return False
    stretch, name = text[start:end], surface.text.translate(FOLDS)
    if stretch == name:
        return name not in ENGLISH or not is_shouted(text, start, end)
    if name.isupper():
        return False
    if stretch == name.upper():
        return len(name) >= SHORT or is_shouted(text, start, end)
    return _titled(stretch, name)


def _titled(stretch: str, name: str) -> bool:
    """Tell whether the words differ only by more initial capitals, as in a headline."""
    pairs = zip(stretch.split(" "), name.split(" "), strict=True)
    return " " in name and all(word in (known, known[:1].upper() + known[1:]) for word, known in pairs)


def is_shouted(text: str, start: int, end: int) -> bool:
    """Tell whether the words around are all in capitals."""
    around = text[max(0, start - 40) : start] + text[end : end + 40]
    letters = sum(map(str.isalpha, around))
    return letters > 3 and sum(map(str.islower, around)) * 10 <= letters
