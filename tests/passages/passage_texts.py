"""Articles for the tests of the passages."""

from __future__ import annotations

from datetime import date

from dragoman.ids import content_id
from dragoman.model import Basis, Document, Precision, Segment, When


def article(text: str, published: date = date(2015, 6, 10)) -> Document:
    day = When(published, published, Precision.DAY, Basis.METADATA)
    whole = (Segment(0, len(text), 0, len(text)),)
    return Document(content_id("doc", text), "test", text, text, whole, (), day, language="en")
