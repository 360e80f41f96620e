"""The sentences after an article that are not its own: thanks, appeals, notices, what the next issue brings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from dragoman.documents.blocks import LONG_PROSE, Block
from dragoman.documents.cues import match_cue
from dragoman.documents.ordinary import is_reporting
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

_REFERENCE = re.compile(r"(?<=[^\s\[])\[(\d{1,3})\]")
_NOTE = re.compile(r"\[?(\d{1,3})(?:\]|[.)](?=\s)|(?= [A-Z]))")
_FEWEST_IN_RUN = 3
_SHORT_LINE = 14
_MOST_LOOKED_AT = 40
"""Sentences from the end: no page has more of them."""


def find_notices(items: Sequence[Labelled], prose: Sequence[int]) -> dict[int, RegionKind]:
    """Find the notices among the last short sentences of a page, with their kinds.

    Such a sentence is one by its words; or by its place: in a run of short lines where the article's paragraphs stand
    alone, or after a last rule together with links and lines that are no sentences. The first sentence from the end
    that is none of these ends the search: it is the article's last.
    """
    notices: dict[int, RegionKind] = {}
    apart = _are_apart(items, prose)
    mixed = _mixed_section(items, prose)
    open_places = [i for i in range(prose[0] + 1, len(items)) if items[i].kind is None] if prose else []
    for i in open_places[: -_MOST_LOOKED_AT - 1 : -1]:
        block = items[i].block
        if not block.ended and not block.is_prose:
            continue
        kind = match_cue("tail", block.text) if len(block.words) <= 2 * LONG_PROSE else None
        if (
            kind is None
            and len(block.words) < LONG_PROSE
            and (_in_run(items, i, apart) or block.place.section == mixed)
            and not is_reporting(block.text)
        ):
            kind = RegionKind.NAVIGATION
        if kind is None:
            break
        notices[i] = kind
    return notices


def find_footnotes(blocks: Sequence[Block]) -> set[int]:
    """Find the lines that begin with a number which an earlier line has in brackets: `[3]`, for its note."""
    told: set[str] = set()
    notes: set[int] = set()
    for i, block in enumerate(blocks):
        opening = _NOTE.match(block.text)
        if opening and opening.group(1) in told:
            notes.add(i)
        told.update(_REFERENCE.findall(block.text))
    return notes


def _are_apart(items: Sequence[Labelled], prose: Sequence[int]) -> bool:
    """Whether the long paragraphs stand alone, with blank lines between them."""
    long = [items[i].block for i in prose if len(items[i].block.words) >= LONG_PROSE and items[i].block.tag == "line"]
    return len(long) > 1 and sum(block.place.run == 1 for block in long) * 4 >= len(long) * 3


def _in_run(items: Sequence[Labelled], i: int, apart: bool) -> bool:
    """Whether a sentence stands in a run of short lines."""
    block = items[i].block
    if not apart or block.place.run < _FEWEST_IN_RUN:
        return False
    around = [item.block for item in items[max(i - block.place.run, 0) : i + block.place.run] if _same_run(item, block)]
    return median(len(one.words) for one in around) <= _SHORT_LINE


def _same_run(item: Labelled, block: Block) -> bool:
    return item.block.place.run == block.place.run


def _mixed_section(items: Sequence[Labelled], prose: Sequence[int]) -> int:
    """Find the last section where it holds no paragraph, but links or menu lines; -1 if there is none."""
    last = items[-1].block.place.section if items else 0
    inside = [item for item in items if item.block.place.section == last]
    short = all(len(item.block.words) < LONG_PROSE or item.kind is not None for item in inside)
    mixed = any(item.kind is not None or item.block.linked > 0 or not item.block.is_prose for item in inside)
    return last if last > 0 and short and mixed and len(inside) < len(items) and bool(prose) else -1
