"""Tar archives: members are read one after the other, as streams, and never written to disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from dragoman.documents.entry import Entry
from dragoman.documents.inputs.members import Passed, member_name, read_member
from dragoman.documents.inputs.packed import too_deep
from dragoman.documents.inputs.scope import Read, Scope, fault_issue, few_issues
from dragoman.documents.inputs.streams import Fault, Found, TooMuch
from dragoman.documents.inputs.tarheads import BadHead, TarMember, TarStream
from dragoman.model import Issue


def read_tar(found: Found, scope: Scope, read: Read) -> Iterator[Entry | Issue]:
    """Read the members of a tar archive; what is wrong with it is left on `found` as its fault."""
    inside = scope.inside()
    if inside.depth > scope.limits.max_archive_depth:
        yield too_deep(found.name, scope)
        return
    passed = Passed()
    yield from few_issues(_members(found, inside, read, passed), found.name)
    yield from passed.issues(found.name)


def _members(found: Found, scope: Scope, read: Read, passed: Passed) -> Iterator[Entry | Issue]:
    stream = TarStream(found.stream)
    try:
        for member in _within_limits(stream, scope):
            name = member_name(member.name)
            if name is None or not member.is_file:
                continue
            if member.sparse:
                passed.refuse(name, "")
                continue
            found.place = name
            inner = Found(f"{found.name}!/{name}", PurePosixPath(name).name, stream.read)
            yield from read_member(inner, scope, read, passed)
            stream.check()
            if inner.fault:
                yield fault_issue(inner.fault, inner.name, inner.place)
    except TooMuch as error:
        found.pass_on(Fault("archive-too-large", str(error)))
    except EOFError:
        found.pass_on(Fault("cut-short"))
    except BadHead as error:
        found.pass_on(Fault("damaged-archive", str(error)))


def _within_limits(stream: TarStream, scope: Scope) -> Iterator[TarMember]:
    most = scope.limits.max_archive_members
    for count, member in enumerate(stream.members(), 1):
        if count > most:
            raise TooMuch(f"more than {most} members")
        scope.budget.spend(member.size)
        yield member
