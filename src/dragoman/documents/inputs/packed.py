"""Packed files: what is in one is read as if it stood there unpacked."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.documents.entry import Entry
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.scope import Read, Scope
from dragoman.documents.inputs.streams import Found, packing_of, unpack
from dragoman.documents.kinds import unpacked_name
from dragoman.model import Issue


def read_packed(found: Found, scope: Scope, read: Read) -> Iterator[Entry | Issue]:
    """Read what a file packed by gzip, bzip2, xz or zstd holds; it keeps the name of the packed file in sources."""
    inside = scope.unpacked()
    if inside.depth > scope.limits.max_archive_depth:
        yield too_deep(found.name, scope)
        return
    packing = packing_of(found.head())
    if not packing:
        advice = "It is not packed as its suffix says: give it its right suffix, or fetch it again."
        yield make_issue("damaged-archive", found.name, advice)
        return
    budget = scope.budget if scope.depth else None  # one long file of records is read whatever its length
    inner = Found(found.name, unpacked_name(found.file_name), unpack(found.stream, packing, scope.limits, budget))
    yield from read(inner, inside)
    found.place = inner.place
    found.pass_on(inner.fault)


def too_deep(name: str, scope: Scope) -> Issue:
    """Make the issue of archives within archives within archives."""
    advice = f"Unpack it yourself, or raise the limit of {scope.limits.max_archive_depth} archives within archives."
    return make_issue("archive-too-deep", name, advice)
