"""Quotation marks, apostrophes and entities that came out wrong, and spaces before punctuation."""

from __future__ import annotations

import re
from html import unescape

from dragoman.documents.aligned import Aligned, replace

CONTROLS = {
    0x80: "€", 0x82: "'", 0x84: '"', 0x85: " ", 0x8B: "'", 0x91: "'", 0x92: "'", 0x93: '"', 0x94: '"', 0x96: "–",
    0x97: "—", 0x9B: "'",
}  # fmt: skip
"""Signs of cp1252 that were read as control characters."""
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SUFFIX = r"(?=(?:s|t|re|ve|ll|d|m)(?![\w=]))"
_APOSTROPHE = re.compile(rf"(?<=[a-z])\?{_SUFFIX}|(?<=[^\W\d_])[\ufffdÕ]{_SUFFIX}|(?<=s)\ufffd(?= [a-z])")
_APART = re.compile(r"(?<=[^\W\d_]) (?=(?:'(?:s|re|ve|ll|d|m)|n't)\b(?!'))")
_LOST_OPENING = re.compile(r"(?<![^\s(\[])\ufffd(?=\w)")
_LOST_CLOSING = re.compile(r"(?<=[\w.,!?;:%)])\ufffd(?![^\s.,;:!?)\]])")
_LOST_DASH = re.compile(r"(?<= )\ufffd{1,3}(?= )")
_DOUBLED = re.compile(r"``|(?<!')''(?!')|(?<![\"\s(])\"\"(?!\")|(?<!\")\"\"(?=\w)")
_BACKTICK = re.compile(r"(?<![\w`])`(?=[\w\"][^`]*?\w[.,!?]?')")
_BEFORE_STOP = re.compile(r"(?<=[\w)\]%\"']) +(?=[,;.!?](?! \.)(?:[\s\"')\]]|$))")
_APART_DOTS = re.compile(r"(?<!\.)(?:\. ){2,3}\.(?!\.)")
_INSIDE_BRACKETS = re.compile(r"(?<=[(\[]) +(?=\w)|(?<=[\w.%]) +(?=[)\]])")


def decode_entities(aligned: Aligned) -> Aligned:
    """Decode the entities that are left in a text, those encoded twice too."""
    return replace(aligned, _ENTITY, lambda found: _decoded(found.group())) if "&" in aligned.text else aligned


def _decoded(entity: str) -> str | None:
    decoded, before = entity, ""
    while decoded != before:
        decoded, before = unescape(decoded), decoded
    return None if decoded == entity else decoded


def mend_apostrophes(aligned: Aligned) -> Aligned:
    """Give an apostrophe back that became a question mark or another sign within a word."""
    text = aligned.text
    damaged = "?" in text or "\ufffd" in text or "Õ" in text
    return replace(aligned, _APOSTROPHE, lambda _: "'") if damaged else aligned


def mend_marks(aligned: Aligned) -> Aligned:
    """Make quotation marks, apostrophes and the spaces at punctuation what they were, where there is no doubt."""
    text = aligned.text
    if "\ufffd" in text:
        aligned = _mend_lost(aligned)
    if "``" in text or "''" in text or '""' in text:
        aligned = replace(aligned, _DOUBLED, lambda _: '"')
    if "`" in text:
        aligned = replace(aligned, _BACKTICK, lambda _: "'")
    if "'" in text:
        aligned = replace(aligned, _APART, lambda _: "")
    if ". ." in text:
        aligned = replace(aligned, _APART_DOTS, lambda _: "...")
    if any(sign in text for sign in (" ,", " .", " ;", " !", " ?")):
        aligned = replace(aligned, _BEFORE_STOP, lambda _: "")
    return replace(aligned, _INSIDE_BRACKETS, lambda _: "") if "(" in text or "[" in text else aligned


def _mend_lost(aligned: Aligned) -> Aligned:
    """Give quotation marks back that nobody could decode, where as many open as close."""
    text = aligned.text
    if len(_LOST_OPENING.findall(text)) == len(_LOST_CLOSING.findall(text)):
        aligned = replace(replace(aligned, _LOST_OPENING, lambda _: '"'), _LOST_CLOSING, lambda _: '"')
    return replace(aligned, _LOST_DASH, lambda _: "–")
