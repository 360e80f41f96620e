"""Words that lost the space between them: `ofAfghanistan`, `saidthat`, `inMoscowon`."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.documents.repair.lexicon import SMALL, Lexicon
from dragoman.documents.repair.unspaced import USUAL, split_small

_BORDER = re.compile(r"(?<=[^\W\d_])(?=[A-Z])")
_OPENERS = frozenset(
    """the but and he she they this these those there when while if his her its their however although though because
    since despite according meanwhile moreover then both""".split()
)
"""Words that sentences begin with, and names of products do not end in."""
_ALSO_OPENERS = frozenset(
    "in it we that as for on at by with from after before an to of is was now all some you i".split()
)
_BEFORE_ANY_NAME = frozenset("of and from with against between that by for said told".split())
"""Words that no brand begins with."""
_PARTICLES = frozenset("al el de la le du di da do van von bin ibn abu mac ter den der i e my you your me".split())
"""Beginnings of foreign names, and words that brands begin with."""
_AFTER_NAME = frozenset(
    """and was had has said says told with from that which who will would were have for the into but their this been
    could should after before against about between because while where when there they also its not are must may might
    does did met went came made took gave called""".split()
)
"""Words that follow a name and that names do not end in."""
_AFTER_STATE = frozenset("to of in on by".split())
_TITLES = frozenset(
    """President Minister Chancellor Secretary Ambassador General Senator King Premier Spokesman Spokeswoman Colonel
    Governor Commander Foreign""".split()
)


def split_run(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut a run of letters into the words that it was, or give it back whole where that is not sure.

    >>> from dragoman.documents.repair.lexicon import lexicon_of
    >>> split_run("ofAfghanistan", lexicon_of([])), split_run("YouTube", lexicon_of([]))
    (('of', 'Afghanistan'), ('YouTube',))
    """
    if len(run) < 4:
        return (run,)
    if "'" in run:
        return _split_possessive(run, lexicon)
    if run[1:].islower():
        return _split_plain(run, lexicon)
    pieces = _at_capitals(run)
    if len(pieces) == 1:
        return _split_plain(run, lexicon)
    after_abbreviation = _split_abbreviation(run, lexicon)
    if len(after_abbreviation) > 1:
        return after_abbreviation
    if run in lexicon.names.all or len(pieces) > 4:
        return (run,)
    words = [word for piece in pieces for word in _split_piece(piece, lexicon)]
    capitals = [i for i, word in enumerate(words) if i and word[0].isupper()]
    return tuple(words) if all(_may_meet(words[i - 1], words[i], run, lexicon) for i in capitals) else (run,)


def _at_capitals(run: str) -> list[str]:
    """Cut before capital letters, the letters of an abbreviation left together."""
    cuts = [0]
    for found in _BORDER.finditer(run):
        place = found.start()
        ends_capitals = run[place + 1 : place + 2].islower() and place - cuts[-1] > 1
        if run[place - 1].islower() or ends_capitals:
            cuts.append(place)
    return [run[a:b] for a, b in pairwise([*cuts, len(run)])]


