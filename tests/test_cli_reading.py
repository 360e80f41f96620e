"""`dragoman read` on what is no file, and `dragoman show`: what a person sees of the reading."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from dragoman import model
from dragoman.cli import main
from dragoman.pipeline import Coded, RecordStages
from dragoman.pipeline import read as reading
from dragoman.store import Store, open_store

PAGE = b"""<!doctype html><html><head><title>Gas pact signed</title></head><body><article><h1>Gas pact signed</h1>
<p>By Ann Lee, 3 May 2019</p><p>Russia and Pakistan signed an agreement on gas in Moscow on 2 May 2019, after talks that
had gone on for two years, officials in both capitals said.</p></article></body></html>"""
ROBOTS = b"User-agent: *\nDisallow: /closed\n"
GLUED = """Gas pact signed

By Ann Lee, 3 May 2019

Russia and Pakistan signed an agreement on gas in Moscow on 2 May 2019, in the presence ofthe ministers of both sides.

Share this article
"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name that http.server asks for
        body = {"/robots.txt": ROBOTS, "/pact": PAGE}.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def run(tmp_path: Path, stages: RecordStages, monkeypatch: pytest.MonkeyPatch) -> _Run:
    """Runs a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "RecordStages", lambda _: stages)
    return _Run()


class _Run:
    def __call__(self, *arguments: str | Path, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


def _documents() -> list[model.Document]:
    return list(open_store("store").documents())


def test_standard_input(run: _Run) -> None:
    for text in (b"Russia and India signed a pact on 3 May 2019.", PAGE, PAGE):
        result = run("read", "-", "--workers", "1", stdin=text)
        assert result.exit_code == 0, result.output
    assert len(_documents()) == 2
    assert {document.source[:15] for document in _documents()} == {"standard-input-"}
    assert "standard-input" in run("read", "-", stdin=b"").stderr


def test_an_address(run: _Run, site: str) -> None:
    refused = run("read", f"{site}/pact", "--workers", "1")
    assert refused.exit_code == 3
    assert "private-address" in refused.stderr
    assert "1 new documents" in run("read", f"{site}/pact", "--allow-private", "--workers", "1").stdout
    [document] = _documents()
    assert (document.url, document.title) == (f"{site}/pact", "Gas pact signed")
    assert document.retrieved is not None
    assert document.published.latest is not None
    assert document.published.latest.isoformat() == "2019-05-03"
    assert open_store("store").counts()["issues"] == 0
    assert "0 new documents" in run("read", f"{site}/pact", "--allow-private", "--workers", "1").stdout
    assert len(_documents()) == 1


def test_robots_are_respected_unless_told_otherwise(run: _Run, site: str) -> None:
    barred = run("read", f"{site}/closed", "--allow-private", "--workers", "1")
    assert "robots-disallowed" in barred.stderr
    asked = run("read", f"{site}/closed", "--allow-private", "--ignore-robots", "--workers", "1")
    assert "http-error" in asked.stderr


def test_columns_are_named(run: _Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("nr,prose,when\n1,Russia thanked Pakistan on Friday.,2019-05-03\n")
    assert run("read", table, "--workers", "1").exit_code == 3
    result = run("read", table, "--columns", "text=prose,published=when", "--workers", "1")
    assert result.exit_code == 0, result.output
    [document] = _documents()
    assert document.source.endswith("table.csv#1")
    assert str(document.published.earliest) == "2019-05-03"
    assert "text=body,url=link" in run("read", table, "--columns", "prose").stderr


def test_an_archive_read_again_costs_nothing(run: _Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "clips.zip", "w") as clips:
        clips.writestr("a.html", PAGE)
    assert "1 new documents" in run("read", "clips.zip", "--workers", "1").stdout
    with zipfile.ZipFile(tmp_path / "clips.zip", "a") as clips:
        clips.writestr("b.txt", "Russia and India signed a pact on 3 May 2019.")
    assert "1 new documents" in run("read", "clips.zip", "--workers", "1").stdout
    assert sorted(Path(document.source).name for document in _documents()) == ["a.html", "b.txt"]
    assert sum(len(source.documents) for source in open_store("store").sources()) == 2


# dragoman show


def test_show_a_file(run: _Run, tmp_path: Path) -> None:
    (tmp_path / "glued.txt").write_text(GLUED)
    result = run("show", "glued.txt")
    assert result.exit_code == 0, result.output
    assert "published: 3 May 2019 (byline)" in result.stdout
    assert "taken  byline" in result.stdout
    assert "[body] Russia and Pakistan signed" in result.stdout
    assert "presence of the{ofthe} ministers" in result.stdout
    assert "[share] Share this article" in result.stdout
    assert not (tmp_path / "store").exists()


def test_show_from_the_store(run: _Run, read_store: Store) -> None:
    document = next(iter(read_store.documents()))
    event = next(iter(read_store.events(document=document.id)))
    for name in (document.id, document.id[:12], event.id):
        result = run("show", name, "--store", read_store.path)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{document.id}  {document.source}\n")
    shown = msgspec.json.decode(run("show", document.id, "--json", "--store", read_store.path).stdout)
    assert msgspec.convert(shown["document"], model.Document) == document
    happening = next(iter(read_store.happenings()))
    assert "is no document" in run("show", happening.id, "--store", read_store.path).stderr


def test_show_all_of_every_article(run: _Run, read_store: Store) -> None:
    for document in read_store.documents():
        short = run("show", document.id, "--store", read_store.path).stdout
        long = run("show", document.id, "--all", "--store", read_store.path).stdout
        assert "[body]" in short
        assert len(long) >= len(short)


def test_dates_with_their_clues(run: _Run, read_store: Store) -> None:
    head, *rows = run("documents", "--dates", "--store", read_store.path).stdout.splitlines()
    assert head.split("\t") == ["id", "verdict", "basis", "published", "reason", "words"]
    verdicts = {row.split("\t")[1] for row in rows}
    assert {"date", "taken", "agrees"} <= verdicts <= {"date", "taken", "bound", "agrees", "refused"}
    documents = {row.split("\t")[0] for row in rows} - {""}
    assert documents == {document.id for document in read_store.documents()}


# dragoman code

LINES = "Russia and India signed a pact on 3 May 2019.\n\nJapan accused China of ramming a patrol boat.\nIt rained.\n"


def test_code_lines(run: _Run, tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_text(LINES)
    table = run("code", "lines.txt", "--lines", "--date", "2019-05-04").stdout.splitlines()
    assert [row.split("\t")[0] for row in table[1:]] == ["lines.txt#1", "lines.txt#3"]
    piped = run("code", "-", "--lines", "--json", stdin=LINES.encode())
    texts = [msgspec.json.decode(line, type=Coded) for line in piped.stdout.splitlines()]
    assert [text.source for text in texts] == ["standard-input#1", "standard-input#3", "standard-input#4"]
    assert [[event.event_type for event in text.events] for text in texts] == [["SUPPORT"], ["ACCUSE"], []]
    assert texts[1].events[0].when == model.When()


def test_code_a_file(run: _Run, tmp_path: Path) -> None:
    (tmp_path / "pact.html").write_bytes(PAGE)
    [text] = run("code", "pact.html", "--json").stdout.splitlines()
    coded = msgspec.json.decode(text, type=Coded)
    assert coded.published.latest is not None
    assert coded.published.latest.isoformat() == "2019-05-03"
    assert {party.code for party in coded.events[0].actors} == {"RUS", "PAK"}
    assert not (tmp_path / "store").exists()
    assert "missing-file" in run("code", "none.txt").stderr
    assert run("code", "none.txt").exit_code == 3
    assert "addresses are read by" in run("code", "https://paper.example/a").stderr
    assert "no such file, and no id" in run("show", "none.txt").stderr
    assert "cannot be read" in run("code", "none.txt", "--lines").stderr
