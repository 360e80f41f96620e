"""Plain text and Markdown become blocks: a line each, or a paragraph where lines were wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dragoman.documents.aligned import Aligned, from_raw, replace
from dragoman.documents.blocks import Block
from dragoman.documents.cleaning import clean
from dragoman.model import RegionKind

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_SHORTEST_WRAP, _LONGEST_WRAP = 40, 110
_ENTITY_OR_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,200}>")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+|\s+#+\s*$")
_IS_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+|\*(?:\s*\*){2,}|_(?:\s*_){2,}|-(?:\s*-){2,})\s*$")
_QUOTE = re.compile(r"(?:\s{0,3}>\s?)+")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_TABLE = re.compile(r"\s*\|.*\|\s*$")
# pictures go; of a link its words stay; signs of emphasis and code go
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,100}\])")


_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^)\s]{1,500}(?:\s+\"[^\"\n]{0,200}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)|(?<=\S)(\*{1,3}|_{1,3})(?![\w*])|`+|~~")
_STRESSED = re.compile(r"([*_]{1,3})[^*_]{20,400}\1")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>-])")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,5000}?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FRONT_LINE = re.compile(r"^([A-Za-z_]{2,30}):[ \t]*(.{1,500}?)[ \t]*$", re.MULTILINE)


class Line(NamedTuple):
    """A stretch of raw text without a line break."""

    start: int
    end: int
    after_blank: bool
    """Whether a blank line stands before it."""


def read_plain(raw: str) -> list[Block]:
    """Cut plain text into blocks."""
    return [block for group in _paragraphs(_lines(raw, 0), raw) for block in _blocks(raw, group)]


def front_matter(raw: str) -> dict[str, str]:
    r"""Read the `key: value` lines that a Markdown file begins with.

    >>> front_matter("---\ntitle: A visit\n---\nText")
    {'title': 'A visit'}
    """
    found = _FRONT.match(raw)
    pairs = _FRONT_LINE.findall(found.group(1)) if found else []
    return {key.lower(): value.strip("\"'[] ") for key, value in pairs}


def read_markdown(raw: str) -> list[Block]:
    """Cut Markdown into blocks; marks go, their meaning becomes the block's kind."""
    front = _FRONT.match(raw)
    start = front.end() if front else 0
    groups = _paragraphs(_unfenced(raw, _lines(raw, start)), raw, wrapped=True)
    return [block for group in groups for block in _marked_blocks(raw, group)]


def _lines(raw: str, start: int) -> Iterator[Line]:
    end = start
    for found in _LINE.finditer(raw, start):
        if not found.group().strip():
            continue
        gap = raw[end : found.start()].replace("\r\n", "\n")
        breaks = sum(gap.count(sign) for sign in "\n\r\f\v\x85\u2028\u2029")
        yield Line(found.start(), found.end(), breaks > 1)
        end = found.end()


def _paragraphs(lines: Iterator[Line], raw: str, *, wrapped: bool = False) -> Iterator[list[Line]]:
    """Group the lines that belong to one paragraph wrapped by hand; other lines stand alone."""
    group: list[Line] = []
    for line in lines:
        if line.after_blank and group:
            yield from _ungrouped(raw, group, wrapped=wrapped)
            group = []
        group.append(line)
    if group:
        yield from _ungrouped(raw, group, wrapped=wrapped)


def _ungrouped(raw: str, group: list[Line], *, wrapped: bool) -> Iterator[list[Line]]:
    if wrapped or _is_wrapped(raw, group):
        yield group
        return
    yield from ([line] for line in group)


