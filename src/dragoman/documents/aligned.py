"""Text in the making, with the raw stretch of every character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.model import Segment


def _no_places() -> array[int]:
    return array("l")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text whose character `i` came from `raw[starts[i]:ends[i]]`."""

    text: str = ""
    starts: array[int] = field(default_factory=_no_places)
    ends: array[int] = field(default_factory=_no_places)

    @property
    def raw_start(self) -> int:
        """First raw place; the text must not be empty."""
        return self.starts[0]

    @property
    def raw_end(self) -> int:
        """One past the last raw place; the text must not be empty."""
        return self.ends[-1]


def from_raw(raw: str, start: int, end: int) -> Aligned:
    """Take `raw[start:end]` as it is."""
    return Aligned(raw[start:end], array("l", range(start, end)), array("l", range(start + 1, end + 1)))


def from_one(text: str, start: int, end: int) -> Aligned:
    """Take `text` for the whole of `raw[start:end]` (a tag that stands for a space, an entity)."""
    return Aligned(text, array("l", [start] * len(text)), array("l", [end] * len(text)))


def cut(aligned: Aligned, start: int, end: int) -> Aligned:
    """Take the characters from `start` to `end`."""
    return Aligned(aligned.text[start:end], aligned.starts[start:end], aligned.ends[start:end])


def join(pieces: Iterable[Aligned]) -> Aligned:
    """Put pieces one after the other."""
    texts: list[str] = []
    starts, ends = _no_places(), _no_places()
    for piece in pieces:
        texts.append(piece.text)
        starts.extend(piece.starts)
        ends.extend(piece.ends)
    return Aligned("".join(texts), starts, ends)


def replace(aligned: Aligned, pattern: re.Pattern[str], substitute: Callable[[re.Match[str]], str | None]) -> Aligned:
    """Replace each match; the new characters come from the raw stretch of the whole match. None leaves a match."""
    pieces: list[Aligned] = []
    done = 0
    for match in pattern.finditer(aligned.text):
        new = substitute(match)
        if new is None or match.end() == match.start():
            continue
        raw_start, raw_end = aligned.starts[match.start()], aligned.ends[match.end() - 1]
        pieces += [cut(aligned, done, match.start()), from_one(new, raw_start, raw_end)]
        done = match.end()
    return join([*pieces, cut(aligned, done, len(aligned.text))]) if pieces else aligned


class Edit(NamedTuple):
    """A stretch of text to be replaced; an empty one to be filled."""

    start: int
    end: int
    new: str


def edit(aligned: Aligned, edits: Iterable[Edit]) -> Aligned:
    """Carry out edits that do not overlap; what fills an empty stretch comes from no raw text."""
    pieces: list[Aligned] = []
    done = 0
    for start, end, new in sorted(edits):
        if start < done:
            continue
        first = aligned.starts[start] if start < end else aligned.ends[start - 1]
        last = aligned.ends[end - 1] if start < end else first
        pieces += [cut(aligned, done, start), from_one(new, first, last)]
        done = end
    return join([*pieces, cut(aligned, done, len(aligned.text))]) if pieces else aligned


def translate(aligned: Aligned, table: dict[int, str]) -> Aligned:
    """Replace single characters by single characters."""
    return Aligned(aligned.text.translate(table), aligned.starts, aligned.ends)


def strip(aligned: Aligned) -> Aligned:
    """Drop white space at both ends."""
    text = aligned.text
    start = len(text) - len(text.lstrip())
    return cut(aligned, start, max(len(text.rstrip()), start))


def to_segments(aligned: Aligned, shift: int = 0) -> list[Segment]:
    """Give the alignment as segments, for a text that begins at `shift`; characters put in have none."""
    if _is_unchanged(aligned):
        return [Segment(shift, shift + len(aligned.text), aligned.raw_start, aligned.raw_end)]
    segments: list[Segment] = []
    places = list(zip(aligned.starts, aligned.ends, strict=True))
    begin = 0
    for i in range(1, len(places) + 1):
        if i < len(places) and _same_run(places, begin, i):
            continue
        start, end = places[begin][0], places[i - 1][1]
        if start < end:
            _append(segments, Segment(begin + shift, i + shift, start, end))
        begin = i
    return segments


def _append(segments: list[Segment], segment: Segment) -> None:
    """Add a segment; one that shares raw text with the last, part of which was changed again, becomes one with it."""
    last = segments[-1] if segments else None
    if last is None or segment.raw_start >= last.raw_end:
        segments.append(segment)
        return
    raw_end = max(last.raw_end, segment.raw_end)
    segments[-1] = Segment(last.text_start, segment.text_end, last.raw_start, raw_end)


def _is_unchanged(aligned: Aligned) -> bool:
    """Whether the text is one raw stretch, character by character; quick, and true of most paragraphs."""
    if not aligned.text or aligned.raw_end - aligned.raw_start != len(aligned.text):
        return False
    first, last = aligned.raw_start, aligned.raw_end
    unchanged = aligned.starts == array("l", range(first, last))
    return unchanged and aligned.ends == array("l", range(first + 1, last + 1))


def _same_run(places: list[tuple[int, int]], begin: int, i: int) -> bool:
    """Whether character `i` goes on with the run: one raw character each, or all from one raw stretch."""
    before, here = places[i - 1], places[i]
    if here == before:
        return places[begin] == here
    shared = (i > 1 and places[i - 2] == before) or (i + 1 < len(places) and places[i + 1] == here)
    return not shared and before[1] - before[0] == 1 == here[1] - here[0] and here[0] == before[1]
