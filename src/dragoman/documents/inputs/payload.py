"""What a server answered, as a crawl keeps it: its head, and its content unpacked and decoded."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import Any

from dragoman.documents.entry import Form, ReadLimits
from dragoman.documents.inputs.streams import Tracked, packing_of, unpack
from dragoman.documents.kinds import Kind
from dragoman.documents.sniffing import LOOKED_AT, judge

_FORMS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "application/force-download": "",
    "": "",
}
FORM_OF_KIND = {
    Kind.PLAIN: Form.PLAIN,
    Kind.MARKDOWN: Form.MARKDOWN,
    Kind.HTML: Form.HTML,
    Kind.PDF: Form.PDF,
    Kind.DOCX: Form.DOCX,
    Kind.MAIL: Form.MAIL,
}
_TEXTS = frozenset((Form.PLAIN, Form.MARKDOWN, Form.HTML))
_STATUS = re.compile(r"\b([1-5]\d\d)\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PACKINGS = {"gzip": "gzip", "x-gzip": "gzip", "br": "brotli", "zstd": "zstd", "deflate": "deflate"}
_MORE = {
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "usascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euckr": "cp949",
    "shiftjis": "cp932",
    "xsjis": "cp932",
    "iso88599": "cp1254",
}
_NO_TEXT = frozenset(("utf7", "idna", "punycode", "unicodeescape", "rawunicodeescape", "undefined", "utf8"))


@dataclass(frozen=True)
class Answer:
    """An answer, as the crawl kept it."""

    status: int
    media: str
    """Media type in lower case."""
    charset: str
    codings: tuple[str, ...]
    """How the body is packed, the last packing first; `chunked` where it is in pieces."""
    body: bytes

    @property
    def taken(self) -> bool:
        """Whether it brings content."""
        return 200 <= self.status < 300

    @property
    def form(self) -> Form | None:
        """The form that its type promises; None for types that are no articles."""
        suffix = _FORMS.get(self.media)
        return None if suffix is None else _SUFFIX_FORMS.get(suffix, Form.PLAIN)


_SUFFIX_FORMS = {".html": Form.HTML, ".md": Form.MARKDOWN, ".pdf": Form.PDF, ".docx": Form.DOCX, ".eml": Form.MAIL}


@dataclass(frozen=True)
class Body:
    """The content of an answer."""

    data: bytes
    fault: bool = False
    """Whether it may not be whole."""


def read_answer(data: bytes, fields: dict[str, str]) -> Answer:
    """Read the content of a record with its head; a record that is no HTTP answer is its own body."""
    kind = fields.get("content-type", "")
    if "application/http" not in kind.lower() and not data.startswith(b"HTTP/"):
        return Answer(200, _media(kind), _charset(kind), (), data)
    end = _HEAD_END.search(data)
    head = parse_head(data[: end.end()] if end else data, "HTTP/")
    if head is None or end is None:
        return Answer(0, "", "", (), b"")
    status = _STATUS.search(head[":status"])
    kind = head.get("content-type", "")
    media = _media(fields.get("warc-identified-payload-type", "")) or _media(kind)
    codings = f"{head.get('content-encoding', '')},{head.get('transfer-encoding', '')}".lower().split(",")
    listed = tuple(coding.strip() for coding in reversed(codings) if coding.strip())
    return Answer(int(status.group(1)) if status else 0, media, _charset(kind), listed, data[end.end() :])


def parse_head(head: bytes, version: str) -> dict[str, str] | None:
    """Read the head of a record or an answer: the fields by name in lower case, `:status` for the first line."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException  # noqa: PLC0415  heavy

    parser: Any = StatusAndHeadersParser([version])
    try:
        parsed = parser.parse(BytesIO(head))
    except (StatusAndHeadersParserException, EOFError):
        return None
    fields: dict[str, str] = {":status": parsed.statusline}
    for name, value in parsed.headers:
        fields.setdefault(name.lower(), value.strip())
    return fields


def _media(kind: str) -> str:
    return kind.partition(";")[0].strip().lower()


def _charset(kind: str) -> str:
    match = _CHARSET.search(kind)
    return match.group(1) if match else ""


def unpack_body(answer: Answer, limits: ReadLimits) -> Body:
    """Unpack the body; no more than one byte above the limit.

    What is not packed as its head says is taken as it is: crawlers unpack and keep the head.
    """
    data, fault = answer.body, False
    for coding in answer.codings:
        if coding == "chunked":
            data = _joined(data)
        elif coding in _PACKINGS:
            body = _unpacked(data, _PACKINGS[coding], limits)
            data, fault = body.data, fault or body.fault
    return Body(data[: limits.max_file_bytes + 1], fault)


def _joined(data: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415  heavy

    joined: bytes = ChunkedDataReader(BytesIO(data)).read()
    return joined


def _unpacked(data: bytes, packing: str, limits: ReadLimits) -> Body:
    most = limits.max_file_bytes + 1
    if packing == "deflate":
        return _inflated(data, most)
    if packing in {"gzip", "zstd"} and packing_of(data) != packing:
        return Body(data)
    tracked = Tracked(unpack(BufferedReader(BytesIO(data)), packing, limits))
    out = BufferedReader(tracked).read(most)
    return Body(out, fault=tracked.fault is not None) if out else Body(data)


def _inflated(data: bytes, most: int) -> Body:
    """Unpack `deflate`, which some servers send without its head."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inner = zlib.decompressobj(window)
        try:
            return Body(inner.decompress(data, most), fault=not inner.eof)
        except zlib.error:
            continue
    return Body(data)


def form_of_body(answer: Answer, data: bytes) -> Form | None:
    """Say what a body is, by its type and its first bytes; None for what is no article."""
    kind = judge(f"x{_FORMS.get(answer.media, '')}", data[:LOOKED_AT])
    return FORM_OF_KIND.get(kind) if isinstance(kind, Kind) else None


def as_text(data: bytes, charset: str, form: Form) -> bytes | str:
    """Decode text that its head says the encoding of, where it is not UTF-8; else the bytes stay as they are.

    >>> as_text("Élysée".encode("cp1252"), "ISO-8859-1", Form.HTML)
    'Élysée'
    """
    name = re.sub(r"[\W_]", "", charset).lower()
    if form not in _TEXTS or not name or name in _NO_TEXT:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data
    try:
        return data.decode(_MORE.get(name, charset))
    except (UnicodeError, LookupError):
        return data
