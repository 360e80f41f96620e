"""Templates into pages: every text is escaped, and shown without invisible marks."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dragoman.briefs.as_html import web_address
from dragoman.briefs.plain import visible
from dragoman.briefs.wording import interval_text, label_of
from dragoman.web.tones import signed, tone_class, tone_word


class Renderer:
    """Fills the templates of this folder."""

    def page(self, template: str, *, code: int = 200, **values: Any) -> HTMLResponse:  # Any: what a template shows
        """A page as an answer."""
        return HTMLResponse(_environment().get_template(template).render(**values), status_code=code)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters |= {"interval": interval_text, "web_address": web_address, "tone_class": tone_class}
    made.filters |= {"tone_word": tone_word, "signed": signed}
    made.globals |= {"label_of": label_of}
    return made


def _shown(value: object) -> object:
    return visible(value) if type(value) is str else value
