"""What a page was made from, and what to say when there is nothing to say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dragoman.briefs.wording import interval_text, list_text, name_text
from dragoman.model import When

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.world import World

_SPAN = """
    SELECT count(*) AS documents, min(coalesce(published.earliest, published.latest)) AS first,
        max(coalesce(published.latest, published.earliest)) AS last
    FROM documents WHERE $day IS NULL OR published.latest <= $day
"""
_CODERS = "SELECT DISTINCT coder || ' ' || coder_version AS coder FROM events ORDER BY coder"
_MOST = """
    SELECT code, count(*) AS happenings
    FROM (SELECT unnest(list_distinct(list_concat(actors, recipients))) AS code FROM happenings
        WHERE ($day IS NULL OR first_known <= $day)
            AND ($code IS NULL OR list_contains(actors, $code) OR list_contains(recipients, $code)))
    WHERE code <> coalesce($code, '')
    GROUP BY code ORDER BY happenings DESC, code LIMIT 8
"""


def vintage_text(store: Store, as_of: date | None) -> str:
    """How many documents the store holds, when they were published, what read them, and the as-of day.

    >>> vintage_text(store, date(2021, 6, 1))  # doctest: +SKIP
    '39 documents published from 14 December 2000 to 12 April 2021, as known on 1 June 2021; read by ...'
    """
    row = store.sql(_SPAN, {"day": as_of}).to_pylist()[0]
    coders = store.sql(_CODERS).column("coder").to_pylist()
    span = f" published {_span(row['first'], row['last'])}" if row["first"] else ""
    known = f", as known on {interval_text(When(as_of, as_of))}" if as_of else ", as the store stands"
    read = f"; read by {list_text(coders)}" if coders else ""
    noun = "document" if row["documents"] == 1 else "documents"
    return f"{row['documents']} {noun}{span}{known}{read}."


def _span(first: date, last: date) -> str:
    if first == last:
        return f"on {interval_text(When(first, last))}"
    return f"from {interval_text(When(first, first))} to {interval_text(When(last, last))}"


def empty_text(store: Store, world: World, pair: tuple[str, str], as_of: date | None) -> str:
    """That nothing was read between the two, and whom one may ask about instead."""
    a, b = (name_text(world.name(code)) for code in pair)
    found = [f"Nothing was read between {a} and {b}."]
    for code, name in zip(pair, (a, b), strict=True):
        if near := _most(store, world, code, as_of):
            found.append(f"With {name}, these were read: {near}.")
    if most := _most(store, world, None, as_of):
        found.append(f"Read most in this store: {most}.")
    else:
        found.append("The store holds no happening: `dragoman read FILES` fills it.")
    return " ".join(found)


def _most(store: Store, world: World, code: str | None, as_of: date | None) -> str:
    rows = store.sql(_MOST, {"day": as_of, "code": code}).to_pylist()
    return ", ".join(f"{world.name(row['code'])} ({row['happenings']})" for row in rows)
