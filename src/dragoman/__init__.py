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
    from dragoman.store import open_store  # noqa: PLC0415 - heavy

    return open_store(Path(path))


def read(paths: str | Path | Sequence[str | Path], store: str | Path, workers: int = 1) -> Totals:
    """Read files and folders into a store, made if need be; returns the account of the run.

    What cannot be read does not raise: it is among the issues of the account and in `store.issues()`. With other than
    one worker, call it from under `if __name__ == "__main__":`.
    """
    from dragoman.pipeline import read_paths  # noqa: PLC0415 - heavy
    from dragoman.settings import Settings  # noqa: PLC0415 - takes time to import
    from dragoman.store import create_store  # noqa: PLC0415 - heavy

    given = [paths] if isinstance(paths, (str, Path)) else paths
    return read_paths([Path(path) for path in given], create_store(Path(store)), Settings(workers=workers))
