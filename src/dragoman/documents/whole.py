"""A text that is all article: a sentence or paragraph given by itself, without a page around it."""

from __future__ import annotations

from dragoman.documents.aligned import from_raw, to_segments
from dragoman.documents.cleaning import clean
from dragoman.ids import content_id
from dragoman.model import Document, Region, RegionKind, When


def whole_text(raw: str, source: str, published: When | None = None) -> Document | None:
    """Make a document of a text whose every word is read; None where there is none.

    No region is looked for, no date and no language: `published` is what the caller knows, and the text is English.

    >>> whole_text("Norway  thanked Iceland.", "notes.txt#1").text
    'Norway thanked Iceland.'
    """
    aligned = clean(from_raw(raw, 0, len(raw)))
    if not aligned.text:
        return None
    when = published or When()
    return Document(
        id=content_id("doc", raw, source, when.earliest, when.latest),
        source=source,
        raw=raw,
        text=aligned.text,
        alignment=tuple(to_segments(aligned)),
        regions=(Region(RegionKind.BODY, aligned.raw_start, aligned.raw_end),),
        published=when,
        language="en",
    )
