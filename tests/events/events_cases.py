"""The cases in cases.csv and known_failures.csv, and a short text as a document."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dragoman.ids import content_id
from dragoman.model import Basis, Document, Precision, Segment, When

HERE = Path(__file__).resolve().parent
DEV_LABELS = HERE.parents[1] / "benchmarks" / "quality" / "labels" / "dev_a.jsonl"


class Case(NamedTuple):
    """A short text and the events that it holds, in the notation of events_notation."""

    why: str
    published: date
    text: str
    expected: str


def read_cases(name: str) -> list[Case]:
    """The rows of a file of cases."""
    with (HERE / name).open(encoding="utf-8", newline="") as rows:
        return [
            Case(row["why"], date.fromisoformat(row["published"]), row["text"], row["expected"])
            for row in csv.DictReader(rows, strict=True)
        ]


def read_dev_texts(limit: int) -> list[tuple[date, str]]:
    """The day and text of the first labelled texts that may be tuned on."""
    lines = DEV_LABELS.read_text(encoding="utf-8").splitlines()[:limit]
    return [(date.fromisoformat(row["published"]), row["text"]) for row in map(json.loads, lines)]


def document_of(published: date, text: str) -> Document:
    """A clean text as a document published on a day."""
    return document_from(published, text, text, (Segment(0, len(text), 0, len(text)),))


def document_from(published: date, text: str, raw: str, alignment: tuple[Segment, ...]) -> Document:
    """A text cleaned from a raw one."""
    when = When(published, published, Precision.DAY, Basis.METADATA, str(published))
    return Document(content_id("doc", raw, published), "test", raw, text, alignment, (), when, language="en")
