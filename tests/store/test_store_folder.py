"""Folders that are no store, locks, kills, and readers beside a writer."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from store_records import FakeNames, document, event, relation

from dragoman.errors import StoreError
from dragoman.model import Copy, Event, Relation
from dragoman.store import Store, create_store, open_store, reader
from dragoman.store.delta import current_files
from dragoman.store.folder import writing
from dragoman.store.tables import Table

# Opening


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere: no such folder; .*dragoman read"):
        open_store(tmp_path / "nowhere")


def test_a_folder_that_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a dragoman store"):
        open_store(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"notes\.txt.*choose an empty folder"):
        create_store(tmp_path)
    assert _names(tmp_path) == ["notes.txt"]


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreError, match="cannot make a store here"):
        create_store(tmp_path / "store")
    with pytest.raises(StoreError, match="not a dragoman store"):
        open_store(tmp_path / "store")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"format": "dragoman-store", "schema_version": 3}', "schema version 3 .* install the newer"),
        ('{"format": "dragoman-store", "schema_version": 3, "extra": []}', "schema version 3"),
        ('{"format": "dragoman-store", "schema_version": 0}', "schema version 0"),
        ('{"format": "diary", "schema_version": 1}', "says 'diary'"),
        ('{"schema_version": 1}', "cannot read its dragoman.json .* restore the file"),
        ("", "cannot read its dragoman.json"),
        ("[", "cannot read its dragoman.json"),
    ],
)
def test_a_mark_that_cannot_be_trusted(store: Store, text: str, complaint: str) -> None:
    (store.path / "dragoman.json").write_text(text)
    for opening in (open_store, create_store):
        with pytest.raises(StoreError, match=complaint):
            opening(store.path)


def test_creating_is_done_once_and_goes_on_after_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "store"
    folder.mkdir(parents=True)
    (folder / "dragoman.json.77").write_text("{")
    (folder / ".lock").write_text("77")
    create_store(folder).add([document(1)])
    assert create_store(folder).counts()["documents"] == 1


@pytest.mark.parametrize(
    "name", ["with space", "naïve-名", "it's", "a#b&c=d", 'quo"te', "semi;colon", "$(x)", "~", "-dash"]
)
def test_a_folder_of_any_usual_name(tmp_path: Path, name: str) -> None:
    store = create_store(tmp_path / name)
    store.add([document(1)])
    store.add([document(2)])
    store.compact(keep=timedelta(0))
    assert len(store.documents()) == 2
    assert _names(tmp_path) == [name]


@pytest.mark.parametrize("name", ["a[1]", "100%", "a*", "what?", "a|b", "a^b", "a\\b", "a\nb"])
def test_a_name_that_cannot_be_used_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="cannot hold"):
        create_store(tmp_path / name)
    assert _names(tmp_path) == []


def test_a_store_may_be_moved_and_named_relatively(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = create_store("old")
    store.add([document(1)])
    monkeypatch.chdir("/")
    assert store.counts()["documents"] == 1
    (tmp_path / "old").rename(tmp_path / "new")
    assert open_store(tmp_path / "new").counts()["documents"] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_only_be_read(store: Store) -> None:
    store.add([document(1)])
    _forbid_writing(store.path)
    ours = open_store(store.path)
    assert len(ours.documents()) == 1
    with pytest.raises(StoreError, match=r"cannot write to the store .* ask for the right"):
        ours.add([document(2)])


def test_a_lock_that_may_not_be_written(store: Store) -> None:
    store.add([document(1)])
    (store.path / ".lock").unlink()
    (store.path / ".lock").mkdir()
    assert len(open_store(store.path).documents()) == 1
    with pytest.raises(StoreError, match="cannot write to the store"):
        store.add([document(2)])


def test_a_store_that_went_away(store: Store) -> None:
    store.add([document(1)])
    store.path.rename(store.path.with_name("elsewhere"))
    for ask in (store.documents, store.issues, store.counts, store.compact):
        with pytest.raises(StoreError, match="No such file"):
            ask()


# Tables that someone else changed


def test_columns_of_another_version(store: Store) -> None:
    write_deltalake(store.path / "copies", pa.table({"document": ["doc-1"]}))
    with pytest.raises(StoreError, match=r"copies: the columns are not those .* make a new store"):
        store.copies()


def test_a_missing_file(store: Store) -> None:
    store.add([document(1)])
    next((store.path / "documents").glob("*.parquet")).unlink()
    with pytest.raises(StoreError, match="if files are missing, restore the folder"):
        store.documents()


def test_a_broken_file(store: Store) -> None:
    store.add([document(1)])
    next((store.path / "documents").glob("*.parquet")).write_bytes(b"PAR1 no")
    with pytest.raises(StoreError, match=str(store.path)):
        store.documents()


def test_a_broken_log(store: Store) -> None:
    store.add([document(1)])
    next((store.path / "documents" / "_delta_log").glob("*.json")).write_text("{")
    with pytest.raises(
        StoreError, match=r"documents: cannot read the table [^\x1b\n]* see that the folder is all there"
    ):
        store.documents()


# Two at once


def test_a_second_writer_waits_and_then_says_who_writes(store: Store) -> None:
    hasty = open_store(store.path, wait=0.2)
    with writing(store.path, 1.0):
        began = time.monotonic()
        with pytest.raises(StoreError, match=rf"process {os.getpid()} is writing to the store; try again"):
            hasty.add([document(1)])
        assert time.monotonic() - began >= 0.2
        assert len(hasty.documents()) == 0
    assert hasty.add([document(1)]) == 1


def test_writers_in_threads_take_turns(store: Store) -> None:
    added: list[int] = []

    def add(own: int) -> None:
        mine = open_store(store.path)
        added.extend(mine.add([document(number) for number in (0, 1, own)]) for _ in range(3))

    threads = [threading.Thread(target=add, args=[own]) for own in (2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(added) == 5
    assert store.counts()["documents"] == 5


def test_readers_beside_a_writer_see_whole_commits(store: Store) -> None:
    states = [[relation("FRE", "SYL", f"{batch}-{row}") for row in range(20)] for batch in range(8)]
    store.replace(Relation, states[0])
    seen: list[set[str]] = []
    over = threading.Event()

    def read() -> None:
        ours = open_store(store.path, FakeNames())
        while not over.is_set():
            seen.append({each.period.split("-")[0] for each in ours.relations()})
            assert len(ours.relations(a="FRE")) == 20

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for state in states:
        store.replace(Relation, state)
        store.compact()
    over.set()
    for thread in threads:
        thread.join()
    assert seen
    assert all(len(periods) == 1 for periods in seen)


def test_files_swept_between_listing_and_reading_are_listed_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([document(1)])
    answers = [[store.path / "documents" / "swept.parquet"]]

    def listed(folder: Path, table: Table) -> list[Path]:
        return answers.pop() if answers else current_files(folder, table)

    monkeypatch.setattr(reader, "current_files", listed)
    assert store.counts()["documents"] == 1


# Killed

_BATCHES, _BATCH = 12, 5
_ADDING = f"""
import sys
sys.path.insert(0, sys.argv[2])
from store_records import document, event
from dragoman.model import Event
from dragoman.store import create_store
store = create_store(sys.argv[1])
print("open", flush=True)
for batch in range({_BATCHES}):
    store.add([document(number) for number in range(batch * {_BATCH}, (batch + 1) * {_BATCH})])
    store.replace(Event, [event("FRE", "SYL", document=f"doc-{{batch}}-{{row}}") for row in range({_BATCH})])
    if batch % 5 == 4:
        store.compact()
