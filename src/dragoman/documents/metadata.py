"""Title, outlet, authors, address, language and date as a page, a feed line or a file head states them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any, NamedTuple

from dragoman.documents.blocks import word_key
from dragoman.documents.clues.stated import date_of_url, to_when
from dragoman.documents.expressions import read_stamp
from dragoman.documents.markup import Page
from dragoman.documents.naming import (
    as_outlet,
    is_barred,
    is_publication,
    name_page,
    outlet_of_line,
    own_words,
    owner_of_line,
    split_title,
)
from dragoman.documents.sections import Labelled
from dragoman.model import Basis, Ground, RegionKind, When

_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLET_NAMES = """
og:site_name application-name dc.publisher dcterms.publisher publisher citation_journal_title citation_publisher
"""
_OUTLETS = tuple(_OUTLET_NAMES.split())
_OUTLET_KEYS = ("outlet", "publication", "publisher", "newspaper", "journal", "site", "website", "source")
_AT_HEAD = frozenset((RegionKind.MASTHEAD, RegionKind.NAVIGATION))
_AT_END = frozenset((RegionKind.LEGAL, RegionKind.NAVIGATION, RegionKind.MASTHEAD))
_TEXT = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "citation_author", "sailthru.author")
_DATE_NAMES = """
article:published_time og:published_time article:published article.published datepublished dc.date.issued dc.date
dcterms.created dcterms.issued citation_publication_date citation_date parsely-pub-date pubdate publishdate publish-date
published-date publication_date originalpublicationdate sailthru.date date
"""
_DATES = tuple(_DATE_NAMES.split())
_MODIFIED_NAMES = """
article:modified_time og:updated_time article:modified datemodified dcterms.modified dc.date.modified last-modified
lastmod sailthru.updated
"""
_MODIFIED = tuple(_MODIFIED_NAMES.split())
_LONGEST_WORDS = 200
_MOST_NAME_WORDS = 8
_SHORTEST_OWN = 3
_NAME_LINE = re.compile(
    r"[^\W\d_][\w'’.&-]*(?: (?:(?:of|the|and|for|del?|du|la|les|von|der) )*[^\W\d_a-z][\w'’.&-]*){1,5}"
)
_WORD_OF_NAME = r"(?:[^\W\d_a-z][\w'’.-]*|al|de|la|van|von|der|bin|and|y|et|und|e)"
_BYLINE = re.compile(rf"(?:By|BY|Por|Par|Von|Di|Door) {_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{1,7}}")
_BY = re.compile(
    r"(?:^(?:Por|Par|Von|Di|Door) |\b(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthors?)\b) ?:? ?"
    r"(?P<names>(?:[^\W\d_][\w.'-]*[ ,&]*)+)"
)
_NO_NAME = re.compile(
    r"\b(?:on|at|for|in|our|the|(?i:updated|published|posted|staff|reporters?|correspondent|editors?|agency|agencies|desk))\b.*"
)
_SPLIT = re.compile(r"\s*(?:,| and | & |;)\s*")
_SOURCE = re.compile(r"source ?: ?(.{2,100})", re.IGNORECASE)
_CONTENTS = re.compile(r"(.{3,80}?)\s*(?:-\s*){2}contents\b.*", re.IGNORECASE)
_NAME_START = re.compile(r"^(?:[A-Z][\w'-]*\.?(?: |$)|bin |al |de |van |von |el |da |di |ul |ur |der ){2,5}")
_RANK = re.compile(
    r"^(?:air commodore|air marshal|brigadier|colonel|lieutenant|lt\.?|maj\.?|major|general|gen\.?|admiral|commander"
    r"|captain|dr\.?|prof\.?|professor|ambassador|sir|lord|mr\.?|mrs\.?|ms\.?)\s*(?:\(\w+\)\s*)?",
    re.IGNORECASE,
)

_FIELDS = ("title", "outlet", "authors", "url", "language")


@dataclass(frozen=True)
class About:
    """What is stated about a document."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str = ""
    retrieved: date | None = None
    dates: tuple[When, ...] = ()
    """When it was published, as stated, the best first."""
    modified: tuple[When, ...] = ()
    """When it was changed last: it was not published later."""
    shown: tuple[When, ...] = ()
    """Times that a page shows without saying what they are of."""
    grounds: tuple[Ground, ...] = ()
    """What the fields rest on; those without a ground came with the input."""

    def or_else(self, other: About) -> About:
        """Fill what is missing from another account, with its grounds; dates are added."""
        filled = {name for name in _FIELDS if not getattr(self, name)}
        return About(
            self.title or other.title,
            self.outlet or other.outlet,
            self.authors or other.authors,
            self.url or other.url,
            self.language or other.language,
            self.retrieved or other.retrieved,
            (*self.dates, *other.dates),
            (*self.modified, *other.modified),
            (*self.shown, *other.shown),
            (*self.grounds, *(ground for ground in other.grounds if ground.field in filled)),
        )

    def grounded(self, basis: str, words: Mapping[str, str] | None = None) -> About:
        """Say of every field that has no ground yet what it rests on; `words` by field, else the value itself."""
        known = {ground.field for ground in self.grounds}
        added = [
            Ground(name, basis, ((words or {}).get(name) or _as_words(getattr(self, name)))[:_LONGEST_WORDS])
            for name in _FIELDS
            if name not in known and getattr(self, name)
        ]
        return replace(self, grounds=(*self.grounds, *added))


