"""What is asked of a document to compare it with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dragoman.model import Segment, When

Align = Callable[[Sequence[str]], Mapping[str, Sequence[Segment]]]
"""Gives the alignments, from clean to raw text, of documents by their ids."""


class Writing(NamedTuple):
    """A document, as far as it matters for copies."""

    id: str
    text: str
    """Its clean text."""
    published: When
    outlet: str | None = None
    """Who published it: what many documents of one outlet repeat is no sign of a copy."""
