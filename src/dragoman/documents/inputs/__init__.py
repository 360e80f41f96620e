"""What a file holds: the entries of any kind of input."""

from dragoman.documents.inputs.opening import holds_many, open_entries

__all__ = ["holds_many", "open_entries"]
