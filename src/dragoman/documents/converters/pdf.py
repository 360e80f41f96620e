"""A PDF becomes Markdown: its paragraphs in the order in which they are read, with all else set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.documents.converters.columns import to_columns
from dragoman.documents.converters.described import about_description
from dragoman.documents.converters.furniture import Furnished, part_furniture
from dragoman.documents.converters.marks import write_aside, write_heading, write_item, write_line
from dragoman.documents.converters.paragraphs import Paragraph, Part, body_size, to_paragraphs
from dragoman.documents.converters.reading import PdfPages, read_pages
from dragoman.documents.converters.rows import Piece, gather_pieces
from dragoman.documents.converters.words import PageWords
from dragoman.documents.entry import Entry, Form, ReadLimits
from dragoman.documents.files import make_issue
from dragoman.model import Issue

_UNKNOWN_SHARE = 0.3
_GOES_ON = re.compile(r"[^.!?:;…\"'”’»)\]]\Z")
_PARTS_APART = frozenset((Part.NOTE, Part.CAPTION, Part.TABLE))


def convert_pdf(entry: Entry, limits: ReadLimits) -> Iterator[Entry | Issue]:
    """Give a PDF as one entry of Markdown.

    Running heads, page numbers, footnotes, captions, tables and text in margins are kept in comments of their own, so
    that none of them falls into a sentence. Title and authors of the file's own description are taken only where the
    first pages name them; its date tells when the file was made, not the text, and is left out.
    """
    data = entry.data if isinstance(entry.data, bytes) else entry.data.encode("utf-8", "replace")
    found = read_pages(data, limits.max_pages)
    pieces = [gather_pieces(page.words) for page in found.pages]
    refused = _refused(entry.source, found, pieces)
    if refused:
        yield refused
        return
    yield from _warnings(entry.source, found, pieces, limits)
    shown = " ".join(piece.text for page in pieces[:2] for piece in page)
    described = about_description(found.fields.get("Title", ""), found.fields.get("Author", ""), shown)
    text = write_pages(pieces, found.pages)
    yield replace(entry, data=text, form=Form.MARKDOWN, about=entry.about.or_else(described), issues=())


def _refused(source: str, found: PdfPages, pieces: Sequence[Sequence[Piece]]) -> Issue | None:
    """Say why there is nothing to read in a PDF."""
    if any(word in found.error.lower() for word in ("password", "security")):
        advice = "It is locked with a password: save it without one (`qpdf --decrypt --password=... in.pdf out.pdf`)."
        return make_issue("encrypted-pdf", source, advice)
    if found.error or len(found.broken) == len(found.pages):
        advice = "It is damaged or cut off: fetch it again, or repair it (`qpdf in.pdf out.pdf`)."
        return make_issue("broken-pdf", source, advice, value=found.error or "none of its pages can be read")
    letters, unknown = sum(page.letters for page in found.pages), sum(page.unknown for page in found.pages)
    if any(map(_has_letters, pieces)) and unknown <= _UNKNOWN_SHARE * letters:
        return None
    advice = "It holds pictures of text only: make them text first (`ocrmypdf --force-ocr in.pdf out.pdf`)."
    value = "its fonts do not tell their letters" if unknown else f"{len(found.pages)} pages"
    return make_issue("no-text-in-pdf", source, advice, value=value)


def _has_letters(pieces: Sequence[Piece]) -> bool:
    return any(letter.isalpha() for piece in pieces for letter in piece.text)


def _warnings(source: str, found: PdfPages, pieces: Sequence[Sequence[Piece]], limits: ReadLimits) -> Iterator[Issue]:
    """Say what was left out."""
    both = enumerate(zip(pieces, found.pages, strict=True), start=1)
    blind = [number for number, (page, seen) in both if seen.pictures and not _has_letters(page)]
    cut = [number for number, seen in enumerate(found.pages, start=1) if seen.cut]
    unread = f"{found.count} pages, {len(found.pages)} of them read"
    told = (
        ("too-many-pages", found.count > limits.max_pages, "Split it, or raise the limit of pages.", unread),
        (
            "too-much-text",
            len(found.pages) < min(found.count, limits.max_pages),
            "Split it into smaller files.",
            unread,
        ),
        ("too-much-text", cut, "No page of an article is that long: check these pages.", _ranges(cut)),
        (
            "broken-pdf",
            found.broken,
            "These pages cannot be read: fetch it again, or repair it.",
            _ranges(found.broken),
        ),
        (
            "pages-without-text",
            blind,
            "These pages are pictures: make them text (`ocrmypdf --skip-text`).",
            _ranges(blind),
        ),
    )
    for kind, holds, advice, value in told:
        if holds:
            yield make_issue(kind, source, advice, value=value, warning=True)


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers of pages briefly.

    >>> _ranges([3, 7, 8, 9])
    'pages 3, 7-9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "pages " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def write_pages(pages: Sequence[Sequence[Piece]], seen: Sequence[PageWords]) -> str:
    """Write the pages of a document as Markdown."""
    size = body_size(pages)
    written: list[str] = []
    waiting: list[str] = []  # what stands between two halves of a paragraph comes after it
    last: Paragraph | None = None
    titled = False
    furnished = part_furniture(pages, [page.box for page in seen])
    for number, (parted, page) in enumerate(zip(furnished, seen, strict=True), start=1):
        waiting.append(_page_mark(number, parted, page))
        for paragraph in to_paragraphs(to_columns(parted.text), size, page.pictures):
            if paragraph.part in _PARTS_APART:
                waiting.append(_written(paragraph, titled=True))
            elif last and _continues(last, paragraph):
                written[-1] += "\n" + _written(paragraph, titled=True)
                last = paragraph
            else:
                written += [*waiting, _written(paragraph, titled=titled)]
                waiting, last = [], paragraph
                titled = titled or paragraph.part is Part.TITLE
    return "\n\n".join([*written, *waiting]) + "\n"


def _page_mark(number: int, parted: Furnished, page: PageWords) -> str:
    """Write where a page begins, with what stands at its edges."""
    return write_aside(
        f"page {number}", " | ".join([*(piece.text for piece in parted.furniture), " ".join(page.turned)]).rstrip(" |")
    )


def _continues(last: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the second half of the last one, in the next column or on the next page."""
    if not last.part is paragraph.part is Part.BODY or abs(last.size - paragraph.size) > 0.08 * last.size:
        return False
    before, first = last.lines[-1], paragraph.lines[0]
    elsewhere = first.y < before.y or first.x0 > before.x1
    small = first.text[:1].islower() or before.text.endswith("-")
    return elsewhere and bool(_GOES_ON.search(before.text)) and (small or last.full) and before.bold == first.bold


def _written(paragraph: Paragraph, *, titled: bool) -> str:
    lines = [line.text for line in paragraph.lines]
    if paragraph.part in _PARTS_APART:
        return write_aside(paragraph.part.value, " / ".join(lines) if paragraph.part is Part.TABLE else " ".join(lines))
    if paragraph.part is Part.ITEM:
        return write_item(lines)
    if paragraph.part in {Part.TITLE, Part.HEADING}:
        first = paragraph.part is Part.TITLE and not titled
        return write_heading(" ".join(lines), 1 if first else 2)
    return "\n".join(map(write_line, lines))
