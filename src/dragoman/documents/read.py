"""An entry becomes a document, or issues that say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.documents.assembly import assemble
from dragoman.documents.blocks import Block, word_key
from dragoman.documents.content import mark_main
from dragoman.documents.converters import convert_entry
from dragoman.documents.dating import Evidence, date_document
from dragoman.documents.decoding import Decoded, decode
from dragoman.documents.entry import Entry, Form, ReadLimits
from dragoman.documents.files import make_issue
from dragoman.documents.gathering import gather_evidence, grounds_of
from dragoman.documents.guess import guess_date
from dragoman.documents.heads import front_matter, mail_head
from dragoman.documents.inputs import open_entries
from dragoman.documents.language import judge_language
from dragoman.documents.markup import read_page
from dragoman.documents.mastheads import host_of
from dragoman.documents.mentions import OfficeBook
from dragoman.documents.metadata import About, about_fields, about_lines, about_page
from dragoman.documents.naming import without_shouting
from dragoman.documents.plain import read_markdown, read_plain
from dragoman.documents.regions import find_title, label_blocks
from dragoman.ids import content_id
from dragoman.model import Document, Ground, Issue, When

if TYPE_CHECKING:
    from dragoman.world import World

CLEANER = "dragoman-clean 3"
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?\u2026\u0964\u061f\u06d4\u3002\n]")
_WEB_ADDRESS = re.compile(r"(?:https?|ftps?|urn|doi):|[^:]*(?:[/?#]|\Z)|[\w-]+\.[\w.-]+:\d", re.IGNORECASE)
"""One with a scheme that leads to a text, or with none."""
_LINE = re.compile(r"\S[^\n]*+")
_MOST_LINES = 30_000
"""Lines, or blocks of a page; each takes some 15 kB of memory while it is weighed. A thick book has fewer."""
_LONGEST_SENTENCE = 5_000
"""Characters; a treaty's preamble, the longest of sentences, has some three thousand."""


def read_file(path: Path, world: World, limits: ReadLimits | None = None) -> Iterator[Document | Issue]:
    """Read all documents of a file; see `open_entries` for the kinds of file.

    Bad input never raises: it becomes an issue that names the file, the place in it and what to do. An entry is read
    and given before the next one is looked at.
    """
    offices, limits = OfficeBook(world), limits or ReadLimits()
    for item in open_entries(path, limits):
        yield from [item] if isinstance(item, Issue) else read_entry(item, offices, limits)


def read_entry(entry: Entry, offices: OfficeBook, limits: ReadLimits | None = None) -> Iterator[Document | Issue]:
    """Make documents of an entry: one of most, none of one without an article, several of a mail with attachments.

    Issues tell what is odd about it. All documents carry the key of the entry.
    """
    yield from entry.issues
    for item in convert_entry(entry, limits or ReadLimits()):
        if isinstance(item, Issue):
            yield item
        else:
            yield from _read_converted(item, entry.key, offices)


def _read_converted(entry: Entry, key: str, offices: OfficeBook) -> Iterator[Document | Issue]:
    if isinstance(entry.data, str):
        yield from _read_text(entry.data, entry, key, offices)
        return
    decoded = decode(entry.data, html=entry.form is Form.HTML)
    if decoded.kind:
        yield _decoding_issue(decoded, entry.source)
    if decoded.kind == "binary-file":
        return
    if not decoded.text.strip():
        yield make_issue("empty-file", entry.source, "The file holds only white space: fetch it again or take it out.")
        return
    yield from _read_text(decoded.text, entry, key, offices)


def _decoding_issue(decoded: Decoded, source: str) -> Issue:
    if decoded.kind == "binary-file":
        advice = "This is no text: convert it to text or HTML, or give it its right suffix."
        return make_issue(decoded.kind, source, advice, value=decoded.value)
    advice = "Check its accents and quotes; save it as UTF-8 if they are wrong."
    return make_issue(decoded.kind, source, advice, value=decoded.value, warning=True)


