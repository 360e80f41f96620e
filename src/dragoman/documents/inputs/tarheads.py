"""The heads of a tar archive, read in one pass; Python's own reader trusts the lengths that they claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_BLOCK = 512
_STEP = 65_536
_LONGEST_HEAD = 1_000_000
_FILES = frozenset((b"0", b"\0", b"7", b"S"))
_PAX = re.compile(rb"(\d{1,7}) ([^=\n]{1,200})=")


class BadHead(Exception):  # noqa: N818 - it ends the reading of an archive; nobody outside sees it
    """A head is damaged, or claims what cannot be."""


@dataclass(frozen=True)
class TarMember:
    """The head of a member."""

    name: str
    size: int
    is_file: bool
    """It is no folder, link or device."""
    sparse: bool = False
    """Its holes are left out: what stands there is not its content."""


class TarStream:
    """Goes through a tar archive once; `read` gives the bytes of the member at hand."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = self._padding = 0
        self._ended = False

    def members(self) -> Iterator[TarMember]:
        """Give the heads of the members; EOFError where the archive ends within one, BadHead for a damaged one."""
        first = True
        while (head := self._head(first=first)) is not None:
            first = False
            yield head

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes of the member; EOFError where the archive ends within it."""
        wanted = min(size, self._left)
        data = self._stream.read(wanted)
        self._left -= len(data)
        if len(data) < wanted:
            self._ended = True
            raise EOFError
        return data

    def check(self) -> None:
        """Raise EOFError where the archive ended within the member at hand."""
        if self._ended:
            raise EOFError

    def _head(self, *, first: bool) -> TarMember | None:
        """Go on to the next member, over those blocks that only describe it; None at the end."""
        told: dict[bytes, bytes] = {}
        while True:
            self._pass_over()
            block = self._stream.read(_BLOCK)
            if not block.strip(b"\0"):
                if told or (first and not block):
                    raise EOFError
                return None
            if len(block) < _BLOCK:
                raise EOFError
            if not _is_sound(block):
                raise BadHead("a head is damaged")
            self._begin(_number(block[124:136]))
            kind = block[156:157]
            if kind == b"L":
                told[b"path"] = self._whole().rstrip(b"\0")
            elif kind in {b"x", b"X"}:
                told |= _pax_fields(self._whole())
            elif kind not in {b"K", b"g"}:
                return self._member(block, kind, told)

    def _member(self, block: bytes, kind: bytes, told: dict[bytes, bytes]) -> TarMember:
        if told.get(b"size", b"").isdigit():
            self._begin(int(told[b"size"][:15]))
        if kind == b"S":
            self._pass_sparse(block)
        if kind not in _FILES and kind in b"123456":
            self._begin(0)  # links, devices and folders have no content, whatever they claim
        name = told.get(b"path") or _name(block)
        sparse = kind == b"S" or any(key.startswith(b"GNU.sparse") for key in told)
        is_file = kind in _FILES and not name.endswith(b"/")
        return TarMember(name.decode("utf-8", "surrogateescape"), self._left, is_file, sparse)

    def _begin(self, size: int) -> None:
        self._left, self._padding = size, -size % _BLOCK

    def _whole(self) -> bytes:
        """Read all of a block that describes a member."""
        if self._left > _LONGEST_HEAD:
            raise BadHead(f"a head of {self._left} bytes")
        return self.read(self._left)

    def _pass_over(self) -> None:
        """Pass over what is left of a member."""
        while self._left:
            self.read(_STEP)
        if len(self._stream.read(self._padding)) < self._padding:
            raise EOFError
        self._padding = 0

    def _pass_sparse(self, block: bytes) -> None:
        """Pass over the further blocks that tell where the holes of an old sparse file are."""
        more = block[482:483] not in {b"\0", b""}
        while more:
            block = self._stream.read(_BLOCK)
            if len(block) < _BLOCK:
                raise EOFError
            more = block[504:505] != b"\0"


def _is_sound(block: bytes) -> bool:
    """Whether the sum of a head is what it says."""
    try:
        told = _number(block[148:156])
    except BadHead:
        return False
    return told == sum(block) - sum(block[148:156]) + 8 * ord(" ")


def _number(field: bytes) -> int:
    """Read a number in octal digits, or a large one in bytes."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if not digits:
        return 0
    if not re.fullmatch(rb"[0-7]{1,12}", digits):
        raise BadHead("a number in a head is damaged")
    return int(digits, 8)


def _name(block: bytes) -> bytes:
    name, prefix = block[:100].split(b"\0")[0], block[345:500].split(b"\0")[0]
    return prefix + b"/" + name if prefix and block[257:263] == b"ustar\0" else name


def _pax_fields(data: bytes) -> dict[bytes, bytes]:
    """Read the fields of an extended head, each with its length before it."""
    fields: dict[bytes, bytes] = {}
    place = 0
    while match := _PAX.match(data, place):
        end = place + int(match.group(1))
        if end <= match.end():
            break
        fields[match.group(2)] = data[match.end() : end].rstrip(b"\n")
        place = end
    return fields
