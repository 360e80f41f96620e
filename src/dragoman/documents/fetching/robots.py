"""Whether a site lets programs fetch a page."""

from __future__ import annotations

import httpx

from dragoman.documents.fetching.addresses import shown
from dragoman.documents.fetching.options import AGENT, FetchOptions, System
from dragoman.documents.fetching.requesting import Answer, Requester
from dragoman.documents.fetching.rules import Rules, read_rules
from dragoman.documents.fetching.urls import join_url
from dragoman.errors import DocumentError

_DAY = 86_400.0
_MOST_BYTES = 512_000
"""What stands after it is not read (RFC 9309, 2.5)."""
_REDIRECTS = 5
_MOVED = frozenset((301, 302, 303, 307, 308))


class Robots:
    """Asks each site for its robots.txt once a day of the run, and obeys it.

    As RFC 9309 has it: no file (a 4xx answer) allows all; a server in trouble (5xx) allows nothing. A server that
    cannot be reached raises what the request raised, as the page would.
    """

    def __init__(self, requester: Requester, options: FetchOptions, system: System) -> None:
        self._requester, self._options, self._system = requester, options, system
        self._known: dict[str, tuple[float, Rules | int]] = {}

    def check(self, url: httpx.URL) -> None:
        """Raise a DocumentError `robots-disallowed` where the site does not want the page fetched."""
        found = self._rules(url)
        if isinstance(found, int):
            advice = "The site cannot say what may be fetched, so nothing is: fetch it later, or switch robots.txt off."
            raise DocumentError("robots-disallowed", shown(url), advice, value=f"robots.txt: status {found}")
        if not found.allow(url.raw_path.decode("ascii")):
            advice = "The site asks programs not to fetch it: save the page in a browser and give the file."
            raise DocumentError("robots-disallowed", shown(url), advice)
        if found.delay:
            self._requester.pace.slow_down(url.host, min(found.delay, self._options.max_crawl_delay))

    def _rules(self, url: httpx.URL) -> Rules | int:
        origin = str(url.copy_with(raw_path=b"/"))
        until, rules = self._known.get(origin, (0.0, 0))
        if origin not in self._known or self._system.clock() > until:
            rules = _read(self._ask(url.copy_with(raw_path=b"/robots.txt")))
            self._known[origin] = (self._system.clock() + _DAY, rules)
        return rules

    def _ask(self, url: httpx.URL) -> Answer:
        answer = self._requester.ask(url, limit=_MOST_BYTES, cut=True)
        for _ in range(_REDIRECTS):
            if answer.status not in _MOVED or "location" not in answer.headers:
                break
            answer = self._requester.ask(join_url(answer.url, answer.headers["location"]), limit=_MOST_BYTES, cut=True)
        return answer


def _read(answer: Answer) -> Rules | int:
    """Give the rules, or the status of a server in trouble."""
    if answer.status >= 500:
        return answer.status
    return read_rules(answer.body.decode("utf-8", "replace"), AGENT) if answer.status == 200 else Rules()
