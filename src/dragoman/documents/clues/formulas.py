"""Set forms of words that tell a paper's own day wherever they stand: fields of a record, citations, closing words."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.documents.clues.roles import Dated, Role, read_line
from dragoman.model import Precision

LONGEST = 300
"""Characters of a line that such words make up."""
_GAP = 40
"""Letters between the words and their day; citations name authors and titles in between."""
_NOT_ITS_OWN = frozenset((Role.FETCHED, Role.UPDATED, Role.OTHER, Role.SUBMITTED))


@dataclass(frozen=True, slots=True)
class Formula:
    """A day that such words tell."""

    kind: str
    """A row of `weights.csv`."""
    dated: Dated


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    where: str
    pattern: re.Pattern[str]


def read_formula(text: str, where: str) -> Formula | None:
    """Read the day that a line tells in a set form of words; `where` is some of head, foot and line.

    >>> read_formula("LOAD-DATE: February 11, 2003", "any").kind
    'loaded'
    >>> str(read_formula("Done at Vienna on 12 June 1987, in two copies", "foot").dated.found.earliest)
    '1987-06-12'
    """
    if len(text) > LONGEST:
        return None
    for row in _rows():
        match = row.pattern.match(text) if row.where in {*where.split(), "any"} else None
        found = _day(text, match.end(), row.kind) if match else None
        if found:
            return Formula(row.kind, found)
    return None


def _day(text: str, start: int, kind: str) -> Dated | None:
    """Find the day that the words are followed by: of a citation the most exact that is no reader's day."""
    fitting = [item for item in read_line(text) if item.found.start >= start and item.role not in _NOT_ITS_OWN]
    if kind == "citation":
        order = (Precision.DAY, Precision.RANGE, Precision.MONTH, Precision.QUARTER, Precision.YEAR)
        return min(fitting, key=lambda item: order.index(item.found.precision), default=None)
    near = [item for item in fitting if item.found.start - start <= _GAP]
    return next((item for item in near if item.found.precision is not Precision.YEAR), None)


@cache
def _rows() -> tuple[_Row, ...]:
    text = files("dragoman.documents.clues").joinpath("formulas.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        _Row(row["kind"], row["where"], re.compile(row["pattern"], 0 if "[A-Z]" in row["pattern"] else re.IGNORECASE))
        for row in rows
    )
