"""Clues in the lines around an article: bylines, datelines, mastheads, notes of law, captions and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.dates import Interval, shift_days
from dragoman.documents.clues.ages import of_age, of_comment
from dragoman.documents.clues.daylines import (
    BY,
    bare_days,
    broken_days,
    is_alone,
    is_banner,
    is_mostly_date,
    names_issue,
    on_weekday,
)
from dragoman.documents.clues.evidence import Evidence, Line
from dragoman.documents.clues.formulas import Formula, read_formula
from dragoman.documents.clues.order import Order, spans_of
from dragoman.documents.clues.roles import READ, Dated, Role, read_line
from dragoman.documents.clues.signs import Sign, since, until
from dragoman.documents.expressions import DateFound, find_dates
from dragoman.model import Basis, Precision, RegionKind

_WRITTEN = frozenset("byline first-published print-edition field record citation signed delivered loaded".split())
_FIRST_BEST = frozenset(("byline", "dateline", "line", "field"))
_PROSE = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE, RegionKind.RELATED))
"""Kinds of lines in which only set forms of words tell a day."""
_BEFALLEN = frozenset((Role.ISSUED, Role.FIRST, Role.SUBMITTED, Role.UPDATED, Role.FETCHED))
_HISTORY_SHARE = 0.3
_LOADING = 7
"""Days within which a database takes a paper in."""
_BASES = {
    RegionKind.BYLINE: Basis.BYLINE,
    RegionKind.DATELINE: Basis.DATELINE,
    RegionKind.MASTHEAD: Basis.MASTHEAD,
}
_SOON = 31
"""Days before an update within which a report came out."""
_LONGEST_NOTE = 160
_RIGHTS = re.compile(r"(?:©|\(c\)|&copy;|\bcopyright\b)", re.IGNORECASE)


def line_signs(evidence: Evidence, order: Order) -> list[Sign]:
    """Read the clues of all lines; of bylines and of datelines the first counts most."""
    signs: list[Sign] = []
    lines = (*sorted(evidence.lines, key=lambda line: line.above), *bare_days(evidence), *broken_days(evidence))
    for line in lines:
        if line.kind is RegionKind.COMMENT:
            signs += of_comment(line, evidence.retrieved)
        elif line.kind is RegionKind.CAPTION and not (line.head and _is_issued(line)):
            signs += _of_caption(line)
        else:
            signs += _of_line(line, order, evidence.retrieved)
    signs += [sign for line in _notes(evidence) for sign in _of_note(line, order)]
    return _first_counts(_with_update(signs, evidence))


def _is_issued(line: Line) -> bool:
    """Whether a line that is taken for a caption says when the paper came out."""
    return any(item.role is Role.ISSUED for item in read_line(line.text))


def _of_line(line: Line, order: Order, retrieved: date | None) -> Iterator[Sign]:
    dated = read_line(line.text)
    formula = read_formula(line.text, _where(line))
    if formula:
        yield _formulaic(line, formula, order)
        return
    if line.kind in _PROSE:
        if not (line.head and _is_history(line.text, dated)):
            return
        line = replace(line, kind=RegionKind.BYLINE)
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
        yield from of_age(line, retrieved)


def _where(line: Line) -> str:
    """Say where a line stands for a set form of words; in teasers only a record's count."""
    if line.kind is RegionKind.RELATED:
        return "any"
    if line.head:
        return "head" if line.kind in _PROSE else "head line"
    return ("foot" if line.kind in _PROSE else "foot line") if line.foot else "line"


def _is_history(text: str, dated: Sequence[Dated]) -> bool:
    """Whether a line tells what befell the paper, day by day: `Received ... Accepted ... Published ...`."""
    days = [item for item in dated if item.found.precision is Precision.DAY and item.role in _BEFALLEN]
    letters = sum(item.found.end - item.found.start for item in days)
    return len(days) > 1 and len(days) == len(dated) and letters > _HISTORY_SHARE * len(text)


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
    alone = bool(dated) and is_alone(line, dated[0].found)
    if line.kind not in _BASES and not alone and not (line.head and dated and is_mostly_date(line, dated[0])):
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
    return dated.role is Role.ISSUED or share >= 0.4 or names_issue(line)


def _kind(line: Line, dated: Dated, retrieved: date | None) -> str:
    found = dated.found
    if line.kind not in _BASES and not line.head:
        return "foot-line"
    if line.kind not in _BASES:
        return "masthead" if names_issue(line) and dated.role is not Role.ISSUED else "line"
    before = line.text[: found.start]
    if dated.role is Role.ISSUED or line.kind is RegionKind.BYLINE or BY.search(before):
        return "byline"
    if line.kind is RegionKind.DATELINE:
        return "line" if is_banner(line) else "dateline"
    if retrieved and abs((found.earliest - retrieved).days) <= 1:
        return "banner-fetched"
    return "banner" if is_banner(line) and not names_issue(line) else "masthead"


def _stating(line: Line, found: DateFound, kind: str, order: Order) -> Sign:
    spans = spans_of(found.expression, order) or (Interval(found.earliest, found.latest),)
    spans = on_weekday(spans, line.text[: found.start]) or spans
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
        "fetched-line", Basis.RETRIEVED, until(found.latest), line.text[:200], line.place(found.start, found.end),
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
        place = "byline" if sign.kind == "field" else sign.kind
        further = sign.kind in _FIRST_BEST and place in seen
        seen.add(place)
        counted.append(replace(sign, kind="byline-more") if further else sign)
    return counted
