"""The lines of a stream, none longer than a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.documents.inputs.streams import Tracked

_BOM = b"\xef\xbb\xbf"


def read_lines(handle: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Give each line without holding more than the limit; None for a longer one.

    A last line without its end is left out where the stream is cut short: it may not be whole.
    """
    first = True
    while line := handle.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = handle.readline(limit + 1)
            yield None
        elif line.endswith(b"\n") or not is_faulty(handle):
            yield line.removeprefix(_BOM) if first else line
        first = False


def is_faulty(handle: BinaryIO) -> bool:
    """Whether a stream has ended before its time."""
    raw = getattr(handle, "raw", None)
    return isinstance(raw, Tracked) and raw.fault is not None
