"""What a reader of an input is told beside the input itself, and the issues that all readers make alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from dragoman.documents.entry import Entry, ReadLimits
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.columns import ColumnMap
from dragoman.documents.inputs.streams import Budget, Fault, Found
from dragoman.model import Issue

MOST_ISSUES = 50
"""Issues of one kind that are told one by one for one input; the others are counted."""


@dataclass(frozen=True)
class Scope:
    """Limits and columns, and where among archives within archives a reader is."""

    limits: ReadLimits
    budget: Budget
    columns: ColumnMap | None = None
    depth: int = 0
    """Archives around it."""
    packed: bool = False
    """Whether it comes out of a packed file."""

    def inside(self) -> Scope:
        """Give the scope of what lies in an archive."""
        return replace(self, depth=self.depth + 1, packed=False)

    def unpacked(self) -> Scope:
        """Give the scope of what lies in a packed file; packing twice counts as an archive."""
        return replace(self, depth=self.depth + self.packed, packed=True)


Read: TypeAlias = Callable[[Found, Scope], Iterator[Entry | Issue]]
"""Reads whatever is found: what archives do with their members."""
_FAULTS = {
    "cut-short": "It ends before its time: fetch it again; what was whole before its end was read.",
    "damaged-archive": "It is damaged: fetch it again; what stood before the damage was read.",
    "archive-too-large": (
        "It unpacks to more than is safe: unpack it and give the files, or raise the limit of bytes for archives; "
        "what stood before was read."
    ),
    "unreadable-file": "The system cannot read it to its end: check the disk.",
}


def fault_issue(fault: Fault, name: str, place: str = "", *, kept: bool = True) -> Issue:
    """Make the issue of a stream that ended early; a warning where entries of a stream cut short were kept."""
    warning = fault.kind == "cut-short" and kept
    return make_issue(fault.kind, name, _FAULTS[fault.kind], place, fault.value, warning=warning)


def too_large(name: str, limit: int, place: str = "", value: str = "") -> Issue:
    """Make the issue of a text that is longer than the limit."""
    return make_issue("too-large", name, f"Split it, or raise the limit of {limit} bytes.", place, value)


def few_issues(items: Iterable[Entry | Issue], name: str) -> Iterator[Entry | Issue]:
    """Tell only the first issues of each kind that an input brings, and at its end how many more there were."""
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Issue):
            counts[item.kind] += 1
            if counts[item.kind] > MOST_ISSUES:
                continue
        yield item
    for kind, count in counts.items():
        if count > MOST_ISSUES:
            advice = f"Mend those of the kind {kind} that are told one by one, and read it again to see the others."
            yield make_issue("more-issues", name, advice, kind, f"{count - MOST_ISSUES} more of the kind {kind}")