def _is_wrapped(raw: str, group: list[Line]) -> bool:
    """Whether the lines were broken at a margin: of middling length, and a next word would not have fitted."""
    lengths = [line.end - line.start for line in group[:-1]]
    longest = max(lengths, default=0)
    if not lengths or longest > _LONGEST_WRAP or sorted(lengths)[len(lengths) // 2] < _SHORTEST_WRAP:
        return False
    texts = [raw[line.start : line.end].strip() for line in group]
    going_on = sum(not text.endswith((".", "!", "?", ":")) and after[:1].islower() for text, after in pairwise(texts))
    fits = sum(len(text) + 1 + len(after.split()[0]) > longest for text, after in pairwise(texts))
    return going_on > 0 and fits * 2 >= len(lengths) and lengths[0] >= _SHORTEST_WRAP


def _blocks(raw: str, group: list[Line]) -> Iterator[Block]:
    cleaned = clean(from_raw(raw, group[0].start, group[-1].end))
    if cleaned.text:
        yield Block(cleaned)


def _unfenced(raw: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Leave out code between fences."""
    inside = False
    for line in lines:
        fence = bool(_FENCE.match(raw, line.start, line.end))
        if not inside and not fence:
            yield line
        inside ^= fence


def _marked_blocks(raw: str, group: list[Line]) -> Iterator[Block]:
    """Cut a Markdown paragraph where a heading, quote or list item begins."""
    run: list[Line] = []
    for line in group:
        text = raw[line.start : line.end]
        if _UNDERLINE.match(text):
            tag = "h1" if run and text.strip()[0] == "=" else "h2"
            yield from _marked(raw, run, tag if len(run) == 1 and text.strip()[0] in "=-" else "")
            run = []
            continue
        if _TABLE.match(text):
            continue
        if run and (_IS_HEADING.match(text) or _BULLET.match(text) or _starts_quote(raw, run[-1], text)):
            yield from _marked(raw, run)
            run = []
        run.append(line)
        if _IS_HEADING.match(text):
            yield from _marked(raw, run)
            run = []
    yield from _marked(raw, run)


def _starts_quote(raw: str, before: Line, text: str) -> bool:
    return bool(_QUOTE.match(text)) and not _QUOTE.match(raw, before.start, before.end)


def _marked(raw: str, run: list[Line], tag: str = "") -> Iterator[Block]:
    if not run:
        return
    aligned = from_raw(raw, run[0].start, run[-1].end)
    first = aligned.text.split("\n", 1)[0]
    hashes = len(first.strip()) - len(first.strip().lstrip("#"))
    tag = tag or (f"h{hashes}" if _IS_HEADING.match(first) else "")
    kind = RegionKind.HEADLINE if tag else _kind_by_marks(aligned.text)
    linked = sum(len(words) for words in _LINK.findall(aligned.text)) / max(len(aligned.text.strip()), 1)
    cleaned = clean(_without_marks(aligned))
    if cleaned.text:
        yield Block(cleaned, tag or ("li" if _BULLET.match(first) else "p"), kind, linked=min(linked, 1.0))


def _kind_by_marks(text: str) -> RegionKind | None:
    """Tell a quotation, and a paragraph that is emphasised as a whole, as standfirsts are."""
    if _QUOTE.match(text):
        return RegionKind.BLOCK_QUOTE
    return RegionKind.STANDFIRST if _STRESSED.fullmatch(text.strip()) else None


def _without_marks(aligned: Aligned) -> Aligned:
    marks = re.compile(rf"^{_QUOTE.pattern}", re.MULTILINE), _HEADING, _BULLET, _ENTITY_OR_TAG, _IMAGE
    for pattern in (*marks, _LINK, _EMPHASIS, _ESCAPE):
        aligned = _unlinked(aligned) if pattern is _LINK else replace(aligned, pattern, lambda _: "")
    return aligned


def _unlinked(aligned: Aligned) -> Aligned:
    """Keep the words of a link, drop its brackets and address."""
    spans = [(found.start(1), found.end(1), found.start(), found.end()) for found in _LINK.finditer(aligned.text)]
    drop = {place for a, b, start, end in spans for place in (*range(start, a), *range(b, end))}
    keep = [place for place in range(len(aligned.text)) if place not in drop]
    if not drop:
        return aligned
    return Aligned(
        "".join(aligned.text[i] for i in keep),
        type(aligned.starts)("l", (aligned.starts[i] for i in keep)),
        type(aligned.ends)("l", (aligned.ends[i] for i in keep)),
    )
