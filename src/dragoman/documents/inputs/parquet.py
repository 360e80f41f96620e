"""Parquet: rows with a text in one column, read some at a time, and only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.documents.entry import Entry
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.columns import find_columns
from dragoman.documents.inputs.records import Place, make_entry
from dragoman.documents.inputs.scope import Scope, too_large
from dragoman.documents.inputs.streams import Found, TooMuch, spool
from dragoman.documents.inputs.tables import no_columns
from dragoman.model import Issue

_ROWS = 64
_BUFFER = 1_000_000


def read_parquet(found: Found, scope: Scope) -> Iterator[Entry | Issue]:
    """Read the rows of a Parquet table; the number behind `#` in a source counts rows from 1."""
    import pyarrow as pa  # noqa: PLC0415  heavy

    try:
        handle = found.path.open("rb") if found.path else spool(found.stream, scope.limits)
    except TooMuch as error:
        yield too_large(found.name, scope.limits.max_archive_bytes, value=str(error))
        return
    with handle:
        try:
            yield from _read(handle, found.name, scope)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            advice = "It is damaged, or no Parquet: write it again; the rows before the damage were read."
            yield make_issue("damaged-archive", found.name, advice, value=str(error).partition("\n")[0])


def _read(handle: BinaryIO, name: str, scope: Scope) -> Iterator[Entry | Issue]:
    from pyarrow import parquet  # noqa: PLC0415  heavy

    table = parquet.ParquetFile(handle, buffer_size=_BUFFER, pre_buffer=False)
    names = [column for column in table.schema_arrow.names if isinstance(column, str)]
    columns = find_columns(tuple(names), scope.columns)
    yield from no_columns(name, names, columns, scope.columns)
    if "text" not in columns:
        return
    if not table.metadata.num_rows:
        yield make_issue("empty-file", name, "The table holds no row: fetch it again or take it out.")
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=list(columns.values()), use_threads=False):
        cells = {field: _values(batch.column(column)) for field, column in columns.items()}
        for i in range(batch.num_rows):
            number += 1
            record = {field: values[i] for field, values in cells.items()}
            yield _entry(record, Place(name, number, f"row {number}"), scope)


def _entry(record: dict[str, object], place: Place, scope: Scope) -> Entry | Issue:
    text, limit = record.get("text"), scope.limits.max_line_bytes
    if isinstance(text, str) and len(text) > limit:
        return too_large(place.name, limit, place.label)
    return make_entry(record, place)


def _values(column: Any) -> list[object]:  # pyarrow ships no types
    """Give the cells as text, numbers or lists; days and times as text."""
    import pyarrow as pa  # noqa: PLC0415  heavy

    kind = column.type
    if pa.types.is_temporal(kind):
        day = pa.types.is_date(kind)
        column = column.cast(pa.date32() if day else pa.timestamp("s"), safe=False)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()]
    return [str(value) if pa.types.is_temporal(kind) and value is not None else value for value in column.to_pylist()]
