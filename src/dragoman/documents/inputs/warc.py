"""WARC: the pages that a crawl brought home, record by record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.documents.entry import Entry, ReadLimits
from dragoman.documents.expressions import read_stamp
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.payload import Body, as_text, form_of_body, parse_head, read_answer, unpack_body
from dragoman.documents.inputs.scope import Scope, fault_issue, too_large
from dragoman.documents.inputs.streams import Fault, Found
from dragoman.documents.metadata import About
from dragoman.model import Issue

_LONGEST_HEAD = 1_000_000
_BLOCK = 65_536
_KEPT = frozenset(("response", "resource", "conversion"))
_VERSION = re.compile(rb"WARC/\d\.\d+\s*")
_NO_PAGE = re.compile(r"^dns:|^[a-z]+://[^/]+/robots\.txt$", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """A record of a WARC."""

    number: int
    """From 1, all records counted."""
    start: int
    """First byte in the unpacked file."""
    fields: dict[str, str]
    """Its head, the names in lower case."""
    length: int

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return _place(self.number, self.start)


class _Stream:
    """Counts the bytes that are read."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner, self.at = inner, 0
        self.ended = False

    def line(self) -> bytes:
        data = self._inner.readline(_LONGEST_HEAD)
        self.ended = not data
        self.at += len(data)
        return data

    def take(self, size: int) -> bytes:
        data = self._inner.read(size)
        self.at += len(data)
        return data

    def skip(self, size: int) -> int:
        """Pass over bytes; returns how many of them there were."""
        left = size
        while left and (data := self.take(min(left, _BLOCK))):
            left -= len(data)
        return size - left


def read_warc(found: Found, scope: Scope) -> Iterator[Entry | Issue]:
    """Read the pages, texts and PDFs of a WARC; the number behind `#` in a source counts all its records, from 1.

    Left out: what is no answer (requests, metadata), what only repeats an older answer, answers other than 200 to 299,
    and media of other types. Of a record that is cut short or damaged there is an issue; the next one is looked for.
    """
    stream = _Stream(found.stream)
    passed: Counter[str] = Counter()
    number = kept = 0
    for item in _records(stream, found):
        if isinstance(item, Issue):
            yield item
            continue
        number = item.number
        for read in _read_record(item, stream, found, scope.limits, passed):
            kept += isinstance(read, Entry)
            yield read
    if not kept and not found.fault:
        yield _nothing(found.name, number, passed)


def _nothing(name: str, records: int, passed: Counter[str]) -> Issue:
    """Say of a WARC without a page what it holds instead."""
    advice = "It holds no page that could be read: fetch it again or take it out."
    value = ", ".join(f"{count} {what}" for what, count in passed.most_common(5)) or f"{records} records"
    return make_issue("empty-file", name, advice, value=value)


def _records(stream: _Stream, found: Found) -> Iterator[Record | Issue]:
    """Give the heads of the records; the caller reads what follows each before it asks for the next."""
    lost, number = False, 0
    while True:
        start = stream.at
        line = stream.line()
        if not line:
            return
        if not line.strip():
            continue
        if not _VERSION.fullmatch(line):
            if not lost:
                advice = "It is damaged here: make it again; reading went on at the next record."
                yield make_issue("damaged-archive", found.name, advice, _place(number + 1, start))
            lost = True
            continue
        lost = False
        number += 1
        head = _head(stream, line)
        record = _record(head, number, start) if head else None
        if record:
            yield record
        elif stream.ended:
            found.place = _place(number, start)
            if not found.fault:
                yield fault_issue(Fault("cut-short"), found.name, found.place)
        else:
            advice = "Its head cannot be read: make the file again; reading went on at the next record."
            yield make_issue("damaged-archive", found.name, advice, _place(number, start))


def _place(number: int, start: int) -> str:
    return f"record {number}, byte {start}"


def _head(stream: _Stream, version: bytes) -> bytes | None:
    """Read up to the blank line; None for a head without an end."""
    lines, size = [version], 0
    while size < _LONGEST_HEAD:
        line = stream.line()
        if not line:
            return None
        lines.append(line)
        size += len(line)
        if not line.strip():
            return b"".join(lines)
    return None


def _record(head: bytes, number: int, start: int) -> Record | None:
    fields = parse_head(head, "WARC/")
    length = fields.get("content-length", "") if fields else ""
    return Record(number, start, fields or {}, int(length)) if length.isascii() and length.isdigit() else None


def _read_record(
    record: Record, stream: _Stream, found: Found, limits: ReadLimits, passed: Counter[str]
) -> Iterator[Entry | Issue]:
    """Read what follows a head, all of it."""
    kept = record.fields.get("warc-type", "").lower() in _KEPT
    fits = record.length <= limits.max_file_bytes + _LONGEST_HEAD
    data = stream.take(record.length if fits else _BLOCK) if kept else b""
    if len(data) + stream.skip(record.length - len(data)) < record.length:
        found.place = record.place
        if not found.fault:
            yield fault_issue(Fault("cut-short"), found.name, record.place)
        return
    if not kept:
        passed[f"{record.fields.get('warc-type', '')[:20] or 'untyped'} record"] += 1
        return
    read = _read_payload(record, data, found.name, limits, whole=fits)
    if isinstance(read, str):
        passed[read] += 1
    else:
        yield read


def _read_payload(record: Record, data: bytes, name: str, limits: ReadLimits, *, whole: bool) -> Entry | Issue | str:
    """Make an entry of the content of a record; in words, why it is none."""
    address = record.fields.get("warc-target-uri", "").strip("<>")
    answer = read_answer(data, record.fields)
    form = answer.form if _is_page(address) else None
    if not answer.taken or form is None:
        return f"answer {answer.status}" if not answer.taken else answer.media or "record without a type"
    body = unpack_body(answer, limits) if whole else None
    if body is None or len(body.data) > limits.max_file_bytes:
        return too_large(name, limits.max_file_bytes, record.place, address)
    form = form_of_body(answer, body.data)
    if form is None:
        return f"{answer.media} with other content"
    fetched = read_stamp(record.fields.get("warc-date", ""))
    about = About(url=address or None, retrieved=fetched.latest if fetched else None)
    source = f"{name}#{record.number}"
    issues = tuple(_oddities(record, body, source))
    return Entry(source, as_text(body.data, answer.charset, form), form, about, issues=issues)


def _is_page(address: str) -> bool:
    return not _NO_PAGE.search(address)


def _oddities(record: Record, body: Body, source: str) -> Iterator[Issue]:
    """Warn where the crawler or the line kept only a part of a page."""
    truncated = record.fields.get("warc-truncated")
    if truncated or body.fault:
        advice = "Only its beginning was kept: fetch the page again; the beginning was read."
        value = f"WARC-Truncated: {truncated}" if truncated else "its packed content ends early or is damaged"
        yield make_issue("cut-short", source, advice, value=value, warning=True)
