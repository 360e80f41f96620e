"""A Document becomes Passages: sentences with who they name, when, and how they parse."""

from dragoman.passages.read import Reader, load_reader, read_passages

__all__ = ["Reader", "load_reader", "read_passages"]
