"""What a run is given to read: files, web addresses, standard input."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from dragoman.documents import ColumnMap, Entry, ReadLimits, holds_many, open_entries, open_stream
from dragoman.model import Issue

if TYPE_CHECKING:
    from dragoman.documents import Fetcher, FetchOptions

STDIN = "standard-input"
"""What texts from standard input are called, with the first signs of their hash."""
_SPOOL = 50_000_000
"""Bytes of standard input that are held in memory; more of it goes to a temporary file."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Inputs:
    """All that one run is given."""

    paths: Sequence[Path] = ()
    """Files, folders and patterns."""
    addresses: Sequence[str] = ()
    """Pages and feeds on the web; they need `day`."""
    stream: BinaryIO | None = None
    """Standard input."""
    columns: ColumnMap | None = None
    """Names of the columns of tables and the keys of JSON Lines, where they are unusual."""
    day: date | None = None
    """The day on which addresses are fetched."""
    web: FetchOptions | None = None


class Given(Protocol):
    """One thing to read."""

    @property
    def name(self) -> str:
        """What the store calls it."""
        ...

    @property
    def many(self) -> bool:
        """Whether it is taken apart here; one that is not is a file that a worker opens."""
        ...

    @property
    def size(self) -> int:
        """Bytes, as far as known."""
        ...

    def digest(self) -> str:
        """Hash of its bytes; empty where they are not known before it is read."""
        ...

    def entries(self, limits: ReadLimits) -> Iterator[Entry | Issue]:
        """What it holds."""
        ...


@dataclass(frozen=True)
class GivenFile:
    """A file."""

    path: Path
    columns: ColumnMap | None = None

    @property
    def name(self) -> str:
        """The path."""
        return self.path.as_posix()

    @property
    def many(self) -> bool:
        """Whether it may hold many texts."""
        return holds_many(self.path)

    @property
    def size(self) -> int:
        """Bytes in it; none when it cannot be asked (the reader will say so)."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def digest(self) -> str:
        """SHA-256 of its bytes and of the columns named; of nothing when it cannot be read (the reader will say so)."""
        try:
            with self.path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256")
        except OSError:
            return ""
        if self.columns:
            found.update(repr(self.columns).encode())
        return found.hexdigest()

    def entries(self, limits: ReadLimits) -> Iterator[Entry | Issue]:
        """What the file holds."""
        return open_entries(self.path, limits, self.columns)


@dataclass(frozen=True)
class GivenAddress:
    """A page or feed on the web."""

    name: str
    fetcher: Fetcher
    day: date
    many: bool = True
    size: int = 0

    def digest(self) -> str:
        """Nothing: what stands there is known when it was fetched."""
        return ""

    def entries(self, _: ReadLimits) -> Iterator[Entry | Issue]:
        """The page, or the pages that the feed links to; the fetcher has limits of its own."""
        return self.fetcher.fetch(self.name, self.day)


@dataclass(frozen=True)
class GivenStream:
    """Standard input, spooled; named by its content, so that another text on it does not take the place of the last."""

    name: str
    content: BinaryIO
    size: int
    sha256: str
    columns: ColumnMap | None = None
    many: bool = True

    def digest(self) -> str:
        """SHA-256 of what came."""
        return self.sha256

    def entries(self, limits: ReadLimits) -> Iterator[Entry | Issue]:
        """What it holds."""
        self.content.seek(0)
        return open_stream(self.name, self.content, limits, self.columns)


def spooled(stream: BinaryIO, columns: ColumnMap | None) -> GivenStream:
    """Take all of a stream; what is much goes to a temporary file. Whoever asks closes its content."""
    content = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - see above
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        content.write(chunk)
    name = f"{STDIN}-{digest.hexdigest()[:12]}"
    return GivenStream(name, cast("BinaryIO", content), size, digest.hexdigest(), columns)
