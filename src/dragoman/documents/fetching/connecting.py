"""Connections that only lead to addresses that were checked, and that end in time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from dragoman.documents.fetching.addresses import is_public
from dragoman.documents.fetching.options import FetchOptions
from dragoman.documents.fetching.urls import port_of
from dragoman.errors import DocumentError, SettingsError

Resolve = Callable[[str, int], Sequence[str]]
_IDLE_SECONDS = 5.0


class Deadline:
    """The moment at which the running request must have ended."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = 0.0

    def restart(self) -> None:
        """Begin a request."""
        self._end = time.monotonic() + self._seconds

    def cut(self, seconds: float | None) -> float:
        """Shorten a waiting time to what is left; a timeout where nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"not done after {self._seconds:g} seconds")
        return left if seconds is None else min(seconds, left)


class TimedStream(httpcore.NetworkStream):
    """A connection of which each step ends with the request: a server that drips bytes cannot hold it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._stream.read(max_bytes, self._deadline.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Turn to TLS; the certificate is checked against the host's name, though an address is connected to."""
        try:
            inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        except ValueError as error:  # Python refuses some names of hosts so
            raise httpcore.ConnectError(str(error)) from error
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # as the base class has it
        """Pass on a question about the connection."""
        return self._stream.get_extra_info(info)


class TimedBackend(httpcore.NetworkBackend):
    """Opens connections to any address, within the deadline: for proxies, which the user names himself."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline, self._plain = deadline, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection."""
        timeout = self._deadline.cut(timeout)
        stream = self._plain.connect_tcp(host, port, timeout, local_address, socket_options)
        return TimedStream(stream, self._deadline)


class GuardedBackend(TimedBackend):
    """Opens connections to public addresses only.

    A name is looked up once, all its addresses are checked, and the very address that was checked is connected to: a
    name that leads elsewhere at a second look gains nothing.
    """

    def __init__(self, deadline: Deadline, resolve: Resolve, *, allow_private: bool) -> None:
        super().__init__(deadline)
        self._resolve, self._allow_private = resolve, allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection to the first address of a host that answers."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self.checked(host, port):
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def checked(self, host: str, port: int) -> Sequence[str]:
        """Look up the addresses of a host; `private-address` if any of them is not public."""
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error.strerror or error}") from error
        barred = next((address for address in addresses if not is_public(address)), None)
        if barred and not self._allow_private:
            advice = "It leads to this machine or a private network: allow private addresses if you mean it."
            raise DocumentError("private-address", host, advice, value=f"{host} is {barred}")
        return addresses


class GuardedTransport(httpx.BaseTransport):
    """Sends the requests of a client over guarded connections, or over the proxies of the environment if asked.

    A proxy looks names up itself. The address is checked here too, where the name is known here, but what the proxy
    then connects to is in its own hands.
    """

    def __init__(self, options: FetchOptions, resolve: Resolve) -> None:
        self._deadline = Deadline(options.total_seconds)
        context = httpx.create_ssl_context()
        self._guard = GuardedBackend(self._deadline, resolve, allow_private=options.allow_private)
        self._direct = httpcore.ConnectionPool(context, keepalive_expiry=_IDLE_SECONDS, network_backend=self._guard)
        self._proxies: dict[str, httpcore.ConnectionPool] = {}
        if options.use_proxies:
            found = getproxies().items()
            backend = TimedBackend(self._deadline)
            self._proxies = {name: _proxy(url, context, backend) for name, url in found if name in {"http", "https"}}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises what httpcore raises, and DocumentError for a private address."""
        self._deadline.restart()
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = self._pool(request.url).handle_request(sent)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """End all connections."""
        for pool in (self._direct, *self._proxies.values()):
            pool.close()

    def _pool(self, url: httpx.URL) -> httpcore.ConnectionPool:
        pool = self._proxies.get(url.scheme)
        if pool is None or proxy_bypass(url.host):
            return self._direct
        try:
            self._guard.checked(url.raw_host.decode("ascii"), port_of(url))
        except httpcore.ConnectError:
            return pool  # behind a proxy, names are often unknown on this side
        return pool


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _proxy(address: str, context: ssl.SSLContext, backend: httpcore.NetworkBackend) -> httpcore.HTTPProxy:
    url = httpx.URL(address if "://" in address else f"http://{address}")
    if url.scheme not in {"http", "https"}:
        raise SettingsError(f"the proxy of the environment is a {url.scheme} proxy: name an http proxy, or use none")
    return httpcore.HTTPProxy(
        proxy_url=str(url.copy_with(userinfo=b"")),
        proxy_auth=(url.username, url.password) if url.userinfo else None,
        ssl_context=context,
        network_backend=backend,
    )
