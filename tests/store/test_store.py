from __future__ import annotations

import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from deltalake import DeltaTable
from store_records import FakeNames, day, document, event, happening, relation

from dragoman.errors import LookupFailed, StoreError
from dragoman.model import Copy, Document, Event, Happening, Issue, Relation, Source
from dragoman.store import Rows, Store, create_store, open_store
from dragoman.store.columns import schema_of
from dragoman.store.tables import TABLES

# Adding


def test_adding_twice_adds_once(store: Store) -> None:
    records = [document(number) for number in range(5)]
    assert store.add(records) == 5
    assert store.add(records) == 0
    assert store.add([*records, document(9)]) == 1
    assert {each.id for each in store.documents()} == {each.id for each in [*records, document(9)]}


def test_adding_nothing_and_the_same_twice_in_one_call(store: Store) -> None:
    assert store.add([]) == 0
    first = document(1)
    second = msgspec.structs.replace(first, title="another title, the same id")
    assert store.add([first, second]) == 1
    assert list(store.documents()) == [first]


def test_adding_nothing_new_makes_no_version(store: Store) -> None:
    store.add([document(1)])
    before = _version(store, "documents")
    store.add([document(1)])
    assert _version(store, "documents") == before


def test_one_type_at_a_time(store: Store) -> None:
    with pytest.raises(StoreError, match="not Copy and Document"):
        store.add([document(1), Copy("doc-1", "doc-2", 1.0)])
    with pytest.raises(StoreError, match="keeps no When"):
        store.add([day("2001-01-01")])


def test_many_small_additions_are_merged_on_the_way(store: Store) -> None:
    for number in range(70):
        store.add([Copy(f"doc-{number}", "doc-x", 0.9)])
    assert len(DeltaTable(store.path / "copies").file_uris()) < 70
    assert store.counts()["copies"] == 70


# Replacing and removing


def test_replace_makes_the_records_all_there_are(store: Store) -> None:
    store.add([relation("FRE", "SYL", "2001"), relation("FRE", "RUR", "2001")])
    wanted = [relation("RUR", "SYL", "2002"), relation("FRE", "SYL", "2001")]
    assert store.replace(Relation, wanted)
    assert {each.id for each in store.relations()} == {each.id for each in wanted}
    assert store.replace(Relation, iter(()))
    assert list(store.relations()) == []


def test_replacing_with_the_same_makes_no_version(store: Store) -> None:
    records = [happening("FRE SYL"), happening("FRE", "SYL"), happening("RUR", "SYL", first_known=None)]
    assert store.replace(Happening, records)
    before = _version(store, "happenings")
    assert not store.replace(Happening, reversed(records))
    store.compact()
    assert not store.replace(Happening, [*records, records[0]])
    assert _version(store, "happenings") - before <= 1  # the vacuum's own entry
    changed = [*records[1:], msgspec.structs.replace(records[0], sources=2)]
    assert store.replace(Happening, changed)
    assert not create_store(store.path).replace(Happening, changed)


def test_replacing_nothing_by_nothing_does_nothing(store: Store) -> None:
    assert not store.replace(Issue, [])
    assert not (store.path / "issues").exists()


def test_replace_refuses_two_records_with_one_key(store: Store) -> None:
    one = relation("FRE", "SYL", "2001")
    with pytest.raises(StoreError, match="two different records"):
        store.replace(Relation, [one, msgspec.structs.replace(one, tone=3.0)])
    with pytest.raises(StoreError, match="relations holds Relation, not Happening"):
        store.replace(Relation, [happening("FRE SYL")])  # type: ignore[list-item]


def test_remove(store: Store) -> None:
    records = [event("FRE", "SYL", document=f"doc-{number}") for number in range(6)]
    store.add(records[:3])
    store.add(records[3:])
    keys = [records[0].id, records[4].id, records[4].id, "ev-unknown", "' OR true --"]
    assert store.remove(Event, keys) == 2
    assert store.remove(Event, keys) == 0
    assert store.remove(Issue, ["none"]) == 0
    assert {each.id for each in store.events()} == {each.id for each in records} - {records[0].id, records[4].id}
    assert store.add(records) == 2
    assert [each for each in store.events() if each.id == records[4].id] == [records[4]]


