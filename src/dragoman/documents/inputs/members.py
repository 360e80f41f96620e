"""The members of archives: their names, which of them are read, and what is told of those that are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dragoman.documents.entry import Entry
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.scope import Read, Scope
from dragoman.documents.inputs.streams import Found
from dragoman.documents.kinds import advise, suffix_of
from dragoman.documents.sniffing import Refused, judge
from dragoman.model import Issue

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LITTER = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))


class Passed:
    """Members that are passed over, counted by suffix: one issue for all of an archive."""

    def __init__(self) -> None:
        self._suffixes: Counter[str] = Counter()
        self._what: dict[str, str] = {}
        self._encrypted: list[str] = []

    def refuse(self, name: str, what: str) -> None:
        """Count a member of a kind that is not read; `what` is what its bytes tell."""
        suffix = suffix_of(name)[:20] or "no suffix"
        self._suffixes[suffix] += 1
        self._what.setdefault(suffix, what)

    def lock(self, name: str) -> None:
        """Count a member that needs a password."""
        self._encrypted.append(name)

    def issues(self, name: str) -> Iterator[Issue]:
        """Tell of all that were passed over."""
        if self._suffixes:
            listed = ", ".join(f"{count} {suffix}" for suffix, count in self._suffixes.most_common(12))
            suffix = self._suffixes.most_common(1)[0][0]
            yield make_issue("unsupported-type", name, advise(suffix, self._what[suffix]), "members", listed)
        if self._encrypted:
            advice = "It needs a password: unpack it yourself and give the files."
            value = f"{len(self._encrypted)} members, the first {self._encrypted[0]}"
            yield make_issue("encrypted", name, advice, "members", value)


def member_name(name: str) -> str | None:
    """Give the name of a member as sources show it; None for hidden files and litter.

    What leads out of the archive is cut off; the name is never used to open or write anything.

    >>> member_name("../../etc/a.txt"), member_name("__MACOSX/._a.txt")
    ('etc/a.txt', None)
    """
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\\", "/")
    parts = [part for part in _CONTROL.sub("?", readable).split("/") if part not in {"", ".", ".."}]
    if not parts or any(part.startswith(".") or part in _LITTER for part in parts):
        return None
    return "/".join(parts)


def read_member(found: Found, scope: Scope, read: Read, passed: Passed) -> Iterator[Entry | Issue]:
    """Read a member, if it is of a kind that is read."""
    head = found.head()
    kind = judge(found.file_name, head)
    if isinstance(kind, Refused):
        passed.refuse(found.file_name, kind.what)
    elif not head and not found.fault:
        yield make_issue("empty-file", found.name, "The member is empty: pack it again or take it out.")
    else:
        yield from read(found, scope)
