"""Records to Arrow columns and back, derived from the types of the fields.

A record type becomes a schema: text, numbers, flags and dates as they are, an enumeration as its text, a nested record
as a struct, `tuple[T, ...]` as a list, a tuple of fixed length as a struct of `item0`, `item1` ...; `X | None` may be
null.
Work goes column by column, because a million small dictionaries cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, count, pairwise
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import inspect

from dragoman.errors import StoreError

R = TypeVar("R", bound=msgspec.Struct)

# Any stands below for a value of a field and for Arrow's objects, which carry no types.


def schema_of(kind: type[msgspec.Struct]) -> Any:
    """The Arrow schema of a record type, in the order of its fields.

    >>> from dragoman.model import Copy
    >>> schema_of(Copy).names
    ['document', 'copy_of', 'similarity']
    """
    return pa.schema([_field(member.name, member.kind) for member in _members(_type_of(kind))])


def encode(kind: type[R], records: Sequence[R]) -> Any:
    """Write the records as an Arrow table; a value that does not fit its field is a StoreError."""
    schema = schema_of(kind)
    try:
        struct = _encode(_type_of(kind), records, pa.struct(list(schema)))
        return pa.Table.from_arrays(struct.flatten(), schema=schema)
    except (pa.ArrowException, OverflowError, UnicodeEncodeError, AttributeError, KeyError, TypeError) as error:
        raise StoreError(f"{kind.__name__} holds a value that does not fit its field: {error!r}") from error


def decode(kind: type[R], table: Any) -> list[R]:
    """Read the rows of an Arrow table as records; a value that does not fit its field is a StoreError."""
    try:
        struct = table.select(schema_of(kind).names).to_struct_array().combine_chunks()
        return _decode(_type_of(kind), struct)
    except (pa.ArrowException, KeyError, ValueError, TypeError) as error:
        raise StoreError(f"a row does not fit {kind.__name__}: {error!r}") from error


class _Member(NamedTuple):
    """One part of a struct."""

    name: str
    kind: inspect.Type
    read: Callable[[Any], Any]
    """From the struct to the part."""


@cache
def _type_of(kind: type[msgspec.Struct]) -> inspect.Type:
    """What msgspec knows of a record type; asked once, for it costs milliseconds."""
    return inspect.type_info(kind)


def _members(kind: inspect.Type) -> list[_Member]:
    """What a struct is made of."""
    match kind:
        case inspect.StructType(fields=fields):
            return [_Member(field.name, field.type, attrgetter(field.name)) for field in fields]
        case inspect.TupleType(item_types=items):
            return [_Member(f"item{place}", item, itemgetter(place)) for place, item in enumerate(items)]
    raise TypeError(f"{kind} is no struct")


def _optional(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """The type without None, and whether None was there."""
    if not isinstance(kind, inspect.UnionType):
        return kind, False
    rest = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
    if len(rest) != 1:
        raise TypeError(f"a column holds one type, not {kind}")
    return rest[0], len(kind.types) > 1


def _field(name: str, kind: inspect.Type, loose: bool = False) -> Any:
    """One Arrow field; `loose` inside a struct that may be null, for then Arrow has nulls inside it too."""
    inner, optional = _optional(kind)
    return pa.field(name, _arrow_type(inner, optional or loose), nullable=optional or loose)


def _arrow_type(kind: inspect.Type, loose: bool) -> Any:
    """The Arrow type of a field."""
    match kind:
        case inspect.VarTupleType(item_type=item):
            return pa.list_(_field("element", item))
        case inspect.StructType() | inspect.TupleType():
            return pa.struct([_field(member.name, member.kind, loose) for member in _members(kind)])
    plain = {
        inspect.StrType: pa.string(),
        inspect.EnumType: pa.string(),
        inspect.IntType: pa.int64(),
        inspect.FloatType: pa.float64(),
        inspect.BoolType: pa.bool_(),
        inspect.DateType: pa.date32(),
    }
    return plain[type(kind)]


def _encode(kind: inspect.Type, values: Sequence[Any], target: Any) -> Any:
    """The values of one column as an Arrow array of the target type."""
    inner, optional = _optional(kind)
    if optional and pa.types.is_nested(target) and None in values:
        present = [value for value in values if value is not None]
        places = count()
        index = [None if value is None else next(places) for value in values]
        return _encode(inner, present, target).take(pa.array(index, pa.int64()))
    match inner:
        case inspect.VarTupleType(item_type=item):
            offsets = pa.array([0, *accumulate(map(len, values))], pa.int32())
            flat = _encode(item, [part for value in values for part in value], target.value_type)
            return pa.ListArray.from_arrays(offsets, flat, type=target)
        case inspect.StructType() | inspect.TupleType():
            parts = zip(_members(inner), target, strict=True)
            columns = [_encode(part.kind, list(map(part.read, values)), field.type) for part, field in parts]
            return pa.StructArray.from_arrays(columns, fields=list(target))
        case inspect.EnumType(cls=cls):
            texts: dict[Any, str | None] = {member: member.value for member in cls} | ({None: None} if optional else {})
            return pa.array([texts[value] for value in values], target)
    if not optional and None in values:
        raise TypeError("None where a value is needed")
    return pa.array(values, target)


def _decode(kind: inspect.Type, array: Any) -> list[Any]:
    """The values of one Arrow array."""
    inner, optional = _optional(kind)
    if not array.null_count:
        return _decode_whole(inner, array)
    if not optional:
        raise TypeError(f"{array.null_count} nulls where a value is needed")
    values = iter(_decode_whole(inner, array.drop_null()))
    return [next(values) if valid else None for valid in array.is_valid().to_pylist()]


def _decode_whole(kind: inspect.Type, array: Any) -> list[Any]:
    """The values of an Arrow array without nulls."""
    match kind:
        case inspect.VarTupleType(item_type=item):
            flat = _decode(item, array.flatten())
            ends = accumulate(pc.list_value_length(array).to_pylist(), initial=0)
            return [tuple(flat[start:end]) for start, end in pairwise(ends)]
        case inspect.StructType(cls=cls):
            return list(map(cls, *_parts(kind, array)))
        case inspect.TupleType():
            return list(zip(*_parts(kind, array), strict=True))
        case inspect.EnumType(cls=cls):
            members = {member.value: member for member in cls}
            return [members[text] for text in array.to_pylist()]
        case inspect.DateType():
            return list(array.to_numpy(zero_copy_only=False).astype(object).tolist())
    return list(array.to_numpy(zero_copy_only=False).tolist())


def _parts(kind: inspect.Type, array: Any) -> list[list[Any]]:
    """The columns of a struct array."""
    return [_decode(part.kind, column) for part, column in zip(_members(kind), array.flatten(), strict=True)]
