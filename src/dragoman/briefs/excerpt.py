"""The quote of a line: the cited sentence, cut around its predicate, and who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.briefs.page import Quote
from dragoman.briefs.wording import Names, list_text, name_text
from dragoman.model import Auxiliary, Event, Happening, Status

LONGEST = 300
"""Characters of a quote that are shown."""
DONE = frozenset({Auxiliary.HAPPENED, Auxiliary.ONGOING})


def best_event(happening: Happening, events: Sequence[Event], copies: Iterable[str] = ()) -> Event:
    """The mention to quote: one that says what the status says, not from a copy, the clearest first."""
    copied = set(copies)
    return min(events, key=lambda e: (not _supports(happening.status, e), e.document in copied))


def _supports(status: Status, event: Event) -> bool:
    """Whether the mention alone would give the status."""
    match status:
        case Status.HAPPENED:
            return event.auxiliary in DONE and not event.alleged
        case Status.ALLEGED:
            return event.alleged
        case Status.DENIED:
            return event.auxiliary is Auxiliary.NEGATED
        case Status.PLANNED | Status.OFFERED | Status.HYPOTHETICAL:
            return event.auxiliary.value == status.value
        case Status.POSTPONED | Status.CANCELLED:
            return event.auxiliary not in DONE


def quote_of(event: Event, ref: int, world: Names) -> Quote:
    """The cited sentence with its predicate marked, at most about 300 characters of it."""
    text = event.cite.quote
    start = _place(event)
    end = start + len(event.predicate.quote) if start >= 0 else 0
    start = max(start, 0)
    first, last = _window(text, start, end)
    before = ("… " if first else "") + text[first:start].lstrip()
    after = text[end:last].rstrip() + (" …" if last < len(text) else "")
    return Quote(before, text[start:end], after, ref, said_text(event.said_by, world))


def _place(event: Event) -> int:
    """Where in the sentence the predicate stands: of several like it, the one nearest to its offset in the article."""
    text, words = event.cite.quote, event.predicate.quote
    if not words:
        return -1
    expected = event.predicate.start - event.cite.start
    places = [i for i in range(len(text)) if text.startswith(words, i)]
    return min(places, key=lambda place: abs(place - expected), default=-1)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of at most LONGEST characters around the predicate, cut between words."""
    if len(text) <= LONGEST:
        return 0, len(text)
    room = max(LONGEST - (end - start), 0)
    first = max(0, min(start - room // 2, len(text) - LONGEST))
    last = min(len(text), max(first + LONGEST, end))
    if first and " " in text[first:start]:
        first = text.index(" ", first, start) + 1
    if last < len(text) and " " in text[end:last]:
        last = text.rindex(" ", end, last)
    return first, last


def said_text(chain: Sequence[str], world: Names) -> str:
    """Who says it, innermost first; empty when the author does.

    A code is told by its name, other speakers by the words of the article.
    """
    if not chain:
        return ""
    names = [speaker_text(speaker, world) for speaker in reversed(chain)]
    told = f", as told by {list_text(names[1:])}" if len(names) > 1 else ""
    return f"according to {names[0]}{told}"


def speaker_text(speaker: str, world: Names) -> str:
    """The name of a speaker given by code; else the words as they are."""
    name = world.name(speaker)
    return name_text(name) if name != speaker else speaker
