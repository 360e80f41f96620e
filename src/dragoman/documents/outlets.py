"""The words that publishers have in their names, and lines that name a publisher."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from dragoman.documents.blocks import WORD

_SMALL_WORDS = """
a al an and at by da de del della der des di die do dos du e ein eine el en et for
für i in la las le les los of on or per
pour sur the to un una und une van von y zu zur
"""
SMALL = frozenset(_SMALL_WORDS.split())
_SEGMENTS = re.compile(r"\s+(?:[|–—»«·•/-]{1,2}|::)\s+|,\s+|\s*\|\s*|\s+(?:[»«>›]|->)\s*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]$")
_NUMBER_TAIL = re.compile(r"[\s,]+(?:no|nr|number|vol|volume|issue)\b\.? ?[\divx]+\b.*", re.IGNORECASE)
_REPORTED = re.compile(
    r"[\s,]+(?:staff|news|web|online|special)? ?(?:reports?|reporters?|correspondents?|desk|bureau|writers?|staff"
    r"|news service)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:no|nr|number|vol|volume|issue|page|pg)\b\.? ?\d|^press (?:release|and|section|office|conference)\b"
    r"|(?-i:[a-z][A-Z]\w*[a-z][A-Z])",
    re.IGNORECASE,
)
_NAMED_BODY = re.compile(
    r"(?:the )?(?:ministry|department|embassy|office|council|committee|institute|centre|center)\b", re.IGNORECASE
)
_INITIAL = re.compile(r"[^\W_a-z]|\d|&")
_MOST_WORDS, _MOST_BODY_WORDS, _MOST_OWN_WORDS = 7, 14, 4
_OF_SENTENCES = frozenset("a an as at by to on over under up after before amid with without against".split())
"""Words that headlines have and names of papers have not."""


@cache
def words_of(sort: str) -> frozenset[str]:
    """Give the words of a sort in `outlets.csv` (paper, body, section, person, in small letters) or the agencies."""
    text = files("dragoman.documents").joinpath("outlets.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["sort"] == sort]
    if sort == "agency":
        return frozenset(row["words"] for row in rows)
    return frozenset(word for row in rows for word in row["words"].split())


def is_named(text: str) -> bool:
    """Whether a line is written as names are: every word begins with a capital, but for small ones.

    >>> is_named("Embassy of the Republic of Latvia"), is_named("Latvia opens an embassy")
    (True, False)
    """
    words = text.split()
    if not words or not _INITIAL.match(words[0]) or text[-1] in ".:;!?" or any(sign in text for sign in '@"<>='):
        return False
    return all(bool(_INITIAL.match(word.lstrip("'’("))) or word.lower() in SMALL for word in words)


def is_section(text: str) -> bool:
    """Whether all words of a line are such as sections have.

    >>> is_section("World News"), is_section("World Courier")
    (True, False)
    """
    words = [word.lower() for word in WORD.findall(text)]
    return bool(words) and all(word in words_of("section") or word.isdigit() for word in words)


def is_paper(text: str) -> bool:
    """Whether a name of two words or more has one that papers have, and one of its own."""
    words = [word.lower().removesuffix("'s") for word in WORD.findall(text)]
    own = [word for word in words if word not in SMALL]
    if not 1 < len(words) <= _MOST_WORDS or not is_named(text) or is_section(text) or _NO_NAME.search(text):
        return False
    if not 1 < len(own) <= _MOST_OWN_WORDS or any(word in _OF_SENTENCES for word in words):
        return False
    return any(word in words_of("paper") for word in own)


def is_body(text: str) -> bool:
    """Whether a name is that of a ministry, an institute or the like: its first or last word says so.

    >>> is_body("Ministry of Foreign Affairs of Georgia"), is_body("Ministry Denies Report")
    (True, False)
    """
    words = [word.lower() for word in WORD.findall(text)]
    own = [word for word in words if word not in SMALL]
    if not 1 < len(words) <= _MOST_BODY_WORDS or len(own) < 2 or not is_named(text) or is_section(text):
        return False
    if "," in text and len(_SEGMENTS.split(text)) > 1 and not _NAMED_BODY.match(text):
        return False
    known = words_of("body")
    heads = [i for i, word in enumerate(words[:-1]) if word in known and words[i + 1] in SMALL]
    return bool(heads) or words[-1] in known


def publisher_of(text: str) -> str | None:
    """Find the part of a line that names a publisher: a paper, an agency, or a body that publishes.

    >>> publisher_of("Steppe Quarterly, Volume 12, Number 3"), publisher_of("Talks fail in Oslo")
    ('Steppe Quarterly', None)
    """
    return next((part for part in parts_of(text) if is_paper(part) or is_body(part)), None)


def parts_of(text: str) -> list[str]:
    """Give the whole line, then the parts between its bars, dashes and commas, without what is in brackets."""
    whole = without_staff(text)
    parts = _SEGMENTS.split(whole)
    apart = [without_staff(part.strip(" *_")) for part in parts if part.strip(" *_")]
    return [whole] if len(parts) == 1 else [whole, *apart] if is_body(whole) else apart


def without_staff(text: str) -> str:
    """Cut `Staff Report` and what is in brackets off the end of a name.

    >>> without_staff("Red Sea Chronicle Staff Report"), without_staff("The Leader (Kisumu)")
    ('Red Sea Chronicle', 'The Leader')
    """
    plain = _BRACKETS.sub("", _NUMBER_TAIL.sub("", text.strip(" *_[]")))
    shorter = _REPORTED.sub("", plain)
    return shorter if shorter != plain and len(shorter.split()) > 1 and _is_staff(plain[len(shorter) :]) else plain


def _is_staff(ending: str) -> bool:
    """Whether an ending speaks of staff, and is no last word of a name such as `The Delta Reporter`."""
    return len(ending.split()) > 1 or "," in ending


def agency_in(dateline: str) -> str | None:
    """Find the agency that a dateline names: `BERGEN, Norway (AFP) -`.

    >>> agency_in("JUBA, May 3 (Xinhua) --"), agency_in("JUBA (our own man) --")
    ('Xinhua', None)
    """
    found = re.search(r"[(/\[]\s*([A-Z][\w .-]{1,40}?)\s*[)/\]]", dateline)
    return found.group(1) if found and found.group(1) in words_of("agency") else None
