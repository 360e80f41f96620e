"""The main job: idempotent, resumable, honest about bad input and changed files."""

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

import msgspec
import psutil
import pytest
from deltalake import DeltaTable

from dragoman.documents import files as documents_files
from dragoman.errors import EngineError, SettingsError, StoreError
from dragoman.model import Copy, Document, Happening, Passage, RegionKind, Relation, When
from dragoman.pipeline import Progress, Reading, RecordStages, Totals, conclusions, read_paths
from dragoman.pipeline import stages as stages_module
from dragoman.pipeline.read import _worker_count
from dragoman.settings import Settings
from dragoman.store import Store, create_store, delta, open_store

ROOT = Path(__file__).resolve().parent.parent
HERE = Settings(workers=1)
FIRST = """Northmark, 3 May 2019

Russia and Pakistan signed an agreement on gas in Moscow on 2 May 2019. The ministers met for two hours. Pakistan
thanked Russia for the loan of $2 billion. China condemned the United States over tariffs on Tuesday.
"""
SECOND = FIRST.replace("2 May 2019", "1 May 2019").replace("$2 billion", "$3 billion")


class Reads:
    """Stands in for the record stages: what it is given is noted, the real stages answer."""

    def __init__(self, real: RecordStages) -> None:
        self.real, self.seen = real, list[str]()

    def __call__(self, work: Path | Document) -> Reading:
        self.seen.append(work.source if isinstance(work, Document) else work.name)
        return self.real(work)


class Mortal(RecordStages):
    """Dies on what is called `deadly`, fails on what is called `faulty`."""

    def __call__(self, work: Path | Document) -> Reading:
        text = work.text if isinstance(work, Document) else work.name
        if "deadly" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "faulty" in text:
            raise IndexError("out of range")
        return super().__call__(work)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return create_store(tmp_path / "store")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    (path / "one.txt").write_text(FIRST)
    return path


def _kinds(store: Store) -> dict[str, str]:
    """Kind of issue by file name."""
    return {Path(issue.record).name: issue.kind for issue in store.issues()}


def _versions(store: Store) -> dict[str, int]:
    tables = [path for path in store.path.iterdir() if path.is_dir()]
    return {path.name: DeltaTable(path).version() for path in tables}


def _lines(path: Path, *items: dict[str, str]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(item) + b"\n" for item in items))


# Reading


def test_the_articles_are_read(read_store: Store) -> None:
    counts = read_store.counts()
    assert counts["sources"] == 27
    assert counts["documents"] == 39
    assert counts["copies"] >= 1
    assert 100 < counts["happenings"] < counts["events"] < counts["passages"]
    assert counts["relations"] > 50
    assert {issue.severity for issue in read_store.issues()} <= {"warning"}


def test_every_happening_leads_to_a_sentence(read_store: Store) -> None:
    events = {event.id: event for event in read_store.events()}
    documents = {document.id for document in read_store.documents()}
    passages = {passage.id for passage in read_store.passages()}
    told = [id_ for happening in read_store.happenings() for id_ in happening.events]
    assert sorted(told) == sorted(events)
    assert {event.document for event in events.values()} <= documents
    assert {event.passage for event in events.values()} <= passages
    assert {id_ for r in read_store.relations() for id_ in r.happenings} <= {h.id for h in read_store.happenings()}


def test_reading_twice_changes_nothing(folder: Path, store: Store, stages: RecordStages, articles: Path) -> None:
    shutil.copy(articles / "feed.jsonl", folder)
    first = read_paths([folder], store, HERE, stages=stages)
    before, versions = store.digest(), _versions(store)
    reads = Reads(stages)
    second = read_paths([folder], store, HERE, stages=reads)
    assert (store.digest(), _versions(store)) == (before, versions)
    assert reads.seen == []
    assert (second.files, second.files_unchanged, second.documents) == (0, 2, 0)
    assert (second.happenings, second.relations, second.issues) == (first.happenings, first.relations, first.issues)


