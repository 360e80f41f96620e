"""CSV and TSV: rows with a text in one column, read one after the other."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from dragoman.documents.decoding import decode
from dragoman.documents.entry import Entry
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.columns import ColumnMap, find_columns, missing_columns, tell_columns
from dragoman.documents.inputs.lines import read_lines
from dragoman.documents.inputs.records import Place, make_entry
from dragoman.documents.inputs.rows import Dialect, Line, Row, RowReader
from dragoman.documents.inputs.scope import Scope, too_large
from dragoman.documents.inputs.streams import Found
from dragoman.documents.kinds import suffix_of
from dragoman.model import Issue

_DELIMITERS = ",\t;|"
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_BLOCK = 65_536
_LONGEST_HEADER = 200_000
_ESCAPED = re.compile(r'\\"\w|\w\\"')
_DOUBLED = re.compile(r'""\w|\w""')


def read_table(found: Found, scope: Scope) -> Iterator[Entry | Issue]:
    """Read the rows of a CSV or TSV table; the number behind `#` in a source counts rows below the header, from 1.

    The delimiter, the quotes and the encoding are found out from the first lines.
    """
    head = found.head()
    looked = decode(head[: head.rfind(b"\n") + 1] or head)
    if looked.kind == "binary-file":
        advice = "This is no table of text: give it its right suffix."
        yield make_issue(looked.kind, found.name, advice, value=looked.value)
        return
    text = _Text(found, scope.limits.max_line_bytes, looked.encoding)
    lines = text.lines()
    first = next((line for line in lines if line.text is None or _is_told(line.text)), None)
    if first is None or first.text is None or len(first.text) > _LONGEST_HEADER:
        advice = "There is no header: begin the table with a line that names the columns."
        yield make_issue("no-text-column", found.name, advice)
        return
    dialect = find_dialect(first.text, looked.text, suffix_of(found.file_name))
    rows = RowReader(_from(first, lines), dialect, scope.limits.max_line_bytes, lambda: found.fault is not None)
    yield from _read_rows(rows, found, scope)
    yield from text.oddities()


def _is_told(text: str) -> bool:
    """Whether a line is part of the table; spreadsheets may write `sep=;` before it."""
    return bool(text.strip()) and not text.lower().startswith("sep=")


def _from(first: Line, lines: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from lines


class _Text:
    """The lines of a table as text."""

    def __init__(self, found: Found, limit: int, encoding: str) -> None:
        self._found, self._limit, self._encoding = found, limit, encoding
        self._misread, self._first = 0, 0

    def lines(self) -> Iterator[Line]:
        """Give the lines, numbered from 1."""
        if self._encoding in _WIDE:
            yield from self._wide()
            return
        for number, line in enumerate(read_lines(self._found.stream, self._limit), 1):
            yield Line(number, None if line is None else self._decoded(line, number))

    def _decoded(self, line: bytes, number: int) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self._misread += 1
            self._first = self._first or number
            return line.decode("cp1252", "replace")

    def _wide(self) -> Iterator[Line]:
        """Give the lines of a table in UTF-16 or UTF-32."""
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        number, kept, dropped = 1, "", False
        while block := self._found.stream.read(_BLOCK):
            *whole, kept = (kept + decoder.decode(block)).removeprefix("\ufeff").split("\n")
            for line in whole:
                yield Line(number, None if dropped else f"{line}\n")
                number, dropped = number + 1, False
            if len(kept) > self._limit:
                kept, dropped = "", True
        if kept and not self._found.fault:
            yield Line(number, None if dropped else kept)

    def oddities(self) -> Iterator[Issue]:
        """Warn where lines are not in UTF-8."""
        if self._misread:
            advice = "Check its accents and quotes; save the table as UTF-8 if they are wrong."
            value = f"{self._misread} lines are not UTF-8, and were read as Windows-1252"
            place = f"line {self._first}"
            yield make_issue("wrong-encoding", self._found.name, advice, place, value, warning=True)


def find_dialect(header: str, sample: str, suffix: str) -> Dialect:
    r"""Find out how a table is written, from its header, its beginning and the suffix of its file.

    >>> find_dialect("id;text;date\n", "", ".csv").delimiter
    ';'
    """
    order = "\t,;|" if suffix in {".tsv", ".tab"} else _DELIMITERS
    delimiter = max(order, key=lambda sign: _worth(header, sign))
    spaced = sample.count(f'{delimiter} "') > sample.count(f'{delimiter}"')
    return Dialect(delimiter, spaced, len(_ESCAPED.findall(sample)) > len(_DOUBLED.findall(sample)))


def _worth(header: str, delimiter: str) -> tuple[int, int]:
    names = cut_header(header, delimiter)
    return len(find_columns(tuple(names))), len(names)


def cut_header(header: str, delimiter: str) -> list[str]:
    """Cut a header into names."""
    try:
        cells = next(csv.reader([header.strip("\ufeff\r\n")], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
    return [" ".join(cell.split()) for cell in cells]


def looks_like_table(head: bytes) -> bool:
    """Whether text without a suffix begins with a header that names a text and something else."""
    line = decode(head.partition(b"\n")[0][:2000]).text
    named = (find_columns(tuple(cut_header(line, sign))) for sign in _DELIMITERS)
    return any("text" in columns and len(columns) > 1 for columns in named)


def _read_rows(rows: RowReader, found: Found, scope: Scope) -> Iterator[Entry | Issue]:
    read = iter(rows)
    header = next(read)
    names = [" ".join(cell.split()) for cell in header.cells]
    columns = find_columns(tuple(names), scope.columns)
    yield from no_columns(found.name, names, columns, scope.columns)
    if "text" not in columns:
        return
    rows.width = len(names)
    places = {field: names.index(column) for field, column in columns.items()}
    number = 0
    for number, row in enumerate(read, 1):
        yield _read_row(row, Place(found.name, number, f"row {number}, line {row.line}"), places, scope, len(names))
    if not number and not found.fault:
        yield make_issue("empty-file", found.name, "The table holds no row: fetch it again or take it out.")


def no_columns(
    name: str, names: Sequence[str], columns: Mapping[str, str], stated: ColumnMap | None
) -> Iterator[Issue]:
    """Say which columns are missing: that of the text, and those that the user named."""
    for field, column in missing_columns(columns, stated).items():
        if field != "text":
            advice = f"Name the column of `{field}` as the table names it; the table was read without it."
            yield make_issue("missing-column", name, advice, column, tell_columns(names), warning=True)
    if "text" not in columns:
        advice = "Name the column that holds the articles: `--columns text=NAME` (likewise url, outlet, published ...)."
        yield make_issue("no-text-column", name, advice, value=tell_columns(names))


def _read_row(row: Row, place: Place, places: Mapping[str, int], scope: Scope, width: int) -> Entry | Issue:
    if row.fault == "too-large":
        return too_large(place.name, scope.limits.max_line_bytes, place.label)
    cells = row.cells
    if row.fault or len(cells) > width or len(cells) <= max(places.values()):
        value = f"{len(cells)} cells, not {width}" if cells else "a quote that is not closed"
        advice = "Put cells with delimiters, quotes or line breaks into quotes; the row was left out."
        return make_issue("malformed-row", place.name, advice, place.label, value)
    return make_entry({field: cells[i].strip() for field, i in places.items()}, place)
