"""The words and signs that tell menus, mastheads, bylines, captions, teasers and comments from an article's prose."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from dragoman.model import RegionKind

Cue: TypeAlias = tuple[re.Pattern[str], RegionKind]


@cache
def load_cues(where: str) -> tuple[Cue, ...]:
    """Read the cues of one sort: tag, class, opens, line, bio or role (see `cues.csv`)."""
    text = files("dragoman.documents").joinpath("cues.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), RegionKind(row["kind"])) for row in rows if row["where"] == where
    )


def match_cue(where: str, text: str) -> RegionKind | None:
    """Give the kind of the first cue that fits the whole text."""
    return next((kind for pattern, kind in load_cues(where) if pattern.fullmatch(text)), None)


def has_role(text: str) -> bool:
    """Whether a line names somebody's work, as bylines do."""
    return any(pattern.search(text) for pattern, _ in load_cues("role"))
