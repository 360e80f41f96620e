"""Has the pages of a PDF read by another process, and goes on behind a page that ends it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.documents.converters import letters
from dragoman.documents.converters.words import PageWords, page_of

_MOST_STARTS = 3


@dataclass
class PdfPages:
    """What was read of a PDF."""

    error: str = ""
    """Why it cannot be opened."""
    count: int = 0
    """Its pages, read or not."""
    fields: dict[str, str] = field(default_factory=dict)
    """Its own description."""
    pages: list[PageWords] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    """Numbers of the pages that cannot be read; in `pages` they are empty."""


def read_pages(data: bytes, most_pages: int) -> PdfPages:
    """Read the first pages of a PDF.

    Each page may take some seconds of computing, and all may fill some memory; a page that takes more, or that makes
    pdfium fail, ends the process. It is started again behind that page, a few times.
    """
    found = PdfPages()
    for _ in range(_MOST_STARTS):
        records = list(_run(data, len(found.pages), most_pages))
        _add(found, records)
        if found.error or not records or _is_done(found, most_pages):
            break
        found.pages.append(PageWords())
        found.broken.append(len(found.pages))
        if _is_done(found, most_pages):
            break
    if not found.count and not found.error:
        found.error = "it has no pages, or takes too much time or memory to open"
    return found


def _is_done(found: PdfPages, most_pages: int) -> bool:
    enough = sum(page.letters for page in found.pages) > letters.MOST_LETTERS_IN_ALL
    return enough or len(found.pages) >= min(found.count, most_pages)


def _add(found: PdfPages, records: list[dict[str, Any]]) -> None:
    for record in records:
        if "pages" in record:
            found.count, found.fields = record["pages"], record["fields"]
        elif "words" in record:
            found.pages.append(page_of(record))
        elif found.count:
            found.pages.append(PageWords())
            found.broken.append(len(found.pages))
        else:
            found.error = " ".join(record["error"].split())


def _run(data: bytes, first: int, last: int) -> Iterator[dict[str, Any]]:
    """Run the program that reads pages; its records, as far as it comes."""
    command = [sys.executable, "-P", str(Path(letters.__file__)), str(first), str(last)]
    with subprocess.Popen(  # noqa: S603  our own program, by its path
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdin is None or process.stdout is None:
            return
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(data)
            process.stdin.close()
        for line in process.stdout:
            if line.endswith(b"\n"):
                yield json.loads(line)
