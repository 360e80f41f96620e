"""One reader for all tests of the passages: loading it is slow."""

from __future__ import annotations

import pytest

from dragoman.passages import Reader, load_reader
from dragoman.settings import Settings
from dragoman.world import load_world


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader(load_world(), Settings().parser)
