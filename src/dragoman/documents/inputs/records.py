"""A record of values (a JSON object, a row, an item of a feed) becomes an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dragoman.documents.dating import date_of_url, to_when
from dragoman.documents.entry import Entry, Form, form_of
from dragoman.documents.expressions import read_stamp
from dragoman.documents.files import make_issue
from dragoman.documents.metadata import About, names
from dragoman.model import Basis, Issue, When

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = re.compile(r"[1-9]\d{8,9}(?:\.\d{1,9})?|[1-9]\d{11,12}")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_CUT_OFF = re.compile(r"\[\+?\d{1,7} (?:more )?char(?:acter)?s\]\s*\Z")
_NOTHING: tuple[object, ...] = (None, "", [], ())


@dataclass(frozen=True)
class Place:
    """Where a record stands."""

    name: str
    """The file, or member of an archive."""
    number: int
    """Of the line, row or item, from 1: what follows the `#` in a source."""
    label: str
    """The place in words: `line 3`."""

    @property
    def source(self) -> str:
        """What the entry is called."""
        return f"{self.name}#{self.number}"


def make_entry(record: Mapping[str, object], place: Place, form: Form | None = None) -> Entry | Issue:
    """Make an entry of a record with the key `text`, and any of those of a `ColumnMap`.

    A value that cannot be used becomes a warning on the entry; without a text there is only an issue.
    """
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        advice = f"It holds no article: give it as `text`; the {_unit(place)} was left out."
        return make_issue("missing-text", place.name, advice, place.label)
    about = about_record(record)
    oddities = tuple(_oddities(record, about, place))
    if _CUT_OFF.search(text):
        oddities = (*oddities, make_teaser_issue(place, about.url))
    return Entry(place.source, text, form or form_of(text), about, issues=oddities)


def about_record(record: Mapping[str, object]) -> About:
    """Read what a record states about its text: title, outlet, authors, url, language, retrieved, published."""
    url = _string(record.get("url"))
    published, from_url = _stamp(record.get("published")), date_of_url(url)
    retrieved = _stamp(record.get("retrieved"))
    about = About(_string(record.get("title")), _string(record.get("outlet")), _authors(record.get("authors")), url)
    return replace(
        about,
        language=_language(record.get("language")),
        retrieved=retrieved.latest if retrieved else None,
        dates=tuple(when for when in (published, from_url) if when),
    )


def make_teaser_issue(place: Place, url: str | None) -> Issue:
    """Make the warning for a text that is only the beginning of an article."""
    advice = "It is only the beginning of the article: fetch the page itself; the beginning was read."
    return make_issue("teaser-only", place.source, advice, value=url or "", warning=True)


def _unit(place: Place) -> str:
    return place.label.split()[0]


def _oddities(record: Mapping[str, object], about: About, place: Place) -> Iterator[Issue]:
    """Warn of a value that could not be used."""
    usable = {"published": any(when.basis is Basis.METADATA for when in about.dates), "title": bool(about.title)}
    usable |= {"retrieved": bool(about.retrieved), "authors": bool(about.authors), "url": bool(about.url)}
    usable |= {"outlet": bool(about.outlet)}
    for key, used in usable.items():
        given = record.get(key)
        if given not in _NOTHING and not used and not (isinstance(given, str) and not given.strip()):
            advice = f"Write `{key}` as {_FORMS.get(key, 'text')}; the document was read without it."
            yield make_issue("malformed-value", place.source, advice, key, repr(given), warning=True)


_FORMS = {
    "published": "a date like 2014-03-12",
    "retrieved": "a date like 2014-03-12",
    "authors": "names",
}


def _string(value: object) -> str | None:
    """Read a text, or the name of a thing that has one."""
    value = value.get("name") if isinstance(value, dict) else value
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(names(value))
    listed = value if isinstance(value, list) else []
    return tuple(name for name in map(_string, listed) if name)


def _language(value: object) -> str:
    """Read `en`, `en-GB`, `EN_us` or `English`; empty for what is no code, for the text tells its language too."""
    told = value.strip() if isinstance(value, str) else ""
    match = _LANGUAGE.match("en" if told.lower() in {"english", "eng"} else told)
    return match.group().lower() if match else ""


def _stamp(value: object) -> When | None:
    """Read a date as people and machines write it, or in seconds or thousandths since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    text = _string(value)
    if text is None:
        return None
    found = read_stamp(text)
    if found:
        return to_when(found, Basis.METADATA, text)
    day = _from_seconds(text) if _SECONDS.fullmatch(text) else None
    found = read_stamp(day.isoformat()) if day else None
    return to_when(found, Basis.METADATA, text) if found else None


def _from_seconds(text: str) -> date:
    seconds = float(text)
    return (_EPOCH + timedelta(seconds=seconds / 1000 if seconds > 1e11 else seconds)).date()