def _read_text(raw: str, entry: Entry, key: str, offices: OfficeBook) -> Iterator[Document | Issue]:
    raw = _LONE_SURROGATE.sub("\ufffd", raw)
    if entry.form is not Form.HTML and len(_LINE.findall(raw)) > _MOST_LINES:
        yield _too_many(entry.source)
        return
    blocks, about = _taken_apart(raw, entry)
    if len(blocks) > _MOST_LINES:
        yield _too_many(entry.source)
        return
    items = label_blocks(blocks, about.title)
    heading = find_title(items)
    about = about.or_else(about_lines(items, heading))
    about = _with_host(_with_web_address(about))
    assembled = assemble(items, about.title, raw)
    if not assembled.text:
        advice = "No article was found in it, only menus, titles or markup: fetch the article itself."
        yield make_issue("no-body", entry.source, advice, value=" ".join(raw[:200].split()))
        return
    yield from _endless(assembled.text, entry.source)
    evidence = gather_evidence(items, about, assembled, entry.file_name)
    dated = date_document(replace(evidence, guessed=_guesses(raw, evidence, entry)), offices)
    yield from (_conflict(entry.source, conflict) for conflict in dated.conflicts)
    language = judge_language(assembled.text, about.language)
    yield from _foreign(language.code, entry.source)
    yield Document(
        id=content_id("doc", raw, about.url or "", about.outlet or "", dated.when.earliest, dated.when.latest),
        source=entry.source,
        raw=raw,
        text=assembled.text,
        alignment=assembled.alignment,
        regions=assembled.regions,
        published=dated.when,
        url=about.url,
        outlet=about.outlet,
        title=entry.about.title or _title(about.title, heading, assembled.text),
        authors=about.authors,
        language=language.code,
        retrieved=about.retrieved,
        cleaner=CLEANER,
        entry=key,
        dating=dated.clues,
        grounds=grounds_of(about, language),
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


def _taken_apart(raw: str, entry: Entry) -> tuple[list[Block], About]:
    if entry.form is Form.HTML:
        page = read_page(raw)
        return mark_main(raw, page), entry.about.grounded("input").or_else(about_page(page))
    if entry.form is Form.MARKDOWN:
        front = front_matter(raw)
        return read_markdown(raw, front.end), entry.about.grounded("input").or_else(about_fields(front.fields))
    head = mail_head(raw)
    return read_plain(raw, head.end), entry.about.grounded("input").or_else(about_fields(head.fields))


def _guesses(raw: str, evidence: Evidence, entry: Entry) -> tuple[When, ...]:
    """Ask for a guess only where a page states no date."""
    if entry.form is not Form.HTML or evidence.stated or evidence.shown:
        return ()
    guessed = guess_date(raw)
    return (guessed,) if guessed else ()


def _endless(text: str, source: str) -> Iterator[Issue]:
    """Warn of a stretch that no sentence ends in: it takes long to read, and yields little."""
    longest = max(map(len, _SENTENCE_END.split(text)))
    if longest > _LONGEST_SENTENCE:
        advice = "Its sentences have lost their ends: fetch the text again with its punctuation and line breaks."
        yield make_issue("no-sentences", source, advice, value=f"{longest} characters", warning=True)


def _with_host(about: About) -> About:
    """Name the site where nothing else names the outlet; blog hosts and the like are none."""
    host = host_of(about.url) if about.url and not about.outlet else None
    if host is None:
        return about
    return replace(about, outlet=host, grounds=(*about.grounds, Ground("outlet", "address", about.url or "")))


def _with_web_address(about: About) -> About:
    """Drop an address that is none of the web: a program (`javascript:`), or data."""
    if about.url is None or _WEB_ADDRESS.match(about.url):
        return about
    return replace(about, url=None, grounds=tuple(ground for ground in about.grounds if ground.field != "url"))


def _too_many(source: str) -> Issue:
    return make_issue("too-large", source, f"It has more than {_MOST_LINES} lines, as no article has: split it.")


def _conflict(source: str, conflict: str) -> Issue:
    advice = "The first date was taken: check it against the article, and state the right one in `published`."
    return make_issue("date-conflict", source, advice, value=conflict, warning=True)
