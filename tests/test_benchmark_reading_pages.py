"""The pages of the benchmark of reading come out as authored, and their gold is whole."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from benchmarks.quality.reading.cells import cells_of, tags_apart
from benchmarks.quality.reading.render import Page, read_pages, render, role_of
from benchmarks.quality.reading.source import (
    PARTS,
    Piece,
    Shape,
    Source,
    interval,
    read_shapes,
    read_sources,
    sections_of,
)

from dragoman.model import RegionKind
from reading_cases import HEAD, RIGHT, WEB, page

# ---------------------------------------------------------------- marks and pages


def test_a_section_ends_where_the_next_begins():
    head, sections = sections_of("title: A: B\nurl:\n\n@@nav\nHome\n\n@@body.lead\nOne.\n\nTwo.\n")
    assert head == {"title": "A: B", "url": ""}
    assert sections == [("nav", "Home"), ("body.lead", "One.\n\nTwo.")]


def test_marks_name_other_kinds_and_damages():
    cells = list(cells_of("A {{caption:b}} {{ofOslo|of Oslo}}", ("body",)))
    assert "".join(cell.raw for cell in cells) == "A b ofOslo"
    assert "".join(cell.right for cell in cells) == "A b of Oslo"
    assert [cell.kinds for cell in cells if cell.raw == "b"] == [("caption",)]
    assert [cell.right for cell in cells if cell.damaged] == ["of Oslo"]


def test_a_mark_that_is_neither_is_an_error():
    with pytest.raises(ValueError, match="neither"):
        list(cells_of("A {{what is this}}", ("body",)))


def test_tags_and_what_no_one_sees_are_markup_and_entities_are_read():
    cells = tags_apart(list(cells_of("<p>A&amp;B</p><script>x < y</script>", ("body",))))
    assert "".join(cell.right for cell in cells if cell.kinds == ("body",)) == "A&B"
    assert "".join(cell.raw for cell in cells) == "<p>A&amp;B</p><script>x < y</script>"


def test_a_plain_page_is_its_pieces():
    made = page()
    assert made.raw == "Home\nWorld\n\nChile and Peru met in Arica. They spoke ofBolivia and of the sea.\n"
    assert " ".join(made.body.split()) == RIGHT
    assert [(damage.raw, damage.right, damage.sort) for damage in made.damages] == [
        ("ofBolivia", "of Bolivia", "glued")
    ]


def test_a_shape_wraps_lines_and_paragraphs_and_fills_in_fields():
    made = page(shape=WEB)
    assert "<title>A meeting in Arica</title>" in made.raw
    assert "<li>Home</li>\n<li>World</li>" in made.raw
    seen = {
        kinds for char, kinds in zip(made.raw, made.kinds, strict=True) if char in "HomeWrld" and kinds != ("markup",)
    }
    assert seen == {("navigation",), ("body",)}


def test_a_variant_of_a_kind_may_have_a_wrapping_of_its_own():
    shape = Shape("s", {"form": "plain"}, {"nav": "[%%]", "nav.foot": "(%%)"})
    pieces = (Piece(("navigation",), "", "a"), Piece(("navigation",), "foot", "b"), Piece(("navigation",), "x", "c"))
    assert render(Source("made", "dev", HEAD, pieces), shape).raw == "[a]\n(b)\n[c]\n"


def test_glue_takes_spaces_within_a_line_and_keeps_how_it_should_be_read():
    shape = Shape("s", {"form": "plain", "gap": "blank", "steps": "glue", "every": "1"}, {})
    made = page(("body", "The envoy of Norway spoke.\n\nThen he left."), shape=shape)
    assert len(made.raw) < len("The envoy of Norway spoke.\n\nThen he left.")
    assert made.body.split() == ["The", "envoy", "of", "Norway", "spoke.", "Then", "he", "left."]
    assert {damage.sort for damage in made.damages} == {"glued"}


def test_wrapping_divides_words_and_sets_heads_on_leaves():
    shape = Shape(
        "s",
        {"form": "plain", "gap": "blank", "steps": "wrap", "width": "20", "depth": "3"},
        {"foot": "- # -", "running": "[[outlet]]"},
    )
    text = "The government remembered the negotiations of the preceding century without pleasure."
    made = page(("body", text), shape=shape)
    assert all(len(line) <= 20 for line in made.raw.splitlines())
    assert " ".join(made.body.split()) == text
    assert "- 1 -\nThe Morro\n" in made.raw
    assert {damage.sort for damage in made.damages} == {"divided"}
    assert all("-\n" in damage.raw for damage in made.damages)


def test_letters_are_misread_and_their_right_reading_is_kept():
    made = page(("body", "“Así es”, he said – twice."), shape=Shape("s", {"form": "plain", "steps": "mojibake"}, {}))
    assert made.raw.startswith("â€œAsÃ\xad es")
    assert made.body.strip() == "“Así es”, he said – twice."
    assert {damage.sort for damage in made.damages} == {"letters"}


def test_hyphens_of_divided_words_and_leftovers_count_neither_way():
    shape = Shape("s", {"form": "plain", "steps": "wrap", "width": "12", "depth": "0"}, {})
    made = page(("body", "one remembering {{&nbsp;| }}two"), shape=shape)
    roles = dict(zip(made.raw, made.roles, strict=True))
    assert "-\n" in made.raw
    assert (roles["-"], roles["&"], roles["o"]) == ("neutral", "neutral", "body")


@pytest.mark.parametrize(
    ("kinds", "role"),
    [
        (("body",), "body"),
        (("block-quote",), "body"),
        (("caption",), "noise"),
        (("legal", "related"), "noise"),
        (("headline",), "neutral"),
        (("byline", "legal"), "neutral"),
        (("body", "caption"), "neutral"),
        (("markup",), "neutral"),
    ],
)
def test_what_counts_as_body(kinds, role):
    assert role_of(kinds) == role


# ---------------------------------------------------------------- the authored pages


@pytest.fixture(scope="module")
def pages() -> dict[str, list[Page]]:
    return {part: read_pages(part) for part in PARTS}


OPTIONAL = {
    *("needed", "modified", "migrated", "retrieved", "url", "running"),
    *("section", "first", "second", "searched"),
}
"""Fields that some shapes show: a section, authors as a library writes them, a title for search machines."""


def faults(made: Page) -> list[str]:
    """What is wrong with an authored page, never by its words."""
    head, legal = made.source.head, {kind.value for kind in RegionKind}
    (first, last), (needed_first, needed_last) = made.source.published, made.source.needed
    stray = [
        char
        for char, kinds in zip(made.raw, made.kinds, strict=True)
        if kinds == ("markup",) and not char.isspace() and made.shape.form == "plain" and made.shape.name != "mail-list"
    ]
    visible = {name for kinds in made.kinds for name in kinds}
    checks = {
        "unknown field": not set(head) - {*HEAD, *OPTIONAL},
        "missing field": not {"title", "outlet", "authors", "published", "language", "dated"} - set(head),
        "unknown kind": visible <= legal,
        "body": len(made.body.split()) > 100,
        "published runs backwards": first <= last,
        "truth outside what is needed": needed_first <= first and last <= needed_last,
        "text of a plain page without a kind": not stray,
        "marks left": not re.search(r"\{\{|@@|\[\[\w+\]\]|%%", made.raw),
        "title on the page": head["title"].split(" | ")[0].split()[0].strip('"') in made.raw,
    }
    return [f"{made.source.id}: {name}" for name, right in checks.items() if not right]


@pytest.mark.parametrize("part", PARTS)
def test_every_authored_page_is_whole(part, pages):
    assert [fault for made in pages[part] for fault in faults(made)] == []


def test_there_are_pages_enough_of_shapes_enough(pages):
    shapes = {part: {made.shape.name for made in pages[part]} for part in PARTS}
    assert sum(map(len, pages.values())) >= 66
    assert len(set().union(*shapes.values())) >= 22
    assert len(shapes["unseen"] - shapes["dev"]) >= 8
    assert set(read_shapes()) == set().union(*shapes.values())


def test_no_page_stands_twice(pages):
    every = [made for part in PARTS for made in pages[part]]
    assert [name for name, count in Counter(made.source.id for made in every).items() if count > 1] == []
    pieces = (piece for made in every for piece in made.source.pieces if "duplicate" not in piece.kinds)
    paragraphs = Counter(text for piece in pieces for text in piece.paragraphs)
    assert [text[:20] for text, count in paragraphs.items() if count > 1 and len(text.split()) > 15] == []


def test_pages_are_made_the_same_again():
    one, two = ([(made.raw, made.kinds) for made in read_pages("dev")] for _ in range(2))
    assert one == two


def test_a_fault_of_a_page_is_noticed():
    assert faults(page(("body", "Too short."), needed="2001-06-01..2001-06-30")) == [
        "made: body",
        "made: truth outside what is needed",
        "made: title on the page",
    ]


def test_sources_have_the_day_and_why():
    found = read_sources("dev")[0]
    assert found.published[0] <= found.published[1]
    assert found.head["dated"]
    assert interval("2001-05-01..2001-05-31") == (date(2001, 5, 1), date(2001, 5, 31))
