"""Hostile files made for the tests, and a way to read a folder of them within limits.

Run as a program, it reads a folder. `size` scales what is long: 1.0 is as large as reading allows.
"""

from __future__ import annotations

import base64
import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from documents_files import by_hand
from documents_inputs import GOOD, PAGE, crawl, record, zipped

WHOLE = 20_000_000
"""Bytes that one text may have."""
GOOD_NAME = "zz_good.txt"


@dataclass(frozen=True)
class Outcome:
    """What came of a folder."""

    documents: dict[str, list[str]]
    """The texts of each file, by its name; long ones cut."""
    issues: dict[str, list[str]]
    """The kinds of issues of each file."""
    seconds: dict[str, float]
    """Of computing, for each file, children included."""
    megabytes: float
    """Most memory that a process held."""


def read_within(folder: Path, seconds: int, megabytes: int) -> Outcome:
    """Read a folder in a process that may take so long and so much; it must end well."""
    limit = partial(_limit, seconds, megabytes)
    command = [sys.executable, __file__, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, timeout=10 * seconds, check=False)
    assert done.returncode == 0, done.stderr[-2000:] or f"ended by {done.returncode}"
    return Outcome(**json.loads(done.stdout))


def _limit(seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def read_folder(folder: Path) -> Outcome:
    """Read a folder, file by file."""
    from documents_world import SmallWorld  # noqa: PLC0415

    from dragoman.documents import discover, read_file  # noqa: PLC0415
    from dragoman.model import Issue  # noqa: PLC0415

    world = SmallWorld()
    documents: dict[str, list[str]] = {}
    issues: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for path in discover([folder]):
        start = _computed()
        name = Path(path.record if isinstance(path, Issue) else path).name
        items = [path] if isinstance(path, Issue) else read_file(path, world)
        for item in items:
            if isinstance(item, Issue):
                issues.setdefault(name, []).append(item.kind)
            else:
                documents.setdefault(name, []).append(item.text[:5000])
        seconds[name] = _computed() - start
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Outcome(documents, issues, seconds, max(peaks) / 1024)


def _computed() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def repeated(text: str, size: float) -> bytes:
    """A text over and over, as long as one may be, or a share of it."""
    data = text.encode()
    return (data * (int(WHOLE * size) // len(data) + 1))[: int(WHOLE * size)]


def page(body: str, size: float = 0.0, more: str = "") -> bytes:
    """A page that begins with an article; `more` stands behind it, repeated."""
    head = f"<html><head><title>Talks</title></head><body><article><p>{GOOD}</p>{body}".encode()
    return head + repeated(more, size)[len(head) :] if more else head


def bomb(size: float) -> bytes:
    """A small archive of zeros, which unpacks to far more than it is."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("zeros.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(int(100 + 2000 * size)):
            member.write(bytes(1 << 20))
    return out.getvalue()


def nested_zip(_: float) -> bytes:
    """Archives within archives, sixteen in each, six deep."""
    data = zipped({"a.txt": bytes(1_000_000)})
    for _level in range(5):
        data = zipped({f"{i}.zip": data for i in range(16)})
    return data


def looping_pdf(_: float) -> bytes:
    """A tree of pages that leads back to itself, and a form that draws itself."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>>\n"
    form += b"stream\n/X Do\nendstream"
    return by_hand(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 999>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>",
            form,
            b"<</Length 6>>\nstream\n/X Do \nendstream",
        ]
    )


def mail_of_parts(size: float) -> bytes:
    """A mail with ten thousand parts."""
    part = "--x\nContent-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n<p>Short.</p>\n"
    count = int(10_000 * size)
    return f"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n{part * count}--x--\n".encode()


def docx(head: str, body: str) -> bytes:
    """A DOCX with a declaration before its text."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'{head}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    return zipped({"word/document.xml": text.encode()})


def laughs(_: float) -> bytes:
    lines = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    return docx(f'<!DOCTYPE w [<!ENTITY l0 "ha">{lines}]>', "&l9;")


def foreign(_: float) -> bytes:
    return docx('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>', f"{GOOD} &a;")


def zalgo(size: float) -> bytes:
    return "".join(letter + "\u0301\u0310\u0489\u033f" * 20 for letter in GOOD).encode() * max(1, int(2000 * size))


def cut_crawl(size: float) -> bytes:
    """A crawl that ends within a record."""
    return crawl(
        *[record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())] * int(2 + 100 * size)
    )[:-150]


Maker = Callable[[float], bytes]
MADE: dict[str, Maker] = {
    "bomb.zip": bomb,
    "nested.zip": nested_zip,
    "deep.html": lambda size: page("<div>" * int(200_000 * size) + GOOD),
    "deep_spans.html": lambda size: page("<span><b>" * int(200_000 * size) + GOOD),
    "attributes.html": lambda size: page(
        "<p" + "".join(f" a{i}=1" for i in range(int(1_000_000 * size))) + f">{GOOD}</p>"
    ),
    "unclosed.html": lambda size: page("", size, "<p class=x"),
    "comments.html": lambda size: page("", size, "<!-- no -->"),
    "open_comments.html": lambda size: page("", size, "<!-"),
    "picture.html": lambda size: page(
        f'<img src="data:image/png;base64,{base64.b64encode(bytes(int(0.7 * WHOLE * size))).decode()}"><p>{GOOD}</p>'
    ),
    "entities.html": lambda size: page("", size, "&amp;&#x110000;&nosuch;&#0;"),
    "cells.html": lambda size: page("", size, "<table><tr><td>"),
    "anchors.html": lambda size: page("", size, '<a href="javascript:alert(1)">x</a> '),
    "loop.pdf": looping_pdf,
    "cut.warc": cut_crawl,
    "parts.eml": mail_of_parts,
    "laughs.docx": laughs,
    "foreign.docx": foreign,
    "endless.csv": lambda size: b'text,title\n"' + repeated("The envoys met. ", size),
    "deep.json": lambda size: b'{"a":' * int(100_000 * size) + b"1",
    "deep.jsonl": lambda size: b"[" * int(100_000 * size) + b"\n" + json.dumps({"text": GOOD}).encode(),
    "letters.txt": lambda size: repeated("abcdefghij", size),
    "newlines.txt": lambda size: GOOD.encode() + repeated("\n", size)[200:],
    "quotes.txt": lambda size: repeated('"', size),
    "digits.txt": lambda size: repeated("1234567890", size),
    "years.txt": lambda size: repeated("in 1994 and 12 March 2014, ", size),
    "capitals.txt": lambda size: repeated("A. B. ", size),
    "marks.txt": lambda size: repeated("\u202eab\u200f\u202c ", size),
    "zalgo.txt": zalgo,
    "nuls.txt": lambda size: b"\x00\x01".join([GOOD.encode()] * int(2 + 1000 * size)),
    "wide.txt": lambda size: repeated(f"{GOOD}\n", size / 2).decode().encode("utf-16-le"),
    "hyphens.txt": lambda size: repeated("a-\n", size),
    "lines.txt": lambda size: repeated("Read more\n", size),
    "spaces.txt": lambda size: GOOD.encode() + repeated(" ", size)[200:] + GOOD.encode(),
    "rules.md": lambda size: repeated("> - # * ", size),
    "brackets.md": lambda size: repeated("[", size),
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_folder(Path(sys.argv[1])).__dict__))
