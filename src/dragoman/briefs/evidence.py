"""From anything that dragoman shows to the sentences behind it, each checked against the article as it was read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from dragoman.alignment import slice_alignment, to_text
from dragoman.briefs.plain import one_line
from dragoman.briefs.wording import interval_text
from dragoman.model import Document, Event, Happening, Issue, Passage, Relation, Segment, Span
from dragoman.relations import dyads, period_of

if TYPE_CHECKING:
    from dragoman.store import Store

_SPACE = re.compile(r"\s+")


class Evidence(msgspec.Struct, frozen=True):
    """A sentence as it stands in an article, and what was read from it."""

    what: str
    """What it is evidence of: `event ev-...: COERCE restrict, RUS to GEO`."""
    document: str
    outlet: str | None
    title: str | None
    url: str | None
    source: str
    """The file, and for a feed the line."""
    published: str
    """The interval of publication in words."""
    start: int
    """First code point of the quote in the document's raw text."""
    end: int
    """One past the last."""
    quote: str
    predicate: str
    """The words that carry the type; empty where nothing was coded."""
    said_by: tuple[str, ...]
    auxiliary: str
    """happened, planned ...; `, alleged` and `, background` behind it; empty where nothing was coded."""
    event_type: str
    """PLOVER type and mode; empty where nothing was coded."""
    rule: str
    confidence: float | None
    raw_agrees: bool
    """Whether the raw text at the offsets says what the quote says, but for white space and mark-up."""


