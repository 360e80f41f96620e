"""Words that stand twice in an article: pull quotes, captions, copied paragraphs, the title within the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dragoman.documents.aligned import Aligned, cut, strip
from dragoman.documents.blocks import WORD, Block

_FEWEST_WORDS, _MOST_WORDS = 5, 45
_COMMON_PAIRS, _COMMON_WORDS = 0.65, 0.8
_ENDED_PAIRS = 0.9
_MOST_HOLDERS = 50
"""A pair of words in more blocks than this tells nothing, and the time stays linear."""


class Repeats:
    """Finds blocks whose words a longer block of the same article has too."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._pairs: dict[tuple[str, str], set[int]] = {}
        self._words = {id(block): set(block.words) for block in blocks}
        self._longer = {id(block): block for block in blocks}
        for block in blocks:
            for pair in pairwise(block.words):
                holding = self._pairs.setdefault(pair, set())
                if len(holding) < _MOST_HOLDERS:
                    holding.add(id(block))

    def is_pull_quote(self, block: Block) -> bool:
        """Whether a short block (nearly) repeats words of a longer one; a full sentence must repeat nearly all."""
        if not _FEWEST_WORDS <= len(block.words) <= _MOST_WORDS:
            return False
        pairs = list(pairwise(block.words))
        shared = Counter(other for pair in pairs for other in self._pairs.get(pair, ()) if other != id(block))
        needed = _ENDED_PAIRS if block.ended else _COMMON_PAIRS
        return any(
            count >= needed * len(pairs) and self._is_longer(other, block) for other, count in shared.most_common(3)
        )

    def _is_longer(self, other: int, block: Block) -> bool:
        words = set(block.words)
        longer = len(self._longer[other].words) > len(block.words) + 3
        return longer and len(words & self._words[other]) >= _COMMON_WORDS * len(words)


def without_title(text: Aligned, title: str | None) -> tuple[list[Aligned], list[Aligned]]:
    """Cut a title out of a paragraph that has it glued to the beginning of a sentence.

    Returns the pieces that stay and those that were cut. A title is cut where a sentence may begin and another begins
    right after it, and only if it has four words or more, so that no sentence is torn.
    """
    words = WORD.findall(title or "")
    if len(words) < 4:
        return [text], []
    glued = r"[\W_]{1,4}".join(map(re.escape, words))
    pattern = re.compile(rf"(?:^|(?<=[.!?\"')\]] )){glued}[:.!?]? ?(?=[A-Z\"'])", re.IGNORECASE)
    return _split(text, [found for found in pattern.finditer(text.text) if _begins_sentence(text.text, found)])


def _begins_sentence(text: str, found: re.Match[str]) -> bool:
    return found.end() < len(text) and (text[found.end()].isupper() or text[found.end()] in "\"'")


def _split(text: Aligned, found: Sequence[re.Match[str]]) -> tuple[list[Aligned], list[Aligned]]:
    kept: list[Aligned] = []
    done = 0
    for match in found:
        kept.append(strip(cut(text, done, match.start())))
        done = match.end()
    kept.append(strip(cut(text, done, len(text.text))))
    return [piece for piece in kept if piece.text], [strip(cut(text, *match.span())) for match in found]
