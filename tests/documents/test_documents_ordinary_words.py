"""Ordinary sentences with words that menus and notices use too are read, wherever in an article they stand."""

from __future__ import annotations

import html
import json

import pytest
from documents_world import rows_of

SENTENCES = [row["sentence"] for row in rows_of("ordinary_words.csv")]
TITLE = "Envoys leave the lake without a paper"
BEFORE = (
    "Ministers of four neighbours spent a long weekend at the lake and talked about fish, ferries and the price of "
    "salt, and none of them would say afterwards who had asked for the meeting."
)
AFTER = (
    "The hosts had put up tents for the guests along the shore, but a storm on the second night carried two of them "
    "into the reeds, and the delegations moved to a school."
)


def _article(sentence: str, place: str) -> list[str]:
    return {
        "first": [sentence, BEFORE, AFTER],
        "middle": [BEFORE, sentence, AFTER],
        "last": [BEFORE, AFTER, sentence],
    }[place]


def _dump(paragraphs: list[str], gap: str) -> str:
    return gap.join([TITLE, *paragraphs]) + "\n"


def _page(paragraphs: list[str]) -> str:
    body = "".join(f"<p>{html.escape(one, quote=False)}</p>\n" for one in paragraphs)
    return f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>\n{body}</article></body></html>"


def _files(paragraphs: list[str]) -> dict[str, str]:
    return {
        "dump.txt": _dump(paragraphs, "\n\n"),
        "close.txt": _dump(paragraphs, "\n"),
        "page.html": _page(paragraphs),
        "feed.jsonl": json.dumps({"title": TITLE, "text": "\n\n".join(paragraphs)}),
        "pages.jsonl": json.dumps({"title": TITLE, "text": _page(paragraphs)}),
    }


NOTICES = (
    "Subscribe to The Ferry, which has covered the lakes of Asia since 1990.",
    "Please support our work, which no government has ever paid for.",
    "Ann Lee is a research fellow at the Oslo Institute and has written on Japan.",
    "The author is a columnist in Riga and has lived in Japan.",
    "Ann Lee can be reached at lee@ferry.example.",
    "This article was first published by The Ferry in Riga.",
    "Letters to the editor should be sent to The Ferry in Riga.",
)


@pytest.mark.parametrize("notice", NOTICES)
def test_notice_is_not_read(read, notice):
    for name, content in _files([BEFORE, AFTER, notice]).items():
        documents, _ = read(content, name)
        assert BEFORE in documents[0].text
        assert notice not in documents[0].text


@pytest.mark.parametrize("line", ["Back to Press Releases", "Newspapers from Jordan", "No. 12, May 2013", "Print"])
def test_line_of_a_page_is_not_read(read, line):
    for name, content in _files([BEFORE, AFTER, line]).items():
        documents, _ = read(content, name)
        assert line not in documents[0].text


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:40])
def test_sentence_is_read(read, sentence, place):
    paragraphs = _article(sentence, place)
    for name, content in _files(paragraphs).items():
        documents, _ = read(content, name)
        assert [name for one in paragraphs if one not in documents[0].text] == []
