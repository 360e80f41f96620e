"""The benchmark of reading: its figures are right on pages made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from benchmarks.quality import __main__ as quality
from benchmarks.quality.reading.body import count_characters, count_words, score_body
from benchmarks.quality.reading.families import (
    alike_texts,
    overlap,
    read_families,
    same_sentences,
    same_texts,
    tally_sets,
)
from benchmarks.quality.reading.fields import date_held, date_right, score_names, score_regions, wrong_names
from benchmarks.quality.reading.measures import Row, Tally
from benchmarks.quality.reading.reading import ReadPage
from benchmarks.quality.reading.repairs import changes, put_right, score_repairs, splits
from benchmarks.quality.reading.report import print_rows, show_faults
from benchmarks.quality.reading.source import PARTS

from dragoman.model import Region, RegionKind, Segment
from dragoman.world import load_world
from reading_cases import RIGHT, START, WEB, figures, page, perfect

# ---------------------------------------------------------------- figures


def test_a_perfect_reader_scores_one_in_everything():
    read = [perfect(page()), perfect(page(shape=WEB))]
    found = figures([*score_body(read), *score_names(read), *score_regions(read), *score_repairs(read, load_world())])
    assert {name: value for name, value in found.items() if value != 1} == {"wrong changes": 0, "false splits": 0}


def test_a_page_that_was_not_read_scores_nought():
    read = [ReadPage(page(), None, ("no-body",))]
    found = figures([*score_body(read), *score_names(read), *score_regions(read)])
    assert set(found.values()) == {0.0}


def test_noise_kept_costs_precision_and_text_lost_costs_recall():
    made = page()
    whole = perfect(made, text=made.raw, alignment=(Segment(0, len(made.raw), 0, len(made.raw)),))
    half = perfect(made, text=made.raw[START:20], alignment=(Segment(0, 20 - START, START, 20),))
    assert count_characters(whole).recall == count_characters(half).precision == 1
    assert count_characters(whole).precision < 1
    assert count_characters(half).recall < 0.2


def test_words_are_counted_where_they_stand():
    made = page(("nav", "Peru"), ("headline", "Arica"), ("body", "Chile met Peru."))
    assert count_words(made, "Chile met Peru.") == Tally(4, 4, 4)
    assert count_words(made, "Arica Chile met Peru.") == Tally(4, 4, 4)
    assert count_words(made, "Peru Arica Chile met Peru.") == Tally(4, 5, 4)
    assert count_words(made, "") == Tally(0, 0, 4)


def test_marks_of_another_kind_are_the_same_words():
    made = page(("body", "“Peru’s” – he said"))
    assert count_words(made, '"Peru\'s" - he said').f1 == 1


DAY = date(2001, 5, 4)


@pytest.mark.parametrize(
    ("days", "held", "right"),
    [
        ((DAY, DAY), True, True),
        ((date(2001, 5, 1), date(2001, 5, 31)), True, True),
        ((date(2001, 4, 30), date(2001, 5, 31)), True, False),
        ((date(2001, 5, 5), date(2001, 5, 31)), False, False),
        ((None, DAY), False, False),
        ((None, None), False, False),
    ],
)
def test_a_date_is_right_when_it_holds_the_day_and_is_no_wider_than_needed(days, held, right):
    made = page(needed="2001-05-01..2001-05-31")
    assert (date_held(made, days), date_right(made, days)) == (held, right)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"title": "A  Meeting in ARICA!"}, []),
        ({"title": None}, ["title"]),
        ({"outlet": "Morro"}, ["outlet"]),
        ({"authors": ()}, ["authors"]),
        ({"authors": ("Ana Rey", "Correspondent")}, ["authors"]),
        ({"language": "es"}, ["language"]),
    ],
)
def test_names_are_compared_without_case_and_marks(changed, wrong):
    assert wrong_names(perfect(page(), **changed)) == wrong


def test_other_names_that_the_page_allows_are_right():
    made = page(authors="Dr Ana Rey | Ana Rey; Luis Paz", outlet="The Morro | Morro Online")
    assert wrong_names(perfect(made, authors=("Luis Paz", "Ana Rey"), outlet="Morro Online")) == []


def test_a_kind_of_region_taken_for_another_costs_both():
    found = perfect(page())
    assert found.document is not None
    regions = tuple(
        Region(RegionKind.SHARE if region.kind is RegionKind.NAVIGATION else region.kind, region.start, region.end)
        for region in found.document.regions
    )
    wrong = figures(score_regions([perfect(found.page, regions=regions)]))
    assert (wrong["region body"], wrong["region navigation"]) == (1, 0)


def test_a_damage_is_put_right_or_not():
    made = page()
    damage = made.damages[0]
    assert put_right(perfect(made), damage)
    raw = made.raw[START:-1]
    left = perfect(made, text=raw, alignment=(Segment(0, len(raw), START, START + len(raw)),))
    assert not put_right(left, damage)
    assert list(changes(made, raw)) == []


def test_a_damage_within_a_stretch_that_was_changed_whole_is_put_right():
    made = page()
    whole = perfect(made, text=RIGHT, alignment=(Segment(0, len(RIGHT), START, len(made.raw) - 1),))
    assert put_right(whole, made.damages[0])


def test_leftovers_are_put_right_when_nothing_is_left_of_them():
    made = page(("body", "Chile {{&lt;p&gt;|}}and Peru met."))
    damage = made.damages[0]
    assert put_right(perfect(made), damage)
    assert not put_right(perfect(made, alignment=(Segment(0, 6, 0, 6), Segment(6, 9, 6, 15))), damage)


def test_sound_words_that_were_changed_are_found():
    made = page()
    assert list(changes(made, RIGHT.replace("Arica", "Ari ca"))) == [("Arica", "Ari ca")]
    assert list(splits("Oslo and Bern met", "Oslo and Ber n met")) == [("Bern", "Ber n")]
    assert list(splits("Oslo and Bern met", "Oslo and met")) == []


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(), (1, 1, 1)),
        (Tally(0, 0, 3), (0, 0, 0)),
        (Tally(0, 3, 0), (0, 0, 0)),
        (Tally(1, 2, 4), (0.5, 0.25, 1 / 3)),
    ],
)
def test_shares_of_nothing(tally, expected):
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx(expected)


def test_rows_are_printed_beside_others(capsys):
    print_rows("reading-dev", [Row("date right", 0.5, {"htmldate": 0.25})])
    assert capsys.readouterr().out.split() == ["reading-dev", "date", "right", "0.500", "htmldate", "0.250"]


def test_faults_are_listed(capsys):
    show_faults([perfect(page()), perfect(page(), title="Another"), ReadPage(page(), None, ("no-body",))])
    out = capsys.readouterr().out
    assert "made (hand): all right" in out
    assert "title  'Another', not 'A meeting in Arica'" in out
    assert "not read: no-body" in out


# ---------------------------------------------------------------- copies


@pytest.mark.parametrize("part", PARTS)
def test_families_name_texts_that_they_have(part):
    for family in read_families(part):
        days = {text.id: text.day for text in family.texts}
        assert len(family.texts) >= 2
        assert all(copy in days and days[original] <= days[copy] for copy, original in family.copies)
        assert all(days[text] > days[taken_from] for text, taken_from in family.reuses())
        assert not any("[[" in text.text or "\n=" in text.text or "=>" in text.text for text in family.texts)


def test_texts_are_put_together_from_others(tmp_path, monkeypatch):
    folder = tmp_path / "dev" / "copies"
    folder.mkdir(parents=True)
    (folder / "made.txt").write_text(
        "copies: b>a\n@@a 2001-01-01 The Morro\nOne [[1 two three]].\n\nFour.\n@@b 2001-01-02\n=a 1\n~ One => Won\n"
        "@@c 2001-01-03\nAnd [[1 two, three]].\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("benchmarks.quality.reading.families.HERE", tmp_path)
    (family,) = read_families("dev")
    assert [text.text for text in family.texts] == ["One two three.\n\nFour.", "Won two three.", "And two, three."]
    assert family.texts[0].outlet == "The Morro"
    assert family.pairs() == {frozenset({"made/a", "made/b"})}
    assert family.reuses() == {("made/c", "made/a"): (4, 14)}


def test_naive_ways_find_what_is_the_same():
    texts = {text.id: text for family in read_families("dev") for text in family.texts}
    exact = [texts["exact/a"], texts["exact/b"], texts["exact/c"]]
    assert same_texts(exact) == alike_texts(exact) == {frozenset({"exact/a", "exact/b"})}
    lifted = same_sentences([texts["lift/a"], texts["lift/b"]])
    assert set(lifted) == {("lift/b", "lift/a")}


def test_overlap_is_of_both_stretches_and_nought_when_missed():
    gold = {("b", "a"): (0, 10), ("c", "a"): (0, 10)}
    assert overlap({("b", "a"): (5, 15)}, gold) == pytest.approx(1 / 6)
    assert tally_sets({("b", "a")}, set(gold)).f1 == pytest.approx(2 / 3)


# ---------------------------------------------------------------- floors


def test_a_figure_under_its_floor_or_over_its_ceiling_is_told(tmp_path, monkeypatch, capsys):
    floors = tmp_path / "floors.json"
    floors.write_text('{"t": {"right": 0.9}, "t at most": {"wrong": 2}}', encoding="utf-8")
    monkeypatch.setattr(quality, "FLOORS", floors)
    assert quality._check_floors({"t": {"right": 0.9, "wrong": 2.0}}) == 0
    assert quality._check_floors({"t": {"right": 0.8, "wrong": 3.0}}) == 1
    out = capsys.readouterr().out
    assert "t: right is 0.800, under its floor of 0.9" in out
    assert "t: wrong is 3.000, over its ceiling of 2" in out
