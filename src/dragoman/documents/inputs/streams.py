"""Streams that end where something is wrong with them, and say what; packed ones give no more than is safe."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from dragoman.documents.entry import ReadLimits
from dragoman.documents.sniffing import LOOKED_AT

MOST_TIMES = 200
"""How many times its packed size something may unpack to; text packs to a tenth, made-up data to a thousandth."""
_BLOCK = 65_536
_IN_MEMORY = 16_000_000
_XZ_MEMORY = 300_000_000
_PACKED = ((b"\x1f\x8b", "gzip"), (b"BZh", "bz2"), (b"\xfd7zXZ", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"))
_DAMAGE = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, NotImplementedError)


class TooMuch(Exception):  # noqa: N818 - it ends a stream; nobody outside sees it
    """An archive unpacks to more than is allowed."""


@dataclass(frozen=True)
class Fault:
    """Why a stream ended early."""

    kind: str
    """Kind of the issue: cut-short, damaged-archive, archive-too-large or unreadable-file."""
    value: str = ""


@dataclass
class Budget:
    """What an archive, with all within it, may still unpack to."""

    limits: ReadLimits
    unpacked: int = 0

    def spend(self, size: int) -> None:
        """Count bytes; TooMuch where they are more than the limit."""
        self.unpacked += size
        if self.unpacked > self.limits.max_archive_bytes:
            raise TooMuch(f"more than {self.limits.max_archive_bytes} bytes")


def is_bomb(unpacked: int, packed: int, limits: ReadLimits) -> bool:
    """Whether something unpacks to far more than text does; what is small does no harm."""
    return unpacked > limits.max_file_bytes and unpacked > MOST_TIMES * packed


class Tracked(io.RawIOBase):
    """Reads from a function; ends where it fails, and keeps why."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        super().__init__()
        self._read = read
        self.fault: Fault | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed names a wider buffer
        """Fill the buffer, less at the end only."""
        filled = 0
        while filled < len(buffer) and self.fault is None:
            data = self._guarded(len(buffer) - filled)
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        return filled

    def _guarded(self, size: int) -> bytes:
        try:
            return self._read(size)
        except TooMuch as error:
            self.fault = Fault("archive-too-large", str(error))
        except EOFError:
            self.fault = Fault("cut-short")
        except OSError as error:
            self.fault = Fault("unreadable-file", error.strerror or str(error))
        except _DAMAGE as error:
            self.fault = Fault("damaged-archive", str(error))
        return b""


class Found:
    """Something to read: its name, and its bytes as a stream that never raises."""

    def __init__(self, name: str, file_name: str, read: Callable[[int], bytes], path: Path | None = None) -> None:
        self.name = name
        """How sources and issues call it."""
        self.file_name = file_name
        """Its last name, which tells the kind and may hold a date; empty for standard input."""
        self.place = ""
        """Where a reader stood when the stream ended early, as far as it knows."""
        self.path = path
        """The file, where it is one that can be opened again."""
        self._tracked = Tracked(read)
        self.stream = io.BufferedReader(self._tracked, _BLOCK)

    @property
    def fault(self) -> Fault | None:
        """Why the stream ended early; None while nothing is wrong."""
        return self._tracked.fault

    def pass_on(self, fault: Fault | None) -> None:
        """Take over what is wrong with a stream that is made of this one."""
        self._tracked.fault = self._tracked.fault or fault

    def head(self) -> bytes:
        """Give the first bytes; they stay to be read."""
        return self.stream.peek(LOOKED_AT)[:LOOKED_AT]


class _Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's decompressor, made like the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._held = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail and not self._held

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self._held = len(out) == max_length  # it may hold back what had no room
        return out


