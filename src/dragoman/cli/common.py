"""What the commands share: options, errors, the store, tables and JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.store import Store

P = ParamSpec("P")
R = TypeVar("R")
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""
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
    """Turn dragoman's errors into one line and exit status 1, Ctrl-C into 130; end quietly when nobody reads on."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DragomanError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            # What Python still holds for the reader who left must go somewhere when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None

    return run


def open_at(path: Path) -> Store:
    """Open the store that a listing is about."""
    if not path.exists():
        raise click.ClickException(f"{path}: there is no store; make one with `dragoman read PATH... --store {path}`")
    from dragoman.store import open_store  # noqa: PLC0415 - heavy

    return open_store(path)


def day_of(moment: datetime | None) -> date | None:
    """The day that an option names."""
    return moment.date() if moment else None


def short(record: str) -> str:
    """A file below the working directory without the way there, for a person at a terminal; else as it is."""
    return record.removeprefix(f"{Path.cwd().as_posix()}/") if sys.stdout.isatty() else record


def print_json(rows: Iterable[object]) -> None:
    """One JSON object a line."""
    import msgspec  # noqa: PLC0415 - takes time to import

    encoder = msgspec.json.Encoder()
    for row in rows:
        sys.stdout.buffer.write(encoder.encode(row) + b"\n")
    sys.stdout.buffer.flush()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for a person; lines with tabs where the output is not a terminal."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            sys.stdout.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
        sys.stdout.flush()
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    table = Table(box=None, header_style="bold")
    for column in columns:
        table.add_column(column, no_wrap=column == "id", overflow="ignore" if column == "id" else "fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table if table.row_count else "nothing")
