"""Text in the making, with the raw stretch of every character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

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


def translate(aligned: Aligned, table: dict[int, str]) -> Aligned:
    """Replace single characters by single characters."""
    return Aligned(aligned.text.translate(table), aligned.starts, aligned.ends)


def strip(aligned: Aligned) -> Aligned:
    """Drop white space at both ends."""
    text = aligned.text
    start = len(text) - len(text.lstrip())
    return cut(aligned, start, max(len(text.rstrip()), start))


def to_segments(aligned: Aligned, shift: int = 0) -> list[Segment]:
    """Give the alignment as segments, for a text that begins at `shift`."""
    if _is_unchanged(aligned):
        return [Segment(shift, shift + len(aligned.text), aligned.raw_start, aligned.raw_end)]
    segments: list[Segment] = []
    text_start = 0
    starts, ends = aligned.starts, aligned.ends
    for i in range(1, len(starts) + 1):
        if i < len(starts) and _same_run(starts, ends, text_start, i):
            continue
        segments.append(Segment(text_start + shift, i + shift, starts[text_start], ends[i - 1]))
        text_start = i
    return segments


def _is_unchanged(aligned: Aligned) -> bool:
    """Whether the text is one raw stretch, character by character; quick, and true of most paragraphs."""
    if not aligned.text or aligned.raw_end - aligned.raw_start != len(aligned.text):
        return False
    first, last = aligned.raw_start, aligned.raw_end
    unchanged = aligned.starts == array("l", range(first, last))
    return unchanged and aligned.ends == array("l", range(first + 1, last + 1))


def _same_run(starts: array[int], ends: array[int], first: int, i: int) -> bool:
    """Whether character `i` goes on with the run: one raw character each, or all from one raw stretch."""
    if starts[i] == starts[i - 1]:
        return ends[i] == ends[i - 1] and starts[first] == starts[i]
    if _is_shared(starts, i) or _is_shared(starts, i - 1):
        return False
    one_each = ends[i - 1] - starts[i - 1] == 1 == ends[i] - starts[i]
    return one_each and starts[i] == ends[i - 1] and starts[i] - starts[first] == i - first


def _is_shared(starts: array[int], i: int) -> bool:
    """Whether a neighbour comes from the same raw stretch (a ligature, an entity of two letters)."""
    before = i > 0 and starts[i - 1] == starts[i]
    return before or (i + 1 < len(starts) and starts[i + 1] == starts[i])
