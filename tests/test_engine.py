"""The pool: order, bounded memory, failures, deaths, and workers that end with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from dragoman.engine import Done, Failure, Pool
from dragoman.errors import EngineError, PassageError


def twice(number: int) -> int:
    """Slow for even numbers, so that answers come in another order than they were asked for."""
    time.sleep(0.002 if number % 2 == 0 else 0)
    return 2 * number


def fragile(number: int) -> int:
    """Dies on 3, fails on 5."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 10 // (number - 5)


def dies_once(mark: Path) -> str:
    """Dies unless it has died before."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def refuses(number: int) -> int:
    """Raises on purpose."""
    raise PassageError(f"no model for {number}")


class CannotArrive:
    """Can be sent to a worker and not be received."""

    def __call__(self, record: int) -> int:
        return record

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return sys.exit, (7,)


@pytest.mark.parametrize("ahead", [1, 3, 100])
@pytest.mark.parametrize("workers", [0, 1, 2])
def test_the_same_answers_in_the_same_order(workers: int, ahead: int) -> None:
    records = [Done(n) if n % 7 == 0 else n for n in range(40)]
    with Pool(twice, workers, ahead) as pool:
        answers = list(pool.stream(records))
    assert answers == [Done(n) if n % 7 == 0 else 2 * n for n in range(40)]


def test_nothing_to_do_starts_nothing() -> None:
    with Pool(twice, 2) as pool:
        assert list(pool.stream([])) == []
        assert list(pool.stream([Done("x")])) == [Done("x")]
    assert not _workers_of(psutil.Process())


@pytest.mark.parametrize("workers", [0, 2])
def test_at_most_so_many_records_are_held(workers: int) -> None:
    taken = 0

    def records() -> Iterator[int]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield number

    most = 0
    with Pool(twice, workers, ahead=5) as pool:
        for answered, _ in enumerate(pool.stream(records())):
            most = max(most, taken - answered)
    assert taken == 50
    assert most <= 5


@pytest.mark.parametrize("workers", [1, 2])
def test_a_death_costs_only_its_record(workers: int) -> None:
    with Pool(fragile, workers) as pool:
        answers = list(pool.stream(range(8)))
    assert answers[3] == Failure(3, "the worker process died: SIGKILL", died=True)
    assert [a for n, a in enumerate(answers) if n not in {3, 5}] == [10 // (n - 5) for n in range(8) if n not in {3, 5}]


def test_an_error_costs_only_its_record_and_reads_the_same_everywhere() -> None:
    found = []
    for workers in (0, 2):
        with Pool(fragile, workers) as pool:
            found.append(list(pool.stream([4, 5, 6])))
    assert found[0] == found[1]
    assert found[0][1].reason.startswith("ZeroDivisionError: ")
    assert "test_engine.py, line " in found[0][1].reason
    assert not found[0][1].died


def test_a_record_gets_a_second_try(tmp_path: Path) -> None:
    with Pool(dies_once, 1) as pool:
        assert list(pool.stream([tmp_path / "mark"])) == ["done"]


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_on_purpose_ends_the_run(workers: int) -> None:
    with Pool(refuses, workers) as pool, pytest.raises(EngineError, match="no model for 1"):
        list(pool.stream([1, 2]))
    assert not _workers_of(psutil.Process())


def test_workers_that_cannot_start() -> None:
    with Pool(CannotArrive(), 1) as pool, pytest.raises(EngineError, match=r"not start \(exit status 7\).*__main__"):
        list(pool.stream([1]))


def test_leaving_early_ends_the_workers() -> None:
    with Pool(time.sleep, 2) as pool:
        next(iter(pool.stream([0, 60, 60])))
        assert _workers_of(psutil.Process())
    assert not _workers_of(psutil.Process())


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent("""
        import time
        from dragoman.engine import Pool
        if __name__ == "__main__":
            with Pool(time.sleep, 2) as pool:
                for _ in pool.stream([0, 0, 60, 60]):
                    print("begun", flush=True)
        """)
    )
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"begun\n"
    workers = _workers_of(psutil.Process(parent.pid))
    assert workers
    parent.kill()
    parent.wait()
    parent.stdout.close()
    gone, alive = psutil.wait_procs(workers, timeout=10)
    assert not alive
    assert gone


def _workers_of(parent: psutil.Process) -> list[psutil.Process]:
    return [child for child in parent.children() if "spawn_main" in " ".join(child.cmdline())]
