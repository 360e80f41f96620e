from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "briefs"))  # the small store is made there

from local_client import LocalClient
from small_store import make_store

from dragoman.store import Store
from dragoman.web import create_app
from dragoman.world import World, load_world


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return make_store(tmp_path_factory.mktemp("web") / "store")


@pytest.fixture(scope="session")
def world() -> World:
    return load_world()


@pytest.fixture(scope="session")
def client(store: Store, world: World) -> LocalClient:
    return LocalClient(create_app(store, world))
