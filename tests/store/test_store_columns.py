from __future__ import annotations

from datetime import date

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_records import any_record, event

from dragoman.errors import StoreError
from dragoman.model import Copy, Event, Passage
from dragoman.store import create_store
from dragoman.store.columns import decode, encode, schema_of
from dragoman.store.filters import Filters
from dragoman.store.tables import TABLES

KINDS = pytest.mark.parametrize("kind", [table.kind for table in TABLES], ids=lambda kind: kind.__name__)


class Odd(msgspec.Struct, frozen=True):
    """Types that the model does not use yet."""

    number: int | None = None
    flags: tuple[bool, ...] | None = None
    pairs: tuple[tuple[str, date | None], ...] = ()
    inner: Odd2 | None = None


class Odd2(msgspec.Struct, frozen=True):
    texts: tuple[str, ...]
    deep: Odd3


class Odd3(msgspec.Struct, frozen=True):
    pair: tuple[int, float]
    number: int


@KINDS
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_record_comes_back_from_its_columns(kind: type[msgspec.Struct], data: st.DataObject) -> None:
    records = data.draw(st.lists(any_record(kind), max_size=4))
    assert decode(kind, encode(kind, records)) == records


@settings(max_examples=60, deadline=None)
@given(records=st.lists(any_record(Odd), max_size=5))
def test_types_that_the_model_may_use_one_day_come_back_too(records: list[Odd]) -> None:
    table = encode(Odd, records)
    assert decode(Odd, table) == records
    assert decode(Odd, table.slice(1, 2)) == records[1:3]


@KINDS
def test_any_record_comes_back_from_a_store(
    kind: type[msgspec.Struct], tmp_path_factory: pytest.TempPathFactory
) -> None:
    @settings(max_examples=6, deadline=None)
    @given(records=st.lists(any_record(kind), min_size=1, max_size=4))
    def check(records: list[msgspec.Struct]) -> None:
        store = create_store(tmp_path_factory.mktemp("any"))
        key = next(table.key for table in TABLES if table.kind is kind)
        unique = {getattr(record, key): record for record in reversed(records)}
        assert store.add(records) == len(unique)
        rows = store._rows(kind, Filters({}), {})
        assert {getattr(record, key): record for record in rows} == unique
        assert rows.arrow().schema == schema_of(kind)

    check()


def test_columns_stand_in_the_order_of_the_fields() -> None:
    assert schema_of(Event).names == [field.name for field in msgspec.structs.fields(Event)]


def test_types_of_columns() -> None:
    schema = schema_of(Event)
    assert schema.field("when").type.field("earliest") == pa.field("earliest", pa.date32(), nullable=True)
    assert schema.field("auxiliary") == pa.field("auxiliary", pa.string(), nullable=False)
    assert schema.field("magnitude").nullable
    assert not schema.field("actors").type.value_field.nullable
    quoted = schema_of(Passage).field("quoted").type.value_type
    assert quoted.names == ["item0", "item1"]


@pytest.mark.parametrize(
    "changes",
    [
        {"intensity": "high"},
        {"auxiliary": "perhaps"},
        {"document": None},
        {"cite": None},
        {"cue": "\ud800"},
        {"actors": ("FRE",)},
        {"known_at": "yesterday"},
    ],
)
def test_a_value_that_does_not_fit_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(StoreError, match="Event holds a value that does not fit"):
        encode(Event, [msgspec.structs.replace(event("FRE", "SYL"), **changes)])


def test_a_number_too_large_is_refused() -> None:
    with pytest.raises(StoreError, match="Odd holds a value"):
        encode(Odd, [Odd(number=2**63)])


def test_a_row_that_does_not_fit_is_refused() -> None:
    good = encode(Event, [event("FRE", "SYL")])
    place = good.schema.get_field_index("auxiliary")
    for values in (["perhaps"], [None]):
        bad = good.set_column(place, "auxiliary", pa.array(values, pa.string()))
        with pytest.raises(StoreError, match="does not fit Event"):
            decode(Event, bad)
    with pytest.raises(StoreError, match="does not fit Copy"):
        decode(Copy, good)
