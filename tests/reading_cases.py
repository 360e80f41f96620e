"""A small page made by hand, and what a perfect reader makes of it."""

from __future__ import annotations

import msgspec
from benchmarks.quality.reading.measures import Row
from benchmarks.quality.reading.reading import ReadPage
from benchmarks.quality.reading.render import Page, render, role_of
from benchmarks.quality.reading.source import Piece, Shape, Source, kinds_of

from dragoman.model import Basis, Document, Precision, Region, RegionKind, Segment, When

BODY = "Chile and Peru met in Arica. They spoke {{ofBolivia|of Bolivia}} and of the sea."
RIGHT = "Chile and Peru met in Arica. They spoke of Bolivia and of the sea."
MENU = "Home\nWorld"
START = len(MENU) + 2
"""Where the body begins on a page without tags."""
HEAD = {
    "title": "A meeting in Arica",
    "outlet": "The Morro",
    "authors": "Ana Rey",
    "published": "2001-05-04",
    "language": "en",
    "shape": "hand",
    "dated": "by hand",
}
PLAIN = Shape("hand", {"form": "plain", "gap": "blank"}, {"page": "%%"})
WEB = Shape(
    "hand",
    {"form": "html", "steps": "tags"},
    {
        "page": "<html><head><title>[[title]]</title></head><body>\n%%\n</body></html>",
        "nav line": "<li>%%</li>",
        "body": "<p>%%</p>",
    },
)


def source(*pieces: tuple[str, str], **head: str) -> Source:
    made = tuple(Piece(kinds_of(kind), "", text) for kind, text in pieces or (("nav", MENU), ("body", BODY)))
    return Source("made", "dev", HEAD | head, made)


def page(*pieces: tuple[str, str], shape: Shape = PLAIN, **head: str) -> Page:
    return render(source(*pieces, **head), shape)


def perfect(made: Page, **changed) -> ReadPage:
    """The page as a perfect reader reads it, changed where a test says so."""
    text, alignment, at = "", [], 0
    for cell in made.cells:
        if role_of(cell.kinds) == "body":
            alignment.append(Segment(len(text), len(text) + len(cell.right), at, at + len(cell.raw)))
            text += cell.right
        at += len(cell.raw)
    regions = tuple(Region(RegionKind(kinds[0]), i, i + 1) for i, kinds in enumerate(made.kinds))
    head, (first, last) = made.source.head, made.source.published
    document = Document(
        id="d-1",
        source="made",
        raw=made.raw,
        text=text,
        alignment=tuple(alignment),
        regions=regions,
        published=When(first, last, Precision.DAY, Basis.BYLINE),
        outlet=head["outlet"],
        title=head["title"],
        authors=made.source.authors,
        language=head["language"],
    )
    return ReadPage(made, msgspec.structs.replace(document, **changed))


def figures(rows: list[Row]) -> dict[str, float]:
    return {row.figure: row.ours for row in rows}
