"""What can be fuzzed of the reading: a first case of each kind of input, and how changed bytes become a file."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

SENTENCE = "The envoys of Peru and Chad met in Lima on 12 March 2014 for two days of talks about the border."
PROSE = f"""Talks in Lima resume\nBy Ann Lee\nMarch 12, 2014\n\n{SENTENCE} “Nothing was signed,” said the minis-\nter.

{SENTENCE} Officials from Laos called for con\u00adsultations; see [1].\n\nRead more: Old border\nComments (2)\nBob: So.
"""
PAGE = f"""<html lang=en><head><title>Talks | Gazette</title>
<meta property="article:published_time" content="2014-03-12">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Talks","datePublished":"2014-03-12"}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Talks in Lima</h1><p class="byline">By Ann Lee</p>
<p>{SENTENCE} &amp; more&nbsp;of it.</p><table><tr><td>{SENTENCE}</table><ul><li>One<li>Two</ul><blockquote>{SENTENCE}
</blockquote><figure><img src=a><figcaption>An envoy</figcaption></figure></article><div id="comments">x</div></body>"""
MAIL = f"""From: Ann Lee <a@b.example>\nSubject: =?utf-8?q?Talks?=\nDate: Wed, 12 Mar 2014 10:00:00 +0200
MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable\n\n{SENTENCE}=\n More.\n--x\nContent-Type: text/html\n\n<p>{SENTENCE}</p>
--x\nContent-Type: message/rfc822\n\nSubject: Old\n\n{SENTENCE}\n--x--\n"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><item><title>A</title>
<link>http://a.example/2014/03/12/a</link><pubDate>Wed, 12 Mar 2014 10:00:00 GMT</pubDate>
<description><![CDATA[<p>{SENTENCE}</p>]]></description></item></channel></rss>"""
ANSWER = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}"
CRAWL = f"""WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/a\r\nWARC-Date: 2014-03-12T08:00:00Z\r
Content-Type: application/http; msgtype=response\r\nContent-Length: {len(ANSWER.encode())}\r\n\r\n{ANSWER}\r\n\r\n"""
TABLE = f'id,title,text,published\n1,"Talks, again","{SENTENCE} ""Quoted""",2014-03-12\n2,B,{SENTENCE},x\n'
LINES = f'{{"text": "{SENTENCE}", "published": 1394582400, "authors": ["Ann"], "url": "http://a.example/"}}\n' * 2
WORDS = f"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>
<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Talks</w:t></w:r></w:p><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""
DRAWN = f"BT /F 10 Tf 50 700 Td ({SENTENCE}) Tj 0 -12 Td [({SENTENCE[:40]}) -250 (met)] TJ ET"
_TOKENS = r"""
< > <p> </p> <div> <a\x20href= <!-- --> <![CDATA[ ]]> <script> </script> <style> <table> <br> <p\x20class=" " ' &
&amp; &#0; &#xD800; &#x110000; &nbsp; { } [ ] ( ) , : ; . ... \u2026 - \u2014 \u00ad \u200b \u202e \u0301 \ufb01
\xc3\xa9 \ufeff \x00 \n \r\n \n\n \t \u2028 \x85 1 0 99999999999999999999 1979 2014-03-12 0000-00-00 9999-12-31 12/03/14
March\x205,\x202014 1\x20Muharram\x201400 yesterday last\x20month http:// By Updated: Comments Share Read\x20more
``` # * > | --- =?utf-8?b? null \\u0000 \\ud800 1e999 NaN -1 % && <!ENTITY <!DOCTYPE Content-Length:\x200
Content-Type: WARC/1.0 --x \ud800 \U0001f600 \u0627 \u4e2d
"""
TOKENS = [word.encode().decode("unicode_escape").encode("utf-8", "surrogatepass") for word in _TOKENS.split()]
"""What is put into cases."""


@dataclass(frozen=True)
class Target:
    """What is fuzzed: the form of an entry, or the suffix of a file."""

    seed: str
    suffix: str
    form: str = ""
    wrap: Callable[[bytes], bytes] = bytes
    """Makes the file of the bytes that are changed, where it would not survive being changed itself."""


def zipped(data: bytes, name: str = "") -> bytes:
    """Pack the bytes as members of a zip archive, parted by a line `%%`; bytes of an archive stay."""
    if data.startswith(b"PK"):
        return data
    out, names = io.BytesIO(), [".html", ".txt", ".jsonl", ".csv", ".eml"]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i, part in enumerate([data] if name else data.split(b"\n%%\n")[:50]):
            archive.writestr(name or f"{i}{names[i % len(names)]}", part)
    return out.getvalue()


def tarred(data: bytes) -> bytes:
    """Pack the bytes as members of a tar archive, parted by a line `%%`; what begins with a zero is one already."""
    if data[:1] == b"\x00":
        return data[1:]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for i, part in enumerate(data.split(b"\n%%\n")[:50]):
            info = tarfile.TarInfo(f"{i}.html")
            info.size = len(part)
            archive.addfile(info, io.BytesIO(part))
    return out.getvalue()


def drawn(data: bytes) -> bytes:
    """Make a PDF of which the bytes are the one page's content; a PDF stays."""
    if data.startswith(b"%PDF"):
        return data
    packed = zlib.compress(data)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, each) for i, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<</Size 6/Root 1 0 R>>\n%%EOF"


TARGETS = {
    "html": Target(PAGE, ".html", "html"),
    "plain": Target(PROSE, ".txt", "plain"),
    "markdown": Target(f"---\ntitle: T\ndate: 2014-03-12\n---\n# Talks\n\n{PROSE}\n> {SENTENCE}\n", ".md", "markdown"),
    "pdf": Target(DRAWN, ".pdf", "pdf", drawn),
    "docx": Target(WORDS, ".docx", "docx", lambda data: zipped(data, "word/document.xml")),
    "mail": Target(MAIL, ".eml", "mail"),
    "warc": Target(CRAWL, ".warc"),
    "feed": Target(FEED, ".rss"),
    "csv": Target(TABLE, ".csv"),
    "jsonl": Target(LINES, ".jsonl"),
    "zip": Target(f"{PAGE}\n%%\n{PROSE}\n%%\n{LINES}\n%%\n{TABLE}\n%%\n{MAIL}", ".zip", wrap=zipped),
    "tar": Target(f"{PAGE}\n%%\n{PROSE}", ".tar", wrap=tarred),
}
