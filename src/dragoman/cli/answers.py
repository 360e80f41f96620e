"""What a person reads: `why`, `brief` and `serve`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dragoman.cli.common import AS_OF, JSON, STORE, day_of, open_at, print_json, told


@click.command()
@click.argument("record_id", metavar="ID")
@STORE
@JSON
@told
def why(record_id: str, store_path: Path, as_json: bool) -> None:
    """From anything shown to the sentences behind it, with outlet, date and offsets. An id may be shortened."""
    from dragoman.briefs import evidence_of, evidence_text  # noqa: PLC0415 - heavy

    evidence = evidence_of(open_at(store_path), record_id.rstrip("…."))
    if as_json:
        print_json(evidence)
        return
    click.echo(evidence_text(evidence))


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .md or .html file; else printed as Markdown.")
@STORE
@AS_OF
@told
def brief(a: str, b: str, output: Path | None, store_path: Path, as_of: datetime | None) -> None:
    """A cited page on A and B: what happened in order, what is planned, what is disputed, the sources numbered."""
    from dragoman.briefs import build_brief, write_brief  # noqa: PLC0415 - heavy

    page = build_brief(open_at(store_path), a, b, day_of(as_of))
    if output and output.suffix.lower() not in {".md", ".markdown", ".txt", ".html", ".htm"}:
        raise click.ClickException(f"{output}: a brief is written as .md or .html; choose one of these endings")
    text = write_brief(page, "html" if output and output.suffix in {".html", ".htm"} else "markdown")
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}; choose another place with -o") from error
    click.echo(f"wrote {output}")


@click.command()
@STORE
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True)
@told
def serve(store_path: Path, host: str, port: int) -> None:
    """Look around in a browser, on this machine only."""
    import uvicorn  # noqa: PLC0415 - heavy

    from dragoman.web import LOCAL_HOSTS, create_app  # noqa: PLC0415 - heavy

    app = create_app(open_at(store_path), hosts={*LOCAL_HOSTS, host})
    click.echo(f"dragoman serves {store_path} on http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning")
