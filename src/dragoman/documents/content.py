"""Which blocks of a page are its main content, in the judgement of trafilatura and by the elements they stand in."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from dragoman.documents.blocks import LONG_PROSE, Block, word_key
from dragoman.documents.markup import Page

_MOST_CHARACTERS, _MOST_ELEMENTS, _DEEPEST = 3_000_000, 30_000, 200
_LONG_TAG = re.compile(r"<[^<>]{5000,}+>?")
_SHORT = 25
_LINKED, _MOST_BEFORE = 0.3, 2
_LEAST_ARTICLE = 60
"""Words: with less running text in one element nothing is said of the others."""


def mark_main(raw: str, page: Page) -> list[Block]:
    """Mark the blocks of a page that the extractor takes for its main content.

    The extractor sees tame pages only (size, number and depth of elements are bounded); on others, and where it finds
    nothing, the blocks stay unmarked and only their own features count.
    """
    extracted = _extract(without_long_tags(raw)) if _is_tame(raw, page) else ""
    lines = {word_key(line) for line in extracted.splitlines()}
    if not any(lines):
        return mark_alien(page.blocks)
    whole = word_key(extracted)
    marked = [replace(block, main=_is_in(block, lines, whole)) for block in page.blocks]
    return mark_alien(list(page.blocks) if _missed(marked) else marked)


def without_long_tags(raw: str) -> str:
    """Take out the tags that are far too long, whose attributes would each be compared with all others."""
    return _LONG_TAG.sub("", raw)


def _missed(marked: Sequence[Block]) -> bool:
    """Whether the extractor took what follows the article, such as letters, for it: most prose stands before."""
    prose = [block for block in marked if block.is_prose and len(block.words) >= LONG_PROSE and not block.firm]
    first = next((i for i, block in enumerate(prose) if block.main), len(prose))
    before = sum(len(block.words) for block in prose[:first] if block.kind is None and block.linked < _LINKED)
    return before > _MOST_BEFORE * sum(len(block.words) for block in prose if block.main)


def mark_alien(blocks: Sequence[Block]) -> list[Block]:
    """Mark the short blocks that stand in other elements than the paragraphs of the article.

    The article's elements are those of the shape with the most running text; where one of them has most of it, that one
    and those with long paragraphs. A short block right before them may be the article's first when the extractor
    agrees; others are notices, promotions and the like.
    """
    open_prose = [block for block in blocks if _is_open_prose(block)]
    own = _own_containers(open_prose)
    if not own:
        return list(blocks)
    first = next(i for i, block in enumerate(blocks) if block.place.container in own and _is_open_prose(block))
    parent = blocks[first].place.parent
    return [replace(block, alien=_is_alien(block, own, parent if i < first else -1)) for i, block in enumerate(blocks)]


def _own_containers(prose: Sequence[Block]) -> set[int]:
    """Find the elements that hold the article; none where there is too little running text to tell."""
    shapes: Counter[str] = Counter()
    containers: Counter[int] = Counter()
    for block in prose:
        shapes[block.place.shape] += len(block.words)
        containers[block.place.container] += len(block.words)
    shape = max(shapes, key=lambda one: shapes[one], default="")
    if shapes[shape] < _LEAST_ARTICLE:
        return set()
    alike = [block for block in prose if block.place.shape == shape]
    best = max((block.place.container for block in alike), key=lambda container: containers[container])
    if 2 * containers[best] < shapes[shape]:
        return {block.place.container for block in alike}
    return {best} | {block.place.container for block in alike if len(block.words) >= LONG_PROSE}


def _is_open_prose(block: Block) -> bool:
    return block.is_prose and block.main is not False and not block.firm


def _is_alien(block: Block, own: set[int], parent: int) -> bool:
    if block.place.container in own or len(block.words) >= LONG_PROSE:
        return False
    return not (block.main and block.place.parent == parent)


def _is_tame(raw: str, page: Page) -> bool:
    return len(raw) <= _MOST_CHARACTERS and page.elements <= _MOST_ELEMENTS and page.depth <= _DEEPEST


def _extract(raw: str) -> str:
    from trafilatura import extract  # noqa: PLC0415  heavy

    # signs that lxml refuses; the blocks have their own copy of the text
    tame = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", raw)
    with quiet("trafilatura"):
        return extract(tame, favor_recall=True, include_comments=False) or ""


@contextmanager
def quiet(package: str) -> Iterator[None]:
    """Keep a library from writing to the terminal that a page holds nothing; what that means is told as an issue."""
    logger = logging.getLogger(package)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _is_in(block: Block, lines: set[str], whole: str) -> bool:
    """Whether a block stands in the extracted text; a short one must be a line of its own."""
    return block.key in lines if len(block.key) < _SHORT else block.key in whole
