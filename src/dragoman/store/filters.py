"""The filters of each listing: one SQL clause per keyword, with its value as a parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypedDict

from dragoman.errors import LookupFailed
from dragoman.model import Auxiliary, Status


class PassageFilter(TypedDict, total=False):
    """Which passages."""

    document: str | None
    """Id of the document they are in."""
    ids: Iterable[str] | None


class ReuseFilter(TypedDict, total=False):
    """Which reuses."""

    document: str | None
    """Id of the document that has the passage later."""
    taken_from: str | None
    """Id of the document that had it first."""


class EventFilter(TypedDict, total=False):
    """Which events."""

    actor: str | None
    """Code or name of one who does; in a mutual event, of any party."""
    recipient: str | None
    """Code or name of one who receives; in a mutual event, of any party but `actor`."""
    party: str | None
    """Code or name of one on either side."""
    event_type: str | None
    """PLOVER type, in capitals or not."""
    since: date | None
    """It may have been on this day or later; undated events are left out."""
    until: date | None
    """It may have been on this day or earlier; undated events are left out."""
    auxiliary: Auxiliary | str | None
    as_of: date | None
    """It was known by this day; those whose day of publication is unknown are left out."""
    document: str | None
    """Id of the document that says so."""
    ids: Iterable[str] | None


class HappeningFilter(TypedDict, total=False):
    """Which happenings."""

    a: str | None
    """Code or name of a party."""
    b: str | None
    """Code or name of a second party, on the other side; in a mutual happening, another one."""
    event_type: str | None
    """PLOVER type, in capitals or not."""
    status: Status | str | None
    since: date | None
    """It may have been on this day or later; undated happenings are left out."""
    until: date | None
    """It may have been on this day or earlier; undated happenings are left out."""
    as_of: date | None
    """Its first report was known by this day. The row itself says what is known today."""
    ids: Iterable[str] | None


class RelationFilter(TypedDict, total=False):
    """Which relations; the order of `a` and `b` does not matter."""

    a: str | None
    """Code or name of a party."""
    b: str | None
    """Code or name of the other party."""
    period: str | None


class IssueFilter(TypedDict, total=False):
    """Which issues."""

    kind: str | None
    """Its short name: empty-file, wrong-encoding ..."""
    record: str | None
    """The file, document or passage."""


class Condition(NamedTuple):
    """What stands after WHERE, and the values of its parameters."""

    sql: str
    parameters: Mapping[str, object]


_DATED = '("when".earliest IS NOT NULL OR "when".latest IS NOT NULL)'
_SINCE = f'{_DATED} AND coalesce("when".latest >= $since, true)'
_UNTIL = f'{_DATED} AND coalesce("when".earliest <= $until, true)'
_IDS = "id IN (SELECT unnest($ids))"
_ACTORS = "[p.code FOR p IN actors]"
_RECIPIENTS = "[p.code FOR p IN recipients]"
_MUTUAL = "len(recipients) = 0"

_OPPOSITE = (
    f"({_MUTUAL} OR list_contains(actors, $a) AND list_contains(recipients, $b)"
    " OR list_contains(actors, $b) AND list_contains(recipients, $a))"
)
"""The two stand on different sides: who together sanction a third do nothing to each other."""


class Filters(NamedTuple):
    """The clause of each keyword of one listing."""

    clauses: Mapping[str, str]
    pair: tuple[str, ...] = ("",)
    """Two keywords, and the clause for when both are given."""
    both: str = ""


SOURCES = Filters({"path": "path = $path"})
COPIES = Filters({"document": "document = $document"})
REUSES = Filters({"document": "document = $document", "taken_from": "taken_from = $taken_from"})
PASSAGES = Filters({"document": "document = $document", "ids": _IDS})
EVENTS = Filters(
    {
        "actor": f"list_contains({_ACTORS}, $actor)",
        "recipient": f"list_contains(CASE WHEN {_MUTUAL} THEN {_ACTORS} ELSE {_RECIPIENTS} END, $recipient)",
        "party": f"(list_contains({_ACTORS}, $party) OR list_contains({_RECIPIENTS}, $party))",
        "event_type": "event_type = upper($event_type)",
        "since": _SINCE,
        "until": _UNTIL,
        "auxiliary": "auxiliary = $auxiliary",
        "as_of": "known_at <= $as_of",
        "document": "document = $document",
        "ids": _IDS,
    },
    ("actor", "recipient"),
    "$actor <> $recipient",
)
HAPPENINGS = Filters(
    {
        "a": "(list_contains(actors, $a) OR list_contains(recipients, $a))",
        "b": "(list_contains(actors, $b) OR list_contains(recipients, $b))",
        "event_type": "event_type = upper($event_type)",
        "status": "status = $status",
        "since": _SINCE,
        "until": _UNTIL,
        "as_of": "first_known <= $as_of",
        "ids": _IDS,
    },
    ("a", "b"),
    f"$a <> $b AND {_OPPOSITE}",
)
RELATIONS = Filters({"a": "$a IN (a, b)", "b": "$b IN (a, b)", "period": "period = $period"}, ("a", "b"), "$a <> $b")
BY_ID = Filters({"id": "id = $id"})
ISSUES = Filters({"kind": "kind = $kind", "record": "record = $record"})


def condition(filters: Filters, values: Mapping[str, object]) -> Condition:
    """The clauses whose keyword is given, joined by AND.

    >>> condition(RELATIONS, {"a": "RUS", "b": None}).sql
    '$a IN (a, b)'
    """
    if unknown := sorted(set(values) - set(filters.clauses)):
        raise TypeError(f"no filter is called {unknown[0]!r}; there are {', '.join(filters.clauses)}")
    given = {name: _plain(name, value) for name, value in values.items() if value is not None}
    parts = [filters.clauses[name] for name in given]
    if given.keys() >= set(filters.pair):
        parts.append(filters.both)
    return Condition(" AND ".join(parts) or "true", given)


def _plain(name: str, value: object) -> object:
    """A filter's value as DuckDB takes it."""
    match name, value:
        case "ids", str():
            raise TypeError(f"ids takes a list of ids, not the text {value!r}")
        case "ids", Iterable():
            return [str(each) for each in value]
        case "auxiliary", str():
            return _member(Auxiliary, name, value)
        case "status", str():
            return _member(Status, name, value)
    return value


def _member(kind: type[Auxiliary | Status], name: str, value: str) -> str:
    """The text of an enumeration's member."""
    try:
        return kind(value).value
    except ValueError:
        raise LookupFailed(f"{name} is one of {', '.join(kind)}, not {value!r}") from None
