"""The main job under bad input, full disks, dying workers and kills."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chain_cases import FIRST, HERE, SECOND, fresh, kinds, lines
from dragoman.documents import Entry
from dragoman.documents import files as documents_files
from dragoman.errors import EngineError, StoreError
from dragoman.pipeline import Progress, Reading, RecordStages, read_paths
from dragoman.settings import Settings
from dragoman.store import Store, delta, open_store

ROOT = Path(__file__).resolve().parent.parent


class Mortal(RecordStages):
    """Dies on what is called `deadly`, fails on what is called `faulty`."""

    def __call__(self, work: Path | Entry) -> Reading:
        text = str(work.data) if isinstance(work, Entry) else work.name
        if "deadly" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "faulty" in text:
            raise IndexError("out of range")
        return super().__call__(work)


# Bad input


def test_bad_input_is_named_and_the_rest_is_read(folder: Path, store: Store, stages: RecordStages) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "western.txt").write_bytes(FIRST.replace("Northmark", "Norðmörk — café").encode("cp1252"))
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    (folder / "feed.jsonl").write_bytes(b'{"text": "Russia thanked Pakistan."}\n{"text": \n[]\n{"title": "none"}\n')
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    totals = read_paths([folder, folder / "missing.txt"], store, HERE, stages=stages)
    found = kinds(store)
    del found["feed.jsonl"]  # its three issues are told apart below
    assert found == {
        "empty.txt": "empty-file",
        "binary.txt": "binary-file",
        "western.txt": "wrong-encoding",
        "paper.pdf": "broken-pdf",
        "huge.txt": "too-large",
        "broken.txt": "missing-file",
        "missing.txt": "missing-file",
    }
    assert [(i.kind, i.place) for i in store.issues(record=str(folder / "feed.jsonl"))] == [
        ("malformed-json", "line 2"),
        ("malformed-json", "line 3"),
        ("missing-text", "line 4"),
    ]
    assert all(issue.advice for issue in store.issues())
    assert totals.failed
    assert totals.documents == 3
    again = read_paths([folder, folder / "missing.txt"], store, HERE, stages=stages)
    assert sorted(i.id for i in again.issues) == sorted(i.id for i in totals.issues)


def test_a_mended_file_loses_its_issue(folder: Path, store: Store, stages: RecordStages) -> None:
    (folder / "bad.txt").touch()
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7")
    read_paths([folder, folder / "late.txt"], store, HERE, stages=stages)
    assert set(kinds(store)) == {"bad.txt", "paper.pdf", "late.txt"}
    (folder / "bad.txt").write_text(SECOND)
    (folder / "paper.pdf").unlink()
    assert not read_paths([folder / "bad.txt"], store, HERE, stages=stages).failed
    assert set(kinds(store)) == {"paper.pdf", "late.txt"}
    (folder / "late.txt").write_text(FIRST + "Iran praised Oman.\n")
    assert not read_paths([folder], store, HERE, stages=stages).failed
    assert kinds(store) == {}


def test_a_file_that_went_bad_keeps_what_it_said(folder: Path, store: Store, stages: RecordStages) -> None:
    read_paths([folder], store, HERE, stages=stages)
    events = store.counts()["events"]
    (folder / "one.txt").write_bytes(b"")
    assert read_paths([folder], store, HERE, stages=stages).failed
    assert kinds(store) == {"one.txt": "empty-file"}
    assert store.counts()["events"] == events


def test_a_folder_without_permission(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "closed"
    closed.mkdir()
    real = documents_files.Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == closed:  # the tests may run as root, whom no permission stops
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(documents_files.Path, "iterdir", iterdir)
    totals = read_paths([folder], store, HERE, stages=stages)
    assert kinds(store) == {"closed": "not-permitted"}
    assert (totals.failed, totals.documents) == (True, 1)


def test_a_name_that_is_no_text(folder: Path, store: Store, stages: RecordStages) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(SECOND)
    totals = read_paths([folder], store, HERE, stages=stages)
    assert (totals.documents, list(kinds(store).values())) == (1, ["bad-file-name"])


def test_a_full_disk(folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = delta.write_deltalake, []

    def write(*args: object, **kwargs: object) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(*args, **kwargs)

    monkeypatch.setattr(delta, "write_deltalake", write)
    with pytest.raises(StoreError, match=r"make room on the disk, then run again: nothing is lost"):
        read_paths([folder], store, HERE, stages=stages)
    read_paths([folder], store, HERE, stages=stages)
    assert store.digest() == fresh(folder, folder.parent / "fresh", stages).digest()


def test_a_store_that_may_not_be_written(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreError, match=r"store: cannot write to the store \(Permission denied\); ask for the right"):
        read_paths([folder], store, HERE, stages=stages)


def test_a_model_that_is_not_there_ends_the_run(folder: Path, store: Store) -> None:
    with pytest.raises(EngineError, match="no_such_model"):
        read_paths([folder], store, Settings(workers=1, parser="no_such_model"))
    assert store.counts()["sources"] == 0


# Deaths


@pytest.mark.slow
def test_a_document_that_kills_costs_only_itself(folder: Path, store: Store) -> None:
    (folder / "deadly.txt").write_text(FIRST + "A deadly line.\n")
    (folder / "faulty.txt").write_text(FIRST + "A faulty line.\n")
    (folder / "two.txt").write_text(SECOND)
    lines(
        folder / "feed.jsonl",
        {"text": "Russia thanked Pakistan."},
        {"text": "A deadly line."},
        {"text": "Cuba praised Mexico."},
    )
    settings = Settings(workers=2)
    totals = read_paths([folder], store, settings, stages=Mortal(settings))
    assert totals.failed
    assert kinds(store) == {"deadly.txt": "worker-died", "faulty.txt": "coding-failed", "feed.jsonl#2": "worker-died"}
    assert store.counts()["documents"] == 4
    again = read_paths([folder], store, settings, stages=Mortal(settings))
    assert (again.failed, again.files, again.files_unchanged) == (True, 2, 3)
    healed = read_paths([folder], store, settings)
    assert [issue.kind for issue in healed.issues] == ["coding-failed"]
    assert store.counts()["documents"] == 6


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_anywhere_the_store_is_the_same(tmp_path: Path, articles: Path) -> None:
    folder, settings = tmp_path / "articles", tmp_path / "settings.toml"
    folder.mkdir()
    for path in [*sorted(articles.iterdir())[:5], articles / "feed.jsonl"]:
        shutil.copy(path, folder)
    settings.write_text("batch = 2\nworkers = 2\n")
    start = time.monotonic()
    assert _read_in_a_process(folder, tmp_path / "calm", settings) is not None
    took = time.monotonic() - start
    chance, kills = random.Random(7), 0
    while kills < 6:
        if _read_in_a_process(folder, tmp_path / "killed", settings, chance.uniform(0.1, 1.0) * took) is None:
            kills += 1
        else:
            shutil.rmtree(tmp_path / "killed")  # it was done before: begin anew
    assert _read_in_a_process(folder, tmp_path / "killed", settings) is not None
    calm, killed = open_store(tmp_path / "calm"), open_store(tmp_path / "killed")
    assert killed.counts() == calm.counts()
    assert killed.digest() == calm.digest()


def _read_in_a_process(folder: Path, store: Path, settings: Path, killed_after: float | None = None) -> int | None:
    """Run `dragoman read`; None when it was killed, with its workers, before it ended."""
    command = [sys.executable, "-m", "dragoman", "read", folder, "--store", store, "--settings", settings]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(killed_after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return None


def test_two_runs_at_a_time_are_refused(folder: Path, store: Store, stages: RecordStages) -> None:
    refused: list[str] = []

    def second(_: Progress) -> None:
        with pytest.raises(StoreError, match="another run is reading") as caught:
            read_paths([folder], store, HERE, stages=stages)
        refused.append(str(caught.value))

    read_paths([folder], store, HERE, second, stages)
    assert refused
