"""Reads the pages of a part as a user would: from files, whose names and folders tell nothing."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.quality.reading.render import Page
from dragoman.documents import read_file
from dragoman.model import Document, Segment
from dragoman.world import World


@dataclass(frozen=True)
class ReadPage:
    """A page and what became of it."""

    page: Page
    document: Document | None
    """None where nothing was read."""
    issues: tuple[str, ...] = ()

    @property
    def aligned(self) -> bool:
        """Whether the spans of the document point into the file as it was rendered."""
        return self.document is not None and self.document.raw == self.page.raw

    @cached_property
    def kept(self) -> bytearray:
        """For each character of the file, 1 where it reached the clean text."""
        found = bytearray(len(self.page.raw))
        if self.document is not None and self.aligned:
            for segment in self.document.alignment:
                found[segment.raw_start : segment.raw_end] = b"\1" * (segment.raw_end - segment.raw_start)
        return found

    @cached_property
    def kinds(self) -> list[str]:
        """What the document calls each character of the file; empty where it says nothing."""
        found = [""] * len(self.page.raw)
        if self.document is not None and self.aligned:
            for region in self.document.regions:
                found[region.start : region.end] = [region.kind.value] * (region.end - region.start)
        return found

    def reading_of(self, start: int, end: int) -> tuple[str, int, int]:
        """Give the clean text of a stretch of the file, and the stretch widened to what was changed with it."""
        segments = self.document.alignment if self.document is not None and self.aligned else ()
        first = bisect_right([segment.raw_end for segment in segments], start)
        touched = [segment for segment in segments[first:] if segment.raw_start < end and segment.raw_end > start]
        if not touched or self.document is None:
            return "", start, end
        left, right = _inside(touched[0], start, end), _inside(touched[-1], start, end)
        return self.document.text[left.text_start : right.text_end], left.raw_start, right.raw_end


def _inside(segment: Segment, start: int, end: int) -> Segment:
    """Cut an unchanged segment to a stretch; a changed one stays whole."""
    if segment.text_end - segment.text_start != segment.raw_end - segment.raw_start:
        return segment
    first, last = max(start, segment.raw_start), min(end, segment.raw_end)
    shift = segment.text_start - segment.raw_start
    return Segment(first + shift, last + shift, first, last)


def read_all(pages: list[Page], world: World) -> list[ReadPage]:
    """Write the pages to files and read them."""
    with tempfile.TemporaryDirectory() as folder:
        return [_read(page, Path(folder) / f"p{number}", world) for number, page in enumerate(pages)]


def _read(page: Page, folder: Path, world: World) -> ReadPage:
    folder.mkdir()
    path = folder / page.file_name
    path.write_bytes(page.raw.encode())
    items = list(read_file(path, world))
    documents = [item for item in items if isinstance(item, Document)]
    document = max(documents, key=lambda found: len(found.text), default=None)
    return ReadPage(page, document, tuple(item.kind for item in items if not isinstance(item, Document)))
