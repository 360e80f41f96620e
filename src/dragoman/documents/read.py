"""A file becomes documents, or issues that say what is wrong with it."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.documents.assembly import assemble
from dragoman.documents.blocks import Block, word_key
from dragoman.documents.content import mark_main
from dragoman.documents.dating import Evidence, date_document, date_of_url
from dragoman.documents.decoding import Decoded, decode
from dragoman.documents.files import HTML, LINES, MARKDOWN, SUPPORTED, make_issue, unreadable
from dragoman.documents.guess import guess_date
from dragoman.documents.heads import front_matter, mail_head
from dragoman.documents.lines import FeedLine, read_feed
from dragoman.documents.markup import read_page
from dragoman.documents.mentions import OfficeBook
from dragoman.documents.metadata import About, about_fields, about_lines, about_page, guess_language
from dragoman.documents.naming import without_shouting
from dragoman.documents.plain import read_markdown, read_plain
from dragoman.documents.regions import find_title, label_blocks
from dragoman.documents.sections import Labelled
from dragoman.ids import content_id
from dragoman.model import Document, Issue, RegionKind, When

if TYPE_CHECKING:
    from dragoman.world import World

CLEANER = "dragoman-clean 2"
_BLOCK_TAGS = re.compile(
    r"</?(?:p|div|html|body|article|section|table|tr|td|h[1-6]|br|ul|ol|li|blockquote|figure)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?\u2026\u0964\u061f\u06d4\u3002\n]")
_LONGEST_SENTENCE = 5_000
"""Characters; a treaty's preamble, the longest of sentences, has some three thousand."""
_TEXT = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))
_AROUND = frozenset((RegionKind.BYLINE, RegionKind.DATELINE, RegionKind.MASTHEAD, RegionKind.COMMENT))


@dataclass(frozen=True)
class ReadLimits:
    """How much is read; larger input becomes an issue."""

    max_file_bytes: int = 20_000_000
    """One text, Markdown or HTML file."""
    max_line_bytes: int = 5_000_000
    """One line of a JSON Lines file."""


@dataclass(frozen=True)
class Origin:
    """Where a text came from and what came with it."""

    source: str
    file_name: str = ""
    about: About = field(default_factory=About)
    form: str = "plain"
    """plain, markdown or html."""


def read_file(path: Path, world: World, limits: ReadLimits | None = None) -> Iterator[Document | Issue]:
    """Read a file: one document of a text, Markdown or HTML file, one per line of a JSON Lines file.

    Bad input never raises: it becomes an issue that names the file, the line and what to do. A line of JSON Lines is
    read and given before the next one is looked at.
    """
    limits = limits or ReadLimits()
    offices = OfficeBook(world)
    try:
        yield from _read(path, offices, limits)
    except OSError as error:
        yield unreadable(path, error)


def _read(path: Path, offices: OfficeBook, limits: ReadLimits) -> Iterator[Document | Issue]:
    suffix, name = path.suffix.lower(), path.as_posix()
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or suffix not in SUPPORTED:
        advice = f"Give a file of one of these kinds: {', '.join(sorted(SUPPORTED))}."
        yield make_issue("unsupported-type", name, advice, value=suffix)
    elif status.st_size == 0:
        yield make_issue("empty-file", name, "The file is empty: fetch it again or take it out.")
    elif suffix in LINES:
        yield from _read_lines(path, offices, limits)
    elif status.st_size > limits.max_file_bytes:
        advice = f"Split it, or raise the limit of {limits.max_file_bytes} bytes."
        yield make_issue("too-large", name, advice, value=f"{status.st_size} bytes")
    else:
        form = "html" if suffix in HTML else "markdown" if suffix in MARKDOWN else "plain"
        yield from _read_bytes(path.read_bytes(), Origin(name, path.name, form=form), offices)


def _read_lines(path: Path, offices: OfficeBook, limits: ReadLimits) -> Iterator[Document | Issue]:
    with path.open("rb") as handle:
        for item in read_feed(handle, path.as_posix(), limits.max_line_bytes):
            yield from [item] if isinstance(item, Issue) else _read_line(item, path.as_posix(), offices)


def _read_line(line: FeedLine, name: str, offices: OfficeBook) -> Iterator[Document | Issue]:
    form = "html" if len(_BLOCK_TAGS.findall(line.text[:20_000])) > 1 else "plain"
    origin = Origin(f"{name}#{line.number}", about=line.about, form=form)
    yield from line.issues
    yield from read_text(line.text, origin, offices)


def _read_bytes(data: bytes, origin: Origin, offices: OfficeBook) -> Iterator[Document | Issue]:
    decoded = decode(data, html=origin.form == "html")
    if decoded.kind:
        yield _decoding_issue(decoded, origin.source)
    if decoded.kind == "binary-file":
        return
    if not decoded.text.strip():
        yield make_issue("empty-file", origin.source, "The file holds only white space: fetch it again or take it out.")
        return
    yield from read_text(decoded.text, origin, offices)


