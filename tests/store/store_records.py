"""Records for the tests of the store: any record of a type, and small plausible ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from dragoman.errors import LookupFailed
from dragoman.ids import content_id
from dragoman.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Document,
    Event,
    Happening,
    Participant,
    Precision,
    Quad,
    Relation,
    Span,
    Status,
    When,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = {"Freedonia": "FRE", "Sylvania": "SYL", "Ruritania": "RUR"}


class FakeNames:
    """Names of three states that never were."""

    def resolve(self, text: str) -> str:
        if text in NAMES.values():
            return text
        try:
            return NAMES[text]
        except KeyError:
            raise LookupFailed(f"no actor is called {text!r}") from None


def any_record(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Any record of a type, with a value of every field."""
    return _any_value(inspect.type_info(kind))


def _any_value(kind: inspect.Type) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.EnumType(cls=cls):
            return st.sampled_from(cls)
        case inspect.UnionType(types=types):
            return st.one_of(*map(_any_value, types))
        case inspect.VarTupleType(item_type=item):
            return st.lists(_any_value(item), max_size=2).map(tuple)
        case inspect.TupleType(item_types=items):
            return st.tuples(*map(_any_value, items))
        case inspect.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: _any_value(field.type) for field in fields})
    plain: dict[type, st.SearchStrategy[Any]] = {
        inspect.StrType: TEXTS,
        inspect.IntType: st.integers(-(2**63), 2**63 - 1),
        inspect.FloatType: st.floats(allow_nan=False),
        inspect.BoolType: st.booleans(),
        inspect.DateType: st.dates(),
        inspect.NoneType: st.none(),
    }
    return plain[type(kind)]


def day(text: str) -> When:
    """A day that the text states."""
    found = date.fromisoformat(text)
    return When(found, found, Precision.DAY, Basis.STATED, text)


def document(number: int, **changes: Any) -> Document:
    """A short document."""
    raw = f"<p>Bulletin {number}: the envoys of Freedonia and Sylvania met.</p>"
    base = Document(content_id("doc", raw), f"news/{number}.html", raw, raw[3:-4], (), (), day("2001-02-03"))
    return msgspec.structs.replace(base, **changes)


def participant(code: str) -> Participant:
    return Participant(code, code.title(), ActorKind.STATE, "GOV", code, 0, 3)


def event(actors: str, recipients: str = "", when: When | None = None, **changes: Any) -> Event:
    """An event between parties given as codes with spaces between them."""
    when = day("2001-02-03") if when is None else when
    span = Span("doc-1", 0, 3, "met")
    base = Event(
        id=content_id("ev", actors, recipients, when, changes),
        document="doc-1",
        passage="pas-1",
        event_type="CONSULT",
        mode=None,
        contexts=(),
        quad_code=Quad.VERBAL_COOPERATION,
        intensity=2.5,
        actors=tuple(map(participant, actors.split())),
        recipients=tuple(map(participant, recipients.split())),
        when=when,
        auxiliary=Auxiliary.HAPPENED,
        historical=False,
        said_by=(),
        alleged=False,
        predicate=span,
        cue="",
        cite=span,
        rule="meet",
        confidence=0.5,
        coder="test",
        coder_version="1",
        known_at=date(2001, 2, 4),
    )
    return msgspec.structs.replace(base, **changes)


def happening(actors: str, recipients: str = "", when: When | None = None, **changes: Any) -> Happening:
    """A happening between parties given as codes with spaces between them."""
    when = day("2001-02-03") if when is None else when
    base = Happening(
        id=content_id("hap", actors, recipients, when, changes),
        when=when,
        event_type="CONSULT",
        mode=None,
        quad_code=Quad.VERBAL_COOPERATION,
        intensity=2.5,
        actors=tuple(actors.split()),
        recipients=tuple(recipients.split()),
        place=None,
        magnitude=None,
        status=Status.HAPPENED,
        historical=False,
        events=(),
        sources=1,
        independent_sources=1,
        disputes=(),
        first_known=date(2001, 2, 4),
        last_known=None,
    )
    return msgspec.structs.replace(base, **changes)


def relation(a: str, b: str, period: str) -> Relation:
    """A relation with one happening."""
    return Relation(content_id("rel", a, b, period), a, b, period, 1, 0, 0, 0, 2.5, 1.0, 4.0, ("hap-1",), 0)
