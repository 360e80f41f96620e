"""One reading of files into a store: what is to be read, and in which order it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from dragoman.documents import Entry
from dragoman.engine import Done, Failure, Pool, failed
from dragoman.ids import content_id
from dragoman.model import Document, Issue, Source
from dragoman.pipeline.account import Progress, Report, Totals
from dragoman.pipeline.conclusions import disturb, remove_where
from dragoman.pipeline.given import Given, GivenFile
from dragoman.pipeline.stages import Reading, Work, chain_of, limits_of
from dragoman.settings import Settings
from dragoman.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """An entry whose documents the store holds already."""

    source: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileEnd:
    """Behind the last document of a file."""

    path: str
    sha256: str
    size: int
    number: int
    """How many are finished with it."""
    many: bool
    """Whether it may hold many texts."""


Passing: TypeAlias = Known | Issue | FileEnd


@dataclass(slots=True)
class Batch:
    """What is written to the store together."""

    readings: list[Reading] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


@dataclass(slots=True)
class FileSoFar:
    """What came of the file that is being read."""

    documents: list[str] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    """Where the documents stand that are new in it."""


class Run:
    """One reading of files into a store."""

    def __init__(self, store: Store, settings: Settings, report: Report) -> None:
        self.store, self.settings, self.report = store, settings, report
        self.totals = Totals()
        self._chain = chain_of(settings)
        self._issues = {issue.id: issue for issue in store.issues()}
        self._sources = {source.path: source for source in store.sources()}
        current = {d for source in self._sources.values() if source.reader == self._chain for d in source.documents}
        named = {d for source in self._sources.values() for d in source.documents}
        self._outdated = named - current
        self._entered = self._read_before()
        self._issues_of: dict[str, list[Issue]] = {}
        for issue in self._issues.values():
            self._issues_of.setdefault(issue.record, []).append(issue)
        self._file, self._batch = FileSoFar(), Batch()
        self._finished, self._total = 0, 0

    def _read_before(self) -> dict[str, list[str]]:
        """The documents of each entry that this chain has read."""
        entered: dict[str, list[str]] = {}
        for row in self.store.sql("SELECT id, entry FROM documents ORDER BY id").to_pylist():
            if row["id"] not in self._outdated:
                entered.setdefault(row["entry"], []).append(row["id"])
        return entered

    def tell(self, step: str) -> None:
        """Report progress."""
        self.report(Progress(step, self._finished, self._total, self.totals.documents, self.totals.events))

    def refuse(self, found: Iterable[Path | Issue]) -> list[Path]:
        """Keep the issues of what cannot be read; returns the files that can."""
        items = [_nameable(item) for item in found]
        items = [item for item in items if not self._is_own(Path(item.record) if isinstance(item, Issue) else item)]
        self._keep([item for item in items if isinstance(item, Issue)])
        return [item for item in items if isinstance(item, Path)]

    def _is_own(self, path: Path) -> bool:
        """Whether a file is part of the store, which may lie inside the folder that is read."""
        return path.is_relative_to(os.path.realpath(self.store.path))

    def read(self, given: Sequence[Given], pool: Pool[Work, Reading]) -> None:
        """Read what is new or changed, and write what came of it, some documents at a time."""
        self._total = len(given)
        for answer in pool.stream(self._work(given)):
            match answer:
                case Reading():
                    self._take(answer)
                case Failure():
                    self._take(Reading((), (), (), (_failure_issue(answer),)))
                case Done(value=Known() as known):
                    self._recall(known)
                case Done(value=Issue() as issue):
                    self._take(Reading((), (), (), (issue,)))
                case Done(value=FileEnd() as end):
                    self._end_file(end)
            if len(self._batch.readings) + len(self._batch.sources) >= self.settings.batch:
                self._write()
        self._write()

    def _work(self, given: Sequence[Given]) -> Iterator[Work | Done[Passing]]:
        """What is to be done for each thing given, and behind it its end."""
        for number, each in enumerate(given, 1):
            digest = each.digest()
            if digest and self._unchanged(each.name, digest):
                self.totals.files_unchanged += 1
                continue
            self.totals.files += 1
            many = each.many
            if isinstance(each, GivenFile) and not many:
                yield each.path
            else:
                yield from self._entries(each)
            yield Done(FileEnd(each.name, digest, each.size, number, many))

    def _unchanged(self, path: str, digest: str) -> bool:
        """Whether a file needs no reading; one on which a worker died is tried again."""
        source = self._sources.get(path)
        if source is None or (source.sha256, source.reader) != (digest, self._chain):
            return False
        issues = [self._issues[each] for each in source.issues if each in self._issues]
        if len(issues) < len(source.issues) or any(issue.kind == "worker-died" for issue in issues):
            return False
        self.totals.issues.extend(issues)
        return True

    def _entries(self, given: Given) -> Iterator[Entry | Done[Passing]]:
        """The entries that the store does not hold."""
        try:
            for item in given.entries(limits_of(self.settings)):
                if isinstance(item, Issue):
                    yield Done(item)
                elif item.key in self._entered:
                    yield Done(Known(item.source, tuple(self._entered[item.key])))
                else:
                    yield item
        except Exception as error:  # noqa: BLE001 - as in the engine: a fault costs one file, and is told
            yield Done(_failure_issue(failed(Path(given.name), error)))

    def _recall(self, known: Known) -> None:
        """Put what an earlier run said of an entry in the account of its file."""
        self._file.documents.extend(known.documents)
        issues = self._issues_of.get(known.source, ())
        self._file.issues.extend(issue.id for issue in issues)
        self.totals.issues.extend(issues)

    def _take(self, reading: Reading) -> None:
        """Put a reading in the batch."""
        self._file.documents.extend(document.id for document in reading.documents)
        self._file.issues.extend(issue.id for issue in reading.issues)
        new = (document for document in reading.documents if document.id not in self._outdated)
        self._file.places.update(_place(document.source, document.url) for document in new)
        self._batch.readings.append(reading)

    def _end_file(self, end: FileEnd) -> None:
        """Put the account of a file in the batch."""
        so_far, self._file = self._file, FileSoFar()
        documents = list(dict.fromkeys([*so_far.documents, *self._kept(end, so_far)]))
        issues = tuple(dict.fromkeys(so_far.issues))
        self._batch.sources.append(Source(end.path, end.sha256, end.size, tuple(documents), issues, self._chain))
        self._finished = end.number
        self.tell(Path(end.path).name)

    def _kept(self, end: FileEnd, so_far: FileSoFar) -> list[str]:
        """The documents of an earlier state of the file in whose place there is no other now."""
        before, held = self._sources.get(end.path), set(so_far.documents)
        gone = [each for each in before.documents if each not in held] if before else []
        if not gone or not end.many:
            return [] if so_far.documents else gone
        rows = self.store.sql("SELECT id, source, url FROM documents WHERE id IN (SELECT unnest($ids))", {"ids": gone})
        return [row["id"] for row in rows.to_pylist() if _place(row["source"], row["url"]) not in so_far.places]

    def _write(self) -> None:
        """Store a batch. A document goes in behind its events, a file behind its documents: they are whole then."""
        batch, self._batch = self._batch, Batch()
        if not (batch.readings or batch.sources):
            return
        disturb(self.store)
        documents = list({d.id: d for reading in batch.readings for d in reading.documents}.values())
        self._forget([document.id for document in documents if document.id in self._outdated])
        self.totals.passages += self.store.add([p for reading in batch.readings for p in reading.passages])
        self.totals.events += self.store.add([e for reading in batch.readings for e in reading.events])
        self.totals.documents += self.store.add(documents)
        self._keep([issue for reading in batch.readings for issue in reading.issues])
        self._account(batch.sources)
        for document in documents:
            self._entered.setdefault(document.entry, []).append(document.id)
        self.tell("reading")

    def _keep(self, issues: Sequence[Issue]) -> None:
        """Store issues."""
        self.store.add(issues)
        self._issues.update((issue.id, issue) for issue in issues)
        self.totals.issues.extend(issues)

    def _account(self, sources: Sequence[Source]) -> None:
        """Store the accounts of files; older ones are replaced in the same commit, for they name what must be kept."""
        changed = any(source.path in self._sources for source in sources)
        self._sources.update((source.path, source) for source in sources)
        if changed:
            self.store.replace(Source, self._sources.values())
        else:
            self.store.add(sources)

    def _forget(self, documents: Sequence[str]) -> None:
        """Drop what an older chain said of these documents."""
        if documents:
            self.store.remove(Document, documents)
            remove_where(self.store, "document IN (SELECT unnest($ids))", {"ids": list(documents)})
            self._outdated.difference_update(documents)

    def forget_mended(self, roots: Sequence[str]) -> None:
        """Drop the issues of what was given, or lies in it, that this run did not meet again."""
        met = {issue.id for issue in self.totals.issues}
        known = [issue for issue in self._issues.values() if issue.id not in met]
        self.store.remove(Issue, [issue.id for issue in known if any(_lies_under(issue.record, r) for r in roots)])


def _place(source: str, url: str | None) -> str:
    return url or source


def _lies_under(record: str, root: str) -> bool:
    """Whether a record is the root (a file, a folder, an address), or part of it or lies in it."""
    if "://" in root:
        return record == root or record.startswith(f"{root}#")
    return record == root or record.startswith((f"{root}#", f"{root}!/", f"{root.rstrip('/')}/"))


def _nameable(item: Path | Issue) -> Path | Issue:
    """The item, or an issue for a file whose name is no text."""
    name = item.record if isinstance(item, Issue) else item.as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode(errors="surrogateescape").decode(errors="backslashreplace")
        advice = "its name is not UTF-8: rename it"
        return Issue(content_id("is", "bad-file-name", shown, "", ""), "bad-file-name", shown, "", "", advice)
    return item


def _failure_issue(failure: Failure[Work]) -> Issue:
    """The issue of a document that could not be coded."""
    record = failure.record.source if isinstance(failure.record, Entry) else failure.record.as_posix()
    kind = "worker-died" if failure.died else "coding-failed"
    again = "give the process more memory and read it again" if failure.died else "take it out"
    advice = f"it was left out: {again}; if that does not help, report it with the file"
    value = failure.reason[:200]
    return Issue(content_id("is", kind, record, "", value), kind, record, "", value, advice)
