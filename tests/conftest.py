"""What every level of tests shares: the bundled articles, read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from dragoman.pipeline import RecordStages
    from dragoman.store import Store

# The chain is imported inside the fixtures, so that a test of one stage does not load them all.

ROOT = Path(__file__).resolve().parent.parent

# A case may take long on a busy machine; what is too slow is measured by benchmarks and by pytest's own time limit.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of bundled articles."""
    return ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def stages() -> RecordStages:
    """The record stages, whose models are loaded once a test process."""
    from dragoman.pipeline import RecordStages  # noqa: PLC0415 - see above
    from dragoman.settings import Settings  # noqa: PLC0415 - see above

    return RecordStages(Settings())


@pytest.fixture(scope="session")
def read_store(tmp_path_factory: pytest.TempPathFactory, articles: Path, stages: RecordStages) -> Store:
    """A store with the bundled articles read into it; not to be changed."""
    from dragoman.pipeline import read_paths  # noqa: PLC0415 - see above
    from dragoman.settings import Settings  # noqa: PLC0415 - see above
    from dragoman.store import create_store  # noqa: PLC0415 - see above

    store = create_store(tmp_path_factory.mktemp("read") / "store")
    read_paths([articles], store, Settings(workers=1), stages=stages)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    from dragoman.store import create_store  # noqa: PLC0415 - see above

    return create_store(tmp_path / "store")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small article."""
    from chain_cases import FIRST  # noqa: PLC0415 - see above

    path = tmp_path / "articles"
    path.mkdir()
    (path / "one.txt").write_text(FIRST)
    return path
