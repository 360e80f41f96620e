"""The lines around an article: above its headline, between headline and text, and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.documents.blocks import word_key
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

_MORE = re.compile(r"(?:more|also) (?:from|in)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|all rights reserved", re.IGNORECASE)
TEXT_KINDS = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))
ELSEWHERE = frozenset((RegionKind.RELATED, RegionKind.COMMENT, RegionKind.CAPTION, RegionKind.PULL_QUOTE))
"""What names the writers and papers of other texts, or of pictures."""


class Around(NamedTuple):
    """The lines around an article, in the order of the page."""

    above: tuple[Labelled, ...]
    """Before the headline."""
    below: tuple[Labelled, ...]
    """Between the headline and the text."""
    after: tuple[Labelled, ...]
    """After the text began, text left out."""
    headline: str

    @property
    def head(self) -> tuple[Labelled, ...]:
        """All before the text but the headline."""
        return (*self.above, *self.below)


def lines_around(items: Sequence[Labelled], title: str | None) -> Around:
    """Part the lines of a page by where the headline and the text stand."""
    first = next((i for i, item in enumerate(items) if item.kind in TEXT_KINDS), len(items))
    keys = {word_key(title)} if title else set()
    at = next((i for i, item in enumerate(items[:first]) if item.block.key in keys), None)
    if at is None:
        at = next((i for i, item in enumerate(items[:first]) if item.kind is RegionKind.HEADLINE and title), None)
    after = tuple(item for item in items[first:] if _is_after(item))
    head = [item for item in items[:first] if item.kind not in {RegionKind.RELATED, RegionKind.COMMENT}]
    cut = next((i for i, item in enumerate(head) if at is not None and item is items[at]), None)
    if cut is None:
        return Around((), tuple(head), after, title or "")
    return Around(tuple(head[:cut]), tuple(head[cut + 1 :]), after, title or "")


def _is_after(item: Labelled) -> bool:
    """Whether a line after the text speaks of this page: also the heading over other articles of the paper."""
    if item.kind is RegionKind.RELATED:
        heading = bool(_MORE.match(item.block.text)) and not item.block.ended
        return heading or bool(_RIGHTS.search(item.block.text))
    return item.kind not in TEXT_KINDS and item.kind not in ELSEWHERE