def test_compact_leaves_the_records_and_fewer_files(store: Store) -> None:
    records = [document(number) for number in range(8)]
    for each in records:
        store.add([each])
    store.replace(Relation, [relation("FRE", "SYL", "2001")])
    store.replace(Relation, [relation("FRE", "SYL", "2002")])
    before = store.digest()
    store.compact(keep=timedelta(0))
    assert len(list((store.path / "documents").glob("*.parquet"))) == 1
    assert len(list((store.path / "relations").glob("*.parquet"))) == 1
    assert store.digest() == before
    assert sorted(store.documents(), key=lambda each: each.id) == sorted(records, key=lambda each: each.id)


# Listing


@pytest.fixture
def events(store: Store) -> dict[str, Event]:
    """One event of each kind that a filter must tell apart."""
    named = {
        "visit": event("FRE", "SYL"),
        "answer": event("SYL", "FRE", day("2002-05-06"), event_type="REJECT", document="doc-2"),
        "talks": event("FRE SYL RUR", "", day("2003-01-01"), known_at=date(2003, 1, 2)),
        "aid": event("org:league", "RUR", day("1999-01-01"), event_type="AID", known_at=date(2000, 1, 1)),
        "plan": event("FRE", "RUR", day("2005-01-01"), auxiliary="planned", known_at=None),
        "undated": event("RUR", "SYL", when=_undated(), known_at=date(2010, 1, 1)),
    }
    assert store.add(list(named.values())) == len(named)
    return named


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ({}, "aid visit answer talks plan undated"),
        ({"actor": "FRE"}, "visit talks plan"),
        ({"actor": "Freedonia"}, "visit talks plan"),
        ({"recipient": "SYL"}, "visit talks undated"),
        ({"actor": "FRE", "recipient": "SYL"}, "visit talks"),
        ({"actor": "SYL", "recipient": "FRE"}, "answer talks"),
        ({"actor": "FRE", "recipient": "FRE"}, ""),
        ({"party": "Sylvania"}, "visit answer talks undated"),
        ({"actor": "org:league"}, "aid"),
        ({"party": "org:nobody"}, ""),
        ({"event_type": "reject"}, "answer"),
        ({"since": date(2002, 5, 6)}, "answer talks plan"),
        ({"until": date(2001, 2, 3)}, "aid visit"),
        ({"since": date(2001, 1, 1), "until": date(2002, 12, 31)}, "visit answer"),
        ({"auxiliary": "planned"}, "plan"),
        ({"as_of": date(2001, 2, 4)}, "aid visit answer"),
        ({"as_of": date(2001, 2, 3)}, "aid"),
        ({"document": "doc-2"}, "answer"),
        ({"ids": []}, ""),
        ({"actor": None, "ids": None}, "aid visit answer talks plan undated"),
        ({"party": "RUR", "event_type": "CONSULT", "auxiliary": "happened", "since": date(2003, 1, 1)}, "talks"),
        ({"document": "' OR true --"}, ""),
    ],
)
def test_event_filters(store: Store, events: dict[str, Event], which: dict[str, object], expected: str) -> None:
    assert list(store.events(**which)) == [events[name] for name in expected.split()]


def test_events_by_id(store: Store, events: dict[str, Event]) -> None:
    chosen = {events["visit"].id, events["plan"].id}
    assert {each.id for each in store.events(ids=(each for each in [*chosen, "ev-none"]))} == chosen
    with pytest.raises(TypeError, match="a list of ids"):
        store.events(ids="ev-1")


def test_a_date_with_one_end_may_be_in_the_period(store: Store) -> None:
    until = event("FRE", "SYL", msgspec.structs.replace(day("2001-01-01"), earliest=None))
    store.add([until])
    assert len(store.events(since=date(1990, 1, 1))) == 1
    assert len(store.events(until=date(1990, 1, 1))) == 1
    assert len(store.events(since=date(2001, 1, 2))) == 0


