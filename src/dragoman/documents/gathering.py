"""What a document's date and its other fields rest on is gathered from all that was read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.documents.aligned import cut
from dragoman.documents.assembly import Assembled
from dragoman.documents.clues.evidence import Evidence, Line
from dragoman.documents.clues.stated import date_of_url
from dragoman.documents.language import Language
from dragoman.documents.metadata import About
from dragoman.documents.sections import Labelled
from dragoman.model import Ground, RegionKind

_TEXT = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))
_SURELY_AROUND = frozenset((RegionKind.BYLINE, RegionKind.DATELINE, RegionKind.MASTHEAD, RegionKind.COMMENT))
_STATING = frozenset((RegionKind.BYLINE, RegionKind.DATELINE, RegionKind.MASTHEAD))
_FORMULAIC = frozenset((RegionKind.RELATED, *_TEXT))
"""Kinds in which a set form of words may still tell the day: a record's field, a citation, closing words."""
_ELSEWHERE = frozenset((RegionKind.RELATED, RegionKind.DUPLICATE, RegionKind.PULL_QUOTE, *_TEXT))
_LONGEST_LINE = 300
"""Characters of a line that no byline, masthead or comment is: longer ones are prose of some kind."""


def gather_evidence(items: Sequence[Labelled], about: About, assembled: Assembled, file_name: str) -> Evidence:
    """Gather what bears on the date: what is stated, the lines around the article, and its text."""
    found = date_of_url(about.url)
    return Evidence(
        stated=(*about.dates, *([found] if found and found not in about.dates else [])),
        lines=(*_lines(items), *_dateline(items, assembled.dateline)),
        body=assembled.text,
        alignment=assembled.alignment,
        file_name=file_name,
        retrieved=about.retrieved,
        modified=about.modified,
        shown=about.shown,
        url=about.url,
    )


def _lines(items: Sequence[Labelled]) -> Iterator[Line]:
    first = next((i for i, item in enumerate(items) if item.kind in _TEXT), len(items))
    last = max((i for i, item in enumerate(items) if item.kind in _TEXT), default=len(items))
    ends = {*[i for i, item in enumerate(items) if item.kind in _TEXT][:2], *range(last - 1, last + 3)}
    teased = commented = False
    for i, item in enumerate(items):
        teased = teased or (i > first and item.kind is RegionKind.RELATED)
        commented = commented or (i > first and item.kind is RegionKind.COMMENT)
        short = item.kind not in _ELSEWHERE and len(item.block.text) <= _LONGEST_LINE
        if item.kind in _FORMULAIC and (i in ends or item.kind is RegionKind.RELATED):
            if len(item.block.text) <= _LONGEST_LINE:
                yield Line(item.kind, item.block.text, item.block.clean, head=i <= first, foot=last - 1 <= i <= last + 2)
            continue
        if item.kind in _STATING and commented:
            yield Line(RegionKind.COMMENT, item.block.text, item.block.clean)
            continue
        if item.kind in _STATING and teased:
            continue  # it is the date of another article, or its author
        if item.kind in _SURELY_AROUND or (item.kind and short):
            yield Line(item.kind, item.block.text, item.block.clean, head=i < first, foot=last < i <= last + 2)


def _dateline(items: Sequence[Labelled], dateline: str) -> Iterator[Line]:
    """Give the dateline that was cut off the first paragraph."""
    block = next((item.block for item in items if dateline and item.block.text.startswith(dateline)), None)
    if block:
        yield Line(RegionKind.DATELINE, dateline, cut(block.clean, 0, len(dateline)), head=True)


def grounds_of(about: About, language: Language) -> tuple[Ground, ...]:
    """Say what outlet, title, authors, address and language rest on; a language that nobody knows rests on the text."""
    kept = [ground for ground in about.grounds if ground.field != "language"]
    declared = next((ground.basis for ground in about.grounds if ground.field == "language"), "metadata")
    basis = declared if language.basis == "declared" else "text"
    return (*kept, Ground("language", basis, language.words))
