"""The main job: read files and folders into a store, then draw the conclusions."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dragoman.documents import discover
from dragoman.engine import Pool, core_count
from dragoman.errors import StoreError
from dragoman.pipeline.account import Progress, Report, Totals
from dragoman.pipeline.conclusions import conclude
from dragoman.pipeline.run import Run, size_of
from dragoman.pipeline.stages import RecordStages, Stages
from dragoman.settings import Settings
from dragoman.store import Store

BYTES_PER_WORKER = 300_000
"""Input that keeps a process busy for longer than it takes to start (about three seconds). Untuned."""
LOCK = ".reading"


def read_paths(
    paths: Sequence[Path],
    store: Store,
    settings: Settings | None = None,
    report: Report | None = None,
    stages: Stages | None = None,
) -> Totals:
    """Read files and folders into the store and bring copies, happenings and relations up to date.

    A file that did not change since this chain read it is passed over. A run that was killed is taken up where it
    stood; two runs on one store at a time are a StoreError. Files go by their absolute path, so it does not matter
    from where they are read.

    **A changed file.** The store says what a file said when it was last read: a document gives way, with its passages
    and events, to the one that the file now holds in its place. A file that holds one article is one place; in a feed
    a place is an address (`url`), or else a line. What left a feed without another in its place stays, and so does
    everything from files that are gone or can no longer be read.

    `stages` stands in for the record stages; without it they are those of this package.
    """
    settings = settings or Settings()
    roots = [_canonical(path) for path in paths]
    with _one_run(store):
        run = Run(store, settings, report or _ignore)
        files = run.refuse(discover(roots))
        workers = _worker_count(settings.workers, files)
        ahead = min(settings.batch, 4 * max(1, workers))
        with Pool(stages or RecordStages(settings), workers, ahead) as pool:
            run.read_files(files, pool)
        run.forget_mended(roots)
        run.tell("happenings")
        conclude(store, run.totals)
    return run.totals


def _ignore(_: Progress) -> None:
    """Nobody watches."""


def _canonical(path: Path) -> Path:
    """One name for a file or folder, from wherever it is named; a link to a file keeps its own name."""
    there = Path(os.path.realpath(path))
    return there if there.is_dir() else Path(os.path.realpath(path.parent)) / path.name


def _worker_count(wanted: int, files: Sequence[Path]) -> int:
    """The number of worker processes; none for a wanted 1: then the work is done in this process.

    For a wanted 0 it is what cores and input are for, one at least: a crash then costs one document.
    """
    if wanted:
        return wanted if wanted > 1 else 0
    return min(core_count(), 1 + sum(size_of(path) for path in files) // BYTES_PER_WORKER)


@contextmanager
def _one_run(store: Store) -> Iterator[None]:
    """Let no second run read into the store; the system frees the lock when its holder ends, however it ends."""
    try:
        lock = os.open(store.path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        advice = "ask for the right to write there, or name another folder with --store"
        raise StoreError(f"{store.path}: cannot write to the store ({error.strerror}); {advice}") from error
    try:
        _lock(lock, store)
        yield
    finally:
        os.close(lock)


def _lock(lock: int, store: Store) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreError(f"{store.path}: another run is reading into this store; wait for its end, or end it") from None
    except OSError as error:
        advice = "put the store on a local disk"
        raise StoreError(f"{store.path}: cannot be locked ({error.strerror}); {advice}") from error
