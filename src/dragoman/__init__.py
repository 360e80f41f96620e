"""dragoman reads articles on international relations and keeps a cited, dated model of them.

>>> import dragoman
>>> store = dragoman.open("demo/store")  # doctest: +SKIP
>>> store.events(actor="RUS", recipient="PAK").pandas()  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.pipeline import Totals
    from dragoman.store import Store

__all__ = ["__version__", "open", "read"]
__version__ = "0.1.0"


def open(path: str | Path) -> Store:  # noqa: A001 - dragoman.open is what a user types
    """Open a store; StoreError names the folder and what to do when there is none."""
    from dragoman.store import open_store

    return open_store(Path(path))


def read(paths: Sequence[str | Path], store: str | Path, workers: int = 1) -> Totals:
    """Read files and folders into a store, made if need be; returns the account of the run.

    With more than one worker, call it from under `if __name__ == "__main__":`.
    """
    from dragoman.pipeline import read_paths
    from dragoman.settings import Settings
    from dragoman.store import create_store

    return read_paths([Path(path) for path in paths], create_store(Path(store)), Settings(workers=workers))
