"""Damages clean prose as scraping does, one kind at a time, and knows what each place should read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

_APART = 90
"""Characters between two damaged places, so that one does not disturb the other."""
_AROUND = 12
"""Characters on each side of a place that must be right too."""
_WORD = r"[^\W\d_]"


@dataclass(frozen=True)
class Kind:
    """A kind of damage: where it may strike, and what becomes of the words there."""

    name: str
    pattern: re.Pattern[str]
    damage: Callable[[re.Match[str], Random], str]


@dataclass(frozen=True)
class Damaged:
    """A text with places that were damaged."""

    text: str
    expected: tuple[str, ...]
    """What must stand in the repaired text: each place with a little around it."""


def damage(text: str, kind: Kind, random: Random) -> Damaged:
    """Damage some places of a text, far from each other."""
    pieces, expected, done = [], [], 0
    for match in _chosen(text, kind.pattern, random):
        pieces += [text[done : match.start()], kind.damage(match, random)]
        around = text[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
        expected.append(around.strip())
        done = match.end()
    return Damaged("".join([*pieces, text[done:]]), tuple(expected))


def _chosen(text: str, pattern: re.Pattern[str], random: Random) -> Iterator[re.Match[str]]:
    place = 0
    while match := pattern.search(text, place + random.randrange(_APART)):
        yield match
        place = match.end() + _APART


def _glue(match: re.Match[str], _: Random) -> str:
    return match.group().replace(" ", "")


def _break(match: re.Match[str], random: Random) -> str:
    word = match.group()
    place = random.randrange(3, len(word) - 2)
    return f"{word[:place]}-\n{word[place:]}"


def _at_hyphen(match: re.Match[str], _: Random) -> str:
    return match.group().replace("-", "-\n", 1)


def _scramble(sign: str, rounds: int = 1) -> str:
    for _ in range(rounds):
        sign = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in sign.encode())
    return sign


def _apostrophe(match: re.Match[str], random: Random) -> str:
    lost = ("?", "\ufffd", "\x92", _scramble("’"), _scramble("’", 2), "&amp;#8217;", "&amp;rsquo;")
    return match.group().replace("'", random.choice(lost))


def _quoted(match: re.Match[str], random: Random) -> str:
    signs = (
        ('""', '""'),
        ("``", "''"),
        ("\x93", "\x94"),
        ("\ufffd", "\ufffd"),
        (_scramble("“"), _scramble("”")),
        ("&amp;quot;", "&amp;quot;"),
        ("«", "»"),
    )
    opening, closing = random.choice(signs)
    return f"{opening}{match.group()[1:-1]}{closing}"


def _unseen(match: re.Match[str], random: Random) -> str:
    word = match.group()
    place = random.randrange(1, len(word))
    return word[:place] + random.choice("\u00ad\u200b\ufeff\u2060") + word[place:]


def _space(match: re.Match[str], random: Random) -> str:
    return match.group().replace(" ", random.choice(("\xa0", "\u202f", "&nbsp;", " \n ", "Â\xa0", "  ")))


KINDS = (
    Kind("glued words", re.compile(rf"(?<=\s){_WORD}{{2,}} {_WORD}{{2,}}(?=[ ,.])"), _glue),
    Kind("glued after a sentence", re.compile(r"\b[a-z]{2,}\. [A-Z][a-z]+\b"), _glue),
    Kind("glued after a comma", re.compile(rf"\b{_WORD}{{2,}}, {_WORD}{{2,}}\b"), _glue),
    Kind("broken at a line end", re.compile(r"(?<= )[A-Za-z]{7,}(?=[ ,.])"), _break),
    Kind("hyphen at a line end", re.compile(r"(?<= )[A-Za-z]{3,}-[a-z]{3,}(?=[ ,.])"), _at_hyphen),
    Kind("apostrophes", re.compile(r"[a-z]{2,}'(?:s|t|re|ve|ll)\b"), _apostrophe),
    Kind("quotation marks", re.compile(r'(?<=[\s(])"[A-Za-z][^"\n]{3,120}[\w.,!?]"(?=[\s.,;)])'), _quoted),
    Kind("unseen signs", re.compile(rf"\b{_WORD}{{4,}}\b"), _unseen),
    Kind("odd spaces", re.compile(rf"{_WORD}{{2,}} {_WORD}{{2,}}"), _space),
    Kind("spaces before signs", re.compile(rf"{_WORD}{{2,}}(?=[,;.] )"), lambda match, _: f"{match.group()} "),
)
"""What happens to texts on the way from a page to a file."""
