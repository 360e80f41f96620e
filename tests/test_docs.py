"""The documentation says what is true: its commands, settings, types and snippets."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import msgspec
import pytest

import dragoman
from dragoman.cli import main
from dragoman.ontology import load_ontology
from dragoman.settings import Settings
from dragoman.store import Store

ROOT = Path(__file__).resolve().parent.parent
USING = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    assert f"dragoman {command}" in USING


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(Settings)])
def test_every_setting_is_documented(field: str) -> None:
    assert f"`{field}`" in USING


@pytest.mark.parametrize("text", [README, USING], ids=["README", "using"])
def test_every_command_named_exists(text: str) -> None:
    shells = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    named = {found for shell in shells for found in re.findall(r"^dragoman (\w+)", shell, re.MULTILINE)}
    assert named
    assert named <= set(main.commands)


def test_options_named_in_the_command_table_exist() -> None:
    row = next(line for line in USING.splitlines() if line.startswith("| `dragoman events`"))
    options = {name for p in main.commands["events"].params if isinstance(p, click.Option) for name in p.opts}
    assert set(re.findall(r"--\w+", row)) <= options


def test_every_event_type_and_mode_is_in_the_codebook() -> None:
    for event_type, mode in load_ontology().types:
        row = next(line for line in CODEBOOK.splitlines() if line.startswith(f"| {event_type} |"))
        assert mode is None or mode in row


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_python_snippets_run(read_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dragoman, "open", lambda _: read_store)
    monkeypatch.setattr(dragoman, "read", lambda *_, **__: None)
    for snippet in re.findall(r"```python\n(.*?)```", README + USING, re.DOTALL):
        exec(compile(snippet, "snippet", "exec"), {})


def test_figures_in_the_quality_page_are_those_of_the_floors() -> None:
    """The page tells no figure under a floor: the floors are what CI holds."""
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    floors = json.loads((ROOT / "benchmarks" / "quality" / "floors.json").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| ([\w³ -]+?) \| ([\d.]+) \| ([\d.]+) \|", page, re.MULTILINE)
    told = {("dev", name): float(dev) for name, dev, _ in rows}
    told |= {("test", name): float(test) for name, _, test in rows}
    assert {name for _, name in told} >= set(floors["dev"])
    for (part, name), value in told.items():
        assert name not in floors[part] or value >= floors[part][name], f"{part} {name}"


@pytest.mark.parametrize("part", ["dev", "unseen"])
def test_reading_figures_in_the_quality_page_are_those_of_the_floors(part: str) -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    floors = json.loads((ROOT / "benchmarks" / "quality" / "floors.json").read_text(encoding="utf-8"))
    section = page.split("## Reading")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([\w -]+?) \| ([\d.-]+) \| ([\d.-]+) \|", section, re.MULTILINE)
    told = {name: values[part == "unseen"] for name, *values in rows}
    for name, floor in floors[f"reading-{part}"].items():
        assert float(told[name]) >= floor, name
    for name, ceiling in floors[f"reading-{part} at most"].items():
        assert float(told[name]) <= ceiling, name
