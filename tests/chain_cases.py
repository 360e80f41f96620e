"""Small articles for tests of the chain, and what is asked of a store after reading them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from deltalake import DeltaTable

from dragoman.pipeline import RecordStages, read_paths
from dragoman.settings import Settings
from dragoman.store import Store, create_store

HERE = Settings(workers=1)
FIRST = """Northmark, 3 May 2019

Russia and Pakistan signed an agreement on gas in Moscow on 2 May 2019. The ministers met for two hours. Pakistan
thanked Russia for the loan of $2 billion. China condemned the United States over tariffs on Tuesday.
"""
SECOND = FIRST.replace("2 May 2019", "1 May 2019").replace("$2 billion", "$3 billion")


def kinds(store: Store) -> dict[str, str]:
    """Kind of issue by file name."""
    return {Path(issue.record).name: issue.kind for issue in store.issues()}


def versions(store: Store) -> dict[str, int]:
    tables = [path for path in store.path.iterdir() if path.is_dir()]
    return {path.name: DeltaTable(path).version() for path in tables}


def lines(path: Path, *items: dict[str, str]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(item) + b"\n" for item in items))


def fresh(folder: Path, path: Path, stages: RecordStages) -> Store:
    store = create_store(path)
    read_paths([folder], store, HERE, stages=stages)
    return store
