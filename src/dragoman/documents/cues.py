"""The words and signs that tell menus, mastheads, bylines, captions, teasers and comments from an article's prose."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.documents.ordinary import is_reporting
from dragoman.model import RegionKind

_KEPT = 4096
"""Answers kept: the rules and the model ask the same of a line."""
_WITHIN_NAMES = frozenset(("firm", "word"))
"""Sorts whose patterns may stand anywhere in a name of several words (`story-share-box`)."""


class Cue(NamedTuple):
    """A row of the table."""

    pattern: re.Pattern[str]
    kind: RegionKind
    prose: bool
    """Whether it counts for a full sentence of a report too; most cues hold words that reports use as well."""


@cache
def load_cues(where: str) -> tuple[Cue, ...]:
    """Read the cues of one sort (see `cues.csv`).

    tag, class, firm, word: of an element. opens, inline, line, bio, role: of a line. tail: of a line
    after the article.
    """
    text = files("dragoman.documents").joinpath("cues.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Cue(re.compile(_pattern(where, row["pattern"]), re.IGNORECASE), RegionKind(row["kind"]), row["prose"] == "yes")
        for row in rows
        if row["where"] == where
    )


def _pattern(where: str, pattern: str) -> str:
    return rf"(?:.*-)?(?:{pattern})(?:-.*)?" if where in _WITHIN_NAMES else pattern


@lru_cache(maxsize=_KEPT)
def match_cue(where: str, text: str, line: str | None = None) -> RegionKind | None:
    """Give the kind of the first cue that fits the whole text, or part of a line whose whole is given.

    >>> match_cue("line", "Issue 12, May 2013"), match_cue("line", "Number 10 said Britain had expelled 23 diplomats.")
    (<RegionKind.MASTHEAD: 'masthead'>, None)
    """
    for pattern, kind, prose in load_cues(where):
        if pattern.fullmatch(text) and (prose or not is_reporting(line or text)):
            return kind
    return None


def has_role(text: str) -> bool:
    """Whether a line names somebody's work, as bylines do."""
    return bool(_roles().search(text.lower()))


@cache
def _roles() -> re.Pattern[str]:
    # in small letters throughout, which is quicker than to ignore the case
    return re.compile("|".join(f"(?:{cue.pattern.pattern})" for cue in load_cues("role")))
