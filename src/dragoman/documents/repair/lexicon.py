"""What counts as a word in a document: words in general, names, and what the document itself has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.documents.repair.words import Names, Words, load_names, load_words

RUN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""Letters that stand together, with apostrophes between them."""
_HYPHENATED = re.compile(r"\b\w++(?:-\w++)+")
"""Words with hyphens, the hyphen at a line end left out."""
SMALL = frozenset(
    """
the of and to in for is on that by this with you it not or be are from at as your all have an was we will can us if my
has but our do no they he up which their out who its so when were what her his she them been would there than then into
him had does did a i me these those some such only any also more most other about between through during before after
under over while where could should may might must because against among since until both each very said says how nor
two three four five six seven eight ten now same today still just across near told another every many much few being
having took taken given went goes seen never always often already later ago again per via amid upon within without
toward towards despite whose whom whether here sent met held early yesterday tomorrow million billion
""".split()
)
"""The small words of English, which make no solid words with others, or known ones only."""
_COMMONEST = ("the", "of", "and", "to", "in", "that", "was", "is", "for", "had", "with", "by")
_SHORT, _LEAST_SHARE = 40, 0.05
"""In English prose an eighth of all words and more are of these twelve, in French or Spanish hardly one in 100."""
_FREQUENT, _FREQUENT_SHORT = 19, 24
"""Least class of frequency of a word that may be a part, of four letters and more, and of three."""


@dataclass(frozen=True)
class Lexicon:
    """The words that a document may use."""

    own: Counter[str]
    """How often each run of letters stands in the document."""
    hyphenated: frozenset[str]
    """The words with hyphens of the document, in small letters; listed only where it has words broken at a hyphen."""
    words: Words
    names: Names

    @property
    def is_english(self) -> bool:
        """Whether the document reads like English: its commonest words stand among the others, or it is short.

        In another language no word is taken for two English ones glued together.
        """
        runs = self.own.total()
        return runs < _SHORT or sum(self.own[word] for word in _COMMONEST) >= _LEAST_SHARE * runs

    def is_known(self, run: str) -> bool:
        """Whether a run of letters is a word or name as it stands."""
        return run in self.names.all or self.words.knows(run.lower())

    def is_word(self, word: str) -> bool:
        """Whether a word in small letters stands in a dictionary, and is no rarity."""
        return word in SMALL or (len(word) > 3 and word in self.words.parts)

    def is_part(self, word: str) -> bool:
        """Whether a word in small letters is frequent enough to be half of a glued one."""
        if word in SMALL:
            return True
        if len(word) < 3:
            return False
        return self.words.parts.get(word, 0) >= (_FREQUENT if len(word) > 3 else _FREQUENT_SHORT)

    def is_name(self, word: str) -> bool:
        """Whether a word is one of a name that is known, or an own one of the document."""
        return word in self.names.all or self.is_own(word)

    def is_own(self, word: str) -> bool:
        """Whether the document has the word elsewhere, standing alone."""
        return len(word) > 2 and self.own[word] > 0

    def has_hyphenated(self, left: str, right: str) -> bool:
        """Whether the document writes the two with a hyphen."""
        return f"{left}-{right}".lower() in self.hyphenated

    def is_abbreviation(self, word: str) -> bool:
        """Whether it is one that is known, or that the document has elsewhere."""
        return word.isupper() and len(word) > 1 and (word in self.names.all or self.own[word] > 0)


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """Make the lexicon of a document from its paragraphs.

    >>> lexicon_of(["Kabul and Moscow met."]).is_known("Kabul")
    True
    """
    whole = "\n".join(texts)
    # hyphens are asked for only where a word was broken
    hyphenated = _HYPHENATED.findall(whole.lower()) if "- " in whole else ()
    return Lexicon(Counter(RUN.findall(whole)), frozenset(hyphenated), load_words(), load_names())
