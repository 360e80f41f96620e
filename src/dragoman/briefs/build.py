"""Builds a brief: the happenings of two parties sorted into sections, each line with its quote and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dragoman.briefs.bottom import bottom_line
from dragoman.briefs.excerpt import best_event, quote_of, speaker_text
from dragoman.briefs.material import Material, check_pair, code_of, gather
from dragoman.briefs.page import Account, Brief, Disputed, Group, Line, Quote, Section, Source, Year
from dragoman.briefs.shortening import shorten
from dragoman.briefs.vintage import empty_text, vintage_text
from dragoman.briefs.wording import happening_text, interval_text, list_text, name_text
from dragoman.model import Happening, Relation, Status
from dragoman.relations import dyads, period_of

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.world import World

OPEN = frozenset({Status.PLANNED, Status.OFFERED, Status.POSTPONED, Status.HYPOTHETICAL})
UNDONE = frozenset({Status.DENIED, Status.CANCELLED})


def build_brief(store: Store, a: str, b: str, as_of: date | None = None, world: World | None = None) -> Brief:
    """A cited page on A and B, given by code or name, as of a day.

    Raises LookupFailed when a name is not known. As of an earlier day the happenings are concluded anew from what was
    known then, so that nothing learnt later shows.
    """
    if world is None:
        from dragoman.world import load_world  # noqa: PLC0415 - takes half a second, and callers may have it already

        world = load_world()
    a, b = code_of(world, a), code_of(world, b)
    check_pair(a, b)
    material = gather(store, world, a, b, as_of)
    draft = Draft(material, world, shorten(store, material.keys()))
    sections, disputes = _sections(draft), _disputes(draft)
    years = tuple(draft.year(relation) for relation in draft.material.relations)
    names = [name_text(world.name(code)) for code in (a, b)]
    empty = "" if sections else empty_text(store, world, (a, b), as_of)
    return Brief(
        a=a,
        b=b,
        title=f"{world.name(a)} and {world.name(b)}",
        vintage=vintage_text(store, as_of),
        as_of=as_of,
        bottom=bottom_line(names, sections, disputes, years) if sections else (),
        sections=sections,
        disputes=disputes,
        years=years,
        sources=draft.sources(),
        empty=empty,
    )


@dataclass(slots=True)
class Draft:
    """A brief in the making: the sources get their numbers in the order in which they are cited."""

    material: Material
    world: World
    short: Mapping[str, str]
    """The short form of each id."""
    numbers: dict[str, int] = field(default_factory=dict)

    def refs(self, documents: Iterable[str]) -> tuple[int, ...]:
        """The numbers of documents, in order."""
        for key in documents:
            self.numbers.setdefault(key, len(self.numbers) + 1)
        return tuple(sorted({self.numbers[key] for key in documents}))

    def line(self, happening: Happening) -> Line:
        """A happening as a line."""
        return Line(
            id=self.short[self.material.key(happening)],
            when=interval_text(happening.when),
            what=happening_text(happening, self.world),
            quote=self.quote(happening, happening.events),
            refs=self.refs([event.document for event in self.material.mentions(happening)]),
            independent=happening.independent_sources,
            disputed=tuple(dispute.field for dispute in happening.disputes),
        )

    def quote(self, happening: Happening, ids: Sequence[str]) -> Quote:
        """The best sentence of some of its mentions."""
        copies = [paper.id for paper in self.material.papers.values() if paper.copy_of]
        events = [event for event in self.material.mentions(happening) if event.id in ids]
        event = best_event(happening, events, copies)
        return quote_of(event, self.refs([event.document])[0], self.world)

    def year(self, relation: Relation) -> Year:
        """A row of the table; a dyad of states that ended says so."""
        others = {relation.a, relation.b} - {self.material.a, self.material.b}
        before = f" ({list_text([self.world.name(code) for code in sorted(others)])})" if others else ""
        shown = [h for h in self.material.happenings if _belongs(h, relation)]
        documents = [event.document for h in shown for event in self.material.mentions(h)]
        return Year(
            id=self.short.get(relation.id, ""),
            period=relation.period + before,
            counts=(
                relation.verbal_cooperation,
                relation.material_cooperation,
                relation.verbal_conflict,
                relation.material_conflict,
            ),
            tone=relation.tone,
            low=relation.low,
            high=relation.high,
            not_counted=relation.not_counted,
            refs=self.refs(documents),
        )

    def sources(self) -> tuple[Source, ...]:
        """The numbered documents; the original of a copy is numbered too."""
        papers = self.material.papers
        self.refs([paper.copy_of for key in list(self.numbers) if (paper := papers[key]).copy_of in papers])  # type: ignore[misc]  # a key of papers is a text
        return tuple(self._source(number, key) for key, number in self.numbers.items())

    def _source(self, number: int, key: str) -> Source:
        paper = self.material.papers[key]
        return Source(
            number=number,
            document=self.short[key],
            outlet=paper.outlet or "outlet unknown",
            title=paper.title or "untitled",
            authors=paper.authors,
            published=interval_text(paper.published),
            basis=paper.published.basis.value,
            url=paper.url,
            file=PurePosixPath(paper.source).name,  # a brief is sent on: it names the file, not whose folder it lies in
            copy_of=self.numbers.get(paper.copy_of) if paper.copy_of else None,
        )


def _belongs(happening: Happening, relation: Relation) -> bool:
    """Whether a dyad-period holds a happening, counted or not."""
    same = period_of(happening) == relation.period and (relation.a, relation.b) in dyads(happening)
    return same or happening.id in relation.happenings


@dataclass(frozen=True, slots=True)
class Plan:
    """A section: which happenings stand in it."""

    title: str
    note: str
    holds: Callable[[Happening], bool]
    by_year: bool = False


PLANS = (
    Plan(
        "What happened",
        "Told as done, on the authority of at least one source.",
        lambda h: h.status is Status.HAPPENED and not h.historical and is_dated(h),
        by_year=True,
    ),
    Plan(
        "Background",
        "Told in passing by articles written more than about a year later.",
        lambda h: h.status is Status.HAPPENED and h.historical,
        by_year=True,
    ),
    Plan(
        "Planned, offered or possible",
        "Not counted in any figure.",
        lambda h: h.status in OPEN,
    ),
    Plan("Alleged", "Told only as somebody's allegation; not counted.", lambda h: h.status is Status.ALLEGED),
    Plan("Said not to have happened", "Denied, undone or called off; not counted.", lambda h: h.status in UNDONE),
    Plan(
        "Not dated",
        "Told as done; the sources do not say when.",
        lambda h: h.status is Status.HAPPENED and not h.historical and not is_dated(h),
    ),
)
"""Every happening stands in exactly one section; a test holds this."""


def is_dated(happening: Happening) -> bool:
    """Whether both ends of its date are known."""
    return happening.when.earliest is not None and happening.when.latest is not None


def _sections(draft: Draft) -> tuple[Section, ...]:
    made = []
    for plan in PLANS:
        held = [h for h in draft.material.happenings if plan.holds(h)]
        if held:
            made.append(Section(plan.title, plan.note, _groups(draft, held, by_year=plan.by_year)))
    return tuple(made)


def _groups(draft: Draft, happenings: Sequence[Happening], *, by_year: bool) -> tuple[Group, ...]:
    if not by_year:
        return (Group("", tuple(map(draft.line, happenings))),)
    ordered = sorted(happenings, key=lambda h: not is_dated(h))
    return tuple(Group(title, tuple(map(draft.line, held))) for title, held in groupby(ordered, key=_years))


def _years(happening: Happening) -> str:
    """The heading of a happening's year."""
    first, last = happening.when.earliest, happening.when.latest
    if first is None or last is None:
        return "No year given"
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def _disputes(draft: Draft) -> tuple[Disputed, ...]:
    return tuple(
        Disputed(
            draft.short[draft.material.key(happening)],
            happening_text(happening, draft.world),
            dispute.field,
            tuple(_account(draft, happening, v.value, v.said_by, v.events) for v in dispute.versions),
        )
        for happening in draft.material.happenings
        for dispute in happening.disputes
    )


def _account(draft: Draft, happening: Happening, value: str, who: Sequence[str], ids: Sequence[str]) -> Account:
    events = [event for event in draft.material.mentions(happening) if event.id in ids]
    return Account(
        value=value,
        who=list_text([speaker_text(speaker, draft.world) for speaker in who]),
        refs=draft.refs([event.document for event in events]),
        quote=draft.quote(happening, ids),
    )
