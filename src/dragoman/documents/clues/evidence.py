"""All that bears on the date of a document, before anything is made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.documents.aligned import Aligned
from dragoman.model import RegionKind, Segment, When


@dataclass(frozen=True, slots=True)
class Line:
    """A line around the article."""

    kind: RegionKind
    text: str
    clean: Aligned | None = None
    """The text with its places in the raw text, where they are known."""
    head: bool = False
    """Whether it stands before the article."""
    foot: bool = False
    """Whether it stands at the end of the article or right below it."""
    above: bool = False
    """Whether it stands above the headline, where a page also shows the day of its showing."""

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the line stands in the raw text."""
        if self.clean is None or not 0 <= start < end <= len(self.clean.text):
            return None
        return (self.clean.starts[start], self.clean.ends[end - 1])


@dataclass(frozen=True)
class Evidence:
    """All that bears on the date of a document."""

    stated: tuple[When, ...] = ()
    """What its metadata and its address state, the best first."""
    lines: tuple[Line, ...] = ()
    """Lines around the article: byline, dateline, masthead, caption, comment, law."""
    body: str = ""
    alignment: tuple[Segment, ...] = ()
    """From the body to the raw text."""
    file_name: str = ""
    retrieved: date | None = None
    modified: tuple[When, ...] = ()
    """When the page or file was changed, as machines tell: it was not published later."""
    shown: tuple[When, ...] = ()
    """Times that a page shows without saying what they are of."""
    guessed: tuple[When, ...] = ()
    """What a machine thinks it found in the page."""
    url: str | None = None
    elsewhere: frozenset[date] = frozenset()
    """Days that teasers and comments tell: a machine that finds one of them has found another article's."""

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the body stands in the raw text."""
        return raw_place(self.alignment, start, end)


def raw_place(segments: Sequence[Segment], start: int, end: int) -> tuple[int, int] | None:
    """Lead a stretch of clean text back to the raw text; None where no part of it came from there."""
    if not segments or start >= end:
        return None
    first = _raw(segments, start)
    last = _raw(segments, end - 1)
    return (first[0], last[1]) if first and last else None


def _raw(segments: Sequence[Segment], at: int) -> tuple[int, int] | None:
    """Give the raw stretch of one character; that of the segment before where it is a joint between two."""
    number = bisect_right(segments, at, key=lambda segment: segment.text_start) - 1
    if number < 0:
        return None
    segment = segments[number]
    if segment.text_end - segment.text_start != segment.raw_end - segment.raw_start:
        return (segment.raw_start, segment.raw_end)
    raw = min(segment.raw_start + at - segment.text_start, segment.raw_end - 1)
    return (raw, raw + 1)
