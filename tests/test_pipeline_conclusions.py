"""What is concluded of copies and reuses stands in the store, with places in the raw texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from dragoman.model import Document, Reuse, Segment, Source, When
from dragoman.pipeline import Totals
from dragoman.pipeline.conclusions import conclude
from dragoman.store import Store, create_store

LIFTED = (
    "Mongolia has asked Russia to let its coal pass to the port of Vanino at the rates that Russian mines pay, the "
    "transport ministry in Ulaanbaatar said on Wednesday."
)
FIRST = f"Prices for coking coal have doubled within a year. {LIFTED} Steel mills in Japan wait for an answer."
SECOND = f"The steppe has few roads, and lorries queue for days. {LIFTED} Herders complain about dust and smog."
SHIFT = 7


def document(key: str, text: str, day: int) -> Document:
    when = When(date(2017, 3, day), date(2017, 3, day))
    raw = SHIFT * "#" + text
    return Document(key, f"{key}.txt", raw, text, (Segment(0, len(text), SHIFT, len(raw)),), (), when)


def concluded(folder: Path, *documents: Document) -> Store:
    store = create_store(folder)
    store.add(documents)
    store.add([Source("all", "", 0, tuple(each.id for each in documents), (), "")])
    conclude(store, Totals())
    return store


def reuses(store: Store) -> list[Reuse]:
    return msgspec.convert(store.sql("SELECT * FROM reuses").to_pylist(), list[Reuse])


def test_a_lifted_passage_is_kept_with_its_places_in_the_raw_texts(tmp_path: Path) -> None:
    first, second = document("first", FIRST, 1), document("second", SECOND, 2)
    (reuse,) = reuses(concluded(tmp_path, first, second))
    assert (reuse.document, reuse.taken_from) == ("second", "first")
    assert second.raw[reuse.start : reuse.end] == first.raw[reuse.from_start : reuse.from_end] == LIFTED


def test_a_copy_is_kept_and_is_no_reuse(tmp_path: Path) -> None:
    store = concluded(tmp_path, document("first", FIRST, 1), document("second", f"By our staff. {FIRST}", 2))
    assert [(copy.document, copy.copy_of) for copy in store.copies()] == [("second", "first")]
    assert reuses(store) == []


def test_lost_reuses_are_drawn_again(tmp_path: Path) -> None:
    store = concluded(tmp_path, document("first", FIRST, 1), document("second", SECOND, 2))
    before = store.digest()
    store.replace(Reuse, [])
    conclude(store, Totals())
    assert len(reuses(store)) == 1
    assert store.digest() == before
