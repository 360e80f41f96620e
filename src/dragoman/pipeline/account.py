"""What a run tells of itself: how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from dragoman.model import Issue


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    step: str
    done: int
    """Files finished."""
    total: int
    """Files found."""
    documents: int
    events: int


@dataclass(slots=True)
class Totals:
    """The account of a run."""

    files: int = 0
    files_unchanged: int = 0
    documents: int = 0
    """Documents added; those that the store had already are not counted."""
    passages: int = 0
    events: int = 0
    happenings: int = 0
    """Happenings that the store holds now."""
    relations: int = 0
    """Dyad-periods that the store holds now."""
    issues: list[Issue] = field(default_factory=list)
    """What is wrong with the files given, those read in an earlier run included."""

    @property
    def failed(self) -> bool:
        """Whether something given could not be read."""
        return any(issue.severity == "error" for issue in self.issues)


Report: TypeAlias = Callable[[Progress], None]
