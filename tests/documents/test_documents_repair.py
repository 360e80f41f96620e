"""What scraping broke is repaired where there is no doubt, and left alone elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from benchmarks.quality.labels import read_texts
from benchmarks.quality.repair import cleaned, repaired, score_repair, splits_in
from documents_world import rows_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.alignment import to_raw, to_text
from dragoman.documents.aligned import Aligned, from_raw, to_segments
from dragoman.documents.cleaning import clean
from dragoman.documents.repair import RepairKind, find_repairs, repair_pieces
from dragoman.model import Segment

ESCAPE = re.compile(r"\\(?:n|x[0-9a-f]{2}|u[0-9a-f]{4})")
BROKEN = st.lists(
    st.sampled_from(
        [
            *"""of Afghanistan ofAfghanistan said saidPutin talks.The Moscow,Delhi it?s " "" `` '' ' â€™ Ã © € Â & &amp;
            &amp;quot; &#8217; - govern- ment led ( ) , . . ... 2014 2014The in2014 ﬁ ## <b> Русь 中国""".split(),
            *(
                "don\ufffdt",
                "\xa0",
                "\xad",
                "\u200b",
                "\x92",
                "\x93",
                "e\u0301",
                " ",
                " ",
                " ",
                "\n",
                "- \n",
                "\t",
                "\n\n",
            ),
        ]
    ),
    max_size=30,
).map("".join)
RAW = BROKEN | st.text(max_size=60)


def with_signs(text: str) -> str:
    return ESCAPE.sub(lambda found: found.group().encode().decode("unicode_escape"), text)


def repaired_line(raw: str) -> Aligned:
    return repair_pieces([clean(from_raw(raw, 0, len(raw)))], raw)[0]


@pytest.mark.parametrize("row", rows_of("repair.csv"), ids=lambda row: row["why"])
def test_damage_is_undone(row):
    assert repaired_line(with_signs(row["raw"])).text == with_signs(row["clean"])


@pytest.mark.parametrize("row", rows_of("repair_left_alone.csv"), ids=lambda row: row["why"])
def test_what_is_not_sure_stays(row):
    text = row["text"]
    assert repaired_line(text).text == clean(from_raw(text, 0, len(text))).text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Zarbanov met Ivan. They spoke of Zarbanov.", "They spoke ofZarbanov."),
        ("An air-strike hit the depot.", "The air-\nstrike went wrong."),
        ("The airstrike hit the depot.", "The air-\nstrike went wrong."),
    ],
)
def test_the_document_itself_tells_which_words_there_are(text, kept):
    raw = f"{text}\n\n{kept}"
    pieces = [clean(from_raw(raw, 0, len(text))), clean(from_raw(raw, len(text) + 2, len(raw)))]
    after = repair_pieces(pieces, raw)[1].text
    assert after in {"They spoke of Zarbanov.", f"The {text.split()[1]} went wrong."}


def test_a_run_that_a_document_uses_often_is_a_word_of_its_own():
    once, often = "The TurkeyMonitor wrote.", "The TurkeyMonitor wrote. TurkeyMonitor, as it calls itself, is new."
    assert repaired_line(often).text == often
    assert repaired_line(once.replace("Monitor", "President")).text == "The Turkey President wrote."


@given(raw=RAW)
@example("ﬁ&amp;quot;Â\xa0Ã©")
def test_cleaning_twice_changes_nothing(raw):
    once = clean(from_raw(raw, 0, len(raw)))
    again = clean(from_raw(once.text, 0, len(once.text)))
    assert again.text == once.text


@given(raw=RAW)
def test_repairing_twice_changes_nothing(raw):
    once = repaired_line(raw)
    assert repaired_line(once.text).text == once.text


@given(raw=RAW)
def test_every_character_came_from_its_place(raw):
    piece = repaired_line(raw)
    assert len(piece.text) == len(piece.starts) == len(piece.ends)
    assert all(0 <= start <= end <= len(raw) for start, end in zip(piece.starts, piece.ends, strict=True))
    assert all(one <= other for places in (piece.starts, piece.ends) for one, other in pairwise(places))
    assert all(raw[s:e] for s, e, sign in zip(piece.starts, piece.ends, piece.text, strict=True) if sign != " ")


