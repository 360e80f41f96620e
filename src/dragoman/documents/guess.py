"""The date that a page shows somewhere, found by htmldate: the last resort."""

from __future__ import annotations

from dragoman.documents.clues.stated import to_when
from dragoman.documents.content import quiet, without_long_tags
from dragoman.documents.expressions import read_stamp
from dragoman.model import Basis, When

_LONGEST, _MOST_TAGS = 500_000, 10_000
# a fixed end, far ahead: the day of reading must not change what is read
_END = "2099-12-31"


def guess_date(raw: str) -> When | None:
    """Ask htmldate for the original date of a page, without its widest search, which takes any number for a date."""
    if len(raw) > _LONGEST or raw.count("<") > _MOST_TAGS:
        return None
    from htmldate import find_date  # noqa: PLC0415  heavy

    tame = without_long_tags(raw)
    with quiet("htmldate"):
        found = find_date(tame, extensive_search=False, original_date=True, min_date="1980-01-01", max_date=_END)
    stamp = read_stamp(found) if found else None
    return to_when(stamp, Basis.METADATA, f"found in the page: {found}") if stamp else None
