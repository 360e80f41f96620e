"""The labelled data: texts with the events that a careful reader codes, after docs/codebook.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

LABELS = Path(__file__).resolve().parent / "labels"


class GoldEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event as labelled."""

    event_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    auxiliary: str
    quote: str
    mode: str | None = None
    historical: bool = False
    when: tuple[date | None, date | None] | None = None
    said_by: str | tuple[str, ...] = "author"
    alleged: bool = False


class GoldText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled text."""

    id: str
    theatre: str
    genre: str
    published: date
    text: str
    events: tuple[GoldEvent, ...]


class GoldDocument(msgspec.Struct, frozen=True):
    """What a careful reader finds in a file of examples/articles."""

    source: str
    title: str | None
    outlet: str | None
    published_true: tuple[date, date]
    language: str
    noise: tuple[str, ...]
    """Strings that must not be in the clean text."""
    body: tuple[str, ...]
    """Strings that must be in it."""


def read_texts(part: str) -> Iterator[GoldText]:
    """The labelled texts of a part: dev (to tune on) or test (never opened while tuning)."""
    for path in sorted(LABELS.glob(f"{part}_*.jsonl")):
        for line in path.read_bytes().splitlines():
            yield msgspec.json.decode(line, type=GoldText)


def read_documents() -> Iterator[GoldDocument]:
    """The labelled documents."""
    for line in (LABELS / "examples_documents.jsonl").read_bytes().splitlines():
        yield msgspec.json.decode(line, type=GoldDocument)
