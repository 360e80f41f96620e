"""A block is a line or paragraph of a file, with what its place in the file says about it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dragoman.documents.aligned import Aligned
from dragoman.model import RegionKind

WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")
_ENDED = re.compile(r"[.!?…][\"')\]]*(?:\[\d+\])*$")
_NO_LETTER = re.compile(r"[\W_]+")
LONG_PROSE = 25
"""Words: a paragraph as long as this is no menu line, teaser or notice."""
_ANNOUNCING = 12
"""Words: a sentence as long as this that ends in a colon announces what follows, and is no heading."""
_LOWER_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a block stands."""

    section: int = 0
    """How many rules (`---`, `<hr>`) stand before it."""
    run: int = 1
    """Lines of plain text that stand together with it, without a blank line between."""
    container: int = 0
    """The element that holds the paragraph."""
    parent: int = 0
    """The element that holds the container."""
    shape: str = ""
    """Names of the container and of what holds it; paragraphs of one kind stand in containers of one shape."""


NOWHERE = Place()


@dataclass(frozen=True)
class Block:
    """A line or paragraph, cleaned.

    `kind` is what the markup alone says of it (a `<nav>`, a class `related`), None where it says nothing. `firm` tells
    that the markup leaves no doubt. `main` is whether the page's main content holds it; None where nobody looked.
    """

    clean: Aligned
    tag: str = "line"
    kind: RegionKind | None = None
    firm: bool = False
    main: bool | None = None
    linked: float = 0.0
    """Share of the characters that are links."""
    place: Place = NOWHERE
    alien: bool = False
    """Whether it is short and stands apart from the paragraphs of the article."""

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text

    @cached_property
    def words(self) -> list[str]:
        """The words, in lower case."""
        return [word.lower() for word in WORD.findall(self.text)]

    @cached_property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDED.search(self.text))

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph of an article: a full sentence of some length, not a string of links.

        A long run of mostly small words counts without its end, since copies are cut off or lose their full stops.
        """
        if self.alien or self.linked >= 0.6 or len(self.words) < 8:
            return False
        return self.ended or self.is_running or (self.text.endswith(":") and self._is_small(_ANNOUNCING))

    @cached_property
    def is_running(self) -> bool:
        """Whether it is long and mostly in small letters, unlike a list of names or headings."""
        return self._is_small(LONG_PROSE)

    def _is_small(self, fewest: int) -> bool:
        if len(self.words) < fewest:
            return False
        small: int = sum(word[0].islower() for word in WORD.findall(self.text))
        return small > _LOWER_SHARE * len(self.words)

    @cached_property
    def key(self) -> str:
        """The words without spaces and signs, to compare with other writings of the same text."""
        return word_key(self.text)


def word_key(text: str) -> str:
    """Give the words of a text without spaces and signs, in lower case."""
    return _NO_LETTER.sub("", text).lower()


def title_overlap(block: Block, vocabulary: Counter[str]) -> float:
    """Share of the longer words of a block that the article's prose uses too."""
    long_words = [word for word in block.words if len(word) > 3]
    return sum(word in vocabulary for word in long_words) / len(long_words) if long_words else 0.0