def test_filters_that_do_not_exist_are_refused(store: Store) -> None:
    with pytest.raises(TypeError, match="no filter is called 'actors'"):
        store.events(actors="FRE")  # type: ignore[call-arg]
    with pytest.raises(LookupFailed, match=r"auxiliary is one of happened, .* not 'done'"):
        store.events(auxiliary="done")
    with pytest.raises(LookupFailed, match="no actor is called 'Atlantis'"):
        store.events(actor="Atlantis")


def test_happening_filters(store: Store) -> None:
    visit, talks = happening("FRE", "SYL"), happening("FRE SYL", "", day("2002-01-01"), status="planned")
    joint = happening("FRE SYL", "RUR", day("2003-01-01"), first_known=None)
    store.add([visit, talks, joint])
    assert list(store.happenings(a="SYL")) == [visit, talks, joint]
    assert list(store.happenings(a="SYL", b="Freedonia")) == [visit, talks]
    assert list(store.happenings(a="FRE", b="RUR")) == [joint]
    assert list(store.happenings(b="RUR")) == [joint]
    assert list(store.happenings(a="FRE", b="FRE")) == []
    assert list(store.happenings(status="planned")) == [talks]
    assert list(store.happenings(as_of=date(2001, 2, 4))) == [visit, talks]
    assert list(store.happenings(since=date(2002, 1, 1), event_type="consult", ids=[talks.id])) == [talks]


def test_relations_have_no_direction(store: Store) -> None:
    ours, theirs = relation("FRE", "SYL", "2001"), relation("RUR", "SYL", "2001")
    store.add([theirs, ours, relation("FRE", "SYL", "2000")])
    assert list(store.relations(a="SYL", b="FRE", period="2001")) == [ours]
    assert len(store.relations(a="SYL")) == 3
    assert list(store.relations(a="SYL", b="SYL")) == []


def test_documents_carry_what_they_copy(store: Store) -> None:
    original, copy = document(1), document(2)
    store.add([original, copy])
    store.add([Copy(copy.id, original.id, 0.97)])
    assert store.documents(id=copy.id)[0].copy_of == original.id
    assert store.documents(id=original.id)[0].copy_of is None
    assert found_copy(store, copy.id) == original.id
    store.replace(Copy, [])
    assert list(store.documents()) == [original, copy]


def found_copy(store: Store, key: str) -> str | None:
    found = store.find(key)
    assert isinstance(found, Document)
    return found.copy_of


def test_the_other_listings(store: Store) -> None:
    source = Source("news/1.html", "00", 10, ("doc-1",), (), "reader 1")
    issue = Issue("iss-1", "empty-file", "news/2.html", "", "", "remove it")
    store.add([source])
    store.add([issue])
    assert list(store.sources(path="news/1.html")) == [source]
    assert list(store.sources(path="news/9.html")) == []
    assert list(store.issues(kind="empty-file")) == list(store.issues(record="news/2.html")) == [issue]
    assert list(store.passages(document="doc-1")) == []
    assert list(store.copies()) == []


# Rows


def test_rows_are_a_sequence(store: Store) -> None:
    records = sorted((document(number) for number in range(7)), key=lambda each: each.source)
    store.add(records)
    rows = store.documents()
    assert repr(rows) == "<7 rows of Document>"
    assert rows[0] == records[0]
    assert rows[-1] == records[-1]
    assert list(rows[2:4]) == records[2:4]
    assert list(rows[::-2]) == records[::-2]
    assert isinstance(rows[:1], Rows)
    assert records[3] in rows
    assert rows.index(records[3]) == 3
    with pytest.raises(IndexError):
        rows[7]


def test_rows_as_columns(store: Store, events: dict[str, Event]) -> None:
    table = store.events().arrow()
    assert isinstance(table, pa.Table)
    assert table.column("id").to_pylist()[0] == events["aid"].id
    frame = store.events().pandas()
    assert frame.loc[1, "when"]["earliest"] == date(2001, 2, 3)
    assert list(frame.columns) == table.column_names


