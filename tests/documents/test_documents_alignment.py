"""Places in the clean text lead to the raw text and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.alignment import slice_alignment, to_raw, to_text
from dragoman.model import Segment

STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 5), st.integers(1, 5), st.booleans()),
    min_size=1,
    max_size=8,
)


def segments_of(steps) -> list[Segment]:
    segments, text, raw = [], 0, 0
    for text_gap, raw_gap, length, other, changed in steps:
        text, raw = text + text_gap, raw + raw_gap
        raw_length = other if changed else length
        segments.append(Segment(text, text + length, raw, raw + raw_length))
        text, raw = text + length, raw + raw_length
    return segments


@given(steps=STEPS)
def test_every_character_goes_there_and_back(steps):
    alignment = segments_of(steps)
    for segment in alignment:
        for place in range(segment.text_start, segment.text_end):
            start, end = to_raw(alignment, place, place + 1)
            back = to_text(alignment, start, end)
            assert segment.raw_start <= start < end <= segment.raw_end
            assert back is not None
            assert back.start <= place < back.end


@given(steps=STEPS, data=st.data())
def test_a_slice_leads_to_the_same_raw_text(steps, data):
    alignment = segments_of(steps)
    length = alignment[-1].text_end
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    part = slice_alignment(alignment, start, end)
    assert all(0 <= segment.text_start < segment.text_end <= end - start for segment in part)
    if part:
        assert to_raw(part, 0, end - start) == to_raw(alignment, start, end)


def test_space_between_paragraphs_has_no_raw_text():
    alignment = [Segment(0, 3, 0, 3), Segment(5, 8, 10, 13)]
    assert to_raw(alignment, 3, 5) == (10, 10)
    assert to_raw(alignment, 2, 6) == (2, 11)
    assert to_raw([], 0, 0) == (0, 0)
    assert to_text(alignment, 3, 10) is None
