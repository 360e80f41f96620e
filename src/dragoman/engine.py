"""Runs a record stage in this process or in several; the same answers in the same order either way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from dragoman.errors import DragomanError, EngineError

R = TypeVar("R")
T = TypeVar("T")
V = TypeVar("V")
TRIES = 2
"""How often a record is given to a worker: the first death may have been the fault of another program."""
READY = "ready"


@dataclass(frozen=True, slots=True)
class Failure(Generic[R]):
    """A record that cost its worker its life, or on which the function failed."""

    record: R
    reason: str
    """The signal or the error and its place; the same on every run."""
    died: bool = False
    """Whether the worker process died (out of memory, a crash in a library)."""


@dataclass(frozen=True, slots=True)
class Done(Generic[V]):
    """Something that needs no work: it keeps its place among the answers."""

    value: V


@dataclass(frozen=True, slots=True)
class _Refusal:
    """An error that dragoman raised on purpose: it ends the run."""

    reason: str


@dataclass(slots=True)
class _Slot:
    """A record's place in the stream."""

    record: Any  # R, or Done; told apart when it is taken
    answer: Any = None  # T, Failure or Done
    answered: bool = False
    given: int = 0
    """How often it was given to a worker."""


def core_count() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool(Generic[R, T]):
    """Streams records through a function, in this process (`workers` 0) or in so many others.

    Answers come in the order of the records, and at most `ahead` records are held at a time, whatever the length of
    the stream. An error in the function costs only its record, which comes back as a `Failure`; so does, with workers,
    the death of a process. An error that dragoman raises on purpose becomes an EngineError and ends the stream.

    With workers the function and the records must be picklable, and the calling program importable without effect
    (`if __name__ == "__main__":`). A worker ends when the process that started it ends, however that ends.

    >>> with Pool(abs, workers=0) as pool:
    ...     list(pool.stream([-1, Done("between"), 2]))
    [1, Done(value='between'), 2]
    """

    def __init__(self, function: Callable[[R], T], workers: int, ahead: int = 8) -> None:
        self._function, self._count, self._ahead = function, workers, max(1, ahead)
        self._workers: list[_Worker[R, T]] = []

    def __enter__(self) -> Self:
        """Processes are started when there is work for them."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes at once, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def stream(self, records: Iterable[R | Done[V]]) -> Iterator[T | Failure[R] | Done[V]]:
        """The answer to each record, in order; a `Done` comes back as it is."""
        if self._count:
            yield from self._spread(iter(records))
            return
        for record in records:
            yield record if isinstance(record, Done) else _checked(_answer(self._function, record))

    def _spread(self, records: Iterator[R | Done[V]]) -> Iterator[T | Failure[R] | Done[V]]:
        """Take records one by one while the workers are at those before them."""
        slots: deque[_Slot] = deque()
        more = True
        while more or slots:
            while slots and slots[0].answered:
                yield _checked(slots.popleft().answer)
            if more and len(slots) < self._ahead:
                more = _take(records, slots)
            self._hand_out(slots)
            self._collect(block=bool(slots) and not slots[0].answered and (not more or len(slots) >= self._ahead))

    def _hand_out(self, slots: Iterable[_Slot]) -> None:
        """Give the waiting records, oldest first, to idle workers; start a worker where there may be one more."""
        busy = {id(worker.slot) for worker in self._workers if worker.slot}
        waiting = deque(slot for slot in slots if not slot.answered and id(slot) not in busy)
        idle = [worker for worker in self._workers if worker.slot is None]
        while waiting and (idle or len(self._workers) < self._count):
            worker = idle.pop() if idle else self._start()
            worker.give(waiting.popleft())

    def _start(self) -> _Worker[R, T]:
        worker = _Worker(self._function)
        self._workers.append(worker)
        return worker

    def _collect(self, *, block: bool) -> None:
        """Take the answers that are there; wait for one if told to."""
        busy = {worker.connection: worker for worker in self._workers if worker.slot is not None}
        for connection in wait(list(busy), None if block else 0):
            worker = next(worker for known, worker in busy.items() if known is connection)
            if not worker.collect():
                self._workers.remove(worker)
                worker.end()


class _Worker(Generic[R, T]):
    """A process that answers one record at a time, so that a death points at its record."""

    def __init__(self, function: Callable[[R], T]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, function), daemon=True)
        with _interrupts_held():
            self._process.start()
        there.close()
        self.slot: _Slot | None = None
        self._ready = False

    def give(self, slot: _Slot) -> None:
        """Set it to work on a record."""
        self.slot = slot
        slot.given += 1
        with suppress(BrokenPipeError, ConnectionResetError):  # it is dead: `collect` will see
            self.connection.send(slot.record)

    def collect(self) -> bool:
        """Take what it says; False when it is dead."""
        try:
            said = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self._bury()
            return False
        if not self._ready:
            self._ready = said == READY
        elif self.slot is not None:
            self.slot.answer, self.slot.answered, self.slot = said, True, None
        return True

    def _bury(self) -> None:
        """Note the death on the record, unless the record gets another try."""
        self._process.join()
        slot, code = self.slot, self._process.exitcode
        if not self._ready:
            raise EngineError(
                f"a worker process could not start (exit status {code}); in a script, call dragoman from under "
                '`if __name__ == "__main__":`, or with workers=1'
            )
        if slot is not None and slot.given >= TRIES:
            slot.answer, slot.answered = Failure(slot.record, f"the worker process died: {_cause(code)}", True), True

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _take(records: Iterator[Any], slots: deque[_Slot]) -> bool:
    """Put the next record in line; False when there is none."""
    for record in records:
        done = isinstance(record, Done)
        slots.append(_Slot(record, record if done else None, done))
        return True
    return False


def _serve(connection: Connection[Any, Any], function: Callable[[R], T]) -> None:
    """What a worker does: answer until the other end is closed."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.send(READY)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            connection.send(_answer(function, connection.recv()))


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(function: Callable[[R], T], record: R) -> T | Failure[R] | _Refusal:
    try:
        return function(record)
    except DragomanError as error:
        return _Refusal(str(error))
    except Exception as error:  # noqa: BLE001 - a fault of any kind costs one record, not a night's run; it is told
        return failed(record, error)


def failed(record: R, error: Exception) -> Failure[R]:
    """The failure of a record on an error, with the place in the code."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(place.filename)}, line {place.lineno}"  # noqa: PTH119 - a name, not a file
    return Failure(record, f"{type(error).__name__}: {error} ({where})")


def _checked(answer: Any) -> Any:
    """The answer, unless it is an error raised on purpose."""
    if isinstance(answer, _Refusal):
        raise EngineError(answer.reason)
    return answer


def _cause(code: int | None) -> str:
    """An exit status in words; minus a signal's number where a signal ended it."""
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit status {code}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let no Ctrl-C through; a process started meanwhile never gets one: whoever started it ends it."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
