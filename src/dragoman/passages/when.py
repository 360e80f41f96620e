"""Dates in prose: finds them and resolves them against the article's date and the narrative so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.dates import (
    Interval,
    month_interval,
    shift_days,
    shift_months,
    week_of,
    weekday_before,
    year_interval,
    years_interval,
)
from dragoman.model import Basis, Precision, TimeMention, When
from dragoman.passages.calendar_words import (
    DAY,
    DECADE_WORDS,
    MONTH,
    NUMBER,
    SEASON,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_number,
    number_value,
    season_interval,
)


@dataclass(frozen=True, slots=True)
class Era:
    """A named time: a war, a crisis."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates are counted from."""

    published: When
    context: When
    """The time that the narrative stands at."""
    future: bool
    """Whether the sentence speaks of what is to come."""


Resolver = Callable[[re.Match[str], Anchor], "When | None"]


def find_times(text: str, published: When, context: When = When(), eras: tuple[Era, ...] = ()) -> list[TimeMention]:
    """Every date in the text, in order, resolved where it can be; later ones may lean on earlier ones.

    >>> published = When(date(2012, 11, 26), date(2012, 11, 26), Precision.DAY, Basis.METADATA)
    >>> [m.when.earliest.isoformat() for m in find_times("He came in May this year, not in 2011.", published)]
    ['2012-05-01', '2011-01-01']
    """
    found: list[TimeMention] = []
    for start, end, match, resolver in _longest(_candidates(text, eras)):
        anchor = Anchor(published, context, _is_future(text, start))
        when = resolver(match, anchor)
        if when is None:
            continue
        when = _bounded(text, start, when, published)
        found.append(TimeMention(start, end, when))
        if when.basis in {Basis.STATED, Basis.RELATIVE} and when.known:
            context = when
    return found


def _candidates(text: str, eras: tuple[Era, ...]) -> Iterator[tuple[int, int, re.Match[str], Resolver]]:
    for pattern, resolver in PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), match, resolver
    for era in eras:
        for match in re.finditer(rf"\b{re.escape(era.text)}\b", text):
            yield match.start(), match.end(), match, _era_resolver(era)