def about_page(page: Page) -> About:
    """Read what an HTML page states in its head, and what its title and headings tell."""
    metas = dict(_metas(page))
    linked = [fact for script in page.scripts for fact in _linked_data(script)]
    stated = _first(metas, _TITLES) or next(_texts(linked, "headline"), None)
    named = name_page(page.title, stated, page.blocks)
    site = as_outlet(_first(metas, _OUTLETS)) or next(_publishers(linked), None) or named.site
    authors = [name for key in _AUTHORS for name in names(metas.get(key, ""))] or list(_writers(linked))
    url = metas.get("canonical") or metas.get("og:url")
    dates = [_stated(metas[key]) for key in _DATES if key in metas]
    dates += [_stated(stamp) for stamp in _texts(linked, "datePublished")]
    modified = [_stated(metas[key]) for key in _MODIFIED if key in metas]
    modified += [_stated(stamp) for stamp in _texts(linked, "dateModified")]
    about = About(named.title, site, tuple(dict.fromkeys(authors)), url, page.language[:2].lower())
    about = replace(
        about,
        dates=(*_known(dates), *_url_dates(url)),
        modified=_known(modified),
        shown=_known([_stated(time) for time in page.times[:1]]),
    )
    return about.grounded("metadata", {"title": stated or page.title})


def about_fields(fields: Mapping[str, str]) -> About:
    """Read the front matter of a Markdown file, or the head of an e-mail."""
    url = fields.get("url") or fields.get("canonical") or fields.get("link")
    sender = fields.get("from", "")
    authors = names(fields.get("authors") or fields.get("author") or fields.get("byline") or "")
    stated = _stated(fields.get("published") or fields.get("date") or "")
    dates = (*([stated] if stated else []), *_url_dates(url))
    outlet = next((fields[key] for key in _OUTLET_KEYS if key in fields), None) or outlet_of_line(sender)
    if sender and not outlet:
        authors = authors or names(sender)
    title = fields.get("title") or _without_outlet(fields.get("subject"), outlet)
    language = (fields.get("language") or fields.get("lang") or "")[:2]
    modified = _stated(fields.get("updated") or fields.get("modified") or fields.get("lastmod") or "")
    about = About(title, as_outlet(outlet), tuple(authors), url, language, dates=dates, modified=_known([modified]))
    return about.grounded("input")


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Cut the sender's name off the subject of an e-mail."""
    before, mark, after = (title or "").partition(": ")
    known = word_key(outlet or "").removeprefix("the")
    return after if mark and known and word_key(before).removeprefix("the") == known else title