class Shelf:
    """Documents by id, each fetched once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Document] = {}

    def document(self, key: str) -> Document | None:
        """The document; None when the store has it no more."""
        if key not in self._held:
            rows = self._store.documents(id=key)
            if not len(rows):
                return None
            self._held[key] = rows[0]
        return self._held[key]


def evidence_of(store: Store, id: str) -> list[Evidence]:  # noqa: A002 - what a person calls it
    """The sentences behind an event, happening, relation, passage, document or issue; the id may be shortened.

    Raises LookupFailed when nothing, or more than one thing, has an id that begins so.
    """
    shelf, record = Shelf(store), store.find(id)
    match record:
        case Event():
            return [of_event(record, shelf)]
        case Happening():
            return _of_events(store, shelf, record.events)
        case Relation():
            return [line for h in _happenings_of(store, record) for line in _of_events(store, shelf, h.events)]
        case Passage():
            events = [event for event in store.events(document=record.document) if event.passage == record.id]
            return [_of_passage(record, shelf), *(of_event(event, shelf) for event in events)]
        case Document():
            return _of_document(store, shelf, record)
        case Issue():
            return [_of_issue(store, record)]


def of_event(event: Event, shelf: Shelf) -> Evidence:
    """The cited sentence of an event."""
    marks = ("alleged" if event.alleged else "", "background" if event.historical else "")
    return msgspec.structs.replace(
        _evidence(_event_title(event), shelf.document(event.document), event.cite),
        predicate=event.predicate.quote,
        said_by=event.said_by,
        auxiliary=", ".join(filter(None, (event.auxiliary.value, *marks))),
        event_type=" ".join(filter(None, (event.event_type, event.mode))),
        rule=event.rule,
        confidence=event.confidence,
    )


def _event_title(event: Event) -> str:
    actors, recipients = (", ".join(p.code for p in side) for side in (event.actors, event.recipients))
    kind = " ".join(filter(None, (event.event_type, event.mode)))
    return f"event {event.id}: {kind}, {actors}{' to ' + recipients if recipients else ''}"


def _of_events(store: Store, shelf: Shelf, ids: Iterable[str]) -> list[Evidence]:
    """The events in the order given, the clearest first."""
    order = {key: place for place, key in enumerate(ids)}
    return [of_event(event, shelf) for event in sorted(store.events(ids=list(order)), key=lambda e: order[e.id])]


def _happenings_of(store: Store, relation: Relation) -> Iterator[Happening]:
    """What a dyad-period counts, and then what it shows without counting."""
    counted = set(relation.happenings)
    rows = [h for h in store.happenings(a=relation.a, b=relation.b) if (relation.a, relation.b) in dyads(h)]
    yield from (h for h in rows if h.id in counted)
    yield from (h for h in rows if h.id not in counted and period_of(h) == relation.period)


def _of_passage(passage: Passage, shelf: Shelf) -> Evidence:
    span = Span(passage.document, passage.start, passage.end, passage.text)
    found = _evidence(f"passage {passage.id}", shelf.document(passage.document), span)
    return msgspec.structs.replace(found, said_by=passage.speaker)


def _of_document(store: Store, shelf: Shelf, document: Document) -> list[Evidence]:
    """All that was coded from it; its first sentence where that is nothing."""
    events = store.events(document=document.id)
    if len(events):
        return [of_event(event, shelf) for event in sorted(events, key=lambda e: (e.cite.start, e.predicate.start))]
    passages = store.passages(document=document.id)
    if len(passages):
        return [_of_passage(passages[0], shelf)]
    whole = Span(document.id, 0, len(document.raw), document.text)
    return [_evidence(f"document {document.id}: no sentence was read from it", document, whole)]


def _of_issue(store: Store, issue: Issue) -> Evidence:
    """What was found; the advice stands in `what`, for an issue may have no document."""
    owners = [d for d in store.documents() if issue.record in {d.id, d.source}]
    what = f"issue {issue.id}: {issue.severity}: {issue.kind}: {issue.advice}"
    found = _evidence(what, owners[0] if owners else None, Span("", 0, 0, issue.value))
    return msgspec.structs.replace(found, source=f"{issue.record}{', ' + issue.place if issue.place else ''}")


def _evidence(what: str, document: Document | None, span: Span) -> Evidence:
    """A span of a document of which nothing was coded; the document may be gone."""
    return Evidence(
        what=what,
        document=span.document,
        outlet=document.outlet if document else None,
        title=document.title if document else None,
        url=document.url if document else None,
        source=document.source if document else "",
        published=interval_text(document.published) if document else "undated",
        start=span.start,
        end=span.end,
        quote=span.quote,
        predicate="",
        said_by=(),
        auxiliary="",
        event_type="",
        rule="",
        confidence=None,
        raw_agrees=document is not None and raw_agrees(document, span),
    )


def raw_agrees(document: Document, span: Span) -> bool:
    """Whether the raw text at a span says what its quote says.

    Where a segment of the alignment has one length on both sides, the raw characters themselves are compared; where
    cleaning changed something (an entity, a tag, glued words), the clean text of the segment stands for them. White
    space is left out of account, for cleaning adds and drops it.
    """
    kept = to_text(document.alignment, span.start, span.end)
    if kept is None:
        return not span.quote.strip()
    segments = slice_alignment(document.alignment, kept.start, kept.end)
    clean = document.text[kept.start : kept.end]
    return _bare("".join(_original(segment, clean, document.raw) for segment in segments)) == _bare(span.quote)


def _original(segment: Segment, clean: str, raw: str) -> str:
    """What the raw text says in a segment."""
    text, written = clean[segment.text_start : segment.text_end], raw[segment.raw_start : segment.raw_end]
    return written if len(text) == len(written) else text


def _bare(text: str) -> str:
    """The words without white space, and with the quotation marks and dashes that cleaning makes one."""
    from dragoman.documents import fold_signs  # noqa: PLC0415 - heavy

    return _SPACE.sub("", fold_signs(html.unescape(text)))


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """The evidence as a person reads it in a terminal; control characters are shown, not obeyed."""
    blocks = ["\n".join(_lines(each)) for each in evidence]
    return "\n\n".join(blocks) or "no sentence stands behind it: nothing was counted there"


def _lines(each: Evidence) -> Iterator[str]:
    yield one_line(each.what)
    if each.quote:
        yield f"  “{one_line(each.quote)}”"
    yield "  " + one_line(", ".join(filter(None, (each.outlet, each.title, f"published {each.published}"))))
    yield f"  {one_line(each.source)}{', ' + one_line(each.url) if each.url else ''}"
    if each.document:
        agrees = "as read" if each.raw_agrees else "DIFFERS from the raw text"
        yield f"  document {each.document}, characters {each.start} to {each.end}: {agrees}"
    if each.event_type:
        words = f"by “{one_line(each.predicate)}” ({each.rule}), confidence {each.confidence}"
        yield f"  {each.event_type}, {each.auxiliary}; {words}"
        yield f"  said by {' < '.join(map(one_line, each.said_by)) or 'the author'}"
