"""When a document was published: what it says itself, and the bounds that its words set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.documents.expressions import DateFound, find_dates, read_stamp
from dragoman.documents.mentions import (
    Interval,
    Mention,
    OfficeBook,
    Tenure,
    count_in_office,
    latest_mention,
    latest_weekday,
    shared_office,
)
from dragoman.model import Basis, Precision, RegionKind, When

_URL_DATE = re.compile(
    r"(?<![\d])(?P<year>19\d\d|20\d\d)(?P<sep>[/_-]?)(?P<month>0[1-9]|1[0-2]|[a-zA-Z]{3,9}(?=[/_-]))"
    r"(?:(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_FILE_DATE = re.compile(r"(?<![^\W_])(?:19|20)\d\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?![^\W_])")
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_ISSUED = re.compile(r"\b(?:posted|published|created|issued|released)\b", re.IGNORECASE)
_LINE_BASES = {
    RegionKind.BYLINE: Basis.BYLINE,
    RegionKind.DATELINE: Basis.DATELINE,
    RegionKind.MASTHEAD: Basis.MASTHEAD,
}
_OWN = (Basis.METADATA, Basis.URL, Basis.BYLINE, Basis.DATELINE)
_EPOCH = date(1970, 1, 1)
_SOON = 31
"""Days after an event within which a writer gives weekday and day of the month and no year; days before an update."""
_NOT_ISSUED = re.compile(r"\b(?:joined|member since|registered|founded|established|since|est\.)\b", re.IGNORECASE)
_SLACK = 3
"""Days by which clocks and time zones may part a comment from its article."""


@dataclass(frozen=True)
class Evidence:
    """All that bears on the date of a document."""

    stated: tuple[When, ...] = ()
    """What the document says, the best first."""
    lines: tuple[tuple[RegionKind, str], ...] = ()
    """Lines around the article: byline, dateline, masthead, comment."""
    head: tuple[str, ...] = ()
    """Those of the lines that stand before the article."""
    body: str = ""
    file_name: str = ""
    retrieved: date | None = None
    guessed: tuple[When, ...] = ()
    """What a machine thinks it found in the page."""


@dataclass(frozen=True)
class Bounds:
    """What the words of an article and its comments allow."""

    office: Interval | None = None
    tenures: tuple[Tenure, ...] = ()
    """All who are named in office, those too who are outvoted."""
    mention: Mention | None = None
    comment: date | None = None
    updated: date | None = None
    retrieved: date | None = None

    @property
    def earliest(self) -> date:
        """First day possible."""
        days = [self.office.earliest if self.office else date.min, self.mention.day if self.mention else date.min]
        return max(days)

    @property
    def latest(self) -> date:
        """Last day possible."""
        ends = (self.office.latest if self.office else None, self.comment, self.updated, self.retrieved)
        return min((end for end in ends if end), default=date.max)


@dataclass(frozen=True)
class Dated:
    """The date of a document, and the dates that contradict it."""

    when: When
    conflicts: tuple[str, ...] = field(default=())


def date_document(evidence: Evidence, offices: OfficeBook) -> Dated:
    """Date a document.

    What its metadata, address, byline or dateline say counts, unless the persons in office and the latest event that it
    tells of both forbid it. A masthead, a file name or a machine's guess counts only where the bounds allow it. Else
    the bounds are the date. Unknown stays open.
    """
    bounds = _find_bounds(evidence, offices)
    stated = [when for when in _stated(evidence) if when.latest and when.latest != _EPOCH]
    own = next((when for when in stated if when.basis in _OWN), None)
    page = next((when for when in stated if when.basis not in _OWN), None)
    bounded = _narrowed(_bounded(bounds), evidence.body)
    if own is None and page is None:
        return Dated(_from_update(evidence.head, bounds) or bounded)
    taken = own or page
    assert taken is not None  # noqa: S101  one of the two is there
    if _fits(taken, bounds) or (own is not None and not _is_weighty(bounds, own)):
        return Dated(taken)
    trusted = own is not None and not _is_impossible(own, bounds)
    kept, other = (taken, bounded) if trusted else (bounded, taken)
    return Dated(kept, (f"{_told(kept)} against {_told(other)}",))


def _stated(evidence: Evidence) -> list[When]:
    """List the dates that the document states, the best first."""
    order = (RegionKind.BYLINE, RegionKind.DATELINE, RegionKind.MASTHEAD)
    lines = [when for kind in order for when in _line_dates(evidence.lines, kind)]
    named = _from_file_name(evidence.file_name)
    return [*evidence.stated, *lines, *([named] if named else []), *evidence.guessed]


def _line_dates(lines: Iterable[tuple[RegionKind, str]], kind: RegionKind) -> list[When]:
    found = [_line_date(text, kind) for line_kind, text in lines if line_kind is kind]
    return [when for when in found if when]


def _line_date(text: str, kind: RegionKind) -> When | None:
    """Read the date of a line; one that only tells of an update is a bound, not a date."""
    dates = find_dates(text[:300])
    if kind is not RegionKind.MASTHEAD:
        dates = [found for found in dates if found.precision is not Precision.YEAR]
    if not dates or _NOT_ISSUED.search(text[: dates[0].start]) or (_UPDATED.search(text) and not _ISSUED.search(text)):
        return None
    issued = _ISSUED.search(text)
    after = [found for found in dates if issued and found.start >= issued.end()] or dates
    return to_when(after[0], _LINE_BASES[kind], text)


def to_when(found: DateFound, basis: Basis, expression: str = "") -> When:
    """Make a date found in a text a date of the model, with the words it was read from."""
    return When(found.earliest, found.latest, found.precision, basis, (expression or found.expression)[:200])


def date_of_url(url: str | None) -> When | None:
    """Read the date in an address.

    >>> str(date_of_url("https://example.org/world/2014/03/12/talks.html").earliest)
    '2014-03-12'
    """
    match = _URL_DATE.search((url or "").split("?")[0])
    if not match:
        return None
    found = read_stamp("-".join(part for part in match.group("year", "month", "day") if part))
    found = found or read_stamp(" ".join(part for part in match.group("day", "month", "year") if part))
    if not found or (found.precision is Precision.YEAR) or (not match.group("sep") and not match.group("day")):
        return _month_of_url(match)
    return to_when(found, Basis.URL, url or "")


def _month_of_url(match: re.Match[str]) -> When | None:
    if match.group("sep") != "/" or not match.group("month").isdigit():
        return None
    found = find_dates(f"{_MONTH_NAMES[int(match.group('month')) - 1]} {match.group('year')}")
    return to_when(found[0], Basis.URL, match.string)


_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _from_file_name(name: str) -> When | None:
    match = _FILE_DATE.search(name)
    found = read_stamp(re.sub(r"[-_.]", "", match.group())) if match else None
    return to_when(found, Basis.FILE_NAME, name) if found else None


def _find_bounds(evidence: Evidence, offices: OfficeBook) -> Bounds:
    comment = _earliest(text for kind, text in evidence.lines if kind is RegionKind.COMMENT)
    updated = _latest(text for kind, text in evidence.lines if kind is not RegionKind.COMMENT and _UPDATED.search(text))
    limits = Bounds(comment=comment, updated=updated, retrieved=evidence.retrieved)
    mention = latest_mention(evidence.body)
    tenures = offices.tenures(evidence.body)
    mention = mention if mention and mention.day <= limits.latest else None
    first = mention.day if mention else date.min
    office = shared_office(tenures, first, limits.latest)
    if office is None and mention and tenures:
        office = shared_office(tenures, date.min, limits.latest)
        mention = None if office else mention
    return replace(limits, office=office, mention=mention, tenures=tuple(tenures))


def _earliest(texts: Iterable[str]) -> date | None:
    return min((found.latest for text in texts for found in _exact(text)), default=None)


def _latest(texts: Iterable[str]) -> date | None:
    return max((found.latest for text in texts for found in _exact(text)), default=None)


def _exact(text: str) -> Sequence[DateFound]:
    """Find the days at the beginning of a line, where comments have theirs."""
    return [found for found in find_dates(text[:120]) if found.precision is Precision.DAY]


def _bounded(bounds: Bounds) -> When:
    """Make a date of the bounds."""
    told = _evidence(bounds)
    if not told:
        return When()
    earliest = None if bounds.earliest == date.min else bounds.earliest
    latest = None if bounds.latest == date.max else bounds.latest
    precision = Precision.RANGE if earliest and latest else Precision.OPEN
    basis = told[0][0] if len(told) == 1 else Basis.COMBINED
    return When(earliest, latest, precision, basis, "; ".join(words for _, words in told))


def _from_update(head: Iterable[str], bounds: Bounds) -> When | None:
    """Read the day of an update that is shown above the article: the report itself is of that day or a little older."""
    day = _latest(text for text in head if _UPDATED.search(text))
    earliest = _before(day, _SOON) if day else None
    if day is None or earliest is None or day < bounds.earliest:
        return None
    return When(max(earliest, bounds.earliest), day, Precision.RANGE, Basis.BYLINE, f"updated on {day}, above the text")


def _before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _narrowed(when: When, body: str) -> When:
    """Narrow bounds by a past day told with its weekday: who leaves its year out writes soon after it."""
    mention = latest_weekday(body, when.earliest, when.latest) if when.earliest and when.latest else None
    if mention is None:
        return when
    latest = min(when.latest or date.max, date.fromordinal(mention.day.toordinal() + _SOON))
    words = f"{when.expression}; tells of {mention.words} as past"
    return When(mention.day, latest, Precision.RANGE, Basis.COMBINED, words)


def _evidence(bounds: Bounds) -> list[tuple[Basis, str]]:
    told: list[tuple[Basis, str]] = []
    if bounds.office:
        told.append(
            (Basis.OFFICE_HOLDER, "; ".join(_in_office(t.title, t.person, t.terms) for t in bounds.office.tenures))
        )
    if bounds.mention:
        told.append((Basis.LATEST_MENTION, f"tells of {bounds.mention.words} as past"))
    if bounds.comment:
        told.append((Basis.COMMENT, f"comment of {bounds.comment}"))
    if bounds.updated:
        told.append((Basis.BYLINE, f"updated on {bounds.updated}"))
    if bounds.retrieved:
        told.append((Basis.METADATA, f"retrieved on {bounds.retrieved}"))
    return told


def _in_office(title: str, person: str, terms: tuple[tuple[date, date], ...]) -> str:
    times = " and ".join(f"{'' if a == date.min else a}..{'' if b == date.max else b}" for a, b in terms)
    return f"{title} {person} in office {times}"


def _fits(when: When, bounds: Bounds) -> bool:
    first, last = when.earliest or date.min, when.latest or date.max
    late = _shifted(bounds.latest)
    return first <= late and last >= bounds.earliest


def _shifted(day: date) -> date:
    return day if day == date.max else date.fromordinal(min(day.toordinal() + _SLACK, date.max.toordinal()))


def _is_weighty(bounds: Bounds, own: When) -> bool:
    """Whether bounds weigh enough to doubt what a document says of itself.

    Two or more persons in office do, unless half of as many held it then too and the others are told as history; and a
    later event told to the month or day.
    """
    told = bounds.mention is not None and bounds.mention.precision is not Precision.YEAR
    later = told and bounds.mention is not None and bounds.mention.day > _shifted(own.latest or date.max)
    persons = len(bounds.office.tenures) if bounds.office else 0
    sitting = count_in_office(bounds.tenures, own.earliest or date.min, own.latest or date.max)
    late = bounds.comment is not None and (own.earliest or date.min) > _shifted(bounds.comment)
    return (persons > 1 and 2 * sitting < persons) or later or late


def _is_impossible(own: When, bounds: Bounds) -> bool:
    """Whether two persons in office and an event told to the month or day both forbid a date."""
    if bounds.office is None or bounds.mention is None or len(bounds.office.tenures) < 2:
        return False
    last = own.latest or date.max
    exact = bounds.mention.precision is not Precision.YEAR
    return exact and last < bounds.office.earliest and last < bounds.mention.day


def _told(when: When) -> str:
    """Say a date with what it rests on."""
    return f"{when.basis.value} {when.earliest or ''}..{when.latest or ''}"
