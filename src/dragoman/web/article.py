"""The article as it was read: its raw text cut at the borders of regions and of cited sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dragoman.model import Document, Event, Region, RegionKind

READ = frozenset({RegionKind.BODY, RegionKind.HEADLINE, RegionKind.STANDFIRST, RegionKind.BLOCK_QUOTE})
"""Regions that are read for events, and shown plainly; all others are greyed and labelled."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of raw text between two borders."""

    text: str
    cited: bool
    chosen: bool
    """Part of the sentence that the reader asked for."""
    predicate: bool
    """Part of the words that carry its type."""
    anchors: tuple[str, ...]
    """Ids of the events whose sentence begins here."""


@dataclass(frozen=True, slots=True)
class Block:
    """The pieces of one region."""

    kind: RegionKind | None
    """None where no region was found."""
    pieces: tuple[Piece, ...]

    @property
    def read(self) -> bool:
        """Whether it is read for events."""
        return self.kind in READ

    @property
    def folded(self) -> bool:
        """Whether it may be folded away: mark-up that holds nothing cited."""
        return self.kind is RegionKind.MARKUP and not any(p.cited for p in self.pieces) and self.size > 80

    @property
    def blank(self) -> bool:
        """Whether it holds nothing but the space between two others."""
        return not any(piece.text.strip() for piece in self.pieces)

    @property
    def slight(self) -> bool:
        """Whether it is a short run of mark-up, such as the sign of a heading, that needs no label of its own."""
        return self.kind in {RegionKind.MARKUP, None} and not self.folded

    @property
    def size(self) -> int:
        """Characters in it."""
        return sum(len(piece.text) for piece in self.pieces)


def cut_article(document: Document, events: Sequence[Event], chosen: Event | None) -> list[Block]:
    """The raw text in blocks; joined, their pieces are the raw text again."""
    cuts = _cuts(document, events)
    parts = [(_region(document.regions, first), _piece(document, events, chosen, first, last)) for first, last in cuts]
    blocks = []
    for (_, kind), held in groupby(parts, key=lambda part: part[0]):
        blocks.append(Block(kind, tuple(piece for _, piece in held)))
    return blocks


def _cuts(document: Document, events: Iterable[Event]) -> list[tuple[int, int]]:
    """The stretches between all borders."""
    size = len(document.raw)
    spans = [(e.cite.start, e.cite.end) for e in events] + [(e.predicate.start, e.predicate.end) for e in events]
    spans += [(region.start, region.end) for region in document.regions]
    borders = sorted({0, size, *(min(max(place, 0), size) for span in spans for place in span)})
    return list(pairwise(borders))


def _region(regions: Sequence[Region], place: int) -> tuple[int, RegionKind | None]:
    """The innermost region at a place, told by its start, and its kind."""
    held = [region for region in regions if region.start <= place < region.end]
    if not held:
        return -1, None
    inner = min(held, key=lambda region: (region.end - region.start, region.start))
    return inner.start, inner.kind


def _piece(document: Document, events: Iterable[Event], chosen: Event | None, first: int, last: int) -> Piece:
    around = [event for event in events if event.cite.start <= first and last <= event.cite.end]
    is_chosen = chosen is not None and chosen.cite.start <= first and last <= chosen.cite.end
    carries = chosen is not None and chosen.predicate.start <= first and last <= chosen.predicate.end
    anchors = tuple(event.id for event in around if event.cite.start == first)
    return Piece(document.raw[first:last], bool(around), is_chosen, carries, anchors)
