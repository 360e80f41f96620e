"""Clues in the lines around an article: bylines, datelines, mastheads, notes of law, captions and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.evidence import Evidence, Line
from dragoman.documents.clues.formulas import Formula, read_formula
from dragoman.documents.clues.order import Order, spans_of
from dragoman.documents.clues.roles import READ, Dated, Role, read_line, role_of
from dragoman.documents.clues.signs import Sign, since, until
from dragoman.documents.expressions import DateFound, find_dates
from dragoman.model import Basis, Precision, RegionKind

_WRITTEN = frozenset(("byline", "first-published", "print-edition"))
_PROSE = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE, RegionKind.RELATED))
"""Kinds of lines in which only set forms of words tell a day."""
_FIELD = re.compile(r"\s*[^\W\d_]{4,12}(?: on| online)?\s*[:=|]")
_LOADING = 7
"""Days within which a database takes a paper in."""
_BY = re.compile(r"\b(?:by|par|por|von)\s", re.IGNORECASE)
_BASES = {
    RegionKind.BYLINE: Basis.BYLINE,
    RegionKind.DATELINE: Basis.DATELINE,
    RegionKind.MASTHEAD: Basis.MASTHEAD,
}
_COMMENT_HEAD = 120
_SHORT = 90
_SOON = 31
"""Days before an update within which a report came out."""
_LONGEST_NOTE = 160
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BANNER = re.compile(rf"\W*(?:today(?: is)?\W+)?{_WEEKDAY}\W.{{6,40}}", re.IGNORECASE)
_BESIDE_DAY = re.compile(
    rf"\b(?:{_WEEKDAY}|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|late|early|final|first|second|morning|evening"
    r"|sunday|city|national|edition|on|at|the|gmt|utc|am|pm|a\.m|p\.m|[ecmp][sd]t|cet|cest|bst|ist|hrs?|hours)\b",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\b(?:vol(?:ume)?|no|nr|issue|number|edition)\b\.?\s*[\divxlc]|\bissue\b", re.IGNORECASE)


_RIGHTS = re.compile(r"(?:©|\(c\)|&copy;|\bcopyright\b)", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\+?\s*"
    r"(?P<unit>min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|w|months?|mo|years?|yrs?|y)\s+ago\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1} | {
    name: i for i, name in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_UNITS = {"m": 0, "h": 0, "d": 1, "w": 7, "mo": 30, "y": 365}


def line_signs(evidence: Evidence, order: Order) -> list[Sign]:
    """Read the clues of all lines; of bylines and of datelines the first counts most."""
    signs: list[Sign] = []
    for line in evidence.lines:
        if line.kind is RegionKind.COMMENT:
            signs += _of_comment(line, evidence.retrieved)
        elif line.kind is RegionKind.CAPTION:
            signs += _of_caption(line)
        else:
            signs += _of_line(line, order, evidence.retrieved)
    signs += [sign for line in _notes(evidence) for sign in _of_note(line, order)]
    return _first_counts(_with_update(signs, evidence))


def _of_line(line: Line, order: Order, retrieved: date | None) -> Iterator[Sign]:
    dated = read_line(line.text)
    formula = read_formula(line.text, _where(line))
    if formula:
        yield _formulaic(line, formula, order)
        return
    if line.kind in _PROSE:
        return
    if _RIGHTS.search(line.text) and line.kind is not RegionKind.BYLINE:
        yield from _of_rights(line, dated)
        return
    for item in dated:
        if item.role in {Role.FIRST, Role.PRINT}:
            kind = "first-published" if item.role is Role.FIRST else "print-edition"
            yield _stating(line, item.found, kind, order)
        elif item.role in {Role.UPDATED, Role.FETCHED}:
            yield _bounding(line, item)
        elif item.role is Role.SUBMITTED:
            yield _submitted(line, item.found)
    stated = _first_stated(line, dated)
    if stated:
        yield _stating(line, stated.found, _kind(line, stated, retrieved), order)
    elif retrieved and line.kind is RegionKind.BYLINE and not dated:
        yield from _of_age(line, retrieved)


def _where(line: Line) -> str:
    """Say where a line stands for a set form of words: head, foot, or among others, where only a record's count."""
    if line.kind is RegionKind.RELATED:
        return "any"
    if line.head:
        return "head" if line.kind in _PROSE or not _FIELD.match(line.text) else "line"
    return "foot" if line.kind in _PROSE or line.foot else "line"


def _formulaic(line: Line, formula: Formula, order: Order) -> Sign:
    sign = _stating(line, formula.dated.found, formula.kind, order)
    if formula.kind != "loaded":
        return sign
    span = Interval(shift_days(sign.earliest, -_LOADING), sign.latest)
    return replace(sign, spans=(span,), told=f"loaded on {sign.latest}", precision=Precision.RANGE)


