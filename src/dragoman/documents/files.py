"""Which files there are to read, and what is wrong with those that cannot be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from dragoman.documents.kinds import BY_SUFFIX, Kind, advise
from dragoman.documents.sniffing import LOOKED_AT, judge
from dragoman.ids import content_id
from dragoman.model import Issue

_SHOWN = 120
_MAGIC = frozenset("*?[")
STDIN = Path("-")
"""The path that stands for standard input."""


def make_issue(
    kind: str, record: str, advice: str, place: str = "", value: str = "", *, warning: bool = False
) -> Issue:
    """Make an issue; its id tells only what is wrong and where, so that a second run makes the same one."""
    value = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    severity = "warning" if warning else "error"
    return Issue(content_id("is", kind, record, place, value), kind, record, place, value, advice, severity)


def discover(paths: Sequence[Path]) -> Iterator[Path | Issue]:
    """List the files to read in files, folders and patterns, sorted; an issue for each that cannot be read.

    A path with `*`, `?` or `[...]` that is no file itself is a pattern, `**` in it stands for any folders; the path `-`
    stands for standard input. Hidden files and folders are left out unless they are named themselves. A file named
    twice is listed once.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _named(path):
            if isinstance(found, Issue):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def _named(path: Path) -> Iterator[Path | Issue]:
    """List what one of the given paths stands for."""
    if path == STDIN:
        yield path
    elif _is_pattern(path):
        yield from _matching(path)
    else:
        yield from (_judged(found) for found in _under(path, named=True))


def _is_pattern(path: Path) -> bool:
    return not _MAGIC.isdisjoint(str(path)) and not os.path.lexists(path)


def _matching(pattern: Path) -> Iterator[Path | Issue]:
    """List the files that a pattern names, and those in the folders that it names."""
    parts = pattern.parts
    first = next(i for i, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    root = Path(*parts[:first])
    none = True
    for found in _under(root, named=True):
        if isinstance(found, Issue):
            none = False
            yield found
        elif _matches(found.relative_to(root).parts, parts[first:]):
            none = False
            yield _judged(found)
    if none:
        yield make_issue("missing-file", pattern.as_posix(), "No file matches the pattern: check it.")


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether a file, or a folder that it lies in, is named by a pattern.

    >>> _matches(("a", "b", "c.html"), ("**", "*.html")), _matches(("a", "c.html"), ("b*",))
    (True, False)
    """
    reached = {0}  # how much of the pattern the parts so far may stand for
    for part in parts:
        reached = _with_skips(reached, pattern)
        reached = {
            place + (pattern[place] != "**")
            for place in reached
            if place < len(pattern) and (pattern[place] == "**" or fnmatchcase(part, pattern[place]))
        }
        if len(pattern) in _with_skips(reached, pattern):
            return True
    return False


def _with_skips(reached: set[int], pattern: tuple[str, ...]) -> set[int]:
    """Add the places behind a `**`, which may stand for no folder at all."""
    places = set(reached)
    for place in range(len(pattern)):
        if place in places and pattern[place] == "**":
            places.add(place + 1)
    return places


def _under(path: Path, *, named: bool) -> Iterator[Path | Issue]:
    if not named and path.name.startswith("."):
        return
    try:
        folder, there = path.is_dir(), path.exists() or path.is_symlink()
        children = sorted(path.iterdir()) if folder else []
    except OSError as error:
        yield unreadable(path, error)
        return
    if folder and not (path.is_symlink() and not named):  # a link to a folder may lead in a circle
        for child in children:
            yield from _under(child, named=False)
        return
    if not folder:
        yield path if there else unreadable(path, FileNotFoundError())


def _judged(path: Path | Issue) -> Path | Issue:
    """Give the path of a file that can be read, or the issue of one that cannot."""
    if isinstance(path, Issue):
        return path
    misnamed = bad_name(path)
    if misnamed:
        return misnamed
    try:
        name = path.as_posix()
        kind = BY_SUFFIX.get(path.suffix.lower())
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            advice = "This is no ordinary file (a pipe or a device): give its content as a file."
            return make_issue("unsupported-type", name, advice)
        return path if kind else _sniffed(path)
    except OSError as error:
        return unreadable(path, error)


def bad_name(path: Path) -> Issue | None:
    """Make the issue for a name that is no text; None where it is."""
    name = path.as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode(errors="surrogateescape").decode(errors="backslashreplace")
        return make_issue("bad-file-name", shown, "Its name is not UTF-8: rename it.")
    return None


def _sniffed(path: Path) -> Path | Issue:
    """Judge a file by its first bytes, where its suffix tells nothing."""
    with path.open("rb") as handle:
        kind = judge(path.name, handle.read(LOOKED_AT))
    if isinstance(kind, Kind):
        return path
    advice = advise(path.suffix.lower(), kind.what)
    return make_issue("unsupported-type", path.as_posix(), advice, value=kind.what or path.suffix)


def unreadable(path: Path, error: OSError) -> Issue:
    """Make the issue for a file or folder that the system refuses."""
    if isinstance(error, FileNotFoundError):
        return make_issue("missing-file", path.as_posix(), "There is no such file: check the path.")
    if isinstance(error, PermissionError):
        advice = "You may not read it: change its permissions, or run as its owner."
        return make_issue("not-permitted", path.as_posix(), advice)
    reason = error.strerror or type(error).__name__
    return make_issue(
        "unreadable-file", path.as_posix(), "The system cannot read it: check the disk or the link.", value=reason
    )
