"""Title, outlet, authors, address, language and date as a page, a feed line or a file head states them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html import unescape
from typing import Any

from dragoman.documents.blocks import word_key
from dragoman.documents.dating import date_of_url, to_when
from dragoman.documents.expressions import read_stamp
from dragoman.documents.markup import Page
from dragoman.documents.naming import as_outlet, is_barred, name_page, outlet_of_line, owner_of_line, split_title
from dragoman.documents.sections import Labelled
from dragoman.model import Basis, RegionKind, When

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
_BY = re.compile(r"\b(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthors?)\b ?:? ?(?P<names>(?:[^\W\d_][\w.'-]*[ ,&]*)+)")
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
_LANGUAGES = """
ar az be bg bn bs ca cs cy da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko ku ky lt lv mk mn ms my nb
ne nl pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh
"""
_SHORTEST_TEXT = 60
_SURE = 0.9


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

    def or_else(self, other: About) -> About:
        """Fill what is missing from another account; dates are added."""
        return About(
            self.title or other.title,
            self.outlet or other.outlet,
            self.authors or other.authors,
            self.url or other.url,
            self.language or other.language,
            self.retrieved or other.retrieved,
            (*self.dates, *other.dates),
        )


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
    dates += [_stated(time) for time in page.times[:1]]
    about = About(named.title, site, tuple(dict.fromkeys(authors)), url, page.language[:2].lower())
    return replace(about, dates=(*(when for when in dates if when), *_url_dates(url)))


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
    return About(title, as_outlet(outlet), tuple(authors), url, language, dates=dates)


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Cut the sender's name off the subject of an e-mail."""
    before, mark, after = (title or "").partition(": ")
    known = word_key(outlet or "").removeprefix("the")
    return after if mark and known and word_key(before).removeprefix("the") == known else title


def about_lines(items: Sequence[Labelled], title: str | None) -> About:
    """Read authors and outlet from the lines around an article, its headline `title` included."""
    bylines = [item.block.text for item in items if item.kind is RegionKind.BYLINE]
    authors = [name for line in bylines for name in _authors_of(line)]
    plain, site = split_title(title or "")
    outlet = next(_sources(items), None) or site or next(_mastheads(items), None)
    return About(plain or None, as_outlet(outlet), tuple(dict.fromkeys(authors))[:8])


def _sources(items: Sequence[Labelled]) -> Iterator[str]:
    """Read the lines that name the outlet outright."""
    mastheads = [item.block.text for item in items if item.kind is RegionKind.MASTHEAD]
    for pattern in (_SOURCE, _CONTENTS):
        yield from (found.group(1) for line in mastheads if (found := pattern.fullmatch(line)))


def _mastheads(items: Sequence[Labelled]) -> Iterator[str]:
    """Read the outlet from the lines before the article, then from who holds the rights."""
    first = next((i for i, item in enumerate(items) if item.kind in _TEXT), len(items))
    head = [item for item in items[:first] if item.kind is not RegionKind.HEADLINE]
    for item in head:
        found = outlet_of_line(item.block.text) if item.kind in _AT_HEAD or is_barred(item.block.text) else None
        if found:
            yield found
    for item in items[first:]:
        owner = owner_of_line(item.block.text) if item.kind in _AT_END else None
        if owner:
            yield _in_full(owner, head)


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


def guess_language(text: str, declared: str = "") -> str:
    """Say in which language a text is; what the page declares for a short text, `und` where nothing tells."""
    sample = text[:5000]
    if sum(letter.isalpha() for letter in sample) < _SHORTEST_TEXT:
        return declared if re.fullmatch(r"[a-z]{2}", declared) else "und"
    language, certainty = _identifier().classify(sample)
    return str(language) if certainty >= _SURE else "und"


@cache
def _identifier() -> Any:  # py3langid ships no types
    """Load the language model, once; its own copy, so that no setting of other code is touched."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  heavy

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _LANGUAGES.split() if code in identifier.labels])
    return identifier


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
