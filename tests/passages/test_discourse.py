"""Who pronouns and descriptions mean. The article's text, the words that refer, and the codes; no codes: nobody."""

from __future__ import annotations

from datetime import date

import pytest
from passage_texts import article

from dragoman.model import Passage
from dragoman.passages import Reader, read_passages


def passages(text: str, reader: Reader, published: date = date(2015, 6, 10)) -> list[Passage]:
    return list(read_passages([article(text, published)], reader))


CASES = [
    # he, she: the nearest person who is a subject
    ("Vladimir Putin flew to Beijing. He met Xi Jinping.", "He", {"RUS"}),
    ("Angela Merkel flew to Moscow. There she met Vladimir Putin.", "she", {"DEU"}),
    ("During his visit to Moscow, Narendra Modi signed a treaty with Russia.", "his", {"IND"}),
    ("France's president flew to Berlin. He met the German leader.", "He", {"FRA"}),
    ("Vladimir Putin praised Turkey. Barack Obama telephoned him on Monday.", "him", {"RUS"}),
    ("Barack Obama thanked Vladimir Putin for his support.", "his", {"RUS"}),
    ("Vladimir Putin flew to Beijing. A tourist, Hans Meier, lost a bag in China and he complained.", "he", set()),
    # it, its: the nearest state or body that is a subject
    ("Russia said that it would sell missiles to Iran.", "it", {"RUS"}),
    ("Pakistan closed its border with India.", "its", {"PAK"}),
    ("Turkey shot down a Russian jet. It recalled an envoy from Moscow.", "It", {"TUR"}),
    ("The talks between Iran and Russia failed. It was a surprise to Tehran.", "It", set()),
    ("It is clear that Iran will trade with Russia.", "It", set()),
    ("Russia signed a treaty with Iran and will ratify it.", "it", set()),
    ("Ankara accused Moscow of bombing Syria and of breaking its word.", "its", {"RUS"}),
    ("Australia sued Japan to make it stop the hunt.", "it", {"JPN"}),
    # they, them, their: several who are the subject
    ("Iran and Russia said that they would build a dam.", "they", {"IRN", "RUS"}),
    ("Iran and Russia settled their quarrel.", "their", {"IRN", "RUS"}),
    ("Russian troops entered Georgia. They reached Gori.", "They", {"RUS"}),
    # groups by number
    ("India and Pakistan exchanged fire. The two countries blamed each other.", "The two countries", {"IND", "PAK"}),
    ("Germany met France in Paris. Both sides praised the talks.", "Both sides", {"DEU", "FRA"}),
    ("Iran and Iraq fought. Neither country won.", "Neither country", {"IRN", "IRQ"}),
    (
        "India, China and Russia met. The three governments signed a note.",
        "The three governments",
        {"IND", "CHN", "RUS"},
    ),
    ("Finland and Sweden applied. Turkey warned the two governments.", "the two governments", {"FIN", "SWE"}),
    ("Russia and China vetoed a draft. Britain accused the two of bad faith.", "the two", {"RUS", "CHN"}),
    # former, latter
    ("Greece met Bulgaria. The latter had asked for the talks.", "The latter", {"BGR"}),
    ("Greece met Bulgaria. The former had asked for the talks.", "The former", {"GRC"}),
    # descriptions
    ("Washington imposed sanctions on Cuba. Russia sent oil to the island.", "the island", {"CUB"}),
    ("Iran fired at Saudi Arabia. Washington promised to defend the kingdom.", "the kingdom", {"SAU"}),
    ("France withdrew its soldiers from Niger and left the country.", "the country", {"NER"}),
    ("NATO met in Brussels. Russia warned the alliance.", "the alliance", {"org:nato"}),
    ("Israel bombed Hezbollah. Iran armed the group.", "the group", {"grp:hezbollah"}),
    ("North Korea fired a missile at Japan. Tokyo warned the North.", "the North", {"PRK"}),
    # offices
    ("Niger's junta expelled the French envoy. Paris refused to talk to the junta.", "the junta", {"NER"}),
    ("Bolivia sued Chile. It accused its neighbour of theft.", "neighbour", {"CHL"}),
]


@pytest.mark.parametrize(("text", "words", "codes"), CASES, ids=[c[0] for c in CASES])
def test_reference(text: str, words: str, codes: set[str], reader: Reader) -> None:
    found = {
        p.code
        for passage in passages(text, reader)
        for p in passage.participants
        if p.text == words and p.basis in {"pronoun", "description"}
    }
    assert found == codes


def test_a_name_is_never_a_reference(reader: Reader) -> None:
    (passage,) = passages("The United States and Cuba talked.", reader)
    assert {p.basis for p in passage.participants}.isdisjoint({"pronoun", "description"})


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Russia and Georgia fought. Moscow sent tanks.", [{"RUS", "GEO"}, {"RUS", "GEO"}]),
        ("Russia and Georgia fought. Heavy guns were used.", [{"RUS", "GEO"}, {"RUS", "GEO"}]),
        ("Russia, Georgia and Turkey fought. It was hot.", [set(), set()]),
        ("Russia and Georgia fought. Spain kept silent.", [{"RUS", "GEO"}, set()]),
    ],
)
def test_pair(text: str, pairs: list[set[str]], reader: Reader) -> None:
    assert [{p.code for p in passage.pair} for passage in passages(text, reader)] == pairs


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Poland's foreign minister, Jan Zielony, met Iran's envoy. Later Zielony flew home.", "Zielony", "POL"),
        ("Jan Zielony, the Polish foreign minister, met Iran's envoy. Later Zielony flew home.", "Zielony", "POL"),
        ("Foreign Minister Jan Zielony of Poland met Iran's envoy. Later Mr Zielony flew home.", "Zielony", "POL"),
        ("The African Union (AFUN) met in Cairo. Egypt praised the AFUN.", "AFUN", "org:au"),
    ],
)
def test_names_are_learnt_from_the_article(text: str, words: str, code: str, reader: Reader) -> None:
    last = passages(text, reader)[-1]
    assert [p.code for p in last.participants if p.text == words] == [code]


def test_a_dateline_names_nobody(reader: Reader) -> None:
    (passage,) = passages("MADRID, April 7 - France sued Iran.", reader)
    assert {p.code for p in passage.participants} == {"FRA", "IRN"}
