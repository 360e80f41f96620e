"""Scores what is said of a document: the day of publication, title, outlet, authors, language, and its regions."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from benchmarks.quality.reading.body import plain_marks
from benchmarks.quality.reading.measures import Row, Tally, share
from benchmarks.quality.reading.reading import ReadPage
from benchmarks.quality.reading.render import Page
from dragoman.model import RegionKind

READ_ON = date(2026, 11, 1)
"""The day of reading, for a page that does not say when it was fetched."""
_ENDLESS = 36_500
"""Days of an interval without an end."""

Days = tuple[date | None, date | None]


def score_dates(read: list[ReadPage]) -> list[Row]:
    """Share of dates right, of intervals that hold the true day, and how wide they are."""
    ours = {found.page.source.id: published(found) for found in read}
    pages = [found.page for found in read]
    web = [page for page in pages if page.shape.form == "html"]
    return [
        Row(
            "date right",
            share(date_right(page, ours[page.source.id]) for page in pages),
            {"retrieved": share(date_right(page, fetched(page)) for page in pages)},
        ),
        Row(
            "date right html",
            share(date_right(page, ours[page.source.id]) for page in web),
            {"htmldate": share(date_right(page, guessed(page)) for page in web)},
        ),
        Row("date held", share(date_held(page, ours[page.source.id]) for page in pages)),
        Row("days wide, median", statistics.median(width(days) for days in ours.values())),
    ]


def published(found: ReadPage) -> Days:
    """The interval that was read."""
    if found.document is None:
        return None, None
    return found.document.published.earliest, found.document.published.latest


def date_held(page: Page, days: Days) -> bool:
    """Whether an interval holds the true day."""
    first, last = days
    true_first, true_last = page.source.published
    return first is not None and last is not None and first <= true_first and true_last <= last


def date_right(page: Page, days: Days) -> bool:
    """Whether an interval holds the true day and is no wider than the page makes needful."""
    first, last = days
    needed_first, needed_last = page.source.needed
    return (
        date_held(page, days)
        and first is not None
        and last is not None
        and first >= needed_first
        and last <= needed_last
    )


def width(days: Days) -> int:
    """Days of an interval."""
    return (days[1] - days[0]).days if days[0] and days[1] else _ENDLESS


def fetched(page: Page) -> Days:
    """The day that a careless reader takes: when the page was fetched."""
    stated = page.source.head.get("retrieved")
    day = date.fromisoformat(stated) if stated else READ_ON
    return day, day


def guessed(page: Page) -> Days:
    """The day that htmldate finds."""
    from htmldate import find_date  # noqa: PLC0415  heavy

    latest = (READ_ON + timedelta(days=1)).isoformat()
    found = find_date(page.raw, original_date=True, min_date="1940-01-01", max_date=latest)
    day = date.fromisoformat(found) if found else None
    return day, day


def score_names(read: list[ReadPage]) -> list[Row]:
    """Shares of titles, outlets, authors and languages right; none is right where the page states none."""
    return [Row(f"{name} right", share(name not in wrong_names(found) for found in read)) for name in NAMES]


NAMES = ("title", "outlet", "authors", "language")


def wrong_names(found: ReadPage) -> list[str]:
    """Which of title, outlet, authors and language are wrong."""
    document, source = found.document, found.page.source
    if document is None:
        return list(NAMES)
    right = {
        "title": _key(document.title) in _keys(source.head.get("title", "")),
        "outlet": _key(document.outlet) in _keys(source.head.get("outlet", "")),
        "authors": _same_people(document.authors, source.authors),
        "language": document.language == source.head.get("language", "en"),
    }
    return [name for name in NAMES if not right[name]]


def _same_people(found: Iterable[str], gold: tuple[str, ...]) -> bool:
    names = [_key(name) for name in found]
    return len(names) == len(gold) and all(any(name in _keys(person) for name in names) for person in gold)


def _keys(text: str) -> set[str]:
    """Keys of a name and of what may stand for it."""
    return {_key(name) for name in text.split(" | ")}


def _key(text: str | None) -> str:
    words = plain_marks(text or "").casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in words).split())


def score_regions(read: list[ReadPage]) -> list[Row]:
    """F1 of each kind of region, over characters that are neither white space nor markup."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for item in (item for item in read if item.document is None or item.aligned):
        for char, kinds, kind in zip(item.page.raw, item.page.kinds, item.kinds, strict=True):
            if not char.isspace() and "markup" not in kinds:
                right[kind] += kind in kinds
                found[kind] += 1
                there[kind if kind in kinds else kinds[0]] += 1
    names = [kind.value for kind in RegionKind if there[kind.value]]
    all_right = Row("regions right", sum(right.values()) / (sum(found.values()) or 1))
    return [all_right, *(Row(f"region {name}", Tally(right[name], found[name], there[name]).f1) for name in names)]
