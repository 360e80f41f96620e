"""Scores the reading of documents: body kept, noise out, and the publication date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.labels import GoldDocument
from dragoman.documents import read_file
from dragoman.model import Document
from dragoman.world import World

ROOT = Path(__file__).resolve().parent.parent.parent
WIDEST = 4 * 366
"""Days: a right interval may be this wide where the article carries no date."""


def read_examples(gold: Sequence[GoldDocument], world: World) -> dict[str, Document]:
    """The labelled documents as read, by source."""
    paths = sorted({source_path(item.source) for item in gold})
    read = [item for path in paths for item in read_file(ROOT / path, world) if isinstance(item, Document)]
    return {Path(document.source).relative_to(ROOT).as_posix(): document for document in read}


def source_path(source: str) -> str:
    """The file of a source, without the line."""
    return source.split("#", maxsplit=1)[0]


def score_documents(gold: Sequence[GoldDocument], read: dict[str, Document]) -> dict[str, float]:
    """Shares of body strings kept, of noise strings out, of dates, titles, outlets and languages right."""
    pairs = [(item, read.get(item.source)) for item in gold]
    found = [(item, document) for item, document in pairs if document is not None]
    body = [string in document.text for item, document in found for string in item.body]
    noise = [string not in document.text for item, document in found for string in item.noise]
    return {
        "documents read": len(found) / len(gold),
        "body kept": sum(body) / len(body),
        "noise out": sum(noise) / len(noise),
        "date right": sum(dated(item, document) for item, document in found) / len(found),
        "title right": sum(item.title == document.title for item, document in found) / len(found),
        "outlet right": sum(item.outlet == document.outlet for item, document in found) / len(found),
        "language right": sum(item.language == document.language for item, document in found) / len(found),
    }


def dated(item: GoldDocument, document: Document) -> bool:
    """Whether the interval holds the true day and is not needlessly wide."""
    first, last = document.published.earliest, document.published.latest
    if first is None or last is None:
        return False
    return first <= item.published_true[0] and item.published_true[1] <= last and (last - first).days <= WIDEST
