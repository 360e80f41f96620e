"""The chain: files -> documents -> passages -> events -> happenings -> relations, each stored before the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from dragoman.documents import ReadLimits, discover, find_copies, read_file
from dragoman.engine import Failure, Pool, worker_count
from dragoman.events import Coder, code_passages, load_coder
from dragoman.happenings import resolve_happenings
from dragoman.ids import content_id
from dragoman.model import Copy, Document, Event, Happening, Issue, Passage, Relation, Source
from dragoman.passages import Reader, load_reader, read_passages
from dragoman.relations import measure_relations
from dragoman.settings import Settings
from dragoman.store import Store
from dragoman.world import World, load_world

CHAIN = "dragoman-chain 1"
"""Raise the number when a stage changes what it says: files are then read again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the record stages make of one document."""

    document: Document
    passages: tuple[Passage, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    step: str
    done: int
    """Files finished."""
    total: int
    """Files found."""
    documents: int
    events: int


@dataclass(slots=True)
class Totals:
    """The account of a run."""

    files: int = 0
    files_unchanged: int = 0
    documents: int = 0
    documents_known: int = 0
    passages: int = 0
    events: int = 0
    happenings: int = 0
    relations: int = 0
    issues: list[Issue] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether something given could not be read."""
        return any(issue.severity == "error" for issue in self.issues)


Report = Callable[[Progress], None]


def read_paths(paths: Sequence[Path], store: Store, settings: Settings, report: Report | None = None) -> Totals:
    """Read files and folders into the store and bring copies, happenings and relations up to date.

    Files that this version of the chain has read are passed over; a run that was killed is taken up where it stood.
    """
    found = list(discover(paths))
    refused = [item for item in found if isinstance(item, Issue)]
    files = [item for item in found if isinstance(item, Path)]
    with Pool(ReadDocument(settings), worker_count(settings.workers)) as pool:
        run = Run(store, settings, load_world(settings.world), pool, report or _ignore)
        for issue in refused:
            run.keep_issues(issue.record, [issue])
        run.read_files(files)
        run.tell("happenings", len(files), len(files))
    conclude(store, run.totals)
    store.compact()
    return run.totals


def _ignore(_: Progress) -> None:
    """Nobody watches."""


def conclude(store: Store, totals: Totals) -> None:
    """The table stages: copies, happenings and relations, from all that the store holds."""
    documents = list(store.documents())
    copies = find_copies((d.id, d.text, d.published) for d in documents)
    store.replace(Copy, copies)
    originals = {copy.document: copy.copy_of for copy in copies}
    outlets = {document.id: document.outlet or document.source for document in documents}
    happenings = list(resolve_happenings(store.events(), originals, outlets))
    store.replace(Happening, happenings)
    relations = list(measure_relations(happenings))
    store.replace(Relation, relations)
    totals.happenings, totals.relations = len(happenings), len(relations)


