"""Writes Markdown that is read back as it was meant."""

from __future__ import annotations

import re

_LOOKS_LIKE_TAG = re.compile(r"<(?=[a-zA-Z/!])")
_LOOKS_LIKE_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LINE_SIGN = re.compile(r"^(\s{0,3})(>|[-*+](?=\s)|\||=+\s*$|-+\s*$|```|~~~|\*(?=\s*\*)|_(?=\s*_))")
# a heading's sign, which the reader of Markdown takes for one wherever white space follows it
_HASH = re.compile(r"#(?=#*(?:\s|$))")
_LINE_NUMBER = re.compile(r"^(\s{0,3}\d{1,3})([.)])(?=\s)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
_NOTE = re.compile(r"\x01([^\x01\x02]*)\x02")
_BULLET = re.compile(r"^\s*[\u2022\u2023\u25aa\u25cf\u25e6\u2043\u25a0\u2013\u2014*\uf0b7\uf0a7-]\s+")


def mark_note(text: str) -> str:
    """Mark the figure that points to a note, so that `write_line` keeps it out of the text."""
    return f"\x01{text}\x02"


def write_line(text: str) -> str:
    r"""Write one line of running text, with the signs guarded that Markdown would read.

    >>> write_line("12. A reply"), write_line("exports of <b>, R&amp;D"), write_line("# 4 of them")
    ('12\\. A reply', 'exports of &lt;b>, R&amp;amp;D', '&#35; 4 of them')
    """
    text = _HASH.sub("&#35;", _LOOKS_LIKE_TAG.sub("&lt;", _LOOKS_LIKE_ENTITY.sub("&amp;", text)))
    text = _LINE_NUMBER.sub(r"\1\\\2", _LINE_SIGN.sub(r"\1\\\2", text))
    return _without_unseen(_NOTE.sub(lambda found: _comment(found.group(1)), text))


def write_aside(kind: str, text: str) -> str:
    """Write what is kept but not read (a caption, a note, a running head) in a line of its own.

    >>> write_aside("footnote", "1 See the treaty.")
    '<!-- footnote: 1 See the treaty. -->'
    """
    text = " ".join(_without_unseen(text).split())
    return _comment(f" {kind}: {text} " if text else f" {kind} ")


def write_heading(text: str, level: int) -> str:
    """Write a heading on one line."""
    return f"{'#' * level} {' '.join(write_line(text.strip()).split())}"


def write_item(lines: list[str]) -> str:
    """Write an item of a list."""
    first = _BULLET.sub("", lines[0], count=1)
    return "\n".join(("- " + write_line(first).lstrip(), *map(write_line, lines[1:])))


def is_item(text: str) -> bool:
    """Whether a line begins with a bullet.

    >>> is_item("\u2022 Trade"), is_item("Trade")
    (True, False)
    """
    return bool(_BULLET.match(text))


def _comment(text: str) -> str:
    return f"<!--{text.replace('--', '- -').replace('>', ')')}-->"


def _without_unseen(text: str) -> str:
    return _UNSEEN.sub(" ", text)
