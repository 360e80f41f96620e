"""A store that an older dragoman made opens, keeps what it holds, and is then of today's version."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.model import Document, When
from dragoman.store import Store, migrations, open_store
from dragoman.store.folder import SCHEMA_VERSION, read_mark

DATA = Path(__file__).parent / "data"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of version 1: one document with one event."""
    with tarfile.open(DATA / "version_1.tar.gz") as packed:
        packed.extractall(tmp_path / "old", filter="data")
    return tmp_path / "old"


def _only(store: Store) -> Document:
    [document] = store.documents()
    return document


def test_an_old_store_opens(old: Path) -> None:
    store = open_store(old)
    assert read_mark(old).schema_version == SCHEMA_VERSION
    document = _only(store)
    assert "agreement on gas" in document.text
    assert (document.entry, document.dating, document.grounds) == ("", (), ())
    assert store.counts()["events"] == 1
    assert store.counts()["reuses"] == 0
    store.add([Document("doc-2", "b", "b", "b", (), (), When(), entry="en-1")])
    assert [each.entry for each in store.documents()] == ["", "en-1"]


def test_a_migration_cut_short_is_done_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "write_mark", killed)
        with pytest.raises(KeyboardInterrupt):
            open_store(old)
    assert read_mark(old).schema_version == 1
    assert _only(open_store(old)).entry == ""
    assert read_mark(old).schema_version == SCHEMA_VERSION


def test_every_version_has_a_step() -> None:
    assert sorted(migrations.STEPS) == list(range(1, SCHEMA_VERSION))


def test_a_store_that_cannot_be_migrated_says_why(old: Path) -> None:
    for part in (old / "documents").glob("*.parquet"):
        part.write_bytes(b"")
    with pytest.raises(StoreError, match="documents: cannot migrate"):
        open_store(old)
