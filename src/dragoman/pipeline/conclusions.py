"""The table stages: copies, reuses, happenings and relations, from all that the store holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dragoman.documents import Writing, open_comparison
from dragoman.errors import StoreError
from dragoman.happenings import resolve_happenings
from dragoman.model import Copy, Document, Event, Happening, Passage, Relation, Reuse, Segment, When
from dragoman.pipeline.account import Totals
from dragoman.pipeline.stages import CHAIN
from dragoman.relations import measure_relations
from dragoman.store import Store

MARK = "concluded.json"
_AT_A_TIME = 4096
"""Documents whose texts are in memory together."""


def conclude(store: Store, totals: Totals) -> None:
    """The table stages: copies, reuses, happenings and relations, from all that the store holds.

    Documents that no file names any more go first, with their passages and events, and so does what a killed run left
    of a document. Nothing is done when the store is as it was after the last time; a file beside the tables says so.
    """
    mark = store.path / MARK
    if _read_mark(mark) != _state(store):
        disturb(store)
        _sweep(store)
        _draw_conclusions(store)
        store.compact()
        with _marking(store):
            _write_mark(mark, _state(store))
    counts = store.counts()
    totals.happenings, totals.relations = counts["happenings"], counts["relations"]


def disturb(store: Store) -> None:
    """Say that the conclusions may not hold any more; done before anything else is written."""
    with _marking(store):
        (store.path / MARK).unlink(missing_ok=True)


def _draw_conclusions(store: Store) -> None:
    with open_comparison(_writings(store)) as comparison:
        copies = list(comparison.copies())
        reuses = list(comparison.reuses(partial(_alignments, store)))
    store.replace(Copy, copies)
    store.replace(Reuse, reuses)
    originals = {copy.document: copy.copy_of for copy in copies}
    rows = store.sql("SELECT id, coalesce(outlet, parse_filename(source)) AS outlet FROM documents").to_pylist()
    outlets = {row["id"]: row["outlet"] for row in rows}
    happenings = list(resolve_happenings(store.events(), originals, outlets, reuses))
    store.replace(Happening, happenings)
    store.replace(Relation, measure_relations(happenings))


def _writings(store: Store) -> Iterator[Writing]:
    """What is compared of each document, some at a time; the others stay on the disk."""
    ids = column(store, "SELECT id FROM documents ORDER BY id")
    query = "SELECT id, text, published, outlet, url FROM documents WHERE id BETWEEN $first AND $last ORDER BY id"
    for start in range(0, len(ids), _AT_A_TIME):
        some = ids[start : start + _AT_A_TIME]
        for row in store.sql(query, {"first": some[0], "last": some[-1]}).to_pylist():
            outlet = row["outlet"] or urlsplit(row["url"] or "").hostname
            yield Writing(row["id"], row["text"], msgspec.convert(row["published"], When), outlet)


def _alignments(store: Store, ids: Sequence[str]) -> dict[str, Sequence[Segment]]:
    query = "SELECT id, alignment FROM documents WHERE id IN (SELECT unnest($ids))"
    rows = store.sql(query, {"ids": list(ids)}).to_pylist()
    return {row["id"]: msgspec.convert(row["alignment"], tuple[Segment, ...]) for row in rows}


def _sweep(store: Store) -> None:
    """Remove the documents that no file names, then what belongs to no document."""
    unnamed = "SELECT id FROM documents WHERE id NOT IN (SELECT unnest(documents) FROM sources)"
    store.remove(Document, column(store, unnamed))
    remove_where(store, "document NOT IN (SELECT id FROM documents)", {})


def remove_where(store: Store, condition: str, parameters: Mapping[str, object]) -> None:
    """Remove the events and the passages for which the condition, which is not a user's, holds."""
    store.remove(Event, column(store, f"SELECT id FROM events WHERE {condition}", parameters))  # noqa: S608 - see above
    store.remove(Passage, column(store, f"SELECT id FROM passages WHERE {condition}", parameters))  # noqa: S608 - see above


def _state(store: Store) -> dict[str, Any]:
    """What conclusions are drawn from and what was drawn: equal when nothing was added, removed or changed."""
    parts = ", ".join(
        f"(SELECT concat_ws(' ', count(*), bit_xor(hash({key}))) FROM {table}) AS {table}"  # noqa: S608 - names of ours
        for table, key in (
            ("sources", "path || sha256"),
            ("documents", "id"),
            ("passages", "id"),
            ("events", "id"),
            ("copies", "document"),
            ("reuses", "id"),
            ("happenings", "id"),
            ("relations", "id"),
        )
    )
    row: dict[str, Any] = store.sql(f"SELECT '{CHAIN}' AS chain, {parts}").to_pylist()[0]
    return row


def _read_mark(mark: Path) -> object:
    try:
        return msgspec.json.decode(mark.read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def _write_mark(mark: Path, state: dict[str, Any]) -> None:
    draft = mark.with_suffix(".draft")
    draft.write_bytes(msgspec.json.encode(state))
    draft.replace(mark)


@contextmanager
def _marking(store: Store) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = "see that there is room on the disk and that you may write there, then run again: nothing is lost"
        raise StoreError(f"{store.path}: cannot write {MARK} ({error.strerror}); {advice}") from error


def column(store: Store, query: str, parameters: Mapping[str, object] | None = None) -> list[str]:
    """The only column of an answer."""
    values: list[str] = store.sql(query, parameters).column(0).to_pylist()
    return values
