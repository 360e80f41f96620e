"""Clues that machines and file names state: metadata, addresses, the name of the file, the day of fetching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.evidence import Evidence
from dragoman.documents.clues.order import Order, spans_of
from dragoman.documents.clues.signs import Sign, stating, until
from dragoman.documents.expressions import DateFound, find_dates, read_stamp
from dragoman.model import Basis, Precision, When

_URL_DATE = re.compile(
    r"(?<![\d])(?P<year>19\d\d|20\d\d)(?P<sep>[/_-]?)(?P<month>0[1-9]|1[0-2]|[a-zA-Z]{3,9}(?=[/_-]))"
    r"(?:(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_URL_DAY_FIRST = re.compile(r"(?<!\d)\d\d(?P<sep>[-_/])\d\d(?P=sep)(?:19|20)\d\d(?!\d)")
_URL_YEAR = re.compile(r"/(?P<year>19[5-9]\d|20[0-4]\d)/")
_URL_FIELD = re.compile(r"[?&](?:date|day|published|pubdate|d)=(?P<stamp>(?:19|20)\d\d-?\d\d-?\d\d)\b", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"https?://(?:web\.archive\.org|archive\.\w+)/(?:web/)?(?P<stamp>\d{8})\d{0,6}\w*/", re.IGNORECASE
)
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FILE_DATE = re.compile(
    r"(?<![^\W_])(?P<year>(?:19|20)\d\d)(?P<sep>[-_. ]?)(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]))?(?![^\W_T])"
)
_FILE_DAY_FIRST = re.compile(r"(?<![^\W_])(?P<day>[0-3]?\d)[-_. ](?P<month>[01]?\d)[-_. ](?P<year>(?:19|20)\d\d)(?!\d)")
_FILE_NAMED = re.compile(
    r"(?<!\d)(?:(?P<day>[0-3]?\d)[-_. ]?)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[-_. ]?"
    r"(?:(?P<after>[0-3]?\d)[-_.,]+)?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_FILE_YEAR = re.compile(r"(?<![^\W_])(?P<year>19[5-9]\d|20[0-4]\d)(?![^\W_])")
_CLOCK = re.compile(r"\d[T ]\d\d:\d\d")
_WRITTEN = frozenset(("byline", "field", "line", "record"))
_EMPTY = frozenset(
    (date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30), date(1980, 1, 1), date(1904, 1, 1))
)
"""Days that a machine writes where it knows none: the first of its calendar."""


def to_when(found: DateFound, basis: Basis, expression: str = "") -> When:
    """Make a date found in a text a date of the model, with the words it was read from."""
    return When(found.earliest, found.latest, found.precision, basis, (expression or found.expression)[:200])


def date_of_url(url: str | None) -> When | None:
    """Read the date in an address.

    >>> str(date_of_url("https://example.org/world/2014/03/12/talks.html").earliest)
    '2014-03-12'
    """
    url = _ARCHIVE.sub("", url or "")
    match = _URL_DATE.search(url.split("?")[0])
    if not match:
        return _day_first(url) or _of_field(url)
    found = read_stamp("-".join(part for part in match.group("year", "month", "day") if part))
    found = found or read_stamp(" ".join(part for part in match.group("day", "month", "year") if part))
    if not found or (found.precision is Precision.YEAR) or (not match.group("sep") and not match.group("day")):
        return _month_of_url(match)
    return to_when(found, Basis.URL, url)


def _day_first(url: str) -> When | None:
    """Read 12-03-2014 in an address, which may be in March or in December."""
    match = _URL_DAY_FIRST.search(url.partition("?")[0])
    days = find_dates(match.group().replace("_", "-")) if match else []
    return to_when(days[0], Basis.URL, url) if days and days[0].precision is not Precision.YEAR else None


def _of_field(url: str) -> When | None:
    match = _URL_FIELD.search(url)
    found = read_stamp(match.group("stamp")) if match else None
    return to_when(found, Basis.URL, url) if found else None


def _month_of_url(match: re.Match[str]) -> When | None:
    between = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    if not match.group("month").isdigit() or (match.group("sep") != "/" and between != "//"):
        return None
    found = find_dates(f"{_MONTH_NAMES[int(match.group('month')) - 1]} {match.group('year')}")
    return to_when(found[0], Basis.URL, match.string)


def stated_signs(evidence: Evidence, order: Order) -> list[Sign]:
    """Read what machines and the file's name state of the day, and what bounds it."""
    return [*_of_machines(evidence, order), *_of_address(evidence), *_of_file(evidence, order), *_seen(evidence)]


