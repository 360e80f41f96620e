"""A brief as one HTML file: no script, nothing fetched, every text escaped, fit to print."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.briefs.page import Brief
from dragoman.briefs.plain import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_HTTP = re.compile(r"https?://", re.IGNORECASE)


def as_html(brief: Brief, *, links: bool = False) -> str:
    """The page as HTML; with `links`, ids and sources lead to the pages of `dragoman serve`."""
    return _environment().get_template("brief.html").render(brief=brief, links=links, style=style())


@cache
def style() -> str:
    """The style sheet inside the page."""
    return (files("dragoman.briefs") / "templates" / "brief.css").read_text(encoding="utf-8")


def style_hash() -> str:
    """What a Content-Security-Policy names to allow the style sheet: `sha256-...`."""
    digest = hashlib.sha256(style().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only HTML needs it

    made = Environment(
        loader=PackageLoader("dragoman.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["web_address"] = web_address
    return made


def _shown(value: object) -> object:
    """Texts without invisible marks; all else as it is."""
    return visible(value) if type(value) is str else value


def web_address(url: str | None) -> str | None:
    """The address, when a browser may follow it: `http` or `https`, never `javascript`."""
    return url if url and _HTTP.match(url) else None
