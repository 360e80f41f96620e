"""WARC: which records become entries, and what happens where one is damaged."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from datetime import date

import pyarrow as pa
import pytest
from documents_inputs import GOOD, PAGE, answer, crawl, entries, kinds, record
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman.documents.entry import Form

INFO = record(b"software: x", "", "warcinfo")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", kind="request")


def brotli(data: bytes) -> bytes:
    return pa.Codec("brotli").compress(data, asbytes=True)


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_crawl(tmp_path, packed):
    content = crawl(INFO, REQUEST, record(answer()), record(answer(), "http://example.org/b"), packed=packed)
    path = tmp_path / ("c.warc.gz" if packed else "c.warc")
    found, issues = entries(content, path)
    assert [entry.source for entry in found] == [f"{path.as_posix()}#{number}" for number in (3, 4)]
    assert [entry.about.url for entry in found] == ["http://example.org/a", "http://example.org/b"]
    assert {(entry.data, entry.form, entry.about.retrieved, entry.about.dates) for entry in found} == {
        (PAGE.encode(), Form.HTML, date(2014, 3, 12), ())
    }
    assert not issues


def test_a_crawl_packed_as_one_stream(tmp_path):
    found, issues = entries(gzip.compress(crawl(INFO, record(answer()))), tmp_path / "c.warc.gz")
    assert (len(found), issues) == (1, [])


LEFT_OUT = {
    "moved": record(answer(status="301 Moved Permanently")),
    "gone": record(answer(status="404 Not Found")),
    "fault": record(answer(status="503 Service Unavailable")),
    "picture": record(answer(b"\x89PNG", "Content-Type: image/png")),
    "script": record(answer(b"let a = 1", "Content-Type: text/javascript")),
    "revisit": record(answer(), kind="revisit", Content_Type="application/http"),
    "metadata": record(b"via: x", kind="metadata"),
    "rules for robots": record(answer(b"User-agent: *", "Content-Type: text/plain"), "http://example.org/robots.txt"),
    "name": record(b"20140312 example.org", "dns:example.org", Content_Type="text/dns"),
    "picture told as a page": record(answer(b"\x89PNG\r\n\x1a\n", "Content-Type: text/html")),
}


@pytest.mark.parametrize("left_out", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_no_page_is_left_out(tmp_path, left_out):
    found, issues = entries(crawl(left_out, record(answer())), tmp_path / "c.warc")
    assert [entry.source[-2:] for entry in found] == ["#2"]
    assert not issues
    assert kinds(entries(left_out, tmp_path / "d.warc")[1]) == ["empty-file"]


def test_other_kinds_of_content(tmp_path):
    records = [
        record(answer(b"%PDF-1.7 x", "Content-Type: application/pdf")),
        record(answer(b"%PDF-1.7 x", "Content-Type: application/octet-stream")),
        record(answer(GOOD.encode(), "Content-Type: text/plain")),
        record(answer(PAGE.encode(), "X-None: 1")),
        record(GOOD.encode(), kind="conversion"),
        record(PAGE.encode(), "file:///a.html", kind="resource", Content_Type="text/html"),
    ]
    found, issues = entries(crawl(*records), tmp_path / "c.warc")
    forms = [Form.PDF, Form.PDF, Form.PLAIN, Form.HTML, Form.PLAIN, Form.HTML]
    assert ([entry.form for entry in found], issues) == (forms, [])


PIECES = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (PAGE[:9].encode(), PAGE[9:].encode()))
CODED = {
    "in pieces": (PIECES + b"0\r\n\r\n", "Transfer-Encoding: chunked"),
    "called pieces": (PAGE.encode(), "Transfer-Encoding: chunked"),
    "gzip": (gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
    "called gzip": (PAGE.encode(), "Content-Encoding: gzip"),
    "deflate": (zlib.compress(PAGE.encode()), "Content-Encoding: deflate"),
    "bare deflate": (zlib.compress(PAGE.encode())[2:-4], "Content-Encoding: deflate"),
    "brotli": (brotli(PAGE.encode()), "Content-Encoding: br"),
    "called brotli": (PAGE.encode(), "Content-Encoding: br"),
    "twice": (brotli(gzip.compress(PAGE.encode())), "Content-Encoding: gzip, br"),
}


@pytest.mark.parametrize(("body", "head"), CODED.values(), ids=CODED)
def test_content_is_unpacked(tmp_path, body, head):
    found, issues = entries(record(answer(body, f"Content-Type: text/html\r\n{head}")), tmp_path / "c.warc")
    assert ([entry.data for entry in found], issues) == ([PAGE.encode()], [])


def test_packed_pieces(tmp_path):
    packed = gzip.compress(PAGE.encode())
    body = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    head = "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    assert entries(record(answer(body, head)), tmp_path / "c.warc")[0][0].data == PAGE.encode()


WORDS = "<p>Президент прибыл в Москву</p>"
ENCODED = [
    (WORDS.encode("cp1251"), "windows-1251", WORDS),
    (WORDS.encode(), "windows-1251", WORDS.encode()),
    (WORDS.encode(), "utf-8", WORDS.encode()),
    ("<p>“Élysée”</p>".encode("cp1252"), "ISO-8859-1", "<p>“Élysée”</p>"),
    ("<p>東京</p>".encode("cp932"), "Shift_JIS", "<p>東京</p>"),
    (WORDS.encode("cp1251"), "no-such", WORDS.encode("cp1251")),
    (WORDS.encode("cp1251"), "utf-7", WORDS.encode("cp1251")),
    (WORDS.encode("cp1251"), "rot13", WORDS.encode("cp1251")),
]


@pytest.mark.parametrize(("body", "charset", "data"), ENCODED)
def test_the_charset_of_the_head(tmp_path, body, charset, data):
    content = record(answer(body, f'Content-Type: text/html; charset="{charset}"'))
    assert entries(content, tmp_path / "c.warc")[0][0].data == data


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_that_is_cut_short(tmp_path, packed):
    body = PAGE.encode() + random.Random(1).randbytes(5000)
    content = crawl(record(answer()), record(answer(body)), packed=packed)
    path = tmp_path / "c.warc.gz"
    found, issues = entries(content[:-900], path)
    assert [entry.source[-2:] for entry in found] == ["#1"]
    assert [(issue.kind, issue.severity) for issue in issues] == [("cut-short", "warning")]
    assert issues[0].place.startswith("record 2, byte ")


def test_reading_goes_on_behind_damage(tmp_path):
    broken = [
        b"nonsense\r\nmore nonsense\r\n",
        record(answer(), Content_Length="many"),
        record(answer(), Content_Length="10"),
        b"WARC/1.0\r\n" + b"x" * 3000 + b"\r\n\r\n",
    ]
    for damage in broken:
        found, issues = entries(crawl(record(answer()), damage, record(answer())), tmp_path / "c.warc")
        assert len([entry for entry in found if entry.data == PAGE.encode()]) == 2
        assert set(kinds(issues)) <= {"damaged-archive"}
        assert issues or len(found) > 2


def test_a_member_that_is_damaged(tmp_path):
    packed = [gzip.compress(record(answer(PAGE.encode() + bytes(range(256)) * 9))) for _ in range(3)]
    packed[1] = packed[1][:200] + b"\x00\x00\x00" + packed[1][203:]
    found, issues = entries(b"".join(packed), tmp_path / "c.warc.gz")
    assert found[0].source.endswith("#1")
    assert kinds(issues)[-1] == "damaged-archive"


def test_limits(tmp_path):
    long = record(answer(PAGE.encode() + b" " * 5000))
    packed = record(answer(gzip.compress(bytes(3_000_000)), "Content-Type: text/html\r\nContent-Encoding: gzip"))
    huge = record(answer(PAGE.encode() + b" " * 1_500_000))
    found, issues = entries(crawl(long, packed, huge, record(answer())), tmp_path / "c.warc", max_file_bytes=3000)
    assert [entry.source[-2:] for entry in found] == ["#4"]
    assert kinds(issues) == ["too-large"] * 3
    assert [issue.place.split(",")[0] for issue in issues] == ["record 1", "record 2", "record 3"]


def test_a_page_of_which_the_crawler_kept_the_beginning(tmp_path):
    found, issues = entries(record(answer(), WARC_Truncated="length"), tmp_path / "c.warc")
    assert (len(found), issues) == (1, [])
    assert [(issue.kind, issue.record) for issue in found[0].issues] == [("cut-short", found[0].source)]


def test_a_head_without_an_end(tmp_path):
    found, issues = entries(b"WARC/1.0\r\n" + b"a" * 3_000_000, tmp_path / "c.warc")
    assert (found, kinds(issues)) == ([], ["damaged-archive", "damaged-archive", "empty-file"])


def test_nothing_is_written_to_standard_error(tmp_path, capfd):
    entries(crawl(record(answer(), Content_Length="5"), b"x\r\n", record(answer())), tmp_path / "c.warc")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_that_ends_within_a_head(tmp_path, packed):
    content = crawl(record(answer())) + b"WARC/1.0\r\nWARC-Type: resp"
    found, issues = entries(gzip.compress(content)[:-9] if packed else content, tmp_path / "c.warc")
    assert len(found) == 1
    assert [(issue.kind, issue.place.split(",")[0]) for issue in issues] == [("cut-short", "record 2")]


def test_a_crawl_as_a_crawler_writes_it(tmp_path):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("c.warc.gz", {"software": "x"}))
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    made = [
        writer.create_warc_record(f"http://example.org/{n}", "response", io.BytesIO(PAGE.encode()), http_headers=head)
        for n in range(3)
    ]
    seen = ("http://example.org/9", "sha1:x", "http://example.org/0", "2014-03-12T08:00:00Z")
    for each in (*made, writer.create_revisit_record(*seen)):
        writer.write_record(each)
        each.raw_stream.close()
    found, issues = entries(out.getvalue(), tmp_path / "c.warc.gz")
    assert [entry.about.url for entry in found] == [f"http://example.org/{number}" for number in range(3)]
    assert ({entry.data for entry in found}, issues) == ({PAGE.encode()}, [])
