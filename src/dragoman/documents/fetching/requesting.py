"""One polite request: paced, timed, limited, and made again where the server says when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import MappingProxyType

import httpcore
import httpx

from dragoman.documents.fetching.addresses import shown
from dragoman.documents.fetching.connecting import GuardedTransport
from dragoman.documents.fetching.options import FetchOptions, System, user_agent
from dragoman.documents.fetching.pace import Pace
from dragoman.documents.fetching.receiving import ACCEPTED, receive
from dragoman.errors import DocumentError

_TYPES = "text/html, application/xhtml+xml, application/pdf;q=0.9, application/xml;q=0.8, text/plain;q=0.8, */*;q=0.5"
_BUSY = frozenset((429, 503))
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    """What a server sent; the body only with status 200."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes


class Requester:
    """Asks servers, one request at a time; made for one thread."""

    def __init__(self, options: FetchOptions, system: System) -> None:
        self._options, self._system = options, system
        self.pace = Pace(options.interval_seconds, system)
        timeout = httpx.Timeout(options.read_seconds, connect=options.connect_seconds)
        headers = {"User-Agent": user_agent(options.contact), "Accept": _TYPES, "Accept-Encoding": ACCEPTED}
        transport = GuardedTransport(options, system.resolve)
        self._client = httpx.Client(transport=transport, headers=headers, timeout=timeout, trust_env=False)

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def forget(self) -> None:
        """Drop the cookies: they last for one fetch, in which some sites send a reader in a circle without them."""
        self._client.cookies.clear()

    def ask(
        self, url: httpx.URL, headers: Mapping[str, str] = _NOTHING, limit: int | None = None, *, cut: bool = False
    ) -> Answer:
        """Send a GET request; DocumentError `fetch-failed`, `too-large` or `private-address` if it comes to nothing.

        A busy server (429, 503) that says when to come back is asked again then, if that is soon.
        """
        for _ in range(self._options.max_retries):
            answer = self._ask_once(url, headers, limit, cut=cut)
            pause = _pause(answer) if answer.status in _BUSY else None
            if pause is None or pause > self._options.max_retry_seconds:
                return answer
            self._system.sleep(pause)
        return self._ask_once(url, headers, limit, cut=cut)

    def _ask_once(self, url: httpx.URL, headers: Mapping[str, str], limit: int | None, *, cut: bool) -> Answer:
        self.pace.wait(url.host)
        request = self._client.build_request("GET", url, headers=dict(headers))
        try:
            answer = self._client.send(request, stream=True)
            try:
                body = receive(answer, limit or self._options.max_bytes, cut=cut) if answer.status_code == 200 else b""
            finally:
                answer.close()
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            advice = "The server is too slow: fetch it again later, or allow more time."
            raise DocumentError("fetch-failed", shown(url), advice, value=f"timeout: {error}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
            raise DocumentError("fetch-failed", shown(url), _advice(error), value=_reason(error)) from error
        return Answer(url, answer.status_code, answer.headers, body)


def _advice(error: Exception) -> str:
    if "CERTIFICATE" in str(error):
        return "Its certificate is not valid here: check the address; name certificates of your own in SSL_CERT_FILE."
    return "The server cannot be reached, or does not speak HTTP: check the address and the network."


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _pause(answer: Answer) -> float | None:
    """Read Retry-After: seconds, or a date, which is measured against the server's own."""
    stated = answer.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        then, now = (parsedate_to_datetime(text) for text in (stated, answer.headers.get("date", "")))
        return max(0.0, (then - now).total_seconds())
    except (TypeError, ValueError):  # no date, or one with and one without a time zone
        return None