def _submitted(line: Line, found: DateFound) -> Sign:
    place = line.place(found.start, found.end)
    told = f"accepted on {found.expression}"
    return Sign("submitted", Basis.BYLINE, since(found.earliest), line.text[:200], place, told, Precision.OPEN)


def _first_stated(line: Line, dated: Sequence[Dated]) -> Dated | None:
    """Find the date of publication that a line states; in a byline or dateline a bare year is none."""
    if line.kind not in _BASES and not (line.head and dated and _is_mostly_date(line, dated[0])):
        return None
    if dated and not line.head and line.kind is not RegionKind.BYLINE and not _is_plain(line, dated[0]):
        return None
    roles = (Role.ISSUED, Role.PLAIN)
    fitting = [
        item
        for item in dated
        if item.role in roles and (line.kind is RegionKind.MASTHEAD or item.found.precision is not Precision.YEAR)
    ]
    fitting.sort(key=lambda item: roles.index(item.role))
    return fitting[0] if fitting else None


def _is_plain(line: Line, dated: Dated) -> bool:
    """Whether a line below the article tells of its own day: an issue, a word such as `published`, or hardly more."""
    share = (dated.found.end - dated.found.start) / len(line.text)
    return dated.role is Role.ISSUED or share >= 0.4 or bool(_ISSUE.search(line.text))


def _is_mostly_date(line: Line, dated: Dated) -> bool:
    """Whether a line that is taken for something else is short and tells a day: `BRASILIA, October 30, 1998`."""
    found = dated.found
    if found.precision is Precision.DAY and len(line.text) <= _SHORT and not _rest(line.text, found):
        return True
    title = line.kind is RegionKind.HEADLINE and not _ISSUE.search(line.text) and dated.role is not Role.ISSUED
    least = len(line.text) * (0.6 if title else 0.2)
    return found.precision is not Precision.YEAR and len(line.text) <= _SHORT and found.end - found.start >= least


def _rest(text: str, found: DateFound) -> str:
    """Give what a line tells beside its day, its weekday, the time and the edition."""
    return re.sub(r"[\W\d_]+", "", _BESIDE_DAY.sub("", text[: found.start] + " " + text[found.end :]))


def _kind(line: Line, dated: Dated, retrieved: date | None) -> str:
    found = dated.found
    if line.kind not in _BASES:
        return "masthead" if _ISSUE.search(line.text) else "line"
    before = line.text[: found.start]
    if dated.role is Role.ISSUED or line.kind is RegionKind.BYLINE or _BY.search(before):
        return "byline"
    if line.kind is RegionKind.DATELINE:
        return "line" if _BANNER.fullmatch(line.text) else "dateline"
    if retrieved and abs((found.earliest - retrieved).days) <= 1:
        return "banner-fetched"
    return "banner" if _BANNER.fullmatch(line.text) and not _ISSUE.search(line.text) else "masthead"


def _stating(line: Line, found: DateFound, kind: str, order: Order) -> Sign:
    spans = spans_of(found.expression, order) or (Interval(found.earliest, found.latest),)
    basis = Basis.BYLINE if kind in _WRITTEN else _BASES.get(line.kind, Basis.BYLINE)
    precision = Precision.DAY if len(spans) == 1 and spans[0].first == spans[0].last else found.precision
    return Sign(kind, basis, spans, line.text[:200], line.place(found.start, found.end), precision=precision)


def _bounding(line: Line, item: Dated) -> Sign:
    """Bound by an update, or by the day on which somebody fetched the page."""
    found = item.found
    if item.role is Role.UPDATED:
        return Sign(
            "updated-bound", Basis.BYLINE, until(found.latest), line.text[:200], line.place(found.start, found.end),
            f"updated on {found.latest}", Precision.OPEN,
        )  # fmt: skip
    return Sign(
        "comment", Basis.RETRIEVED, until(found.latest), line.text[:200], line.place(found.start, found.end),
        f"fetched on {found.latest}", Precision.OPEN,
    )  # fmt: skip


def _of_rights(line: Line, dated: Sequence[Dated]) -> Iterator[Sign]:
    """Read the last year of a copyright line: the page is hardly younger."""
    firsts = (item.found for item in dated if item.role is Role.FIRST)
    yield from (_stating(line, found, "first-published", Order.UNKNOWN) for found in firsts)
    years = [item.found for item in dated if item.role is not Role.FIRST]
    last = max(years, key=lambda found: found.latest, default=None)
    if last and not _is_number(line.text, last):
        day = date(last.latest.year, 12, 31)
        yield Sign(
            "copyright", Basis.MASTHEAD, until(day), line.text[:200], line.place(last.start, last.end),
            f"copyright of {last.latest.year}", Precision.OPEN,
        )  # fmt: skip


