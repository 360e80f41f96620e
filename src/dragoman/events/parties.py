"""Sets of participants by their codes: together, without others, the same."""

from __future__ import annotations

from dragoman.events.candidate import Parties


def union(first: Parties, second: Parties) -> Parties:
    """The parties of both, each once, the first's first."""
    return tuple({p.code: p for p in (*reversed(second), *reversed(first))}.values())[::-1]


def without(parties: Parties, others: Parties) -> Parties:
    """The parties that are not among the others: `buys its gas from Russia` is done to Russia, not to itself."""
    return tuple(p for p in parties if p.code not in {o.code for o in others})


def same(first: Parties, second: Parties) -> bool:
    """Whether both hold the same codes."""
    return {p.code for p in first} == {p.code for p in second}
