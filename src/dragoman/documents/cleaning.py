"""White space, quotes and other variants of writing are made one, with the alignment kept."""

from __future__ import annotations

import re
import unicodedata

from dragoman.documents.aligned import Aligned, replace, strip, translate
from dragoman.documents.repair.marks import CONTROLS, decode_entities, mend_apostrophes

_QUOTES = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "´": "'"}
_DOUBLE_QUOTES = {"“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"'}
_DASHES = {"‐": "-", "‑": "-", "−": "-", "‒": "–", "―": "—"}
_SPACES = dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " ") | dict.fromkeys(
    map(chr, range(0x2000, 0x200B)), " "
)
_ONE_TO_ONE = CONTROLS | {ord(old): new for old, new in (_QUOTES | _DOUBLE_QUOTES | _DASHES | _SPACES).items()}
# soft hyphens with the line break they stand at, zero-width and direction marks, control characters
_UNSEEN = re.compile(
    r"\u00ad\s*\n\s*|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
    r"\x81\x83\x86-\x8a\x8c-\x90\x95\x98-\x9a\x9c-\x9f]+"
)
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_COMBINED = re.compile(r"\w[\u0300-\u036f]+")
# the sign that agencies and press offices end a text with
_END_MARK = re.compile(r"(?:\s\\?#{2,6})+\s*$")
_MOST_LAYERS = 10
"""How often a damaged text is cleaned again: damage comes in two or three layers; what is deeper was made to be."""
_SPACE_RUN = re.compile(r" {2,}")
# letters that UTF-8 bytes look like when they were read as cp1252 or latin-1, before another such byte
_MOJIBAKE = re.compile(r"[ÂÃÄÅâÐÑØÙðï][^\x00-\x7f]+|(?<=[ \w])Â(?= )|Ã (?=[a-z ])")
# what is left of a closing quotation mark whose last byte was lost
_HALF_QUOTE = re.compile(r"(?<=[\w.,!?…])â€(?:\?|\ufffd|(?=[\s.,;:!?)\]]|$))")


def clean(aligned: Aligned) -> Aligned:
    """Make one line of clean text out of text as it came.

    Mojibake is undone where a run of characters is plainly one; entities are decoded; unseen characters go; quotes
    become straight; any white space becomes one space. Cleaning clean text changes nothing.
    """
    for _ in range(_MOST_LAYERS):
        before = aligned.text
        aligned = _cleaned(aligned)
        if aligned.text == before or (before.isascii() and "&" not in before):
            break
    return aligned


def fold_signs(text: str) -> str:
    """Write quotation marks, dashes and spaces as clean text has them, each by one character.

    >>> fold_signs("“No” – twice")
    '"No" – twice'
    """
    return text.translate(_ONE_TO_ONE)


def _cleaned(aligned: Aligned) -> Aligned:
    aligned = decode_entities(aligned)
    if not aligned.text.isascii():
        aligned = replace(aligned, _HALF_QUOTE, lambda _: '"')
        aligned = replace(aligned, _MOJIBAKE, _unscrambled)
        aligned = replace(aligned, _LIGATURE, lambda match: unicodedata.normalize("NFKC", match.group()))
        aligned = replace(aligned, _COMBINED, lambda match: unicodedata.normalize("NFC", match.group()))
    aligned = replace(aligned, _UNSEEN, lambda _: "")
    aligned = mend_apostrophes(translate(aligned, _ONE_TO_ONE))
    aligned = replace(aligned, _END_MARK, lambda _: "") if "##" in aligned.text else aligned
    return strip(replace(aligned, _SPACE_RUN, lambda _: " "))


def _unscrambled(match: re.Match[str]) -> str | None:
    """Undo mojibake in a run of characters, or None where it is none."""
    import ftfy  # noqa: PLC0415  heavy, and most texts have no such run

    run = match.group()
    fixed: str = ftfy.fix_encoding(run)
    if len(fixed) < len(run):
        return fixed
    around = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    inside = any(sign.isalpha() for sign in around)
    return _letter(run) if inside and len(run) == 2 else None


def _letter(pair: str) -> str | None:
    """Read two characters as the bytes of one letter; None where they are not."""
    try:
        letter = pair.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return letter if letter.isalpha() else None
