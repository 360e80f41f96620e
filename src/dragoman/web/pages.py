"""The pages: each gathers what the store knows and hands it to a template."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from dragoman.briefs import build_brief, write_brief
from dragoman.briefs.as_html import style_hash
from dragoman.briefs.as_read import clue_date, count_regions, lay_out
from dragoman.briefs.evidence import Shelf, of_event
from dragoman.briefs.excerpt import speaker_text
from dragoman.briefs.material import check_pair, code_of, gather, read_papers
from dragoman.briefs.wording import happening_text, statuses
from dragoman.documents import find_repairs
from dragoman.errors import LookupFailed
from dragoman.model import Document, Event, Happening, Issue, Passage, Relation
from dragoman.web.article import cut_article
from dragoman.web.rows import PAGE, dyad_rows, list_documents, list_parties
from dragoman.web.sheet import FIELDS, compare
from dragoman.web.system import DRAWN, LISTED, SORTS, draw_system, read_dyads
from dragoman.web.timeline import Size, Theme, draw_timeline

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.web.render import Renderer
    from dragoman.world import World

R = TypeVar("R", Happening, Event, Document)
BRIEF_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src '{}'"


class Pages:
    """The HTML routes over one store."""

    def __init__(self, store: Store, world: World, renderer: Renderer) -> None:
        self._store, self._world, self._renderer = store, world, renderer

    def system(self, sort: str = "happenings") -> Response:
        """`/`: the system as a graph and as a table."""
        dyads = read_dyads(self._store, sort)
        return self._renderer.page(
            "system.html",
            counts=self._store.counts(),
            dyads=dyads,
            picture=draw_system(dyads if sort == "happenings" else read_dyads(self._store, "happenings"), self._world),
            name=self._world.name,
            sort=sort if sort in SORTS else "happenings",
            parties=list_parties(self._store, self._world),
            limits=(DRAWN, LISTED),
        )

    def choose(self, a: str = "", b: str = "") -> Response:
        """`/dyad?a=&b=`: what the search box asks for."""
        if not a.strip() or not b.strip():
            raise LookupFailed("a dyad has two parties: give a name or code in both boxes")
        return _see_other(f"/dyad/{_part(code_of(self._world, a))}/{_part(code_of(self._world, b))}")

    def find(self, q: str = "") -> Response:
        """`/find?q=`: the page of whatever has this id; an id may be shortened."""
        record = self._store.find(q)
        match record:
            case Happening():
                return _see_other(f"/happening/{record.id}")
            case Event():
                return _see_other(f"/event/{record.id}")
            case Document():
                return _see_other(f"/document/{record.id}")
            case Passage():
                return _see_other(f"/document/{record.document}?{urlencode({'passage': record.id})}")
            case Relation():
                return _see_other(f"/dyad/{_part(record.a)}/{_part(record.b)}")
            case Issue():
                return _see_other(f"/issues#{record.id}")

    def dyad(self, a: str, b: str, as_of: date | None = None) -> Response:
        """`/dyad/RUS/PAK`: the picture, the list and the years of two parties."""
        codes = code_of(self._world, a), code_of(self._world, b)
        check_pair(*codes)
        if codes != (a, b):
            return _see_other(f"/dyad/{_part(codes[0])}/{_part(codes[1])}")
        material = gather(self._store, self._world, *codes, as_of)
        return self._renderer.page(
            "dyad.html",
            a=a,
            b=b,
            as_of=as_of,
            names=(self._world.name(a), self._world.name(b)),
            rows=dyad_rows(material, self._world),
            dated=any(h.when.earliest and h.when.latest for h in material.happenings),
            relations=material.relations,
            stored=material.stored,
            name=self._world.name,
            statuses=statuses(),
        )

    def timeline(
        self, a: str, b: str, *, as_of: date | None = None, theme: Theme = "light", size: Size = "wide"
    ) -> Response:
        """`/dyad/RUS/PAK/timeline.svg`: the picture of a dyad."""
        codes = code_of(self._world, a), code_of(self._world, b)
        check_pair(*codes)
        material = gather(self._store, self._world, *codes, as_of)
        return Response(draw_timeline(material.happenings, theme, size), media_type="image/svg+xml")

    def brief(self, a: str, b: str, as_of: date | None = None) -> Response:
        """`/brief/RUS/PAK`: the brief, whose ids lead to the pages here."""
        page = write_brief(build_brief(self._store, a, b, as_of, self._world), "html", links=True)
        policy = BRIEF_POLICY.format(style_hash())
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": policy})

    def happening(self, key: str) -> Response:
        """`/happening/ID`: its mentions, and what they say side by side."""
        happening = self._record(key, Happening)
        shelf = Shelf(self._store)
        order = {each: place for place, each in enumerate(happening.events)}
        events = sorted(self._store.events(ids=happening.events), key=lambda event: order[event.id])
        return self._renderer.page(
            "happening.html",
            happening=happening,
            told=happening_text(happening, self._world),
            status=statuses()[happening.status.value],
            mentions=[(event, of_event(event, shelf)) for event in events],
            fields=FIELDS,
            rows=compare(events, self._world),
            speaker=partial(speaker_text, world=self._world),
            papers=read_papers(self._store, {event.document for event in events}),
            name=self._world.name,
        )

    def event(self, key: str) -> Response:
        """`/event/ID`: one reading, field by field."""
        event = self._record(key, Event)
        owners = self._store.sql("SELECT id FROM happenings WHERE list_contains(events, $id)", {"id": event.id})
        return self._renderer.page(
            "event.html",
            event=event,
            evidence=of_event(event, Shelf(self._store)),
            happenings=owners.column("id").to_pylist(),
            name=self._world.name,
        )

    def document(self, key: str, event: str = "", passage: str = "") -> Response:
        """`/document/ID?event=EV`: the article as it was read, with the cited sentence marked."""
        document = self._record(key, Document)
        events = list(self._store.events(document=document.id))
        chosen = next((each for each in events if each.id == event), None)
        if event and chosen is None:
            raise LookupFailed(f"no event {event!r} was read from this document; open the document without `event`")
        if chosen is None and passage:
            chosen = next((each for each in events if each.passage == passage), None)
        papers = read_papers(self._store, [document.id])
        return self._renderer.page(
            "document.html",
            document=document,
            paper=papers[document.id],
            blocks=cut_article(document, events, chosen),
            stretches=lay_out(document, find_repairs(document)),
            regions=count_regions(document),
            reuses=self._store.reuses(document=document.id),
            clue_date=clue_date,
            chosen=chosen,
            events=sorted(events, key=lambda each: (each.cite.start, each.id)),
            name=self._world.name,
        )

    def documents(self, page: int = 1) -> Response:
        """`/documents`: what was read."""
        total = self._store.counts()["documents"]
        pages = max(1, -(-total // PAGE))
        page = min(max(page, 1), pages)
        papers = list_documents(self._store, page)
        return self._renderer.page("documents.html", papers=papers, page=page, pages=pages, total=total)

    def issues(self) -> Response:
        """`/issues`: what someone should mend."""
        return self._renderer.page("issues.html", issues=list(self._store.issues()))

    def _record(self, key: str, kind: type[R]) -> R:
        """The record of a kind with this id, which may be shortened."""
        record = self._store.find(key)
        if not isinstance(record, kind):
            raise LookupFailed(f"{key} is no {kind.__name__.lower()}; /find?q={key} opens what it is")
        return record


def _see_other(address: str) -> Response:
    return RedirectResponse(address, status_code=303)


def _part(code: str) -> str:
    """A code as part of an address."""
    return quote(code, safe=":")