def test_pandas_is_an_extra(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(StoreError, match=r"dragoman\[frames\]"):
        store.events().pandas()


# Finding, SQL, counts, digest


def test_find_by_id_or_its_beginning(store: Store, events: dict[str, Event]) -> None:
    store.add([document(1)])
    assert store.find(document(1).id) == document(1)
    assert store.find("doc-") == document(1)
    assert store.find(f" {events['aid'].id[:14]} ") == events["aid"]
    store.add([relation("FRE", "SYL", "2001"), msgspec.structs.replace(relation("FRE", "SYL", "2001"), id="rel")])
    found = store.find("rel")
    assert isinstance(found, Relation)
    assert found.id == "rel"


def test_find_says_why_not(store: Store, events: dict[str, Event]) -> None:
    with pytest.raises(LookupFailed, match=r"begins several ids: ev-.* \(events\), .* \.\.\.; give more"):
        store.find("ev-")
    with pytest.raises(LookupFailed, match="nothing in the store"):
        store.find("ev_")
    with pytest.raises(LookupFailed, match="an empty id"):
        store.find(" ")


def test_sql(store: Store, events: dict[str, Event]) -> None:
    query = "SELECT event_type, count(*) AS n FROM events WHERE event_type <> $not GROUP BY ALL ORDER BY n DESC, 1"
    assert store.sql(query, {"not": "AID"}).to_pylist() == [
        {"event_type": "CONSULT", "n": 4},
        {"event_type": "REJECT", "n": 1},
    ]
    assert store.sql("SELECT count(*) AS n FROM documents JOIN copies ON id = document").to_pylist() == [{"n": 0}]


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("DROP VIEW events", "one SELECT"),
        ("SELECT 1; SELECT 2", "one SELECT"),
        ("", "one SELECT"),
        ("COPY (SELECT 1) TO 'out.csv'", "one SELECT"),
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM nothing", "nothing"),
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled by configuration"),
        ("SELECT getenv('HOME')", "getenv"),
        ("SELECT * FROM events WHERE id = $id", "id"),
    ],
)
def test_sql_that_is_refused(store: Store, query: str, complaint: str) -> None:
    with pytest.raises(StoreError, match=complaint):
        store.sql(query)


def test_empty_tables_have_the_columns_of_full_ones(store: Store) -> None:
    for table in TABLES:
        rows = store.sql(f"SELECT * FROM {table.name}")
        assert rows.num_rows == 0
        assert rows.cast(schema_of(table.kind)).schema == schema_of(table.kind)


def test_counts(store: Store, events: dict[str, Event]) -> None:
    assert store.counts() == {
        "sources": 0,
        "documents": 0,
        "copies": 0,
        "reuses": 0,
        "passages": 0,
        "events": 6,
        "happenings": 0,
        "relations": 0,
        "issues": 0,
    }


def test_digest_does_not_depend_on_order_or_files(tmp_path: Path) -> None:
    records = [event("FRE", "SYL", document=f"doc-{number}") for number in range(40)]
    one, other = create_store(tmp_path / "one"), create_store(tmp_path / "other")
    assert one.digest() == other.digest()
    one.add(records)
    random.Random(7).shuffle(records)
    for start in range(0, 40, 9):
        other.add(records[start : start + 9])
        assert one.digest() != other.digest() or start == 36
    assert one.digest() == other.digest()
    other.compact(keep=timedelta(0))
    assert one.digest() == other.digest()
    assert one.replace(Event, [msgspec.structs.replace(records[0], cue="may"), *records[1:]])
    assert one.digest() != other.digest()


# Names


def test_names_are_resolved_by_the_world(tmp_path: Path) -> None:
    store = create_store(tmp_path / "store")
    store.add([event("RUS", "PAK")])
    assert len(store.events(actor="Russia", recipient="PAK")) == 1


def test_the_bundled_world_is_loaded_only_for_names(tmp_path: Path) -> None:
    code = (
        "import sys; from dragoman.store import create_store;"
        f"s = create_store({str(tmp_path / 'store')!r}); list(s.events(actor='org:league'));"
        "assert 'dragoman.world' not in sys.modules; assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_open_takes_text_or_path(store: Store) -> None:
    assert open_store(str(store.path)).path == open_store(store.path, FakeNames()).path
    assert repr(store) == f"<Store {str(store.path)!r}>"


def _undated() -> object:
    return msgspec.structs.replace(day("2001-01-01"), earliest=None, latest=None)


def _version(store: Store, table: str) -> int:
    return DeltaTable(store.path / table).version()