class Unpacker:
    """Unpacks a stream, one or more packed members after the other, a block at a time."""

    def __init__(self, source: BinaryIO, packing: str, limits: ReadLimits, budget: Budget | None = None) -> None:
        self._source, self._packing, self._limits, self._budget = source, packing, limits, budget
        self._packed = self._made = 0
        self._inner: _Decompressor | None = None
        self._left = b""

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes, none at the end; EOFError for a stream that is cut short."""
        while True:
            inner = self._inner if self._inner and not self._inner.eof else self._next_member()
            if inner is None:
                return b""
            data = self._fill() if inner.needs_input else b""
            if inner.needs_input and not data:
                raise EOFError
            out = self._decompressed(inner, data, size)
            if out:
                return out

    def _decompressed(self, inner: _Decompressor, data: bytes, size: int) -> bytes:
        try:
            out = inner.decompress(data, size)
        except OSError as error:  # bz2 says so of damaged data
            raise zlib.error(str(error)) from error
        self._made += len(out)
        if self._budget:
            self._budget.spend(len(out))
        if is_bomb(self._made, self._packed, self._limits):
            raise TooMuch(f"more than {MOST_TIMES} times its packed size")
        return out

    def _fill(self) -> bytes:
        data, self._left = self._left or self._source.read(_BLOCK), b""
        self._packed += len(data)
        return data

    def _next_member(self) -> _Decompressor | None:
        """Begin the next packed member; None at the end, where padding and foreign bytes do not count."""
        if self._inner:
            self._left = self._inner.unused_data
            self._packed -= len(self._left)
        elif self._packed:
            return None
        start = self._left or self._source.read(_BLOCK)
        while start and not start.strip(b"\x00"):
            start = self._source.read(_BLOCK)
        self._left = start.lstrip(b"\x00")
        self._inner = _decompressor(self._packing) if packing_of(self._left) == self._packing else None
        return self._inner


def _decompressor(packing: str) -> _Decompressor:
    if packing == "gzip":
        return _Gzip()
    return bz2.BZ2Decompressor() if packing == "bz2" else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def packing_of(head: bytes) -> str:
    """Say how something is packed, by its first bytes; empty where it is not.

    >>> packing_of(b"BZh91AY")
    'bz2'
    """
    return next((name for mark, name in _PACKED if head.startswith(mark)), "")


def unpack(source: BinaryIO, packing: str, limits: ReadLimits, budget: Budget | None = None) -> Callable[[int], bytes]:
    """Give a function that reads a packed stream unpacked: `gzip`, `bz2`, `xz`, `zstd` or `brotli`."""
    if packing in {"zstd", "brotli"}:
        return _ByArrow(source, packing, limits, budget).read
    return Unpacker(source, packing, limits, budget).read


class _ByArrow:
    """Unpacks what the standard library cannot."""

    def __init__(self, source: BinaryIO, packing: str, limits: ReadLimits, budget: Budget | None) -> None:
        import pyarrow as pa  # noqa: PLC0415  heavy

        self._counted = _Counted(source)
        self._inner = pa.CompressedInputStream(pa.PythonFile(self._counted, mode="r"), packing)
        self._limits, self._budget, self._made = limits, budget, 0

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes, none at the end."""
        try:
            out: bytes = self._inner.read(min(size, _BLOCK))
        except OSError as error:
            if "runcated" in str(error):
                raise EOFError from error
            raise zlib.error(str(error)) from error
        self._made += len(out)
        if self._budget:
            self._budget.spend(len(out))
        if is_bomb(self._made, self._counted.count, self._limits):
            raise TooMuch(f"more than {MOST_TIMES} times its packed size")
        return out


class _Counted(io.RawIOBase):
    """Counts what is read through it."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source, self.count = source, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.count += len(data)
        return data


def spool(stream: BinaryIO, limits: ReadLimits) -> BinaryIO:
    """Copy a stream to an unnamed temporary file, so that one can go back in it; TooMuch for one beyond the limit."""
    copy = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the reader closes it
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > limits.max_archive_bytes:
            copy.close()
            raise TooMuch(f"more than {limits.max_archive_bytes} bytes")
        copy.write(block)
    copy.seek(0)
    return cast("BinaryIO", copy)