print("done", flush=True)
"""


def _start_adding(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _ADDING, str(folder), str(Path(__file__).parent)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_killed_at_any_moment_it_holds_whole_batches_and_can_be_completed(tmp_path: Path) -> None:
    chance = random.Random(11)
    for _ in range(4):
        with _start_adding(tmp_path / "killed") as process:
            assert process.stdout
            assert process.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0.02, 0.5))
            process.send_signal(signal.SIGKILL)
        _check_whole_batches(open_store(tmp_path / "killed"))
    for folder in ("killed", "undisturbed"):
        with _start_adding(tmp_path / folder) as process:
            assert process.stdout
            assert process.stdout.read().endswith("done\n")
    killed, undisturbed = open_store(tmp_path / "killed"), open_store(tmp_path / "undisturbed")
    assert killed.counts()["documents"] == _BATCHES * _BATCH
    assert killed.digest() == undisturbed.digest()
    killed.compact(keep=timedelta(0))
    assert killed.digest() == undisturbed.digest()
    assert len(list((killed.path / "documents").glob("*.parquet"))) == 1


def test_killed_while_it_is_made(tmp_path: Path) -> None:
    for moment in range(3):
        folder = tmp_path / f"store-{moment}"
        with _start_adding(folder) as process:
            time.sleep(0.35 + 0.15 * moment)
            process.send_signal(signal.SIGKILL)
        store = create_store(folder)
        _check_whole_batches(store)
        assert store.add([document(-1)]) == 1


def test_the_lock_of_a_killed_writer_is_free(store: Store) -> None:
    code = (
        "import sys, time; from pathlib import Path; from dragoman.store.folder import writing\n"
        "with writing(Path(sys.argv[1]), 1.0): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {process.pid} is writing"):
            open_store(store.path, wait=0.1).add([document(1)])
        process.kill()
    assert open_store(store.path, wait=1.0).add([document(1)]) == 1


def test_files_that_no_commit_names_are_ignored_and_swept(store: Store) -> None:
    store.add([Copy("doc-1", "doc-2", 1.0)])
    good = next((store.path / "copies").glob("*.parquet"))
    stray = good.with_name("part-00000-11111111-2222-3333-4444-555555555555-c000.zstd.parquet")
    stray.write_bytes(good.read_bytes())
    assert store.counts()["copies"] == 1
    store.compact(keep=timedelta(0))
    assert good.exists()
    assert not stray.exists()


def _check_whole_batches(store: Store) -> None:
    numbers = {int(each.source.removeprefix("news/").removesuffix(".html")) for each in store.documents()}
    assert numbers == set(range(len(numbers)))
    assert len(numbers) % _BATCH == 0
    assert len({each.document.split("-")[1] for each in store.events()}) <= 1
    assert len(store.events()) in (0, _BATCH)


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _forbid_writing(folder: Path) -> None:
    for place in [folder, *folder.rglob("*")]:
        place.chmod(place.stat().st_mode & ~0o222)


def test_versions_are_summed_up_now_and_then(store: Store) -> None:
    for number in range(12):
        store.add([event("FRE", "SYL", document=f"doc-{number}")])
    assert DeltaTable(store.path / "events").version() == 11
    assert list((store.path / "events" / "_delta_log").glob("*.checkpoint.parquet"))
    assert store.remove(Event, [store.events()[0].id]) == 1
