"""Words broken at the end of a line: `govern-` and `ment`, or `Russia-` and `led`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.documents.aligned import Aligned, Edit
from dragoman.documents.repair.lexicon import Lexicon

_BROKEN = re.compile(r"(?<![\w-])(?P<left>(?:\w+-)*\w+)(?P<hyphen>- )(?P<right>\w+)")
_SUSPENDED = frozenset("and or to nor but as".split())
"""Words after a hyphen that stands for the second half of a later word (pre- and post-war)."""
_KEEPING = frozenset("co ex".split())
_PREFIXES = frozenset("all anti counter cross half mid non post pre pro self semi vice well".split())
"""First parts that keep their hyphen before a word; those of the second list lose it where the whole is usual."""
_USUAL_PREFIXED, _USUAL_WHOLE = 23, 20
"""Class of frequency from which a whole is taken for one word though its halves are words too."""


def join_broken(piece: Aligned, raw: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Find the words that a line end broke.

    The hyphen goes where the whole is a word of the dictionary or of the document; the space alone goes where it is
    not. Within a line nothing is done unless the whole is a word and a half is none.
    """
    if "- " not in piece.text:
        return
    for found in _BROKEN.finditer(piece.text):
        left, right = found["left"], found["right"]
        if right.lower() in _SUSPENDED:
            continue
        start, end = found.span("hyphen")
        at_line_end = (
            "\n" in raw[piece.ends[start] : piece.starts[end]] or "\r" in raw[piece.ends[start] : piece.starts[end]]
        )
        if _is_one(left, right, lexicon):
            if at_line_end or not _are_words(left, right, lexicon):
                yield Edit(start, end, "")
        elif at_line_end or lexicon.has_hyphenated(left, right):
            yield Edit(start + 1, end, "")


def _is_one(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two halves are one word without a hyphen."""
    whole = left + right
    if (
        "-" in left
        or min(len(left), len(right)) < 2
        or not whole.isalpha()
        or not right.islower()
        or lexicon.has_hyphenated(left, right)
    ):
        return False
    if lexicon.own[whole] > 0:
        return True
    usual = lexicon.words.parts.get(whole.lower(), 0)
    if left.lower() in _KEEPING | _PREFIXES and lexicon.is_part(right):
        return left.lower() in _PREFIXES and usual >= _USUAL_PREFIXED
    if _are_words(left, right, lexicon):
        return usual >= _USUAL_WHOLE
    return usual > 0 or lexicon.is_known(whole)


def _are_words(left: str, right: str, lexicon: Lexicon) -> bool:
    return all(
        len(half) > 2 and (lexicon.is_word(half.lower()) or lexicon.is_part(half.lower()) or half in lexicon.names.all)
        for half in (left, right)
    )
