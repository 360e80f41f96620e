"""The store: a folder with one Delta Lake table per noun, written by one process at a time and read by many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, get_args

import msgspec

from dragoman import model
from dragoman.errors import LookupFailed, StoreError
from dragoman.store import delta, filters
from dragoman.store.columns import encode, schema_of
from dragoman.store.digest import digest_of
from dragoman.store.folder import check_folder, create_folder, writing
from dragoman.store.migrations import migrate
from dragoman.store.reader import Reader
from dragoman.store.rows import Rows
from dragoman.store.tables import TABLES, Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    import pyarrow as pa

R = TypeVar("R", bound=msgspec.Struct)
Found = model.Document | model.Passage | model.Event | model.Happening | model.Relation | model.Issue
_FINDABLE = tuple(table for table in TABLES if table.kind in get_args(Found))
_PARTIES = ("actor", "recipient", "party", "a", "b")
_SHOWN = 5
"""Candidates named when an id is ambiguous."""
_WITH_COPIES = """(
    SELECT documents.* REPLACE (coalesce(copies.copy_of, documents.copy_of) AS copy_of)
    FROM documents LEFT JOIN copies ON copies.document = documents.id
)"""
KEPT = timedelta(hours=24)
"""How long `compact` keeps replaced files: a day, for another program (Spark, say) may still be reading them."""


class Names(Protocol):
    """Who turns a name into a code: `dragoman.world.World` does."""

    def resolve(self, text: str) -> str:
        """The code of a state, body or group; LookupFailed when there is none."""
        ...


class Store:
    """Documents, passages, events, happenings and relations, kept in a folder.

    Many may read while one writes: a question sees one version of each table it asks. A second writer waits, and
    after `wait` seconds gets a StoreError. Each change is one commit, done wholly or not at all.
    """

    path: Path
    """The folder, as an absolute path."""

    def __init__(self, path: Path, names: Names | None, wait: float) -> None:
        self.path = path
        self._names, self._wait = names, wait
        self._reader = Reader(path)

    def __repr__(self) -> str:
        return f"<Store {str(self.path)!r}>"

    # Writing

    def add(self, records: Sequence[R]) -> int:
        """Insert the records whose key is not there yet, all of one type, in one commit; returns how many they were.

        Of two records with one key the first stays: a key is a hash of what the record says.
        """
        if not records:
            return 0
        table = _table_of_all(records)
        unique = {getattr(record, table.key): record for record in reversed(records)}
        with self._writing():
            known = self._known(table, list(unique))
            new = [unique[key] for key in reversed(unique) if key not in known]
            if new:
                delta.append(self.path, table, encode(table.kind, new))
        return len(new)

    def replace(self, kind: type[R], records: Iterable[R]) -> bool:
        """Make the records all that their table holds, in one commit; without a commit when they are that already.

        Returns whether anything changed. Two different records with one key are a StoreError.
        """
        table = table_of(kind)
        rows = encode(kind, _unique(table, records))
        with self._writing():
            if self._ordered(table).equals(rows):
                return False
            delta.overwrite(self.path, table, rows)
        return True

    def remove(self, kind: type[R], keys: Iterable[str]) -> int:
        """Delete the records with these keys, in one commit; returns how many there were."""
        table, wanted = table_of(kind), sorted(set(keys))
        with self._writing():
            if not self._known(table, wanted):
                return 0
            return delta.delete(self.path, table, wanted)

    def compact(self, keep: timedelta = KEPT) -> None:
        """Merge small files, and remove those that no table has needed for as long as `keep`."""
        with self._writing():
            for table in TABLES:
                delta.compact(self.path, table, keep)

    # Reading

    def sources(self, path: str | None = None) -> Rows[model.Source]:
        """The files that were read, by path."""
        return self._rows(model.Source, filters.SOURCES, {"path": path})

    def documents(self, id: str | None = None) -> Rows[model.Document]:  # noqa: A002 - the field's own name
        """The documents, by source; `copy_of` is filled from the copies table."""
        return self._rows(model.Document, filters.BY_ID, {"id": id})

    def copies(self, document: str | None = None) -> Rows[model.Copy]:
        """Which document copies which."""
        return self._rows(model.Copy, filters.COPIES, {"document": document})

    def reuses(self, **which: Unpack[filters.ReuseFilter]) -> Rows[model.Reuse]:
        """Which passages of a document stood in another before; filters: document, taken_from."""
        return self._rows(model.Reuse, filters.REUSES, which)

    def passages(self, **which: Unpack[filters.PassageFilter]) -> Rows[model.Passage]:
        """The passages in the order of reading; filters: see `PassageFilter`."""
        return self._rows(model.Passage, filters.PASSAGES, which)

    def events(self, **which: Unpack[filters.EventFilter]) -> Rows[model.Event]:
        """The event mentions by date, undated ones last; filters: see `EventFilter`.

        Keywords: actor, recipient, party, event_type, since, until, auxiliary, as_of, document, ids.
        """
        return self._rows(model.Event, filters.EVENTS, which)

    def happenings(self, **which: Unpack[filters.HappeningFilter]) -> Rows[model.Happening]:
        """The happenings by date, undated ones last; filters: see `HappeningFilter`.

        Keywords: a, b, event_type, status, since, until, as_of, ids.
        """
        return self._rows(model.Happening, filters.HAPPENINGS, which)

    def relations(self, **which: Unpack[filters.RelationFilter]) -> Rows[model.Relation]:
        """The relations by dyad and period; filters: see `RelationFilter`. Keywords: a, b, period."""
        return self._rows(model.Relation, filters.RELATIONS, which)

    def issues(self, **which: Unpack[filters.IssueFilter]) -> Rows[model.Issue]:
        """What someone should mend, by record; filters: see `IssueFilter`. Keywords: kind, record."""
        return self._rows(model.Issue, filters.ISSUES, which)

    def find(self, id: str) -> Found:  # noqa: A002 - what a person calls it
        """The record with this id, or the one whose id begins so; LookupFailed when there is none, or more."""
        places = " UNION ALL ".join(f"SELECT '{t.name}' AS noun, id FROM {t.name}" for t in _FINDABLE)  # noqa: S608 - likewise
        query = f"SELECT * FROM ({places}) WHERE starts_with(id, $id) ORDER BY id LIMIT {_SHOWN + 1}"  # noqa: S608 - the names are ours
        candidates = self._reader.ask(query, {"id": id.strip()}, _FINDABLE).to_pylist()
        chosen = _choose(id.strip(), candidates)
        table = next(table for table in _FINDABLE if table.name == chosen["noun"])
        found: Rows[Any] = self._rows(table.kind, filters.BY_ID, {"id": chosen["id"]})
        record: Found = found[0]
        return record

    def sql(self, query: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """The answer to one SELECT over the tables of the store (sources, documents, copies, reuses, passages ...).

        `$name` in the query stands for a parameter. It runs in DuckDB, which here reads this folder and nothing else.
        """
        return self._reader.ask_select(query, parameters or {})

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        parts = ", ".join(f"(SELECT count(*) FROM {t.name}) AS {t.name}" for t in TABLES)  # noqa: S608 - the names are ours
        row: dict[str, int] = self._reader.ask(f"SELECT {parts}", {}).to_pylist()[0]
        return row

    def digest(self) -> str:
        """A hash over all records, the same for any order of adding and any layout of files."""
        return digest_of(self._reader)

    def _rows(self, kind: type[R], known: filters.Filters, which: Mapping[str, object]) -> Rows[R]:
        """The rows of a table that the filters let through."""
        table = table_of(kind)
        where = filters.condition(known, self._resolved(which))
        origin, needed = table.name, [table]
        if kind is model.Document:
            origin, needed = _WITH_COPIES, [table, table_of(model.Copy)]
        query = f"SELECT * FROM {origin} WHERE {where.sql} ORDER BY {table.order}"  # noqa: S608 - values are parameters
        return Rows(kind, self._reader.ask(query, where.parameters, needed).cast(schema_of(kind)))

    def _resolved(self, which: Mapping[str, object]) -> dict[str, object]:
        """The filters with names of parties turned into codes."""
        return {
            name: self._code(value) if name in _PARTIES and isinstance(value, str) else value
            for name, value in which.items()
        }

    def _code(self, name: str) -> str:
        """The code of a party; one written as `org:nato` is a code already."""
        if ":" in name:
            return name
        if self._names is None:
            from dragoman.world import load_world  # noqa: PLC0415 - reading who is who takes time and is seldom needed

            self._names = load_world()
        return self._names.resolve(name)

    def _known(self, table: Table, keys: list[str]) -> set[str]:
        """Those of the keys that the table holds."""
        query = f"SELECT {table.key} FROM {table.name} WHERE {table.key} IN (SELECT unnest($keys))"  # noqa: S608 - the names are ours
        return set(self._reader.ask(query, {"keys": keys}, [table]).column(0).to_pylist())

    def _ordered(self, table: Table) -> Any:
        """All rows of a table in the order of their keys."""
        query = f"SELECT * FROM {table.name} ORDER BY {table.key}"  # noqa: S608 - the names are ours
        return self._reader.ask(query, {}, [table]).cast(schema_of(table.kind))

    def _writing(self) -> AbstractContextManager[None]:
        return writing(self.path, self._wait)


def open_store(path: str | Path, names: Names | None = None, wait: float = 60.0) -> Store:
    """Open the store in a folder; a StoreError says what to do when it cannot be.

    `names` turns names of actors into codes; without it the bundled world is used. `wait` is how many seconds a change
    waits for another writer. A store that an older dragoman made is migrated first.
    """
    folder = Path(path).absolute()
    check_folder(folder)
    migrate(folder, wait)
    return Store(folder, names, wait)


def create_store(path: str | Path, names: Names | None = None, wait: float = 60.0) -> Store:
    """Open the store in a folder, made first where there is none yet.

    >>> import tempfile
    >>> create_store(tempfile.mkdtemp()).counts()["documents"]
    0
    """
    create_folder(Path(path).absolute())
    return open_store(path, names, wait)


def _table_of_all(records: Sequence[R]) -> Table:
    """The table of records of one type."""
    kinds = {type(record) for record in records}
    if len(kinds) > 1:
        names = " and ".join(sorted(kind.__name__ for kind in kinds))
        raise StoreError(f"records of one type can be added at a time, not {names}")
    return table_of(kinds.pop())


def _unique(table: Table, records: Iterable[R]) -> list[R]:
    """The records in the order of their keys, each once."""
    unique: dict[str, R] = {}
    for record in records:
        if type(record) is not table.kind:
            raise StoreError(f"{table.name} holds {table.kind.__name__}, not {type(record).__name__}")
        key = getattr(record, table.key)
        kept = unique.setdefault(key, record)
        if kept is not record and kept != record:
            raise StoreError(
                f"two different records of {table.name} have the {table.key} {key!r}; ids must tell them apart"
            )
    return [unique[key] for key in sorted(unique)]


def _choose(id: str, candidates: list[dict[str, str]]) -> dict[str, str]:  # noqa: A002 - as above
    """The candidate meant."""
    if not id:
        raise LookupFailed("an empty id finds nothing; give an id, or the beginning of one")
    exact = [each for each in candidates if each["id"] == id]
    match exact or candidates:
        case []:
            raise LookupFailed(
                f"nothing in the store has an id that begins with {id!r}; list the records to see theirs"
            )
        case [one]:
            return one
    shown = ", ".join(f"{each['id']} ({each['noun']})" for each in candidates[:_SHOWN])
    more = " ..." if len(candidates) > _SHOWN else ""
    raise LookupFailed(f"{id!r} begins several ids: {shown}{more}; give more of it")
