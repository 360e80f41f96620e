"""The record stages on one file, or one entry of a file that holds many: what a worker does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from dragoman.documents import Entry, OfficeBook, ReadLimits, open_entries, read_entry
from dragoman.errors import SettingsError
from dragoman.events import Coder, code_passages, load_coder
from dragoman.model import Document, Event, Issue, Passage
from dragoman.passages import Reader, load_reader, read_passages
from dragoman.settings import Settings
from dragoman.world import load_world

CHAIN = "dragoman-chain 2"
"""Raise the number when a stage changes what it says: files are then read again."""
Work: TypeAlias = Path | Entry
"""A file, or an entry of a file that holds many."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the record stages make of a file, or of an entry."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    events: tuple[Event, ...]
    issues: tuple[Issue, ...] = ()


Stages: TypeAlias = Callable[[Work], Reading]


class RecordStages:
    """The record stages on one file or entry; loads its models with the first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._models: tuple[OfficeBook, Reader, Coder] | None = None

    def __reduce__(self) -> tuple[type[RecordStages], tuple[Settings]]:
        """Travel to a worker without the models."""
        return type(self), (self._settings,)

    def __call__(self, work: Work) -> Reading:
        """Documents, passages and events."""
        offices, reader, coder = self._load()
        found = list(self._found(work, offices))
        documents = tuple(item for item in found if isinstance(item, Document))
        passages = tuple(read_passages(documents, reader))
        issues = tuple(item for item in found if isinstance(item, Issue))
        return Reading(documents, passages, tuple(code_passages(passages, coder)), issues)

    def _load(self) -> tuple[OfficeBook, Reader, Coder]:
        if self._models is None:
            world = load_world(self._settings.world)
            self._models = OfficeBook(world), load_reader(world, self._settings.parser), load_coder(world)
        return self._models

    def _found(self, work: Work, offices: OfficeBook) -> Iterator[Document | Issue]:
        limits = limits_of(self._settings)
        for item in [work] if isinstance(work, Entry) else open_entries(work, limits):
            yield from [item] if isinstance(item, Issue) else read_entry(item, offices, limits)


def limits_of(settings: Settings) -> ReadLimits:
    """The limits on input that the settings set."""
    return ReadLimits(max_file_bytes=settings.max_file_bytes, max_archive_bytes=settings.max_archive_bytes)


def chain_of(settings: Settings) -> str:
    """Name and version of the chain: with another parser, or other actors of the user's own, files are read again."""
    if settings.world is None:
        return f"{CHAIN}, {settings.parser}"
    if not settings.world.is_dir():
        raise SettingsError(f"{settings.world}: no such folder; see the setting `world`")
    own = hashlib.sha256()
    try:
        for path in sorted(settings.world.glob("*.csv")):
            own.update(path.name.encode() + b"\0" + path.read_bytes())
    except OSError as error:
        raise SettingsError(f"{error.filename}: cannot be read ({error.strerror}); see the setting `world`") from error
    return f"{CHAIN}, {settings.parser}, world {own.hexdigest()[:16]}"
