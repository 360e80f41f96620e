"""The place, day and agency that a report may begin with."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'/-]{2,40}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"
    rf"(?P<more>(?:, (?:[A-Z][\w. ]{{2,25}}))?(?:,? {_DAY})?\s*(?P<agency>\([A-Za-z][\w ./]{{1,30}}\))?)"
    r"\s*(?:--|[-–—]|:(?= [A-Z]))\s+(?=[A-Z\"'])"
)


def find_dateline(text: str) -> int:
    """Give the length of the dateline that a paragraph begins with, 0 where there is none.

    A place in capitals is enough; another must be followed by a day or an agency.

    >>> find_dateline("NAIROBI, March 3 (Agency) - Talks opened"), find_dateline("Berlin - the capital - was calm")
    (28, 0)
    """
    found = _DATELINE.match(text[:120])
    if not found:
        return 0
    place = text[: found.start("more")]
    known = place.isupper() or bool(found.group("agency")) or bool(re.search(_DAY, found.group("more")))
    return found.end() if known and not found.group().rstrip().endswith(":") else 0
