"""The listings: one command a noun, a table for a person, JSON Lines when asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import AS_OF, JSON, STORE, day_of, open_at, print_json, print_table, short, told
from dragoman.cli.showing import clue_rows

if TYPE_CHECKING:
    from dragoman.model import Document, Event, Happening
    from dragoman.store import Store


@click.command()
@STORE
@JSON
@told
def status(store_path: Path, as_json: bool) -> None:
    """What the store holds."""
    counts = open_at(store_path).counts()
    if as_json:
        print_json([counts])
        return
    print_table(["table", "rows"], [[name, str(count)] for name, count in counts.items()])


@click.command()
@click.option("--dates", is_flag=True, help="How each was dated: every clue, what became of it, and why.")
@STORE
@JSON
@told
def documents(store_path: Path, as_json: bool, dates: bool) -> None:
    """The documents: file, outlet, title, publication interval and what it rests on."""
    rows = open_at(store_path).documents()
    if as_json:
        print_json(rows)
    elif dates:
        _list_dates(rows)
    else:
        _list_documents(rows)


def _list_documents(rows: Iterable[Document]) -> None:
    from dragoman.briefs import interval_text  # noqa: PLC0415 - heavy

    print_table(
        ["id", "file", "outlet", "title", "published", "basis", "copy of"],
        (
            [
                d.id,
                short(d.source),
                d.outlet or "",
                d.title or "",
                interval_text(d.published),
                d.published.basis.value,
                d.copy_of or "",
            ]
            for d in rows
        ),
    )


def _list_dates(rows: Iterable[Document]) -> None:
    """A line for the date of each document, and one for each clue below it."""
    from dragoman.briefs import interval_text  # noqa: PLC0415 - heavy

    cells: list[list[str]] = []
    for document in rows:
        when = document.published
        cells.append([document.id, "date", when.basis.value, interval_text(when), short(document.source), ""])
        cells += [["", *row] for row in clue_rows(document)]
    print_table(["id", "verdict", "basis", "published", "reason", "words"], cells)


def _check_type(event_type: str | None) -> None:
    """Refuse a type that PLOVER does not have."""
    if event_type is None:
        return
    from dragoman.ontology import load_ontology  # noqa: PLC0415 - heavy

    known = sorted({name for name, _ in load_ontology().types})
    if event_type not in known:
        raise click.BadParameter(f"no such PLOVER type; known are {', '.join(known)}", param_hint="--type")


@click.command()
@click.option("--actor", help="Code or name of who does.")
@click.option("--recipient", help="Code or name of who receives.")
@click.option("--party", help="Code or name of anyone who takes part.")
@click.option("--type", "event_type", help="PLOVER type, e.g. CONSULT.")
@STORE
@JSON
@AS_OF
@told
def events(store_path: Path, as_json: bool, as_of: datetime | None, **which: str | None) -> None:
    """The event mentions: each coded reading of a sentence."""
    _check_type(which.get("event_type"))
    rows = open_at(store_path).events(as_of=day_of(as_of), **which)  # type: ignore[arg-type]  # click gives text
    if as_json:
        print_json(rows)
        return
    columns = ["id", "when", "type", "actors", "recipients", "auxiliary", "said by", "quote"]
    print_table(columns, map(_event_cells, rows))


def _event_cells(event: Event) -> list[str]:
    from dragoman.briefs import interval_text  # noqa: PLC0415 - heavy

    marks = [event.auxiliary.value, *["alleged"] * event.alleged, *["background"] * event.historical]
    return [
        event.id,
        interval_text(event.when),
        event.event_type + (f" {event.mode}" if event.mode else ""),
        ", ".join(party.code for party in event.actors),
        ", ".join(party.code for party in event.recipients),
        ", ".join(marks),
        " < ".join(event.said_by) or "author",
        event.cite.quote,
    ]


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@STORE
@JSON
@AS_OF
@told
def happenings(a: str | None, b: str | None, store_path: Path, as_json: bool, as_of: datetime | None) -> None:
    """The happenings: what the mentions together report; of all, of A, or between A and B."""
    _list_happenings(_happenings(open_at(store_path), a, b, day_of(as_of)), as_json=as_json)


def _happenings(store: Store, a: str | None, b: str | None, as_of: date | None) -> Iterable[Happening]:
    """The stored happenings; for an earlier day, those that could be concluded then."""
    if as_of is None:
        return store.happenings(a=a, b=b)
    from dragoman.briefs import code_of, known_happenings  # noqa: PLC0415 - heavy
    from dragoman.world import load_world  # noqa: PLC0415 - heavy

    world = load_world()
    return known_happenings(store, a and code_of(world, a), b and code_of(world, b), as_of)


@click.command()
@click.argument("a")
@click.argument("b")
@STORE
@JSON
@AS_OF
@told
def timeline(a: str, b: str, store_path: Path, as_json: bool, as_of: datetime | None) -> None:
    """What happened between A and B, in order; A and B are codes or names."""
    _list_happenings(_happenings(open_at(store_path), a, b, day_of(as_of)), as_json=as_json)


def _list_happenings(rows: Iterable[Happening], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    from dragoman.briefs import happening_text, interval_text  # noqa: PLC0415 - heavy
    from dragoman.world import load_world  # noqa: PLC0415 - heavy

    world = load_world()
    print_table(
        ["id", "when", "what", "status", "sources", "disputed"],
        (
            [
                h.id,
                interval_text(h.when),
                happening_text(h, world),
                h.status.value,
                str(h.independent_sources),
                ", ".join(dispute.field for dispute in h.disputes),
            ]
            for h in rows
        ),
    )


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@STORE
@JSON
@told
def relations(a: str | None, b: str | None, store_path: Path, as_json: bool) -> None:
    """The level of each dyad by year: counts by quad class and a tone."""
    rows = open_at(store_path).relations(a=a, b=b)
    if as_json:
        print_json(rows)
        return
    quads = ["verbal coop.", "material coop.", "verbal conflict", "material conflict"]
    print_table(
        ["a", "b", "period", *quads, "tone", "90 %", "not counted"],
        (
            [
                r.a,
                r.b,
                r.period,
                str(r.verbal_cooperation),
                str(r.material_cooperation),
                str(r.verbal_conflict),
                str(r.material_conflict),
                f"{r.tone:+.1f}",
                f"{r.low:+.1f} to {r.high:+.1f}",
                str(r.not_counted),
            ]
            for r in rows
        ),
    )


@click.command()
@STORE
@JSON
@told
def issues(store_path: Path, as_json: bool) -> None:
    """What could not be read, or only with doubt, and what to do."""
    rows = open_at(store_path).issues()
    if as_json:
        print_json(rows)
        return
    print_table(
        ["severity", "kind", "record", "place", "value", "what to do"],
        ([i.severity, i.kind, short(i.record), i.place, i.value, i.advice] for i in rows),
    )
