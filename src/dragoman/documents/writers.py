"""Who wrote an article, found among the lines around it: bylines first, then signatures, then notes on the author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.documents.bylines import Written, is_labelled, is_name_line, noted_writers, writers_of
from dragoman.documents.expressions import find_dates
from dragoman.documents.naming import is_publication
from dragoman.documents.outlets import parts_of
from dragoman.documents.sections import Labelled
from dragoman.documents.surroundings import Around, lines_around
from dragoman.model import RegionKind

_MOST_WORDS = 24
_NEAR = 4
"""Lines under the headline among which a bare name is the writer's."""
_MENU = 0.9
_SIGNED = re.compile(r"[-–—]{1,2} ?[^\W\d_a-z]")
_LONGEST_LINE = 300
_DAY = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", re.IGNORECASE
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?|h|gmt|utc|ist|est)?\b", re.IGNORECASE)


def find_writers(items: Sequence[Labelled], title: str | None) -> list[Written]:
    """Find the writers, each with the line that names him; the first way that finds any is believed."""
    around = lines_around(items, title)
    ways = (_bylines(around), _bare_names(around), _signatures(around), _notes(around))
    return next((found for way in ways if (found := list(way))), [])


def _bylines(around: Around) -> Iterator[Written]:
    """Read the lines that begin with `By`, `Author:` and the like, and those the page calls bylines."""
    for item in around.head:
        line = undated(item.block.text)
        if _is_short(item) and (is_labelled(line) or (item.kind is RegionKind.BYLINE and is_name_line(line))):
            yield from (Written(name, line) for name in writers_of(line))


def undated(line: str) -> str:
    """Leave the dates and clock times out of a line, with the signs that part them from the rest.

    >>> undated("Jane Doe, 12 May 2003"), undated("July 16th, 2008 by Jane Doe"), undated("12 May 2003")
    ('Jane Doe', 'by Jane Doe', '')
    """
    if not any(char.isdigit() for char in line) or len(line) > _LONGEST_LINE:
        return line
    for found in reversed(find_dates(line)):
        if not found.expression.isdigit():
            line = f"{line[: found.start]} {line[found.end :]}"
    return " ".join(_CLOCK.sub(" ", _DAY.sub(" ", line)).split()).strip(" ,;:|·•/–—-")


def _is_short(item: Labelled) -> bool:
    return len(item.block.words) <= _MOST_WORDS and not (item.block.ended and item.block.is_prose)


def _bare_names(around: Around) -> Iterator[Written]:
    """Read names that stand alone: close under the headline, or right above it."""
    near = [item for item in around.below if undated(item.block.text)][:_NEAR]
    near += [item for item in around.above[1:][-1:] if item.block.linked < _MENU]
    for item in near:
        line = undated(item.block.text)
        if _is_short(item) and is_name_line(line) and not any(map(is_publication, parts_of(line)[:1])):
            yield from (Written(name, line) for name in writers_of(line))


def _signatures(around: Around) -> Iterator[Written]:
    """Read the lines after the text that begin with `Posted by` and the like, and names that stand alone there."""
    for item in around.after:
        line = undated(item.block.text)
        alone = (item.kind is RegionKind.BYLINE or _SIGNED.match(item.block.text)) and is_name_line(line.lstrip("-–— "))
        if _is_short(item) and (is_labelled(line) or alone):
            yield from (Written(name, line) for name in writers_of(line))


def _notes(around: Around) -> Iterator[Written]:
    """Read the notes on the author."""
    for item in (*around.head, *around.after):
        line = item.block.text
        if item.kind is RegionKind.BYLINE and item.block.ended:
            yield from (Written(name, line) for name in noted_writers(line))
