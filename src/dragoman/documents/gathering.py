"""What a document's date and its other fields rest on is gathered from all that was read of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dragoman.documents.aligned import cut
from dragoman.documents.assembly import Assembled
from dragoman.documents.blocks import word_key
from dragoman.documents.clues.evidence import Evidence, Line
from dragoman.documents.clues.stated import date_of_url
from dragoman.documents.expressions import find_dates
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
_GREETING = re.compile(r"(?:yours|sincerely|respectfully|faithfully|signed|with (?:best|kind))\b", re.IGNORECASE)
_LONGEST_LINE = 300
"""Characters of a line that no byline, masthead or comment is: longer ones are prose of some kind."""


class _Ends(NamedTuple):
    """Where, among the blocks, the article begins and ends, its headline stands, and its title stands word for word."""

    first: int
    last: int
    title: int
    own: int


def gather_evidence(items: Sequence[Labelled], about: About, assembled: Assembled, file_name: str) -> Evidence:
    """Gather what bears on the date: what is stated, the lines around the article, and its text."""
    found = date_of_url(about.url)
    return Evidence(
        stated=(*about.dates, *([found] if found and found not in about.dates else [])),
        lines=(*_lines(items, word_key(about.title or "")), *_dateline(items, assembled.dateline)),
        body=assembled.text,
        alignment=assembled.alignment,
        file_name=file_name,
        retrieved=about.retrieved,
        modified=about.modified,
        shown=about.shown,
        url=about.url,
        elsewhere=frozenset(_days_elsewhere(items)),
    )


def _days_elsewhere(items: Sequence[Labelled]) -> Iterator[date]:
    """Give the days that teasers and comments tell."""
    for item in items:
        if item.kind in {RegionKind.RELATED, RegionKind.COMMENT}:
            yield from (found.earliest for found in find_dates(item.block.text[:_LONGEST_LINE]))


def _lines(items: Sequence[Labelled], title: str) -> Iterator[Line]:
    ends = _ends(items, title)
    teased = commented = False
    for i, item in enumerate(items):
        teased = teased or (i > ends.first and item.kind is RegionKind.RELATED)
        commented = commented or (i > ends.first and item.kind is RegionKind.COMMENT)
        kind = _kind_of_line(i, item, ends)
        if kind in _STATING and commented:
            kind = RegionKind.COMMENT
        if kind is None or (kind in _STATING and teased):
            continue  # below teasers it is the date of another article, or its author
        foot = item.kind in _TEXT or _is_foot(items, ends.last, i)
        head = i <= ends.first if item.kind in _TEXT else i < ends.first
        yield Line(kind, item.block.text, item.block.clean, head=head, foot=foot, above=i < ends.title)


def _ends(items: Sequence[Labelled], title: str) -> _Ends:
    text = [i for i, item in enumerate(items) if item.kind in _TEXT]
    first, last = (text[0], text[-1]) if text else (len(items), len(items))
    own = [i for i, item in enumerate(items[:first]) if title and item.block.key == title]
    heads = own or [i for i, item in enumerate(items[:first]) if item.kind is RegionKind.HEADLINE]
    return _Ends(first, last, heads[-1] if heads else -1, own[-1] if own else first)


def _kind_of_line(i: int, item: Labelled, ends: _Ends) -> RegionKind | None:
    """Say as what a block is read; None where it is not."""
    short = len(item.block.text) <= _LONGEST_LINE
    if ends.own < i < ends.first and item.kind is RegionKind.RELATED:
        return RegionKind.NAVIGATION  # below the article's own title nothing is another's
    if item.kind in _FORMULAIC:
        near = item.kind is RegionKind.RELATED or i <= ends.first + 1 or i >= ends.last - 1
        return item.kind if near and short else None
    if item.kind in _SURELY_AROUND or (item.kind and short and item.kind not in _ELSEWHERE):
        return item.kind
    return None


def _is_foot(items: Sequence[Labelled], last: int, i: int) -> bool:
    """Whether a line stands right below the article, or below the greeting that ends a letter."""
    if not last < i <= last + 5:
        return False
    return i <= last + 2 or any(_GREETING.match(item.block.text) for item in items[last + 1 : i])


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
