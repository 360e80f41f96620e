"""JSON with the field names of model.py: lists of happenings, events, relations and documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import msgspec
from fastapi import Query
from starlette.responses import Response

if TYPE_CHECKING:
    from dragoman.store import Store

Limit = Annotated[int, Query(ge=1, le=10_000)]
Offset = Annotated[int, Query(ge=0, le=2**31)]


class Api:
    """The JSON routes; each list is in the store's order, cut by `limit` and `offset`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def happenings(
        self,
        a: str | None = None,
        b: str | None = None,
        as_of: date | None = None,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        """Of all, of A, or between A and B."""
        return _rows(self._store.happenings(a=a or None, b=b or None, as_of=as_of), limit, offset)

    def events(  # noqa: PLR0913 - the parameters of the address
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        party: str | None = None,
        type: str | None = None,  # noqa: A002 - the name in the address
        as_of: date | None = None,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Response:
        """The event mentions by actor, recipient, party and PLOVER type."""
        rows = self._store.events(
            actor=actor or None, recipient=recipient or None, party=party or None, event_type=type or None, as_of=as_of
        )
        return _rows(rows, limit, offset)

    def relations(
        self, a: str | None = None, b: str | None = None, limit: Limit = 1000, offset: Offset = 0
    ) -> Response:
        """The dyads by year."""
        return _rows(self._store.relations(a=a or None, b=b or None), limit, offset)

    def documents(self, id: str | None = None, limit: Limit = 100, offset: Offset = 0) -> Response:  # noqa: A002 - likewise
        """The documents with their text."""
        return _rows(self._store.documents(id=id or None), limit, offset)


def _rows(rows: Sequence[msgspec.Struct], limit: int, offset: int) -> Response:
    answer = json_answer(list(rows[offset : offset + limit]))
    answer.headers["X-Total-Count"] = str(len(rows))
    return answer


def json_answer(value: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")
