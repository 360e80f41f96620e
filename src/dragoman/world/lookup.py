"""Who is who at a date: finds names in text and answers what a name or code means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dragoman.errors import LookupFailed
from dragoman.model import Actor
from dragoman.world.facts import Place, State, holds
from dragoman.world.holders import Holder, holder_at, with_terms_of
from dragoman.world.matching import Finder, Hit, Surface
from dragoman.world.names import BASES, NameEntry

SILENT = -1
"""The meaning of a longer string that swallows a name and is no actor."""

SUGGESTIONS = 3
CLOSE = 70
"""Least likeness, of 100, of a suggestion; chosen by eye on misspelt names of states."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text, and whom it may mean."""

    start: int
    end: int
    text: str
    entries: tuple[NameEntry, ...]
    """The likeliest first: actors that still exist before those that ended, names before surnames."""


class PlaceMatch(NamedTuple):
    """A place named in a text."""

    start: int
    end: int
    text: str
    code: str | None
    """The state that it lies in; None where that is disputed."""


class World:
    """Who is who. It never changes: it can be shared between threads and pickled. Indexes are made when first used."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        states: Iterable[State],
        entries: Iterable[NameEntry],
        holders: Iterable[Holder],
        places: Iterable[Place],
        silent: Silence,
    ) -> None:
        self.actors = actors
        self._states = {state.code: state for state in states}
        self._entries = tuple(entries)
        self._holders = tuple(holders)
        self._seats = _by_seat(self._holders)
        self._places = _codes_of_places(places, self._entries)
        self._silent = silent
        self._place_codes = tuple(self._places.values())

    def find_names(self, text: str) -> list[NameMatch]:
        """Find the names of actors in the text, in its order, none overlapping.

        Case counts: `us` is not the US. A possessive `'s` and an article stand outside the span.
        """
        return [self._match(text, hit) for hit in self._names.find(text) if self._is_actor(text, hit)]

    def find_places(self, text: str) -> list[PlaceMatch]:
        """Find the places named in the text: well-known ones, and capitals."""
        return [
            PlaceMatch(hit.start, hit.end, text[hit.start : hit.end], self._place_codes[hit.meanings[0]])
            for hit in self._where.find(text)
        ]

    def place(self, text: str) -> tuple[str | None, ...]:
        """Give the state that a place of that name lies in, None where disputed; empty when the place is not known."""
        wanted = _plain(text)
        return tuple(dict.fromkeys(code for known, code in self._places.items() if _plain(known) == wanted))

    def resolve(self, text: str) -> str:
        """Give the code for a name, code, abbreviation, adjective, capital, seat or office-holder, in any case.

        Raises LookupFailed, with the nearest names, when there is none.
        """
        found = self._known.get(_plain(text))
        if found is None:
            raise LookupFailed(self._failure(text))
        return found

    def name(self, code: str) -> str:
        """Give the usual name; the code itself when unknown."""
        actor = self.actors.get(code)
        return code if actor is None else actor.name

    def successor(self, code: str, on: date) -> str:
        """Give the code under which the state stood on that day: RUS in 1980 is SUN, SUN in 2000 is RUS.

        The code itself when it existed then, or when nobody is known to have stood in its place.
        """
        seen: set[str] = set()
        current = code
        while current in self._states and current not in seen:
            seen.add(current)
            valid = self._states[current].valid
            if holds(valid, on):
                return current
            ended = valid.latest is not None and valid.latest < on
            current = self._heir(current) if ended else self._ancestor(current, on)
        return code

    def holders(self, code: str | None = None, office: str | None = None) -> tuple[Holder, ...]:
        """Give all terms, or those of a state or of an office."""
        if code is not None and office is not None:
            return self._seats.get((code, office), ())
        return tuple(h for h in self._holders if code in (None, h.code) and office in (None, h.office))

    def holder_at(self, code: str, office: str, on: date) -> Holder | None:
        """Who held the office that day; None when unknown or when two accounts conflict."""
        return holder_at(self._seats.get((code, office), ()), on)

    def terms(self, name: str) -> tuple[Holder, ...]:
        """Find all terms of whoever bears the name, the earliest first."""
        return with_terms_of(self._holders, name)

    @cached_property
    def _names(self) -> Finder:
        silent = (*self._silent.texts, *filter(_is_phrase, self._places))
        return Finder(_surfaces_of_names(self._entries, silent))

    @cached_property
    def _where(self) -> Finder:
        return Finder(Surface(text, (index,)) for index, text in enumerate(self._places))

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return _known_names(self._entries, self.actors)

    def _match(self, text: str, hit: Hit) -> NameMatch:
        entries = sorted((self._entries[number] for number in hit.meanings), key=_rank)
        return NameMatch(hit.start, hit.end, text[hit.start : hit.end], tuple(entries))

    def _is_actor(self, text: str, hit: Hit) -> bool:
        return SILENT not in hit.meanings and not self._silent.swallows(text, hit.start, hit.end)

    def _heir(self, code: str) -> str:
        return next(iter(self._states[code].successor), "")

    def _ancestor(self, code: str, on: date) -> str:
        """Give the state of which this one is an heir: one that stood on the day, else any."""
        before = [state for state in self._states.values() if code in state.successor]
        standing = [state for state in before if holds(state.valid, on)]
        return next((state.code for state in (*standing, *before)), "")

    def _failure(self, text: str) -> str:
        from rapidfuzz import process  # noqa: PLC0415 - needed only when a name is not known

        near = process.extract(_plain(text), list(self._known), limit=SUGGESTIONS, score_cutoff=CLOSE)
        hints = ", ".join(f"{known} ({self._known[known]})" for known, _, _ in near)
        return f"{text!r}: no state, body or group of that name is known" + (
            f"; did you mean {hints}?" if hints else ""
        )


class Silence:
    """Longer strings that hold an actor's name and are no actor: South China Sea, Moscow Times, `* University`."""

    def __init__(self, rows: Sequence[str]) -> None:
        self.texts = tuple(row for row in rows if "*" not in row)
        after = [row[1:].strip() for row in rows if row.startswith("*")]
        before = [row[:-1].strip() for row in rows if row.endswith("*")]
        self._after = re.compile(rf"\s(?:{_any_of(after)})(?![\w-])")
        self._before = re.compile(rf"(?<![\w-])(?:{_any_of(before)})\s(?:the\s)?$")

    def swallows(self, text: str, start: int, end: int) -> bool:
        """Whether a pattern stands before or after the name."""
        return bool(self._after.match(text, end) or self._before.search(text[max(0, start - 60) : start]))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"


