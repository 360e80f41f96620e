from __future__ import annotations

from pathlib import Path

import pytest
from store_records import FakeNames

from dragoman.store import Store, create_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return create_store(tmp_path / "store", FakeNames())