def test_it_does_not_matter_from_where(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "empty.txt").touch()
    read_paths([folder], store, HERE, stages=stages)
    before, versions = store.digest(), _versions(store)
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder.parent)
    ways = [[Path("articles")], [Path("./articles/../articles/one.txt"), Path("articles/empty.txt")], [Path("link")]]
    for paths in ways:
        read_paths(paths, store, HERE, stages=stages)
        assert (store.digest(), _versions(store)) == (before, versions)
    monkeypatch.chdir(folder)
    read_paths([Path("one.txt")], open_store("../store"), HERE, stages=stages)
    assert (store.digest(), _versions(store)) == (before, versions)


def test_the_same_text_in_two_files_is_one_document(folder: Path, store: Store, stages: RecordStages) -> None:
    shutil.copy(folder / "one.txt", folder / "two.txt")
    totals = read_paths([folder], store, HERE, stages=stages)
    assert (totals.files, totals.documents, store.counts()["documents"]) == (2, 1, 1)
    (folder / "one.txt").write_text(SECOND)
    read_paths([folder], store, HERE, stages=stages)
    assert store.counts()["documents"] == 2


def test_a_store_inside_the_folder_is_not_read(folder: Path, stages: RecordStages) -> None:
    store = create_store(folder / "store")
    for _ in range(2):
        totals = read_paths([folder], store, HERE, stages=stages)
        assert totals.issues == []
    assert store.counts()["sources"] == 1


def test_one_worker_or_two_the_store_is_the_same(
    folder: Path, tmp_path: Path, articles: Path, stages: RecordStages
) -> None:
    with (articles / "feed.jsonl").open("rb") as feed:
        (folder / "feed.jsonl").write_bytes(b"".join(feed.readline() for _ in range(5)))
    digests = set()
    for workers in (1, 2):
        store = create_store(tmp_path / f"store{workers}")
        read_paths([folder], store, Settings(workers=workers, batch=3), stages=stages)
        digests.add(store.digest())
    assert len(digests) == 1


def test_the_number_of_workers_follows_the_input(folder: Path) -> None:
    small = [folder / "one.txt"]
    assert _worker_count(0, small) == 1
    assert _worker_count(1, small) == 0
    assert _worker_count(3, small) == 3


def test_progress_is_told(folder: Path, store: Store, stages: RecordStages) -> None:
    (folder / "two.txt").write_text(SECOND)
    told: list[Progress] = []
    read_paths([folder], store, HERE, told.append, stages)
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert (told[-1].done, told[-1].total, told[-1].step) == (2, 2, "happenings")


@pytest.mark.slow
def test_the_seeds_are_read_in_time(tmp_path: Path) -> None:
    seeds = ROOT.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("no shared data here")
    for workers in (1, 2):
        store, start = create_store(tmp_path / f"store{workers}"), time.monotonic()
        totals = read_paths([seeds], store, Settings(workers=workers))
        assert time.monotonic() - start < 60
        assert (totals.documents, totals.failed) == (5, False)
        assert totals.happenings > 10


# Changed files


def test_a_changed_article_gives_way(folder: Path, store: Store, stages: RecordStages, tmp_path: Path) -> None:
    read_paths([folder], store, HERE, stages=stages)
    old = {document.id for document in store.documents()}
    (folder / "one.txt").write_text(SECOND)
    totals = read_paths([folder], store, HERE, stages=stages)
    assert (totals.files, totals.documents) == (1, 1)
    assert not old & {document.id for document in store.documents()}
    assert not old & {event.document for event in store.events()}
    assert store.digest() == _fresh(folder, tmp_path / "fresh", stages).digest()
    (folder / "one.txt").write_text(FIRST)
    read_paths([folder], store, HERE, stages=stages)
    assert {document.id for document in store.documents()} == old
    assert store.digest() == _fresh(folder, tmp_path / "again", stages).digest()


def _fresh(folder: Path, path: Path, stages: RecordStages) -> Store:
    store = create_store(path)
    read_paths([folder], store, HERE, stages=stages)
    return store