@given(raw=RAW)
def test_segments_do_not_overlap(raw):
    segments = to_segments(repaired_line(raw))
    assert all(s.text_start < s.text_end and s.raw_start < s.raw_end for s in segments)
    for one, other in pairwise(segments):
        assert one.text_end <= other.text_start
        assert one.raw_end <= other.raw_start


@settings(max_examples=200)
@given(raw=RAW, data=st.data())
def test_any_span_goes_there_and_back(raw, data):
    piece = repaired_line(raw)
    segments = to_segments(piece)
    start = data.draw(st.integers(0, len(piece.text)))
    end = data.draw(st.integers(start, len(piece.text)))
    held = [i for i in range(start, end) if piece.starts[i] < piece.ends[i]]
    there = to_raw(segments, start, end)
    assert there.start <= there.end
    back = to_text(segments, there.start, there.end) if held else None
    if back is None:
        assert not held
        return
    assert back.start <= held[0]
    assert held[-1] < back.end
    if all(_is_even(segment) for segment in segments):
        assert (back.start, back.end) == (held[0], held[-1] + 1)


@given(raw=RAW, data=st.data())
def test_any_raw_span_goes_there_and_back(raw, data):
    segments = to_segments(repaired_line(raw))
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    there = to_text(segments, start, end)
    kept = [i for i in range(start, end) if any(s.raw_start <= i < s.raw_end for s in segments)]
    if there is None:
        assert not kept
        return
    back = to_raw(segments, there.start, there.end)
    assert back.start <= kept[0]
    assert kept[-1] < back.end


def _is_even(segment: Segment) -> bool:
    return segment.text_end - segment.text_start == segment.raw_end - segment.raw_start


def test_clean_prose_is_not_split():
    texts = [item.text for item in read_texts("dev")]
    assert sum(len(text.split()) for text in texts) > 15_000
    assert list(splits_in(texts, repaired)) == []
    changed = [(cleaned(text), repaired(text)) for text in texts if cleaned(text) != repaired(text)]
    assert changed == []


def test_most_damage_is_undone():
    scores = score_repair([item.text for item in read_texts("dev")][:120])
    assert scores["all places"] > 0.95
    assert scores["glued words"] > 0.85


ARTICLE = """Ministers ofAfghanistan and Pakistan met in Kabul on Monday, and both
sides said that the border would open again within a week, although
traders on the road doubted it and kept their lorries at home all day.

It?s too early to say whether the govern-
ment will keep its word, said a trader in Torkham, whose lorries have
stood there since the spring of the year and whose drivers went home.
"""


def test_repairs_are_listed_with_the_raw_words(read):
    (document,), _ = read(ARTICLE)
    found = {repair.text: repair for repair in find_repairs(document)}
    assert found["of Afghanistan"].kind is RepairKind.SPLIT
    assert found["It's"].kind is RepairKind.MARK
    assert found["government"].kind is RepairKind.HYPHEN
    assert len(found) == 3
    assert all(document.raw[item.start : item.end] == item.raw for item in found.values())


def test_style_is_listed_only_when_asked_for(read):
    (document,), _ = read(ARTICLE.replace("It?s", "It’s").replace("ofAfghanistan", "of  Afghanistan"))
    assert [repair.kind for repair in find_repairs(document)] == [RepairKind.HYPHEN]
    kinds = [repair.kind for repair in find_repairs(document, style=True)]
    assert kinds.count(RepairKind.STYLE) >= 2


@pytest.mark.parametrize("tag", ["b", "a", "span"])
def test_words_glued_at_tags_are_parted(read, tag):
    page = (
        f"<html><body><article><h1>Border talks</h1><p>The ministers spoke of<{tag}>Afghanistan</{tag}>and of trade "
        "for three hours, and both sides said that the border would open again.</p></article></body></html>"
    )
    (document,), _ = read(page, "a.html")
    assert "of Afghanistan and of trade" in document.text
    start = document.text.index("Afghanistan")
    raw = to_raw(document.alignment, start, start + len("Afghanistan"))
    assert document.raw[raw.start : raw.end] == "Afghanistan"


def test_other_languages_are_not_taken_for_glued_english():
    french = "Les partis de tous les pays se sont mis d'accord sur un texte que la France et l'Italie ont lu avant. "
    text = (french * 3).strip()
    assert repaired_line(text).text == text