def _is_number(text: str, found: DateFound) -> bool:
    """Whether the year is far from the sign of copyright, as a number of an address or of a company is."""
    return not any(abs(match.end() - found.start) < 60 for match in _RIGHTS.finditer(text))


def _of_caption(line: Line) -> Iterator[Sign]:
    for found in find_dates(line.text[:READ]):
        if found.precision in {Precision.DAY, Precision.MONTH}:
            yield Sign(
                "caption", Basis.LATEST_MENTION, (Interval(found.earliest, date.max),), line.text[:200],
                line.place(found.start, found.end), f"a caption tells of {found.expression}", Precision.OPEN,
            )  # fmt: skip


def _of_comment(line: Line, retrieved: date | None) -> Iterator[Sign]:
    """Read when a comment was written, by date or by age."""
    head = line.text[:_COMMENT_HEAD]
    for found in find_dates(head):
        if found.precision is Precision.DAY:
            yield _commented(line, found.latest, (found.start, found.end), f"comment of {found.latest}")
    age = _AGE.search(head) if retrieved else None
    if age and retrieved:
        day = shift_days(retrieved, -_days(age))
        yield _commented(line, day, age.span(), f"comment of {age.group()}, fetched on {retrieved}")


def _commented(line: Line, day: date, span: tuple[int, int], told: str) -> Sign:
    words, place = line.text[:_COMMENT_HEAD], line.place(*span)
    return Sign("comment", Basis.COMMENT, until(day), words, place, told, Precision.OPEN)


def _of_age(line: Line, retrieved: date) -> Iterator[Sign]:
    """Read `posted 3 days ago`, counted from the day of fetching."""
    age = _AGE.search(line.text[:READ])
    if not age or role_of(line.text[: age.start()]) is Role.UPDATED:
        return
    days, unit = _days(age), _unit(age)
    first = shift_days(retrieved, -days - max(unit, 1))
    last = shift_days(retrieved, -max(days - (1 if unit == 1 else 0), 0))
    told = f"{age.group()}, fetched on {retrieved}"
    yield Sign("byline", Basis.BYLINE, (Interval(first, last),), line.text[:200], line.place(*age.span()), told)


def _days(age: re.Match[str]) -> int:
    count = age.group("count").lower()
    return (int(count) if count.isdigit() else _COUNTS[count]) * _unit(age)


def _unit(age: re.Match[str]) -> int:
    unit = age.group("unit").lower()
    return _UNITS["mo" if unit.startswith("mo") else unit[0]]


def _notes(evidence: Evidence) -> Iterator[Line]:
    """Give the sentences at both ends of the body that may tell where it first appeared."""
    paragraphs = evidence.body.split("\n\n")
    for text in dict.fromkeys((*paragraphs[:2], *paragraphs[-3:])):
        short = text if len(text) <= _LONGEST_NOTE * 2 else text[-_LONGEST_NOTE * 2 :]
        if re.search(r"\b(?:first|originally|print)\b", short) and re.search(r"\b(?:published|appeared|print)", short):
            yield Line(RegionKind.BYLINE, short)


def _of_note(line: Line, order: Order) -> Iterator[Sign]:
    about = re.search(
        r"\b(?:this|the|a|an) (?:version of this |shorter version of this )?"
        r"(?:article|essay|story|piece|text|interview|column|paper|report|translation|post|speech|commentary|analysis)\b",
        line.text,
        re.IGNORECASE,
    )
    for item in read_line(line.text[about.start() :]) if about else ():
        if item.role in {Role.FIRST, Role.PRINT} and item.found.precision is not Precision.YEAR:
            kind = "first-published" if item.role is Role.FIRST else "print-edition"
            yield _stating(Line(line.kind, line.text[about.start() :]), item.found, kind, order)  # type: ignore[union-attr]


def _with_update(signs: list[Sign], evidence: Evidence) -> list[Sign]:
    """Add the date that an update above the text tells, where no line states one: that day or a little before."""
    if any(sign.weight.states and sign.weight.group != "masthead" for sign in signs):
        return signs
    head = {line.text[:200] for line in evidence.lines if line.head}
    updates = [sign for sign in signs if sign.kind == "updated-bound" and sign.words in head]
    latest = max(updates, key=lambda sign: sign.latest, default=None)
    if latest is None:
        return signs
    span = Interval(shift_days(latest.latest, -_SOON), latest.latest)
    told = f"updated on {latest.latest}, above the text"
    return [*signs, replace(latest, kind="update-above", spans=(span,), told=told, precision=Precision.RANGE)]


def _first_counts(signs: Sequence[Sign]) -> list[Sign]:
    """Make every byline or dateline but the first a further one."""
    seen: set[str] = set()
    counted: list[Sign] = []
    for sign in signs:
        further = sign.kind in {"byline", "dateline", "line"} and sign.kind in seen
        seen.add(sign.kind)
        counted.append(replace(sign, kind="byline-more") if further else sign)
    return counted
