"""The lines of a PDF page become paragraphs, and each is told from titles, notes, captions and tables."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import median

from dragoman.documents.converters.marks import is_item
from dragoman.documents.converters.rows import Piece
from dragoman.documents.converters.words import Box

_WINDOW = 6
"""Lines before and after one that show where its column ends."""
_LEADING = 1.3
_INDENT = 0.7
_DEEPEST_INDENT = 8.0
_OTHER_SIZE = 0.08
_SMALL, _LARGE, _TITLE = 0.94, 1.12, 1.3
_LONGEST_HEADING = 200
_TABLE_ROWS = 3
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*(?:\x01[^\x02]*\x02)?$")
_NOTE = re.compile(r"\[?\d{1,3}\]?[.)]?\s*\S|[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3]")
_CAPTION = re.compile(
    r"(?:(?:figure|fig\.?|table|map|chart|graph|box|exhibit|plate|image|photo)\s*\d{1,3}[a-z]?(?:[.:|)\s–—-]|$)"
    r"|(?:photo|photograph|picture|image|source|credit|caption|illustration|graphic)s?(?: credit| by)?\s*[:©]|©)",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 600
_MOST_PARAGRAPHS = 1_000
"""On one page; with more of them it is no article, and the time stays short."""


class Part(StrEnum):
    """What a paragraph of a PDF is."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    NOTE = "footnote"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    part: Part
    lines: list[Piece] = field(default_factory=list)
    full: bool = False
    """Whether its last line runs to the margin."""

    @property
    def text(self) -> str:
        """Its lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its first line in points."""
        return self.lines[0].size


def body_size(pages: Iterable[Iterable[Piece]]) -> float:
    """Give the size in which most of a document is set, in points; 0 where there is none."""
    counts: Counter[float] = Counter()
    for pieces in pages:
        for piece in pieces:
            counts[round(piece.size * 2) / 2] += len(piece.text)
    return max(counts, key=lambda size: (counts[size], -size), default=0.0)


def to_paragraphs(columns: Sequence[Sequence[Piece]], size: float, pictures: Sequence[Box]) -> list[Paragraph]:
    """Cut the columns of a page into paragraphs, and say what each is, given the size of the body text."""
    cut = [paragraph for column in columns for paragraph in _cut(column)]
    marked = [_with_part(paragraph, size, pictures) for paragraph in _headed(cut)]
    return list(_noted(marked, size)) if len(marked) <= _MOST_PARAGRAPHS else marked


def _cut(column: Sequence[Piece]) -> Iterator[Paragraph]:
    """Cut a column where a line is indented, set apart, of another size, or follows one that ends early."""
    leading = _leading_of(column)
    lines: list[Piece] = []
    for i, line in enumerate(column):
        if lines and _begins(column, i, lines, leading):
            yield Paragraph(Part.BODY, lines, _is_full(column, i - 1))
            lines = []
        lines.append(line)
    if lines:
        yield Paragraph(Part.BODY, lines, _is_full(column, len(column) - 1))


def _leading_of(column: Sequence[Piece]) -> float:
    """Give the usual distance between two lines, in sizes of their letters."""
    steps = [(b.y - a.y) / b.size for a, b in itertools.pairwise(column) if 0 < b.y - a.y < 3 * b.size]
    return min(max(median(steps), 0.9), 2.5) if steps else 1.2


def _begins(column: Sequence[Piece], i: int, lines: Sequence[Piece], leading: float) -> bool:
    """Whether a paragraph begins with line `i`, given the lines of the one before it."""
    before, line = column[i - 1], column[i]
    if not _alike(before.size, line.size) or before.bold != line.bold:
        return not _is_run_in(lines, line)
    if line.y - before.y > max(_LEADING * leading, 1.15) * line.size or line.y < before.y:
        return True
    if (line.cells > 1) != (before.cells > 1) and max(line.cells, before.cells) > 2:
        return True
    if is_item(line.text) or line.marked or _CAPTION.match(line.text):
        return is_item(line.text) or line.marked or _ENDED.search(before.text) is not None
    near = _near(column, i)
    left = min(one.x0 for one in near)
    step = line.x0 - before.x0
    if _INDENT * line.size < step < _DEEPEST_INDENT * line.size and before.x0 - left < 0.5 * line.size:
        return not _is_hanging(near, left)
    if step < -_INDENT * line.size and (len(lines) > 1 or _is_hanging(near, left)):
        return True
    return line.cells == before.cells == 1 and _would_fit(near, before, line)


def _is_run_in(lines: Sequence[Piece], line: Piece) -> bool:
    """Whether bold words open a paragraph that goes on in plain letters."""
    bold_first = len(lines) == 1 and lines[0].bold and not line.bold and _alike(lines[0].size, line.size)
    return bold_first and line.text[:1].islower()


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _OTHER_SIZE * max(one, other)


