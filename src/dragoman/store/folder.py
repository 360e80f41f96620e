"""The folder of a store: how it is made, recognised and locked for one writer."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman.errors import StoreError

SCHEMA_VERSION = 2
"""Raised with every change to a table that an older dragoman could not read."""
MARK = "dragoman.json"
LOCK = ".lock"
_UNSAFE = re.compile(r"[\[\]^|\\%*?\x00-\x1f\x7f]")
"""Characters that deltalake 1.6 cannot take in a path (it stops, or writes elsewhere), and DuckDB's patterns."""
_PAUSE = 0.05


class Mark(msgspec.Struct, frozen=True):
    """What dragoman.json says."""

    format: str
    schema_version: int


def create_folder(path: Path) -> None:
    """Make a folder a store, unless it is one; a folder with other things in it is refused."""
    _check_path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not (path / MARK).exists():
            _check_empty(path)
            write_mark(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot make a store here ({error}); choose a folder you may write to") from error


def check_folder(path: Path) -> None:
    """Raise a StoreError unless the folder is a store that this version can read."""
    _check_path(path)
    if not path.exists():
        raise StoreError(f"{path}: no such folder; check the path, or make one: dragoman read PATH --store DIR")
    mark = read_mark(path)
    if mark.format != "dragoman-store":
        raise StoreError(f"{path}: not a dragoman store, its {MARK} says {mark.format!r}; give the folder of a store")
    if not 1 <= mark.schema_version <= SCHEMA_VERSION:
        says = f"has schema version {mark.schema_version} and this dragoman reads 1 to {SCHEMA_VERSION}"
        raise StoreError(f"{path}: the store {says}; install the newer dragoman that made it")


def read_mark(path: Path) -> Mark:
    """Read dragoman.json; a StoreError where it is not there or is no longer what it was."""
    try:
        return msgspec.json.decode((path / MARK).read_bytes(), type=Mark)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(f"{path}: not a dragoman store, it has no {MARK}; give the folder of a store") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot read the store ({error}); ask for the right to read it") from error
    except msgspec.MsgspecError as error:
        advice = f"restore the file, which holds {_mark_text().decode().strip()}"
        raise StoreError(f"{path}: cannot read its {MARK} ({error}); {advice}") from error


@contextmanager
def writing(path: Path, wait: float) -> Iterator[None]:
    """Hold the store's lock; wait for another writer, at most `wait` seconds.

    The system releases the lock when its holder ends, however it ends.
    """
    try:
        lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        advice = "ask for the right to write there, or copy the store to a folder of your own"
        raise StoreError(f"{path}: cannot write to the store ({error}); {advice}") from error
    try:
        _take(lock, path, time.monotonic() + wait)
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)


def _take(lock: int, path: Path, until: float) -> None:
    """Take the lock, asking again until the time is up."""
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                holder = os.pread(lock, 20, 0).decode(errors="replace") or "unknown"
                advice = "try again when it is done, or end it"
                raise StoreError(f"{path}: process {holder} is writing to the store; {advice}") from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise StoreError(f"{path}: cannot be locked ({error}); put the store on a local disk") from error
        else:
            return


def _check_path(path: Path) -> None:
    """Refuse a path that Delta Lake would misread."""
    if bad := _UNSAFE.search(str(path.absolute())):
        raise StoreError(f"{path}: a store's path cannot hold {bad.group()!r}; rename the folder or choose another")


def _check_empty(path: Path) -> None:
    """Refuse a folder in use; what a killed `create_folder` left behind does not count."""
    others = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith((MARK, LOCK)))
    if others:
        advice = "choose an empty folder, or the folder of a store"
        raise StoreError(f"{path}: holds {others[0]!r} and no {MARK}, so it is not a store; {advice}")


def write_mark(path: Path) -> None:
    """Write dragoman.json, with the version of this dragoman, in one step."""
    draft = path / f"{MARK}.{os.getpid()}"
    draft.write_bytes(_mark_text())
    draft.replace(path / MARK)


def _mark_text() -> bytes:
    return msgspec.json.encode(Mark("dragoman-store", SCHEMA_VERSION)) + b"\n"
