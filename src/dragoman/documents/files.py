"""Which files there are to read, and what is wrong with those that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.ids import content_id
from dragoman.model import Issue

TEXT, MARKDOWN = frozenset((".txt", ".text")), frozenset((".md", ".markdown"))
HTML, LINES = frozenset((".html", ".htm", ".xhtml")), frozenset((".jsonl", ".ndjson"))
SUPPORTED = TEXT | MARKDOWN | HTML | LINES
_SHOWN = 120


def make_issue(
    kind: str, record: str, advice: str, place: str = "", value: str = "", *, warning: bool = False
) -> Issue:
    """Make an issue; its id tells only what is wrong and where, so that a second run makes the same one."""
    value = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    severity = "warning" if warning else "error"
    return Issue(content_id("is", kind, record, place, value), kind, record, place, value, advice, severity)


def discover(paths: Sequence[Path]) -> Iterator[Path | Issue]:
    """List the files to read in files and folders, sorted; an issue for each that cannot be read.

    Hidden files and folders are left out unless they are named themselves. A file named twice is listed once.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _under(path, named=True):
            if isinstance(found, Issue):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


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
        yield _judged(path, there=there)


def _judged(path: Path, *, there: bool) -> Path | Issue:
    if not there:
        return make_issue("missing-file", path.as_posix(), "There is no such file: check the path.")
    if path.exists() and not path.is_file():
        advice = "This is no ordinary file (a pipe or a device): give its content as a file."
        return make_issue("unsupported-type", path.as_posix(), advice)
    if path.suffix.lower() not in SUPPORTED:
        kinds = ", ".join(sorted(SUPPORTED))
        advice = f"This kind of file is not read yet: give it as {kinds}, or take it out of the folder."
        return make_issue("unsupported-type", path.as_posix(), advice, value=path.suffix)
    return path


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
