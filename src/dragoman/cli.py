"""The command line: parses, calls the library, prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    import msgspec

    from dragoman.pipeline import Progress, Totals
    from dragoman.store import Store

P = ParamSpec("P")
R = TypeVar("R")
SOME_REFUSED = 3
"""Exit status when something given could not be read; all else was."""
STORE = click.option(
    "--store",
    "store_path",
    type=click.Path(path_type=Path),
    default=Path("store"),
    show_default=True,
    envvar="DRAGOMAN_STORE",
    help="Folder of the store.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="JSON Lines with the field names of model.py.")
AS_OF = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Only what could be known on that day.")


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn dragoman's errors into one line and exit status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DragomanError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(0) from None

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman")
def main() -> None:
    """Read articles on international relations; keep a cited, dated model of who did what to whom."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@STORE
@click.option("--workers", type=click.IntRange(0), default=None, help="Processes; 0 means one a core.")
@click.option("--settings", "settings_path", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--quiet", is_flag=True, help="No progress and no totals; issues are still told.")
@told
def read(paths: Sequence[Path], store_path: Path, workers: int | None, settings_path: Path | None, quiet: bool) -> None:
    """Read files and folders: plain text, Markdown, HTML, JSON Lines.

    Read again, a file that has not changed costs nothing; a run that was stopped is taken up where it stood. Exit
    status 3 means that something could not be read: `dragoman issues` says what, and what to do.
    """
    from msgspec.structs import replace

    from dragoman.pipeline import read_paths
    from dragoman.settings import load_settings
    from dragoman.store import create_store

    settings = load_settings(settings_path)
    settings = settings if workers is None else replace(settings, workers=workers)
    with _progress(quiet=quiet) as report:
        totals = read_paths(paths, create_store(store_path), settings, report)
    _tell_totals(totals, store_path, quiet=quiet)
    if totals.failed:
        raise SystemExit(SOME_REFUSED)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def report(progress: Progress) -> None:
            text = f"{progress.documents} documents, {progress.events} events: {progress.step[:40]}"
            bar.update(task, completed=progress.done, total=progress.total, description=text)

        yield report


def _tell_totals(totals: Totals, store_path: Path, *, quiet: bool) -> None:
    for issue in totals.issues:
        where = f"{issue.record}{', ' + issue.place if issue.place else ''}"
        click.echo(f"{issue.severity}: {where}: {issue.kind}{': ' + issue.value if issue.value else ''}: {issue.advice}", err=True)
    if quiet:
        return
    click.echo(
        f"read {totals.files} files ({totals.files_unchanged} unchanged): {totals.documents} new documents, "
        f"{totals.passages} passages, {totals.events} events"
    )
    click.echo(f"the store {store_path} now holds {totals.happenings} happenings and {totals.relations} dyad-periods")


@main.command()
@STORE
@JSON
@told
def status(store_path: Path, as_json: bool) -> None:
    """What the store holds."""
    counts = _open(store_path).counts()
    if as_json:
        _print_json([counts])
        return
    _print_table(["table", "rows"], [[name, str(count)] for name, count in counts.items()])


@main.command()
@STORE
@JSON
@told
def documents(store_path: Path, as_json: bool) -> None:
    """The documents: file, outlet, title, publication interval and what it rests on."""
    rows = _open(store_path).documents()
    if as_json:
        _print_json(rows)
        return
    from dragoman.briefs.wording import interval_text

    _print_table(
        ["id", "file", "outlet", "title", "published", "basis", "copy of"],
        [
            [d.id, d.source, d.outlet or "", d.title or "", interval_text(d.published), d.published.basis.value, d.copy_of or ""]
            for d in rows
        ],
    )


@main.command()
@click.option("--actor", help="Code or name of who does.")
@click.option("--recipient", help="Code or name of who receives.")
@click.option("--party", help="Code or name of anyone who takes part.")
@click.option("--type", "event_type", help="PLOVER type, e.g. CONSULT.")
@STORE
@JSON
@AS_OF
@told
def events(store_path: Path, as_json: bool, as_of: Any, **which: str | None) -> None:
    """The event mentions: each coded reading of a sentence."""
    rows = _open(store_path).events(**which, as_of=as_of.date() if as_of else None)  # type: ignore[arg-type]  # click gives text
    if as_json:
        _print_json(rows)
        return
    from dragoman.briefs.wording import interval_text

    _print_table(
        ["id", "when", "type", "actors", "recipients", "auxiliary", "said by", "quote"],
        [
            [
                e.id,
                interval_text(e.when),
                e.event_type + (f" {e.mode}" if e.mode else ""),
                ", ".join(p.code for p in e.actors),
                ", ".join(p.code for p in e.recipients),
                e.auxiliary.value + (", alleged" if e.alleged else "") + (", background" if e.historical else ""),
                " < ".join(e.said_by) or "author",
                e.cite.quote,
            ]
            for e in rows
        ],
    )


@main.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@STORE
@JSON
@AS_OF
@told
def happenings(a: str | None, b: str | None, store_path: Path, as_json: bool, as_of: Any) -> None:
    """The happenings: what the mentions together report; of all, of A, or between A and B."""
    rows = _open(store_path).happenings(a=a, b=b, as_of=as_of.date() if as_of else None)
    if as_json:
        _print_json(rows)
        return
    _print_happenings(rows)


@main.command()
@click.argument("a")
@click.argument("b")
@STORE
@JSON
@AS_OF
@told
def timeline(a: str, b: str, store_path: Path, as_json: bool, as_of: Any) -> None:
    """What happened between A and B, in order; A and B are codes or names."""
    rows = _open(store_path).happenings(a=a, b=b, as_of=as_of.date() if as_of else None)
    if as_json:
        _print_json(rows)
        return
    _print_happenings(rows)


def _print_happenings(rows: Iterable[Any]) -> None:
    from dragoman.briefs.wording import happening_text, interval_text
    from dragoman.world import load_world

    world = load_world()
    _print_table(
        ["id", "when", "what", "status", "sources", "disputed"],
        [
            [
                h.id,
                interval_text(h.when),
                happening_text(h, world),
                h.status.value,
                str(h.independent_sources),
                ", ".join(d.field for d in h.disputes),
            ]
            for h in rows
        ],
    )


@main.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@STORE
@JSON
@told
def relations(a: str | None, b: str | None, store_path: Path, as_json: bool) -> None:
    """The level of each dyad by year: counts by quad class and a tone."""
    rows = _open(store_path).relations(a=a, b=b)
    if as_json:
        _print_json(rows)
        return
    _print_table(
        ["a", "b", "period", "verbal coop.", "material coop.", "verbal conflict", "material conflict", "tone", "90 %", "not counted"],
        [
            [
                r.a,
                r.b,
                r.period,
                *(str(n) for n in (r.verbal_cooperation, r.material_cooperation, r.verbal_conflict, r.material_conflict)),
                f"{r.tone:+.1f}",
                f"{r.low:+.1f} to {r.high:+.1f}",
                str(r.not_counted),
            ]
            for r in rows
        ],
    )


@main.command()
@STORE
@JSON
@told
def issues(store_path: Path, as_json: bool) -> None:
    """What could not be read, or only with doubt, and what to do."""
    rows = _open(store_path).issues()
    if as_json:
        _print_json(rows)
        return
    _print_table(
        ["severity", "kind", "record", "place", "value", "what to do"],
        [[i.severity, i.kind, i.record, i.place, i.value, i.advice] for i in rows],
    )


@main.command()
@click.argument("record_id", metavar="ID")
@STORE
@JSON
@told
def why(record_id: str, store_path: Path, as_json: bool) -> None:
    """From anything shown to the sentences behind it, with outlet, date and offsets. An id may be shortened."""
    from dragoman.briefs.evidence import evidence_of, evidence_text

    evidence = evidence_of(_open(store_path), record_id)
    if as_json:
        _print_json(evidence)
        return
    click.echo(evidence_text(evidence))


@main.command()
@click.argument("a")
@click.argument("b")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .md or .html file; else printed as Markdown.")
@STORE
@AS_OF
@told
def brief(a: str, b: str, output: Path | None, store_path: Path, as_of: Any) -> None:
    """A cited page on A and B: what happened in order, what is planned, what is disputed, the sources numbered."""
    from dragoman.briefs import build_brief, write_brief

    page = build_brief(_open(store_path), a, b, as_of.date() if as_of else None)
    text = write_brief(page, "html" if output and output.suffix in {".html", ".htm"} else "markdown")
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}; choose another place with -o") from error
    click.echo(f"wrote {output}")


@main.command()
@STORE
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True)
@told
def serve(store_path: Path, host: str, port: int) -> None:
    """Look around in a browser, on this machine only."""
    import uvicorn

    from dragoman.web import create_app

    app = create_app(_open(store_path))
    click.echo(f"dragoman serves {store_path} on http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning")


def _open(path: Path) -> Store:
    from dragoman.store import open_store

    return open_store(path)


def _print_json(rows: Iterable[msgspec.Struct | dict[str, Any]]) -> None:
    import msgspec

    encoder = msgspec.json.Encoder()
    for row in rows:
        click.echo(encoder.encode(row).decode())


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table for a person; tabs where the output is not a terminal."""
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for row in rows:
            click.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, box=None, header_style="bold")
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    Console().print(table if rows else "nothing")


if __name__ == "__main__":
    main()
