"""The table stages: copies, happenings and relations, from all that the store holds."""

from __future__ import annotations

def conclude(store: Store, totals: Totals) -> None:
    """The table stages: copies, happenings and relations, from all that the store holds.

    Documents that no file names any more go first, with their passages and events, and so does what a killed run left
    of a document. Nothing is done when the store is as it was after the last time; a file beside the tables says so.
    """
    mark = store.path / CONCLUDED
    if _read_mark(mark) != _state(store):
        mark.unlink(missing_ok=True)
        _sweep(store)
        _draw_conclusions(store)
        store.compact()
        _write_mark(mark, _state(store))
    counts = store.counts()
    totals.happenings, totals.relations = counts["happenings"], counts["relations"]


def _draw_conclusions(store: Store) -> None:
    copies = find_copies(_texts(store))
    store.replace(Copy, copies)
    originals = {copy.document: copy.copy_of for copy in copies}
    rows = store.sql("SELECT id, coalesce(outlet, parse_filename(source)) AS outlet FROM documents").to_pylist()
    outlets = {row["id"]: row["outlet"] for row in rows}
    happenings = list(resolve_happenings(store.events(), originals, outlets))
    store.replace(Happening, happenings)
    store.replace(Relation, measure_relations(happenings))


def _texts(store: Store) -> Iterator[tuple[str, str, When]]:
    """Id, clean text and date of each document; the rest of them stays on the disk."""
    for batch in store.sql("SELECT id, text, published FROM documents ORDER BY id").to_batches(1024):
        for row in batch.to_pylist():
            yield row["id"], row["text"], msgspec.convert(row["published"], When)


def _sweep(store: Store) -> None:
    """Remove the documents that no file names, then what belongs to no document."""
    unnamed = "SELECT id FROM documents WHERE id NOT IN (SELECT unnest(documents) FROM sources)"
    store.remove(Document, _column(store, unnamed))
    _remove_where(store, "document NOT IN (SELECT id FROM documents)", {})


def _remove_where(store: Store, condition: str, parameters: Mapping[str, object]) -> None:
    """Remove the events and the passages for which the condition, which is not a user's, holds."""
    store.remove(Event, _column(store, f"SELECT id FROM events WHERE {condition}", parameters))  # noqa: S608 - see above
    store.remove(Passage, _column(store, f"SELECT id FROM passages WHERE {condition}", parameters))  # noqa: S608 - see above


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


def _column(store: Store, query: str, parameters: Mapping[str, object] | None = None) -> list[str]:
    """The only column of an answer."""
    values: list[str] = store.sql(query, parameters).column(0).to_pylist()
    return values
