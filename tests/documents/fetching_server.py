"""A web server on this machine for tests of fetching, and a clock that moves only when somebody sleeps."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from socketserver import BaseServer

from docx import Document as Docx

from dragoman.documents.fetching import System

Headers = dict[str, str]


@dataclass
class Reply:
    body: bytes | str = b""
    headers: Headers = field(default_factory=dict)
    status: int = 200
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Writes the body its own way, after the head."""

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def html(body: str, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(f"<!doctype html><html><body>{body}</body></html>", {"Content-Type": "text/html", **named})


def docx() -> bytes:
    made, out = Docx(), BytesIO()
    made.add_paragraph("Ministers met.")
    made.save(out)
    return out.getvalue()


def rss(*items: str) -> Reply:
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'
    return Reply(body, {"Content-Type": "text/xml"})


def moved(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": target})


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def robots(text: str, status: int = 200) -> Reply:
    return Reply(text, {"Content-Type": "text/plain"}, status)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name that http.server calls
        site: Site = self.server.site
        site.requests.append((self.path, dict(self.headers)))
        found = site.pages.get(self.path, Reply(status=404))
        reply = found.pop(0) if isinstance(found, list) else found
        same = self.headers.get("If-None-Match") == reply.headers.get("ETag", "no tag")
        data = b"" if same else reply.data
        self.send_response_only(304 if same else reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.write is None:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if reply.write:
            self.close_connection = True
            reply.write(self)
        else:
            self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self):
        self.site.connections += 1
        return super().get_request()

    def handle_error(self, request: object, client_address: object) -> None:
        """The client leaves early in many tests."""


class Site:
    """A server with pages; counts connections and keeps the requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | list[Reply]] = {}
        self.requests: list[tuple[str, Headers]] = []
        self.connections = 0
        self._server = _Server(self)
        self.port = self._server.server_address[1]
        threading.Thread(target=BaseServer.serve_forever, args=(self._server, 0.01), daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class SlowTime:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sleeps: list[float] = []
        self.names: dict[str, tuple[str, ...]] = {}
        self.looked_up: list[str] = []

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        self.looked_up.append(host)
        if host in self.names:
            return self.names[host]
        if host == "127.0.0.1":
            return (host,)
        raise OSError(f"{host}: unknown in this test")

    @property
    def system(self) -> System:
        return System(lambda: self.now, self.sleep, self.resolve)
