"""Inputs made for the tests of `documents/inputs`: archives, crawls, feeds and tables."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

from dragoman.documents import ReadLimits
from dragoman.documents.entry import Entry
from dragoman.documents.inputs import ColumnMap, open_entries
from dragoman.model import Issue

GOOD = "The envoy of Chad left Khartoum on Monday after two days of talks about the border."
PAGE = f"<html><body><p>{GOOD}</p></body></html>"
ENDING = b"\r\n\r\n"


def entries(
    content: bytes, path: Path, columns: ColumnMap | None = None, **limits: int
) -> tuple[list[Entry], list[Issue]]:
    """Write a file and open it."""
    path.write_bytes(content)
    items = list(open_entries(path, ReadLimits(**limits), columns))
    return [i for i in items if isinstance(i, Entry)], [i for i in items if isinstance(i, Issue)]


def kinds(issues: list[Issue]) -> list[str]:
    return [issue.kind for issue in issues]


def sources(found: list[Entry]) -> list[str]:
    """The sources without the folder."""
    return [entry.source.rpartition("/T/")[2] for entry in found]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w", **options: object) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, **options) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def answer(
    body: bytes = PAGE.encode(), head: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """What a server sends."""
    return f"HTTP/1.1 {status}\r\n{head}".encode() + ENDING + body


def record(content: bytes, address: str = "http://example.org/a", kind: str = "response", **fields: str) -> bytes:
    """A record of a WARC."""
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": "2014-03-12T08:00:00Z",
        "Content-Type": media,
        "Content-Length": str(len(content)),
    }
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "\r\n".join(f"{name}: {value}" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}".encode() + ENDING + content + ENDING


def crawl(*records: bytes, packed: bool = False) -> bytes:
    return b"".join(gzip.compress(each) if packed else each for each in records)


def rss(*items: str, head: str = "<title>The Gazette</title><language>en-gb</language>") -> bytes:
    declared = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {declared}><channel>{head}{listed}</channel></rss>'.encode()
