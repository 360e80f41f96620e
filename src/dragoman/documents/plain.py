"""Plain text and Markdown become blocks: a line each, or a paragraph where lines were wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace as changed
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from dragoman.documents.aligned import Aligned, from_raw, replace
from dragoman.documents.blocks import Block, Place
from dragoman.documents.cleaning import clean
from dragoman.documents.repair.breaks import paragraph_starts
from dragoman.documents.wrapping import find_margin, is_wrapped, split_wrapped
from dragoman.model import RegionKind

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_RULE = re.compile(r"[\W_]+")
# the few tags and entities that are left in text taken from pages
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|u)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_STAR_OPENS = re.compile(r"(?<![\w*])\*{1,3}(?=[\w\"'(<“‘])")
_STAR_ENDS = re.compile(r"(?<=[\w.,!?:;\"')>”’\xa0])\*{1,3}(?![\w*])")
_BLOCK_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote)\b[^<>\n]{0,300}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ENTITY_OR_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,200}>")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
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


class Line(NamedTuple):
    """A stretch of raw text without a line break."""

    start: int
    end: int
    after_blank: bool
    """Whether a blank line stands before it."""


def read_plain(raw: str, start: int = 0) -> list[Block]:
    """Cut plain text into blocks, from `start` on."""
    return _numbered(block for group in _paragraphs(_lines(raw, start), raw) for block in _blocks(raw, *group))


def read_markdown(raw: str, start: int = 0) -> list[Block]:
    """Cut Markdown into blocks, from `start` on; marks go, their meaning becomes the block's kind."""
    groups = _paragraphs(_unfenced(raw, _lines(raw, start)), raw, wrapped=True)
    return _numbered(block for lines, _ in groups for block in _marked_blocks(raw, lines))


def _numbered(blocks: Iterable[Block | None]) -> list[Block]:
    """Count the rules before each block; None is a rule."""
    numbered: list[Block] = []
    rules = 0
    for block in blocks:
        if block is None:
            rules += 1
        else:
            numbered.append(changed(block, place=changed(block.place, section=rules)))
    return numbered


def _lines(raw: str, start: int) -> Iterator[Line]:
    end = start
    for found in _LINE.finditer(raw, start):
        if not found.group().strip():
            continue
        gap = raw[end : found.start()].replace("\r\n", "\n")
        breaks = sum(gap.count(sign) for sign in "\n\r\f\v\x85\u2028\u2029")
        yield Line(found.start(), found.end(), breaks > 1)
        end = found.end()


def _paragraphs(lines: Iterator[Line], raw: str, *, wrapped: bool = False) -> Iterator[tuple[list[Line], int]]:
    """Group the lines of a paragraph wrapped by hand; others stand alone, with the number in their run."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.after_blank or not groups:
            groups.append([])
        groups[-1].append(line)
    if wrapped:
        yield from ((group, 1) for group in groups)
        return
    texts = [[raw[line.start : line.end].strip() for line in group] for group in groups]
    margin = find_margin(texts)
    for group, own in zip(groups, texts, strict=True):
        if is_wrapped(own, margin):
            starts = paragraph_starts([raw[line.start : line.end] for line in group])
            yield from ((group[a:b], 1) for a, b in pairwise([*starts, len(group)]))
        elif margin:
            yield from ((group[a:b], 1 if b - a > 1 else len(group)) for a, b in split_wrapped(own, margin))
        else:
            yield from (([line], len(group)) for line in group)


def _blocks(raw: str, group: list[Line], run: int) -> Iterator[Block | None]:
    aligned = from_raw(raw, group[0].start, group[-1].end)
    if _RULE.fullmatch(aligned.text):
        yield None
        return
    cleaned = clean(_without_tags(aligned))
    if cleaned.text:
        yield Block(cleaned, place=Place(run=run))


def _without_tags(aligned: Aligned) -> Aligned:
    """Drop the tags and stars and decode the entities that were left in a text taken from a page."""
    if "*" in aligned.text and len(_STAR_OPENS.findall(aligned.text)) == len(_STAR_ENDS.findall(aligned.text)):
        aligned = replace(replace(aligned, _STAR_OPENS, lambda _: ""), _STAR_ENDS, lambda _: "")
    if "<" in aligned.text:
        aligned = replace(replace(aligned, _INLINE_TAG, lambda _: ""), _BLOCK_TAG, lambda _: " ")
    return replace(aligned, _ENTITY, _decoded) if "&" in aligned.text else aligned


def _decoded(entity: re.Match[str]) -> str | None:
    decoded = unescape(entity.group())
    return None if decoded == entity.group() else decoded


def _unfenced(raw: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Leave out code between fences."""
    inside = False
    for line in lines:
        fence = bool(_FENCE.match(raw, line.start, line.end))
        if not inside and not fence:
            yield line
        inside ^= fence


def _marked_blocks(raw: str, group: list[Line]) -> Iterator[Block | None]:
    """Cut a Markdown paragraph where a heading, quote or list item begins; None stands for a rule."""
    run: list[Line] = []
    for line in group:
        text = raw[line.start : line.end]
        if _UNDERLINE.match(text):
            tag = "h1" if run and text.strip()[0] == "=" else "h2"
            yield from _marked(raw, run, tag if len(run) == 1 and text.strip()[0] in "=-" else "")
            if not run:
                yield None
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
    cleaned = clean(_without_tags(_without_marks(aligned)))
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
