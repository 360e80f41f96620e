"""JSON Lines, read line by line: one bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from dragoman.documents.dating import date_of_url, to_when
from dragoman.documents.entry import Entry, form_of
from dragoman.documents.expressions import read_stamp
from dragoman.documents.files import make_issue
from dragoman.documents.metadata import About, names
from dragoman.model import Basis, Issue, When

_BOM = b"\xef\xbb\xbf"


def read_feed(handle: BinaryIO, name: str, max_line_bytes: int) -> Iterator[Entry | Issue]:
    """Read the lines of a feed; blank ones are left out. A line is read before the next one is looked at.

    The keys `text` (required), `url`, `outlet`, `published`, `title`, `authors`, `retrieved` are read, others are not.
    """
    empty = True
    for number, line in enumerate(_lines(handle, max_line_bytes), 1):
        if line is None:
            empty = False
            yield make_issue(
                "too-large", name, f"Split it, or raise the limit of {max_line_bytes} bytes.", _place(number)
            )
        elif line.strip():
            empty = False
            yield _read_line(line, name, number)
    if empty:
        yield make_issue("empty-file", name, "The file holds no line: fetch it again or take it out.")


def _lines(handle: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Give each line without holding more than the limit; None for a longer one."""
    first = True
    while line := handle.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = handle.readline(limit + 1)
            yield None
        else:
            yield line.removeprefix(_BOM) if first else line
        first = False


def _place(number: int) -> str:
    return f"line {number}"


def _read_line(line: bytes, name: str, number: int) -> Entry | Issue:
    place = _place(number)
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return make_issue(
            "wrong-encoding", name, "Save the file as UTF-8; the line was left out.", place, str(error.reason)
        )
    except (ValueError, RecursionError) as error:
        return make_issue(
            "malformed-json", name, "Write one JSON object on the line; it was left out.", place, str(error)
        )
    if not isinstance(record, dict):
        return make_issue(
            "malformed-json", name, "The line must be an object with the key `text`.", place, type(record).__name__
        )
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return make_issue("missing-text", name, "Give the article under the key `text`; the line was left out.", place)
    return _feed_line(record, text, name, number)


def _feed_line(record: dict[str, Any], text: str, name: str, number: int) -> Entry:
    strings = {key: _string(record.get(key)) for key in ("url", "outlet", "title", "published", "retrieved")}
    published = _stamp(strings["published"])
    from_url = date_of_url(strings["url"])
    about = About(
        strings["title"],
        strings["outlet"],
        tuple(_authors(record.get("authors"))),
        strings["url"],
        retrieved=_day(strings["retrieved"]),
        dates=tuple(when for when in (published, from_url) if when),
    )
    oddities = _oddities(record, about, published, name, _place(number))
    return Entry(f"{name}#{number}", text, form_of(text), about, issues=tuple(oddities))


def _oddities(record: dict[str, Any], about: About, published: When | None, name: str, place: str) -> Iterator[Issue]:
    """Warn of a value that could not be used."""
    usable = {"published": bool(published), "retrieved": bool(about.retrieved), "authors": bool(about.authors)}
    usable |= {"url": bool(about.url), "outlet": bool(about.outlet), "title": bool(about.title)}
    for key, used in usable.items():
        given = record.get(key)
        if given not in (None, "", []) and not used:
            form = "a date like 2014-03-12" if key in {"published", "retrieved"} else "text"
            advice = f"Write `{key}` as {form}; the document was read without it."
            yield make_issue("malformed-value", name, advice, f"{place}, {key}", repr(given), warning=True)


def _string(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _authors(value: object) -> list[str]:
    if isinstance(value, str):
        return names(value)
    return [name.strip() for name in value if isinstance(name, str) and name.strip()] if isinstance(value, list) else []


def _stamp(text: str | None) -> When | None:
    found = read_stamp(text) if text else None
    return to_when(found, Basis.METADATA, text or "") if found else None


def _day(text: str | None) -> date | None:
    found = read_stamp(text) if text else None
    return found.latest if found else None