def test_a_changed_feed(folder: Path, store: Store, stages: RecordStages) -> None:
    feed = folder / "feed.jsonl"
    a = {"url": "https://a.example/1", "published": "2019-05-03", "text": "Russia thanked Pakistan on Friday."}
    b = {"published": "2019-05-04", "text": "China condemned the United States on Saturday."}
    c = {"url": "https://a.example/3", "published": "2019-05-05", "text": "Russia sanctioned Georgia on Sunday."}
    _lines(feed, a, b, c)
    read_paths([feed], store, HERE, stages=stages)
    assert store.counts()["documents"] == 3
    later = {**c, "url": "https://a.example/4", "text": "Russia and Georgia signed a pact on Monday."}
    _lines(feed, {**a, "text": "Russia thanked Pakistan on Thursday."}, {**b, "text": "China praised Cuba."}, later)
    read_paths([feed], store, HERE, stages=stages)
    texts = sorted(document.text.split()[1] for document in store.documents())
    assert texts == ["and", "praised", "sanctioned", "thanked"]
    feed.write_bytes(b"{")
    totals = read_paths([feed], store, HERE, stages=stages)
    assert totals.failed
    assert store.counts()["documents"] == 4
    _lines(feed, later, a)
    reads = Reads(stages)
    read_paths([feed], store, HERE, stages=reads)
    assert [Path(seen).name for seen in reads.seen] == ["feed.jsonl#2"]
    assert store.counts()["documents"] == 4
    assert store.counts()["issues"] == 0


def test_what_is_gone_stays(folder: Path, store: Store, stages: RecordStages) -> None:
    read_paths([folder], store, HERE, stages=stages)
    before = store.digest()
    (folder / "one.txt").unlink()
    read_paths([folder], store, HERE, stages=stages)
    assert store.digest() == before


