"""Rows of the lists: happenings of a dyad, documents, and the parties offered in the search box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec.structs

from dragoman.briefs.excerpt import best_event, quote_of
from dragoman.briefs.material import Material, Paper
from dragoman.briefs.page import Quote
from dragoman.briefs.wording import Names, happening_text
from dragoman.model import Event, Happening

if TYPE_CHECKING:
    from dragoman.store import Store

SHOWN = 120
"""Characters that a list shows on each side of the predicate of a quote of more than twice as many."""
PAGE = 100
"""Documents on a page."""
OFFERED = 300
"""Parties offered in the search box."""
_DOCUMENTS = f"""
    SELECT d.id, d.source, d.url, d.outlet, d.title, d.authors, d.published, coalesce(c.copy_of, d.copy_of) AS copy_of
    FROM documents AS d LEFT JOIN copies AS c ON c.document = d.id
    ORDER BY coalesce(published.latest, published.earliest) DESC NULLS LAST, d.id LIMIT {PAGE} OFFSET $skip
"""  # noqa: S608 - a number of ours
_PARTIES = f"""
    SELECT code, count(*) AS happenings
    FROM (SELECT unnest(list_distinct(list_concat(actors, recipients))) AS code FROM happenings)
    GROUP BY code ORDER BY happenings DESC, code LIMIT {OFFERED}
"""  # noqa: S608 - likewise


@dataclass(frozen=True, slots=True)
class DyadRow:
    """A happening in the list of a dyad."""

    happening: Happening
    told: str
    quote: Quote
    event: Event
    """The mention that is quoted."""
    stored: bool
    """Whether it has a page; as of an earlier day it may not."""


def dyad_rows(material: Material, world: Names) -> list[DyadRow]:
    """The happenings of a dyad with the sentence that tells each best."""
    copies = [paper.id for paper in material.papers.values() if paper.copy_of]
    rows = []
    for happening in material.happenings:
        event = best_event(happening, material.mentions(happening), copies)
        told, quote = happening_text(happening, world), shorten(quote_of(event, 0, world))
        rows.append(DyadRow(happening, told, quote, event, happening.id in material.stored))
    return rows


def shorten(quote: Quote) -> Quote:
    """A long quote with at most about SHOWN characters on each side of its predicate, cut between words."""
    if len(quote.text) <= 2 * SHOWN:
        return quote
    before, after = quote.before, quote.after
    if len(before) > SHOWN:
        before = "… " + before[-SHOWN:].partition(" ")[2]
    if len(after) > SHOWN:
        after = after[:SHOWN].rpartition(" ")[0] + " …"
    return msgspec.structs.replace(quote, before=before, after=after)


def list_documents(store: Store, page: int) -> list[Paper]:
    """One page of the documents, the latest first."""
    return msgspec.convert(store.sql(_DOCUMENTS, {"skip": (page - 1) * PAGE}).to_pylist(), list[Paper])


def list_parties(store: Store, world: Names) -> list[str]:
    """The names of those read of most."""
    return [world.name(code) for code in store.sql(_PARTIES).column("code").to_pylist()]
