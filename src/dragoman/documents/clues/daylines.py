"""Lines that are a day and hardly more, whatever they are taken for: heads of papers, stamps, what clips end with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.dates import Interval
from dragoman.documents.clues.evidence import Evidence, Line
from dragoman.documents.clues.roles import Dated, Role
from dragoman.documents.expressions import DateFound, find_dates
from dragoman.model import Precision, RegionKind

BY = re.compile(r"\b(?:by|par|por|von)\s", re.IGNORECASE)
_SHORT = 90
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAYS = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b", re.IGNORECASE)
_WEEKDAY_NEAR = 14
_FULL_WEEKDAY = re.compile(rf"\b{_WEEKDAY},? (?:the )?$", re.IGNORECASE)
_BANNER = re.compile(rf"\W*(?:today(?: is)?\W+)?{_WEEKDAY}\W.{{6,40}}", re.IGNORECASE)
_BESIDE_DAY = re.compile(
    rf"\b(?:{_WEEKDAY}|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|late|early|final|first|second|morning"
    r"|evening|city|national|edition|on|at|the|by|pages?|pp?|gmt|utc|am|pm|a m|p m"
    r"|[ecmp][sd]t|cet|cest|bst|ist|hrs?|hours)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\b(?:pages?|pp?\.?|seite|p[áa]gina) ?\d", re.IGNORECASE)
_GLUED_HEAD = re.compile(
    r"(?:[A-Z][A-Z'.&, -]{2,60} )?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|"
    r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?),? \d{4})(?! ?,)"
)
"""The head of a page that has lost its line breaks: a name in capitals and a full day."""
_TOP, _TOP_LINES = 400, 4
_CLIPPED = re.compile(r"[(\[—–-][\W_]*[A-Z][^.]{1,50}\W*$")
"""What a clip ends with: `(The Courier, 27 February 2006)`."""
_LEAF = 10
_LETTERS = 2
_CLOCKED = re.compile(r"\b\d{1,2}[:.]?\d\d ?(?:gmt|utc|hrs|hours|[ecmp][sd]t|cet|cest|bst|ist|msk)\b", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:vol(?:ume)?|no|nr|issue|number|edition)\b\.?\s*[\divxlc]|\bissue\b", re.IGNORECASE)


def names_issue(line: Line) -> bool:
    """Whether a line names an issue: a volume, a number."""
    return bool(_ISSUE.search(line.text))


def is_banner(line: Line) -> bool:
    """Whether a line is a full day with its weekday and nothing more, as pages show the day of their showing."""
    return bool(_BANNER.fullmatch(line.text))


def is_alone(line: Line, found: DateFound) -> bool:
    """Whether a line below the article is only a day, or a paper and its day in brackets."""
    if not line.foot or found.precision is not Precision.DAY:
        return False
    return bool(_CLIPPED.match(line.text)) or len(_rest(line.text, found)) <= _LETTERS


def is_mostly_date(line: Line, dated: Dated) -> bool:
    """Whether a line that is taken for something else is short and tells a day: `BRASILIA, October 30, 1998`."""
    found = dated.found
    paged = found.precision is Precision.DAY or _PAGE.search(line.text)
    if paged and len(line.text) <= _SHORT and len(_rest(line.text, found)) <= _LETTERS:
        return True
    if found.precision is Precision.DAY and found.start <= _LETTERS and BY.search(line.text[found.end :]):
        return True
    if found.precision is Precision.DAY and len(line.text) <= _SHORT and _CLOCKED.search(line.text):
        return True
    if line.text[: found.start].endswith("(") and not line.text[found.end :].strip(" )"):
        return found.precision in {Precision.DAY, Precision.RANGE}
    if found.precision is Precision.DAY and _FULL_WEEKDAY.search(line.text[: found.start]):
        return len(line.text) <= _SHORT  # a title with a weekday is the name of an issue
    title = line.kind is RegionKind.HEADLINE and not _ISSUE.search(line.text) and dated.role is not Role.ISSUED
    length = len(" ".join(line.text.split()))
    least = length * (0.6 if title else 0.2)
    return found.precision is not Precision.YEAR and len(line.text) <= _SHORT and found.end - found.start >= least


def _rest(text: str, found: DateFound) -> str:
    """Give what a line tells beside its day, its weekday, the time and the edition."""
    words = re.sub(r"[\W\d_]+", " ", text[: found.start] + " " + text[found.end :])
    return _BESIDE_DAY.sub("", words).replace(" ", "")


def bare_days(evidence: Evidence) -> Iterator[Line]:
    """Give the lines at the top of the body that are only a day, also where they are one with what follows."""
    for text in evidence.body[:_TOP].split("\n\n")[:_TOP_LINES]:
        found = find_dates(text) if len(text) <= _SHORT else []
        if found and found[0].precision is Precision.DAY and len(_rest(text, found[0])) <= _LETTERS:
            yield Line(RegionKind.DATELINE, text, head=True)
    glued = _GLUED_HEAD.match(evidence.body[:_TOP])
    if glued and find_dates(glued.group("day")):
        yield Line(RegionKind.DATELINE, glued.group("day"), head=True)


def broken_days(evidence: Evidence) -> Iterator[Line]:
    """Join day, month and year where each stands on a line of its own, as in the leaf of a calendar."""
    for three in zip(evidence.lines, evidence.lines[1:], evidence.lines[2:], strict=False):
        if three[0].head and all(len(line.text) <= _LEAF for line in three):
            text = " ".join(line.text for line in three)
            found = find_dates(text)
            if found and found[0].precision is Precision.DAY and len(_rest(text, found[0])) <= _LETTERS:
                yield Line(RegionKind.DATELINE, text, head=True)


def on_weekday(spans: tuple[Interval, ...], text: str) -> tuple[Interval, ...]:
    """Of the days that 7/3/2012 may be keep those of the weekday that ends the text before it."""
    named = _WEEKDAYS.search(text[-_WEEKDAY_NEAR:]) if len(spans) > 1 else None
    number = "montuewedthufrisatsun".index(named.group(1).lower()) // 3 if named else -1
    return tuple(span for span in spans if named is None or span.first.weekday() == number)
