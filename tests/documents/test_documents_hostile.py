"""Hostile files cost little time and memory, end in a document or a named issue, and leave their neighbours alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents_hostile import GOOD_NAME, MADE, Outcome, read_within
from documents_inputs import GOOD
from documents_world import DATA
from tools.fuzz_reading import faults_of

from dragoman.documents import read_file
from dragoman.model import Issue

QUICK = 0.005
EMPTY_HANDED = {
    # what gives no document, and the issue that says why
    "bomb.zip": "archive-too-large",
    "nested.zip": "archive-too-deep",
    "open_comments.html": "binary-file",
    "loop.pdf": "no-text-in-pdf",
    "laughs.docx": "broken-docx",
    "foreign.docx": "broken-docx",
    "deep.json": "malformed-json",
    "letters.txt": "no-body",
    "quotes.txt": "binary-file",
    "digits.txt": "binary-file",
    "nuls.txt": "binary-file",
}
LEFT_WHOLE = frozenset(("nested.zip", "loop.pdf", "laughs.docx", "foreign.docx"))
"""Not made longer by their size."""
AS_LONG_AS_ALLOWED = frozenset(
    """bomb.zip attributes.html deep.html comments.html open_comments.html picture.html parts.eml deep.json deep.jsonl
    letters.txt newlines.txt quotes.txt digits.txt hyphens.txt lines.txt""".split()
)
"""Made as large as reading allows; the others, read to their end, a fifth of that."""


@pytest.fixture(scope="session")
def quick(tmp_path_factory) -> Outcome:
    """What comes of a folder of all hostile files, in small, and a good one."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in MADE.items():
        (folder / name).write_bytes(make(QUICK))
    (folder / GOOD_NAME).write_text(GOOD)
    return read_within(folder, seconds=120, megabytes=3000)


@pytest.mark.parametrize("name", MADE)
def test_hostile_file_in_small(quick, name):
    assert quick.seconds[name] < 15
    assert bool(quick.documents.get(name)) or bool(quick.issues.get(name))
    if name in EMPTY_HANDED:
        assert not quick.documents.get(name)
        assert EMPTY_HANDED[name] in quick.issues[name]


def test_the_good_neighbour_is_read(quick):
    assert quick.documents[GOOD_NAME] == [GOOD]
    assert quick.megabytes < 1200


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", [name for name in MADE if name not in LEFT_WHOLE])
def test_hostile_file_at_length(tmp_path, name):
    (tmp_path / name).write_bytes(MADE[name](0.99 if name in AS_LONG_AS_ALLOWED else 0.2))
    (tmp_path / GOOD_NAME).write_text(GOOD)
    outcome = read_within(tmp_path, seconds=100, megabytes=4000)
    assert outcome.documents.get(name) or outcome.issues[name]
    assert outcome.documents[GOOD_NAME] == [GOOD]
    assert outcome.megabytes < 1500


def test_a_line_of_a_gigabyte(tmp_path):
    path, line = tmp_path / "long.jsonl", json.dumps({"text": GOOD}).encode()
    with path.open("wb") as out:
        out.write(line + b"\n")
        out.seek(1 << 30)  # takes no room on the disk
        out.write(b"\n" + line)
    (tmp_path / "long.txt").touch()
    with (tmp_path / "long.txt").open("r+b") as out:
        out.truncate(1 << 30)
    outcome = read_within(tmp_path, seconds=60, megabytes=2000)
    assert outcome.documents == {"long.jsonl": [GOOD, GOOD]}
    assert outcome.issues == {"long.jsonl": ["too-large"], "long.txt": ["too-large"]}
    assert outcome.megabytes < 600


SCRIPTED = f"""<html><head><title>Talks</title><link rel=canonical href="javascript:alert('url')">
<meta property="og:url" content="javascript:alert('url')"><style>p {{ content: "boo-style" }}</style></head>
<body onload="boo-load()"><article><p>{GOOD}<script>boo-inline()</script> They <b onclick="boo-click()">agreed</b>.</p>
<SCRIPT SRC=//a.example/x.js></SCRIPT ><script>document.write("<p>boo-written</p>")</script>
<p><a href="javascript:boo-link()">{GOOD}</a></p><svg><script>boo-svg()</script></svg>
<template><p>boo-template</p></template><iframe srcdoc="<p>boo-frame</p>"></iframe></article></body></html>"""


def test_scripts_and_styles_never_become_text(read):
    (document,), _ = read(SCRIPTED, "a.html")
    assert "boo-" not in document.text
    assert "agreed" in document.text
    assert "boo-written" in document.raw
    assert not (document.url or "").startswith("javascript")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,<p>x</p>", "vbscript:x"]
)
def test_an_address_that_is_a_program_is_none(read, url):
    record = {"text": GOOD, "title": "<script>boo()</script>Talks", "url": url}
    (document,), _ = read(json.dumps(record), "a.jsonl")
    assert document.url is None


KEPT = sorted(path for path in (DATA / "hostile").iterdir() if path.is_file())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
@pytest.mark.timeout(30)
def test_what_once_broke_the_reading(path: Path, world):
    items = list(read_file(path, world))
    assert items
    for item in items:
        assert isinstance(item, Issue) or not list(faults_of(item))


def test_a_run_of_workers_goes_on(tmp_path):
    from dragoman.pipeline import read_paths  # noqa: PLC0415
    from dragoman.settings import Settings  # noqa: PLC0415
    from dragoman.store import create_store  # noqa: PLC0415

    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("bomb.zip", "nested.zip", "loop.pdf", "cut.warc", "deep.jsonl", "laughs.docx", "deep.html"):
        (folder / name).write_bytes(MADE[name](QUICK))
    (folder / GOOD_NAME).write_text("The consuls of Laos and Oman opened a bridge over the river on Sunday.")
    store = create_store(tmp_path / "store")
    read_paths([folder], store, Settings(workers=2))
    sources = {Path(document.source).name for document in store.documents()}
    kinds = {issue.kind for issue in store.issues()}
    assert GOOD_NAME in sources
    assert {"archive-too-large", "no-text-in-pdf", "cut-short", "malformed-json", "broken-docx"} <= kinds
