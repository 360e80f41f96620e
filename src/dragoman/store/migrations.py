"""What must be done to a store that an older dragoman made; each step is named, and leads one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

from dragoman import model
from dragoman.store import delta
from dragoman.store.columns import schema_of
from dragoman.store.folder import SCHEMA_VERSION, read_mark, write_mark, writing
from dragoman.store.tables import Table, table_of

_BATCH = 1024
"""Rows held at a time: a document may have megabytes."""


def migrate(folder: Path, wait: float) -> None:
    """Bring a store up to the version of this dragoman, under the lock of a writer.

    A step that was cut short is done again: each looks at what is there.
    """
    if read_mark(folder).schema_version == SCHEMA_VERSION:
        return
    with writing(folder, wait):
        for version in range(read_mark(folder).schema_version, SCHEMA_VERSION):
            STEPS[version](folder)
        write_mark(folder)


def tell_what_documents_rest_on(folder: Path) -> None:
    """1 to 2: documents gain `entry`, `dating` and `grounds`, empty until the files are read again."""
    _add_columns(folder, table_of(model.Document), {"entry": "", "dating": [], "grounds": []})


STEPS: Mapping[int, Callable[[Path], None]] = {1: tell_what_documents_rest_on}
"""From a version to the next."""


def _add_columns(folder: Path, table: Table, values: Mapping[str, object]) -> None:
    """Rewrite a table with new columns that hold one value throughout, in one commit."""
    place = folder / table.name
    with delta.explained(place, "migrate"):
        if not DeltaTable.is_deltatable(str(place)):
            return
        old, schema = DeltaTable(place), schema_of(table.kind)
        if set(values) <= set(pa.schema(old.schema().to_arrow()).names):
            return
        rows = pa.RecordBatchReader.from_batches(schema, _widened(delta.files_of(old, place), schema, values))
        write_deltalake(old, rows, mode="overwrite", schema_mode="overwrite")


def _widened(files: list[Path], schema: Any, values: Mapping[str, object]) -> Iterator[Any]:  # Arrow has no types
    import pyarrow.dataset as ds  # noqa: PLC0415 - heavy, and seldom needed

    for batch in ds.dataset([str(file) for file in files]).to_batches(batch_size=_BATCH):
        columns = [
            pa.array([values[field.name]] * len(batch), field.type)
            if field.name in values
            else batch.column(field.name).cast(field.type)
            for field in schema
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
