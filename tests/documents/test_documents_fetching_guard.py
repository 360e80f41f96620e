"""What is never asked: private networks, addresses with passwords, pages that robots.txt bars."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpcore
import pytest
from fetching_server import Reply, Site, SlowTime, html
from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.entry import Entry
from dragoman.documents.fetching import Fetcher, FetchOptions, System, is_url
from dragoman.documents.fetching.addresses import is_public, shown
from dragoman.documents.fetching.rules import Rules, read_rules
from dragoman.errors import SettingsError
from dragoman.model import Issue

DAY = date(2014, 3, 12)


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in the way of every connection but those to the test's own server, and keeps where they would lead."""
    tried: list[str] = []
    real = httpcore.SyncBackend.connect_tcp

    def _connect(self, host: str, port: int, *rest: object):
        tried.append(host)
        if host != "127.0.0.1":
            raise httpcore.ConnectError("no network in this test")
        return real(self, host, port, *rest)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", _connect)
    return tried


def fetch(url: str, folder: Path, system: System | None = None, **options) -> list[Entry | Issue]:
    chosen = FetchOptions(**({"interval_seconds": 0.0} | options))
    with Fetcher(folder, chosen, system) as fetcher:
        return list(fetcher.fetch(url, DAY))


@pytest.mark.parametrize(
    "host",
    """
    127.0.0.1 localhost 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1
    255.255.255.255 0x7f000001 2130706433 127.1 0x7f.1 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [fe80::1] [fc00::1]
    [ff02::1] [64:ff9b::7f00:1] [2002:7f00:1::] [fec0::1]
    """.split(),
)
@pytest.mark.parametrize("robots", [True, False])
def test_private_addresses_are_refused(
    site: Site, tmp_path: Path, connected: list[str], host: str, robots: bool
) -> None:
    # the system's own resolver reads these: all are numbers or stand in its hosts file, none goes out
    (issue,) = fetch(site.url("/a", host), tmp_path, respect_robots=robots)
    assert issue.kind == "private-address"
    assert (connected, site.connections) == ([], 0)


@pytest.mark.parametrize("url", ["http://0177.0.0.1/", "http://１２７.0.0.1/", "http://127.0.0.1.:80/"])
def test_odd_ways_to_write_this_machine_lead_nowhere(tmp_path: Path, connected: list[str], url: str) -> None:
    (issue,) = fetch(url, tmp_path)
    assert issue.kind in {"fetch-refused", "private-address", "fetch-failed"}
    assert connected == []


@pytest.mark.parametrize("found", [("127.0.0.1",), ("93.184.215.14", "10.0.0.1"), ("93.184.215.14", "::1")])
def test_all_addresses_of_a_name_are_checked(
    site: Site, tmp_path: Path, connected: list[str], found: tuple[str, ...]
) -> None:
    slow = SlowTime()
    slow.names["news.test"] = found
    (issue,) = fetch(site.url("/", "news.test"), tmp_path, slow.system)
    assert (issue.kind, issue.value) == ("private-address", f"news.test is {found[-1]}")
    assert (connected, site.connections) == ([], 0)


def test_the_address_that_was_checked_is_connected_to(tmp_path: Path, connected: list[str]) -> None:
    answers = [("93.184.215.14", "93.184.215.15"), ("127.0.0.1",)]
    (issue,) = fetch(
        "http://news.test/", tmp_path, System(resolve=lambda host, port: answers.pop(0)), respect_robots=False
    )
    assert (issue.kind, connected) == ("fetch-failed", ["93.184.215.14", "93.184.215.15"])
    assert answers == [("127.0.0.1",)]


