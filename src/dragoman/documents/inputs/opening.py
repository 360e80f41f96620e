"""Opens a file as what it is, and gives its entries."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from dragoman.documents.entry import Entry, Form, ReadLimits
from dragoman.documents.files import HTML, LINES, MARKDOWN, SUPPORTED, make_issue, unreadable
from dragoman.documents.inputs.jsonl import read_feed
from dragoman.model import Issue


def open_entries(path: Path, limits: ReadLimits) -> Iterator[Entry | Issue]:
    """Give the entries of a file, one at a time; what cannot be read becomes an issue, never an exception."""
    try:
        yield from _open(path, limits)
    except OSError as error:
        yield unreadable(path, error)


def holds_many(path: Path) -> bool:
    """Whether a file may hold many entries: it is taken apart in one process, and its entries are read in many."""
    return path.suffix.lower() in LINES


def _open(path: Path, limits: ReadLimits) -> Iterator[Entry | Issue]:
    suffix, name = path.suffix.lower(), path.as_posix()
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or suffix not in SUPPORTED:
        advice = f"Give a file of one of these kinds: {', '.join(sorted(SUPPORTED))}."
        yield make_issue("unsupported-type", name, advice, value=suffix)
    elif status.st_size == 0:
        yield make_issue("empty-file", name, "The file is empty: fetch it again or take it out.")
    elif suffix in LINES:
        with path.open("rb") as handle:
            yield from read_feed(handle, name, limits.max_line_bytes)
    elif status.st_size > limits.max_file_bytes:
        advice = f"Split it, or raise the limit of {limits.max_file_bytes} bytes."
        yield make_issue("too-large", name, advice, value=f"{status.st_size} bytes")
    else:
        form = Form.HTML if suffix in HTML else Form.MARKDOWN if suffix in MARKDOWN else Form.PLAIN
        yield Entry(name, path.read_bytes(), form, file_name=path.name)
