"""The tables of a store: one per noun, with its record type, its key and the order in which it is listed."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from dragoman import model
from dragoman.errors import StoreError


class Table(NamedTuple):
    """One noun's table."""

    name: str
    """Its folder in the store and its view in SQL."""
    kind: type[msgspec.Struct]
    """What a row is."""
    key: str
    """The column that names a row."""
    order: str
    """How it is listed, as SQL; it always ends in the key, so the order never depends on the files."""


_BY_DATE = '"when".earliest NULLS LAST, "when".latest NULLS LAST, id'

TABLES = (
    Table("sources", model.Source, "path", "path"),
    Table("documents", model.Document, "id", "source, id"),
    Table("copies", model.Copy, "document", "document"),
    Table("reuses", model.Reuse, "id", "document, start, id"),
    Table("passages", model.Passage, "id", 'document, "index", id'),
    Table("events", model.Event, "id", _BY_DATE),
    Table("happenings", model.Happening, "id", _BY_DATE),
    Table("relations", model.Relation, "id", "a, b, period, id"),
    Table("issues", model.Issue, "id", "record, place, id"),
)


def table_of(kind: type) -> Table:
    """The table that holds records of a type.

    >>> table_of(model.Copy).name
    'copies'
    """
    for table in TABLES:
        if table.kind is kind:
            return table
    known = ", ".join(table.kind.__name__ for table in TABLES)
    raise StoreError(f"a store keeps no {kind.__name__}; it keeps {known}")
