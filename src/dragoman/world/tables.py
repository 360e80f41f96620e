"""Reads the CSV files of world/ into rows that know where they stand, so that an error can name the line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import WorldError
from dragoman.model import Basis, Precision, When

COLUMNS: dict[str, tuple[str, ...]] = {
    "states.csv": (
        "code", "name", "official_name", "aliases", "adjectives", "combining", "demonyms", "capital", "metonyms",
        "start", "end", "successor", "cow", "gec", "wikidata_id", "region",
    ),
    "organisations.csv": ("code", "name", "aliases", "abbreviations", "sector", "start", "end", "wikidata_id"),
    "groups.csv": ("code", "name", "aliases", "state", "sector", "start", "end", "wikidata_id"),
    "companies.csv": ("code", "name", "aliases", "state", "sector", "wikidata_id"),
    "metonyms.csv": ("text", "code", "sector", "name", "kind"),
    "places.csv": ("text", "code"),
    "holders.csv": ("code", "office", "title", "name", "aliases", "start", "end"),
    "notactors.csv": ("text", "why"),
    "surnames.csv": ("text", "why"),
}  # fmt: skip
"""The columns of each data file, in order."""

KEYS: dict[str, tuple[str, ...]] = {
    "states.csv": ("code",),
    "organisations.csv": ("code",),
    "groups.csv": ("code",),
    "companies.csv": ("code",),
    "metonyms.csv": ("text", "code"),
    "places.csv": ("text",),
    "holders.csv": ("code", "office", "title", "name", "start"),
    "notactors.csv": ("text",),
    "surnames.csv": ("text",),
}
"""The columns that make a row the same row: a user's row replaces ours with the same key."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a data file."""

    file: str
    line: int
    columns: Mapping[str, int]
    """Where each column stands: shared by all rows of a file."""
    values: list[str]

    def cell(self, column: str) -> str:
        """Give the cell, which may be empty."""
        return self.values[self.columns[column]]

    def wrong(self, value: str, advice: str) -> WorldError:
        """Make the error that names file, line and value."""
        return WorldError(f"{self.file}, line {self.line}: {value!r}: {advice}")

    def text(self, column: str) -> str:
        """Give the cell, which must not be empty."""
        value = self.cell(column)
        if not value:
            raise self.wrong(value, f"column {column} must not be empty")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """Give the items of a list cell; an empty cell has none, an empty item is an error."""
        cell = self.cell(column)
        if not cell:
            return ()
        items = tuple(map(str.strip, cell.split(";")))
        if "" in items:
            raise self.wrong(cell, f"empty item in column {column}")
        return items

    def valid(self) -> When:
        """Read the interval from the columns `start` and `end`; an empty cell leaves that end open."""
        start, end = self.cell("start"), self.cell("end")
        if not start and not end:
            return ALWAYS
        first = self._day(start, last=False) if start else None
        final = self._day(end, last=True) if end else None
        if first and final and final < first:
            raise self.wrong(f"{start}..{end}", "the end lies before the start")
        return When(first, final, Precision.RANGE, Basis.STATED, f"{start}..{end}")

    def _day(self, value: str, *, last: bool) -> date:
        try:
            return parse_day(value, last=last)
        except ValueError:
            raise self.wrong(value, "a date must be YYYY, YYYY-MM or YYYY-MM-DD") from None


ALWAYS = When(basis=Basis.STATED)
"""No beginning and no end on record."""


@lru_cache(maxsize=8192)
def parse_day(value: str, *, last: bool) -> date:
    """Give the first or last day that a date written YYYY, YYYY-MM or YYYY-MM-DD may mean; ValueError for others.

    >>> parse_day("1991", last=True)
    datetime.date(1991, 12, 31)
    """
    if len(value) == 10:
        return date.fromisoformat(value)
    if len(value) == 7:
        first = date.fromisoformat(f"{value}-01")
        return _month_end(first) if last else first
    if len(value) == 4:
        return date.fromisoformat(f"{value}-12-31" if last else f"{value}-01-01")
    raise ValueError(value)


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def read_tables(extra: Path | None) -> dict[str, list[Row]]:
    """Read all rows of all data files, a user's after ours and in place of ours with the same key."""
    ours = resources.files("dragoman.world") / "data"
    tables = {file: _read_file(ours / file, file) for file in COLUMNS if (ours / file).is_file()}
    if extra is not None:
        for file, rows in _read_folder(extra):
            tables[file] = _merge(tables.get(file, []), rows, KEYS[file])
    return {file: tables.get(file, []) for file in COLUMNS}


def _read_folder(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    if not folder.is_dir():
        raise WorldError(f"{folder}: not a folder: give a folder of CSV files such as states.csv")
    for path in sorted(folder.glob("*.csv")):
        if path.name not in COLUMNS:
            raise WorldError(f"{path}: unknown file name: the files are {', '.join(COLUMNS)}")
        yield path.name, _read_file(path, str(path))


def _merge(ours: list[Row], theirs: Iterable[Row], key: tuple[str, ...]) -> list[Row]:
    merged = {tuple(row.cell(k) for k in key): row for row in ours}
    merged.update({tuple(row.cell(k) for k in key): row for row in theirs})
    return list(merged.values())


def _read_file(path: Traversable, shown: str) -> list[Row]:
    """Read the rows of a file: the header must be as documented, a key must stand once."""
    columns = COLUMNS[path.name]
    try:
        lines = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True)
        rows = list(_rows(lines, columns, shown, lambda: lines.line_num))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WorldError(f"{shown}: not a CSV file in UTF-8: {error}") from error
    _check_keys(rows, KEYS[path.name])
    return rows


def _rows(lines: Iterator[list[str]], columns: tuple[str, ...], shown: str, line: Callable[[], int]) -> Iterator[Row]:
    header = tuple(next(lines, []))
    where = {column: index for index, column in enumerate(columns)}
    if header != columns:
        raise WorldError(f"{shown}, line 1: {','.join(header)!r}: the header must be {','.join(columns)}")
    for cells in lines:
        if not cells:
            continue
        if len(cells) != len(columns):
            raise WorldError(f"{shown}, line {line()}: {','.join(cells)!r}: {len(columns)} columns are needed")
        yield Row(shown, line(), where, list(map(str.strip, cells)))


def _check_keys(rows: list[Row], key: tuple[str, ...]) -> None:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        value = tuple(row.cell(k) for k in key)
        if value in seen:
            raise row.wrong(", ".join(value), "this row stands twice")
        seen.add(value)
