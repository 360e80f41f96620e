"""Which words of a document were repaired, for a display: read from its alignment alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from dragoman.alignment import to_raw
from dragoman.model import Document, Segment

_STYLE = frozenset("‘’‚‛ʼ′´“”„‟″«»‐‑−‒―")
_TAG_OR_ENTITY = re.compile(r"<[^<>]*>|&(?!amp;)[#\w]+;|&amp;(?![#\w]+;)|[*_`\[\]]+|\s+")


class RepairKind(StrEnum):
    """What was done."""

    SPLIT = "split"
    """A space was put between two words."""
    HYPHEN = "hyphen"
    """A word broken at a line end was joined."""
    CHARACTER = "character"
    """A wrong character, entity or unseen sign was replaced or dropped."""
    MARK = "mark"
    """A quotation mark or apostrophe was given back."""
    STYLE = "style"
    """White space or the style of quotation marks and dashes was made one; listed only when asked for."""


class Repair(NamedTuple):
    """Words that were repaired."""

    start: int
    """First code point in the raw text."""
    end: int
    raw: str
    """The words as they came."""
    text: str
    """The words as they are read."""
    kind: RepairKind


class _Change(NamedTuple):
    start: int
    """First code point in the clean text; the end may be the same."""
    end: int
    kind: RepairKind


def find_repairs(document: Document, *, style: bool = False) -> list[Repair]:
    """List the repaired words of a document in the order of its text.

    Changes of white space and of the style of quotation marks are left out unless `style` asks for them; dropped tags
    are no repairs. Words repaired in two places are listed once.
    """
    found: list[Repair] = []
    for change in _changes(document):
        if change.kind is RepairKind.STYLE and not style:
            continue
        repair = _repair(document, change)
        if not found or found[-1].end <= repair.start:
            found.append(repair)
    return found


def _changes(document: Document) -> Iterator[_Change]:
    before: Segment | None = None
    for segment in document.alignment:
        if before is not None:
            yield from _between(document, before, segment)
        yield from _within(document, segment)
        before = segment


def _within(document: Document, segment: Segment) -> Iterator[_Change]:
    text = document.text[segment.text_start : segment.text_end]
    raw = document.raw[segment.raw_start : segment.raw_end]
    if text == raw:
        return
    if len(text) != len(raw):
        kind = RepairKind.STYLE if not _TAG_OR_ENTITY.sub("", raw) else _kind_of(text)
        yield _Change(segment.text_start, segment.text_end, kind)
        return
    for i, (new, old) in enumerate(zip(text, raw, strict=True), segment.text_start):
        if new != old:
            yield _Change(i, i + 1, RepairKind.STYLE if old in _STYLE or old.isspace() else _kind_of(new))


def _kind_of(new: str) -> RepairKind:
    return RepairKind.MARK if new in {'"', "'"} else RepairKind.CHARACTER


def _between(document: Document, one: Segment, other: Segment) -> Iterator[_Change]:
    """Tell what was put in or dropped between two segments of a paragraph."""
    new = document.text[one.text_end : other.text_start]
    old = document.raw[one.raw_end : other.raw_start]
    if "\n" in new or (not new and not old):
        return
    place = one.text_end, other.text_start
    if new == " " and not old:
        yield _Change(*place, RepairKind.SPLIT)
    elif (not new and old.strip() == "-") or (not new and old.isspace() and document.text[one.text_end - 1] == "-"):
        yield _Change(*place, RepairKind.HYPHEN)
    elif not _TAG_OR_ENTITY.sub("", old):
        yield _Change(*place, RepairKind.STYLE)
    elif not any(letter.isalnum() for letter in old):
        yield _Change(*place, RepairKind.CHARACTER)


def _repair(document: Document, change: _Change) -> Repair:
    """Widen a change to the words that it stands in."""
    text = document.text
    start, end = change.start, change.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    raw_start, raw_end = to_raw(document.alignment, start, end)
    return Repair(raw_start, raw_end, document.raw[raw_start:raw_end], text[start:end], change.kind)