class ReadDocument:
    """The record stages on one document, for a pool: loads its models once a process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, document: Document) -> Reading:
        """Passages and events of the document."""
        reader, coder = _models(self._settings)
        passages = tuple(read_passages([document], reader))
        return Reading(document, passages, tuple(code_passages(passages, coder)))


@cache
def _models(settings: Settings) -> tuple[Reader, Coder]:
    """The models of a process, by its settings."""
    world = load_world(settings.world)
    return load_reader(world, settings.parser), load_coder(world)


@dataclass(slots=True)
class Run:
    """One reading of files into a store."""

    store: Store
    settings: Settings
    world: World
    pool: Pool[Document, Reading]
    report: Report
    totals: Totals = field(default_factory=Totals)

    def tell(self, step: str, done: int, total: int) -> None:
        """Report progress."""
        self.report(Progress(step, done, total, self.totals.documents, self.totals.events))

    def read_files(self, files: Sequence[Path]) -> None:
        """Read each file that is new or changed, some documents at a time."""
        known = {source.path: source for source in self.store.sources()}
        outdated = {d for source in known.values() if source.reader != CHAIN for d in source.documents}
        read = {row["id"] for row in self.store.sql("SELECT id FROM documents").to_pylist()} - outdated
        for batch in _batches(self._items(files, known), self.settings.batch):
            self._write(batch, read, outdated)

    def _items(self, files: Sequence[Path], known: Mapping[str, Source]) -> Iterator[Document | Source]:
        """The documents of each file that is to be read, and behind them the account of the file."""
        for place, path in enumerate(files):
            self.tell(path.name, place, len(files))
            digest, source = _digest(path), known.get(path.as_posix())
            if source is not None and (source.sha256, source.reader) == (digest, CHAIN):
                self.totals.files_unchanged += 1
                self.totals.issues.extend(i for i in self.store.issues() if i.id in source.issues)
                continue
            self.totals.files += 1
            yield from self._read_file(path, digest)

    def _read_file(self, path: Path, digest: str) -> Iterator[Document | Source]:
        ids, issues = [], []
        for item in read_file(path, self.world, ReadLimits(max_file_bytes=self.settings.max_file_bytes)):
            if isinstance(item, Issue):
                issues.append(item)
            else:
                ids.append(item.id)
                yield item
        self.keep_issues(path.as_posix(), issues)
        yield Source(path.as_posix(), digest, path.stat().st_size, tuple(ids), tuple(i.id for i in issues), CHAIN)

    def keep_issues(self, record: str, issues: Sequence[Issue]) -> None:
        """Store the issues of a file in place of those it had before."""
        stale = [i.id for i in self.store.issues() if i.record == record or i.record.startswith(f"{record}#")]
        self.store.remove(Issue, [old for old in stale if old not in {issue.id for issue in issues}])
        self.store.add(issues)
        self.totals.issues.extend(issues)

    def _write(self, batch: Sequence[Document | Source], read: set[str], outdated: set[str]) -> None:
        """Code the new documents of a batch and store it; a document goes in last, as the sign that it is whole."""
        documents = list({d.id: d for d in batch if isinstance(d, Document) and d.id not in read}.values())
        self.totals.documents_known += sum(isinstance(item, Document) for item in batch) - len(documents)
        self._forget([d.id for d in documents if d.id in outdated])
        readings = self._code(documents)
        self.store.add([passage for reading in readings for passage in reading.passages])
        self.store.add([event for reading in readings for event in reading.events])
        self.store.add([reading.document for reading in readings])
        read.update(document.id for document in documents)
        sources = [item for item in batch if isinstance(item, Source)]
        self.store.remove(Source, [source.path for source in sources])
        self.store.add(sources)
        self._count(readings)

    def _code(self, documents: Sequence[Document]) -> list[Reading]:
        readings = []
        for document, answer in zip(documents, self.pool.map(documents), strict=True):
            if isinstance(answer, Failure):
                self.keep_issues(document.source, [_failure_issue(document, answer)])
                readings.append(Reading(document, (), ()))
            else:
                readings.append(answer)
        return readings

    def _forget(self, documents: Sequence[str]) -> None:
        """Drop what an older chain said of these documents."""
        for document in documents:
            self.store.remove(Event, [event.id for event in self.store.events(document=document)])
            self.store.remove(Passage, [passage.id for passage in self.store.passages(document=document)])

    def _count(self, readings: Sequence[Reading]) -> None:
        self.totals.documents += len(readings)
        self.totals.passages += sum(len(reading.passages) for reading in readings)
        self.totals.events += sum(len(reading.events) for reading in readings)


def _batches(items: Iterable[Document | Source], size: int) -> Iterator[list[Document | Source]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _failure_issue(document: Document, failure: Failure) -> Issue:
    advice = "the document was kept without events; report it, with the file, if it happens again"
    key = content_id("is", "worker-died", document.source, "", failure.reason)
    return Issue(key, "worker-died", document.source, "", failure.reason[:200], advice)


def _digest(path: Path) -> str:
    """SHA-256 of the file's bytes; of nothing when it cannot be read (the reader will say so)."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
