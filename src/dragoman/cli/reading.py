"""The main job: `dragoman read`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import STORE, short, told

if TYPE_CHECKING:
    from dragoman.model import Issue
    from dragoman.pipeline import Inputs, Progress, Totals
    from dragoman.settings import Settings

SOME_REFUSED = 3
"""Exit status when something given could not be read; all else was."""
SHOWN = 20
"""Issues told one by one; `dragoman issues` lists them all."""


@click.command()
@click.argument("sources", nargs=-1, required=True)
@STORE
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=None,
    help="Processes; 1 works without others, 0 (unless set otherwise) starts as many as pay.",
)
@click.option("--settings", "settings_path", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--columns", help="Columns of tables and keys of JSON Lines, where unusual: text=body,url=link.")
@click.option("--allow-private", is_flag=True, help="Also fetch from this machine and from private networks.")
@click.option("--ignore-robots", is_flag=True, help="Fetch what a site's robots.txt asks machines not to.")
@click.option("--no-follow", is_flag=True, help="Of a feed's items read what the feed holds, not the pages.")
@click.option("--quiet", is_flag=True, help="No progress and no totals; issues are still told.")
@told
def read(sources: Sequence[str], store_path: Path, settings_path: Path | None, quiet: bool, **options: Any) -> None:
    """Read SOURCES: files, folders, patterns, web addresses, or - for standard input.

    Text, Markdown, HTML, PDF, DOCX, mail, JSON Lines, CSV, TSV, Parquet, WARC, RSS and Atom, and zip and tar archives
    of these. Web pages are fetched politely and never from private networks unless allowed.

    Read again, what has not changed costs nothing, and of what has the new version counts; a run that was stopped is
    taken up where it stood. Exit status 3 means that something could not be read: `dragoman issues` says what, and what
    to do.
    """
    from msgspec.structs import replace  # noqa: PLC0415 - takes time to import

    from dragoman.pipeline import read_inputs  # noqa: PLC0415 - heavy
    from dragoman.settings import load_settings  # noqa: PLC0415 - takes time to import
    from dragoman.store import create_store  # noqa: PLC0415 - heavy

    settings = load_settings(settings_path)
    workers = options["workers"]
    settings = settings if workers is None else replace(settings, workers=workers)
    inputs = _inputs(sources, settings, options)
    store = create_store(store_path)
    with _progress(quiet=quiet) as report:
        totals = read_inputs(inputs, store, settings, report)
    _tell_issues(totals.issues)
    if not quiet:
        _tell_totals(totals, store_path)
    if totals.failed:
        raise SystemExit(SOME_REFUSED)


def _inputs(sources: Sequence[str], settings: Settings, options: Mapping[str, Any]) -> Inputs:
    """Tell files, addresses and standard input apart."""
    from dragoman.documents import FetchOptions, is_url, parse_columns  # noqa: PLC0415 - heavy
    from dragoman.pipeline import Inputs  # noqa: PLC0415 - heavy

    addresses = tuple(each for each in sources if is_url(each))
    return Inputs(
        paths=tuple(Path(each) for each in sources if each != "-" and not is_url(each)),
        addresses=addresses,
        stream=sys.stdin.buffer if "-" in sources else None,
        columns=parse_columns(options["columns"]) if options["columns"] else None,
        day=datetime.now(tz=UTC).date(),
        web=FetchOptions(
            allow_private=options["allow_private"],
            respect_robots=not options["ignore_robots"],
            follow_feeds=not options["no_follow"],
            max_bytes=settings.max_file_bytes,
        ),
    )


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - heavy
    from rich.progress import Progress as Bar  # noqa: PLC0415 - heavy

    text = TextColumn("{task.description}", markup=False)
    with Bar(
        BarColumn(), MofNCompleteColumn(), text, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("starting", total=None)

        def report(progress: Progress) -> None:
            said = f"{progress.documents} documents, {progress.events} events: {progress.step[:40]}"
            bar.update(task, completed=progress.done, total=progress.total, description=said)

        yield report


def _tell_issues(issues: Sequence[Issue]) -> None:
    """Errors first; the first of them one by one."""
    for issue in sorted(issues, key=lambda issue: issue.severity)[:SHOWN]:
        tell_issue(issue)
    if len(issues) > SHOWN:
        click.echo(f"and {len(issues) - SHOWN} more: see `dragoman issues`", err=True)


def tell_issue(issue: Issue) -> None:
    """One line on stderr: what, where, and what to do."""
    where = f"{short(issue.record)}{', ' + issue.place if issue.place else ''}"
    what = f"{issue.kind}{': ' + issue.value if issue.value else ''}"
    click.echo(f"{issue.severity}: {where}: {what}: {issue.advice}", err=True)


def _tell_totals(totals: Totals, store_path: Path) -> None:
    click.echo(
        f"read {totals.files} files ({totals.files_unchanged} unchanged): {totals.documents} new documents, "
        f"{totals.passages} passages, {totals.events} events"
    )
    errors = sum(issue.severity == "error" for issue in totals.issues)
    if totals.issues:
        click.echo(f"could not read {errors}, read {len(totals.issues) - errors} with doubt: see `dragoman issues`")
    click.echo(f"the store {store_path} now holds {totals.happenings} happenings and {totals.relations} dyad-periods")
