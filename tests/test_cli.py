"""The command line: exit statuses, what is told where, JSON that decodes, pipes that close."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import psutil
import pytest
from click.testing import CliRunner, Result

from dragoman import model
from dragoman.cli import main
from dragoman.pipeline import Progress, RecordStages, Totals
from dragoman.pipeline import read as reading
from dragoman.store import Store, delta, open_store

TEXT = "Northmark, 3 May 2019\n\nRussia and Pakistan signed an agreement on gas in Moscow on 2 May 2019.\n"
DRAGOMAN = [sys.executable, "-m", "dragoman"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def run(tmp_path: Path, stages: RecordStages, monkeypatch: pytest.MonkeyPatch) -> _Run:
    """Runs a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "RecordStages", lambda _: stages)
    return _Run()


class _Run:
    def __call__(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments])


# dragoman read


def test_reading_tells_totals(run: _Run, article: Path) -> None:
    first = run("read", article, "--workers", "1")
    assert first.exit_code == 0, first.output
    assert re.fullmatch(
        r"read 1 files \(0 unchanged\): 1 new documents, \d+ passages, \d+ events\n"
        r"the store store now holds \d+ happenings and \d+ dyad-periods\n",
        first.stdout,
    )
    assert first.stderr == ""
    assert run("read", article, "--workers", "1", "--quiet").stdout == ""


def test_something_refused_is_status_3(run: _Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("read", article, tmp_path / "empty.txt", tmp_path / "none.txt", "--workers", "1", "--store", "s")
    assert result.exit_code == 3
    assert "empty.txt: empty-file: The file is empty" in result.stderr
    assert "none.txt: missing-file: There is no such file" in result.stderr
    assert "1 new documents" in result.stdout
    assert "could not read 2, read 0 with doubt" in result.stdout
    listed = run("issues", "--store", "s")
    assert listed.exit_code == 0
    assert f"error\tempty-file\t{tmp_path / 'empty.txt'}\t" in listed.stdout
    assert run("read", article, tmp_path / "empty.txt", "--workers", "1", "--store", "s").exit_code == 3


def test_many_issues_are_told_in_part(run: _Run, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text("{\n" * 50)
    result = run("read", "feed.jsonl", "--workers", "1")
    assert result.exit_code == 3
    assert "and 30 more: see `dragoman issues`" in result.stderr
    assert len(run("issues").stdout.splitlines()) == 51


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["read"], 2, "Missing argument 'SOURCES...'"),
        (["read", "one.txt", "--workers", "-1"], 2, "Invalid value for '--workers'"),
        (["read", "one.txt", "--store", "full"], 1, r"full: holds 'notes' .* choose an empty folder"),
        (["read", "one.txt", "--store", "a*b"], 1, r"a\*b: .* rename the folder or choose another"),
        (["read", "one.txt", "--settings", "none.toml"], 1, r"none.toml: cannot be read \(No such file .*TOML"),
        (["read", "one.txt", "--settings", "odd.toml"], 1, r"odd.toml: .*`colour`.* known settings: workers, batch"),
        (["read", "one.txt", "--settings", "zero.toml"], 1, r"batch.* 1 or more"),
        (["read", "one.txt", "--settings", "bad.toml"], 1, r"bad.toml: .*known settings"),
        (["events"], 1, r"store: there is no store; make one with `dragoman read PATH... --store store`"),
        (["events", "--store", "full"], 1, r"full: not a dragoman store"),
        (["events", "--as-of", "May"], 2, "Invalid value for '--as-of'"),
        (["why"], 2, "Missing argument 'ID'"),
    ],
)
def test_errors_name_the_thing_and_what_to_do(
    run: _Run, article: Path, arguments: list[str], status: int, said: str
) -> None:
    folder = article.parent
    (folder / "full").mkdir()
    (folder / "full" / "notes").touch()
    (folder / "odd.toml").write_text('colour = "red"\n')
    (folder / "zero.toml").write_text("batch = 0\n")
    (folder / "bad.toml").write_bytes(b"\xff\xfe")
    result = run(*arguments)
    assert result.exit_code == status, result.output
    assert re.search(said, " ".join(result.stderr.split())), result.stderr
    assert "Traceback" not in result.output


def test_a_full_disk_is_status_1(run: _Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delta, "write_deltalake", refuse)
    result = run("read", article, "--workers", "1")
    assert result.exit_code == 1
    assert "make room on the disk, then run again: nothing is lost" in result.stderr


def test_an_unknown_name(run: _Run, article: Path) -> None:
    run("read", article, "--workers", "1")
    result = run("events", "--actor", "Ruritania")
    assert result.exit_code == 1
    assert "Ruritania" in result.stderr