def _decoding_issue(decoded: Decoded, source: str) -> Issue:
    if decoded.kind == "binary-file":
        advice = "This is no text: convert it to text or HTML, or give it its right suffix."
        return make_issue(decoded.kind, source, advice, value=decoded.value)
    advice = "Check its accents and quotes; save it as UTF-8 if they are wrong."
    return make_issue(decoded.kind, source, advice, value=decoded.value, warning=True)


def read_text(raw: str, origin: Origin, offices: OfficeBook) -> Iterator[Document | Issue]:
    """Make a document of a decoded text."""
    raw = _LONE_SURROGATE.sub("\ufffd", raw)
    blocks, about = _taken_apart(raw, origin)
    items = label_blocks(blocks, about.title)
    heading = find_title(items)
    about = about.or_else(about_lines(items, heading))
    assembled = assemble(items, about.title, raw)
    if not assembled.text:
        advice = "No article was found in it, only menus, titles or markup: fetch the article itself."
        yield make_issue("no-body", origin.source, advice, value=" ".join(raw[:200].split()))
        return
    yield from _endless(assembled.text, origin.source)
    evidence = _evidence(items, about, assembled.text, origin, assembled.dateline)
    dated = date_document(replace(evidence, guessed=_guesses(raw, evidence, origin)), offices)
    yield from (_conflict(origin.source, conflict) for conflict in dated.conflicts)
    language = guess_language(assembled.text, about.language)
    yield from _foreign(language, origin.source)
    yield Document(
        id=content_id("doc", raw, about.url or "", about.outlet or "", dated.when.earliest, dated.when.latest),
        source=origin.source,
        raw=raw,
        text=assembled.text,
        alignment=assembled.alignment,
        regions=assembled.regions,
        published=dated.when,
        url=about.url,
        outlet=about.outlet,
        title=origin.about.title or _title(about.title, heading, assembled.text),
        authors=about.authors,
        language=language,
        retrieved=about.retrieved,
        cleaner=CLEANER,
    )


def _foreign(language: str, source: str) -> Iterator[Issue]:
    """Say that a text is kept but not coded, where it is in another language than English."""
    if language not in {"en", "und"}:
        advice = "Only English is coded: the text is kept, without events; give a translation to have it coded."
        yield make_issue("language-not-coded", source, advice, value=language, warning=True)


def _title(stated: str | None, heading: str | None, text: str) -> str | None:
    """Give the title as the page shows it, where that has the same words, and without capitals only."""
    same = heading is not None and word_key(heading) == word_key(stated or "")
    return without_shouting(heading if same else stated, text)


def _taken_apart(raw: str, origin: Origin) -> tuple[list[Block], About]:
    if origin.form == "html":
        page = read_page(raw)
        return mark_main(raw, page), origin.about.or_else(about_page(page))
    if origin.form == "markdown":
        front = front_matter(raw)
        return read_markdown(raw, front.end), origin.about.or_else(about_fields(front.fields))
    head = mail_head(raw)
    return read_plain(raw, head.end), origin.about.or_else(about_fields(head.fields))


def _evidence(items: list[Labelled], about: About, text: str, origin: Origin, dateline: str) -> Evidence:
    lines = [(item.kind, item.block.text) for item in items if item.kind in _AROUND]
    lines += [(RegionKind.DATELINE, dateline)] if dateline else []
    found = date_of_url(about.url)
    stated = (*about.dates, *([found] if found and found not in about.dates else []))
    first = next((i for i, item in enumerate(items) if item.kind in _TEXT), len(items))
    return Evidence(
        stated,
        tuple((kind, line) for kind, line in lines if kind),
        tuple(item.block.text for item in items[:first] if item.kind in _AROUND),
        text,
        origin.file_name,
        about.retrieved,
    )


def _guesses(raw: str, evidence: Evidence, origin: Origin) -> tuple[When, ...]:
    """Ask for a guess only where a page states no date."""
    if origin.form != "html" or evidence.stated:
        return ()
    guessed = guess_date(raw)
    return (guessed,) if guessed else ()


def _endless(text: str, source: str) -> Iterator[Issue]:
    """Warn of a stretch that no sentence ends in: it takes long to read, and yields little."""
    longest = max(map(len, _SENTENCE_END.split(text)))
    if longest > _LONGEST_SENTENCE:
        advice = "Its sentences have lost their ends: fetch the text again with its punctuation and line breaks."
        yield make_issue("no-sentences", source, advice, value=f"{longest} characters", warning=True)


def _conflict(source: str, conflict: str) -> Issue:
    advice = "The first date was taken: check it against the article, and state the right one in `published`."
    return make_issue("date-conflict", source, advice, value=conflict, warning=True)
