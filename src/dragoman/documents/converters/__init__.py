"""Turns entries that are no text (PDF, DOCX, mail) into entries that are."""

from dragoman.documents.converters.converting import convert_entry

__all__ = ["convert_entry"]
