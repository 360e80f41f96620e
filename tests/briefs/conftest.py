from __future__ import annotations

import pytest
from small_store import make_store

from dragoman.store import Store
from dragoman.world import World, load_world


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return make_store(tmp_path_factory.mktemp("briefs") / "store")


@pytest.fixture(scope="session")
def world() -> World:
    return load_world()
