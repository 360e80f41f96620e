"""Fetching from a server on this machine: what comes back, what ends in an issue, how politely it is done."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fetching_server import Reply, Site, SlowTime, docx, html, moved, raw_deflate, robots, rss

from dragoman.documents.decoding import decode
from dragoman.documents.entry import Entry, Form
from dragoman.documents.fetching import Fetcher, FetchOptions
from dragoman.documents.fetching.feeds import fetched_items
from dragoman.documents.fetching.options import user_agent
from dragoman.model import Issue

DAY, LATER = date(2014, 3, 12), date(2014, 4, 1)
Fetch = Callable[..., list[Entry | Issue]]


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture
def slow() -> SlowTime:
    return SlowTime()


@pytest.fixture
def fetch(tmp_path: Path, slow: SlowTime) -> Iterator[Fetch]:
    """Fetches with one fetcher for each set of options, all with one cache."""
    made: dict[FetchOptions, Fetcher] = {}

    def _fetch(url: str, day: date = DAY, **options) -> list[Entry | Issue]:
        chosen = FetchOptions(**({"allow_private": True, "respect_robots": False} | options))
        if chosen not in made:
            made[chosen] = Fetcher(tmp_path / "cache", chosen, slow.system)
        return list(made[chosen].fetch(url, day))

    yield _fetch
    for fetcher in made.values():
        fetcher.close()


def one(items: list[Entry | Issue]) -> Entry:
    assert [type(item) for item in items] == [Entry], items
    return items[0]


def problem(items: list[Entry | Issue]) -> Issue:
    assert [type(item) for item in items] == [Issue], items
    return items[0]


# what comes back


def test_a_page_becomes_an_entry(site: Site, fetch: Fetch) -> None:
    site.pages["/a?id=3&utm_source=x"] = html("<p>Ministers met.</p>")
    entry = one(fetch(site.url("/a?id=3&utm_source=x#top")))
    assert (entry.form, entry.about.retrieved, entry.about.url) == (Form.HTML, DAY, site.url("/a?id=3"))
    assert b"Ministers met." in entry.data
    assert site.requests[0][1]["User-Agent"] == user_agent()


@pytest.mark.parametrize(
    ("path", "media", "body", "form"),
    [
        ("/a", "text/html; charset=utf-8", b"<p>Met.</p>", Form.HTML),
        ("/a", "application/xhtml+xml", b'<?xml version="1.0"?><!-- a --><html xmlns="x"><p>a</p></html>', Form.HTML),
        ("/a", "text/plain", b"Ministers met.", Form.PLAIN),
        ("/a.md", "text/plain", b"# Ministers", Form.MARKDOWN),
        ("/a", "text/markdown", b"# Ministers", Form.MARKDOWN),
        ("/a.12", "text/plain", b"Ministers met.", Form.PLAIN),
        ("/a.php", "", b"Ministers met.", Form.PLAIN),
        ("/a", "text/plain", b"<!DOCTYPE html>\n<title>a</title><p>Met.", Form.HTML),
        ("/a", "application/octet-stream", b"%PDF-1.4 ...", Form.PDF),
        ("/a.pdf", "application/pdf", b"<html><p>Not found</p></html>", Form.HTML),
        ("/a", "application/zip", docx(), Form.DOCX),
        ("/a", "", b"Ministers met in Ankara.", Form.PLAIN),
        ("/a.md", "application/octet-stream", b"# Ministers", Form.MARKDOWN),
    ],
)
def test_what_it_is_is_seen(site: Site, fetch: Fetch, path: str, media: str, body: bytes, form: Form) -> None:
    site.pages[path] = Reply(body, {"Content-Type": media} if media else {})
    assert one(fetch(site.url(path))).form is form


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("image/png", b"\x89PNG...."),
        ("application/octet-stream", b"\x7fELF\x00\x00"),
        ("application/zip", b"PK\x03\x04 damaged"),
        ("text/css", b"p { color: red }"),
        ("application/xml", b"<urlset><url>a</url></urlset>"),
        ("application/pdf", b"no such thing"),
        ("text/html", b"  \n"),
    ],
)
def test_what_is_no_document_is_an_issue(site: Site, fetch: Fetch, media: str, body: bytes) -> None:
    site.pages["/a"] = Reply(body, {"Content-Type": media})
    issue = problem(fetch(site.url("/a")))
    assert (issue.kind, issue.record) == ("not-a-document", site.url("/a"))


@pytest.mark.parametrize(
    ("charset", "text", "sent"),
    [
        ("windows-1251", "Переговоры", "cp1251"),
        ("iso-8859-1", "“Élysée”", "cp1252"),
        ("shift_jis", "会談", "shift_jis"),
        ("iso-8859-1", "Met.", "utf-16"),
        ("iso-8859-1", "Élysée", "utf-8"),  # the server is wrong
        ("x-nonsense", "Élysée", "utf-8"),
        ("utf-7", "a +AGE- b", "ascii"),
    ],
)
def test_the_stated_charset_is_read(site: Site, fetch: Fetch, charset: str, text: str, sent: str) -> None:
    site.pages["/a"] = Reply(text.encode(sent), {"Content-Type": f'text/plain; charset="{charset}"'})
    data = one(fetch(site.url("/a"))).data
    assert (data if isinstance(data, str) else decode(data).text) == text


def test_json_lines_become_entries(site: Site, fetch: Fetch) -> None:
    lines = '{"text": "They met.", "retrieved": "2013-01-02"}\nbroken\n{"text": "They left."}\n'
    site.pages["/a"] = Reply(lines, {"Content-Type": "application/x-ndjson"})
    first, bad, last = fetch(site.url("/a"))
    assert (bad.kind, bad.place, bad.record) == ("malformed-json", "line 2", site.url("/a"))
    assert (first.about.retrieved, last.about.retrieved) == (date(2013, 1, 2), DAY)


def test_a_feed_gives_the_pages_of_its_items(site: Site, fetch: Fetch) -> None:
    items = [
        "<item><title>A &amp;amp; B</title><link>/a</link><pubDate>Tue, 4 Mar 2014 23:30:00 -0500</pubDate></item>",
        "<item><link>/gone</link><description>&lt;p&gt;Told here.&lt;/p&gt;</description></item>",
        "<item><link>/gone-too</link><title>Only a title</title></item>",
        "<item><link>/a</link></item>",
        "<item><link>/feed</link></item>",
        "<item><link>http://nowhere.test/</link></item>",
    ]
    site.pages |= {"/feed": rss(*items), "/a": html("<p>Ministers met.</p>")}
    got = fetch(site.url("/feed"))
    pages = [item for item in got if isinstance(item, Entry)]
    assert [page.about.url for page in pages] == [site.url("/a"), site.url("/gone")]
    assert (pages[0].about.title, pages[0].about.dates[0].earliest) == ("A & B", date(2014, 3, 4))
    assert (pages[1].data, pages[1].source, pages[1].form) == ("<p>Told here.</p>", site.url("/feed#2"), Form.HTML)
    assert pages[1].about.retrieved == DAY
    kinds = [item.kind for item in got if isinstance(item, Issue)]
    assert kinds == ["http-error", "http-error", "not-a-document", "fetch-failed"]


def test_a_feed_is_not_followed_where_that_is_not_wanted(site: Site, fetch: Fetch) -> None:
    items = [f"<item><link>/{n}</link><description>Talks number {n}.</description></item>" for n in range(5)]
    site.pages["/feed"] = rss(*items, "<item><title>bare</title></item>")
    got = fetch(site.url("/feed"), follow_feeds=False, max_items=3)
    assert [(item.kind, item.severity) for item in got[:1]] == [("feed-cut", "warning")]
    assert [item.data for item in got[1:]] == [f"Talks number {n}." for n in range(3)]
    assert fetch(site.url("/feed"), follow_feeds=False)[-1].kind == "missing-text"
    assert site.paths == ["/feed", "/feed"]


def test_a_feed_item_without_text_keeps_what_it_states() -> None:
    item = "<title>A &amp; B</title><link>/2014/a</link><pubDate>Tue, 4 Mar 2014 23:30:00 -0500</pubDate>"
    feed = f"<rss version='2.0'><channel><title>Quay Post</title><item>{item}</item></channel></rss>"
    (entry,) = fetched_items(feed, "http://quay.example/feed")
    about = entry.about
    assert (entry.data, about.title, about.outlet) == ("", "A & B", "Quay Post")
    assert (about.url, about.dates[0].earliest) == ("http://quay.example/2014/a", date(2014, 3, 4))


@pytest.mark.parametrize(
    "entities",
    ['<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY a SYSTEM "file:///etc/passwd">', "<!ENTITY "],
)
def test_a_feed_with_entities_of_its_own_is_refused(site: Site, fetch: Fetch, entities: str) -> None:
    body = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel><item>&b;</item></channel></rss>'
    site.pages["/feed"] = Reply(body, {"Content-Type": "application/rss+xml"})
    assert problem(fetch(site.url("/feed"))).kind == "not-a-document"


# redirects


def test_redirects_are_followed_to_a_limit(site: Site, fetch: Fetch) -> None:
    site.pages |= {
        "/1": moved("/2", 301),
        "/2": moved("3", 307),
        "/3": html("<p>Here.</p>"),
        "/circle": moved("/circle"),
    }
    assert one(fetch(site.url("/1"))).about.url == site.url("/3")
    assert problem(fetch(site.url("/1"), max_redirects=1)).value == "more than 1 redirects"
    assert problem(fetch(site.url("/circle"))).kind == "fetch-failed"
    assert site.paths.count("/circle") == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "http://jane:secret@127.0.0.1/", "http://a:99999/"]
)
def test_a_redirect_is_checked_anew(site: Site, fetch: Fetch, target: str) -> None:
    site.pages["/1"] = moved(target)
    issue = problem(fetch(site.url("/1")))
    assert issue.kind in {"fetch-refused", "fetch-failed"}
    assert "secret" not in str(issue)
    assert site.paths == ["/1"]


def test_cookies_last_for_one_fetch(site: Site, fetch: Fetch) -> None:
    site.pages |= {"/1": Reply(status=302, headers={"Location": "/2", "Set-Cookie": "seen=1"}), "/2": html("<p>a</p>")}
    one(fetch(site.url("/1")))
    one(fetch(site.url("/2")))
    assert [headers.get("Cookie") for _, headers in site.requests] == [None, "seen=1", None]


# limits


def test_what_is_too_large_is_an_issue(site: Site, fetch: Fetch) -> None:
    def endless(handler) -> None:
        for _ in range(1000):
            handler.wfile.write(b"a" * 10_000)

    site.pages |= {
        "/stated": html("a" * 5000),
        "/endless": Reply(headers={"Content-Type": "text/plain"}, write=endless),
    }
    for path in site.pages:
        assert problem(fetch(site.url(path), max_bytes=4000)).kind == "too-large"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_small_answer_that_unpacks_to_much_is_left(site: Site, fetch: Fetch, encoding: str) -> None:
    packed = (gzip if encoding == "gzip" else zlib).compress(b"a" * 50_000_000)
    site.pages["/a"] = Reply(packed, {"Content-Type": "text/plain", "Content-Encoding": encoding})
    assert len(packed) < 100_000
    assert problem(fetch(site.url("/a"), max_bytes=100_000)).kind == "too-large"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:40], mtime=0) + gzip.compress(data[40:]) + b"\0\0"),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("identity", bytes),
    ],
)
def test_packed_answers_are_unpacked(site: Site, fetch: Fetch, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    text = b"Ministers met. " * 20_000
    site.pages["/a"] = Reply(pack(text), {"Content-Type": "text/plain", "Content-Encoding": encoding})
    assert one(fetch(site.url("/a"))).data == text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(b"a" * 900, mtime=0)[:-9]), ("gzip", b"plain"), ("br", b"a"), ("gzip, gzip", b"a")],
)
def test_what_cannot_be_unpacked_is_an_issue(site: Site, fetch: Fetch, encoding: str, body: bytes) -> None:
    site.pages["/a"] = Reply(body, {"Content-Type": "text/plain", "Content-Encoding": encoding})
    assert problem(fetch(site.url("/a"))).kind == "fetch-failed"


def test_a_server_that_drips_is_left(site: Site, fetch: Fetch) -> None:
    def drip(handler) -> None:
        for _ in range(100):
            handler.wfile.write(b"a")
            time.sleep(0.02)

    site.pages["/a"] = Reply(headers={"Content-Type": "text/plain"}, write=drip)
    start = time.monotonic()
    issue = problem(fetch(site.url("/a"), total_seconds=0.2))
    assert (issue.kind, issue.value[:7]) == ("fetch-failed", "timeout")
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("cut", [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", b"no HTTP at all\r\n\r\n", b""])
def test_a_broken_answer_is_an_issue(site: Site, fetch: Fetch, cut: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handler) -> None:
        handler.wfile.write(cut)
        handler.close_connection = True

    monkeypatch.setattr("fetching_server._Handler.do_GET", broken)
    assert problem(fetch(site.url("/a"))).kind == "fetch-failed"


def test_a_server_that_speaks_no_tls_is_an_issue(site: Site, fetch: Fetch) -> None:
    assert problem(fetch(site.url("/a").replace("http:", "https:"))).kind == "fetch-failed"


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 418, 500])
def test_another_status_is_an_issue(site: Site, fetch: Fetch, status: int) -> None:
    site.pages["/a"] = Reply(status=status)
    issue = problem(fetch(site.url("/a")))
    assert (issue.kind, issue.value) == ("http-error", f"status {status}")


# politeness


def test_a_host_is_asked_once_a_second(site: Site, fetch: Fetch, slow: SlowTime) -> None:
    slow.names = {"one.test": ("127.0.0.1",), "two.test": ("127.0.0.1",)}
    site.pages["/"] = html("<p>a</p>")
    for host in ("one.test", "two.test", "one.test"):
        one(fetch(site.url("/", host)))
    assert slow.sleeps == [1.0]
    slow.now += 0.75
    one(fetch(site.url("/", "one.test")))
    assert slow.sleeps == [1.0, 0.25]


def test_retry_after_is_waited_for(site: Site, fetch: Fetch, slow: SlowTime) -> None:
    dates = {"Date": "Wed, 12 Mar 2014 08:00:00 GMT", "Retry-After": "Wed, 12 Mar 2014 08:00:20 GMT"}
    site.pages["/a"] = [Reply(status=429, headers={"Retry-After": "7"}), Reply(status=503, headers=dates), html("a")]
    site.pages["/date"] = Reply(status=503, headers={"Retry-After": "soon"})
    one(fetch(site.url("/a")))
    assert slow.sleeps == [7.0, pytest.approx(20.0)]
    assert problem(fetch(site.url("/date"))).value == "status 503"


def test_retries_have_an_end(site: Site, fetch: Fetch, slow: SlowTime) -> None:
    site.pages |= {"/a": Reply(status=503, headers={"Retry-After": "5"}), "/b": moved("/b", 429)}
    site.pages["/b"] = Reply(status=429, headers={"Retry-After": "3600"})
    assert problem(fetch(site.url("/a"))).value == "status 503"
    assert problem(fetch(site.url("/b"))).value == "status 429"
    assert site.paths == ["/a"] * 3 + ["/b"]


def test_robots_are_obeyed(site: Site, fetch: Fetch, slow: SlowTime) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /closed\nCrawl-delay: 9\n")
    site.pages |= {path: html("<p>a</p>") for path in ("/open", "/closed/a")} | {"/way": moved("/closed/a")}
    one(fetch(site.url("/open"), respect_robots=True))
    for path in ("/closed/a", "/way"):
        issue = problem(fetch(site.url(path), respect_robots=True))
        assert (issue.kind, issue.record) == ("robots-disallowed", site.url(path))
    assert site.paths == ["/robots.txt", "/open", "/way"]
    assert slow.sleeps == [9.0, 9.0]
    one(fetch(site.url("/closed/a"), respect_robots=False))


@pytest.mark.parametrize(("status", "kind"), [(404, Entry), (403, Entry), (500, Issue), (503, Issue)])
def test_a_missing_robots_file_allows_and_a_broken_server_does_not(
    site: Site, fetch: Fetch, status: int, kind: type
) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /", status), "/a": html("<p>a</p>")}
    assert [type(item) for item in fetch(site.url("/a"), respect_robots=True)] == [kind]


def test_robots_are_asked_again_after_a_day(site: Site, fetch: Fetch, slow: SlowTime) -> None:
    site.pages["/robots.txt"] = [robots("User-agent: *\nDisallow: /"), moved("/elsewhere")]
    site.pages |= {"/elsewhere": robots(""), "/a": html("<p>a</p>")}
    assert problem(fetch(site.url("/a"), respect_robots=True)).kind == "robots-disallowed"
    assert problem(fetch(site.url("/a"), respect_robots=True)).kind == "robots-disallowed"
    slow.now += 90_000
    one(fetch(site.url("/a"), respect_robots=True))


# the cache


def test_an_unchanged_page_is_the_same_entry(site: Site, fetch: Fetch) -> None:
    site.pages |= {"/a": html("<p>Met.</p>", ETag='"1"'), "/b": html("<p>No tag.</p>")}
    for path in ("/a", "/b"):
        first, second = one(fetch(site.url(path))), one(fetch(site.url(path), LATER))
        assert (second, second.key) == (first, first.key)
        assert second.about.retrieved == DAY
    assert site.requests[1][1]["If-None-Match"] == '"1"'
    site.pages["/a"] = html("<p>Met again.</p>", ETag='"2"')
    assert one(fetch(site.url("/a"), LATER)).about.retrieved == LATER


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: b"\xff" + data, lambda data: b""])
def test_a_broken_cache_file_is_rewritten(site: Site, fetch: Fetch, tmp_path: Path, damage) -> None:
    site.pages["/a"] = html("<p>Met.</p>", ETag='"1"')
    one(fetch(site.url("/a")))
    (path,) = (tmp_path / "cache").iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    one(fetch(site.url("/a")))
    assert "If-None-Match" not in site.requests[1][1]
    assert path.read_bytes() == whole


def test_what_may_not_be_stored_is_not(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.pages["/a"] = html("<p>Met.</p>", Cache_Control="private, no-store")
    one(fetch(site.url("/a")))
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_a_warning(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands in the way")
    site.pages["/a"] = html("<p>Met.</p>")
    warning, entry = fetch(site.url("/a"))
    assert (warning.kind, warning.severity, type(entry)) == ("cache-unwritable", "warning", Entry)
