"""The command line: parses, calls the library, prints."""

from __future__ import annotations

import click

from dragoman.cli.answers import brief, serve, why
from dragoman.cli.classifying import classify
from dragoman.cli.coding import code
from dragoman.cli.listings import documents, events, happenings, issues, relations, status, timeline
from dragoman.cli.reading import read
from dragoman.cli.showing import show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman")
def main() -> None:
    """Read articles on international relations; keep a cited, dated model of who did what to whom."""


for _command in (
    read,
    code,
    status,
    documents,
    show,
    events,
    happenings,
    timeline,
    relations,
    issues,
    why,
    brief,
    serve,
    classify,
):
    main.add_command(_command)
