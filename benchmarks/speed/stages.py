"""Times the stages one after the other, in this process."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.documents import find_copies, read_file
from dragoman.events import code_passages, load_coder
from dragoman.happenings import resolve_happenings
from dragoman.model import Document, Event, Passage
from dragoman.passages import Reader, load_reader, read_passages
from dragoman.relations import measure_relations
from dragoman.settings import Settings
from dragoman.store import create_store
from dragoman.world import World


@dataclass(frozen=True, slots=True)
class Row:
    """One stage's time."""

    stage: str
    seconds: float
    peak_mb: float
    """Highest resident memory of the process so far."""


@dataclass(slots=True)
class Watch:
    """Takes the time of stages; CPU time of this process, which other programs do not lengthen much."""

    rows: list[Row] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        start = time.process_time()
        yield
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.rows.append(Row(name, time.process_time() - start, peak))

    def seconds(self, name: str) -> float:
        """The time of a stage."""
        return next(row.seconds for row in self.rows if row.stage == name)


@dataclass(frozen=True, slots=True)
class Account:
    """What was timed, and over how much."""

    rows: tuple[Row, ...]
    documents: int
    sentences: int
    parsed: int
    """Sentences that were parsed: those that name two parties or more."""
    events: int
    happenings: int


def time_stages(archive: Path, world: World, settings: Settings) -> Account:
    """Read an archive stage by stage. Loading of models and first calls are told apart."""
    watch = Watch()
    with watch.stage("loading, first call"):
        reader, coder = load_reader(world, settings.parser), load_coder(world)
        first = next(item for item in read_file(archive, world) if isinstance(item, Document))
        list(code_passages(read_passages([first], reader), coder))
    with watch.stage("documents"):
        documents = [item for item in read_file(archive, world) if isinstance(item, Document)]
    with watch.stage("passages"):
        passages = list(read_passages(documents, reader))
    _time_parts(documents, passages, reader, watch)
    with watch.stage("events"):
        events = list(code_passages(passages, coder))
    with watch.stage("copies"):
        copies = find_copies((d.id, d.text, d.published) for d in documents)
    with watch.stage("happenings"):
        happenings = list(resolve_happenings(events, {c.document: c.copy_of for c in copies}, {}))
    with watch.stage("relations"):
        list(measure_relations(happenings))
    _time_store(documents, passages, events, settings.batch, watch)
    parsed = sum(bool(passage.tokens) for passage in passages)
    return Account(tuple(watch.rows), len(documents), len(passages), parsed, len(events), len(happenings))


def _time_parts(documents: list[Document], passages: list[Passage], reader: Reader, watch: Watch) -> None:
    """The parts of the passages stage once more, each by itself; names and the rest are what remains."""
    with watch.stage("  sentence splitting"):
        for document in documents:
            reader.parser.sentences(document.text)
    with watch.stage("  parse"):
        for batch in _by_document(passages):
            list(reader.parser.parse([passage.text for passage in batch if passage.tokens]))
    parts = watch.seconds("  sentence splitting") + watch.seconds("  parse")
    watch.rows.append(Row("  names, dates, the rest", watch.seconds("passages") - parts, watch.rows[-1].peak_mb))


def _by_document(passages: list[Passage]) -> Iterator[list[Passage]]:
    batch: list[Passage] = []
    for passage in passages:
        if batch and batch[-1].document != passage.document:
            yield batch
            batch = []
        batch.append(passage)
    yield batch


def _time_store(
    documents: list[Document], passages: list[Passage], events: list[Event], size: int, watch: Watch
) -> None:
    """Add everything in batches, as the main job does."""
    per_document = max(1, len(passages) // max(1, len(documents)) * size)
    with tempfile.TemporaryDirectory() as folder, watch.stage("store add"):
        store = create_store(Path(folder) / "store")
        for records, step in ((passages, per_document), (events, per_document), (documents, size)):
            for start in range(0, len(records), step):
                store.add(records[start : start + step])