def _rank(entry: NameEntry) -> tuple[bool, int, int]:
    """Order readings: of actors that still exist first, then by how lately they ended, then the surest."""
    latest = entry.valid.latest
    return (entry.ambiguous, -(latest or date.max).toordinal(), BASES.index(entry.basis))


def _surfaces_of_names(entries: Sequence[NameEntry], silent: Iterable[str]) -> Iterator[Surface]:
    meanings: dict[tuple[str, bool], list[int]] = {}
    for number, entry in enumerate(entries):
        meanings.setdefault((entry.text, entry.basis == "combining"), []).append(number)
    for (text, hyphen), numbers in meanings.items():
        yield Surface(text, tuple(numbers), hyphen)
    for text in silent:
        if (text, False) not in meanings:
            yield Surface(text, (SILENT,))
            yield Surface(f"{text}s", (SILENT,))


def _is_phrase(text: str) -> bool:
    """Tell whether a place's name has words that may be an actor's (New Mexico)."""
    return " " in text


def _codes_of_places(places: Iterable[Place], entries: Iterable[NameEntry]) -> dict[str, str | None]:
    """Pair each place's text and code; capitals of states that exist, unless the list of places says otherwise."""
    capitals = {e.text: e.code for e in entries if e.basis == "capital" and e.valid.latest is None}
    return capitals | {text: place.code for place in places for text in place.texts}


def _by_seat(holders: Iterable[Holder]) -> dict[tuple[str, str], tuple[Holder, ...]]:
    seats: dict[tuple[str, str], tuple[Holder, ...]] = {}
    for holder in holders:
        seat = (holder.code, holder.office)
        seats[seat] = (*seats.get(seat, ()), holder)
    return seats


def _known_names(entries: Iterable[NameEntry], actors: Mapping[str, Actor]) -> dict[str, str]:
    known = {_plain(code): code for code in actors}
    for entry in sorted(entries, key=_rank):
        if not entry.ambiguous and entry.basis != "combining":
            known.setdefault(_plain(entry.text), entry.code)
    return known


def _plain(text: str) -> str:
    """Give the text without case, accents, dots, article and doubled spaces."""
    lower = text.casefold().replace("’", "'")
    if not lower.isascii():
        lower = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return " ".join(lower.replace(".", "").split()).removeprefix("the ")
