"""Zip archives: members are read one after the other, as streams, and never written to disk under their names."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from dragoman.documents.entry import Entry, ReadLimits
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.members import Passed, member_name, read_member
from dragoman.documents.inputs.packed import too_deep
from dragoman.documents.inputs.scope import Read, Scope, fault_issue, few_issues
from dragoman.documents.inputs.streams import MOST_TIMES, Fault, Found, TooMuch, is_bomb, spool
from dragoman.documents.kinds import Kind, advise, suffix_of
from dragoman.model import Issue

_LONGEST_LIST, _LONG_LIST = 100_000_000, 1_000_000
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
_PACKED_SAFELY = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""The others may give any amount at a single step."""


def read_zip(found: Found, scope: Scope, read: Read) -> Iterator[Entry | Issue]:
    """Read the members of a zip archive, in the order of its list."""
    inside = scope.inside()
    if inside.depth > scope.limits.max_archive_depth:
        yield too_deep(found.name, scope)
        return
    try:
        handle = found.path.open("rb") if found.path else spool(found.stream, scope.limits)
    except TooMuch as error:
        yield fault_issue(Fault("archive-too-large", str(error)), found.name)
        return
    with handle:
        if found.fault:
            return
        yield from few_issues(_zipped(handle, found, inside, read), found.name)


def _zipped(handle: BinaryIO, found: Found, scope: Scope, read: Read) -> Iterator[Entry | Issue]:
    try:
        archive = zipfile.ZipFile(_Guarded(handle, 2 * scope.limits.max_archive_members))
    except TooMuch as error:
        yield fault_issue(Fault("archive-too-large", str(error)), found.name)
        return
    except _BROKEN as error:
        advice = "Its list of members cannot be read: fetch it again, or pack it again."
        yield make_issue("damaged-archive", found.name, advice, value=str(error))
        return
    members = archive.infolist()
    office = _office_kind({member.filename for member in members[:1000]})
    if office is Kind.DOCX:
        handle.seek(0)
        yield from read(Found(found.name, f"{PurePosixPath(found.file_name).stem}.docx", handle.read), scope)
    elif office:
        advice = advise(suffix_of(found.file_name), office)
        yield make_issue("unsupported-type", found.name, advice, value=office)
    else:
        size = handle.seek(0, 2)
        passed = Passed()
        yield from _read_all(archive, Archive(found.name, size, scope, read, passed))
        yield from passed.issues(found.name)


class _Guarded:
    """Refuses to read much at once: a false list of members may ask for any amount."""

    def __init__(self, handle: BinaryIO, most: int) -> None:
        self._handle, self._most = handle, most
        self.seek, self.tell, self.seekable = handle.seek, handle.tell, handle.seekable

    def read(self, size: int = -1) -> bytes:
        """Read up to a hundred megabytes; TooMuch for more, and for a list of far too many members."""
        if size > _LONGEST_LIST:
            raise TooMuch(f"a list of {size} bytes")
        data = self._handle.read(size)
        if size > _LONG_LIST and data.count(b"PK\x01\x02") > self._most:
            raise TooMuch(f"more than {self._most} members")
        return data


_OFFICE: dict[str, Kind | str] = {
    "word/document.xml": Kind.DOCX,
    "xl/workbook.xml": "a sheet",
    "ppt/presentation.xml": "slides",
    "META-INF/container.xml": "an electronic book",
    "content.xml": "an office document",
}


def _office_kind(names: set[str]) -> Kind | str | None:
    """Say which office document a zip archive is, if it is one."""
    if "content.xml" in names and "mimetype" not in names:
        return None
    return next((kind for name, kind in _OFFICE.items() if name in names), None)


@dataclass(frozen=True)
class Archive:
    """An archive whose members are read."""

    name: str
    size: int
    """Bytes, packed."""
    scope: Scope
    read: Read
    passed: Passed


def _read_all(archive: zipfile.ZipFile, around: Archive) -> Iterator[Entry | Issue]:
    limits, total = around.scope.limits, 0
    for count, info in enumerate(archive.infolist(), 1):
        name = member_name(_told_name(info))
        if name is None or info.is_dir() or not _is_file(info):
            continue
        fault = _unsafe(info, limits)
        if fault:
            yield fault_issue(fault, around.name, name)
            continue
        total += info.file_size
        too_much = _too_much(around, count, info.file_size, total)
        if too_much:
            yield fault_issue(Fault("archive-too-large", too_much), around.name, name)
            return
        yield from _read_member(archive, info, name, around)


def _told_name(info: zipfile.ZipInfo) -> str:
    """Give the name of a member; many packers write UTF-8 and do not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is no link or device; many packers do not say what it is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind in {0, stat.S_IFREG}


def _unsafe(info: zipfile.ZipInfo, limits: ReadLimits) -> Fault | None:
    """Say why a member is not even opened."""
    if is_bomb(info.file_size, info.compress_size, limits):
        return Fault("archive-too-large", f"{info.file_size} bytes out of {info.compress_size}")
    return None


def _too_much(around: Archive, count: int, size: int, total: int) -> str:
    """Say which limit an archive goes beyond with its next member, if it does."""
    limits = around.scope.limits
    if count > limits.max_archive_members:
        return f"more than {limits.max_archive_members} members"
    if is_bomb(total, around.size, limits):
        return f"more than {MOST_TIMES} times its packed size"
    try:
        around.scope.budget.spend(size)
    except TooMuch as error:
        return str(error)
    return ""


def _read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, around: Archive
) -> Iterator[Entry | Issue]:
    if info.flag_bits & 1:
        around.passed.lock(name)
        return
    place = f"{around.name}!/{name}"
    if info.compress_type not in _PACKED_SAFELY:
        advice = "It is packed in a way that is not read: unpack it, or pack it again as plain zip."
        yield make_issue("unsupported-type", place, advice, value=f"packing method {info.compress_type}")
        return
    try:
        handle = archive.open(info)
    except _BROKEN as error:
        yield fault_issue(Fault("damaged-archive", str(error)), place)
        return
    with handle:
        inner = Found(place, PurePosixPath(name).name, handle.read)
        kept = 0
        for item in read_member(inner, around.scope, around.read, around.passed):
            kept += isinstance(item, Entry)
            yield item
        if inner.fault:
            yield fault_issue(inner.fault, inner.name, inner.place, kept=kept > 0)
