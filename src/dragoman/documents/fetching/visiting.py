"""The way to a page: its redirects, each checked anew, and what is known of the page from before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from dragoman.documents.fetching.addresses import shown
from dragoman.documents.fetching.caching import Page, PageCache
from dragoman.documents.fetching.options import FetchOptions, System
from dragoman.documents.fetching.requesting import Answer, Requester
from dragoman.documents.fetching.robots import Robots
from dragoman.documents.fetching.urls import canonical, join_url, parse_url
from dragoman.errors import DocumentError

_MOVED = frozenset((301, 302, 303, 307, 308))
_ADVICE = {
    401: "The site wants a login: save the page in a browser and give the file.",
    402: "The site wants to be paid: save the page in a browser and give the file.",
    403: "The site does not let programs in: save the page in a browser and give the file.",
    404: "There is no such page: check the address.",
    410: "The page was taken away: look for it in a web archive and give the file.",
    429: "The site is asked too often: wait, or ask it less often.",
    451: "The page may not be shown where you are: get it another way and give the file.",
}


class Visitor:
    """Fetches pages; made for one thread."""

    def __init__(self, cache: Path, options: FetchOptions, system: System) -> None:
        self._options = options
        self._cache = PageCache(cache)
        self._requester = Requester(options, system)
        self._robots = Robots(self._requester, options, system)

    def close(self) -> None:
        """End all connections."""
        self._requester.close()

    def visit(self, address: str, day: date) -> Page:
        """Give the page at an address as of a day; DocumentError where there is none."""
        url = parse_url(address)
        self._requester.forget()
        for _ in range(self._options.max_redirects + 1):
            if self._options.respect_robots:
                self._robots.check(url)
            known = self._cache.load(str(url))
            answer = self._requester.ask(url, _conditions(known))
            if answer.status not in _MOVED or "location" not in answer.headers:
                return self._page(answer, known, day)
            url = join_url(url, answer.headers["location"])
        advice = "It leads from one address to the next: find the page in a browser and give its own address."
        value = f"more than {self._options.max_redirects} redirects"
        raise DocumentError("fetch-failed", shown(address), advice, value=value)

    def _page(self, answer: Answer, known: Page | None, day: date) -> Page:
        if answer.status == 304 and known:
            return known
        if answer.status != 200:
            advice = _ADVICE.get(answer.status, _other_advice(answer.status))
            raise DocumentError("http-error", shown(answer.url), advice, value=f"status {answer.status}")
        same = known is not None and known.body == answer.body
        page = Page(
            str(answer.url),
            canonical(answer.url),
            min(known.retrieved, day) if known and same else day,
            answer.body,
            *(answer.headers.get(name, "") for name in ("content-type", "etag", "last-modified")),
        )
        kept = "no-store" not in answer.headers.get("cache-control", "").lower()
        return replace(page, unkept=self._cache.save(page)) if kept else page


def _conditions(known: Page | None) -> dict[str, str]:
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in conditions.items() if value}


def _other_advice(status: int) -> str:
    if status >= 500:
        return "The server is in trouble: fetch it again later."
    return "The server gives no page: open the address in a browser to see why."
