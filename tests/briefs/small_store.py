"""A small store of records made by hand: Norway and Iceland quarrel over herring, and a page attacks its readers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dragoman.alignment import to_raw
from dragoman.ids import content_id
from dragoman.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Copy,
    Dispute,
    Document,
    Event,
    Happening,
    Issue,
    Participant,
    Passage,
    Precision,
    Quad,
    Region,
    RegionKind,
    Relation,
    Segment,
    Span,
    Status,
    Version,
    When,
)
from dragoman.store import Store, create_store

HOSTILE = (
    "\"><script>alert(1)</script>]]>\u202egnp.'<img src=x onerror=alert(2)>`*_[x](javascript:alert(3))|\u200f\x1b[2J"
)
"""What a page may hold to harm whoever looks at it."""
LONG = (
    "After nine weeks of talks, of which the two sides tell different things and of which no record was ever made, "
    "and in spite of the weather, which kept half of the guests in Bergen, the foreign minister of Norway visited "
    "Reykjavik on 9 March 2001 with a delegation of forty people, among them fishermen, bankers, two bishops and a "
    "choir, who sang both anthems twice because the first attempt had been drowned by the wind."
)
BAN = "Norway banned Icelandic herring on 4 May 1999."
LATER_BAN = "According to Iceland, Norway closed its ports to Icelandic herring on 6 May 1999."
PLAN = "The two countries will build a cable."
JAMMING = "Iceland alleges that Norway jammed its trawlers' radios in 2000."
DENIED = "Norway never apologised to Iceland."
OLD = "In 1976 Iceland recalled its envoy from Oslo."
LOAN = "Norway lent Iceland money."
KINDS = {
    "CONSULT": (Quad.VERBAL_COOPERATION, 2.5),
    "SUPPORT": (Quad.VERBAL_COOPERATION, 5.0),
    "COOPERATE": (Quad.MATERIAL_COOPERATION, 9.5),
    "AID": (Quad.MATERIAL_COOPERATION, 10.0),
    "ACCUSE": (Quad.VERBAL_CONFLICT, -3.0),
    "SANCTION": (Quad.MATERIAL_CONFLICT, -6.0),
    "COERCE": (Quad.MATERIAL_CONFLICT, -7.0),
}


def day(text: str, basis: Basis = Basis.STATED) -> When:
    found = date.fromisoformat(text)
    return When(found, found, Precision.DAY, basis, text)


def year(number: int) -> When:
    return When(date(number, 1, 1), date(number, 12, 31), Precision.YEAR, Basis.STATED, str(number))


def page(name: str, sentences: list[str], published: When, **changes: Any) -> Document:
    """An HTML page with a menu, its sentences as paragraphs, and a comment."""
    raw, text, alignment = "<nav>Home News</nav>", "", []
    regions = [Region(RegionKind.NAVIGATION, 0, len(raw))]
    for sentence in sentences:
        raw += "<p>"
        alignment.append(Segment(len(text), len(text) + len(sentence), len(raw), len(raw) + len(sentence)))
        regions += [
            Region(RegionKind.MARKUP, len(raw) - 3, len(raw)),
            Region(RegionKind.BODY, len(raw), len(raw) + len(sentence)),
        ]
        raw, text = raw + sentence + "</p>", text + sentence + "\n\n"
    regions.append(Region(RegionKind.COMMENT, len(raw), len(raw) + 6))
    base = Document(
        id=content_id("doc", name, raw),
        source=f"news/{name}",
        raw=raw + "First!",
        text=text,
        alignment=tuple(alignment),
        regions=tuple(regions),
        published=published,
        title=f"Title of {name}",
        outlet=f"The {name.removesuffix('.html').title()}",
        url=f"https://{name}.example.org/1",
        language="en",
    )
    return replace(base, **changes)


def party(code: str) -> Participant:
    return Participant(code, code.title(), ActorKind.STATE, "GOV", code, 0, 3)


def mention(
    document: Document, sentence: str, words: str, kind: str, parties: str, when: When, **changes: Any
) -> Event:
    """An event read from a sentence of a document; parties as in `NOR > ISL`, or `ISL NOR` for a mutual one."""
    start = document.text.index(sentence)
    cite, found = to_raw(document.alignment, start, start + len(sentence)), start + sentence.index(words)
    predicate = to_raw(document.alignment, found, found + len(words))
    actors, _, recipients = parties.partition(">")
    event_type, _, mode = kind.partition(" ")
    quad, intensity = KINDS[event_type]
    base = Event(
        id=content_id("ev", document.id, sentence, kind, parties),
        document=document.id,
        passage=content_id("ps", document.id, sentence),
        event_type=event_type,
        mode=mode or None,
        contexts=(),
        quad_code=quad,
        intensity=intensity,
        actors=tuple(map(party, actors.split())),
        recipients=tuple(map(party, recipients.split())),
        when=when,
        auxiliary=Auxiliary.HAPPENED,
        historical=False,
        said_by=(),
        alleged=False,
        predicate=Span(document.id, predicate.start, predicate.end, words),
        cue="",
        cite=Span(document.id, cite.start, cite.end, sentence),
        rule="test:rule",
        confidence=0.8,
        coder="test",
        coder_version="1",
        known_at=document.published.latest,
    )
    return replace(base, **changes)


def happening(events: list[Event], **changes: Any) -> Happening:
    """What these events report, as the first of them tells it."""
    best = events[0]
    known = sorted(event.known_at for event in events if event.known_at)
    base = Happening(
        id=content_id("ha", *(event.id for event in events)),
        when=best.when,
        event_type=best.event_type,
        mode=best.mode,
        quad_code=best.quad_code,
        intensity=best.intensity,
        actors=tuple(p.code for p in best.actors),
        recipients=tuple(p.code for p in best.recipients),
        place=None,
        magnitude=None,
        status=Status.HAPPENED,
        historical=best.historical,
        events=tuple(event.id for event in events),
        sources=len({event.document for event in events}),
        independent_sources=len({event.document for event in events}),
        disputes=(),
        first_known=known[0] if known else None,
        last_known=known[-1] if known else None,
    )
    return replace(base, **changes)


def passage_of(event: Event) -> Passage:
    return Passage(
        id=event.passage,
        document=event.document,
        index=0,
        start=event.cite.start,
        end=event.cite.end,
        text=event.cite.quote,
        region=RegionKind.BODY,
        alignment=(),
        published=When(),
        known_at=event.known_at,
    )


def relation(period: str, happenings: list[Happening], **changes: Any) -> Relation:
    base = Relation(
        id=content_id("re", "ISL", "NOR", period),
        a="ISL",
        b="NOR",
        period=period,
        verbal_cooperation=0,
        material_cooperation=0,
        verbal_conflict=0,
        material_conflict=0,
        tone=0.0,
        low=-10.0,
        high=10.0,
        happenings=tuple(each.id for each in happenings),
        not_counted=0,
    )
    return replace(base, **changes)


def make_store(folder: Path) -> Store:
    """The store: six documents, one of them a copy and one hostile; a happening of each status."""
    wire = page("wire.html", [BAN, OLD], day("1999-05-07", Basis.METADATA), authors=("Ada Vik",))
    copy = page("mirror.html", [BAN], day("1999-05-08", Basis.BYLINE))
    herald = page("herald.html", [LATER_BAN, LOAN], day("1999-06-01", Basis.DATELINE), url=None)
    review = page("review.html", [LONG, PLAN, JAMMING, DENIED], day("2001-03-12", Basis.METADATA))
    evil = page(
        "evil.html",
        [f"Sweden praised Denmark {HOSTILE} in 2003."],
        day("2003-02-01"),
        title=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(4)",
        authors=(HOSTILE,),
        source=f"news/{HOSTILE}",
    )
    empty = page("empty.html", ["Nothing of note."], When(), outlet=None, title=None)
    documents = [wire, copy, herald, review, evil, empty]

    ban = mention(wire, BAN, "banned", "COERCE restrict", "NOR > ISL", day("1999-05-04"))
    copied = mention(copy, BAN, "banned", "COERCE restrict", "NOR > ISL", day("1999-05-04"))
    later = mention(herald, LATER_BAN, "closed", "COERCE restrict", "NOR > ISL", day("1999-05-06"), said_by=("ISL",))
    old = mention(wire, OLD, "recalled", "SANCTION withdraw", "ISL > NOR", year(1976), historical=True)
    loan = mention(
        herald, LOAN, "lent", "AID", "NOR > ISL", When(None, date(1999, 6, 1), Precision.OPEN, Basis.PUBLICATION)
    )
    visit = mention(review, LONG, "visited", "CONSULT visit", "NOR > ISL", day("2001-03-09"))
    plan = mention(
        review,
        PLAN,
        "build",
        "COOPERATE",
        "ISL NOR",
        When(date(2001, 3, 12), None, Precision.OPEN, Basis.PUBLICATION),
        auxiliary=Auxiliary.PLANNED,
    )
    jammed = mention(review, JAMMING, "jammed", "COERCE cyber", "NOR > ISL", year(2000), alleged=True, said_by=("ISL",))
    denied = mention(
        review, DENIED, "apologised", "SUPPORT", "NOR > ISL", When(), auxiliary=Auxiliary.NEGATED, cue="never"
    )
    praise = mention(
        evil, evil.text.strip(), "praised", "SUPPORT", "SWE > DNK", year(2003), said_by=(HOSTILE,), cue=HOSTILE
    )
    events = [ban, copied, later, old, loan, visit, plan, jammed, denied, praise]

    versions = (
        Version("1999-05-04", ("The Mirror", "The Wire"), tuple(sorted((ban.id, copied.id)))),
        Version("1999-05-06", ("ISL",), (later.id,)),
    )
    hostile = (Version(HOSTILE, (HOSTILE,), (praise.id,)), Version("b", ("c",), (praise.id,)))
    banned = happening([ban, copied, later], independent_sources=2, disputes=(Dispute("date", versions),))
    visited, recalled, lent = happening([visit]), happening([old]), happening([loan])
    happenings = [
        banned,
        visited,
        recalled,
        lent,
        happening([plan], status=Status.PLANNED),
        happening([jammed], status=Status.ALLEGED),
        happening([denied], status=Status.DENIED),
        happening([praise], disputes=(Dispute(HOSTILE, hostile),)),
    ]
    relations = [
        relation("1976", [recalled], material_conflict=1, tone=-6.0, low=-10.0, high=2.2),
        relation("1999", [banned], material_conflict=1, tone=-7.0, low=-10.0, high=-1.5),
        relation("2000", [], not_counted=1),
        relation("2001", [visited], verbal_cooperation=1, tone=4.0, low=-4.2, high=10.0),
        relation("undated", [lent], material_cooperation=1, tone=10.0, low=1.8, high=10.0, not_counted=2),
    ]
    issue = Issue("is-0123456789abcdef", "date-conflict", evil.source, "line 1", HOSTILE, f"see {HOSTILE}", "warning")

    store = create_store(folder)
    for records in (documents, [passage_of(e) for e in events], events, happenings, relations, [issue]):
        store.add(records)
    store.add([Copy(copy.id, wire.id, 1.0)])
    return store
