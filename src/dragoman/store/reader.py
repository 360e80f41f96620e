"""Questions to the tables, asked in SQL of DuckDB over the Parquet files that are current at the time of asking."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import duckdb
import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.store.columns import schema_of
from dragoman.store.delta import current_files
from dragoman.store.tables import TABLES, Table


class Reader:
    """Answers SQL over a store's folder; each question sees one version of each table. Safe to use from threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._lock = Lock()

    def ask(self, query: str, parameters: Mapping[str, object], tables: Iterable[Table] = TABLES) -> Any:
        """The answer as an Arrow table; `tables` are those that the query names."""
        with self._explained():
            try:
                return self._ask(query, parameters, tables)
            except duckdb.IOException:
                # A vacuum that keeps nothing can take a file between listing and reading: list again.
                return self._ask(query, parameters, tables)

    def ask_select(self, query: str, parameters: Mapping[str, object]) -> Any:
        """The same for a query from outside; one that is not a single SELECT is refused."""
        with self._explained():
            statements = self._connect().extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise StoreError("a query is one SELECT; to change the store, use add, replace and remove")
        return self.ask(query, parameters)

    def _ask(self, query: str, parameters: Mapping[str, object], tables: Iterable[Table]) -> Any:
        with self._views(tables) as cursor:
            return cursor.sql(query, params=dict(parameters)).to_arrow_table()

    def batches(self, table: Table, size: int) -> Iterator[Any]:
        """All rows of a table in the order of their keys, as Arrow tables of about `size` rows, never all in memory."""
        query = f"SELECT * FROM {table.name} ORDER BY {table.key}"  # noqa: S608 - the names are ours
        with self._explained(), self._views([table]) as cursor:
            for batch in cursor.sql(query).to_arrow_reader(size):
                yield pa.Table.from_batches([batch])

    @contextmanager
    def _views(self, tables: Iterable[Table]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of its own, on which each table is a view of its current files."""
        with self._connect() as cursor:
            for table in tables:
                files = current_files(self._folder, table)
                # A folder called a=b is no partition.
                read = f"FROM read_parquet([{_literals(files)}], hive_partitioning = false)"
                rows = read if files else _no_rows(schema_of(table.kind))
                cursor.execute(f"CREATE TEMP VIEW {table.name} AS {rows}")
            yield cursor

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what DuckDB raises into a StoreError that names the folder."""
        try:
            yield
        except duckdb.IOException as error:
            advice = "if files are missing, restore the folder; else see that it can be read and that the disk has room"
            raise StoreError(f"{self._folder}: cannot read the store ({error}); {advice}") from error
        except duckdb.Error as error:
            raise StoreError(f"{self._folder}: the query failed: {error}") from error

    def _connect(self) -> duckdb.DuckDBPyConnection:
        """A cursor; what it creates is seen by it alone."""
        with self._lock:
            if self._connection is None:
                self._connection = _open(self._folder)
            return self._connection.cursor()


def _open(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that reads the store's files and nothing else."""
    connection = duckdb.connect(
        ":memory:", config={"temp_directory": f"{tempfile.gettempdir()}/dragoman-{uuid4().hex}"}
    )
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET allowed_directories = [{_literals([folder.absolute()])}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _literals(paths: Iterable[Path]) -> str:
    """Paths as SQL text; `check_path` has refused those that DuckDB would take for patterns."""
    return ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)


def _no_rows(schema: Any) -> str:
    """The query of a table that holds nothing yet (registering an empty Arrow table would import pandas)."""
    columns = ", ".join(f'NULL::{_sql_type(field.type)} AS "{field.name}"' for field in schema)
    return f"SELECT {columns} WHERE false"


def _sql_type(kind: Any) -> str:
    """The DuckDB type of an Arrow type."""
    if pa.types.is_list(kind):
        return f"{_sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        parts = ", ".join(f'"{field.name}" {_sql_type(field.type)}' for field in kind)
        return f"STRUCT({parts})"
    names = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE"}
    return names[str(kind)]
