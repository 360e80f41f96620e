"""Which files are found, what they are taken for, and that no input is read without bounds."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from documents_inputs import GOOD, PAGE, answer, crawl, entries, kinds, record, rss, tarred, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dragoman.documents import ReadLimits, discover
from dragoman.documents.entry import Entry, Form
from dragoman.documents.inputs import holds_many, open_entries, open_stream
from dragoman.documents.kinds import Kind
from dragoman.documents.sniffing import judge
from dragoman.model import Issue

LINE = json.dumps({"text": GOOD})
MAIL = f"Received: x\nFrom: Ann <a@b.example>\nTo: c@d.example\nSubject: Talks\nDate: Sat, 20 Apr 2013\n\n{GOOD}"
CODED = MAIL.replace("\n\n", "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n")
TABLE = f"title,text\nTalks,{GOOD}\n"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'
JUDGED = [
    # name, first bytes, kind; None for what is refused
    ("a.txt", GOOD, Kind.PLAIN),
    ("a.md", "# Talks\n[]{", Kind.MARKDOWN),
    ("a.md", '{"a": 1}', Kind.MARKDOWN),
    ("a.TXT", "%PDF-1.7", Kind.PDF),
    ("a.html", "%PDF-1.7", Kind.PDF),
    ("a.pdf", "\n\n%PDF-1.4\n\u00e2\u00e3", Kind.PDF),
    ("a.pdf", "%PDF-1.7", Kind.PDF),
    ("a.pdf", PAGE, Kind.PDF),
    ("about.txt", "A file begins with %PDF-1.7 or so", Kind.PLAIN),
    ("a.txt", PAGE, Kind.HTML),
    ("a.txt", "  <!-- x -->\n<!DOCTYPE html>", Kind.HTML),
    ("a.txt", "<p>Ministers met.</p>", Kind.PLAIN),
    ("page.php", PAGE, Kind.HTML),
    ("index.html?id=3", PAGE, Kind.HTML),
    ("a.xml", '<?xml version="1.0"?><!DOCTYPE html><html>', Kind.HTML),
    ("a.xml", f'<?xml version="1.0"?><?style a?><!-- c -->{ATOM}', Kind.FEED),
    ("a", ATOM, Kind.FEED),
    ("a.txt", ATOM, Kind.FEED),
    ("a.xml", "<nitf>", None),
    ("a.xml", "<urlset>", None),
    ("a.eml", MAIL, Kind.MAIL),
    ("a", MAIL, Kind.MAIL),
    ("a.txt", MAIL, Kind.PLAIN),
    ("a.txt", CODED, Kind.MAIL),
    ("a.txt", f"Note: from it\nDate: none\n\n{GOOD}", Kind.PLAIN),
    ("a.txt", f"From here on Mon Jan 3\n{GOOD}", Kind.PLAIN),
    ("a.jsonl", LINE, Kind.LINES),
    ("a.txt", f"{LINE}\n{LINE}", Kind.LINES),
    ("a", f"{LINE}\n", Kind.LINES),
    ("a", '{"text": "' + "a" * 70_000, Kind.LINES),
    ("a.json", f"{LINE}\n{LINE}", Kind.LINES),
    ("a.json", f"{LINE}\n", Kind.JSON),
    ("a.json", f"[{LINE}]", Kind.JSON),
    ("a.txt", f"[\n {LINE}]", Kind.JSON),
    ("a.txt", "{ A note in braces }", Kind.PLAIN),
    ("a.txt", "[Photo] The envoy", Kind.PLAIN),
    ("a.csv", TABLE, Kind.CSV),
    ("a.txt", TABLE, Kind.PLAIN),
    ("a", GOOD, Kind.PLAIN),
    ("a.abc", GOOD, None),
    ("a.doc", GOOD, None),
    ("a.doc", PAGE, None),
    ("a.doc", "%PDF-1.7", Kind.PDF),
    ("a.txt", "{\\rtf1", None),
    ("a.warc", "WARC/1.0\r\n", Kind.WARC),
    ("a.bin", "WARC/1.0\r\n", Kind.WARC),
    ("a.txt", "PAR1", Kind.PARQUET),
]


@pytest.mark.parametrize(("name", "head", "kind"), JUDGED)
def test_what_a_file_is(name, head, kind):
    found = judge(name, head.encode("latin-1"))
    assert (found if isinstance(found, Kind) else None) == kind


def test_one_text_each(tmp_path):
    names = {"a.txt": Form.PLAIN, "b.md": Form.MARKDOWN, "c.htm": Form.HTML, "d.eml": Form.MAIL, "e.pdf": Form.PDF}
    for name, form in names.items():
        found, issues = entries(b"%PDF-1.7" if form is Form.PDF else GOOD.encode(), tmp_path / name)
        assert [(entry.form, entry.file_name, entry.source) for entry in found] == [
            (form, name, (tmp_path / name).as_posix())
        ]
        assert not issues
        assert not holds_many(tmp_path / name)


ADVICE = [("a.doc", "DOCX"), ("a.rtf", "DOCX"), ("a.jpg", "OCR"), ("a.mp3", "transcript"), ("a.xlsx", "CSV"),
          ("a.7z", "zip"), ("a.xyz", ".html"), ("a.pst", ".eml"), ("a.epub", "HTML")]  # fmt: skip


@pytest.mark.parametrize(("name", "word"), ADVICE)
def test_what_to_do_with_other_kinds(tmp_path, name, word):
    found, issues = entries(GOOD.encode(), tmp_path / name)
    assert (found, kinds(issues)) == ([], ["unsupported-type"])
    assert word in issues[0].advice


def test_files_that_hold_many(tmp_path):
    made = {
        "a.jsonl": LINE.encode(),
        "b.txt": f"{LINE}\n{LINE}".encode(),
        "c.zip": zipped({}),
        "d.gz": gzip.compress(b"x"),
        "e": TABLE.encode(),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
        assert holds_many(tmp_path / name), name
    assert holds_many(tmp_path / "gone.csv")
    assert not holds_many(tmp_path / "gone.txt")
    assert not holds_many(tmp_path)


def test_streams(tmp_path):
    made = [
        (PAGE.encode(), ["-"]),
        (f"{LINE}\n{LINE}\n".encode(), ["-#1", "-#2"]),
        (TABLE.encode(), ["-#1"]),
        (zipped({"a.html": PAGE.encode()}), ["-!/a.html"]),
        (tarred({"a.html": PAGE.encode()}, "w:gz"), ["-!/a.html"]),
        (gzip.compress(crawl(record(answer())), mtime=0), ["-#1"]),
    ]
    for content, names in made:
        found = list(open_stream("-", io.BytesIO(content), ReadLimits()))
        assert [item.source for item in found if isinstance(item, Entry)] == names
    assert [item.kind for item in open_stream("-", io.BytesIO(), ReadLimits())] == ["empty-file"]


def test_standard_input(monkeypatch):
    class Input:
        buffer = io.BytesIO(f"{LINE}\n".encode())

    monkeypatch.setattr(sys, "stdin", Input)
    assert [item.source for item in open_entries(Path("-"), ReadLimits())] == ["-#1"]
    assert holds_many(Path("-"))


def test_entries_travel(tmp_path):
    found, _ = entries(crawl(record(answer())), tmp_path / "a.warc")
    assert pickle.loads(pickle.dumps(found[0])) == found[0]
    assert len(pickle.dumps(found[0])) < len(PAGE) + 1000


def test_no_ordinary_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    for name, kind in (("pipe.txt", "unsupported-type"), ("loop.txt", "unreadable-file"), ("gone.txt", "missing-file")):
        assert [item.kind for item in open_entries(tmp_path / name, ReadLimits())] == [kind]
    assert not holds_many(tmp_path / "pipe.txt")


def found_in(*paths: Path) -> tuple[list[str], list[str]]:
    items = list(discover(paths))
    return [i.name for i in items if isinstance(i, Path)], [i.kind for i in items if isinstance(i, Issue)]


@pytest.fixture
def tree(tmp_path):
    for name in ("a.txt", "b/c.html", "b/d/e.html", "b/d/.f.html", ".g/h.txt", "i.exe", "j"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD)
    return tmp_path


PATTERNS = [
    ("*.txt", ["a.txt"]),
    ("**/*.html", ["c.html", "e.html"]),
    ("**", ["a.txt", "c.html", "e.html", "j"]),
    ("b/**/*.html", ["c.html", "e.html"]),
    ("b/*/e.html", ["e.html"]),
    ("?", ["c.html", "e.html", "j"]),
    ("[ab]*", ["a.txt", "c.html", "e.html"]),
    ("b/[c]*", ["c.html"]),
]


@pytest.mark.parametrize(("pattern", "names"), PATTERNS)
def test_patterns(tree, pattern, names):
    found, issues = found_in(tree / pattern)
    assert found == names
    assert set(issues) <= ({"unsupported-type"} if pattern == "**" else set())


def test_patterns_that_name_nothing_or_a_file(tree):
    assert found_in(tree / "*.zip") == ([], ["missing-file"])
    assert found_in(tree / "gone" / "*.zip") == ([], ["missing-file"])
    (tree / "[x].txt").write_text(GOOD)
    assert found_in(tree / "[x].txt") == (["[x].txt"], [])


def test_folders(tree):
    (tree / "b" / "circle").symlink_to(tree)
    assert found_in(tree) == (["a.txt", "c.html", "e.html", "j"], ["unsupported-type"])
    assert found_in(tree / ".g", tree / "b" / "d" / ".f.html") == (["h.txt", ".f.html"], [])
    assert found_in(tree / "a.txt", tree / "a.txt", Path("-")) == (["a.txt", "-"], [])
    os.mkfifo(tree / "b" / "pipe.txt")
    assert found_in(tree / "b") == (["c.html", "e.html"], ["unsupported-type"])


def test_names_that_are_no_text(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(GOOD)
    items = [*discover([tmp_path]), *open_entries(path, ReadLimits())]
    assert [(item.kind, item.record[-8:]) for item in items] == [("bad-file-name", "\\xe9.txt")] * 2


class Samples(dict[str, bytes]):
    """Inputs by name, which a failing test does not print."""

    def __repr__(self) -> str:
        return "samples"


def samples(folder: Path) -> dict[str, bytes]:
    """A small input of each kind."""
    text = "\n\n".join(f"{GOOD} {n}" for n in range(30))
    parquet.write_table(pa.table({"text": [text] * 5, "url": ["http://example.org/a"] * 5}), folder / "s.parquet")
    pages = crawl(record(answer()), record(answer(text.encode(), "Content-Type: text/plain")), record(answer()))
    mail = f"From a@b.example Wed Mar 12 08:00:00 2014\n{MAIL}\n\n"
    return {
        "a.zip": zipped({"a.txt": text.encode(), "b.html": PAGE.encode(), "c.zip": zipped({"d.txt": text.encode()})}),
        "b.tar": tarred({"a" * 150: text.encode(), "b.html": PAGE.encode(), "c.jsonl": LINE.encode()}),
        "c.tar.gz": tarred({"a.txt": text.encode(), "b.html": PAGE.encode()}, "w:gz"),
        "d.tar.bz2": tarred({"a.txt": text.encode()}, "w:bz2"),
        "e.tar.xz": tarred({"a.txt": text.encode()}, "w:xz"),
        "f.warc": pages,
        "g.warc.gz": crawl(*(record(answer()) for _ in range(5)), packed=True),
        "h.rss": rss(*(f"<title>T</title><link>http://a/</link><description>{text}</description>" for _ in "ab")),
        "i.csv": (TABLE + f'T,"{text}"\n' * 5).encode(),
        "j.jsonl": f"{LINE}\n".encode() * 9,
        "k.mbox": mail.encode() * 3,
        "l.parquet": (folder / "s.parquet").read_bytes(),
        "m.json": f"[{LINE},{LINE}]".encode(),
    }


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return Samples(samples(tmp_path_factory.mktemp("samples")))


def test_samples_are_sound(sound, tmp_path):
    for name, content in sound.items():
        found, issues = entries(content, tmp_path / name)
        assert found, name
        assert not issues, name


@pytest.mark.parametrize("name", list("abcdefghijklm"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), cut=st.floats(0, 1), flips=st.integers(0, 6))
def test_damaged_inputs_are_read_or_refused(sound, tmp_path, name, seed, cut, flips):
    name = next(full for full in sound if full.startswith(name))
    chance, content = random.Random(seed), bytearray(sound[name])
    for _ in range(flips):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    del content[int(len(content) * cut) :]
    path = tmp_path / name
    found, issues = entries(bytes(content), path, max_file_bytes=100_000, max_archive_bytes=1_000_000)
    assert found or issues
    assert all(entry.source.startswith(path.as_posix()) for entry in found)
    assert all(issue.advice.endswith(".") and issue.record.startswith(path.as_posix()) for issue in issues)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"WARC/1.0\r\n", b"PAR1", b"<rss>", b"[{", b"text,"]
    ),
    name=st.sampled_from(["a", "a.zip", "a.tar", "a.gz", "a.warc", "a.rss", "a.csv", "a.parquet", "a.mbox", "a.json"]),
)
def test_any_bytes_end_in_entries_or_issues(tmp_path, content, start, name):
    found, issues = entries(start + content, tmp_path / name)
    assert found or issues


MEASURE = """
import resource, sys
from pathlib import Path
from dragoman.documents import ReadLimits
from dragoman.documents.inputs import open_entries
before = None
kinds = []
for path in ("warm.jsonl", sys.argv[1]):
    for item in open_entries(Path(path), ReadLimits()):
        kinds.append(getattr(item, "kind", "entry"))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    before = before or used
