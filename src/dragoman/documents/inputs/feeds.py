"""RSS and Atom files: each item is a text, or only a teaser of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from html.entities import html5
from io import BytesIO
from typing import Any

from dragoman.documents.decoding import decode
from dragoman.documents.entry import Entry, Form
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.records import Place, make_entry, make_teaser_issue
from dragoman.documents.inputs.scope import Scope, too_large
from dragoman.documents.inputs.streams import Found
from dragoman.model import Issue

_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_HARMLESS = re.compile(
    r"<!ENTITY\s{1,9}[\w.-]{1,100}\s{1,9}[\"'](?:[^&%\"']{0,8}|&#\w{1,8};)[\"']\s{0,9}>", re.IGNORECASE
)
_SHOWN = 200
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:#\w{1,8}|[a-zA-Z]\w{1,31});")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,100000}\]\s*)?>", re.IGNORECASE)
_MORE = re.compile(r"(?:\[?(?:\.\.\.|…)\]?|read more|continue reading)\W{0,5}\Z", re.IGNORECASE)
_FEW_WORDS, _SOME_WORDS = 80, 250
"""Words: what is shorter is a teaser; what is longer and ends with three dots or `read more` is one too. Untuned."""
_LOOKED_AT = 20_000
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_MOST_ITEMS = 50_000
"""Feeds hold some tens of items, archives of them some thousands; each takes some kilobytes of memory."""


def read_rss(found: Found, scope: Scope) -> Iterator[Entry | Issue]:
    """Read the items of an RSS or Atom feed; the number behind `#` in a source counts items, from 1.

    The text is the full content, where the feed has it, else the summary. A teaser is read, with a warning.
    """
    limit = scope.limits.max_file_bytes
    data = found.stream.read(limit + 1)
    if len(data) > limit:
        yield too_large(found.name, limit)
        return
    text = decode(data, html=True).text
    if sum(1 for _ in _ITEM.finditer(text)) > _MOST_ITEMS:
        yield make_issue("too-large", found.name, f"Split it: a feed may hold {_MOST_ITEMS} items.")
        return
    if own_entity(text):
        advice = "It defines entities of its own, as no honest feed needs to: fetch it again, or take them out."
        yield make_issue("unsafe-xml", found.name, advice)
        return
    number = 0
    for number, item in enumerate(feed_items(text), 1):
        yield _entry(item, Place(found.name, number, f"item {number}"))
    if not number and not found.fault:
        yield make_issue("empty-file", found.name, "The feed holds no item: fetch it again or take it out.")


@dataclass(frozen=True)
class FeedItem:
    """What a feed holds of an article."""

    record: Mapping[str, object]
    """Its values by the names of our fields; `text` is empty where the feed gives none."""
    form: Form
    """Of the text."""
    is_full: bool
    """Whether the feed calls the text the content, not a summary."""


def own_entity(text: str) -> str | None:
    """Give the first entity that a feed declares beyond a single sign: it could unpack to any length, or name a file.

    >>> own_entity('<!ENTITY nbsp "&#160;"> <!ENTITY a SYSTEM "file:///etc/hosts">')
    '<!ENTITY a SYSTEM "file:///etc/hosts">'
    """
    starts = (match.start() for match in _ENTITY.finditer(text))
    return next((text[start : start + _SHOWN] for start in starts if not _HARMLESS.match(text, start)), None)


def feed_items(text: str, address: str = "") -> Iterator[FeedItem]:
    """Give the items of an RSS or Atom feed, also of one that is not well-formed; none of what is no XML at all.

    `address` is where it was fetched: links are read from there. Check it with `own_entity` first.
    """
    feed = _parsed(text, address)
    for item in feed.entries if feed is not None else ():
        content = _content(item)
        value = content.get("value") or ""
        record = {
            "text": value,
            "title": _plain_text(item.get("title")),
            "url": item.get("link"),
            "published": _published(item, feed.version),
            "authors": _authors(item),
            "outlet": _plain_text(item.get("source", {}).get("title") or feed.feed.get("title")),
            "language": _language(content, feed),
        }
        html = "html" in str(content.get("type", "html")) and _MARKUP.search(value)
        yield FeedItem(record, Form.HTML if html else Form.PLAIN, "content" in item)


def _parsed(text: str, address: str) -> Any:  # feedparser ships no types
    """Parse a feed, mended where it is not well-formed; None for what is no XML at all."""
    import feedparser  # noqa: PLC0415  heavy
    from lxml import etree  # noqa: PLC0415  heavy

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    whole = _NAMED.sub(_plain, _without_doctype(text))
    whole = re.sub(r"\A\s*<\?xml[^>]*\?>", "", whole.lstrip("\ufeff"))
    try:
        root = etree.fromstring(whole.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    etree.strip_tags(root, etree.Entity)
    head = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": address} if address else {})
    content = etree.tostring(root, encoding="utf-8", with_tail=False)
    return feedparser.parse(BytesIO(content), response_headers=head, resolve_relative_uris=False, sanitize_html=False)


def _without_doctype(text: str) -> str:
    """Cut out the first declaration of a type; only the first, for each try may look far ahead."""
    start = text[:_LOOKED_AT].lower().find("<!doctype")
    match = _DOCTYPE.match(text, start) if start >= 0 else None
    return text[: match.start()] + text[match.end() :] if match else text


def _plain(match: re.Match[str]) -> str:
    """Give the sign that HTML's name for it stands for; XML knows only five of them."""
    return match.group() if match.group(1) in _XML_OWN or f"{match.group(1)};" not in html5 else unescape(match.group())


def _entry(item: FeedItem, place: Place) -> Entry | Issue:
    text = str(item.record["text"])
    if not text.strip():
        advice = "The feed gives no text for it: fetch the page itself."
        return make_issue("missing-text", place.name, advice, place.label, str(item.record["url"] or ""))
    entry = make_entry(item.record, place, item.form)
    if isinstance(entry, Entry) and not entry.issues and _is_teaser(text, full=item.is_full):
        return replace(entry, issues=(make_teaser_issue(place, entry.about.url),))
    return entry


def _authors(item: Any) -> str:
    listed = [str(author["name"]) for author in item.get("authors", []) if author.get("name")]
    return ", ".join(listed) or str(item.get("author") or "")


def _content(item: Any) -> Any:
    """Give the longest of the contents, else the summary."""
    contents = [content for content in item.get("content", []) if content.get("value")]
    if contents:
        return max(contents, key=lambda content: len(content["value"]))
    return item.get("summary_detail") or {}


def _published(item: Any, version: str) -> str | None:
    """Give the day of publication; RSS has one date only, which the parser may call the day of an update."""
    published = item.get("published")
    if published is None and version.startswith("rss"):
        published = dict.get(item, "updated")
    return str(published) if published else None


def _language(content: Any, feed: Any) -> str | None:
    language = content.get("language") or feed.feed.get("language")
    return str(language) if language else None


def _plain_text(value: object) -> str | None:
    """Take the tags out of a title."""
    return (
        unescape(_MARKUP.sub(lambda match: match.group() if match.group()[0] == "&" else " ", value))
        if isinstance(value, str)
        else None
    )


def _is_teaser(text: str, *, full: bool) -> bool:
    """Whether a text is only the beginning of an article."""
    plain = unescape(re.sub(r"<[^<>]{0,2000}>", " ", text)).strip()
    words = len(plain.split())
    return (words < _FEW_WORDS and not full) or (words < _SOME_WORDS and bool(_MORE.search(plain)))
