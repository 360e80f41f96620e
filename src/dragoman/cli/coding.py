"""`dragoman code`: the events of any text, without a store."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import JSON, day_of, print_json, print_table, short, told
from dragoman.cli.reading import SOME_REFUSED, tell_issue

if TYPE_CHECKING:
    from dragoman.model import Event, Issue
    from dragoman.pipeline import Coded, TextCoder


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--lines", is_flag=True, help="Each line is a text of its own, and all of it is read.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="When it was published.")
@click.option("--settings", "settings_path", type=click.Path(path_type=Path), help="A TOML file of settings.")
@JSON
@told
def code(file: Path, lines: bool, day: datetime | None, settings_path: Path | None, as_json: bool) -> None:
    """Code the events of FILE, or of standard input (-), without a store.

    With --json each text is an object with its source, its clean text and its events; a text without events has an
    empty list. Exit status 3 means that something in it could not be read.
    """
    from dragoman.pipeline import TextCoder  # noqa: PLC0415 - heavy
    from dragoman.settings import load_settings  # noqa: PLC0415 - takes time to import

    if "://" in str(file) or str(file).startswith(("http:/", "https:/")):
        raise click.ClickException(
            f"{file}: addresses are read by `dragoman read`; give a file, or - for standard input"
        )
    coder = TextCoder(load_settings(settings_path), day_of(day))
    refused: list[Issue] = []
    coded = _lines(coder, file) if lines else _documents(coder, file, refused)
    if as_json:
        print_json(coded)
    else:
        _print(coded)
    if any(issue.severity == "error" for issue in refused):
        raise SystemExit(SOME_REFUSED)


def _print(coded: Iterable[Coded]) -> None:
    columns = ["source", "when", "type", "actors", "recipients", "auxiliary", "said by", "words", "rule"]
    print_table(columns, ([short(text.source), *_cells(event)] for text in coded for event in text.events))


def _lines(coder: TextCoder, file: Path) -> Iterator[Coded]:
    if str(file) == "-":
        stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
        yield from coder.code_lines(stream, "standard-input")
        return
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            yield from coder.code_lines(stream, file.as_posix())
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be read ({error.strerror}); check the path") from error


def _documents(coder: TextCoder, file: Path, refused: list[Issue]) -> Iterator[Coded]:
    """The documents of a file; what is wrong with it is told, and kept in `refused`."""
    from dragoman.model import Issue  # noqa: PLC0415 - heavy

    for item in coder.code_file(file):
        if isinstance(item, Issue):
            tell_issue(item)
            refused.append(item)
        else:
            yield item


def _cells(event: Event) -> Iterable[str]:
    from dragoman.briefs import interval_text  # noqa: PLC0415 - heavy

    marks = [event.auxiliary.value, *["alleged"] * event.alleged, *["background"] * event.historical]
    yield interval_text(event.when)
    yield event.event_type + (f" {event.mode}" if event.mode else "")
    yield ", ".join(party.code for party in event.actors)
    yield ", ".join(party.code for party in event.recipients)
    yield ", ".join(marks)
    yield " < ".join(event.said_by) or "author"
    yield event.predicate.quote
    yield event.rule
