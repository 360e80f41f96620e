"""Copies are found, whatever was done to the text and whatever the order; each family has one original."""

from __future__ import annotations

from itertools import combinations

import pytest
from copying_cases import read_families, when
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents import Writing, find_copies
from dragoman.model import When

REPORT = (
    "Sudan closed its embassy in Nairobi on Tuesday after Kenya had received a rebel leader with the "
    "honours of a guest of state. The ministry in Khartoum called the reception an insult and told its "
    "ambassador to come home before the end of the week. Kenya replied that it talks to everybody who can "
    "end the war and that it regrets the step. The African Union asked both to keep their envoys and "
    "offered its good offices in Addis Ababa, where the two ministers are to meet in any case next month. "
    "Trade goes on for now, and the tea that Kenya sells to Sudan is being loaded in Mombasa as on any "
    "other day of the year."
)
OTHER = (
    "Khartoum recalled its envoy to Kenya this week. The quarrel began when a leader of the "
    "paramilitaries walked over a red carpet in Nairobi. Officials there shrugged it off and said that "
    "peace needs guests of every kind, even those with blood on their boots. Diplomats in Addis Ababa now "
    "try to bring the two neighbours back to one table before the harvest."
)
COUNT = (
    "The border mission counted {} breaches of the truce in the eastern sector on {}, after {} on the day before. "
    "Most of the {} explosions were heard near {}, where monitors also saw {} tanks beyond the agreed line. "
    "A drone of the mission was shot at near {} and landed safely. Both armies denied that their men had opened fire."
)
NOTICE = (
    "The Meridian Observer is an independent newspaper that lives on the support of its readers. Subscribe now, read "
    "all our articles for three months at half the price. Our correspondents report from forty countries, and their "
    "work is expensive. You can also listen to our weekly programme about the affairs of the world, wherever you find "
    "such programmes. Write to the desk with questions, corrections and hints; we answer every letter."
)
FAMILIES = read_families()
ORIGINALS = {key for key in FAMILIES if key.endswith("/original")}
COPIES = {key for key in FAMILIES if key.rsplit("/", 1)[1] in {"rewrite", "heavy", "cut", "wire", "short"}}


def pairs_of(writings: list[Writing]) -> set[frozenset[str]]:
    """Each two documents of one family."""
    families: dict[str, set[str]] = {}
    for copy in find_copies(writings):
        families.setdefault(copy.copy_of, {copy.copy_of}).add(copy.document)
    return {frozenset(pair) for family in families.values() for pair in combinations(family, 2)}


def test_copies_and_original() -> None:
    found = find_copies([
        ("doc-c", REPORT, when(None)),
        ("doc-a", "NAIROBI (Agency) - " + REPORT, when("2024-01-03")),
        ("doc-b", REPORT.rsplit(". ", 1)[0], when("2024-01-02")),
        ("doc-d", OTHER, when("2024-01-01")),
    ])  # fmt: skip
    assert [(copy.document, copy.copy_of) for copy in found] == [("doc-a", "doc-b"), ("doc-c", "doc-b")]
    assert all(0.7 <= copy.similarity < 1 for copy in found)


def test_same_words_are_alike_whatever_the_signs() -> None:
    found = find_copies([("a", REPORT, when(None)), ("b", REPORT.upper().replace(".", "!"), when(None))])
    assert [(copy.document, copy.copy_of, copy.similarity) for copy in found] == [("b", "a", 1.0)]


def test_short_and_empty_texts() -> None:
    assert find_copies([("a", "", when(None)), ("b", "", when(None)), ("c", "No deal.", when(None))]) == []
    assert len(find_copies([("a", "No deal.", when(None)), ("b", "no deal", when(None))])) == 1


def test_a_document_given_twice_is_one() -> None:
    assert find_copies([("a", REPORT, when(None)), ("a", REPORT, when(None))]) == []


