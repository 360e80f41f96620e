"""From clean text to raw text and back, through a list of segments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from dragoman.model import Segment

_TEXT_START, _TEXT_END = attrgetter("text_start"), attrgetter("text_end")
_RAW_START = attrgetter("raw_start")


class RawSpan(NamedTuple):
    """A stretch of raw text."""

    start: int
    end: int


class TextSpan(NamedTuple):
    """A stretch of clean text."""

    start: int
    end: int


def to_raw(alignment: Sequence[Segment], start: int, end: int) -> RawSpan:
    """Find the raw stretch that `text[start:end]` came from.

    A segment of equal length maps character by character, any other as a whole. Characters that no segment holds (the
    lines put between two paragraphs) belong to no raw text: the stretch is that of the characters around them that do.
    An empty stretch, or one of such characters only, gives an empty raw stretch at the next raw place.

    >>> to_raw([Segment(0, 2, 10, 12), Segment(2, 3, 12, 17)], 1, 3)
    RawSpan(start=11, end=17)
    """
    touched = _touched(alignment, start, end)
    if not touched:
        place = _raw_place(alignment, start)
        return RawSpan(place, place)
    return RawSpan(_clip(touched[0], start, end).raw_start, _clip(touched[-1], start, end).raw_end)


def to_text(alignment: Sequence[Segment], start: int, end: int) -> TextSpan | None:
    """Find the clean stretch that came from `raw[start:end]`, or None where none of it was kept.

    >>> to_text([Segment(0, 2, 10, 12), Segment(2, 3, 12, 17)], 11, 13)
    TextSpan(start=1, end=3)
    """
    first = max(bisect_right(alignment, start, key=_RAW_START) - 1, 0)
    last = bisect_left(alignment, end, key=_RAW_START)
    flipped = [Segment(s.raw_start, s.raw_end, s.text_start, s.text_end) for s in alignment[first:last]]
    touched = _touched(flipped, start, end)
    if not touched:
        return None
    return TextSpan(_clip(touched[0], start, end).raw_start, _clip(touched[-1], start, end).raw_end)


def slice_alignment(alignment: Sequence[Segment], start: int, end: int) -> tuple[Segment, ...]:
    """Give the alignment of `text[start:end]`, counted from 0.

    >>> slice_alignment([Segment(0, 5, 10, 15)], 1, 3)
    (Segment(text_start=0, text_end=2, raw_start=11, raw_end=13),)
    """
    clipped = (_clip(segment, start, end) for segment in _touched(alignment, start, end))
    return tuple(Segment(s.text_start - start, s.text_end - start, s.raw_start, s.raw_end) for s in clipped)


def _touched(alignment: Sequence[Segment], start: int, end: int) -> Sequence[Segment]:
    """Pick the segments that share a character with the stretch."""
    first = max(bisect_right(alignment, start, key=_TEXT_START) - 1, 0)
    last = bisect_left(alignment, end, key=_TEXT_START)
    return [s for s in alignment[first:last] if s.text_end > start and s.text_start < end and start < end]


def _clip(segment: Segment, start: int, end: int) -> Segment:
    """Cut a segment to the part within the stretch; its raw side stays whole where the lengths differ."""
    text_start, text_end = max(segment.text_start, start), min(segment.text_end, end)
    if segment.text_end - segment.text_start != segment.raw_end - segment.raw_start:
        return Segment(text_start, text_end, segment.raw_start, segment.raw_end)
    shift = segment.raw_start - segment.text_start
    return Segment(text_start, text_end, text_start + shift, text_end + shift)


def _raw_place(alignment: Sequence[Segment], start: int) -> int:
    """Say where in the raw text an empty stretch stands."""
    place = bisect_right(alignment, start, key=_TEXT_END)
    if place == len(alignment):
        return alignment[-1].raw_end if alignment else 0
    following = alignment[place]
    inside = max(start - following.text_start, 0)
    return min(following.raw_start + inside, following.raw_end)
