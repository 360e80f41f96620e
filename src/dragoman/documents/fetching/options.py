"""How far fetching may go, and the clock and the resolver that it uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman import __version__
from dragoman.documents.fetching.addresses import resolve_host

AGENT = "dragoman"
"""The name that robots.txt files know the program by."""


@dataclass(frozen=True)
class FetchOptions:
    """What is fetched, how much of it, and how politely; what goes beyond becomes an issue."""

    allow_private: bool = False
    """Also fetch from this machine and from private networks."""
    respect_robots: bool = True
    use_proxies: bool = False
    """Take the proxies of the environment (http_proxy, https_proxy, no_proxy)."""
    follow_feeds: bool = True
    """Fetch the page that each item of a feed links to; else the items themselves are the texts."""
    max_items: int = 100
    """Items read of one feed."""
    max_bytes: int = 20_000_000
    """Bytes of one answer, also after it is unpacked."""
    max_redirects: int = 5
    connect_seconds: float = 10.0
    """Waiting for a connection."""
    read_seconds: float = 20.0
    """Waiting for the next bytes."""
    total_seconds: float = 60.0
    """One request from its first to its last byte, however slowly they come."""
    interval_seconds: float = 1.0
    """Least time between two requests to one host."""
    max_crawl_delay: float = 30.0
    """Seconds; a longer Crawl-delay of a robots.txt file is cut to this."""
    max_retries: int = 2
    """How often a request is made again where the server asks for it with Retry-After."""
    max_retry_seconds: float = 60.0
    """Longest Retry-After that is waited for."""
    max_line_bytes: int = 5_000_000
    """One line of a JSON Lines file."""
    contact: str = ""
    """An address that a site can write to; sent with each request."""


@dataclass(frozen=True)
class System:
    """What fetching needs of the machine; tests put their own in."""

    clock: Callable[[], float] = time.monotonic
    """Seconds since some moment."""
    sleep: Callable[[float], None] = time.sleep
    resolve: Callable[[str, int], Sequence[str]] = resolve_host
    """The addresses of a host, as text; raises OSError where it has none."""


def user_agent(contact: str = "") -> str:
    """Name the program to a server, with its version and how to reach who runs it.

    >>> user_agent("desk@example.org").endswith("(reads news articles; +desk@example.org)")
    True
    """
    printable = "".join(letter for letter in contact if letter.isascii() and letter.isprintable())
    return f"{AGENT}/{__version__} (reads news articles{f'; +{printable}' if printable else ''})"
