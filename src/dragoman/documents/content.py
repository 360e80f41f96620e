"""Which blocks of a page are its main content, in the judgement of trafilatura."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.documents.blocks import Block, word_key
from dragoman.documents.markup import Page

_MOST_CHARACTERS, _MOST_ELEMENTS, _DEEPEST = 3_000_000, 30_000, 200
_SHORT = 25


def mark_main(raw: str, page: Page) -> list[Block]:
    """Mark the blocks of a page that the extractor takes for its main content.

    The extractor sees tame pages only (size, number and depth of elements are bounded); on others, and where it finds
    nothing, the blocks stay unmarked and only their own features count.
    """
    extracted = _extract(raw) if _is_tame(raw, page) else ""
    lines = {word_key(line) for line in extracted.splitlines()}
    if not any(lines):
        return page.blocks
    whole = word_key(extracted)
    return [replace(block, main=_is_in(block, lines, whole)) for block in page.blocks]


def _is_tame(raw: str, page: Page) -> bool:
    return len(raw) <= _MOST_CHARACTERS and page.elements <= _MOST_ELEMENTS and page.depth <= _DEEPEST


def _extract(raw: str) -> str:
    from trafilatura import extract  # noqa: PLC0415  heavy

    # signs that lxml refuses; the blocks have their own copy of the text
    tame = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", raw)
    return extract(tame, favor_recall=True, include_comments=False) or ""


def _is_in(block: Block, lines: set[str], whole: str) -> bool:
    """Whether a block stands in the extracted text; a short one must be a line of its own."""
    return block.key in lines if len(block.key) < _SHORT else block.key in whole
