"""Which column or key of a record holds what: named by the user, or known by its usual name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from dragoman.errors import DocumentError

_USUAL = {
    "text": """text body content article story fulltext articletext articlebody maintext plaintext cleantext rawtext
        bodytext articlecontent newstext contents html rawhtml contenthtml""",
    "url": "url link href uri articleurl sourceurl weburl pageurl permalink canonicalurl address",
    "outlet": """outlet source publisher publication newspaper sourcename sitename site website newssource medium media
        journal paper sourcedomain domain""",
    "published": """published date publishedat publisheddate publishedon pubdate publishdate publicationdate
        datepublished datepublish articledate dateofpublication datetime timestamp""",
    "title": "title headline heading articletitle newstitle",
    "authors": "authors author byline writer creator",
    "retrieved": """retrieved retrievedat dateretrieved crawled crawledat crawldate scraped scrapedat fetched fetchedat
        datedownload downloaddate downloaded accessed accessdate dateaccessed""",
    "language": "language lang languagecode langcode",
}
_MOST = 1000
"""Columns that are looked at."""
_KNOWN = {field: names.split() for field, names in _USUAL.items()}


@dataclass(frozen=True)
class ColumnMap:
    """The names of the columns that a user states; the others are guessed from usual names."""

    text: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    authors: str | None = None
    retrieved: str | None = None
    language: str | None = None


FIELDS = tuple(field.name for field in fields(ColumnMap))


def parse_columns(text: str) -> ColumnMap:
    """Read a column map as one writes it on the command line; DocumentError for what it cannot be.

    >>> parse_columns("text=body, url=link").text
    'body'
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    named = {field.strip(): column.strip() for field, _, column in pairs}
    wrong = [field for field, column in named.items() if field not in FIELDS or not column]
    if wrong or len(named) < len(pairs):
        advice = f"write it like text=body,url=link; what can be named: {', '.join(FIELDS)}"
        raise DocumentError("bad-columns", "columns", advice, value=text)
    return ColumnMap(**named)


@lru_cache(maxsize=32)
def find_columns(names: tuple[str, ...], stated: ColumnMap | None = None) -> Mapping[str, str]:
    """Say which column holds which field, for the columns `names`; fields without a column are left out.

    A stated column that is not there is left out too: nothing else is taken for it.

    >>> find_columns(("id", "Pub Date", "Body"))
    {'text': 'Body', 'published': 'Pub Date'}
    """
    keys = {_key(name): name for name in reversed(names[:_MOST])}  # of two that are alike, the first
    found: dict[str, str] = {}
    for field in FIELDS:
        wanted = getattr(stated, field) if stated else None
        if wanted:
            column = wanted if wanted in names else keys.get(_key(wanted))
        else:
            column = next((keys[key] for key in _KNOWN[field] if key in keys), None)
        if column is not None and column not in found.values():
            found[field] = column
    return found


def missing_columns(found: Mapping[str, str], stated: ColumnMap | None) -> dict[str, str]:
    """List the columns that a user named and that are not there, by field."""
    named = {field: getattr(stated, field) for field in FIELDS} if stated else {}
    return {field: column for field, column in named.items() if column and field not in found}


def _key(name: str) -> str:
    """Give a column's name without case, spaces and signs; one of signs only as it is."""
    return re.sub(r"[\W_]", "", name).lower() or name


def tell_columns(names: Sequence[str]) -> str:
    """List the columns of a table for an issue."""
    shown = ", ".join(name.strip()[:40] or "(no name)" for name in names[:20])
    return f"columns: {shown}{', ...' if len(names) > 20 else ''}"
