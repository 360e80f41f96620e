"""Short ids: the beginning of an id that is enough to find its record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.store import Store

SHORT = 12
"""Characters of a short id: its prefix and eight digits or more."""
_FINDABLE = ("documents", "passages", "events", "happenings", "relations", "issues")
_IDS = " UNION ALL ".join(f"SELECT left(id, {SHORT}) AS short FROM {table}" for table in _FINDABLE)  # noqa: S608 - our own words
_SHARED = f"""
    SELECT short FROM ({_IDS}) WHERE short IN (SELECT unnest($shorts)) GROUP BY short HAVING count(*) > 1
"""  # noqa: S608 - likewise


def shorten(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The short form of each id; an id whose beginning another record shares stays whole."""
    keys = sorted(ids)
    answer = store.sql(_SHARED, {"shorts": sorted({key[:SHORT] for key in keys})})
    shared = set(answer.column("short").to_pylist())
    return {key: key if key[:SHORT] in shared else key[:SHORT] for key in keys}
