"""Text of unknown origin made safe to look at: no control characters, no marks that turn the order of letters."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters: a terminal obeys some of them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction: they can make a line read as another
    "\u2028\u2029\ufff9-\ufffb"  # line separators and interlinear marks
    "\ud800-\udfff\U000e0000-\U000e007f]"  # lone surrogates, which no file can hold, and invisible tags
)
_BREAKS = re.compile(r"\s+")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~#$]")


def visible(text: str) -> str:
    r"""The text with each control character and mark of direction shown by its number; lines and tabs stay.

    >>> visible("a\x1b[2J\u202eb")
    'a⟨U+001B⟩[2J⟨U+202E⟩b'
    """
    return _INVISIBLE.sub(lambda mark: f"⟨U+{ord(mark[0]):04X}⟩", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The same on one line."""
    return visible(_BREAKS.sub(" ", text).strip())


def markdown(text: str) -> str:
    r"""One line of text in which Markdown and HTML see nothing to obey.

    >>> markdown("<b>*x*</b> & [y](z)")
    '&lt;b&gt;\\*x\\*&lt;/b&gt; &amp; \\[y\\](z)'
    """
    escaped = _MARKDOWN.sub(lambda sign: "\\" + sign[0], one_line(text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
