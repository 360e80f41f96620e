"""The main job: idempotent, the same from everywhere, honest about changed files, no work done twice."""

from __future__ import annotations

import shutil
import time
from functools import partial
from pathlib import Path

import msgspec
import psutil
import pytest

from chain_cases import FIRST, HERE, SECOND, fresh, lines, versions
from dragoman.documents import Entry, OfficeBook, read_entry
from dragoman.errors import SettingsError
from dragoman.model import Copy, Document, Happening, Passage, RegionKind, Relation, When
from dragoman.pipeline import Progress, Reading, RecordStages, Totals, conclusions, read_paths
from dragoman.pipeline import stages as stages_module
from dragoman.pipeline.given import GivenFile
from dragoman.pipeline.read import _worker_count
from dragoman.settings import Settings
from dragoman.store import Store, create_store, open_store
from dragoman.world import load_world

ROOT = Path(__file__).resolve().parent.parent


class Reads:
    """Stands in for the record stages: what it is given is noted, the real stages answer."""

    def __init__(self, real: RecordStages) -> None:
        self.real, self.seen = real, list[str]()

    def __call__(self, work: Path | Entry) -> Reading:
        self.seen.append(work.source if isinstance(work, Entry) else work.name)
        return self.real(work)


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
    before, numbers = store.digest(), versions(store)
    reads = Reads(stages)
    second = read_paths([folder], store, HERE, stages=reads)
    assert (store.digest(), versions(store)) == (before, numbers)
    assert reads.seen == []
    assert (second.files, second.files_unchanged, second.documents) == (0, 2, 0)
    assert (second.happenings, second.relations, second.issues) == (first.happenings, first.relations, first.issues)


def test_it_does_not_matter_from_where(
    folder: Path, store: Store, stages: RecordStages, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "empty.txt").touch()
    read_paths([folder], store, HERE, stages=stages)
    before, numbers = store.digest(), versions(store)
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(folder.parent)
    ways = [[Path("articles")], [Path("./articles/../articles/one.txt"), Path("articles/empty.txt")], [Path("link")]]
    for paths in ways:
        read_paths(paths, store, HERE, stages=stages)
        assert (store.digest(), versions(store)) == (before, numbers)
    monkeypatch.chdir(folder)
    read_paths([Path("one.txt")], open_store("../store"), HERE, stages=stages)
    assert (store.digest(), versions(store)) == (before, numbers)


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
    small = [GivenFile(folder / "one.txt")]
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
    assert store.digest() == fresh(folder, tmp_path / "fresh", stages).digest()
    (folder / "one.txt").write_text(FIRST)
    read_paths([folder], store, HERE, stages=stages)
    assert {document.id for document in store.documents()} == old
    assert store.digest() == fresh(folder, tmp_path / "again", stages).digest()


def test_a_changed_feed(folder: Path, store: Store, stages: RecordStages) -> None:
    feed = folder / "feed.jsonl"
    a = {"url": "https://a.example/1", "published": "2019-05-03", "text": "Russia thanked Pakistan on Friday."}
    b = {"published": "2019-05-04", "text": "China condemned the United States on Saturday."}
    c = {"url": "https://a.example/3", "published": "2019-05-05", "text": "Russia sanctioned Georgia on Sunday."}
    lines(feed, a, b, c)
    read_paths([feed], store, HERE, stages=stages)
    assert store.counts()["documents"] == 3
    later = {**c, "url": "https://a.example/4", "text": "Russia and Georgia signed a pact on Monday."}
    lines(feed, {**a, "text": "Russia thanked Pakistan on Thursday."}, {**b, "text": "China praised Cuba."}, later)
    read_paths([feed], store, HERE, stages=stages)
    texts = sorted(document.text.split()[1] for document in store.documents())
    assert texts == ["and", "praised", "sanctioned", "thanked"]
    feed.write_bytes(b"{")
    totals = read_paths([feed], store, HERE, stages=stages)
    assert totals.failed
    assert store.counts()["documents"] == 4
    lines(feed, later, a)
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
    lines(folder / "feed.jsonl", {"published": "2019-05-03", "text": "Russia thanked Pakistan on Friday."})
    read_paths([folder], store, HERE, stages=stages)
    monkeypatch.setattr(stages_module, "CHAIN", "dragoman-chain next")
    totals = read_paths([folder], store, HERE, stages=stages)
    assert (totals.files, totals.documents) == (2, 2)
    assert {source.reader.split(",")[0] for source in store.sources()} == {"dragoman-chain next"}
    assert store.digest() == fresh(folder, tmp_path / "fresh", stages).digest()


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
        uncoded = partial(_uncoded, OfficeBook(load_world()))
        totals: Totals = read_paths([feed], store, Settings(workers=1, batch=100), watch, stages=uncoded)
    assert totals.documents == items
    assert len(sizes) > 5
    assert max(sizes) - sizes[1] < 60_000_000


def _uncoded(offices: OfficeBook, work: Path | Entry) -> Reading:
    """A reading of a document without the costly stages."""
    assert isinstance(work, Entry)
    document = next(item for item in read_entry(work, offices) if isinstance(item, Document))
    passage = Passage(f"pa-{document.id}", document.id, 0, 0, 9, document.text, RegionKind.BODY, (), When(), None)
    return Reading((document,), (passage,), ())