def test_families_of_all_kinds() -> None:
    found = {copy.document: copy.copy_of for copy in find_copies(FAMILIES.values())}
    assert found == {key: f"{key.split('/')[0]}/original" for key in COPIES}


@pytest.mark.parametrize("key", sorted(set(FAMILIES) - ORIGINALS))
def test_two_articles_alone_are_told_apart_as_well(key: str) -> None:
    original = FAMILIES[f"{key.rpartition('/')[0]}/original"]
    assert bool(find_copies([original, FAMILIES[key]])) == (key in COPIES)


def test_removing_the_original_makes_another_copy_the_original() -> None:
    left = [writing for key, writing in FAMILIES.items() if key != "bolivia-chile/original"]
    found = {copy.document: copy.copy_of for copy in find_copies(left)}
    assert found["bolivia-chile/heavy"] == "bolivia-chile/rewrite"
    assert "bolivia-chile/rewrite" not in found


def test_an_undated_copy_is_not_the_original() -> None:
    original = FAMILIES["chad-sudan/original"]
    (copy,) = find_copies([Writing("aaa", original.text, when(None)), original])
    assert (copy.document, copy.copy_of) == ("aaa", original.id)


def test_reports_on_one_pattern_with_other_figures_are_no_copies() -> None:
    monday = COUNT.format(214, "Monday", 187, 96, "Kraska", 7, "Velna")
    tuesday = COUNT.format(301, "Tuesday", 214, 148, "Odrin", 12, "Tessa")
    assert find_copies([("a", monday, when("2016-02-02")), ("b", tuesday, when("2016-02-03"))]) == []
    assert len(find_copies([("a", monday, when("2016-02-02")), ("b", "By our staff\n\n" + monday, when(None))])) == 1


def test_what_an_outlet_prints_under_every_article_makes_no_copies() -> None:
    shorts = {key: writing.text.split("\n\n")[0] for key, writing in FAMILIES.items() if key.endswith("/account")}
    writings = [
        Writing(k, f"{text}\n\n{NOTICE}", when("2018-01-01"), "Meridian Observer") for k, text in shorts.items()
    ]
    assert find_copies(writings) == []


def test_notices_do_not_hide_copies_of_one_outlet() -> None:
    texts = [f"{REPORT}\n\n{NOTICE}", f"{REPORT.split('. ', 1)[1]}\n\n{NOTICE}", f"{OTHER}\n\n{NOTICE}"]
    texts += [f"{FAMILIES[key].text}\n\n{NOTICE}" for key in sorted(ORIGINALS)]
    writings = [Writing(f"doc-{i}", text, when("2018-01-01"), "Meridian Observer") for i, text in enumerate(texts)]
    assert [(copy.document, copy.copy_of) for copy in find_copies(writings)] == [("doc-1", "doc-0")]


def test_versions_of_one_report_at_one_outlet_are_copies() -> None:
    versions = [f"Update {i}, {i + 2} hours after the news. {REPORT}" for i in range(6)]
    writings = [Writing(f"doc-{i}", text, when("2018-01-01"), "Meridian Observer") for i, text in enumerate(versions)]
    assert [copy.copy_of for copy in find_copies(writings)] == ["doc-0"] * 5


def test_a_digest_does_not_make_the_reports_that_it_joins_one() -> None:
    first, second = FAMILIES["cyprus-turkey/original"], FAMILIES["serbia-kosovo/original"]
    digest = Writing("digest", f"{first.text}\n\n{second.text}", when("2018-02-13"))
    found = pairs_of([first, second, digest])
    assert frozenset({first.id, second.id}) not in found
    assert len(found) <= 1


def test_an_article_that_goes_far_beyond_a_short_report_is_no_copy() -> None:
    report = FAMILIES["cyprus-turkey/cut"]
    later = FAMILIES["cyprus-turkey/account"].text.split("\n\n")
    longer = Writing("longer", "\n\n".join([report.text, *later]), when("2018-02-20"))
    assert find_copies([report, longer]) == []


