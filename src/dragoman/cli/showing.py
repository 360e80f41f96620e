"""`dragoman show`: a document as it was read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import JSON, STORE, open_at, print_json, told
from dragoman.cli.reading import tell_issue

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.briefs import Stretch
    from dragoman.model import Document

_STYLES = {
    "body": "",
    "block-quote": "italic",
    "headline": "bold",
    "standfirst": "bold",
    "byline": "cyan",
    "dateline": "cyan",
    "masthead": "cyan",
    "caption": "magenta",
    "pull-quote": "magenta",
    "comment": "yellow",
    "related": "blue",
    "navigation": "dim",
    "share": "dim",
    "legal": "dim",
    "duplicate": "dim strike",
    "markup": "dim",
}
"""How each kind of region looks on a terminal."""
_SHORTENED = 160
"""Characters of an unread region that are shown without `--all`."""
_IDS = ("doc-", "ev-", "pa-", "ha-", "re-", "is-", "ru-")
"""How ids begin."""
_REPAIRED = "bold green underline"


@click.command()
@click.argument("document", metavar="DOC")
@STORE
@JSON
@click.option("--all", "everything", is_flag=True, help="Unread regions in full, and markup.")
@told
def show(document: str, store_path: Path, as_json: bool, everything: bool) -> None:
    """An article as read: regions coloured, repairs marked, how it was dated, what each field rests on.

    DOC is the id of a document in the store, which may be shortened, or a file, which is read now and stored nowhere.
    """
    from dragoman.documents import find_repairs  # noqa: PLC0415 - heavy

    for found in _documents(document, store_path):
        repairs = find_repairs(found)
        if as_json:
            print_json([{"document": found, "repairs": [repair._asdict() for repair in repairs]}])
            continue
        from dragoman.briefs import lay_out  # noqa: PLC0415 - heavy

        stretches = lay_out(found, repairs)
        if sys.stdout.isatty():
            _paint(found, stretches, everything=everything)
        else:
            for line in (*_head(found), "", *_lines(stretches, everything=everything)):
                click.echo(line)


def _documents(name: str, store_path: Path) -> Iterator[Document]:
    """The documents that a file holds, or the one that has the id."""
    if Path(name).is_file():
        yield from _read_now(Path(name))
        return
    if not name.startswith(_IDS):
        raise click.ClickException(f"{name}: no such file, and no id of a document; `dragoman documents` lists the ids")
    from dragoman.errors import LookupFailed  # noqa: PLC0415 - takes time to import
    from dragoman.model import Document, Event, Passage  # noqa: PLC0415 - heavy

    store = open_at(store_path)
    record = store.find(name.rstrip("…."))
    match record:
        case Document():
            yield store.documents(id=record.id)[0]
        case Event() | Passage():
            yield store.documents(id=record.document)[0]
        case _:
            raise LookupFailed(f"{name!r} is no document: `dragoman documents` lists them")


def _read_now(path: Path) -> Iterator[Document]:
    from dragoman.documents import read_file  # noqa: PLC0415 - heavy
    from dragoman.model import Issue  # noqa: PLC0415 - heavy
    from dragoman.world import load_world  # noqa: PLC0415 - heavy

    for item in read_file(path, load_world()):
        if isinstance(item, Issue):
            tell_issue(item)
        else:
            yield item


def _head(document: Document) -> Iterator[str]:
    """What is known of the document, and what that rests on."""
    from dragoman.briefs import count_regions, interval_text  # noqa: PLC0415 - heavy

    rests = {ground.field: ground for ground in document.grounds}
    fields = {
        "title": document.title,
        "outlet": document.outlet,
        "authors": ", ".join(document.authors),
        "url": document.url,
        "language": document.language,
    }
    yield f"{document.id}  {document.source}"
    for name, value in fields.items():
        ground = rests.get(name)
        yield f"{name + ':':<11}{value or 'unknown'}{f' ({ground.basis})' if value and ground else ''}"
    yield f"{'published:':<11}{interval_text(document.published)} ({document.published.basis.value})"
    for cells in clue_rows(document):
        yield "  " + "  ".join(cell for cell in cells if cell)
    if document.copy_of:
        yield f"copy of:   {document.copy_of}"
    sizes = ", ".join(f"{kind.value} {size}" for kind, size in count_regions(document))
    yield f"{'regions:':<11}{sizes} (characters)"


def clue_rows(document: Document) -> Iterator[list[str]]:
    """The clues to the date of a document: verdict, basis, interval, reason, words."""
    from dragoman.briefs import clue_date, interval_text  # noqa: PLC0415 - heavy

    for clue in document.dating:
        when = interval_text(clue_date(clue))
        words = f"“{' '.join(clue.words.split())[:100]}”" if clue.words else ""
        yield [clue.verdict, clue.basis.value, when, clue.reason, words]


def _lines(stretches: Iterable[Stretch], *, everything: bool) -> Iterator[str]:
    """The article as plain lines: the kind in brackets, a repair as `clean{raw}`."""
    for stretch in _shown(stretches, everything=everything):
        words = "".join(f"{part.text}{{{part.was}}}" if part.was else part.text for part in stretch.parts)
        yield f"[{stretch.kind.value}] {words if everything or stretch.read else _cut(words)}"


def _shown(stretches: Iterable[Stretch], *, everything: bool) -> Iterator[Stretch]:
    return (each for each in stretches if each.text.strip() and (everything or each.kind.value != "markup"))


def _cut(words: str) -> str:
    return words if len(words) <= _SHORTENED else f"{words[:_SHORTENED]} … ({len(words)} characters)"


def _paint(document: Document, stretches: Iterable[Stretch], *, everything: bool) -> None:
    """The same with colours, on a terminal."""
    from rich.console import Console, Group  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for stretch in _shown(stretches, everything=everything):
        table.add_row(stretch.kind.value, _painted(stretch, everything=everything))
        table.add_row("", "")
    head: list[RenderableType] = [Text(line) for line in _head(document)]
    Console().print(Group(*head, "", table))


def _painted(stretch: Stretch, *, everything: bool) -> RenderableType:
    from rich.text import Text  # noqa: PLC0415 - heavy

    text = Text(style=_STYLES[stretch.kind.value])
    if not stretch.read and not everything:
        return text.append(_cut(stretch.text))
    for part in stretch.parts:
        text.append(part.text, style=_REPAIRED if part.was else "")
        if part.was:
            text.append(f"‹{part.was}›", style="dim")
    return text
