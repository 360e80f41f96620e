"""Families of articles for the tests of copies, read from a file, and other texts made for them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from dragoman.documents import Writing, find_reuses
from dragoman.model import Reuse, Segment, When

FAMILIES = Path(__file__).parent / "data" / "copy_families.txt"


def when(day: str | None) -> When:
    """A day, or nothing known."""
    return When(date.fromisoformat(day), date.fromisoformat(day)) if day else When()


def read_families() -> dict[str, Writing]:
    """The articles by `family/role`, each of an outlet of its own."""
    parts = re.split(r"^=== ", FAMILIES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = {}
    for part in parts:
        head, text = part.split("\n", 1)
        family, role, day = head.split()
        found[f"{family}/{role}"] = Writing(f"{family}/{role}", text.strip(), when(day), f"The {family} {role}")
    return found


def reuses_of(writings: list[Writing]) -> list[Reuse]:
    """The reuses, where raw and clean texts are the same."""
    whole = {writing.id: [Segment(0, len(writing.text), 0, len(writing.text))] for writing in writings}
    return find_reuses(writings, lambda ids: {each: whole[each] for each in ids})
