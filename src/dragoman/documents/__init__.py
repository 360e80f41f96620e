"""A file becomes clean, dated, honest documents."""

from dragoman.documents.copies import find_copies
from dragoman.documents.files import discover
from dragoman.documents.read import ReadLimits, read_file

__all__ = ["ReadLimits", "discover", "find_copies", "read_file"]