def test_a_new_chain_reads_again(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _lines(folder / "feed.jsonl", {"published": "2019-05-03", "text": "Russia thanked Pakistan on Friday."})
    read_paths([folder], store, HERE, stages=stages)
    monkeypatch.setattr(stages_module, "CHAIN", "dragoman-chain next")
    totals = read_paths([folder], store, HERE, stages=stages)
    assert (totals.files, totals.documents) == (2, 2)
    assert {source.reader.split(",")[0] for source in store.sources()} == {"dragoman-chain next"}
    assert store.digest() == _fresh(folder, tmp_path / "fresh", stages).digest()


def test_actors_of_the_users_own_are_part_of_the_chain(folder: Path, store: Store, tmp_path: Path) -> None:
    world = tmp_path / "world"
    with pytest.raises(SettingsError, match=r"world: no such folder"):
        read_paths([folder], store, Settings(workers=1, world=world))
    world.mkdir()
    settings = Settings(workers=1, world=world)
    assert read_paths([folder], store, settings).files == 1
    assert read_paths([folder], store, settings).files == 0
    own = (ROOT / "src/dragoman/world/data/notactors.csv").read_text().splitlines()[:2]
    (world / "notactors.csv").write_text("\n".join(own) + "\n")
    assert read_paths([folder], store, settings).files == 1


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
    kinds = _kinds(store)
    assert kinds == {
        "empty.txt": "empty-file",
        "binary.txt": "binary-file",
        "western.txt": "wrong-encoding",
        "paper.pdf": "unsupported-type",
        "huge.txt": "too-large",
        "broken.txt": kinds["broken.txt"],
        "missing.txt": "missing-file",
        "feed.jsonl": kinds["feed.jsonl"],
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
    assert set(_kinds(store)) == {"bad.txt", "paper.pdf", "late.txt"}
    (folder / "bad.txt").write_text(SECOND)
    (folder / "paper.pdf").unlink()
    assert not read_paths([folder / "bad.txt"], store, HERE, stages=stages).failed
    assert set(_kinds(store)) == {"paper.pdf", "late.txt"}
    (folder / "late.txt").write_text(FIRST + "Iran praised Oman.\n")
    assert not read_paths([folder], store, HERE, stages=stages).failed
    assert _kinds(store) == {}


def test_a_file_that_went_bad_keeps_what_it_said(folder: Path, store: Store, stages: RecordStages) -> None:
    read_paths([folder], store, HERE, stages=stages)
    events = store.counts()["events"]
    (folder / "one.txt").write_bytes(b"")
    assert read_paths([folder], store, HERE, stages=stages).failed
    assert _kinds(store) == {"one.txt": "empty-file"}
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
    assert _kinds(store) == {"closed": "not-permitted"}
    assert (totals.failed, totals.documents) == (True, 1)


def test_a_name_that_is_no_text(folder: Path, store: Store, stages: RecordStages) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(SECOND)
    totals = read_paths([folder], store, HERE, stages=stages)
    assert (totals.documents, list(_kinds(store).values())) == (1, ["bad-file-name"])


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
    assert store.digest() == _fresh(folder, folder.parent / "fresh", stages).digest()


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
    _lines(
        folder / "feed.jsonl",
        {"text": "Russia thanked Pakistan."},
        {"text": "A deadly line."},
        {"text": "Cuba praised Mexico."},
    )
    settings = Settings(workers=2)
    totals = read_paths([folder], store, settings, stages=Mortal(settings))
    assert totals.failed
    assert _kinds(store) == {"deadly.txt": "worker-died", "faulty.txt": "coding-failed", "feed.jsonl#2": "worker-died"}
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
        delay = chance.uniform(0.1, 1.0) * took * 1.2
        if _read_in_a_process(folder, tmp_path / "killed", settings, delay) is not None:
            shutil.rmtree(tmp_path / "killed")  # it was done before: begin anew
        kills += 1
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


# Conclusions


def test_conclusions_are_drawn_when_there_is_cause(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    real = conclusions._draw_conclusions

    def draw(store: Store) -> None:
        drawn.append(1)
        real(store)

    monkeypatch.setattr(conclusions, "_draw_conclusions", draw)
    read_paths([folder], store, HERE, stages=stages)
    read_paths([folder], store, HERE, stages=stages)
    assert len(drawn) == 1
    store.replace(Relation, [])
    assert read_paths([folder], store, HERE, stages=stages).relations > 0
    assert len(drawn) == 2
    (store.path / conclusions.MARK).write_text("{")
    read_paths([folder], store, HERE, stages=stages)
    assert len(drawn) == 3


def test_a_kill_between_the_table_stages_is_mended(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.replace

    def replace(self: Store, kind: type, records: object) -> bool:
        if kind is Happening:
            raise KeyboardInterrupt
        return real(self, kind, records)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            read_paths([folder], store, HERE, stages=stages)
    assert store.counts()["happenings"] == 0
    assert read_paths([folder], store, HERE, stages=stages).happenings > 0


def test_half_written_documents_are_swept(folder: Path, store: Store, stages: RecordStages) -> None:
    left = stages(folder / "one.txt")
    assert left.events
    store.add(left.passages)
    store.add(left.events)
    (folder / "one.txt").write_text(
        "Oman, 1 June 2019\n\nOman praised Iran for the talks held on 30 May 2019 in Muscat.\n"
    )
    read_paths([folder], store, HERE, stages=stages)
    known = {document.id for document in store.documents()}
    assert {passage.document for passage in store.passages()} == known
    assert {event.document for event in store.events()} <= known
    assert all(source.documents for source in store.sources())


def test_copies_count_once(folder: Path, store: Store, stages: RecordStages) -> None:
    (folder / "two.txt").write_text(FIRST.replace("Northmark", "Southmark"))
    read_paths([folder], store, HERE, stages=stages)
    assert [type(copy) for copy in store.copies()] == [Copy]
    assert {happening.independent_sources for happening in store.happenings()} == {1}
    assert 2 in {happening.sources for happening in store.happenings()}


# Memory


def test_memory_stays_flat_over_a_long_feed(tmp_path: Path, store: Store) -> None:
    feed = tmp_path / "feed.jsonl"
    items = 2500
    with feed.open("wb") as out:
        for n in range(items):
            out.write(
                msgspec.json.encode({"published": "2019-05-03", "text": f"Russia thanked Pakistan {n}. " * 8}) + b"\n"
            )
    process, sizes = psutil.Process(), list[int]()

    def watch(progress: Progress) -> None:
        if progress.documents % 250 == 0:
            sizes.append(process.memory_info().rss)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("dragoman.pipeline.read.conclude", lambda *_: None)
        totals: Totals = read_paths([feed], store, Settings(workers=1, batch=100), watch, stages=_uncoded)
    assert totals.documents == items
    assert len(sizes) > 5
    assert max(sizes) - sizes[1] < 60_000_000


def _uncoded(work: Path | Document) -> Reading:
    """A reading of a document without the costly stages."""
    assert isinstance(work, Document)
    passage = Passage(f"pa-{work.id}", work.id, 0, 0, 9, work.text, RegionKind.BODY, (), When(), None)
    return Reading((work,), (passage,), ())