print((used - before) // 1024, *kinds)
"""


def measured(folder: Path, name: str) -> tuple[int, list[str]]:
    """The mebibytes that reading a file takes beside the program, and what came of it."""
    (folder / "warm.jsonl").write_text(LINE)
    run = subprocess.run([sys.executable, "-c", MEASURE, name], cwd=folder, capture_output=True, text=True, check=True)
    used, first, *kinds = run.stdout.split()
    assert first == "entry"
    return int(used), kinds


def test_a_bomb_takes_no_memory(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", GOOD)
        with archive.open("b.txt", "w") as member:
            for _ in range(1000):
                member.write(bytes(1_000_000))
    assert (tmp_path / "bomb.zip").stat().st_size < 1_100_000
    used, kinds = measured(tmp_path, "bomb.zip")
    assert kinds == ["entry", "archive-too-large"]
    assert used < 30


def test_a_packed_bomb_takes_little_memory(tmp_path):
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb", 1) as packed:
        for _ in range(300):
            packed.write(bytes(1_000_000))
    used, kinds = measured(tmp_path, "bomb.jsonl.gz")
    assert kinds[-1] == "archive-too-large"
    assert used < 60


@pytest.mark.parametrize(
    ("name", "size"), [("line.jsonl", 10**9), ("line.csv", 10**8), ("line.mbox", 10**8), ("line.warc", 10**8)]
)
def test_a_line_without_an_end_takes_little_memory(tmp_path, name, size):
    """A file with holes stands for bytes that are not there."""
    start = {"line.csv": b"text,url\n", "line.mbox": b"From a@b.example Wed Mar 12 08:00:00 2014\n"}
    with (tmp_path / name).open("wb") as file:
        file.write(start.get(name, b"WARC/1.0\r\n" if name == "line.warc" else b'{"text": "'))
        file.truncate(size)
    used, kinds = measured(tmp_path, name)
    assert "entry" not in kinds
    assert used < 60
