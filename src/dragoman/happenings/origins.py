"""Whose account a mention is: that of the document which had the words first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.model import Event, Reuse

Origins = Mapping[str, str]
"""Leads from the id of an event mention to the document that its words come from."""


def origins_of(events: Iterable[Event], originals: Mapping[str, str], reuses: Iterable[Reuse] = ()) -> dict[str, str]:
    """Find the origin of each mention.

    `originals` leads from a copied document to its original. A mention in a passage that was taken over belongs to the
    document that had the passage first, or to that one's original.
    """
    taken: dict[str, list[Reuse]] = defaultdict(list)
    for reuse in reuses:
        taken[reuse.document].append(reuse)
    for passages in taken.values():
        passages.sort(key=lambda reuse: (reuse.start, reuse.end, reuse.id))
    return {event.id: _origin(event, originals, taken.get(event.document, ())) for event in events}


def _origin(event: Event, originals: Mapping[str, str], passages: Sequence[Reuse]) -> str:
    source = next((p.taken_from for p in passages if p.start <= event.predicate.start < p.end), event.document)
    return originals.get(source, source)
