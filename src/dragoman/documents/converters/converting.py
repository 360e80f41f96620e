"""Which converter an entry needs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.documents.entry import Entry, ReadLimits
from dragoman.model import Issue


def convert_entry(entry: Entry, limits: ReadLimits) -> Iterator[Entry | Issue]:  # noqa: ARG001
    """Give the entry itself where it is a text, else the texts that it holds."""
    yield entry
