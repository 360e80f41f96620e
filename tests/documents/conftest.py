"""Documents read from data/, and a way to read what a test writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_world import DATA, SmallWorld

from dragoman.documents import ReadLimits, read_file
from dragoman.model import Document, Issue


@pytest.fixture(scope="session")
def world() -> SmallWorld:
    return SmallWorld()


@pytest.fixture(scope="session")
def documents(world: SmallWorld) -> dict[str, Document]:
    """The one document of each file in data/."""
    found = {}
    for path in sorted(DATA.iterdir()):
        if path.suffix != ".csv":
            found[path.name] = next((item for item in read_file(path, world) if isinstance(item, Document)), None)
    return found


@pytest.fixture
def read(tmp_path: Path, world: SmallWorld):
    """Writes a file and reads it."""

    def _read(content: str | bytes, name: str = "a.txt", **limits) -> tuple[list[Document], list[Issue]]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        items = list(read_file(path, world, ReadLimits(**limits)))
        return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Issue)]

    return _read
