"""The bottom line: two to four sentences composed from the figures of the page, each with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from dragoman.briefs.page import Cited, Disputed, Line, Section, Year

SHOWN = 4
"""Sources cited behind a sentence that rests on many."""
LAST = 2
"""Happenings told in the last sentence."""
CLEAR = 1.0
"""A tone nearer to 0 than this is called mixed: PLOVER's scale runs from -10 to 10, and its mildest act scores 1."""


def bottom_line(
    names: Sequence[str], sections: Sequence[Section], disputes: Sequence[Disputed], years: Sequence[Year]
) -> tuple[Cited, ...]:
    """How much was read, in what tone of late, what came last, and whether accounts differ."""
    held = {section.title: [line for group in section.groups for line in group.lines] for section in sections}
    told = _extent(names, sections, held), *_tone(years), *_last(held), *_differ(disputes)
    return tuple(told)


def _extent(names: Sequence[str], sections: Sequence[Section], held: dict[str, list[Line]]) -> Cited:
    """How many happenings there are, of which kind."""
    done = held.get("What happened", [])
    rest = [f"{len(held[s.title])} {_aside(s.title)}" for s in sections if s.title != "What happened"]
    span = f" ({_span(sections[0])})" if done else ""
    count = f"{len(done)} dated {'happening' if len(done) == 1 else 'happenings'}"
    others = f"; apart from these: {'; '.join(rest)}" if rest else ""
    lines = done or list(chain.from_iterable(held.values()))
    return Cited(f"Between {names[0]} and {names[1]}: {count} told as done{span}{others}.", _refs(lines))


def _span(section: Section) -> str:
    """The years that a section covers."""
    years = [int(word) for group in section.groups for word in group.title.split() if word.isdigit()]
    return f"{min(years)}" if min(years) == max(years) else f"{min(years)} to {max(years)}"


def _aside(title: str) -> str:
    return title[0].lower() + title[1:]


def _tone(years: Sequence[Year]) -> Iterator[Cited]:
    """The tone of the last year with figures, beside that of the years before."""
    counted = [year for year in years if year.counted and year.period[:4].isdigit()]
    if not counted:
        return
    last, before = counted[-1], counted[:-1]
    sure = last.low > 0 or last.high < 0
    word = tone_word(last.tone) if sure else "not certain"
    text = (
        f"The tone of {last.period} is {word}: {last.tone:+.1f} on PLOVER's scale of -10 to 10 "
        f"(90 % interval {last.low:+.1f} to {last.high:+.1f}, from {last.counted})"
    )
    if before:
        total = sum(year.counted for year in before)
        mean = sum(year.tone * year.counted for year in before) / total
        text += f"; over the years before that have figures, {mean:+.1f} (from {total})"
    yield Cited(text + ".", last.refs[:SHOWN], last.id)


def tone_word(tone: float) -> str:
    """A tone in a word.

    >>> tone_word(4.2), tone_word(0.3), tone_word(-6.0)
    ('cooperative', 'mixed', 'conflictual')
    """
    return "mixed" if abs(tone) < CLEAR else "cooperative" if tone > 0 else "conflictual"


def _last(held: dict[str, list[Line]]) -> Iterator[Cited]:
    """What came last."""
    latest = held.get("What happened", [])[-LAST:]
    if latest:
        told = "; ".join(f"{line.what} ({line.when}, {line.id})" for line in reversed(latest))
        yield Cited(f"Last: {told}.", _refs(latest), latest[-1].id)


def _differ(disputes: Sequence[Disputed]) -> Iterator[Cited]:
    if disputes:
        first = disputes[0]
        values = " or ".join(account.value for account in first.accounts)
        more = f", and on {len(disputes) - 1} more" if len(disputes) > 1 else ""
        refs = tuple(sorted({ref for account in first.accounts for ref in account.refs}))
        yield Cited(f"Accounts differ on the {first.field} of “{first.what}” ({values}){more}.", refs, first.id)


def _refs(lines: Sequence[Line]) -> tuple[int, ...]:
    """Sources of the first and the last lines, at most a handful."""
    ends = chain.from_iterable(line.refs for line in (*lines[-2:], *lines[:2]))
    return tuple(sorted(dict.fromkeys(ends)))[:SHOWN]
