"""Writes a brief as Markdown or as one self-contained HTML file."""

from __future__ import annotations

from dragoman.briefs.as_html import as_html
from dragoman.briefs.as_markdown import as_markdown
from dragoman.briefs.page import Brief
from dragoman.errors import LookupFailed


def write_brief(brief: Brief, form: str, links: bool = False) -> str:
    """The brief as text; the form is `markdown` or `html`. All that comes from articles is escaped.

    With `links` the HTML leads from ids and sources to the pages of `dragoman serve`.
    """
    match form:
        case "markdown":
            return as_markdown(brief)
        case "html":
            return as_html(brief, links=links)
    raise LookupFailed(f"a brief is written as markdown or html, not {form!r}")
