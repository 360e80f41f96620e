"""What a file holds: the entries of any kind of input."""

from dragoman.documents.inputs.columns import ColumnMap, parse_columns
from dragoman.documents.inputs.opening import holds_many, open_entries, open_stream

__all__ = ["ColumnMap", "holds_many", "open_entries", "open_stream", "parse_columns"]
