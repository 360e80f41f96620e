"""What the bytes of a page are: by what they look like, then by what the server calls them."""

from __future__ import annotations

import codecs
import zipfile
from email.message import Message
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from dragoman.documents.entry import Form
from dragoman.documents.fetching.caching import Page
from dragoman.documents.inputs.payload import FORM_OF_KIND, as_text
from dragoman.documents.kinds import BY_SUFFIX, Kind, advise
from dragoman.documents.sniffing import LOOKED_AT, Refused, judge
from dragoman.errors import DocumentError


class Bundle(StrEnum):
    """What holds many texts."""

    FEED = "feed"
    LINES = "lines"


_BUNDLES = {Kind.FEED: Bundle.FEED, Kind.LINES: Bundle.LINES}
_JSON_LINES = "application/jsonl application/jsonlines application/x-jsonlines application/x-ndjson application/ndjson"
_XML = "application/xml text/xml application/rss+xml application/atom+xml application/rdf+xml"
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    **dict.fromkeys(_JSON_LINES.split(), ".jsonl"),
    **dict.fromkeys(_XML.split(), ".xml"),
}
_UNSAID = {
    "text/plain": ".txt",
    **dict.fromkeys(("", "application/octet-stream", "binary/octet-stream", "application/force-download"), ""),
}
"""Types that say little: the ending of the address says more, if it is one that is known."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AS_SEEN = frozenset((Kind.PDF, Kind.HTML, Kind.FEED))
_OTHER = "This is neither a page, a text, a PDF nor a feed: give the address of the article, or fetch it as a file."


def kind_of(page: Page) -> Form | Bundle:
    """Say what a page is; DocumentError `not-a-document` where it holds no text that can be read.

    PDF, DOCX, HTML and feeds are known by their first bytes, whatever the server calls them; plain text, Markdown and
    JSON Lines by their type, or by the ending of the address where the type says nothing.
    """
    if not page.body.strip():
        raise _no_document(page, "The answer is empty: open the address in a browser to see why.")
    head, media = page.body[:LOOKED_AT], media_type(page)
    seen = judge("page", head)
    if isinstance(seen, Refused) and seen.what:
        raise _no_document(page, advise("", seen.what), seen.what)
    if seen is Kind.ZIP:
        return _of_archive(page)
    if seen in _AS_SEEN:
        return _taken(seen, page)
    ending = PurePosixPath(file_name(page)).suffix.lower()
    if media in _ENDINGS:
        ending = _ENDINGS[media]
    elif media not in _UNSAID:
        raise _no_document(page, _OTHER)
    elif ending not in BY_SUFFIX:
        ending = _UNSAID[media]
    return _taken(judge(f"page{ending}", head), page)


def media_type(page: Page) -> str:
    """Give the type that the server states, in small letters; empty where it states none."""
    return page.content_type.partition(";")[0].strip().lower()


def text_of(page: Page, form: Form = Form.HTML) -> bytes | str:
    """Give the text of a page in the character set that the server states, else its bytes.

    Bytes that are valid UTF-8 are left as they are: they are hardly ever anything else, and servers often state a
    character set that their pages do not have. So are bytes with a mark of their encoding.
    """
    if page.body.startswith(_MARKS):
        return page.body
    message = Message()
    message["Content-Type"] = page.content_type
    stated = message.get_param("charset", "")
    return as_text(page.body, stated.strip() if isinstance(stated, str) else "", form)


def file_name(page: Page) -> str:
    """Give the last part of the address, which may hold a date."""
    return PurePosixPath(unquote(urlsplit(page.url).path)).name


def _taken(kind: Kind | Refused, page: Page) -> Form | Bundle:
    found = None if isinstance(kind, Refused) else _BUNDLES.get(kind) or FORM_OF_KIND.get(kind)
    if found is None:
        raise _no_document(page, _OTHER, kind.what if isinstance(kind, Refused) else kind)
    return found


def _of_archive(page: Page) -> Form:
    try:
        with zipfile.ZipFile(BytesIO(page.body)) as archive:
            if "word/document.xml" in archive.namelist():
                return Form.DOCX
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        pass  # damaged, and so no document
    raise _no_document(page, "This is an archive, or an office document other than DOCX: fetch it and give the file.")


def _no_document(page: Page, advice: str, value: str = "") -> DocumentError:
    return DocumentError("not-a-document", page.asked, advice, value=value or media_type(page))