def _near(column: Sequence[Piece], i: int) -> list[Piece]:
    """List the lines around one that are set in its size."""
    around = column[max(i - _WINDOW, 0) : i + _WINDOW]
    return [one for one in around if _alike(one.size, column[i].size)]


def _is_hanging(near: Sequence[Piece], left: float) -> bool:
    """Whether most lines are indented, as in lists of books, where the first line of each is not."""
    return 2 * sum(one.x0 - left > _INDENT * one.size for one in near) > len(near)


def _would_fit(near: Sequence[Piece], before: Piece, line: Piece) -> bool:
    """Whether the first word of a line had room at the end of the line before it."""
    right = max(one.x1 for one in near)
    first = len(line.text.split(" ", 1)[0]) + 1
    room = right - before.x1 - first * line.width / max(len(line.text), 1)
    if _ENDED.search(before.text):
        return room > 1.0 * line.size
    return room > 0.35 * (right - min(one.x0 for one in near)) and not line.text[:1].islower()


def _is_full(column: Sequence[Piece], i: int) -> bool:
    near = _near(column, i)
    return column[i].x1 > max(one.x1 for one in near) - 0.15 * max(one.width for one in near)


def _headed(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Put lines of one size that a column's border parted together again: the lines of a title, of a paragraph."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        before = joined[-1].lines[-1] if joined else None
        first = paragraph.lines[0]
        near = before and 0 < first.y - before.y < 1.5 * first.size and _alike(before.size, first.size)
        if (
            near
            and before
            and before.bold == first.bold
            and first.text[:1].islower()
            and not _ENDED.search(before.text)
        ):
            joined[-1] = replace(joined[-1], lines=joined[-1].lines + paragraph.lines, full=paragraph.full)
        else:
            joined.append(paragraph)
    return joined


def _with_part(paragraph: Paragraph, size: float, pictures: Sequence[Box]) -> Paragraph:
    return replace(paragraph, part=_part_of(paragraph, size, pictures))


def _part_of(paragraph: Paragraph, size: float, pictures: Sequence[Box]) -> Part:
    lines, text = paragraph.lines, paragraph.text
    if _is_table(lines):
        return Part.TABLE
    if len(text) <= _LONGEST_CAPTION and (_CAPTION.match(text) or _is_under(paragraph, size, pictures)):
        return Part.CAPTION
    if is_item(lines[0].text):
        return Part.ITEM
    if (
        len(text) <= _LONGEST_HEADING
        and sum(map(str.isalpha, text)) > 2
        and not text.rstrip().endswith((".", ";", ","))
    ):
        if lines[0].size >= _TITLE * size:
            return Part.TITLE
        if lines[0].size >= _LARGE * size or (all(line.bold for line in lines) and len(lines) <= 3):
            return Part.HEADING
    return Part.BODY


def _is_table(lines: Sequence[Piece]) -> bool:
    many = sum(line.cells > 2 for line in lines)
    two = sum(line.cells > 1 and any(map(str.isdigit, line.text)) for line in lines)
    return (many >= _TABLE_ROWS or two >= _TABLE_ROWS) and 3 * max(many, two) >= 2 * len(lines)


def _is_under(paragraph: Paragraph, size: float, pictures: Sequence[Box]) -> bool:
    """Whether small words stand right under a picture, or right over one."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if first.size >= _SMALL * size:
        return False
    for box in pictures:
        beside = first.x0 < box.right and max(line.x1 for line in paragraph.lines) > box.left
        under = -0.5 * first.size <= first.y - first.size - box.bottom <= 3.5 * first.size
        over = -0.5 * first.size <= box.top - last.y <= 1.5 * first.size
        if beside and (under or over):
            return True
    return False


def _noted(paragraphs: Sequence[Paragraph], size: float) -> Iterator[Paragraph]:
    """Mark the small paragraphs at the foot of a column as notes, from the first that begins with a figure or star."""
    noting = False
    for i, paragraph in enumerate(paragraphs):
        small = paragraph.part in {Part.BODY, Part.ITEM} and paragraph.size < _SMALL * size
        if not small:
            noting = noting and paragraph.part is not Part.BODY
            yield paragraph
            continue
        starts = paragraph.lines[0].marked or bool(_NOTE.match(paragraph.lines[0].text))
        noting = noting or (starts and _is_at_foot(paragraphs, i, size))
        yield replace(paragraph, part=Part.NOTE) if noting else paragraph


def _is_at_foot(paragraphs: Sequence[Paragraph], i: int, size: float) -> bool:
    """Whether no body text stands under a paragraph, in its column."""
    last = paragraphs[i].lines[-1]
    left, right = min(one.x0 for one in paragraphs[i].lines), max(one.x1 for one in paragraphs[i].lines)
    below = (line for one in paragraphs for line in one.lines if line.y > last.y and line.size >= _SMALL * size)
    return not any(line.x0 < right and line.x1 > left for line in below)
