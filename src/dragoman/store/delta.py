"""One Delta Lake table: which files are current, and the commits that change them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from dragoman.errors import StoreError
from dragoman.store.columns import schema_of
from dragoman.store.folder import MARK
from dragoman.store.tables import Table

_PAINT = re.compile(r"\x1b\[[0-9;]*m|↳")
_MANY_FILES = 64
"""Files beyond which an append also merges small ones: opening one costs as much as reading a thousand rows."""
_GROUP_ROWS = 16_384
"""Rows in a Parquet group: eight of DuckDB's vectors, so that a table of 100 000 rows is read on several cores."""


def current_files(folder: Path, table: Table) -> list[Path]:
    """The Parquet files that hold a table now; none when nothing was ever added."""
    place = folder / table.name
    with explained(place, "read"):
        if not _is_made(folder, table):
            return []
        delta = DeltaTable(place)
        _check_table(delta, table, place)
        return files_of(delta, place)


def append(folder: Path, table: Table, rows: Any) -> None:
    """Add rows in one commit, and merge small files when they have become many."""
    place = folder / table.name
    with explained(place, "write"):
        if not _is_made(folder, table):
            _commit(place, table, rows, "append")
            return
        delta = DeltaTable(place)
        _commit(delta, table, rows, "append")
        if len(delta.file_uris()) > _MANY_FILES:
            delta.optimize.compact(writer_properties=_properties())


def overwrite(folder: Path, table: Table, rows: Any) -> None:
    """Make the rows all that the table holds, in one commit."""
    place = folder / table.name
    with explained(place, "write"):
        _commit(place, table, rows, "overwrite")


def delete(folder: Path, table: Table, keys: list[str]) -> int:
    """Delete the rows with these keys in one commit; returns how many there were."""
    place = folder / table.name
    source = pa.table({"key": pa.array(keys, pa.string())})
    with explained(place, "write"):
        merge = DeltaTable(place).merge(
            source, f"row.{table.key} = gone.key", "gone", "row", writer_properties=_properties()
        )
        return int(merge.when_matched_delete().execute()["num_target_rows_deleted"])


def compact(folder: Path, table: Table, keep: timedelta) -> None:
    """Merge small files; remove the files that left the table, or never reached it, longer ago than `keep`."""
    place = folder / table.name
    with explained(place, "compact"):
        if not _is_made(folder, table):
            return
        delta = DeltaTable(place)
        delta.optimize.compact(writer_properties=_properties())
        hours = int(keep / timedelta(hours=1))
        delta.vacuum(hours, dry_run=False, enforce_retention_duration=False, full=True)


@contextmanager
def explained(place: Path, doing: str) -> Iterator[None]:
    """Turn what Delta Lake, Arrow and the system raise into a StoreError that names the folder."""
    try:
        yield
    except (DeltaError, pa.ArrowException, OSError) as error:
        # Delta Lake paints its messages and breaks their lines.
        said = " ".join(_PAINT.sub(" ", str(error)).split())
        raise StoreError(f"{place}: cannot {doing} the table ({said}); {_advice(said)}") from error


def _advice(said: str) -> str:
    """What to do about a failure."""
    if "ermission denied" in said or "ead-only file system" in said:
        return "ask for the right, or copy the store to a folder of your own"
    if "o space left" in said:
        return "make room on the disk, then run again: nothing is lost"
    return "see that the folder is all there and that nothing but dragoman changed it, then run again"


def _is_made(folder: Path, table: Table) -> bool:
    """Whether anything was ever added to a table; an OSError when the store itself is gone."""
    (folder / MARK).stat()
    return bool(DeltaTable.is_deltatable(str(folder / table.name)))


def _commit(place: Path | DeltaTable, table: Table, rows: Any, mode: Literal["append", "overwrite"]) -> None:
    """One commit; it makes the table when there is none."""
    settings = {
        # Else the log repeats the first words of every text column for every file.
        "delta.dataSkippingStatsColumns": table.key,
        # Every tenth commit sums up those before it: opening a table of a hundred commits takes 10 ms, not 50.
        "delta.checkpointInterval": "10",
    }
    write_deltalake(place, rows, mode=mode, writer_properties=_properties(), configuration=settings)


def _properties() -> WriterProperties:
    return WriterProperties(compression="ZSTD", max_row_group_size=_GROUP_ROWS)


def _check_table(delta: DeltaTable, table: Table, place: Path) -> None:
    """Refuse a table whose files alone do not tell what it holds, or whose columns are others."""
    if features := delta.protocol().reader_features:
        advice = "write to a store with dragoman only, or with these features off"
        raise StoreError(
            f"{place}: another program turned on {', '.join(features)}, which dragoman cannot read; {advice}"
        )
    found = pa.schema(delta.schema().to_arrow())
    if not found.equals(schema_of(table.kind)):
        advice = "make a new store with this version and read the sources again"
        raise StoreError(f"{place}: the columns are not those of this version of dragoman; {advice}")


def files_of(delta: DeltaTable, place: Path) -> list[Path]:
    """The table's files; Delta Lake gives them as addresses, with the signs of the path escaped."""
    return [place / unquote(uri.rsplit("/", 1)[-1]) for uri in delta.file_uris()]
