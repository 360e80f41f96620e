"""Event types for marked pairs: `dragoman classify`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from dragoman.cli.common import told

if TYPE_CHECKING:
    from dragoman.events.classify import Answer, Choice

_SHOWN = 20
"""Lines without marks told one by one."""


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output."
)
@click.option("--roots", is_flag=True, help="Answer YIELD for CONCEDE and RETREAT, as older codebooks have it.")
@click.option("--no-none", is_flag=True, help="Always answer a type, however doubtful.")
@told
def classify(table: Path, out: Path | None, roots: bool, no_none: bool) -> None:
    """Give each marked sentence of TABLE an event type and its probability.

    TABLE has tabs between its columns, names in its first line, and a column marked_sentence, in which <s>who
    does</s> and <t>to whom</t> are marked. All lines are written again with the columns event_type and probability.
    NONE says that the sentence tells of no act between the two, or too little of it. Without any mark both are empty.
    """
    from dragoman.events.classify import Choice  # noqa: PLC0415 - takes time to import
    from dragoman.events.classify.table import read_table  # noqa: PLC0415 - takes time to import

    name = str(table)
    if out is not None and out.exists() and name != "-" and out.samefile(table):
        raise click.BadParameter("would overwrite TABLE while it is read; name another file", param_hint="--out")
    pairs = read_table(sys.stdin.buffer.read() if name == "-" else table.read_bytes(), name)
    answers = _answers(pairs.sentences, Choice(roots=roots, always=no_none), name)
    with _written(out) as written:
        for line in pairs.with_answers(answers):
            written.write(line + "\n")


@contextmanager
def _written(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as written:
            yield written
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written: {error.strerror}") from error


def _answers(sentences: tuple[str, ...], choice: Choice, record: str) -> Iterator[Answer]:
    """The answers in order; progress on a terminal, and a warning for each line without marks."""
    from dragoman.events.classify import classify_pairs, load_classifier  # noqa: PLC0415 - heavy
    from dragoman.passages.parse import Parser  # noqa: PLC0415 - heavy
    from dragoman.settings import load_settings  # noqa: PLC0415 - takes time to import

    unmarked = []
    answers = classify_pairs(sentences, load_classifier(), Parser(load_settings(None).parser).parse, choice)
    for place, answer in enumerate(_shown(answers, len(sentences))):
        if not answer.event_type:
            unmarked.append(place + 2)
        yield answer
    for line in unmarked[:_SHOWN]:
        click.echo(f"warning: {record}, line {line}: neither <s>..</s> nor <t>..</t>: no answer", err=True)
    if len(unmarked) > _SHOWN:
        click.echo(f"warning: and {len(unmarked) - _SHOWN} more lines without marks", err=True)


def _shown(answers: Iterator[Answer], total: int) -> Iterator[Answer]:
    """The same answers, counted on a terminal."""
    if not sys.stderr.isatty():
        yield from answers
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import track  # noqa: PLC0415 - heavy

    yield from track(answers, "classifying", total, console=Console(stderr=True), transient=True)