def _split_plain(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut a run without capitals inside it."""
    if lexicon.is_known(run):
        return (run,)
    if run.islower():
        return split_small(run, lexicon)
    cut = _split_piece(run, lexicon)
    return cut if len(cut) > 1 or lexicon.own[run] >= USUAL else _split_first(run, lexicon)


def _split_piece(piece: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut a piece between two capitals."""
    if len(piece) < 4 or lexicon.is_known(piece):
        return (piece,)
    if piece.islower():
        return split_small(piece, lexicon)
    if piece[1:].islower():
        return (piece,) if lexicon.own[piece] >= USUAL else _split_after_name(piece, lexicon)
    return _split_abbreviation(piece, lexicon)


def _may_meet(left: str, right: str, run: str, lexicon: Lexicon) -> bool:
    """Whether two words that meet at a capital letter are words of their own, each beyond doubt."""
    if left.islower():
        usual = left not in SMALL and lexicon.own[run] >= USUAL
        return not usual and _may_precede(left, right, lexicon)
    if left + right in lexicon.names.glued:
        return True
    if lexicon.words.knows(run.lower()) or lexicon.own[run] >= USUAL:
        return False
    known = lexicon.is_name(left) or lexicon.is_abbreviation(left)
    small = right.lower()
    if right[1:].islower() and (small in _OPENERS or (small in _ALSO_OPENERS and known)):
        return known or (len(left) > 1 and lexicon.is_word(left.lower()))
    if left.lower() in _OPENERS | _ALSO_OPENERS and len(left) > 1:
        return _is_capital(right, lexicon)
    return _may_meet_as_names(left, right, lexicon)


def _may_precede(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether a word in small letters may have stood before a word with a capital."""
    if left in _PARTICLES or (len(left) < 2 and left != "a") or not lexicon.is_word(left):
        return False
    if left in _BEFORE_ANY_NAME:
        return len(right) > 3 or _is_capital(right, lexicon)
    if left in SMALL:
        return _is_capital(right, lexicon)
    opener = right[1:].islower() and right.lower() in _OPENERS | _ALSO_OPENERS
    return opener or lexicon.is_abbreviation(right) or (len(right) > 3 and lexicon.is_name(right))


def _is_capital(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital is a name, an abbreviation or a frequent word."""
    return lexicon.is_name(word) or lexicon.is_abbreviation(word) or (len(word) > 2 and lexicon.is_part(word.lower()))


def _may_meet_as_names(left: str, right: str, lexicon: Lexicon) -> bool:
    states = lexicon.names.states
    if all(word in states or lexicon.is_own(word) or lexicon.is_abbreviation(word) for word in (left, right)):
        return True
    if (left in states or lexicon.is_abbreviation(left)) and len(right) > 4 and right in lexicon.names.all:
        return True
    if (left in _TITLES and (len(right) > 3 or right in lexicon.names.all)) or (
        right in _TITLES and lexicon.is_part(left.lower())
    ):
        return True
    long = len(left) > 3 and len(right) > 3
    return long and lexicon.words.often_together(left.lower(), right.lower())


def _split_after_name(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut `Moscowon` after the name."""
    for place in range(len(run) - 2, 2, -1):
        if _follows_name(run[:place], run[place:], lexicon):
            return (run[:place], run[place:])
    return (run,)


def _follows_name(name: str, rest: str, lexicon: Lexicon) -> bool:
    state = name in lexicon.names.states or (lexicon.own[name] > 1 and name.lower() not in lexicon.words.parts)
    if rest in _AFTER_STATE:
        return (state and len(name) > 4) or (
            len(name) > 5 and lexicon.is_part(name.lower()) and name not in lexicon.names.all
        )
    if rest in _AFTER_NAME:
        return state or (
            len(name) + len(rest) > 7 and len(name) > 3 and (lexicon.is_name(name) or lexicon.is_part(name.lower()))
        )
    content = len(rest) > 4 and lexicon.is_part(rest) and rest not in lexicon.words.ends
    return content and (state or (len(name) > 4 and name in lexicon.names.all))


def _split_first(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut `Thegovernment`, where the first word of a sentence was glued to the next."""
    words = split_small(run.lower(), lexicon)
    if len(words) != 2 or not (words[0] in SMALL or len(words[0]) > 4) or (len(words[0]) < 3 and words[1] not in SMALL):
        return (run,)
    return (run[: len(words[0])], words[1])


def _split_abbreviation(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut `NATOand` after the abbreviation."""
    found = re.fullmatch(r"([A-Z]{2,})([a-z]{2,})", run)
    if not found or not lexicon.is_abbreviation(found[1]):
        return (run,)
    small = found[2] in _AFTER_NAME | _AFTER_STATE
    content = len(found[2]) > 4 and lexicon.is_part(found[2]) and found[2] not in lexicon.words.ends
    return (found[1], found[2]) if small or content else (run,)


def _split_possessive(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Cut `Russia'sforeign` after the possessive."""
    found = re.fullmatch(r"([A-Za-z]{2,})'s([a-z]{2,})", run)
    if found and lexicon.is_part(found[2]) and lexicon.is_known(found[1]):
        return (f"{found[1]}'s", found[2])
    return (run,)
