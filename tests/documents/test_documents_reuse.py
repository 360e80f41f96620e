"""Passages that one article has from another are found with their places; what many may quote is not."""

from __future__ import annotations

import pytest
from copying_cases import read_families, reuses_of, when
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents import Writing, find_reuses
from dragoman.model import Segment

FAMILIES = read_families()
ORIGINAL = FAMILIES["cyprus-turkey/original"]
NEWS = (
    "Mongolia has asked Russia to let its coal pass to the port of Vanino at the rates that Russian mines pay, the "
    "transport ministry in Ulaanbaatar said on Wednesday."
)
STARTS = {
    "a": "Prices for coking coal have doubled within a year. Traders in Singapore speak of a rush that nobody foresaw.",
    "b": "The steppe has few roads. In winter the lorries queue for days at the single crossing, with engines running.",
    "c": "A landlocked country must be polite to its neighbours. Elections are due in June; the parties promise much.",
}
ENDS = {
    "a": "Steel mills in Japan wait for an answer before they sign new contracts for the spring.",
    "b": "Herders complain about the dust, and the capital about the smog that comes with every frost.",
    "c": "The opposition wants a railway to the south instead, and has found a bank that likes the plan.",
}


def article(name: str, day: str | None, *middle: str) -> Writing:
    """An article of a beginning and an end of its own around some paragraphs."""
    return Writing(name, "\n\n".join([STARTS[name], *middle, ENDS[name]]), when(day), f"Outlet {name}")


def taken(*writings: Writing) -> list[tuple[str, str, str]]:
    """Who has what from whom."""
    texts = {writing.id: writing.text for writing in writings}
    return [(r.document, r.taken_from, texts[r.document][r.start : r.end]) for r in reuses_of(list(writings))]


def test_a_lifted_paragraph_has_its_place_in_both() -> None:
    (reuse,) = reuses_of([ORIGINAL, FAMILIES["cyprus-turkey/lifted"]])
    lifted = FAMILIES["cyprus-turkey/lifted"].text.split("\n\n")[1]
    assert FAMILIES["cyprus-turkey/lifted"].text[reuse.start : reuse.end] == lifted
    assert ORIGINAL.text[reuse.from_start : reuse.from_end] == lifted
    assert (reuse.document, reuse.taken_from, reuse.similarity) == ("cyprus-turkey/lifted", ORIGINAL.id, 1.0)


def test_a_reworded_passage_with_clauses_moved() -> None:
    (reuse,) = reuses_of([ORIGINAL, FAMILIES["cyprus-turkey/reworded"]])
    words = FAMILIES["cyprus-turkey/reworded"].text[reuse.start : reuse.end]
    assert words.startswith("Five vessels of Turkey's navy")
    assert words.endswith("against a member of the union.")
    assert 0.4 < reuse.similarity < 0.9


def test_among_all_articles_only_the_lifted_passages_are_found() -> None:
    found = reuses_of(list(FAMILIES.values()))
    assert {(reuse.document, reuse.taken_from) for reuse in found} == {
        ("cyprus-turkey/lifted", ORIGINAL.id),
        ("cyprus-turkey/reworded", ORIGINAL.id),
        ("turkey-iraq/lifted", "turkey-iraq/original"),
    }


CHANGED = (
    "Mongolia asked Russia on Wednesday to allow its coal to pass to Vanino port at the same rates that Russian mines "
    "pay, said the transport ministry in Ulaanbaatar."
)
RETOLD = (
    "What Ulaanbaatar wants is simple: no Mongolian exporter should have to pay more for the railway to the Pacific "
    "than a competitor from Siberia does."
)
SAYING = (
    '"Our coal goes where the price is right, and today the price is right in every port that we can reach by rail."'
)
TALKS = "After the talks in Irkutsk, which took five hours and were heated at times, the minister told reporters:"
OTHER_FIGURES = "In {} the country sold {} million tonnes of coal abroad, of which {} per cent went to mills in China."


