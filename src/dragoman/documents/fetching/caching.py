"""Pages fetched before, kept on disk with what the server needs to say that they have not changed.

A small store of its own, one file a page. The package hishel, which was weighed, keeps all in one database, follows the
whole of RFC 9111 (a page it holds for fresh is not asked for again) and does not know the day of the first fetch; here
a server is always asked, a broken file costs only itself, and the same page stays the same entry.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path

import msgspec

from dragoman.ids import content_id

_FORMAT = 1
_LONGEST_HEAD = 65_536


class Page(msgspec.Struct, frozen=True):
    """What stands at an address."""

    asked: str
    """The address that gave it."""
    url: str
    """The address it is known by."""
    retrieved: date
    """The day on which these bytes were first fetched."""
    body: bytes
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    """When the server says that it changed, in its own words."""
    unkept: str = ""
    """What kept it from being kept; empty where all is well."""


class _Head(msgspec.Struct, frozen=True):
    format: int
    asked: str
    url: str
    retrieved: date
    digest: str
    content_type: str
    etag: str
    modified: str


class PageCache:
    """The pages of a folder, by address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, asked: str) -> Page | None:
        """Give what was kept for an address; None where there is nothing, or nothing that can be read."""
        try:
            with self._path(asked).open("rb") as handle:
                line, body = handle.readline(_LONGEST_HEAD), handle.read()
            head = msgspec.json.decode(line, type=_Head)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        if (head.format, head.asked, head.digest) != (_FORMAT, asked, _digest(body)):
            return None
        return Page(asked, head.url, head.retrieved, body, head.content_type, head.etag, head.modified)

    def save(self, page: Page) -> str:
        """Keep a page, in one step: a reader sees the old file or the new one. Gives what went wrong, if anything."""
        facts = (page.asked, page.url, page.retrieved, _digest(page.body), page.content_type, page.etag, page.modified)
        head = msgspec.json.encode(_Head(_FORMAT, *facts))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".new-", delete=False) as handle:
                path = Path(handle.name)
                try:
                    handle.write(head + b"\n" + page.body)
                    handle.close()
                    path.replace(self._path(page.asked))
                except OSError:
                    with suppress(OSError):
                        path.unlink()
                    raise
        except OSError as error:
            return error.strerror or type(error).__name__
        return ""

    def _path(self, asked: str) -> Path:
        return self._folder / f"{content_id('page', asked)}.page"


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
