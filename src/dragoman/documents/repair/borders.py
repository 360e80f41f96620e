"""Spaces lost beside punctuation and numbers: `talks.The`, `Moscow,Delhi`, `in2014`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.documents.repair.lexicon import RUN, SMALL, Lexicon

_ADDRESS = re.compile(
    r"://|www\.|[@#=_\\~%]|\.(?:com|org|net|gov|edu|info|int|mil|html?|php|pdf|jpe?g|png|co|io|tv|[a-z]{2}/)(?:\b|$)",
    re.IGNORECASE,
)
_WEB_ENDINGS = frozenset("com org net gov edu info int mil html htm php pdf co io tv js".split())
_SHORTENED = frozenset("Mr Mrs Ms Dr St Gen Col Lt Sen Gov Rep Prof Sgt Capt Adm Maj Jr Sr Inc Ltd Corp vs".split())
_SIGN = re.compile(r"[.,;:!?](?=[^\W\d_])")
_LEFT = re.compile(r"(?:[^\W\d_]{2,}|\d{2,}|[)\]])$")
_RIGHT = re.compile(r"([^\W\d_]+)(?!\w|\.\w)")
_LONGEST = 40
_LONGEST_ADDRESS = 1000
_DOTTED = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U|U\.S\.S\.R|U\.A\.E)$")
_OPENING = re.compile(r"(?<=[^\W\d_]{2})(?P<stop>)\((?=[A-Z]{2,}\)|[A-Z][a-z]+ )")
_CLOSING = re.compile(r"(?<=\s)\([^()]*[A-Z\d ][^()]*(?P<stop>\))(?=[a-z]{2,}\b)")
_YEAR_WORD = re.compile(r"(?:19|20)\d\d(?=[^\W\d_])")
_WORD_YEAR = re.compile(r"[a-z](?=(?:19|20)\d\d\b)")
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|by|of|from|after|before|late|early|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)$"
)
_QUOTE = re.compile(r'(?<=[\w.,!?])"(?=\w)')


def open_borders(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Find the places where a space was lost beside a sign or number; a place within an address is none."""
    for place in sorted({*_at_signs(text, lexicon), *_at_brackets(text), *_at_years(text, lexicon), *_at_quotes(text)}):
        if not in_address(text, place):
            yield place


def in_address(text: str, place: int) -> bool:
    """Whether a place lies within a web address, a handle or the like.

    >>> in_address("see example.org/News.Today now", 18), in_address("after the talks.The minister", 16)
    (True, False)
    """
    first, last = max(place - _LONGEST_ADDRESS, 0), place + _LONGEST_ADDRESS
    start, end = text.rfind(" ", first, place) + 1, text.find(" ", place, last)
    return bool(_ADDRESS.search(text[max(start, first) : end if end >= 0 else last]))


def _at_signs(text: str, lexicon: Lexicon) -> Iterator[int]:
    for found in _SIGN.finditer(text):
        before = text[max(found.start() - _LONGEST, 0) : found.start()]
        left, right = _LEFT.search(before), _RIGHT.match(text, found.end())
        dotted = found.group() == "." and _DOTTED.search(before)
        if right and (
            (left and _is_border(left.group(), found.group(), right[1], lexicon)) or (dotted and len(right[1]) > 2)
        ):
            yield found.end()


def _is_border(left: str, sign: str, right: str, lexicon: Lexicon) -> bool:
    """Whether a sign between two runs of letters had a space after it."""
    if sign in ".!?":
        return _ends_sentence(left, lexicon) and _begins_sentence(right, lexicon)
    if sign == ":":
        return (
            len(left) > 2
            and left.islower()
            and right[0].isupper()
            and _is_word(left, lexicon)
            and _is_word(right, lexicon)
        )
    return len(right) > 1 and (left.isalpha() or len(left) == 4) and _may_follow(left, right, lexicon)


def _ends_sentence(left: str, lexicon: Lexicon) -> bool:
    if not left.isalpha() or left in _SHORTENED or _is_word(left, lexicon):
        return True
    return _is_rare(left, lexicon)


def _begins_sentence(right: str, lexicon: Lexicon) -> bool:
    if not right[0].isupper() or right.lower() in _WEB_ENDINGS:
        return False
    if len(right) == 1:
        return right in {"A", "I"}
    return lexicon.is_abbreviation(right) if right.isupper() else right in _SHORTENED or _is_word(right, lexicon)


def _may_follow(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether a comma parts two words: both known, or one of them and a name."""
    known = [_is_word(side, lexicon) or side in _SHORTENED or _is_rare(side, lexicon) for side in (left, right)]
    names = [len(side) > 2 and side[0].isupper() and side.isalpha() for side in (left, right)]
    return any(known) and all(one or other for one, other in zip(known, names, strict=True))


def _is_word(run: str, lexicon: Lexicon) -> bool:
    """Whether a run is a word of the dictionary, a name, or stands in the document elsewhere."""
    small = run.lower()
    return (
        small in SMALL or lexicon.is_word(small) or lexicon.is_part(small) or run in lexicon.names.all or run.isdigit()
    )


def _is_rare(run: str, lexicon: Lexicon) -> bool:
    """Whether a run is a rarer word or name, long enough not to be part of a code."""
    return len(run) > 3 and lexicon.is_known(run)


def _at_brackets(text: str) -> Iterator[int]:
    if "(" in text:
        for found in (*_OPENING.finditer(text), *_CLOSING.finditer(text)):
            yield found.end("stop")


def _at_years(text: str, lexicon: Lexicon) -> Iterator[int]:
    for found in _YEAR_WORD.finditer(text):
        alone = not text[found.start() - 1 : found.start()].isalnum()
        right = _RIGHT.match(text, found.end())
        word = right[1] if right and alone else ""
        if len(word) > 1 and (word in SMALL or (word[0].isupper() and _is_word(word, lexicon))):
            yield found.end()
    for found in _WORD_YEAR.finditer(text):
        if _BEFORE_YEAR.search(text[max(found.end() - _LONGEST, 0) : found.end()]):
            yield found.end()


def _at_quotes(text: str) -> Iterator[int]:
    """Find quotation marks glued between two words, where the others say which way this one looks."""
    glued = [found.start() for found in _QUOTE.finditer(text)] if '"' in text else []
    places = [i for i, sign in enumerate(text) if sign == '"'] if glued else []
    if len(places) % 2 or not all(_fits(text, place, i % 2 == 0) for i, place in enumerate(places)):
        return
    for place in glued:
        yield place if places.index(place) % 2 == 0 else place + 1


def _fits(text: str, place: int, opens: bool) -> bool:
    """Whether a quotation mark may open or close where it stands."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (
        bool(RUN.match(after) or after in {"", "'", ".", "(", "["} or after.isdigit())
        if opens
        else not before.isspace()
    )
