"""Whatever a file holds, reading it ends in documents or in issues that say what to do."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.alignment import to_raw
from dragoman.documents import discover, read_file
from dragoman.model import Document, Issue, Precision

GOOD = "The envoy of Chad left Khartoum on Monday after two days of talks about the border."
LINE = json.dumps({"text": GOOD})

BAD = [
    # name, bytes, kinds of issues, number of documents
    ("empty.txt", b"", ["empty-file"], 0),
    ("blank.txt", b" \n\t\n", ["empty-file"], 0),
    ("pdf.txt", b"%PDF-1.7\n1 0 obj", ["broken-pdf"], 0),
    ("png.html", b"\x89PNG\r\n\x1a\n" + bytes(100), ["unsupported-type"], 0),
    ("zip.md", b"PK\x03\x04" + bytes(60), ["damaged-archive"], 0),
    ("none.zip", b"no archive", ["damaged-archive"], 0),
    ("none.gz", b"no archive", ["damaged-archive"], 0),
    ("none.tar", b"no archive", ["cut-short"], 0),
    ("none.warc", b"no crawl", ["damaged-archive", "empty-file"], 0),
    ("none.parquet", b"no table", ["damaged-archive"], 0),
    ("none.rss", b"no feed", ["unsupported-type"], 0),
    ("none.mbox", b"", ["empty-file"], 0),
    ("none.csv", b"id,name\n1,a\n", ["no-text-column"], 0),
    ("rows.csv", b"id,text\n1,\n2,3,4\n5," + GOOD.encode(), ["missing-text", "malformed-row"], 1),
    ("cut.txt.gz", gzip.compress(GOOD.encode(), mtime=0)[:-9], ["cut-short"], 0),
    ("fine.txt.gz", gzip.compress(GOOD.encode(), mtime=0), [], 1),
    ("nested.json", b"[" * 3000, ["malformed-json"], 0),
    ("picture.jpg", b"\xff\xd8\xff", ["unsupported-type"], 0),
    ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(99), ["unsupported-type"], 0),
    ("zeros.txt", bytes(500), ["binary-file"], 0),
    ("noise.txt", bytes(range(1, 32)) * 40, ["binary-file"], 0),
    (
        "latin.txt",
        "Le président a reçu l'ambassadeur du Tchad à l'Élysée ce lundi matin.".encode("cp1252"),
        ["wrong-encoding"],
        1,
    ),
    ("bom.txt", b"\xef\xbb\xbf" + GOOD.encode(), [], 1),
    ("wide.txt", GOOD.encode("utf-16"), [], 1),
    ("wide_no_bom.txt", GOOD.encode("utf-16-le"), [], 1),
    (
        "declared.html",
        b"<meta charset=windows-1251><p>"
        + ("Президент прибыл в Москву в понедельник на переговоры с министром " * 2).encode("cp1251")
        + b".",
        ["language-not-coded"],
        1,
    ),
    ("markup.html", b"<html><body><nav><a href=1>Home</a></nav></body></html>", ["no-body"], 0),
    ("word.docx", b"PK\x03\x04", ["broken-docx"], 0),
    ("long.txt", GOOD.encode() * 50, ["too-large"], 0),
    ("empty.jsonl", b"\n\n", ["empty-file"], 0),
    (
        "feed.jsonl",
        b'{"text": 3}\n{"no": 1}\n[1]\n{bad\n\n' + LINE.encode(),
        ["missing-text", "missing-text", "malformed-json", "malformed-json"],
        1,
    ),
    ("bytes.jsonl", b'{"text": "\xff"}\n' + LINE.encode(), ["wrong-encoding"], 1),
    ("long.jsonl", b'{"text": "' + b"a" * 5000 + b'"}\n' + LINE.encode() + b"\n", ["too-large"], 1),
    ("nested.jsonl", b"[" * 3000 + b"\n" + LINE.encode(), ["malformed-json"], 1),
    ("surrogate.jsonl", b'{"text": "\\ud800 ' + GOOD.encode() + b'"}', [], 1),
    ("stamp.jsonl", json.dumps({"text": GOOD, "published": "soon"}).encode(), ["malformed-value"], 1),
    ("bom.jsonl", b"\xef\xbb\xbf" + LINE.encode(), [], 1),
]


@pytest.mark.parametrize(
    ("name", "content", "kinds", "count"), BAD, ids=lambda value: value if isinstance(value, str) else None
)
def test_bad_input(read, name, content, kinds, count):
    documents, issues = read(content, name, max_file_bytes=3000, max_line_bytes=3000)
    assert [issue.kind for issue in issues] == kinds
    assert len(documents) == count
    for issue in issues:
        assert issue.record.partition("#")[0].endswith(name)
        assert issue.advice.endswith(".")


def test_a_bad_line_says_where(read):
    _, issues = read('{"text": 3}\n\n{bad', "feed.jsonl")
    assert [issue.place for issue in issues] == ["line 1", "line 3"]


def test_issue_ids_are_stable(read):
    assert read("", "a.txt")[1] == read("", "a.txt")[1]


def test_discover(tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "c.exe", "deep/x.html", ".git/config.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = list(discover([tmp_path, tmp_path / "b.txt", tmp_path / "gone.txt"]))
    assert [f.name for f in found if not isinstance(f, Issue)] == ["a.md", "b.txt", "x.html"]
    assert [f.kind for f in found if isinstance(f, Issue)] == ["unsupported-type", "missing-file"]


def test_missing_and_folder(tmp_path, world):
    assert [i.kind for i in read_file(tmp_path / "gone.txt", world)] == ["missing-file"]
    assert [i.kind for i in read_file(tmp_path, world)] == ["unsupported-type"]


HOSTILE = {
    "nested divs": "<div>" * 100_000 + GOOD + "</div>" * 100_000,
    "open signs": "<" * 5_000_000,
    "open tags": "<a " * 300_000 + GOOD,
    "open quotes": '<a b="' * 200_000,
    "paragraphs": "<p>" * 200_000 + GOOD,
    "comments": "<!--" * 300_000,
    "closing": "<div>" * 20_000 + "</p>" * 200_000 + GOOD,
    "json": '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>" + GOOD,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.timeout(60)
def test_hostile_page_ends(read, content):
    documents, issues = read(content, "a.html")
    assert documents or issues


WILD = st.text(st.sampled_from("<>/=\"'&;#! ap.div\n\u00ad\u200bé’“”…ﬁÃ©\u0301王1920-"), max_size=300)
PROSE = st.lists(
    st.sampled_from([GOOD, "Comments (3)", "By Ann Lee", "", "<p>", "&amp; so “it” said.", "Read more"]), max_size=12
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(WILD, PROSE.map("\n".join)), suffix=st.sampled_from([".txt", ".md", ".html"]))
def test_any_text_keeps_its_alignment(read, content, suffix):
    documents, _ = read(content, "a" + suffix)
    for document in documents:
        _check_alignment(document)


def _check_alignment(document: Document) -> None:
    text_end = raw_end = 0
    for segment in document.alignment:
        assert text_end <= segment.text_start < segment.text_end
        assert raw_end <= segment.raw_start < segment.raw_end
        assert not document.text[text_end : segment.text_start].strip()
        text_end, raw_end = segment.text_end, segment.raw_end
    assert text_end == len(document.text)
    assert raw_end <= len(document.raw)
    for i, sign in enumerate(document.text):
        start, end = to_raw(document.alignment, i, i + 1)
        assert sign.isspace() or end > start
        assert (
            not (sign.isascii() and sign.isalnum())
            or sign in document.raw[start:end]
            or "&" in document.raw[start:end]
            or "ﬁ" in document.raw[start:end]
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200),
    suffix=st.sampled_from(["", ".txt", ".html", ".jsonl", ".csv", ".zip", ".tar", ".gz"]),
)
def test_any_bytes_are_read_or_refused(read, content, suffix):
    documents, issues = read(content, "a" + suffix)
    assert documents or issues


def test_unknown_date_stays_open(read):
    documents, _ = read(GOOD)
    assert documents[0].published.precision is Precision.OPEN
    assert not documents[0].published.known


def test_same_input_same_id(read):
    assert read(GOOD)[0] == read(GOOD)[0]


@pytest.mark.parametrize(("words", "kinds"), [(1200, ["no-sentences"]), (100, [])])
def test_text_without_sentences_is_told_of(read, words, kinds):
    documents, issues = read("the envoy of " * words + "Peru left.")
    assert len(documents) == 1
    assert [issue.kind for issue in issues] == kinds
    assert all(issue.severity == "warning" and issue.record.endswith("a.txt") for issue in issues)
