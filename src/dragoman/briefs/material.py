"""What a brief is built from: the happenings of two parties, their mentions and sources, as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import LookupFailed
from dragoman.happenings import resolve_happenings
from dragoman.model import ActorKind, Event, Happening, Relation, Reuse, When
from dragoman.relations import dyads, measure_relations

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.world import World

_PAPERS = """
    SELECT d.id, d.source, d.url, d.outlet, d.title, d.authors, d.published,
        coalesce(c.copy_of, d.copy_of) AS copy_of
    FROM documents AS d LEFT JOIN copies AS c ON c.document = d.id
"""
_REUSES = """
    SELECT r.* FROM reuses AS r JOIN documents AS d ON d.id = r.taken_from
    WHERE r.document IN (SELECT unnest($ids)) AND d.published.latest <= $day
"""


class Paper(msgspec.Struct, frozen=True):
    """What a brief tells of a document: all but its text."""

    id: str
    source: str
    url: str | None
    outlet: str | None
    title: str | None
    authors: tuple[str, ...]
    published: When
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Material:
    """All that a brief may say."""

    a: str
    b: str
    happenings: tuple[Happening, ...]
    """Between the two, or between states that they succeeded, in order of date."""
    relations: tuple[Relation, ...]
    events: Mapping[str, Event]
    papers: Mapping[str, Paper]
    """The documents of the events and the originals of those that are copies."""
    stored: frozenset[str]
    """Those happenings and relations that the store has under their id; as of an earlier day some are not."""

    def mentions(self, happening: Happening) -> list[Event]:
        """Its event mentions, the clearest first."""
        return [self.events[key] for key in happening.events if key in self.events]

    def key(self, happening: Happening) -> str:
        """The id that opens a happening: its own, or that of its clearest mention."""
        return happening.id if happening.id in self.stored else happening.events[0]

    def keys(self) -> set[str]:
        """The ids of all that a page may name."""
        return {*map(self.key, self.happenings), *self.stored, *self.papers}


def gather(store: Store, world: World, a: str, b: str, as_of: date | None) -> Material:
    """What the store knows between two parties, given by code, on a day."""
    pairs = list(product(lineage(world, a), lineage(world, b)))
    happenings, relations, stored = _all(store, pairs) if as_of is None else _known_by(store, pairs, as_of)
    events = {e.id: e for e in store.events(ids=[key for h in happenings for key in h.events])}
    papers = read_papers(store, {event.document for event in events.values()})
    return Material(a, b, tuple(h for h in happenings if h.events), relations, events, papers, stored)


def code_of(world: World, name: str) -> str:
    """The code of a party given by code or name; LookupFailed when there is none."""
    return name if ":" in name else world.resolve(name)


def check_pair(a: str, b: str) -> None:
    """Refuse a party with itself."""
    if a == b:
        raise LookupFailed(f"{a} and {b} are one party: give two different ones")


def lineage(world: World, code: str) -> list[str]:
    """A state and the states that ended whose place it took: Russia, and the Soviet Union before it."""
    ended = [actor.id for actor in world.actors.values() if actor.kind is ActorKind.STATE and actor.valid.latest]
    before = [old for old in ended if old != code and world.successor(old, date.max) == code]
    return [code, *sorted(before)]


Found = tuple[list[Happening], tuple[Relation, ...], frozenset[str]]


def _all(store: Store, pairs: Iterable[tuple[str, str]]) -> Found:
    happenings = {h.id: h for a, b in pairs for h in store.happenings(a=a, b=b)}
    relations = {r.id: r for a, b in pairs for r in store.relations(a=a, b=b)}
    return _dated(happenings.values()), _by_period(relations.values()), frozenset(happenings) | frozenset(relations)


def _known_by(store: Store, pairs: Sequence[tuple[str, str]], as_of: date) -> Found:
    """The happenings as they would have been concluded that day: from what was known, not from what came later."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    parties = {code for pair in pairs for code in pair}
    events = {e.id: e for code in sorted(parties) for e in store.events(party=code, as_of=as_of)}
    happenings = [h for h in concluded_by(store, events.values(), as_of) if wanted & set(dyads(h))]
    relations = tuple(r for r in measure_relations(happenings) if (r.a, r.b) in wanted)
    stored = frozenset(h.id for h in store.happenings(ids=[h.id for h in happenings]))
    return _dated(happenings), _by_period(relations), stored


def known_happenings(store: Store, a: str | None, b: str | None, as_of: date) -> list[Happening]:
    """What could be concluded on a day: of all, of A, or between A and B, given by code; in order."""
    found = concluded_by(store, store.events(as_of=as_of), as_of)
    return _dated(h for h in found if _is_between(h, a, b))


def _is_between(happening: Happening, a: str | None, b: str | None) -> bool:
    if a is not None and b is not None:
        return (min(a, b), max(a, b)) in dyads(happening)
    return all(code in {*happening.actors, *happening.recipients} for code in (a, b) if code is not None)


def concluded_by(store: Store, known_events: Iterable[Event], as_of: date) -> list[Happening]:
    """The happenings that the events known on a day lead to."""
    events = {event.id: event for event in known_events}
    papers = read_papers(store, {event.document for event in events.values()})
    known = {p.id for p in papers.values() if p.published.latest and p.published.latest <= as_of}
    originals = {p.id: p.copy_of for p in papers.values() if p.copy_of in known}
    outlets = {p.id: p.outlet or p.source for p in papers.values()}
    reuses = msgspec.convert(store.sql(_REUSES, {"ids": list(papers), "day": as_of}).to_pylist(), list[Reuse])
    return list(resolve_happenings(events.values(), {k: v for k, v in originals.items() if v}, outlets, reuses))


def _dated(happenings: Iterable[Happening]) -> list[Happening]:
    return sorted(
        happenings, key=lambda h: (h.when.earliest or h.when.latest or date.max, h.when.latest or date.max, h.id)
    )


def _by_period(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(relations, key=lambda r: (not r.period.isdigit(), r.period, r.id)))


def read_papers(store: Store, ids: Iterable[str]) -> dict[str, Paper]:
    """The documents with these ids and the originals of the copies among them, without their text."""
    papers = _papers(store, sorted(ids))
    originals = {p.copy_of for p in papers.values() if p.copy_of and p.copy_of not in papers}
    return papers | _papers(store, sorted(originals))


def _papers(store: Store, ids: Sequence[str]) -> dict[str, Paper]:
    rows = store.sql(f"{_PAPERS} WHERE d.id IN (SELECT unnest($ids))", {"ids": list(ids)}).to_pylist()
    return {row["id"]: msgspec.convert(row, Paper) for row in rows}
