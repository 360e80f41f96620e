"""What every level of tests shares: the bundled articles, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.pipeline import RecordStages, read_paths
from dragoman.settings import Settings
from dragoman.store import Store, create_store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of bundled articles."""
    return ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def stages() -> RecordStages:
    """The record stages, whose models are loaded once a test process."""
    return RecordStages(Settings())


@pytest.fixture(scope="session")
def read_store(tmp_path_factory: pytest.TempPathFactory, articles: Path, stages: RecordStages) -> Store:
    """A store with the bundled articles read into it; not to be changed."""
    store = create_store(tmp_path_factory.mktemp("read") / "store")
    read_paths([articles], store, Settings(workers=1), stages=stages)
    return store
