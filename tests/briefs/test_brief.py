from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from small_store import HOSTILE, LONG, day, happening, mention, page, year

from dragoman.briefs import Brief, build_brief, write_brief
from dragoman.briefs.build import PLANS
from dragoman.briefs.excerpt import LONGEST, quote_of, said_text
from dragoman.briefs.material import lineage
from dragoman.briefs.page import Line
from dragoman.errors import LookupFailed
from dragoman.model import Status, When
from dragoman.store import Store, create_store
from dragoman.world import World

GOLDEN = Path(__file__).parent / "golden_brief.md"
IDS = re.compile(r"\b(?:ha|ev|re|doc)-[0-9a-f]+")


@pytest.fixture(scope="module")
def brief(store: Store, world: World) -> Brief:
    return build_brief(store, "Norway", "Iceland", world=world)


def lines_of(brief: Brief) -> list[Line]:
    return [line for section in brief.sections for group in section.groups for line in group.lines]


def test_the_page_as_markdown(brief: Brief) -> None:
    assert write_brief(brief, "markdown") == GOLDEN.read_text(encoding="utf-8")


def test_every_happening_stands_once(store: Store, brief: Brief) -> None:
    ids = [line.id for line in lines_of(brief)]
    assert len(ids) == len(set(ids)) == len(store.happenings(a="NOR", b="ISL"))


@pytest.mark.parametrize(
    ("status", "historical", "when"),
    [*product(Status, (True, False), (year(2001), When(), When(None, date(2001, 1, 1))))],
)
def test_every_happening_has_one_section(status: Status, historical: bool, when: When) -> None:
    document = page("a.html", ["One met two."], day("2001-01-01"))
    event = mention(document, "One met two.", "met", "AID", "NOR > ISL", when)
    made = replace(happening([event]), status=status, historical=historical)
    assert sum(plan.holds(made) for plan in PLANS) == 1


def test_every_line_has_a_quote_a_source_and_an_id(brief: Brief) -> None:
    numbers = {source.number for source in brief.sources}
    assert lines_of(brief)
    for line in lines_of(brief):
        assert line.quote.text
        assert line.refs
        assert set(line.refs) <= numbers
        assert line.id
    for year_row in brief.years:
        assert year_row.refs
        assert year_row.id
    for sentence in brief.bottom:
        assert sentence.refs


@pytest.mark.parametrize("as_of", [None, date(1999, 5, 20), date(2000, 1, 1), date(2030, 1, 1)])
def test_every_id_shown_can_be_opened(store: Store, world: World, as_of: date | None) -> None:
    text = write_brief(build_brief(store, "NOR", "ISL", as_of, world), "markdown")
    ids = IDS.findall(text)
    assert ids
    assert all(store.find(key).id.startswith(key) for key in ids)


def test_as_of_shows_nothing_learnt_later(store: Store, world: World) -> None:
    early = build_brief(store, "NOR", "ISL", date(1999, 5, 20), world)
    text = write_brief(early, "markdown")
    assert "4 May 1999" in text
    assert not early.disputes
    for later in ("6 May 1999", "2001", "jammed", "Herald"):
        assert later not in text
    assert {line.independent for line in lines_of(early)} == {1}


def test_nothing_was_known_before_the_first_document(store: Store, world: World) -> None:
    brief = build_brief(store, "NOR", "ISL", date(1990, 1, 1), world)
    assert not brief.sections
    assert "Nothing was read between Norway and Iceland" in brief.empty


def test_a_copy_is_told_and_counted_once(brief: Brief) -> None:
    [ban] = [line for line in lines_of(brief) if line.disputed]
    assert (len(ban.refs), ban.independent) == (3, 2)
    copy = next(source for source in brief.sources if source.outlet == "The Mirror")
    original = next(source for source in brief.sources if source.outlet == "The Wire")
    assert copy.copy_of == original.number


def test_a_dispute_names_who_says_what(brief: Brief) -> None:
    [dispute] = brief.disputes
    assert [(a.value, a.who) for a in dispute.accounts] == [
        ("1999-05-04", "The Mirror and The Wire"),
        ("1999-05-06", "Iceland"),
    ]
    assert all(account.refs and account.quote.text for account in dispute.accounts)