def _of_machines(evidence: Evidence, order: Order) -> Iterator[Sign]:
    further = False
    for when in evidence.stated:
        kind = _kind(when, evidence.retrieved, further=further)
        sign = stating(when, kind) if not _is_empty(when) else None
        if sign:
            yield _ordered(sign, order)
            further = further or when.basis is not Basis.URL
    others = {when.earliest for when in evidence.modified} | evidence.elsewhere
    for kind, whens in (("shown", evidence.shown), ("guess", evidence.guessed)):
        for when in whens:
            sign = stating(when, kind) if not _is_empty(when) and when.earliest not in others else None
            if sign:
                yield _ordered(sign, order)


def _kind(when: When, retrieved: date | None, *, further: bool) -> str:
    if when.basis is Basis.URL:
        return "url-day" if when.precision is Precision.DAY else "url-month"
    if further:
        return "metadata-more"
    return "metadata-fetched" if retrieved and when.earliest == when.latest == retrieved else "metadata"


def _is_empty(when: When) -> bool:
    return when.basis is Basis.METADATA and when.earliest == when.latest and when.earliest in _EMPTY


def _ordered(sign: Sign, order: Order) -> Sign:
    spans = spans_of(sign.words, order)
    if not spans or spans[0].first < sign.earliest or spans[-1].last > sign.latest:
        return sign
    precision = Precision.DAY if len(spans) == 1 else sign.precision
    return replace(sign, spans=spans, precision=precision)


def _of_address(evidence: Evidence) -> Iterator[Sign]:
    """Read a year that stands alone in an address, where it has no better date."""
    url = _ARCHIVE.sub("", evidence.url or "")
    match = _URL_YEAR.search(url.split("?")[0])
    if match and not any(when.basis is Basis.URL for when in evidence.stated):
        year = int(match.group("year"))
        spans = (Interval(date(year, 1, 1), date(year, 12, 31)),)
        yield Sign("url-year", Basis.URL, spans, url[:200], precision=Precision.YEAR)


def _of_file(evidence: Evidence, order: Order) -> Iterator[Sign]:
    name = evidence.file_name
    found = _file_date(name, order)
    year = _FILE_YEAR.search(name)
    if found:
        yield replace(found, words=name)
    elif year:
        days = Interval(date(int(year.group()), 1, 1), date(int(year.group()), 12, 31))
        yield Sign("file-year", Basis.FILE_NAME, (days,), name, precision=Precision.YEAR)


def _file_date(name: str, order: Order) -> Sign | None:
    """Read 20140312, 2014-03-12, 2014-03, 12Mar2014, March_2014 and 12-03-2014 in a file's name."""
    match = _FILE_DATE.search(name)
    if match and (match.group("day") or match.group("sep")):
        return _from_parts("-".join(part for part in match.group("year", "month", "day") if part))
    match = _FILE_NAMED.search(name)
    if match:
        day = match.group("day") or match.group("after")
        return _from_parts(f"{day or ''} {match.group('month')} {match.group('year')}".strip())
    match = _FILE_DAY_FIRST.search(name)
    if match:
        spans = spans_of("/".join(match.group("day", "month", "year")), order)
        return Sign("file-name", Basis.FILE_NAME, spans, precision=_of_spans(spans)) if spans else None
    return None


def _of_spans(spans: tuple[Interval, ...]) -> Precision:
    return Precision.DAY if len(spans) == 1 else Precision.RANGE


def _from_parts(text: str) -> Sign | None:
    if re.fullmatch(r"\d{4}-\d\d", text):
        text = f"{_MONTH_NAMES[int(text[5:]) - 1]} {text[:4]}"
    found = read_stamp(text)
    return stating(to_when(found, Basis.FILE_NAME), "file-name") if found else None


def with_local_days(signs: list[Sign]) -> list[Sign]:
    """Let the day that a line writes go before a stamp of the clock that is a day off: the stamp is of another zone."""
    written = {sign.earliest for sign in signs if sign.kind in _WRITTEN and sign.earliest == sign.latest}
    near = {shift_days(day, step) for day in written for step in (-1, 1)} - written
    return [
        replace(sign, kind="metadata-zoned")
        if sign.kind == "metadata" and sign.earliest in near and _CLOCK.search(sign.words)
        else sign
        for sign in signs
    ]


def _seen(evidence: Evidence) -> Iterator[Sign]:
    """Bound by the days on which the page was fetched, kept in an archive or changed."""
    if evidence.retrieved:
        day = evidence.retrieved
        yield Sign("fetched", Basis.RETRIEVED, until(day), str(day), told=f"fetched on {day}", precision=Precision.OPEN)
    kept = _ARCHIVE.match(evidence.url or "")
    stamp = read_stamp(kept.group("stamp")) if kept else None
    if stamp:
        told = f"kept in an archive on {stamp.latest}"
        yield Sign("fetched", Basis.RETRIEVED, until(stamp.latest), (evidence.url or "")[:200], told=told)
    for when in evidence.modified:
        if when.latest and not _is_empty(when):
            told = f"changed on {when.latest}"
            yield Sign("updated-bound", Basis.METADATA, until(when.latest), when.expression, told=told)
