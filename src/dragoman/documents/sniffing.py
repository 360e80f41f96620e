"""What a file is, by its name and its first bytes; the name counts where the bytes agree."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass

from dragoman.documents.kinds import BY_SUFFIX, Kind, is_refused, suffix_of

LOOKED_AT = 65_536
"""Bytes of a file that are enough to judge it by."""
_MAGIC: tuple[tuple[bytes, Kind | str], ...] = (
    (b"\x1f\x8b\x08", Kind.PACKED),
    (b"BZh", Kind.PACKED),
    (b"\xfd7zXZ\x00", Kind.PACKED),
    (b"\x28\xb5\x2f\xfd", Kind.PACKED),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"PAR1", Kind.PARQUET),
    (b"WARC/", Kind.WARC),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"AT&TFORM", "a DjVu book"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
    (b"fLaC", "a recording"),
    (b"\x1aE\xdf\xa3", "a recording"),
)
_TEXTUAL = frozenset((Kind.PLAIN, Kind.MARKDOWN, Kind.HTML, Kind.MAIL, Kind.CSV, Kind.LINES, Kind.JSON, Kind.FEED))
_DAYS, _MONTHS = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_MBOX = re.compile(rb"From \S{1,200} +" + _DAYS + rb",? +(?:" + _MONTHS + rb"|\d).{5,60}\r?\n[\w-]{1,60}:")
_MAIL_LINE = re.compile(
    rb"([A-Za-z][A-Za-z-]{1,60}):[ \t]{0,20}[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,200}\r?\n"
)
_CODED = re.compile(rb"multipart/|base64|quoted-printable", re.IGNORECASE)
_COMMENT = rb"(?><!--.{0,3000}?-->)"  # atomic: a comment ends at its first end, or there would be no end of trying
_HTML = re.compile(
    rb"(?:" + _COMMENT + rb"\s*|<\?xml[^>]{0,200}>\s*){0,5}(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
_DOCTYPE = rb"(?><!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,60000}\]\s*)?>)"
_PROLOGUE = re.compile(rb"(?:\s+|<\?[^>]{0,1000}\?>|" + _COMMENT + rb"|" + _DOCTYPE + rb"){0,50}", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([\w.-]{1,60})[\s>/]")
_JSON_LIST = re.compile(rb"\s*\[\s*(?:\{\s*[\"}]|\]\s*\Z)")
_JSON_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\})")
_FEEDS = frozenset((b"rss", b"feed", b"rdf"))
_PAGES = frozenset((b"html", b"body"))


@dataclass(frozen=True)
class Refused:
    """A kind of file that is not read."""

    what: str = ""
    """What the first bytes tell, in words; empty where they tell nothing."""


def judge(name: str, head: bytes) -> Kind | Refused:
    r"""Say what a file is, given its name and its first bytes.

    >>> judge("a.txt", b"%PDF-1.7\n"), judge("feed", b"<rss version='2.0'>"), judge("a.bin", b"abc")
    (<Kind.PDF: 'PDF'>, <Kind.FEED: 'feed'>, Refused(what=''))
    """
    suffix = suffix_of(name)
    named = BY_SUFFIX.get(suffix)
    found = _by_magic(head)
    if found is not None and not isinstance(found, Kind):
        return Refused(found)
    if found is Kind.ZIP and named is Kind.DOCX:
        return Kind.DOCX
    if found:
        return found
    if is_refused(suffix):
        return Refused()
    if named is not None and named not in _TEXTUAL:
        return named  # its reader says what is wrong with it
    return _by_text(named, _as_ascii(head), plain=not suffix or named is not None)


def _by_magic(head: bytes) -> Kind | str | None:
    for mark, what in _MAGIC:
        if head.startswith(mark):
            return what
    if b"%PDF-" in head[:1024] and (head.startswith(b"%PDF-") or not head[:1024].isascii()):
        return Kind.PDF
    if head[257:262] == b"ustar":
        return Kind.TAR
    if head[4:8] == b"ftyp":
        return "a picture" if head[8:11] in {b"hei", b"avi", b"mif"} else "a recording"
    if head.startswith(b"RIFF"):
        return "a WebP picture" if head[8:12] == b"WEBP" else "a recording"
    return None


def _as_ascii(head: bytes) -> bytes:
    """Give the head without its byte order mark; one in UTF-16 as UTF-8."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8)


def _by_text(named: Kind | None, head: bytes, *, plain: bool) -> Kind | Refused:
    """Judge a text; `plain` is whether it may be plain text where nothing else is seen in it."""
    start = head[:LOOKED_AT].lstrip()
    if named in {Kind.HTML, Kind.MAIL}:
        return named
    if _HTML.match(start):
        return Kind.HTML
    if start.startswith(b"<"):
        found = _by_root(start)
        if found:
            return found
    if named is Kind.FEED:
        return named if start.startswith(b"<") and not _root(start) else Refused("XML")
    return _by_json(named, start) or _by_head_lines(named, head) or named or _unnamed(head, plain=plain)


def _by_root(start: bytes) -> Kind | Refused | None:
    """Judge by the name of the first element."""
    name = _root(start)
    if name in _FEEDS:
        return Kind.FEED
    if name in _PAGES:
        return Kind.HTML
    return Refused("a site map") if name in {b"urlset", b"sitemapindex"} else None


def _root(start: bytes) -> bytes:
    """Give the name of the first element in lower case; empty where it does not come soon."""
    prologue = _PROLOGUE.match(start)
    root = _ROOT.match(start, prologue.end() if prologue else 0)
    return root.group(1).lower() if root else b""


def _by_json(named: Kind | None, start: bytes) -> Kind | None:
    """Tell an array or one object from objects a line; None for what is neither."""
    if _JSON_LIST.match(start):
        return None if named is Kind.MARKDOWN else Kind.JSON
    if not _JSON_OBJECT.match(start) or named is Kind.MARKDOWN:
        return None
    if named is Kind.LINES:
        return named
    line, end, rest = start.partition(b"\n")
    if not end and named is Kind.JSON:
        return Kind.JSON
    whole = _is_object(line) if end else len(start) < LOOKED_AT // 2 and _is_object(line)
    long_line = not end and len(start) >= LOOKED_AT // 2
    if named is Kind.JSON:
        return Kind.LINES if whole and rest.strip() else Kind.JSON
    return Kind.LINES if whole or long_line else Kind.JSON


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _by_head_lines(named: Kind | None, head: bytes) -> Kind | None:
    """Tell mailboxes and mails; a mail saved as text is a mail only where its text is coded."""
    if named not in {None, Kind.PLAIN}:
        return None
    if _MBOX.match(head):
        return Kind.MBOX
    fields: dict[bytes, bytes] = {}
    place = 0
    while (line := _MAIL_LINE.match(head, place)) and len(fields) < 200:
        fields.setdefault(line.group(1).lower(), line.group())
        place = line.end()
    if not (fields.keys() & {b"from", b"sender"} and fields.keys() & {b"date", b"subject", b"message-id"}):
        return None
    coded = fields.get(b"content-type", b"") + fields.get(b"content-transfer-encoding", b"")
    mime = b"mime-version" in fields and _CODED.search(coded)
    return Kind.MAIL if mime or (named is None and len(fields) > 2) else None


def _unnamed(head: bytes, *, plain: bool) -> Kind | Refused:
    """Judge a file without a known suffix in which nothing but text is seen."""
    return Kind.PLAIN if plain and b"\x00" not in head[:4096] else Refused()