@pytest.mark.parametrize("path", ["/page", "/robots.txt"])
@pytest.mark.parametrize("target", ["http://inner.test/", "http://127.0.0.5/", "http://localhost/", "//[::1]/"])
def test_a_redirect_to_this_machine_is_refused(
    site: Site, tmp_path: Path, connected: list[str], path: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the address of the test's server counts as public here, all others are judged as ever
    monkeypatch.setattr(
        "dragoman.documents.fetching.connecting.is_public", lambda found: found == "127.0.0.1" or is_public(found)
    )
    slow = SlowTime()
    slow.names = dict.fromkeys(("inner.test", "127.0.0.5", "localhost"), ("127.0.0.5",))
    slow.names |= {"outer.test": ("127.0.0.1",), "::1": ("::1",)}
    site.pages[path] = Reply(status=302, headers={"Location": target})
    (issue,) = fetch(site.url("/page", "outer.test"), tmp_path, slow.system)
    assert issue.kind == "private-address"
    assert (set(connected), site.paths[-1]) == ({"127.0.0.1"}, path)


@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_judged_by_what_it_wraps(address) -> None:
    wrapped = [f"::ffff:{address}", f"64:ff9b::{address}"]
    assert {is_public(text) for text in wrapped} == {is_public(str(address))}


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


# proxies


def test_proxies_of_the_environment_are_left_alone_unless_asked(
    site: Site, tmp_path: Path, connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, site.url("/"))
    monkeypatch.setenv("no_proxy", "direct.test")
    site.pages["http://news.test/a"] = html("<p>By way of the proxy.</p>")
    slow = SlowTime()
    (issue,) = fetch("http://news.test/a", tmp_path, slow.system, respect_robots=False)
    assert (issue.kind, site.connections) == ("fetch-failed", 0)
    (entry,) = fetch("http://news.test/a", tmp_path, slow.system, respect_robots=False, use_proxies=True)
    assert b"By way of the proxy" in entry.data
    slow.names = {"inner.test": ("10.0.0.1",), "direct.test": ("10.0.0.1",)}
    for host in ("inner.test", "direct.test"):
        (issue,) = fetch(f"http://{host}/a", tmp_path, slow.system, respect_robots=False, use_proxies=True)
        assert issue.kind == "private-address"
    assert (site.connections, connected) == (1, ["127.0.0.1"])
    slow.names["direct.test"] = ("127.0.0.1",)
    site.pages["/d"] = html("<p>Without the proxy.</p>")
    options = {"respect_robots": False, "use_proxies": True, "allow_private": True}
    (entry,) = fetch(site.url("/d", "direct.test"), tmp_path, slow.system, **options)
    assert b"Without the proxy" in entry.data


def test_a_proxy_of_another_kind_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1")
    with pytest.raises(SettingsError, match="socks5"):
        Fetcher(tmp_path, FetchOptions(use_proxies=True))


# servers that would hold the line or fill the memory


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Sends a head without an end."""
    for _ in range(40):
        handler.wfile.write(b"X-A: a\r\n")
        time.sleep(0.02)


@pytest.mark.parametrize("behaviour", [silent, dripping])
def test_a_server_that_never_ends_its_head_is_left(
    site: Site, tmp_path: Path, behaviour: Callable[[BaseHTTPRequestHandler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        behaviour(handler)
        handler.close_connection = True

    monkeypatch.setattr("fetching_server._Handler.do_GET", answer)
    start = time.monotonic()
    (issue,) = fetch(site.url(), tmp_path, allow_private=True, respect_robots=False, total_seconds=0.1)
    assert (issue.kind, issue.value[:7]) == ("fetch-failed", "timeout")
    assert time.monotonic() - start < 0.4


def hollow(handler: BaseHTTPRequestHandler) -> None:
    """Sends packed bytes that unpack to nothing."""
    for _ in range(100):
        handler.wfile.write(b"\x00\x00\x00\xff\xff" * 1000)


@pytest.mark.parametrize(
    ("headers", "write"),
    [({"Content-Encoding": "deflate"}, hollow), ({"Content-Length": "99999999999"}, silent)],
)
def test_what_would_be_too_large_is_left(site: Site, tmp_path: Path, headers: dict[str, str], write) -> None:
    site.pages["/"] = Reply(headers={"Content-Type": "text/plain", **headers}, write=write)
    (issue,) = fetch(site.url(), tmp_path, allow_private=True, respect_robots=False, max_bytes=10_000)
    assert issue.kind == "too-large"


# addresses that are not asked


@pytest.mark.parametrize(
    ("text", "url"), [(" https://a.test/", True), ("FTP://a.test", True), ("a.html", False), ("/a//b", False)]
)
def test_addresses_are_told_from_paths(text: str, url: bool) -> None:
    assert is_url(text) is url


@pytest.mark.parametrize(
    "url",
    """
    ftp://a.test/a file:///etc/passwd gopher://a.test/ http://jane:secret@a.test/ http://jane@a.test/ http:///a http://
    http://a.test:99999/ http://a.test:0/ http://jane:se/secret@a.test/ http://[::1 https://jane:p@secret@a.test/
    """.split(),
)
def test_what_is_not_asked_is_refused_without_its_password(tmp_path: Path, connected: list[str], url: str) -> None:
    (issue,) = fetch(url, tmp_path, SlowTime().system)
    assert issue.kind == "fetch-refused"
    assert "secret" not in f"{issue}"
    assert connected == []


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.test/@jane/b", "https://a.test/@jane/b"),
        ("https://a.test:80/x:y@z#c", "https://a.test:80/x:y@z"),
        ("https://jane:p@a.test/@b?c=@d", "https://a.test/@b?c=@d"),
        ("https://jane:p/q@a.test/b", "https://a.test/b"),
        ("https://[::1]/a@b", "https://[::1]/a@b"),
    ],
)
def test_addresses_are_shown_without_passwords(url: str, written: str) -> None:
    assert shown(url) == written


@pytest.fixture(scope="module")
def fetcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fetcher]:
    options = FetchOptions(respect_robots=False, interval_seconds=0)
    with Fetcher(tmp_path_factory.mktemp("cache"), options, SlowTime().system) as made:
        yield made


@given(st.text(max_size=60))
def test_any_text_ends_in_an_issue(fetcher: Fetcher, text: str) -> None:
    for url in (text, f"http://{text}"):
        assert [type(item) for item in fetcher.fetch(url, DAY)] == [Issue]


# robots.txt


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /*", "/a", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /a*b*c", "/axxbxxc/d", False),
        ("User-agent: *\nDisallow: /a*b*c$", "/abcb", True),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/world", "/news/world/1", True),
        ("User-agent: *\nAllow: /news/world\nDisallow: /news", "/news/local", False),
        ("User-agent: *\nAllow: /news\nDisallow: /news/world", "/news/world/1", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: dragoman\nAllow: /", "/a", True),
        ("User-agent: *\nAllow: /\nUser-agent: Dragoman/2.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\nUser-agent: dragoman\n", "/a", True),
        ("User-agent: other\nUser-agent: dragoman\nDisallow: /a", "/a", False),
        ("User-agent: dragoman\nDisallow: /a\n\nUser-agent: dragoman\nDisallow: /b", "/b", False),
        ("User-agent: dragoman\n\nDisallow: /a", "/a", False),
        ("User-agent: go\nDisallow: /", "/a", True),
        ("User-agent: dragoman-images\nDisallow: /", "/a", True),
        ("Disallow: /", "/a", True),
        ("\ufeffuser-agent : * # all\r\nDISALLOW: /a # not this\rSitemap: /s", "/a", False),
        ("User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /%7Ejane", "/~jane/a", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: *\nDisallow: /*?print", "/a?b=1&print", True),
        ("User-agent: *\nDisallow: /*?*print", "/a?b=1&print", False),
    ],
)
def test_robots_files_are_read(text: str, path: str, allowed: bool) -> None:
    assert read_rules(text, "dragoman").allow(path) is allowed


@pytest.mark.parametrize(("text", "delay"), [("2.5", 2.5), ("10", 10.0), ("-1", 0.0), ("nan", 0.0), ("1e9", 0.0)])
def test_crawl_delays_are_read(text: str, delay: float) -> None:
    rules = read_rules(f"User-agent: *\nCrawl-delay: {text}\nUser-agent: other\nDisallow: /\n", "dragoman")
    assert rules == Rules((), delay)


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_robots_file_is_read(text: str, path: str) -> None:
    rules = read_rules(f"User-agent: *\n{text}", "dragoman")
    assert rules.allow(f"/{path}") in {True, False}
