"""JSON Lines, read line by line: one bad line costs only itself; and JSON files of one or more objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dragoman.documents.decoding import decode
from dragoman.documents.entry import Entry
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.columns import ColumnMap, find_columns
from dragoman.documents.inputs.lines import is_faulty, read_lines
from dragoman.documents.inputs.records import Place, make_entry
from dragoman.model import Issue


def read_feed(
    handle: BinaryIO, name: str, max_line_bytes: int, columns: ColumnMap | None = None
) -> Iterator[Entry | Issue]:
    """Read the lines of a feed; blank ones are left out. A line is read before the next one is looked at.

    The keys `text` (required), `url`, `outlet`, `published`, `title`, `authors`, `retrieved`, `language` are read,
    or by their other usual names (`body`, `link`, `date` ...); `columns` names the keys.
    """
    empty = True
    for number, line in enumerate(read_lines(handle, max_line_bytes), 1):
        place = Place(name, number, f"line {number}")
        if line is None:
            empty = False
            advice = f"Split it, or raise the limit of {max_line_bytes} bytes."
            yield make_issue("too-large", name, advice, place.label)
        elif line.strip():
            empty = False
            yield _read_line(line, place, columns)
    if empty and not is_faulty(handle):
        yield make_issue("empty-file", name, "The file holds no line: fetch it again or take it out.")


def _read_line(line: bytes, place: Place, columns: ColumnMap | None) -> Entry | Issue:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        advice = "Save the file as UTF-8; the line was left out."
        return make_issue("wrong-encoding", place.name, advice, place.label, str(error.reason))
    except (ValueError, RecursionError) as error:
        advice = "Write one JSON object on the line; it was left out."
        return make_issue("malformed-json", place.name, advice, place.label, str(error))
    return _read_object(record, place, columns)


def _read_object(record: object, place: Place, columns: ColumnMap | None) -> Entry | Issue:
    if not isinstance(record, dict):
        advice = f"The {place.label.split()[0]} must be an object with the key `text`."
        return make_issue("malformed-json", place.name, advice, place.label, type(record).__name__)
    return make_entry(_renamed(record, columns), place)


def _renamed(record: dict[str, object], columns: ColumnMap | None) -> Mapping[str, object]:
    """Give the values by the names of our fields."""
    return {field: record[key] for field, key in find_columns(tuple(record), columns).items()}


def read_json(data: bytes, name: str, columns: ColumnMap | None = None) -> Iterator[Entry | Issue]:
    """Read a JSON file: an object, an array of objects, or an object with such an array in it."""
    try:
        content = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        yield make_issue("malformed-json", name, "Write an array of objects with the key `text`.", value=str(error))
        return
    records = _records(content)
    if not records:
        yield make_issue("empty-file", name, "The file holds no object: fetch it again or take it out.")
    for number, record in enumerate(records, 1):
        yield _read_object(record, Place(name, number, f"object {number}"), columns)


def _records(content: object) -> list[object]:
    """Find the records; `{"articles": [...]}` wraps them."""
    if isinstance(content, dict) and not isinstance(content.get("text"), str):
        lists = [value for value in content.values() if isinstance(value, list) and value]
        wrapped = [value for value in lists if all(isinstance(record, dict) for record in value)]
        if len(wrapped) == 1 and not find_columns(tuple(content)).get("text"):
            return wrapped[0]
    return content if isinstance(content, list) else [content]
