"""A file becomes clean, dated, honest documents."""

from dragoman.documents.copies import find_copies
from dragoman.documents.entry import Entry, ReadLimits
from dragoman.documents.files import discover
from dragoman.documents.inputs import holds_many, open_entries
from dragoman.documents.mentions import OfficeBook
from dragoman.documents.read import read_entry, read_file

__all__ = [
    "Entry",
    "OfficeBook",
    "ReadLimits",
    "discover",
    "find_copies",
    "holds_many",
    "open_entries",
    "read_entry",
    "read_file",
]
