"""The main job: read files, folders, addresses into a store, then draw the conclusions."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dragoman.documents import discover
from dragoman.engine import Pool, core_count
from dragoman.errors import StoreError
from dragoman.pipeline.account import Progress, Report, Totals
from dragoman.pipeline.conclusions import conclude
from dragoman.pipeline.given import Given, GivenAddress, GivenFile, Inputs, spooled
from dragoman.pipeline.run import Run
from dragoman.pipeline.stages import RecordStages, Stages
from dragoman.settings import Settings
from dragoman.store import Store

BYTES_PER_WORKER = 300_000
"""Input that keeps a process busy for longer than it takes to start (about three seconds). Untuned."""
LOCK = ".reading"
WEB_CACHE = ".web"
"""Folder in the store with the pages fetched, so that one that has not changed is not sent again."""


def read_paths(
    paths: Sequence[Path],
    store: Store,
    settings: Settings | None = None,
    report: Report | None = None,
    stages: Stages | None = None,
) -> Totals:
    """Read files and folders into the store; see `read_inputs`."""
    return read_inputs(Inputs(paths), store, settings, report, stages)


def read_inputs(
    inputs: Inputs,
    store: Store,
    settings: Settings | None = None,
    report: Report | None = None,
    stages: Stages | None = None,
) -> Totals:
    """Read all that is given into the store and bring copies, happenings and relations up to date.

    A file that did not change since this chain read it is passed over, and so is what an archive, a feed or an address
    gave before. A run that was killed is taken up where it stood; two runs on one store at a time are a StoreError.
    Files go by their absolute path, so it does not matter from where they are read.

    **A changed file.** The store says what a file said when it was last read: a document gives way, with its passages
    and events, to the one that the file now holds in its place. A file that holds one article is one place; in a feed
    a place is an address (`url`), or else a line. What left a feed without another in its place stays, and so does
    everything from files that are gone or can no longer be read.

    `stages` stands in for the record stages; without it they are those of this package.
    """
    settings = settings or Settings()
    roots = [_canonical(path) for path in inputs.paths]
    with _one_run(store), ExitStack() as held:
        run = Run(store, settings, report or _ignore)
        files = [GivenFile(path, inputs.columns) for path in run.refuse(discover(roots))]
        given: list[Given] = [*files, *_others(inputs, store, held)]
        workers = _worker_count(settings.workers, given)
        ahead = min(settings.batch, 4 * max(1, workers))
        with Pool(stages or RecordStages(settings), workers, ahead) as pool:
            run.read(given, pool)
        run.forget_mended([*map(Path.as_posix, roots), *inputs.addresses])
        run.tell("happenings")
        conclude(store, run.totals)
    return run.totals


def _others(inputs: Inputs, store: Store, held: ExitStack) -> Iterator[Given]:
    """What is given besides files; addresses are fetched when their turn comes, through one fetcher."""
    if inputs.addresses:
        from dragoman.documents import Fetcher  # noqa: PLC0415 - heavy

        if inputs.day is None:
            raise ValueError("addresses need the day on which they are fetched")
        fetcher = held.enter_context(Fetcher(store.path / WEB_CACHE, inputs.web))
        yield from (GivenAddress(address, fetcher, inputs.day) for address in inputs.addresses)
    if inputs.stream:
        given = spooled(inputs.stream, inputs.columns)
        held.callback(given.content.close)
        yield given


def _ignore(_: Progress) -> None:
    """Nobody watches."""


def _canonical(path: Path) -> Path:
    """One name for a file or folder, from wherever it is named; a link to a file keeps its own name.

    Of a pattern, the folders before its first sign are made absolute.
    """
    there = Path(os.path.realpath(path))
    return there if there.is_dir() else Path(os.path.realpath(path.parent)) / path.name


def _worker_count(wanted: int, given: Sequence[Given]) -> int:
    """The number of worker processes; none for a wanted 1: then the work is done in this process.

    For a wanted 0 it is what cores and input are for, one at least: a crash then costs one document.
    """
    if wanted:
        return wanted if wanted > 1 else 0
    return min(core_count(), 1 + sum(each.size or BYTES_PER_WORKER // 10 for each in given) // BYTES_PER_WORKER)


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
