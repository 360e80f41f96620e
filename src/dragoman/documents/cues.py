"""The words and signs that tell menus, mastheads, bylines, captions, teasers and comments from an article's prose."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from dragoman.model import RegionKind

Cue: TypeAlias = tuple[re.Pattern[str], RegionKind]
_WITHIN_NAMES = frozenset(("firm", "word"))
"""Sorts whose patterns may stand anywhere in a name of several words (`story-share-box`)."""


@cache
def load_cues(where: str) -> tuple[Cue, ...]:
    """Read the cues of one sort (see `cues.csv`).

    tag, class, firm, word: of an element. opens, inline, line, bio, role: of a line. tail: of a line
    after the article.
    """
    text = files("dragoman.documents").joinpath("cues.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        (re.compile(_pattern(where, row["pattern"]), re.IGNORECASE), RegionKind(row["kind"]))
        for row in rows
        if row["where"] == where
    )


def _pattern(where: str, pattern: str) -> str:
    return rf"(?:.*-)?(?:{pattern})(?:-.*)?" if where in _WITHIN_NAMES else pattern


def match_cue(where: str, text: str) -> RegionKind | None:
    """Give the kind of the first cue that fits the whole text."""
    return next((kind for pattern, kind in load_cues(where) if pattern.fullmatch(text)), None)


def has_role(text: str) -> bool:
    """Whether a line names somebody's work, as bylines do."""
    return any(pattern.search(text) for pattern, _ in load_cues("role"))
