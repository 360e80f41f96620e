"""Small event mentions for the tests of happenings, written in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hypothesis import strategies as st

from dragoman.happenings import resolve_happenings
from dragoman.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Event,
    Happening,
    Magnitude,
    Participant,
    Precision,
    Quad,
    Span,
    When,
)

Date = tuple[date | None, date | None, str]
UNKNOWN: Date = (None, None, "unknown")


def on(day: str) -> Date:
    """A stated day, or a month or year of that name."""
    parts = [int(part) for part in day.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts), "stated"
    if len(parts) == 2:
        year, month = parts
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), date.fromordinal(following.toordinal() - 1), "stated"
    return date(parts[0], 1, 1), date(parts[0], 12, 31), "stated"


def news(published: str) -> Date:
    """Fresh news without a date: the week before publication."""
    day = date.fromisoformat(published)
    return date.fromordinal(day.toordinal() - 7), day, "publication"


def until(published: str) -> Date:
    """Only the last day is known."""
    return None, date.fromisoformat(published), "publication"


def after(published: str) -> Date:
    """A plan without a date."""
    return date.fromisoformat(published), None, "publication"


def mention(
    key: str,
    event_type: str = "CONSULT",
    mode: str | None = None,
    actors: Sequence[str] = ("RUS",),
    recipients: Sequence[str] = ("PAK",),
    *,
    when: Date = UNKNOWN,
    document: str | None = None,
    known: date | str | None = None,
    auxiliary: str = "happened",
    rule: str = "verbs:act",
    people: Iterable[tuple[str, str]] = (),
    number: tuple[float, str, str] | None = None,
    quote: str = "",
    start: int = 0,
    alleged: bool = False,
    historical: bool = False,
    said_by: tuple[str, ...] = (),
    basis: str = "name",
) -> Event:
    """A mention; in a document of its own, and in words of its own, unless said otherwise."""
    named = dict(people)
    doc = document or f"doc-{key}"
    words = quote or 6 * f"{''.join(chr(103 + ord(letter) % 16) for letter in key + doc)} "
    return Event(
        id=key,
        document=doc,
        passage=f"pa-{key}",
        event_type=event_type,
        mode=mode,
        contexts=(),
        quad_code=Quad.VERBAL_COOPERATION,
        intensity=4.0 if mode == "visit" else 2.5,
        actors=tuple(_party(code, named, basis) for code in actors),
        recipients=tuple(_party(code, named, basis) for code in recipients),
        when=When(when[0], when[1], Precision.DAY if when[0] == when[1] else Precision.RANGE, Basis(when[2])),
        auxiliary=Auxiliary(auxiliary),
        historical=historical,
        said_by=said_by,
        alleged=alleged,
        predicate=Span(doc, start, start + 3, "act"),
        cue="",
        cite=Span(doc, start, start + len(words), words),
        rule=rule,
        confidence=0.8,
        coder="test",
        coder_version="1",
        known_at=date.fromisoformat(known) if isinstance(known, str) else known,
        magnitude=Magnitude(number[0], number[1], number[2], "", 0, 1) if number else None,
    )


def _party(code: str, named: dict[str, str], basis: str) -> Participant:
    if code in named:
        return Participant(code, named[code], ActorKind.PERSON, "GOV", named[code], 0, 1, basis)
    return Participant(code, code, ActorKind.STATE, "GOV", code, 0, 1, basis)


def resolve(*events: Event, copies: dict[str, str] | None = None) -> list[Happening]:
    """The happenings, in the order of their first mention's id."""
    outlets = {event.document: event.document for event in events}
    return sorted(resolve_happenings(events, copies or {}, outlets), key=lambda h: min(h.events))


def grouped(*events: Event, copies: dict[str, str] | None = None) -> list[list[str]]:
    """The ids of the mentions of each happening."""
    return [sorted(happening.events) for happening in resolve(*events, copies=copies)]


DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 20))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Any date that the coder gives: days, months, years, windows, open ends, nothing."""
    day = draw(DAYS).isoformat()
    return draw(st.sampled_from([on(day), on(day[:7]), on(day[:4]), news(day), until(day), after(day), UNKNOWN]))


@st.composite
def mentions(draw: st.DrawFn) -> list[Event]:
    """Mentions of a few parties in a few documents, close enough to meet each other."""
    size = draw(st.integers(0, 14))
    return [_mention(draw, f"ev-{i:02}") for i in range(size)]


def _mention(draw: st.DrawFn, key: str) -> Event:
    kind, mode = draw(
        st.sampled_from(
            [
                ("CONSULT", None),
                ("CONSULT", "visit"),
                ("CONSULT", "phone"),
                ("ASSAULT", "aerial"),
                ("SUPPORT", None),
                ("REJECT", "meet"),
            ]
        )
    )
    actors, recipients = draw(
        st.sampled_from([(["RUS"], ["PAK"]), (["PAK"], ["RUS"]), (["PAK", "RUS"], []), (["CHN", "PAK", "RUS"], [])])
    )
    return mention(
        key,
        kind,
        mode,
        actors,
        recipients,
        when=draw(dates()),
        document=draw(st.sampled_from("abcde")),
        known=draw(DAYS),
        auxiliary=draw(st.sampled_from(["happened", "happened", "ongoing", "planned", "negated", "offered"])),
        rule=draw(st.sampled_from(["verbs:meet/with", "light:postpone nouns:visit"])),
        people=draw(st.sampled_from([[], [("RUS", "Lavrov")], [("RUS", "Putin"), ("PAK", "Khan")]])),
        number=draw(st.sampled_from([None, (100.0, "USD", "aid"), (130.0, "USD", "aid to"), (7.0, "people", "")])),
        quote=draw(st.sampled_from(["", "The two of them met and spoke about a good many things."])),
        start=draw(st.integers(0, 3000)),
        alleged=draw(st.booleans()),
        historical=draw(st.booleans()),
        basis=draw(st.sampled_from(["name", "pronoun"])),
    )
