"""A file becomes clean, dated, honest documents."""

from dragoman.documents.cleaning import fold_signs
from dragoman.documents.copies import find_copies, find_reuses, open_comparison
from dragoman.documents.copying.writing import Writing
from dragoman.documents.entry import Entry, ReadLimits
from dragoman.documents.fetching import Fetcher, FetchOptions, is_url
from dragoman.documents.files import discover
from dragoman.documents.inputs import ColumnMap, holds_many, open_entries, open_stream, parse_columns
from dragoman.documents.mentions import OfficeBook
from dragoman.documents.read import read_entry, read_file
from dragoman.documents.repair import Repair, find_repairs
from dragoman.documents.whole import whole_text

__all__ = [
    "ColumnMap",
    "Entry",
    "FetchOptions",
    "Fetcher",
    "OfficeBook",
    "ReadLimits",
    "Repair",
    "Writing",
    "discover",
    "find_copies",
    "find_repairs",
    "find_reuses",
    "fold_signs",
    "holds_many",
    "is_url",
    "open_comparison",
    "open_entries",
    "open_stream",
    "parse_columns",
    "read_entry",
    "read_file",
    "whole_text",
]
