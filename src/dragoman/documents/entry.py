"""A text found in an input, not yet read: what it holds, and what came with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from dragoman.documents.metadata import About
from dragoman.ids import content_id
from dragoman.model import Issue

_BLOCK_TAGS = re.compile(
    r"</?(?:p|div|html|body|article|section|table|tr|td|h[1-6]|br|ul|ol|li|blockquote|figure)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_LOOKED_AT = 20_000


class Form(StrEnum):
    """What the data of an entry is; the last three are converted to one of the first before they are read."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"


@dataclass(frozen=True)
class ReadLimits:
    """How much is read; larger input becomes an issue."""

    max_file_bytes: int = 20_000_000
    """One text, page or PDF, and one record of an archive."""
    max_line_bytes: int = 5_000_000
    """One line of a JSON Lines file, one row of a table."""
    max_archive_bytes: int = 2_000_000_000
    """All that one archive (zip, tar) unpacks to, with what is packed within it; a file of records (WARC, JSON Lines, a
    table) is read whatever its length, packed or not, unless it unpacks to far more than text does."""
    max_archive_members: int = 200_000
    max_archive_depth: int = 3
    """Archives within archives, the outermost counted."""
    max_pages: int = 2_000
    """Pages of one PDF."""


@dataclass(frozen=True)
class Entry:
    """One text of an input, as bytes or decoded, with what the input states about it.

    Small, and quick to find: an archive is taken apart in one process and its entries are read in many.
    """

    source: str
    """Where it stands: a file, `feed.jsonl#3` for a line or record, `clips.zip!/a/b.html` for a member."""
    data: bytes | str
    form: Form = Form.PLAIN
    about: About = field(default_factory=About)
    file_name: str = ""
    """Name of the file or member, where it may hold a date; empty for records."""
    issues: tuple[Issue, ...] = ()
    """What is odd about it; it is read all the same."""

    @cached_property
    def key(self) -> str:
        """Hash of the text and what came with it; the same wherever the entry stands."""
        return content_id("en", self.data, self.form, self.file_name, self.about)


def form_of(text: str) -> Form:
    """Tell pages from plain text where nothing else says which it is.

    >>> form_of("<p>Ministers met.</p>").value, form_of("Exports of <5 tonnes are free.").value
    ('html', 'plain')
    """
    return Form.HTML if len(_BLOCK_TAGS.findall(text[:_LOOKED_AT])) > 1 else Form.PLAIN
