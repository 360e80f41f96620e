"""Title, outlet, authors, address, language and date as a page, a feed line or a file head states them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any

from dragoman.documents.blocks import word_key
from dragoman.documents.clues.stated import date_of_url, to_when
from dragoman.documents.expressions import read_stamp
from dragoman.documents.markup import Page
from dragoman.documents.mastheads import find_outlet
from dragoman.documents.naming import as_outlet, name_page, outlet_of_line, split_title
from dragoman.documents.outlets import is_body, is_paper, words_of
from dragoman.documents.sections import Labelled
from dragoman.documents.writers import find_writers
from dragoman.model import Basis, Ground, When

_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLET_NAMES = """
og:site_name application-name dc.publisher dcterms.publisher publisher citation_journal_title citation_publisher
"""
_OUTLETS = tuple(_OUTLET_NAMES.split())
_OUTLET_KEYS = ("outlet", "publication", "publisher", "newspaper", "journal", "site", "website", "source")
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
_MOST_AUTHORS = 8
_SPLIT = re.compile(r"\s*(?:,| and | & |;)\s*")
_TURNED = re.compile(r"([^\s,;]+(?: [^\s,;]+)?), ([^\s,;]+(?: [^\s,;]+){0,2})")
_TURNING = frozenset(("citation_author", "dc.creator"))

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
    metas = dict(reversed([*_metas(page)]))
    linked = [fact for script in page.scripts for fact in _linked_data(script)]
    titles = [*(metas[key] for key in _TITLES if key in metas), *_texts(linked, "headline")]
    shown = {block.key for block in page.blocks if len(block.words) > 1}
    stated = next((title for title in titles if word_key(title) in shown), titles[0] if titles else None)
    named = name_page(page.title, stated, page.blocks)
    site = as_outlet(_first(metas, _OUTLETS)) or next(_publishers(linked), None) or named.site
    title = split_title(named.title or "", site).title or named.title
    authors = persons([*_stated_authors(page), *_writers(linked)], site)
    url = metas.get("canonical") or metas.get("og:url")
    dates = [_stated(metas[key]) for key in _DATES if key in metas]
    dates += [_stated(stamp) for stamp in _texts(linked, "datePublished")]
    modified = [_stated(metas[key]) for key in _MODIFIED if key in metas]
    modified += [_stated(stamp) for stamp in _texts(linked, "dateModified")]
    about = About(title, site, tuple(dict.fromkeys(authors)), url, page.language[:2].lower())
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
    title = fields.get("title") or split_title(fields.get("subject") or "", outlet).title or None
    language = (fields.get("language") or fields.get("lang") or "")[:2]
    modified = _stated(fields.get("updated") or fields.get("modified") or fields.get("lastmod") or "")
    about = About(title, as_outlet(outlet), tuple(authors), url, language, dates=dates, modified=_known([modified]))
    return about.grounded("input")


def about_lines(items: Sequence[Labelled], title: str | None) -> About:
    """Read authors and outlet from the lines around an article, its headline `title` included."""
    written = find_writers(items, title)
    authors = tuple(dict.fromkeys(name for name, _ in written))[:_MOST_AUTHORS]
    found = find_outlet(items, title, authors)
    authors = tuple(name for name in authors if not found or word_key(name) != word_key(found.name))
    about = About(split_title(title or "", found.name if found else None).title or None, found and found.name, authors)
    words = {
        "title": title or "",
        "outlet": found.words if found else "",
        "authors": "; ".join(dict.fromkeys(line for _, line in written)),
    }
    bases = {"title": "headline", "outlet": found.basis if found else "", "authors": "byline"}
    grounds = (Ground(name, bases[name], words[name][:_LONGEST_WORDS]) for name in words if getattr(about, name))
    return replace(about, grounds=tuple(grounds))


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
    """List the facts of `meta` and `link` tags."""
    for tag in page.metas:
        if "href" in tag and "canonical" in tag.get("rel", "").lower():
            yield "canonical", tag["href"]
        key = tag.get("property") or tag.get("name") or tag.get("itemprop")
        value = " ".join(tag.get("content", "").split())
        if key and value:
            yield key.lower(), value


def _stated_authors(page: Page) -> Iterator[str]:
    """List the writers that `meta` tags name; journals write `Doe, Jane`."""
    told = [*_metas(page)]
    for wanted in _AUTHORS:
        for key, value in told:
            turned = _TURNED.fullmatch(value) if key == wanted and key in _TURNING else None
            yield from [f"{turned[2]} {turned[1]}"] if turned else names(value) if key == wanted else []


def persons(stated: Iterable[str], outlet: str | None) -> list[str]:
    """Leave out of what is stated as authors the outlet itself, papers, agencies, roles and `admin`."""
    general, agencies = words_of("person"), words_of("agency")
    kept = [
        name
        for name in stated
        if word_key(name) != word_key(outlet or "")
        and not (is_paper(name) or is_body(name) or name in agencies)
        and not all(word.lower().strip(".") in general for word in name.split())
    ]
    return list(dict.fromkeys(kept))


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