@pytest.mark.parametrize(
    ("first", "second", "reused"),
    [
        (NEWS, NEWS, True),
        (NEWS, CHANGED, True),
        (NEWS, RETOLD, False),
        ("Russia did not answer.", "Russia did not answer.", False),
        (OTHER_FIGURES.format(2016, 24, 97), OTHER_FIGURES.format(2016, 24, 97), True),
        (OTHER_FIGURES.format(2016, 24, 97), OTHER_FIGURES.format(2019, 36, 93), False),
        (f"The minister said: {SAYING}", f"{SAYING} Enkhbat told those who had followed him to the mine.", False),
        (f"{TALKS} {SAYING}", f"{TALKS} {SAYING}", True),
    ],
)  # fmt: skip
def test_what_counts_as_taken_over(first: str, second: str, reused: bool) -> None:
    found = taken(article("a", "2017-03-01", first), article("b", "2017-03-02", second))
    assert found == ([("b", "a", second)] if reused else [])


def test_a_quotation_inside_a_lifted_paragraph_belongs_to_it() -> None:
    quotation = '"We have waited for this answer since the summer of last year," he said.'
    both = f"{NEWS} {quotation}"
    assert taken(article("a", "2017-03-01", both), article("b", "2017-03-02", both)) == [("b", "a", both)]
    assert taken(article("a", "2017-03-01", quotation), article("b", "2017-03-02", quotation)) == []


def test_the_earliest_that_has_it_is_the_origin() -> None:
    writings = [article("c", "2017-03-05", NEWS), article("a", "2017-03-02", NEWS), article("b", "2017-03-01", NEWS)]
    assert taken(*writings) == [("a", "b", NEWS), ("c", "b", NEWS)]
    assert taken(*writings[:2]) == [("c", "a", NEWS)]


def test_an_undated_article_has_it_from_the_dated_one() -> None:
    assert taken(article("a", None, NEWS), article("b", "2017-03-01", NEWS)) == [("a", "b", NEWS)]
    assert taken(article("a", None, NEWS), article("b", None, NEWS)) == [("b", "a", NEWS)]


def test_a_copy_has_the_passage_from_outside_too_and_none_from_its_original() -> None:
    first, second = article("a", "2017-03-01", NEWS), article("b", "2017-03-02", NEWS)
    copy = Writing("d", second.text, when("2017-03-03"), "Outlet d")
    shown = Writing("e", f"By our staff\n\n{second.text}", when("2017-03-03"), "Outlet e")
    assert taken(first, second, copy, shown) == [("b", "a", NEWS), ("d", "a", NEWS), ("e", "a", NEWS)]


def test_who_takes_from_an_article_has_it_from_where_that_took_it() -> None:
    again = CHANGED.replace("same rates", "rates").replace("said the transport ministry", "the transport office said")
    found = taken(
        article("a", "2017-03-01", NEWS), article("b", "2017-03-02", CHANGED), article("c", "2017-03-03", again)
    )
    assert [(document, origin) for document, origin, _ in found] == [("b", "a"), ("c", "a")]


def test_places_are_those_of_the_raw_text() -> None:
    writings = [article("a", "2017-03-01", NEWS), article("b", "2017-03-02", NEWS)]
    aligned = {
        w.id: [Segment(0, len(w.text), shift, shift + len(w.text))]
        for w, shift in zip(writings, (50, 700), strict=True)
    }
    (reuse,) = find_reuses(writings, lambda ids: {each: aligned[each] for each in ids})
    assert (reuse.start, reuse.from_start) == (700 + writings[1].text.index(NEWS), 50 + writings[0].text.index(NEWS))
    assert reuse.end - reuse.start == len(NEWS)


SENTENCES = [*NEWS.split("\n"), CHANGED, OTHER_FIGURES.format(2016, 24, 97), *STARTS.values(), *ENDS.values()]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5),
            st.sampled_from([None, "2017-03-01", "2017-03-02"]),
        ),
        max_size=7,
    ),
    st.data(),
)
def test_order_does_not_matter_and_nothing_comes_from_later(texts, data) -> None:
    writings = [Writing(f"doc-{i}", " ".join(text), when(day)) for i, (text, day) in enumerate(texts)]
    found = reuses_of(writings)
    assert reuses_of(data.draw(st.permutations(writings))) == found
    order = {w.id: (w.published.latest is None, w.published.latest, w.id) for w in writings}
    assert all(order[reuse.taken_from] < order[reuse.document] for reuse in found)
    assert all(reuse.start < reuse.end and reuse.from_start < reuse.from_end for reuse in found)
    assert len({reuse.id for reuse in found}) == len(found)
