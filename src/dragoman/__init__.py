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
    from datetime import date

    from dragoman.pipeline import Totals
    from dragoman.store import Store

__all__ = ["__version__", "open", "read"]
__version__ = "0.1.0"


def open(path: str | Path) -> Store:  # noqa: A001 - dragoman.open is what a user types
    """Open a store; StoreError names the folder and what to do when there is none."""
    from dragoman.store import open_store  # noqa: PLC0415 - heavy

    return open_store(Path(path))


def read(
    sources: str | Path | Sequence[str | Path], store: str | Path, workers: int = 1, day: date | None = None
) -> Totals:
    """Read files, folders, patterns and web addresses into a store, made if need be; returns the account of the run.

    What cannot be read does not raise: it is among the issues of the account and in `store.issues()`. Addresses need
    the `day` on which they are fetched. With other than one worker, call it from under `if __name__ == "__main__":`.
    """
    from dragoman.documents import is_url  # noqa: PLC0415 - heavy
    from dragoman.pipeline import Inputs, read_inputs  # noqa: PLC0415 - heavy
    from dragoman.settings import Settings  # noqa: PLC0415 - takes time to import
    from dragoman.store import create_store  # noqa: PLC0415 - heavy

    given = [sources] if isinstance(sources, (str, Path)) else sources
    addresses = [each for each in given if isinstance(each, str) and is_url(each)]
    paths = [Path(each) for each in given if each not in addresses]
    return read_inputs(Inputs(paths, addresses, day=day), create_store(Path(store)), Settings(workers=workers))