def test_the_bar_is_for_a_terminal(article: Path, tmp_path: Path) -> None:
    command = [*DRAGOMAN, "read", str(article), "--store", str(tmp_path / "store"), "--workers", "1"]
    parent, child = pty.openpty()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=child)
    os.close(child)
    seen = b""
    try:
        while block := os.read(parent, 1 << 16):
            seen += block
    except OSError:  # the terminal is closed when the command ends
        pass
    output, _ = process.communicate()
    os.close(parent)
    assert process.returncode == 0
    assert b"\x1b[" in seen
    assert b"documents" in seen
    assert output.startswith(b"read 1 files")
    assert b"\x1b" not in output


def test_ctrl_c_leaves_a_usable_store(tmp_path: Path, articles: Path) -> None:
    store = tmp_path / "store"
    command = [*DRAGOMAN, "read", str(articles), "--store", str(store), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 60
    while not _has_workers(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert output == b""
    assert errors == b"stopped\n"
    assert open_store(store).counts()["relations"] == 0


def _has_workers(pid: int) -> bool:
    return any("spawn_main" in " ".join(child.cmdline()) for child in psutil.Process(pid).children())


# Listings


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("documents", model.Document),
        ("events", model.Event),
        ("happenings", model.Happening),
        ("timeline RUS PAK", model.Happening),
        ("relations", model.Relation),
        ("issues", model.Issue),
    ],
)
def test_json_lines_decode_to_the_types_of_the_model(read_store: Store, command: str, kind: type) -> None:
    result = CliRunner().invoke(main, [*command.split(), "--json", "--store", str(read_store.path)])
    assert result.exit_code == 0, result.output
    rows = [msgspec.json.decode(line, type=kind) for line in result.stdout.splitlines()]
    name = "happenings" if command.startswith("timeline") else command
    expected = {row.id: row for row in getattr(read_store, name)()}
    assert rows
    assert all(expected[row.id] == row for row in rows)
    assert len(rows) == len(expected) or " " in command


def test_status_counts(read_store: Store) -> None:
    result = CliRunner().invoke(main, ["status", "--json", "--store", str(read_store.path)])
    assert msgspec.json.decode(result.stdout) == read_store.counts()


@pytest.mark.parametrize(
    "command", ["status", "documents", "events", "happenings", "timeline Russia Pakistan", "relations", "issues"]
)
def test_tables_have_a_line_a_row(read_store: Store, command: str) -> None:
    result = CliRunner().invoke(main, [*command.split(), "--store", str(read_store.path)])
    assert result.exit_code == 0, result.output
    head, *rows = result.stdout.splitlines()
    assert rows
    assert {row.count("\t") for row in rows} == {head.count("\t")}


def test_filters_by_name_and_code_agree(read_store: Store) -> None:
    found = [
        CliRunner().invoke(main, ["events", "--party", party, "--store", str(read_store.path)]).stdout
        for party in ("RUS", "Russia")
    ]
    assert found[0] == found[1]
    assert len(found[0].splitlines()) > 5


def test_as_of_leaks_nothing(read_store: Store) -> None:
    options = ["--as-of", "2015-01-01", "--json", "--store", str(read_store.path)]
    rows = CliRunner().invoke(main, ["events", *options]).stdout.splitlines()
    known = {msgspec.json.decode(row, type=model.Event).known_at for row in rows}
    assert known
    assert max(day.isoformat() for day in known if day) <= "2015-01-01"


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_reader_who_leaves(read_store: Store, options: list[str]) -> None:
    command = [*DRAGOMAN, "events", *options, "--store", str(read_store.path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (0, b"")


def test_why_and_brief(read_store: Store, tmp_path: Path) -> None:
    event = next(iter(read_store.events()))
    told = CliRunner().invoke(main, ["why", event.id, "--store", str(read_store.path)])
    assert told.exit_code == 0, told.output
    assert event.cite.quote[:20] in " ".join(told.stdout.split())
    page = tmp_path / "page.html"
    wrote = CliRunner().invoke(main, ["brief", "Russia", "Pakistan", "-o", str(page), "--store", str(read_store.path)])
    assert wrote.exit_code == 0, wrote.output
    assert "<html" in page.read_text()
    lost = CliRunner().invoke(
        main,
        ["brief", "Russia", "Pakistan", "-o", str(tmp_path / "absent" / "page.md"), "--store", str(read_store.path)],
    )
    assert lost.exit_code == 1
    assert "choose another place with -o" in lost.stderr
    odd = CliRunner().invoke(
        main, ["brief", "Russia", "Pakistan", "-o", str(tmp_path / "page.pdf"), "--store", str(read_store.path)]
    )
    assert odd.exit_code == 1
    assert "choose one of these endings" in odd.stderr


def test_every_command_says_what_it_is_for() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_the_totals_of_nothing() -> None:
    assert (Totals().failed, Progress("", 0, 0, 0, 0).done) == (False, 0)
