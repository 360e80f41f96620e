"""The Python interface, as the docstring of the package promises it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DragomanError, LookupFailed
from dragoman.model import Event
from dragoman.store import Store


def test_the_public_names() -> None:
    assert dragoman.__all__ == ["__version__", "open", "read"]
    assert all(hasattr(dragoman, name) for name in dragoman.__all__)


def test_records_arrow_and_pandas(read_store: Store) -> None:
    store = dragoman.open(str(read_store.path))
    rows = store.events(actor="RUS", recipient="PAK")
    assert len(rows) > 0
    assert isinstance(rows[0], Event)
    for event in rows:
        parties = {party.code for party in (*event.actors, *event.recipients)}
        assert {"RUS", "PAK"} <= parties
    table, frame = rows.arrow(), rows.pandas()
    assert table.num_rows == len(frame) == len(rows)
    assert list(frame["id"]) == table["id"].to_pylist() == [event.id for event in rows]
    assert list(frame.columns) == list(Event.__struct_fields__)


def test_names_stand_for_codes(read_store: Store) -> None:
    store = dragoman.open(read_store.path)
    assert [e.id for e in store.events(actor="Russia")] == [e.id for e in store.events(actor="RUS")]
    with pytest.raises(LookupFailed, match="Ruritania"):
        store.events(actor="Ruritania")


def test_as_of(read_store: Store) -> None:
    early = dragoman.open(read_store.path).events(as_of=date(2015, 1, 1))
    assert 0 < len(early) < len(read_store.events())
    assert all(event.known_at is not None and event.known_at <= date(2015, 1, 1) for event in early)


def test_reading(tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text("Northmark, 3 May 2019\n\nRussia and Pakistan signed a gas agreement in Moscow on 2 May 2019.\n")
    totals = dragoman.read([article, tmp_path / "none.txt"], tmp_path / "store")
    assert (totals.files, totals.documents, totals.failed) == (1, 1, True)
    assert [issue.kind for issue in totals.issues] == ["missing-file"]
    store = dragoman.open(tmp_path / "store")
    assert [issue.kind for issue in store.issues()] == ["missing-file"]
    assert {"RUS", "PAK"} <= {party.code for event in store.events() for party in event.actors}
    assert dragoman.read(str(article), str(tmp_path / "store")).files_unchanged == 1


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="nowhere"):
        dragoman.open(tmp_path / "nowhere")
