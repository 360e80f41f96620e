"""Tables of marked sentences, one row a line: read as they stand, so that they can be written again with answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.errors import DocumentError
from dragoman.events.classify.classifier import Answer

MARKED = "marked_sentence"
ADDED = ("event_type", "probability")


@dataclass(frozen=True)
class PairTable:
    """The lines of a TSV file and the marked sentence of each."""

    header: str
    lines: tuple[str, ...]
    sentences: tuple[str, ...]
    """Of each line; empty where the line is too short to have one."""

    def with_answers(self, answers: Iterator[Answer]) -> Iterator[str]:
        """The header and the lines with two cells more; both are empty where nothing could be answered."""
        yield "\t".join([self.header, *ADDED])
        for line, answer in zip(self.lines, answers, strict=True):
            share = f"{answer.probability:.4f}" if answer.event_type else ""
            yield "\t".join([line, answer.event_type, share])


def read_table(content: bytes, record: str) -> PairTable:
    """Read a TSV file with a column `marked_sentence`; DocumentError says what is wrong with it.

    Quotation marks belong to the text, but a cell that stands in them as a whole, as spreadsheets write it, is opened.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise DocumentError("not UTF-8", record, "save the table as UTF-8 text with tabs", place) from error
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise DocumentError("empty", record, f"give a table with tabs and a column {MARKED}", "line 1")
    column = _place_of_column(lines[0], record)
    return PairTable(lines[0], tuple(lines[1:]), tuple(_cell(line.split("\t"), column) for line in lines[1:]))


def _place_of_column(header: str, record: str) -> int:
    names = [_opened(name.strip()) for name in header.split("\t")]
    if MARKED not in names:
        advice = f"add a column {MARKED} with <s>who does</s> and <t>to whom</t> marked"
        raise DocumentError("no such column", record, advice, "line 1", f"{MARKED}; there are {', '.join(names)}")
    taken = [name for name in ADDED if name in names]
    if taken:
        raise DocumentError("column taken", record, "rename the column: it would be added", "line 1", taken[0])
    return names.index(MARKED)


def _cell(cells: Sequence[str], place: int) -> str:
    return _opened(cells[place]) if place < len(cells) else ""


def _opened(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
