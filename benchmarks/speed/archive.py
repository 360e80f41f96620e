"""A synthetic archive: the paragraphs of given documents in new combinations, the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from dragoman.documents import discover, read_file
from dragoman.model import Document
from dragoman.world import World

PARAGRAPHS = 8
"""Paragraphs to an article, as many as the bundled articles have on average."""
FIRST_DAY, DAYS = date(2000, 1, 1), 9_000


def texts_in(path: Path, world: World) -> list[str]:
    """The clean texts of a file or folder."""
    found = [item for file in discover([path]) if isinstance(file, Path) for item in read_file(file, world)]
    return [item.text for item in found if isinstance(item, Document)]


def write_archive(texts: Sequence[str], documents: int, path: Path, seed: int = 1) -> None:
    """Write so many articles, a line each, as a feed."""
    with path.open("w", encoding="utf-8") as out:
        for article in _articles(texts, documents, random.Random(seed)):  # noqa: S311 - no secret
            out.write(json.dumps(article) + "\n")


def _articles(texts: Sequence[str], documents: int, chance: random.Random) -> Iterator[dict[str, str]]:
    paragraphs = sorted({part.strip() for text in texts for part in text.split("\n\n") if len(part.strip()) > 80})
    for number in range(documents):
        chosen = chance.sample(paragraphs, min(PARAGRAPHS, len(paragraphs)))
        yield {
            "url": f"https://archive.example/{number}",
            "outlet": f"Outlet {number % 40}",
            "published": str(FIRST_DAY + timedelta(days=chance.randrange(DAYS))),
            "text": "\n\n".join(chosen),
        }
