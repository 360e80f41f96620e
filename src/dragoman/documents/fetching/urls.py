"""Parsed addresses: which may be asked, and as what they are known."""

from __future__ import annotations

import re

import httpx

from dragoman.documents.fetching.addresses import shown
from dragoman.errors import DocumentError

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid)(?:=|$)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def parse_url(text: str) -> httpx.URL:
    """Read an address that may be asked; a DocumentError `fetch-refused` for any other."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise refused(text, "This is no valid address: check it.") from error
    return check_url(url)


def join_url(url: httpx.URL, target: str) -> httpx.URL:
    """Read an address that another one leads to."""
    try:
        joined = url.join(target.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise refused(url, "It leads to no valid address: check it in a browser.") from error
    return check_url(joined)


def check_url(url: httpx.URL) -> httpx.URL:
    """Give the address without its fragment, or raise `fetch-refused` with what is wrong with it."""
    scheme = url.scheme.lower()
    if scheme not in _PORTS:
        raise refused(url, "Only http and https addresses are fetched: save the text and give the file.", scheme)
    if url.userinfo:
        advice = (
            "It holds a name or a password, which are never sent: take them out, or save the page and give the file."
        )
        raise refused(url, advice)
    if not url.host or not 0 < port_of(url) < 65_536:
        raise refused(url, "It names no host, or no possible port: check it.")
    port = None if url.port == _PORTS[scheme] else url.port
    return url.copy_with(scheme=scheme, port=port, fragment=None)


def refused(address: httpx.URL | str, advice: str, value: str = "") -> DocumentError:
    """Make the error for an address that is not asked."""
    return DocumentError("fetch-refused", shown(address), advice, value=value)


def canonical(url: httpx.URL) -> str:
    """Write an address as the same for all who come to the page, whatever mark of their way it carries.

    >>> canonical(httpx.URL("https://example.org/a?id=3&utm_source=feed"))
    'https://example.org/a?id=3'
    """
    parts = url.query.decode("ascii").split("&")
    kept = "&".join(part for part in parts if part and not _TRACKING.match(part))
    return str(url.copy_with(query=kept.encode("ascii") or None, fragment=None))


def port_of(url: httpx.URL) -> int:
    """Give the port that is asked."""
    return _PORTS.get(url.scheme.lower(), 0) if url.port is None else url.port
