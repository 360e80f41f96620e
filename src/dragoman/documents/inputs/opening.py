"""Opens an input as what it is, and gives its entries."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from dragoman.documents.entry import Entry, ReadLimits
from dragoman.documents.files import STDIN, bad_name, make_issue, unreadable
from dragoman.documents.inputs.columns import ColumnMap
from dragoman.documents.inputs.feeds import read_rss
from dragoman.documents.inputs.jsonl import read_feed, read_json
from dragoman.documents.inputs.mailbox import read_mailbox
from dragoman.documents.inputs.packed import read_packed
from dragoman.documents.inputs.parquet import read_parquet
from dragoman.documents.inputs.payload import FORM_OF_KIND
from dragoman.documents.inputs.scope import Scope, fault_issue, few_issues, too_large
from dragoman.documents.inputs.streams import Budget, Found
from dragoman.documents.inputs.tables import looks_like_table, read_table
from dragoman.documents.inputs.tars import read_tar
from dragoman.documents.inputs.warc import read_warc
from dragoman.documents.inputs.zips import read_zip
from dragoman.documents.kinds import BY_SUFFIX, ONE_TEXT, Kind, advise, suffix_of
from dragoman.documents.sniffing import LOOKED_AT, Refused, judge
from dragoman.model import Issue

Items: TypeAlias = Iterator[Entry | Issue]


def open_entries(path: Path, limits: ReadLimits, columns: ColumnMap | None = None) -> Items:
    """Give the entries of a file, one at a time; what cannot be read becomes an issue, never an exception.

    Plain text, Markdown, HTML, PDF, DOCX and mail are one entry each; JSON Lines, JSON, CSV, TSV, Parquet, WARC, RSS
    and Atom, mailboxes, zip and tar archives hold many. Each may be packed (gzip, bzip2, xz, zstd). `columns` names the
    columns of tables and the keys of JSON. Sources: `feed.jsonl#3` (line), `table.csv#3` (row below the header),
    `crawl.warc.gz#3` (record), `feed.rss#3` (item), `box.mbox#3` (mail), `clips.zip!/a/b.html` (member). The path `-`
    stands for standard input.
    """
    if path == STDIN:
        yield from open_stream(path.as_posix(), sys.stdin.buffer, limits, columns)
        return
    misnamed = bad_name(path)
    if misnamed:
        yield misnamed
        return
    name = path.as_posix()
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            advice = "This is no ordinary file: give a file, or its content on standard input as `-`."
            yield make_issue("unsupported-type", name, advice, value=path.suffix)
            return
        if not status.st_size:
            yield make_issue("empty-file", name, "The file is empty: fetch it again or take it out.")
            return
        with path.open("rb", buffering=0) as handle:
            yield from _opened(Found(name, path.name, partial(_read, handle), path), limits, columns)
    except OSError as error:
        yield unreadable(path, error)


def open_stream(name: str, stream: BinaryIO, limits: ReadLimits, columns: ColumnMap | None = None) -> Items:
    """Give the entries of a stream, such as standard input; `name` is what sources and issues call it.

    What it holds is told by its first bytes. Only what must be read back and forth (zip, Parquet) is copied, to an
    unnamed temporary file.
    """
    found = Found(name, "", stream.read)
    if not found.head() and not found.fault:
        yield make_issue("empty-file", name, "There is nothing on the input: check the command before it.")
        return
    yield from _opened(found, limits, columns)


def holds_many(path: Path) -> bool:
    """Whether a file may hold many entries: it is taken apart in one process, and its entries are read in many."""
    if path == STDIN:
        return True
    kind: Kind | Refused | None = BY_SUFFIX.get(suffix_of(path.name))
    try:
        if stat.S_ISREG(path.stat().st_mode):  # to open a pipe may take forever
            with path.open("rb") as handle:
                kind = judged(path.name, handle.read(LOOKED_AT))
    except OSError:
        pass  # it is gone, or cannot be read: its name must do
    return isinstance(kind, Kind) and kind not in ONE_TEXT


def judged(file_name: str, head: bytes) -> Kind | Refused:
    """Say what an input is; text without a suffix may be a table."""
    kind = judge(file_name, head)
    return Kind.CSV if kind is Kind.PLAIN and not suffix_of(file_name) and looks_like_table(head) else kind


def _read(handle: BinaryIO, size: int) -> bytes:
    return handle.read(size) or b""


def _opened(found: Found, limits: ReadLimits, columns: ColumnMap | None) -> Items:
    scope = Scope(limits, Budget(limits), columns)
    kept = 0
    for item in read_found(found, scope):
        kept += isinstance(item, Entry)
        yield item
    if found.fault:
        yield fault_issue(found.fault, found.name, found.place, kept=kept > 0)


def read_found(found: Found, scope: Scope) -> Items:
    """Give the entries of whatever is found; what is wrong with its stream stays on it as its fault."""
    kind = judged(found.file_name, found.head())
    if isinstance(kind, Refused):
        if not found.fault:
            suffix = suffix_of(found.file_name)
            yield make_issue("unsupported-type", found.name, advise(suffix, kind.what), value=kind.what or suffix)
    elif kind in ONE_TEXT:
        yield from _one_text(found, kind, scope.limits)
    else:
        yield from _many(found, kind, scope)


def _many(found: Found, kind: Kind, scope: Scope) -> Items:
    match kind:
        case Kind.PACKED:
            return read_packed(found, scope, read_found)
        case Kind.ZIP:
            return read_zip(found, scope, read_found)
        case Kind.TAR:
            return read_tar(found, scope, read_found)
        case Kind.LINES:
            items = read_feed(found.stream, found.name, scope.limits.max_line_bytes, scope.columns)
        case Kind.JSON:
            items = _json(found, scope)
        case Kind.CSV:
            items = read_table(found, scope)
        case Kind.PARQUET:
            items = read_parquet(found, scope)
        case Kind.WARC:
            items = read_warc(found, scope)
        case Kind.FEED:
            items = read_rss(found, scope)
        case _:
            items = read_mailbox(found, scope)
    return few_issues(items, found.name)


def _one_text(found: Found, kind: Kind, limits: ReadLimits) -> Items:
    data = found.stream.read(limits.max_file_bytes + 1)
    if len(data) > limits.max_file_bytes:
        yield too_large(found.name, limits.max_file_bytes)
    elif not found.fault:
        yield Entry(found.name, data, FORM_OF_KIND[kind], file_name=found.file_name)


def _json(found: Found, scope: Scope) -> Items:
    data = found.stream.read(scope.limits.max_file_bytes + 1)
    if len(data) > scope.limits.max_file_bytes:
        yield too_large(found.name, scope.limits.max_file_bytes)
    elif not found.fault:
        yield from read_json(data, found.name, scope.columns)