def _era_resolver(era: Era) -> Resolver:
    def resolve(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
        precision = Precision.DAY if era.first == era.last else Precision.RANGE
        return When(era.first, era.last, precision, Basis.CONTEXT, match[0])

    return resolve


def _longest(
    candidates: Iterator[tuple[int, int, re.Match[str], Resolver]],
) -> list[tuple[int, int, re.Match[str], Resolver]]:
    chosen: list[tuple[int, int, re.Match[str], Resolver]] = []
    for candidate in sorted(candidates, key=lambda c: (c[0] - c[1], c[0])):
        if all(candidate[1] <= other[0] or candidate[0] >= other[1] for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c[0])


FUTURE = re.compile(
    r"\b(?:will|shall|next|upcoming|forthcoming|scheduled|due|plans?|planned|is to|are to|would)\b", re.IGNORECASE
)


PAST = re.compile(r"\b(?:was|were|had|did)\b")


def _is_future(text: str, start: int) -> bool:
    near = (max(0, start - 60), start + 30)
    return FUTURE.search(text, near[0], start) is not None and PAST.search(text, *near) is None


LEAD = re.compile(
    r"(?:\b(since|after|following|before|until|till|by|from)\s+)(?:the\s+|the end of\s+|early\s+|late\s+)*$",
    re.IGNORECASE,
)


def _bounded(text: str, start: int, when: When, published: When) -> When:
    """Open one side of a date that a word such as since, after, before or by stands before."""
    match = LEAD.search(text, max(0, start - 30), start)
    lead = match[1].lower() if match else ""
    expression = f"{match[0].strip()} {when.expression}" if match else when.expression
    if lead == "since":
        return When(when.earliest, published.latest, Precision.RANGE, when.basis, expression)
    if lead in {"after", "following"} and when.precision not in {Precision.DAY, Precision.MONTH}:
        return When(when.latest, None, Precision.OPEN, when.basis, expression)
    if lead in {"before", "until", "till"}:
        return When(None, when.earliest, Precision.OPEN, when.basis, expression)
    return when


def _stated(interval: Interval, precision: Precision, match: re.Match[str]) -> When:
    return When(interval.first, interval.last, precision, Basis.STATED, match[0])


def _relative(
    anchor: Anchor, match: re.Match[str], precision: Precision, step: Callable[[date], Interval]
) -> When | None:
    """Count from the day of publication; from both its ends where only an interval is known."""
    published = anchor.published
    first, last = published.earliest or published.latest, published.latest or published.earliest
    if first is None or last is None:
        return None
    low, high = step(first), step(last)
    return When(min(low.first, high.first), max(low.last, high.last), precision, Basis.RELATIVE, match[0])


def _full_date(match: re.Match[str], anchor: Anchor) -> When | None:
    parts = match.groupdict()
    month, day = month_number(parts["month1"]), int(parts["day1"])
    last_day = int(parts.get("day2") or day)
    if parts.get("year1"):
        first, last = _day(int(parts["year1"]), month, day), _day(int(parts["year1"]), month, last_day)
        if first is None or last is None or last < first:
            return None
        return _stated(Interval(first, last), Precision.DAY if first == last else Precision.RANGE, match)
    if _day(2024, month, day) is None:
        return None
    return _relative(anchor, match, Precision.DAY, lambda ref: _nearest_day(ref, month, day, future=anchor.future))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest_day(ref: date, month: int, day: int, *, future: bool) -> Interval:
    years = (ref.year, ref.year + 1, ref.year + 4) if future else (ref.year, ref.year - 1, ref.year - 4)
    days = [found for year in years if (found := _day(year, month, day)) is not None]
    fitting = [found for found in days if (found >= ref if future else found <= ref)]
    return Interval(*(fitting or days)[:1] * 2)


def _iso_date(match: re.Match[str], anchor: Anchor) -> When | None:  # noqa: ARG001 - a resolver's signature
    found = _day(int(match["year1"]), int(match["mm"]), int(match["dd"]))
    return None if found is None else _stated(Interval(found, found), Precision.DAY, match)


def _month_year(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    return _stated(month_interval(int(match["year1"]), month_number(match["month1"])), Precision.MONTH, match)


def _month_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    month, word = month_number(match["month1"]), (match.groupdict().get("which") or "").lower()

    def nearest(ref: date) -> Interval:
        future = anchor.future or word == "next"
        year = ref.year
        if future and (month < ref.month or (word == "next" and month == ref.month)):
            year += 1
        elif not future and word != "this" and (month > ref.month or (word == "last" and month == ref.month)):
            year -= 1
        return month_interval(year, month)

    return _relative(anchor, match, Precision.MONTH, nearest)


def _month_of_year(match: re.Match[str], anchor: Anchor) -> When | None:
    month = month_number(match["month1"])
    step = {"this": 0, "last": -1, "next": 1, "the same": 0, "that": 0}[match["which"].lower()]
    if match["which"].lower() in {"the same", "that"}:
        year = anchor.context.earliest.year if anchor.context.earliest else None
        return None if year is None else When(*month_interval(year, month), Precision.MONTH, Basis.RELATIVE, match[0])
    return _relative(anchor, match, Precision.MONTH, lambda ref: month_interval(ref.year + step, month))


def _year(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    return _stated(year_interval(int(match["year1"])), Precision.YEAR, match)


def _year_range(match: re.Match[str], anchor: Anchor) -> When | None:  # noqa: ARG001 - a resolver's signature
    first, second = int(match["year1"]), match["year2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return _stated(years_interval(first, last), Precision.RANGE, match) if first <= last else None


def _part(match: re.Match[str], anchor: Anchor) -> When | None:  # noqa: ARG001 - a resolver's signature
    """Early, mid or late in a month, year or decade: a third of it, a little widened."""
    parts, year = match.groupdict(), int(match["year1"])
    if parts.get("tens"):
        whole, precision = years_interval(year, year + 9), Precision.DECADE
    elif parts.get("month1"):
        whole, precision = month_interval(year, month_number(parts["month1"])), Precision.MONTH
    else:
        whole, precision = year_interval(year), Precision.QUARTER
    return _stated(_fraction(whole, match["part"].lower().rstrip("-")), precision, match)


def _fraction(whole: Interval, part: str) -> Interval:
    days = (whole.last - whole.first).days
    low, high = {"early": (0.0, 0.42), "beginning of": (0.0, 0.3), "start of": (0.0, 0.3), "mid": (0.25, 0.75)}.get(
        part,
        {"first half of": (0.0, 0.5), "second half of": (0.5, 1.0), "middle of": (0.25, 0.75)}.get(part, (0.6, 1.0)),
    )
    return Interval(shift_days(whole.first, int(days * low)), shift_days(whole.first, int(days * high)))


def _decade(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    parts = match.groupdict()
    first = int(parts["year1"]) if parts.get("year1") else 1900 + DECADE_WORDS[match["word"].lower()]
    return _stated(years_interval(first, first + 9), Precision.DECADE, match)


def _century(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
    last = int(match["ordinal"]) * 100
    return _stated(years_interval(last - 99, last), Precision.RANGE, match)


def _season(match: re.Match[str], anchor: Anchor) -> When | None:
    if match.groupdict().get("year1"):
        return _stated(season_interval(match["season"], int(match["year1"])), Precision.QUARTER, match)
    step = {"this": 0, "last": -1, "next": 1}[match["which"].lower()]

    def season(ref: date) -> Interval:
        here = season_interval(match["season"], ref.year)
        return season_interval(match["season"], ref.year + step) if step != -1 or here.last >= ref else here

    return _relative(anchor, match, Precision.QUARTER, season)


def _near_day(match: re.Match[str], anchor: Anchor) -> When | None:
    step = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match["word"].lower()]
    return _relative(anchor, match, Precision.DAY, lambda ref: Interval(*(shift_days(ref, step),) * 2))


def _weekday(match: re.Match[str], anchor: Anchor) -> When | None:
    weekday, word = WEEKDAYS.index(match["weekday"].lower()), (match.groupdict().get("which") or "").lower()

    def nearest(ref: date) -> Interval:
        past = weekday_before(shift_days(ref, -1) if word == "last" else ref, weekday)
        day = shift_days(past, 7) if (anchor.future or word in {"next", "this coming"}) and past != ref else past
        return Interval(day, day)

    return _relative(anchor, match, Precision.DAY, nearest)


UNIT_PRECISION = {
    "day": Precision.DAY,
    "week": Precision.DAY,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "centurie": Precision.RANGE,
    "century": Precision.RANGE,
}


def _around(ref: date, unit: str, steps: int) -> Interval:
    """The unit that lies some steps from the day: its day, week, month, year; a decade's middle, widened."""
    if unit == "day":
        return Interval(*(shift_days(ref, steps),) * 2)
    if unit == "week":
        return week_of(shift_days(ref, 7 * steps))
    if unit == "month":
        there = shift_months(ref, steps)
        return month_interval(there.year, there.month)
    years = steps * {"year": 1, "decade": 10}.get(unit, 100)
    there, slack = shift_months(ref, 12 * years), {"year": 0, "decade": 2}.get(unit, 20)
    return years_interval(max(there.year - slack, 1), min(there.year + slack, 9998))


def _ago(match: re.Match[str], anchor: Anchor) -> When | None:
    steps, unit = number_value(match["number"]), match["unit"].lower()
    return _relative(anchor, match, UNIT_PRECISION[unit], lambda ref: _around(ref, unit, -steps))


def _later(match: re.Match[str], anchor: Anchor) -> When | None:
    """Four years later, a week earlier: counted from the narrative so far."""
    base, unit = anchor.context, match["unit"].lower()
    if base.earliest is None or base.latest is None:
        return None
    steps = number_value(match["number"]) * (1 if match["way"].lower() in {"later", "after that"} else -1)
    low, high = _around(base.earliest, unit, steps), _around(base.latest, unit, steps)
    return When(low.first, high.last, UNIT_PRECISION[unit], Basis.RELATIVE, match[0])


def _context_year(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.context.earliest is None:
        return None
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(match["which"].lower(), 0)
    whole = year_interval(anchor.context.earliest.year + step)
    part = match.groupdict().get("part")
    interval = _fraction(whole, part.lower()) if part else whole
    return When(*interval, Precision.QUARTER if part else Precision.YEAR, Basis.RELATIVE, match[0])


def _unit_near(match: re.Match[str], anchor: Anchor) -> When | None:
    """This month, last year, next week."""
    unit, word = match["unit"].lower(), match["which"].lower()
    step = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1}.get(word, 1)
    when = _relative(anchor, match, UNIT_PRECISION[unit], lambda ref: _around(ref, unit, step))
    return _clip(when, anchor.published, (match.groupdict().get("part") or "").lower())


def _clip(when: When | None, published: When, part: str) -> When | None:
    if when is None or part not in {"earlier", "later"}:
        return when
    if part == "earlier":
        return When(when.earliest, published.latest, Precision.RANGE, when.basis, when.expression)
    return When(published.earliest, when.latest, Precision.RANGE, when.basis, when.expression)


MONTHS_IN = {"week": 0, "month": 1, "year": 12, "decade": 120}


def _past_stretch(match: re.Match[str], anchor: Anchor) -> When | None:
    """Over the last two months, in recent years: from then up to publication."""
    unit = match["unit"].lower()
    number = match.groupdict().get("number")
    steps = number_value(number) if number else (1 if match["which"].lower() in {"last", "past"} else 3)
    back = (
        (lambda ref: shift_days(ref, -7 * steps))
        if unit == "week"
        else (
            lambda ref: (
                shift_days(ref, -steps) if unit == "day" else shift_months(ref, -steps * MONTHS_IN.get(unit, 1200))
            )
        )
    )
    return _relative(anchor, match, Precision.RANGE, lambda ref: Interval(back(ref), ref))


def _build(template: str) -> re.Pattern[str]:
    """A pattern from a template in which [MONTH], [YEAR], [DAY] stand for the words of the calendar, numbered."""
    counts: dict[str, int] = {}

    def expand(match: re.Match[str]) -> str:
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        return {"MONTH": MONTH, "YEAR": YEAR, "DAY": DAY}[name].replace("{n}", str(counts[name]))

    plain = template.replace("[NUMBER]", NUMBER).replace("[UNIT]", UNIT).replace("[WEEKDAY]", WEEKDAY)
    return re.compile(re.sub(r"\[(MONTH|YEAR|DAY)\]", expand, plain.replace("[SEASON]", SEASON)))


PART = r"(?P<part>[Ee]arly|[Mm]id-?|[Ll]ate|(?:[Tt]he )?(?:end|beginning|start|middle|first half|second half) of)"
NOT_COUNT = (
    r"(?!\d|[,.]\d|%|-?\s?(?:troops|soldiers|people|men|personnel|km|kilomet|miles|tons|tonnes|dollars|million|"
    r"billion|civilians|fighters|refugees|barrels|workers|metres|meters|feet|MW|megawatt)|s\b)"
)

PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (_build(template), resolver)
    for template, resolver in (
        (r"\b[YEAR]-(?P<mm>0[1-9]|1[0-2])-(?P<dd>[0-2]\d|3[01])\b", _iso_date),
        (r"\b[DAY](?:\s*(?:-|–|to|and)\s*[DAY])?\s+(?:of\s+)?[MONTH],?\s+[YEAR]\b", _full_date),
        (r"\b[MONTH]\s+[DAY](?:\s*(?:-|–|to|and)\s*[DAY])?(?:,\s*|\s+)[YEAR]\b", _full_date),
        (r"\b[DAY](?:\s*(?:-|–)\s*[DAY])?\s+(?:of\s+)?[MONTH]\b(?!\s+\d{4})", _full_date),
        (r"\b[MONTH]\s+[DAY]\b(?:\s*(?:-|–)\s*[DAY]\b)?(?!,?\s+\d{4}|\d|:)", _full_date),
        (r"\b[MONTH],?\s+(?:of\s+)?[YEAR]\b", _month_year),
        (r"\b[MONTH],?\s+(?:of\s+)?(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]hat|[Tt]he same)\s+year\b", _month_of_year),
        (r"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+[MONTH]\b", _month_alone),
        (
            r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id-?|[Ff]or|[Oo]f)\s+"
            r"(?:early\s+|late\s+|mid-)?[MONTH]\b(?!\s+\d)",
            _month_alone,
        ),
        (r"(?<![\d$€£.,/#-])\b[YEAR]\b" + NOT_COUNT, _year),
        (
            r"\b(?:[Bb]etween\s+|[Ff]rom\s+)?[YEAR]\s*(?:-|–|—|to|and|until|through)\s*(?P<year2>(?:1[5-9]|20)\d\d|\d\d)\b(?!-)",
            _year_range,
        ),
        (r"\b" + PART + r"\s*(?:[MONTH],?\s+)?[YEAR]\b(?P<tens>s)?", _part),
        (r"\b" + PART + r"\s*(?:the\s+)?[YEAR](?P<tens>s)\b", _part),
        (r"\b(?:the\s+)?[YEAR]'?s\b", _decade),
        (r"\bthe\s+(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b", _decade),
        (r"\b(?P<ordinal>1[5-9]|20|21)(?:th|st)[\s-]century\b", _century),
        (r"\b(?:the\s+)?[SEASON]\s+(?:of\s+)?[YEAR]\b", _season),
        (r"\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s+[SEASON]\b", _season),
        (r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b(?!['’]s\s)", _near_day),
        (r"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]his)\s+)?[WEEKDAY]\b", _weekday),
        (
            r"\b(?:(?:[Nn]early|[Aa]lmost|[Aa]bout|[Mm]ore than|[Oo]ver|[Aa]round|[Ss]ome)\s+)?[NUMBER]\s+(?:of\s+)?[UNIT]\s+ago\b",
            _ago,
        ),
        (
            r"\b(?:[Nn]early\s+|[Aa]lmost\s+)?(?i:[NUMBER])\s+[UNIT]\s+(?P<way>later|earlier|before that|after that)\b",
            _later,
        ),
        (
            r"\b(?:[Aa]t the\s+)?(?:(?P<part>end of|beginning of|start of)\s+)?(?P<which>[Tt]hat|[Tt]he same|[Tt]he (?:following)|"
            r"following|[Tt]he (?:previous)|previous)\s+year\b",
            _context_year,
        ),
        (
            r"\b(?:(?P<part>[Ee]arlier|[Ll]ater)\s+)?(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Cc]urrent|[Cc]oming|[Pp]revious)\s+[UNIT]\b",
            _unit_near,
        ),
        (
            r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Tt]hroughout|[Ff]or|[Ww]ithin)\s+(?:the\s+)?(?P<which>last|past|recent)\s+"
            r"(?:[NUMBER]\s+|few\s+)?[UNIT]\b",
            _past_stretch,
        ),
    )
)
