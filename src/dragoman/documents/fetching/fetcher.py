"""An address becomes entries, or issues that say why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.documents.entry import Entry, Form
from dragoman.documents.fetching.addresses import shown
from dragoman.documents.fetching.caching import Page
from dragoman.documents.fetching.feeds import fetched_items
from dragoman.documents.fetching.kinds import Bundle, file_name, kind_of, text_of
from dragoman.documents.fetching.options import FetchOptions, System
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.jsonl import read_feed
from dragoman.documents.metadata import About
from dragoman.errors import DocumentError
from dragoman.model import Issue

_FILES = frozenset((Form.PDF, Form.DOCX, Form.MAIL))


class Fetcher:
    """Fetches what stands at web addresses, one at a time; close it, or use it in a `with` block.

    `cache` is a folder of its own, made when first needed. One fetcher for a whole run: it knows which host was asked
    when, and what the robots.txt files say. Made for one thread. SettingsError where a proxy of the environment is
    asked for that cannot be used.

        with Fetcher(Path("cache"), FetchOptions(contact="desk@example.org")) as fetcher:
            items = list(fetcher.fetch("https://example.org/news", date(2014, 3, 12)))
    """

    def __init__(self, cache: Path, options: FetchOptions | None = None, system: System | None = None) -> None:
        from dragoman.documents.fetching.visiting import Visitor  # noqa: PLC0415  heavy

        self._options = options or FetchOptions()
        self._visitor = Visitor(cache, self._options, system or System())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._visitor.close()

    def fetch(self, url: str, day: date) -> Iterator[Entry | Issue]:
        """Fetch an address on a day: one entry of a page, one for each item of a feed or line of JSON Lines.

        Nothing raises: what cannot be fetched is an issue of the kind `fetch-refused` (an address that is never
        asked), `private-address`, `robots-disallowed`, `fetch-failed`, `http-error`, `too-large` or `not-a-document`.
        The day is kept as `retrieved`; a page that has not changed keeps the day on which it was first fetched.
        """
        try:
            page = self._visitor.visit(url, day)
            kind = kind_of(page)
        except DocumentError as error:
            yield _issue(error, url)
            return
        yield from _uncached(page)
        if kind is Bundle.FEED:
            yield from self._feed(page, day)
        elif kind is Bundle.LINES:
            yield from _lines(page, self._options.max_line_bytes)
        else:
            yield _entry(page, kind)

    def _feed(self, page: Page, day: date) -> Iterator[Entry | Issue]:
        try:
            items = list(fetched_items(text_of(page), page.url))
        except DocumentError as error:
            yield _issue(error, page.asked)
            return
        if not items:
            yield make_issue("empty-file", page.asked, "The feed holds no item: fetch it again later, or take it out.")
        most = self._options.max_items
        if len(items) > most:
            advice = f"Only the first {most} items were read: raise the limit if you want them all."
            yield make_issue("feed-cut", page.asked, advice, value=f"{len(items)} items", warning=True)
        seen: set[str] = set()
        for item in islice(items, most):
            if item.about.url is None or item.about.url not in seen:
                seen.add(item.about.url or item.source)
                yield from self._item(item, page, day)

    def _item(self, item: Entry, feed: Page, day: date) -> Iterator[Entry | Issue]:
        """Give the page of an item, or where there is none what the feed holds of it."""
        own = replace(item, about=replace(item.about, retrieved=feed.retrieved))
        link = item.about.url
        if link and self._options.follow_feeds:
            try:
                page, kind = self._linked(link, day)
            except DocumentError as error:
                yield _issue(error, link)
            else:
                entry = _entry(page, kind)
                yield from _uncached(page)
                yield replace(entry, about=entry.about.or_else(item.about))
                return
        if item.data:
            yield own
        elif not (link and self._options.follow_feeds):
            advice = "The feed gives no text of this item: let its pages be fetched, or give the article."
            yield make_issue("missing-text", item.source, advice, value=item.about.title or "")

    def _linked(self, link: str, day: date) -> tuple[Page, Form]:
        page = self._visitor.visit(link, day)
        kind = kind_of(page)
        if isinstance(kind, Bundle):
            advice = "The item leads to a feed, not to an article: give the address of that feed."
            raise DocumentError("not-a-document", page.asked, advice, value=kind)
        return page, kind


def _entry(page: Page, kind: Form) -> Entry:
    about = About(url=page.url, retrieved=page.retrieved)
    if kind in _FILES:
        return Entry(page.asked, page.body, kind, about, file_name(page))
    return Entry(page.asked, text_of(page, kind), kind, about)


def _lines(page: Page, max_line_bytes: int) -> Iterator[Entry | Issue]:
    data = text_of(page)
    body = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    for item in read_feed(BytesIO(body), page.asked, max_line_bytes):
        if isinstance(item, Entry):
            yield replace(item, about=replace(item.about, retrieved=item.about.retrieved or page.retrieved))
        else:
            yield item


def _issue(error: DocumentError, asked: str) -> Issue:
    """Make an issue of an error; it names the address that was asked for, and the one where it ended."""
    record = shown(asked)
    return make_issue(error.kind, record, error.advice, error.record if error.record != record else "", error.value)


def _uncached(page: Page) -> Iterator[Issue]:
    if page.unkept:
        advice = "The page was read but not kept, and will be fetched again: make room, or give another cache folder."
        yield make_issue("cache-unwritable", page.asked, advice, value=page.unkept, warning=True)
