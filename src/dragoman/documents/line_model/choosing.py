"""The rules' kind of a line is weighed against the model's: each knows something that the other does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.documents.blocks import Block
from dragoman.documents.cues import match_cue
from dragoman.documents.line_model.decoding import Scored
from dragoman.documents.ordinary import is_reporting, speaks_to_reader, tells_news
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

_BY_REPETITION = frozenset((RegionKind.DUPLICATE, RegionKind.PULL_QUOTE))
_SURE_BODY, _SURE_NOTICE, _LIKELY_BODY, _LIKELY_NEWS, _SURE_KIND, _SURE_SUBHEAD = 0.65, 0.9, 0.5, 0.3, 0.75, 0.95
_LIKELY_NOTE = 0.05
"""Chances, tuned on the shapes that `tools/train_regions.py` holds out; the second and last on hand-made cases."""
_OFTEN_SENTENCES = frozenset(
    (
        RegionKind.STANDFIRST,
        RegionKind.CAPTION,
        RegionKind.PULL_QUOTE,
        RegionKind.COMMENT,
        RegionKind.RELATED,
        RegionKind.LEGAL,
        RegionKind.BYLINE,
    )
)
_TEXT_KINDS = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))


def choose_kinds(items: list[Labelled], scored: Sequence[Scored]) -> list[Labelled]:
    """Weigh the rules' kinds against the model's chances; the rules stand where that would leave no text."""
    counts = Counter(item.block.key for item in items)
    labelled = [
        item if _is_certain(item, counts) else item.as_kind(_chosen(item, one))
        for item, one in zip(items, scored, strict=True)
    ]
    if not any(item.kind in _TEXT_KINDS for item in labelled):
        return items
    return _with_headline(labelled, items)


def _is_certain(item: Labelled, counts: Mapping[str, int]) -> bool:
    """Whether the rules leave no doubt: what stands twice, and what the markup says."""
    twice = item.kind is RegionKind.CAPTION and counts[item.block.key] > 1
    return twice or item.kind in _BY_REPETITION or item.block.firm


def _with_headline(labelled: list[Labelled], items: Sequence[Labelled]) -> list[Labelled]:
    """Take the rules' headline before the text, which they choose by the words of all."""
    first = next(i for i, item in enumerate(labelled) if item.kind in _TEXT_KINDS)
    heads = [i for i, item in enumerate(items[:first]) if item.kind is RegionKind.HEADLINE]
    if not heads:
        return labelled
    swapped = {i: items[i].kind for i, item in enumerate(labelled[:first]) if item.kind is RegionKind.HEADLINE}
    swapped |= {heads[0]: RegionKind.HEADLINE}
    return [item.as_kind(swapped.get(i, item.kind)) for i, item in enumerate(labelled)]


def _chosen(item: Labelled, scored: Scored) -> RegionKind | None:
    """Weigh the rules' kind of a line against the model's: the one who finds no text must be surer."""
    text = item.block.text
    body, (other, chance) = scored.chance(RegionKind.BODY), scored.best_but(RegionKind.BODY)
    if item.kind in _TEXT_KINDS:
        doubt = _LIKELY_NOTE if item.kind is RegionKind.BLOCK_QUOTE else _doubt(item.block, other)
        return item.kind if body >= doubt else other
    if body >= (_SURE_NOTICE if speaks_to_reader(text) else _SURE_BODY):
        return RegionKind.BODY
    least = _SURE_SUBHEAD if item.kind is RegionKind.HEADLINE else _SURE_KIND
    told = chance < least or item.kind is RegionKind.COMMENT or match_cue("line", text) is item.kind
    return item.kind if told and item.kind is not None else other


def _doubt(block: Block, other: RegionKind) -> float:
    """Say how sure the model must be of a text that the rules find too; less of a full sentence."""
    if other is RegionKind.BYLINE and block.ended and tells_news(block.text):
        return 0.0
    if other is RegionKind.BYLINE and block.ended and not match_cue("bio", block.text):
        return _LIKELY_NOTE
    if not is_reporting(block.text):
        return _LIKELY_BODY
    return _LIKELY_NEWS if other in _OFTEN_SENTENCES else 0.0
