"""Dates in prose: finds them and resolves them against the article's date and the narrative so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.dates import shift_days
from dragoman.model import Basis, Precision, TimeMention, When
from dragoman.passages.anchors import Anchor, Resolver
from dragoman.passages.date_patterns import MAY_HOLD, PATTERNS

UNKNOWN = When()
"""No time known."""
FUTURE = re.compile(
    r"\b(?:will|shall|next|upcoming|forthcoming|scheduled|due|plans?|planned|would|(?:is|are) (?:to|set|"
    r"expected)|going to|must|"
    r"wants? to|intends?)\b",
    re.IGNORECASE,
)
"""Words before a date that make it lie ahead."""
PAST = re.compile(r"\b(?:was|were|had|did|has been|have been)\b")
LEAD = re.compile(
    r"\b(?P<lead>since|after|following|before|until|till|by|from)\s+(?:(?:the|as early as|as late as)\s+)*$",
    re.IGNORECASE,
)
ONWARDS = re.compile(r"\s+(?:on|onwards?)\b")
MONTHLIKE_NAME = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Prime Minister|Secretary)\s+(?:May|March)\b")
ATTRIBUTE = re.compile(
    r"\s+(?!and\b|or\b|but\b|when\b|as\b|in\b|on\b|at\b|by\b|to\b|the\b|a\b|an\b|that\b|which\b|who\b|it\b|he\b|"
    r"she\b|they\b|with\b|"
    r"after\b|before\b|for\b|from\b|of\b|was\b|were\b|is\b|had\b|has\b|have\b|while\b|did\b|would\b|will\b|"
    r"because\b|under\b|over\b|"
    r"against\b|until\b|since\b|alone\b|onwards?\b|no\b|not\b|its\b|his\b|her\b|their\b|there\b|where\b|both\b|"
    r"also\b|only\b)[a-z]"
)
"""Behind a date: it tells of which thing it is (`the 2014 annexation`), not when the clause's act was."""


@dataclass(frozen=True, slots=True)
class Era:
    """A named time: a war, a crisis."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a date, and who resolves it."""

    start: int
    end: int
    match: re.Match[str]
    resolver: Resolver


def find_times(text: str, published: When, context: When = UNKNOWN, eras: tuple[Era, ...] = ()) -> list[TimeMention]:
    """Every date in the text, in order, resolved where it can be; later ones may lean on earlier ones.

    A date that hangs on something told elsewhere (`two weeks after the summit`) is found and left without days.

    >>> published = When(date(2012, 11, 26), date(2012, 11, 26), Precision.DAY, Basis.METADATA)
    >>> [m.when.earliest.isoformat() for m in find_times("He came in May this year, not in 2011.", published)]
    ['2012-05-01', '2011-01-01']
    """
    found: list[TimeMention] = []
    for candidate in _longest(_candidates(text, eras)):
        anchor = Anchor(published, context, _is_future(text, candidate.start))
        when = candidate.resolver(candidate.match, anchor)
        if when is None:
            continue
        when = _bounded(text, candidate, when, anchor)
        found.append(TimeMention(candidate.start, candidate.end, when))
        if when.basis in {Basis.STATED, Basis.RELATIVE} and when.earliest is not None:
            context = when
    return found


def _candidates(text: str, eras: tuple[Era, ...]) -> Iterator[Candidate]:
    if MAY_HOLD.search(text):
        named = [m.span() for m in MONTHLIKE_NAME.finditer(text)]
        for pattern, resolver in PATTERNS:
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end in named):
                    yield Candidate(match.start(), match.end(), match, resolver)
    for era in eras:
        if era.text in text:
            for match in re.finditer(rf"\b{re.escape(era.text)}\b", text):
                yield Candidate(match.start(), match.end(), match, _era_resolver(era))


def _era_resolver(era: Era) -> Resolver:
    def resolve(match: re.Match[str], anchor: Anchor) -> When:  # noqa: ARG001 - a resolver's signature
        precision = Precision.DAY if era.first == era.last else Precision.RANGE
        return When(era.first, era.last, precision, Basis.CONTEXT, match[0])

    return resolve


def _longest(candidates: Iterator[Candidate]) -> list[Candidate]:
    """Of those that overlap, the longest; of equals, the one whose pattern stands first."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)


def _is_future(text: str, start: int) -> bool:
    """Whether the last verb form before a date looks ahead."""
    before = text[max(0, start - 120) : start]
    ahead = max((m.start() for m in FUTURE.finditer(before)), default=-1)
    return ahead > max((m.start() for m in PAST.finditer(before)), default=-1)


def _bounded(text: str, candidate: Candidate, when: When, anchor: Anchor) -> When:
    """Open one side of a date that a word such as since, after, before or by stands before."""
    lead = LEAD.search(text, max(0, candidate.start - 30), candidate.start)
    inside = re.match(r"(since|by|until|till|before|after|from)\b", candidate.match[0], re.IGNORECASE)
    if not when.known or (lead is None and inside is None) or _names_a_thing(text, candidate, when):
        return when
    word = (lead["lead"] if lead is not None else inside[1] if inside is not None else "").lower()
    expression = f"{lead[0].strip()} {when.expression}" if lead is not None else when.expression
    onwards = word == "from" and ONWARDS.match(text, candidate.end) is not None
    first, last = _opened("since" if onwards else word, when, anchor)
    if (first, last) == (when.earliest, when.latest):
        return when
    precision = Precision.OPEN if first is None or last is None else Precision.RANGE
    return When(first, last, precision, when.basis, expression)


def _names_a_thing(text: str, candidate: Candidate, when: When) -> bool:
    """Whether the date belongs to a noun behind it: since the 2014 annexation."""
    return when.precision is Precision.YEAR and ATTRIBUTE.match(text, candidate.end) is not None


def _opened(word: str, when: When, anchor: Anchor) -> tuple[date | None, date | None]:
    """Both ends after the word: the first of the date, the last, or none."""
    published = anchor.published
    if word == "since":
        return when.earliest, published.latest if _precedes(when.earliest, published.latest) else when.latest
    if word in {"after", "following"}:
        return when.latest, None
    if word == "before":
        return None, when.earliest and shift_days(when.earliest, -1)
    if word in {"until", "till"}:
        return None, when.latest
    if word == "by":
        return published.earliest if _precedes(published.earliest, when.latest) else None, when.latest
    return when.earliest, when.latest


def _precedes(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first <= last
