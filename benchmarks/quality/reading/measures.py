"""Counts, shares and the row of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """A figure of ours, with others beside it."""

    figure: str
    ours: float
    others: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """How much of a thing was right, of how much found and how much there."""

    right: float = 0
    found: float = 0
    there: float = 0

    def __add__(self, other: Tally) -> Tally:
        """Add up."""
        return Tally(self.right + other.right, self.found + other.found, self.there + other.there)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; of nothing found, 1 where nothing was there."""
        return self.right / self.found if self.found else float(not self.there)

    @property
    def recall(self) -> float:
        """Share of what was there that was found; of nothing there, 1 where nothing was found."""
        return self.right / self.there if self.there else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.found + self.there
        return 2 * self.right / total if total else 1.0


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    return sum(tallies, Tally())


def mean(values: Iterable[float]) -> float:
    """Mean, 0 of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def share(rights: Iterable[bool]) -> float:
    """Share that is true."""
    return mean(float(right) for right in rights)
