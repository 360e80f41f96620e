"""What a robots.txt file says, read as RFC 9309 does.

Python's own `urllib.robotparser` is not used. The one of Python 3.11 takes the first rule that fits, where the
standard says the longest; it reads `*` and `$` as plain letters, so that `Disallow: /*` or `Disallow: /*.pdf$` would
bar nothing; and it finds a name inside another, so that rules for a crawler named `go` would be taken as ours. All
three lead to pages that a site asked not to have fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

_TOKEN = re.compile(r"[a-z_-]+|\*")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ASCII = "".join(map(chr, range(33, 127)))
_DELAY = re.compile(r"\d{1,6}(?:\.\d{1,6})?")


@dataclass(frozen=True)
class Rules:
    """What one crawler may fetch from one site."""

    paths: tuple[tuple[str, bool], ...] = ()
    """Patterns of paths, and whether they are allowed."""
    delay: float = 0.0
    """Seconds between two requests (`Crawl-delay`, which is not in the standard)."""

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be fetched: the longest pattern that fits decides, then the kinder one.

        >>> Rules((("/", False), ("/news/", True))).allow("/news/today")
        True
        """
        path = _normal(path)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.paths if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def read_rules(text: str, agent: str) -> Rules:
    """Take from a robots.txt file what concerns a crawler: the groups that name it, else those for all."""
    named, general = _Group(), _Group()
    agents: set[str] = set()
    open_head = False
    for key, value in _lines(text):
        if key == "user-agent":
            agents = (agents if open_head else set()) | {_token(value)}
            open_head = True
        elif key in {"allow", "disallow", "crawl-delay"}:
            open_head = False
            for group, name in ((named, agent.lower()), (general, "*")):
                group.take(key, value, here=name in agents)
    return (named if named.found or _names(text, agent) else general).rules()


class _Group:
    """The rules for one crawler, gathered from all groups that name it."""

    def __init__(self) -> None:
        self.found = False
        self._paths: list[tuple[str, bool]] = []
        self._delay = 0.0

    def take(self, key: str, value: str, *, here: bool) -> None:
        if not here:
            return
        self.found = True
        if key == "crawl-delay":
            self._delay = float(value) if _DELAY.fullmatch(value) else self._delay
        elif value:
            self._paths.append((_normal(value), key == "allow"))

    def rules(self) -> Rules:
        return Rules(tuple(self._paths), self._delay)


def _names(text: str, agent: str) -> bool:
    """Whether a group names the crawler, be it without a rule: then all is allowed to it."""
    return any(key == "user-agent" and _token(value) == agent.lower() for key, value in _lines(text))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"[\r\n]+", text.removeprefix("\ufeff")):
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _token(value: str) -> str:
    """Give the name of a crawler, without a version."""
    found = _TOKEN.match(value.lower())
    return found.group() if found else ""


def _normal(path: str) -> str:
    """Write a path so that two ways of writing it compare as one (RFC 9309, 2.2.2)."""
    return _ESCAPE.sub(_unescaped, quote(path, safe=_ASCII))


def _unescaped(found: re.Match[str]) -> str:
    letter = chr(int(found.group(1), 16))
    return letter if letter in _UNRESERVED else found.group().upper()


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits a path from its beginning; `*` is any text, `$` at the end is the end.

    Each piece is sought once, after the one before it: no pattern takes long.
    """
    to_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = others.pop() if others and to_end else None
    for piece in others:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    if last is not None:
        return len(path) - place >= len(last) and path.endswith(last)
    return not to_end or place == len(path)
