"""A reader and a coder, loaded once, and the events of the labelled texts of the development part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from events_cases import document_of, read_dev_texts

from dragoman.events import Coder, code_passages, load_coder
from dragoman.model import Document, Event, Passage
from dragoman.passages import Reader, load_reader, read_passages
from dragoman.settings import Settings
from dragoman.world import World, load_world


@dataclass(frozen=True)
class Coded:
    """A document with what was read and coded from it."""

    document: Document
    passages: tuple[Passage, ...]
    events: tuple[Event, ...]


@pytest.fixture(scope="session")
def world() -> World:
    return load_world()


@pytest.fixture(scope="session")
def reader(world: World) -> Reader:
    return load_reader(world, Settings().parser)


@pytest.fixture(scope="session")
def coder(world: World) -> Coder:
    return load_coder(world)


@pytest.fixture(scope="session")
def code(reader: Reader, coder: Coder) -> Callable[[Sequence[Document]], list[Coded]]:
    """Codes documents together: they are parsed in one batch."""

    def _code(documents: Sequence[Document]) -> list[Coded]:
        passages: dict[str, list[Passage]] = {document.id: [] for document in documents}
        for passage in read_passages(documents, reader):
            passages[passage.document].append(passage)
        return [Coded(d, tuple(passages[d.id]), tuple(code_passages(passages[d.id], coder))) for d in documents]

    return _code


@pytest.fixture(scope="session")
def dev(code) -> list[Coded]:
    """The first sixty labelled texts, coded."""
    return code([document_of(*text) for text in read_dev_texts(60)])


@pytest.fixture(scope="session")
def code_text(code) -> Callable[[date, str], tuple[Event, ...]]:
    """Codes one text."""
    return lambda published, text: code([document_of(published, text)])[0].events
