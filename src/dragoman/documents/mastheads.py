"""Who published an article, as the lines around it say: masthead, source, byline, rights, agency, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from dragoman.documents.blocks import word_key
from dragoman.documents.bylines import is_labelled, is_name_line
from dragoman.documents.expressions import find_dates
from dragoman.documents.naming import as_outlet, is_barred, own_words, owner_of_line, split_title
from dragoman.documents.outlets import (
    agency_in,
    is_body,
    is_named,
    is_paper,
    is_section,
    parts_of,
    publisher_of,
    without_staff,
    words_of,
)
from dragoman.documents.sections import Labelled
from dragoman.documents.surroundings import TEXT_KINDS, Around, lines_around
from dragoman.model import RegionKind

_AT_END = frozenset(
    (
        RegionKind.LEGAL,
        RegionKind.NAVIGATION,
        RegionKind.MASTHEAD,
        RegionKind.SHARE,
        RegionKind.BYLINE,
        RegionKind.RELATED,
    )
)
_LABELLED = re.compile(
    r"(?:source|publication|newspaper|outlet|publisher|published by|journal|website) ?: ?(?P<name>.{2,100})",
    re.IGNORECASE,
)
_PRINTED_IN = re.compile(
    r"\(?(?:(?:this (?:article|story|piece|essay) )?(?:was |has been )?(?:first |originally )?"
    r"(?:published|printed|appeared)"
    r" (?:in|by|on|at)|reprinted from|special to|exclusive(?:ly)? (?:to|for)|written for|from:?)\s+"
    r"(?P<name>(?:the )?[^,;.()|\d]{3,60}?)\s*(?:[,;.()|\d].*)?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?P<name>.{3,80}?)\s*(?:-\s*){2}contents\b.*", re.IGNORECASE)
_FOLLOWED = re.compile(
    r"(?:subscribe to|about|more (?:from|in)|sign up (?:for|to)|support|send letters to|write to|follow|welcome to"
    r"|back to|copyright(?: of)?|published by|printed by)\s+(?P<name>(?:the )?.{3,60}?)\s*(?:[.,;|!].*|newsletter.*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:url ?:? ?|source ?:? ?|link ?:? ?)?(?P<url>https?://\S+|www\.\S+)", re.IGNORECASE)
_HOSTS = re.compile(
    r"(?:^|\.)(?:blogspot|wordpress|typepad|livejournal|tumblr|medium|substack|archive|google|facebook|twitter|youtube)\."
    r"|(?:^|\.)(?:t\.co|bit\.ly|web\.archive\.org|localhost)$"
)
_WIRE = re.compile(r"\b(?:agency|bureau|service|agence|agentur|agencia|agência|agenzia)$", re.IGNORECASE)
_FUSED = re.compile(r"[a-z][A-Z][a-z]+[A-Z][a-z]|[a-z][A-Z]\w+ .*[a-z][A-Z]")
_MOST_WORDS = 12
_MOST_MASTHEAD_WORDS = 6
_SHORTEST_OWN = 3
_LOOKED_AT = 60
"""Lines at either end of what stands around an article; keeps the time linear on pages of any length."""


class Outlet(NamedTuple):
    """The name of an outlet, what kind of place it stands in, and the words there."""

    name: str
    basis: str
    words: str


def find_outlet(items: Sequence[Labelled], title: str | None, authors: Sequence[str]) -> Outlet | None:
    """Find who published an article: what says so outright first, what only hints at it last."""
    around = lines_around(items, title)
    site = split_title(title or "").site
    ways = (
        _stated(around),
        iter([Outlet(site, "headline", title or "")] if site else []),
        _mastheads(around.above),
        _printed_in(around),
        _in_bylines(around.below, wires=False),
        _named_again(around),
        _owners(around),
        _first_line(around, authors),
        _in_bylines(around.below, wires=True),
        _agencies(items),
        _addresses(around.head),
    )
    tidied = (Outlet(as_outlet(one.name) or "", one.basis, one.words) for way in ways for one in way)
    return next((one for one in tidied if one.name), None)


def _stated(around: Around) -> Iterator[Outlet]:
    """Read the lines that name the outlet outright; an agency is the source of a paper, not the paper."""
    for item in (*around.head, *around.after):
        text = item.block.text.strip(" *_()[]")
        found = _LABELLED.fullmatch(text) or _CONTENTS.fullmatch(text)
        name = without_staff(found["name"]) if found else ""
        agency = name in words_of("agency") and bool(around.above)
        person = text.lower().startswith("publish") and not publisher_of(name)
        if name and "://" not in name and not find_dates(name[:40]) and not agency and not person:
            yield Outlet(publisher_of(name) or name, "masthead", item.block.text)


def _printed_in(around: Around) -> Iterator[Outlet]:
    """Read where an article was printed, as a line under its title or after it says."""
    for item in (*around.below, *around.after):
        text = item.block.text.strip(" *_()[]")
        found = _PRINTED_IN.fullmatch(text)
        name = without_staff(found["name"]) if found else ""
        if is_named(name) and (publisher_of(name) or (text.lower().startswith("this ") and " " in name)):
            yield Outlet(publisher_of(name) or name, "masthead", item.block.text)


def _mastheads(above: Sequence[Labelled]) -> Iterator[Outlet]:
    """Read the names of papers, then of bodies, above the headline; menus and names of persons are none."""
    lines = [item.block.text for item in above if len(item.block.words) <= 2 * _MOST_WORDS]
    for names_one in (is_paper, is_body):
        for line in lines:
            if is_labelled(line):
                continue
            parts = [part for part in parts_of(line) if names_one(part)]
            yield from (Outlet(part, "masthead", line) for part in parts if names_one is is_body or not is_body(part))


def _in_bylines(below: Sequence[Labelled], *, wires: bool) -> Iterator[Outlet]:
    """Read the papers that stand under the headline, as in `By Jane Doe, Delta Gazette`, or the agencies (`wires`)."""
    for item in below:
        line = item.block.text
        if len(item.block.words) > 2 * _MOST_WORDS or item.block.ended:
            continue
        byline = is_labelled(line) or is_name_line(line)
        for part in re.split(r",\s+|\s+/\s+", line) if byline else parts_of(line):
            plain = without_staff(re.sub(r"^by ", "", part.strip(), flags=re.IGNORECASE))
            if _is_wire(plain, line) if wires else is_paper(plain) and not is_body(plain):
                yield Outlet(plain, "byline" if byline else "masthead", line)


def _is_wire(name: str, line: str) -> bool:
    """Whether a part of a byline is an agency, or a body that stands alone or between bars."""
    if name in words_of("agency") or _WIRE.search(name):
        return is_body(name) or name in words_of("agency")
    return is_body(name) and is_barred(line)


def _named_again(around: Around) -> Iterator[Outlet]:
    """Read a line above the article that is named below it (`More from X`), or shares a name with its owner."""
    after = [item.block.text for item in (*around.after[:_LOOKED_AT], *around.after[-_LOOKED_AT:])]
    owners = [owner for line in after if (owner := owner_of_line(line))]
    for item in around.head[:_LOOKED_AT]:
        for line in parts_of(item.block.text):
            if (
                is_named(line)
                and not is_section(line)
                and len(line.split()) <= _MOST_WORDS
                and _recurs(line, after, owners)
            ):
                yield Outlet(line, "masthead", item.block.text)


def _recurs(line: str, after: Sequence[str], owners: Sequence[str]) -> bool:
    name = re.escape(re.sub(r"^the ", "", line, flags=re.IGNORECASE))
    again = re.compile(
        rf"\b(?:more (?:from|in)|published by|printed by|copyright|about|subscribe to|letters to)\b.{{0,20}}\b{name}\b"
        rf"|©.{{0,20}}\b{name}\b"
        rf"|^(?:the )?{name}\b.{{0,40}}(?:©|\(c\)|is (?:supported|printed|published|an?|the)\b)",
        re.IGNORECASE,
    )
    if any(again.search(text) for text in after):
        return True
    words = {word for word in own_words(line) if len(word) >= _SHORTEST_OWN}
    return any(words & own_words(owner) for owner in owners)


def _owners(around: Around) -> Iterator[Outlet]:
    """Read who holds the rights, or to whom one subscribes, after the text."""
    for item in around.after:
        line = item.block.text
        owner = owner_of_line(line) if item.kind in _AT_END else None
        if owner:
            yield Outlet(_in_full(owner, around.head), "legal", line)
        followed = _FOLLOWED.fullmatch(line.strip())
        if followed and (is_paper(followed["name"]) or is_body(followed["name"]) or _is_the(followed["name"])):
            yield Outlet(followed["name"], "legal", line)


def _is_the(name: str) -> bool:
    """Whether a name is one of a thing: `The Volga Forum`."""
    return name.startswith("The ") and is_named(name) and len(name.split()) > 2 and not is_section(name)


def _in_full(owner: str, head: Sequence[Labelled]) -> str:
    """Give the name of who holds the rights as a line before the article writes it, which may be longer."""
    named = (publisher_of(item.block.text) for item in head)
    return next((name for name in named if name and word_key(name).startswith(word_key(owner))), owner)


def _first_line(around: Around, authors: Sequence[str]) -> Iterator[Outlet]:
    """Take a name that opens the page for the masthead, where a headline follows it."""
    above = [item for item in around.above if not is_section(item.block.text) and not find_dates(item.block.text[:60])]
    if not above or not around.headline:
        return
    line = without_staff(above[0].block.text)
    if (
        _FUSED.search(line)
        or any(char.isdigit() for char in line)
        or not is_named(line)
        or not 2 <= len(line.split()) <= _MOST_MASTHEAD_WORDS
        or is_labelled(line)
        or is_barred(line)
    ):
        return
    if line not in authors and (authors or line.startswith("The ") or "&" in line or not is_name_line(line)):
        yield Outlet(line, "masthead", above[0].block.text)


def _agencies(items: Sequence[Labelled]) -> Iterator[Outlet]:
    """Read the agency in the dateline of a report that no paper claims."""
    first = next((item.block.text for item in items if item.kind in TEXT_KINDS), "")
    name = agency_in(first[:80])
    if name:
        yield Outlet(name, "text", first[:80])


def _addresses(head: Sequence[Labelled]) -> Iterator[Outlet]:
    """Read the host of an address above the text; one that lends its name to many sites names none."""
    for item in head:
        found = _ADDRESS.fullmatch(item.block.text.strip(" <>"))
        name = host_of(found["url"]) if found else None
        if name:
            yield Outlet(name, "address", item.block.text)


def host_of(url: str) -> str | None:
    """Give the name of the site that an address leads to.

    >>> host_of("http://www.delta-gazette.example/a.html"), host_of("http://jane.blogspot.com/2004/")
    ('delta-gazette.example', None)
    """
    try:
        host = (urlsplit(url if "://" in url else f"http://{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return host if "." in host and not _HOSTS.search(host) and not host.replace(".", "").isdigit() else None