def test_an_empty_store_says_so(tmp_path: Path, world: World) -> None:
    brief = build_brief(create_store(tmp_path / "store"), "NOR", "ISL", world=world)
    assert "The store holds no happening" in write_brief(brief, "markdown")
    assert "The store holds no happening" in write_brief(brief, "html")


def test_a_pair_without_happenings_names_those_read_of(store: Store, world: World) -> None:
    brief = build_brief(store, "Norway", "Sweden", world=world)
    assert "Nothing was read between Norway and Sweden" in brief.empty
    assert "Iceland (7)" in brief.empty
    assert "Denmark (1)" in brief.empty


@pytest.mark.parametrize(("a", "b"), [("Norway", "NOR"), ("Narnia", "Norway"), ("", "Norway")])
def test_a_pair_that_is_none_is_refused(store: Store, world: World, a: str, b: str) -> None:
    with pytest.raises(LookupFailed):
        build_brief(store, a, b, world=world)


def test_another_form_is_refused(brief: Brief) -> None:
    with pytest.raises(LookupFailed):
        write_brief(brief, "pdf")


def test_the_predecessor_belongs_to_the_background(world: World) -> None:
    assert lineage(world, "RUS") == ["RUS", "SUN"]
    assert lineage(world, "PAK") == ["PAK"]


def test_a_long_sentence_is_cut_around_its_predicate(world: World) -> None:
    document = page("a.html", [LONG], day("2001-03-12"))
    quote = quote_of(mention(document, LONG, "visited", "CONSULT visit", "NOR > ISL", year(2001)), 1, world)
    assert quote.predicate == "visited"
    assert len(quote.text) <= LONGEST + 4
    assert quote.text.startswith("… ")
    assert quote.text.endswith(" …")
    assert quote.text.strip("… ") in LONG


@pytest.mark.parametrize("words", ["After", "wind", "the wind."])
def test_a_predicate_at_an_end_is_kept(world: World, words: str) -> None:
    document = page("a.html", [LONG], day("2001-03-12"))
    quote = quote_of(mention(document, LONG, words, "CONSULT", "NOR > ISL", year(2001)), 1, world)
    assert quote.predicate == words
    assert quote.text.strip("… ") in LONG


def test_of_two_like_words_the_one_at_the_offset_is_marked(world: World) -> None:
    sentence = "Norway met Sweden and later met Iceland."
    document = page("a.html", [sentence], day("2001-03-12"))
    event = mention(document, sentence, "met Iceland", "CONSULT", "NOR > ISL", year(2001))
    event = replace(event, predicate=replace(event.predicate, quote="met"))
    assert quote_of(event, 1, world).before == "Norway met Sweden and later "


@pytest.mark.parametrize(
    ("chain", "text"),
    [
        ((), ""),
        (("USA",), "according to the United States"),
        (("analysts", "RUS"), "according to Russia, as told by analysts"),
    ],
)
def test_who_says_it(world: World, chain: tuple[str, ...], text: str) -> None:
    assert said_text(chain, world) == text


class Tags(HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def test_the_page_as_html_is_whole(brief: Brief) -> None:
    found = Tags(write_brief(brief, "html"))
    links = [value for name, value in found.attributes if name == "href"]
    inside = {link[1:] for link in links if link.startswith("#")}
    assert inside
    assert inside <= set(found.ids)
    assert not {"script", "img", "link", "iframe"} & set(found.tags)
    assert all(link.startswith(("#", "https://")) for link in links)


def test_hostile_text_stays_text(store: Store, world: World) -> None:
    brief = build_brief(store, "Sweden", "Denmark", world=world)
    for links in (False, True):
        text = write_brief(brief, "html", links=links)
        found = Tags(text)
        assert not {"script", "img"} & set(found.tags)
        assert not any(name.startswith("on") for name, _ in found.attributes)
        assert not any("javascript:" in value for _, value in found.attributes)
        assert "\u202e" not in text
        assert "\x1b" not in text
    plain = write_brief(brief, "markdown")
    assert "<script" not in plain
    assert "<img" not in plain
    assert HOSTILE not in plain
    assert "[x](javascript" not in plain.replace("\\]", "")
    assert "\u202e" not in plain