def test_paragraphs_that_changed_places() -> None:
    original = FAMILIES["thailand-cambodia/original"]
    turned = Writing("turned", "\n\n".join(original.text.split("\n\n")[::-1]), when("2011-04-26"))
    assert [copy.copy_of for copy in find_copies([original, turned])] == [original.id]


@pytest.mark.parametrize(
    ("old", "new"),
    [("1,400", "1400"), ("twelve", "12"), ("votes", "vote"), ("favour", "favor"), ("Bolivia", "BOLIVIA"), ('"', "”")],
)
def test_spelling_makes_no_difference(old: str, new: str) -> None:
    text = FAMILIES["bolivia-chile/original"].text.replace("lorry", "1,400 lorry").replace("great", "favourable")
    (copy,) = find_copies([("a", text, when(None)), ("b", text.replace(old, new), when(None))])
    assert copy.similarity >= (1.0 if new != "”" else 0.98)


SPANISH = (
    "El presidente de Colombia anunció el martes que su país reabrirá la embajada en Caracas en cuanto los gobiernos "
    "hayan nombrado a sus embajadores. La frontera, cerrada desde 2019, se abrirá por etapas a partir de septiembre. "
    "Los gremios de Cúcuta calculan que el comercio podría llegar a 1.200 millones de dólares en el primer año."
)
SPANISH_ACCOUNT = (
    "Caracas y Bogotá vuelven a hablarse. En los puentes de la frontera, donde desde hace tres años solo pasan los que "
    "cruzan por las trochas, los comerciantes esperan la apertura que el nuevo presidente prometió en campaña. "
    "El nombramiento de los embajadores es, según la cancillería, cuestión de días y no de semanas."
)


def test_another_language() -> None:
    copied = SPANISH.replace("anunció", "declaró").replace("podría llegar a", "puede alcanzar los")
    texts = [("a", SPANISH, when("2022-08-10")), ("b", copied, when(None)), ("c", SPANISH_ACCOUNT, when("2022-08-11"))]
    assert [(copy.document, copy.copy_of) for copy in find_copies(texts)] == [("b", "a")]


def test_a_large_family_is_one() -> None:
    cuts = REPORT.split(". ")
    writings = [
        Writing(f"doc-{i:03}", f"From our correspondent number {i}. " + ". ".join(cuts[i % 2 :]), when("2018-01-01"))
        for i in range(60)
    ]
    assert {copy.copy_of for copy in find_copies(writings)} == {"doc-000"}
    assert len(find_copies(writings)) == 59


WORDS = REPORT.split()
TEXTS = st.integers(0, 60).map(lambda start: " ".join(WORDS[start : start + 60]))
KNOWN = st.sampled_from(sorted(FAMILIES)).map(lambda key: FAMILIES[key].text)


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(
        st.tuples(
            TEXTS | KNOWN, st.sampled_from([None, "2024-01-01", "2024-01-02"]), st.sampled_from([None, "A", "B"])
        ),
        max_size=9,
    ),
    data=st.data(),
)
def test_order_does_not_matter_and_groups_have_one_original(texts, data) -> None:
    documents = [Writing(f"doc-{i}", text, when(day), outlet) for i, (text, day, outlet) in enumerate(texts)]
    found = find_copies(documents)
    assert find_copies(data.draw(st.permutations(documents))) == found
    originals, copies = {copy.copy_of for copy in found}, [copy.document for copy in found]
    assert len(set(copies)) == len(copies)
    assert not originals & set(copies)


def test_bulletins_on_one_pattern_about_other_states_are_no_copies():
    text = (
        "{0} accused {1} on Monday of a border violation near the lake. {1} denied it and recalled its envoy from {0}."
    )
    first, second = text.format("Kenya", "Uganda"), text.format("Chad", "Sudan")
    assert not list(find_copies([("a", first, When()), ("b", second, When())]))
    assert [copy.document for copy in find_copies([("a", first, When()), ("b", first, When())])] == ["b"]
