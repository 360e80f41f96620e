"""Words in small letters that lost the space between them: `saidthat`, `forwardmovement`, `ofthecountry`."""

from __future__ import annotations

import re

from dragoman.documents.repair.lexicon import SMALL, Lexicon

_PREFIXES = frozenset("out over under up down off".split())
"""Small words that begin solid words too."""
_LOOSE = frozenset("down up out off over back away around through behind downs ups outs offs overs backs".split())
"""Words that make a noun with the verb before them (shootdown)."""
_PLACING = frozenset("in on by".split())
_SUFFIXES = frozenset(
    "able like wide less proof man men woman women ship hood some worthy wise fold most made born".split()
)
"""Words that make solid words with any other before them."""
_COMBINING = frozenset(
    """aero afro agri agro anglo ante anti astro auto bio chemo counter crypto cyber demo eco electro ethno euro
    extra franco geo hetero homo hydro hyper indo infra inter intra macro mega meta micro mid mini mono multi nano narco
    neo neuro non omni ortho para petro photo poly post pre pro proto pseudo psycho quasi radio retro russo self semi
    sino socio sub super tele thermo trans tri turbo ultra uni video vice""".split()
)
"""Words that stand before others without a space."""
_AGENT = re.compile(r".+(?:ing|able|er|ers|ism|ist|ists)$")
"""Words that make solid words with the noun before them (peacekeepers)."""
_NEGATED = re.compile(r".+(?:tions?|ity|ities|[ai]ble|[ae]nce|[ae]nt|ive|al|ate|acy)$")
"""Words that `in` may turn into their contrary."""
_DERIVED = re.compile(r".{3,}(?:s|ed|ing|ly|tion|ment|ity|al|ic|ive|ous|ful|ary|ian|ence|ance|ism|ist|ness|ior|ern)$")
"""Words whose ending shows that nothing was to be joined to them."""
_TOGETHER = 8
"""What it adds to the likelihood that two words often stand side by side."""
_MARGIN = 6
"""How much likelier, as a binary logarithm, the best cut must be than the next."""
_BARE = 22
"""Least class of frequency of each of two bare words that nothing else keeps apart."""
USUAL = 2
"""A run that stands in a document as often as this may be a word of its own."""
_LEAST_LONG = 9
_LONGEST = 60
"""Letters; a longer run is no two or three words."""


def split_small(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut an unknown run of small letters where one cut is sure and far likelier than all others.

    >>> from dragoman.documents.repair.lexicon import lexicon_of
    >>> split_small("saidthat", lexicon_of([])), split_small("counterterrorism", lexicon_of([]))
    (('said', 'that'), ('counterterrorism',))
    """
    if not 4 <= len(run) <= _LONGEST:
        return (run,)
    cuts = sorted(((_likelihood(run[:i], run[i:], lexicon), i) for i in range(1, len(run))), reverse=True)
    best, place = cuts[0]
    if best <= 0:
        return _split_often(run, lexicon)
    one, other = run[:place], run[place:]
    if (len(cuts) > 1 and cuts[1][0] > best - _MARGIN) or not _are_apart(one, other, lexicon):
        return (run,)
    return (one, other)


def _likelihood(one: str, other: str, lexicon: Lexicon) -> int:
    """Give how often two words may be expected side by side, as a binary logarithm; 0 where one is no word."""
    if not (_is_half(one, other, lexicon) and _is_half(other, one, lexicon)):
        return 0
    parts = lexicon.words.parts
    return parts.get(one, 0) + parts.get(other, 0) + _TOGETHER * lexicon.words.often_together(one, other)


def _is_half(word: str, beside: str, lexicon: Lexicon) -> bool:
    """Whether a word may be half of a glued one; beside a frequent word it need not be so itself."""
    if len(word) < 2:
        return word == "a" and lexicon.is_part(beside)
    if lexicon.is_part(word):
        return True
    usual = beside in SMALL or lexicon.words.parts.get(beside, 0) >= _BARE
    return usual and len(beside) > 1 and lexicon.is_word(word)


def _are_apart(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two words make no solid word, by what they are."""
    if one in _PREFIXES:
        return other in SMALL and lexicon.words.often_together(one, other)
    if one in SMALL or other in SMALL:
        return _is_apart_from_small(one, other, lexicon)
    return lexicon.own[one + other] < USUAL and _is_apart_from_word(one, other, lexicon)


def _is_apart_from_word(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two words, neither of them small, make no solid word."""
    if len(one) < 3 or len(other) < 4 or other in _SUFFIXES or one in _COMBINING:
        return False
    if _DERIVED.fullmatch(one):
        return other not in lexicon.words.ends or len(other) > 5 or lexicon.words.often_together(one, other)
    joins = (one in lexicon.words.begins) + (other in lexicon.words.ends)
    agent = bool(_AGENT.fullmatch(other))
    if other in _LOOSE or joins == 2:
        return False
    if lexicon.words.often_together(one, other):
        return not (agent and (joins or other.endswith(("ing", "able"))))
    if joins or agent:
        return False
    parts = lexicon.words.parts
    frequent = min(parts.get(one, 0), parts.get(other, 0)) >= _BARE and len(one) > 3
    return frequent or (len(one) > 4 and len(other) > 6)


def _is_apart_from_small(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a small word and another make no solid word."""
    together = lexicon.words.often_together(one, other)
    if other in _LOOSE and one not in SMALL:
        return bool(_DERIVED.fullmatch(one))
    if other in _PLACING and one not in SMALL:
        return together or len(one) > 4
    if (one in _PLACING and other.endswith("ing")) or (one == "in" and _NEGATED.fullmatch(other)):
        return together
    return together or (len(one) > 1 and len(one) + len(other) > 5)


def _split_often(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut a long run in three, the first or the first two of them small words."""
    if len(run) < _LEAST_LONG:
        return (run,)
    for place in range(2, 6):
        first, rest = run[:place], run[place:]
        words = split_small(rest, lexicon) if first in SMALL and not lexicon.is_known(rest) else ()
        if len(words) > 1 and words[0] in SMALL and len(words[-1]) > 3:
            return (first, *words)
    return (run,)
