"""Runs a record stage in a local pool of processes; the same answers in the same order as one process would give."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that a worker died on."""

    reason: str


def worker_count(wanted: int) -> int:
    """The number of processes: what is wanted, or one a core that this process may use."""
    return wanted or len(os.sched_getaffinity(0))


class Pool(Generic[R, T]):
    """Maps one function over batches of records, in this process or in several.

    The function must be importable and the records picklable. With several workers a record on which a worker dies
    (out of memory, a crash in a library) comes back as a `Failure`, and the others are not lost.
    """

    def __init__(self, function: Callable[[R], T], workers: int) -> None:
        self._function = function
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Processes are started with the first batch that needs them."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes."""
        self._stop()

    def map(self, records: Sequence[R]) -> list[T | Failure]:
        """The function's answer for each record, in order."""
        if self._workers <= 1 or (len(records) <= 1 and self._executor is None):
            return [self._function(record) for record in records]
        try:
            return list(self._start(self._workers).map(self._function, records))
        except BrokenProcessPool:
            self._stop()
            return [self._alone(record) for record in records]

    def _alone(self, record: R) -> T | Failure:
        """One record in a process of its own, after a worker died: shows which record it was."""
        try:
            return self._start(1).submit(self._function, record).result()
        except BrokenProcessPool as error:
            self._stop()
            return Failure(f"a worker process died: {error}")

    def _start(self, workers: int) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(workers, mp_context=context)
        return self._executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