def about_lines(items: Sequence[Labelled], title: str | None) -> About:
    """Read authors and outlet from the lines around an article, its headline `title` included."""
    bylines = [item.block.text for item in items if item.kind is RegionKind.BYLINE]
    bylines += [line for line in _head_lines(items) if _BYLINE.fullmatch(line)]
    written = _persons([(name, line) for line in dict.fromkeys(bylines) for name in _authors_of(line)])
    plain, site = split_title(title or "")
    in_title = [_Outlet(site, "headline", title or "")] if site else []
    agencies = (_Outlet(name, "byline", line) for line in bylines for name in _agencies_of(line))
    outlet = next(iter((*_sources(items), *in_title, *_mastheads(items), *agencies)), _Outlet("", "", ""))
    about = About(plain or None, as_outlet(outlet.name), tuple(dict.fromkeys(name for name, _ in written))[:8])
    words = {"title": title or "", "outlet": outlet.words, "authors": "; ".join(dict.fromkeys(w for _, w in written))}
    bases = {"title": "headline", "outlet": outlet.basis, "authors": "byline"}
    grounds = (Ground(name, bases[name], words[name][:_LONGEST_WORDS]) for name in words if getattr(about, name))
    return replace(about, grounds=tuple(grounds))


def _persons(written: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out papers and agencies, and places and desks of one word where a full name is there."""
    persons = [(name, line) for name, line in written if not is_publication(name)]
    full = [(name, line) for name, line in persons if " " in name]
    return full or persons


def _agencies_of(line: str) -> list[str]:
    """Find the papers and agencies that a byline names: `By Jane Doe, Delta News Agency`."""
    parts = (re.sub(r"^by ", "", part.strip(), flags=re.IGNORECASE) for part in _SPLIT.split(line))
    return [part for part in parts if _NAME_LINE.fullmatch(part) and is_publication(part)]


def _head_lines(items: Sequence[Labelled]) -> list[str]:
    """Give the short lines before the article, the headline left out."""
    first = next((i for i, item in enumerate(items) if item.kind in _TEXT), len(items))
    return [
        item.block.text
        for item in items[:first]
        if item.kind is not RegionKind.HEADLINE and len(item.block.words) <= _MOST_NAME_WORDS
    ]


class _Outlet(NamedTuple):
    """The name of an outlet, and where it stands."""

    name: str
    basis: str
    words: str


def _sources(items: Sequence[Labelled]) -> Iterator[_Outlet]:
    """Read the lines that name the outlet outright."""
    mastheads = [item.block.text for item in items if item.kind is RegionKind.MASTHEAD]
    for pattern in (_SOURCE, _CONTENTS):
        yield from (
            _Outlet(found.group(1), "masthead", line) for line in mastheads if (found := pattern.fullmatch(line))
        )


def _mastheads(items: Sequence[Labelled]) -> Iterator[_Outlet]:
    """Read the outlet from the lines before the article, then from who holds the rights."""
    first = next((i for i, item in enumerate(items) if item.kind in _TEXT), len(items))
    head = [item for item in items[:first] if item.kind is not RegionKind.HEADLINE]
    for item in head:
        found = outlet_of_line(item.block.text) if item.kind in _AT_HEAD or is_barred(item.block.text) else None
        if found:
            yield _Outlet(found, "masthead", item.block.text)
    lines = [line for line in _head_lines(items) if _NAME_LINE.fullmatch(line)]
    tail = [item.block.text for item in items[first:] if item.kind not in _TEXT]
    owners = [owner for item in items[first:] if item.kind in _AT_END if (owner := owner_of_line(item.block.text))]
    yield from (_Outlet(line, "masthead", line) for line in lines if _is_named_again(line, tail, owners))
    for item in items[first:]:
        owner = owner_of_line(item.block.text) if item.kind in _AT_END else None
        if owner:
            yield _Outlet(_in_full(owner, head), "legal", item.block.text)


def _is_named_again(line: str, tail: Sequence[str], owners: Sequence[str]) -> bool:
    """Whether a line above the article is named below it (`More from X`), or shares a name with its owner."""
    name = re.escape(line.removeprefix("The "))
    again = re.compile(rf"\b(?:more (?:from|in)|published by|copyright|about|©)\b.{{0,20}}\b{name}\b", re.IGNORECASE)
    if any(again.search(text) for text in tail):
        return True
    words = {word for word in own_words(line) if len(word) >= _SHORTEST_OWN}
    return any(words & own_words(owner) for owner in owners)


def _in_full(owner: str, head: Sequence[Labelled]) -> str:
    """Give the name of who holds the rights as a line before the article writes it, which may be longer."""
    named = (outlet_of_line(item.block.text) for item in head)
    return next((name for name in named if name and word_key(name).startswith(word_key(owner))), owner)


def names(text: str) -> list[str]:
    """Cut a list of persons into names.

    >>> names("By Jane Doe and John Roe")
    ['Jane Doe', 'John Roe']
    """
    if "://" in text:
        return []
    text = re.sub(r"^(?:by|written by)\s+", "", text.strip(), flags=re.IGNORECASE)
    return [name.strip(" .") for name in _SPLIT.split(text) if 1 < len(name.strip(" .")) < 80]


def _metas(page: Page) -> Iterator[tuple[str, str]]:
    """List the facts of `meta` and `link` tags, the first of a name last, so that it wins."""
    for tag in reversed(page.metas):
        if "href" in tag and "canonical" in tag.get("rel", "").lower():
            yield "canonical", tag["href"]
        key = tag.get("property") or tag.get("name") or tag.get("itemprop")
        value = " ".join(tag.get("content", "").split())
        if key and value:
            yield key.lower(), value


def _first(metas: Mapping[str, str], keys: Iterable[str]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _linked_data(script: str) -> list[dict[str, Any]]:
    """Read the objects of a JSON-LD script that describe an article; nothing where it is broken."""
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return []
    found = data if isinstance(data, list) else [data]
    found += [part for item in found if isinstance(item, dict) for part in _as_list(item.get("@graph"))]
    facts = [item for item in found if isinstance(item, dict)]
    known = {fact["@id"]: fact for fact in facts if isinstance(fact.get("@id"), str)}
    return [_resolved(fact, known) for fact in facts if "datePublished" in fact or "headline" in fact]


def _resolved(fact: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Put in what the publisher and the authors only point to."""

    def whole(value: object) -> object:
        return known.get(str(value.get("@id")), value) if isinstance(value, dict) else value

    authors = fact.get("author")
    listed = [whole(author) for author in (authors if isinstance(authors, list) else [authors])]
    return {**fact, "publisher": whole(fact.get("publisher")), "author": listed}


def _texts(facts: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    for fact in facts:
        value = fact.get(key)
        if isinstance(value, str) and value.strip():
            yield " ".join(unescape(value).split())


def _publishers(facts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for fact in facts:
        publisher = fact["publisher"]
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        outlet = as_outlet(unescape(name)) if isinstance(name, str) else None
        if outlet:
            yield outlet


def _writers(facts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for fact in facts:
        for author in fact["author"]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                yield from names(unescape(name))


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _stated(stamp: str) -> When | None:
    found = read_stamp(stamp)
    return to_when(found, Basis.METADATA, stamp) if found else None


def _known(dates: Iterable[When | None]) -> tuple[When, ...]:
    return tuple(when for when in dates if when)


def _as_words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _url_dates(url: str | None) -> tuple[When, ...]:
    found = date_of_url(url)
    return (found,) if found else ()


def _authors_of(line: str) -> list[str]:
    """Read the names in a byline: after `By`, or at the beginning of a line that names somebody and his work."""
    found = _BY.search(line)
    if found:
        return [name for name in names(_NO_NAME.sub("", found.group("names"))) if name[0].isupper()]
    plain = _RANK.sub("", line)
    start = _NAME_START.match(plain)
    return _names_before_role(start.group()) if start else []


def _names_before_role(text: str) -> list[str]:
    role = re.search(
        r"\b(?:Consultant|Analyst|Fellow|Columnist|Correspondent|Researcher|Professor|Editor|Director|Staff|Special)\b",
        text,
    )
    name = (text[: role.start()] if role else text).strip(" .,")
    return [name] if " " in name else []
