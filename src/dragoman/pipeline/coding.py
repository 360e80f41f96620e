"""Codes texts without a store: a file, or each line of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.documents import OfficeBook, open_entries, read_entry, whole_text
from dragoman.events import code_passages, load_coder
from dragoman.model import Basis, Document, Event, Issue, Precision, When
from dragoman.passages import load_reader, read_passages
from dragoman.pipeline.stages import limits_of
from dragoman.settings import Settings
from dragoman.world import load_world

_TOGETHER = 64
"""Texts that are parsed together."""


class Coded(msgspec.Struct, frozen=True):
    """A text with the events coded in it."""

    source: str
    """The file; with the number of the line behind `#` where each line is a text."""
    text: str
    """The clean text that was read."""
    published: When
    events: tuple[Event, ...]


class TextCoder:
    """The record stages with their models loaded, for texts that no store holds."""

    def __init__(self, settings: Settings | None = None, day: date | None = None) -> None:
        """Load the models; `day` is when the texts were published, where that is known."""
        self._settings = settings or Settings()
        self._when = When(day, day, Precision.DAY, Basis.STATED, "given") if day else None
        world = load_world(self._settings.world)
        self._offices = OfficeBook(world)
        self._reader, self._coder = load_reader(world, self._settings.parser), load_coder(world)

    def code_file(self, path: Path) -> Iterator[Coded | Issue]:
        """Read a file as `dragoman read` does, and code each document in it."""
        limits = limits_of(self._settings)
        for entry in open_entries(path, limits):
            found = [entry] if isinstance(entry, Issue) else list(read_entry(entry, self._offices, limits))
            yield from (item for item in found if isinstance(item, Issue))
            yield from self._code([item for item in found if isinstance(item, Document)])

    def code_lines(self, lines: Iterable[str], name: str) -> Iterator[Coded]:
        """Code each line as a text of its own; blank lines are passed over, but counted."""
        texts = (whole_text(line, f"{name}#{number}", self._when) for number, line in enumerate(lines, 1))
        group: list[Document] = []
        for document in texts:
            if document is not None:
                group.append(document)
            if len(group) == _TOGETHER:
                yield from self._code(group)
                group = []
        yield from self._code(group)

    def _code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        dated = [replace(each, published=self._when) if self._when else each for each in documents]
        events: dict[str, list[Event]] = {each.id: [] for each in dated}
        for event in code_passages(read_passages(dated, self._reader), self._coder):
            events[event.document].append(event)
        for each in dated:
            yield Coded(each.source, each.text, each.published, tuple(events[each.id]))
