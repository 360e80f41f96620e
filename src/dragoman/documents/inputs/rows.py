"""The rows of a table of text: cells with quotes, line breaks in them, and rows that are broken."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_RESCANNED = 200_000_000
"""Characters that are read a second time, at most, after rows that were broken."""
_LINE = 64
"""Bytes that a line takes beside its characters."""


class Line(NamedTuple):
    """A line of the file."""

    number: int
    text: str | None
    """With its end; None for one that is too long."""


class Row(NamedTuple):
    """A row of a table."""

    line: int
    """Where it begins, from 1."""
    cells: list[str]
    fault: str = ""
    """Kind of the issue, where the row cannot be read."""


@dataclass(frozen=True)
class Dialect:
    """How a table is written."""

    delimiter: str = ","
    spaced: bool = False
    """Whether spaces stand before opening quotes."""
    escaped: bool = False
    r"""Whether a quote within quotes is written \" and not doubled."""


class RowReader:
    r"""Cuts lines into rows; a quote that is never closed costs its row only.

    >>> lines = iter([Line(1, 'a,"b\n'), Line(2, 'c ""d"" f"\n'), Line(3, "e,f\n")])
    >>> [row.cells for row in RowReader(lines, Dialect(), 1000)]
    [['a', 'b\nc "d" f'], ['e', 'f']]
    """

    def __init__(self, lines: Iterator[Line], dialect: Dialect, limit: int, cut: Callable[[], bool] = bool) -> None:
        """Read rows of up to `limit` characters; `cut` tells, at the end of the lines, whether it came too early."""
        self._lines, self._dialect, self._limit = lines, dialect, limit
        self._cut = cut
        self.width = 0
        """How many cells a row should have; 0 for any number."""
        self._ahead: deque[Line] = deque()
        self._taken: list[Line] = []
        self._text, self._at = "", 0
        self._size, self._spare = 0, _RESCANNED
        self._junk = self._ended = False

    def __iter__(self) -> Iterator[Row]:
        """Give all rows but blank lines."""
        while line := self._next_line():
            if line.text is None:
                yield Row(line.number, [], "too-large")
            elif line.text.strip():
                yield self._row(line.number, line.text)

    def _next_line(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else next(self._lines, None)

    def _row(self, number: int, text: str) -> Row:
        self._text, self._at, self._size = text, 0, len(text)
        self._taken, self._junk = [], False
        cells: list[str] = []
        while True:
            cell = self._cell()
            if cell is None:
                return self._broken(number)
            cells.append(cell)
            if not self._text.startswith(self._dialect.delimiter, self._at):
                break
            self._at += 1
        misread = self.width and len(cells) != self.width and self._junk and self._taken
        return self._broken(number) if misread else Row(number, cells)

    def _broken(self, number: int) -> Row:
        """Give up a row, and read the lines after its first one again, as rows of their own."""
        self._spare -= self._size
        if self._spare > 0 and not (self._ended and self._cut()):
            self._ahead.extendleft(reversed(self._taken))
        return Row(number, [], "malformed-row")

    def _cell(self) -> str | None:
        """Read a cell and stop behind it; None where its quotes are not closed."""
        start = self._at
        while self._dialect.spaced and self._text.startswith(" ", start):
            start += 1
        if self._text.startswith('"', start):
            self._at = start + 1
            return self._quoted()
        end = self._text.find(self._dialect.delimiter, self._at)
        cell = self._text[self._at :].rstrip("\r\n") if end < 0 else self._text[self._at : end]
        self._at += len(cell)
        return cell

    def _quoted(self) -> str | None:
        parts: list[str] = []
        while True:
            end = self._text.find('"', self._at)
            if end < 0:
                parts.append(self._text[self._at :])
                if not self._take_line():
                    return None
                continue
            if self._dialect.escaped and end > self._at and self._text[end - 1] == "\\":
                parts.append(self._text[self._at : end - 1] + '"')
                self._at = end + 1
            elif self._text.startswith('"', end + 1):
                parts.append(self._text[self._at : end + 1])
                self._at = end + 2
            else:
                parts.append(self._text[self._at : end])
                self._at = end + 1
                return "".join(parts) + self._after_quote()

    def _after_quote(self) -> str:
        """Give what stands between a closing quote and the end of the cell: nothing, in a sound table."""
        end = self._text.find(self._dialect.delimiter, self._at)
        rest = self._text[self._at :].rstrip("\r\n") if end < 0 else self._text[self._at : end]
        self._junk = self._junk or bool(rest.strip())
        self._at += len(rest)
        return rest

    def _take_line(self) -> bool:
        """Go on to the next line of the row, where there is one and the limit allows it."""
        line = self._next_line()
        if line is None:
            self._ended = True
            return False
        self._taken.append(line)
        self._size += len(line.text or "") + _LINE
        if line.text is None or self._size > self._limit:
            return False
        self._text, self._at = line.text, 0
        return True
