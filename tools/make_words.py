"""Makes the word lists of documents/repair from two packages: `python tools/make_words.py` after installing both.

Sources, both made from the counts of the Google Web Trillion Word Corpus that Peter Norvig published:

- wordsegment 1.3.1 (Apache-2.0): how often 333,000 words and 286,000 pairs of words stand on web pages
- symspellpy 6.10 (MIT): which of them a dictionary has

Words that are two words glued together ("ofthe") are taken out, as are crude words that no dictionary has.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "documents" / "repair" / "data"
LEAST_COUNT = 20_000
"""Words rarer than this on the web are mostly slips."""
LEAST_PART = 50_000
"""A word that a glued word is made of is more frequent than this."""
GLUED, GLUED_SMALL = 40, 10
"""How many times as frequent two words are apart as together, where the one word is a slip; with a small word fewer."""
JOINING = 4
"""A word that begins, or ends, as many solid words of the dictionary as this makes new ones too."""
LEAST_JOINED = 8_000_000
"""The words that solid words are looked for in; rarer ones (con, ali) are mostly parts of something else."""
_CRUDE = re.compile(r"porn|sex|fuck|xxx|nude|teen|anal|cock|cunt|pussy|bitch|tits|slut|shit|rape|whore|nigg|fag")
_WORD = re.compile(r"[a-z]{2,}")
_SMALL = frozenset(
    "the of and to in for is on that by this with you it not or be are from at as your all have an was we will can us"
    " if my has but our do no they he up which their out who its so when were what her his she them been would there"
    " than then into him had does did".split()
)


def main() -> int:
    """Write the three lists."""
    counts, pairs = dict(_counts("unigrams.txt")), dict(_counts("bigrams.txt"))
    checked = {word for word in _dictionary() if word in counts}
    glued = {word for word in counts if word not in checked and _is_glued(word, counts, pairs, checked)}
    known = {word for word, count in counts.items() if count >= LEAST_COUNT and _WORD.fullmatch(word)}
    known = {word for word in (known | checked) - glued if word in checked or not _CRUDE.search(word)}
    parts = {word for word in checked if counts[word] >= LEAST_PART and _WORD.fullmatch(word)}
    _write("parts", _by_class(parts, counts))
    _write("known", sorted(known - parts))
    _write("joining", _joining(parts, counts))
    _write("pairs", _by_first(pairs, parts))
    return 0


def _counts(name: str) -> Iterator[tuple[str, int]]:
    text = (resources.files("wordsegment") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        words, _, count = line.partition("\t")
        yield words, int(float(count))


def _dictionary() -> set[str]:
    text = (resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return {line.split(" ")[0] for line in text.splitlines()}


def _is_glued(word: str, counts: Mapping[str, int], pairs: Mapping[str, int], checked: set[str]) -> bool:
    """Whether a word is far rarer than the two words that it falls into are side by side."""
    for place in range(1, len(word)):
        one, other = word[:place], word[place:]
        together = pairs.get(f"{one} {other}", 0)
        if together and one in checked and other in checked:
            small = one in _SMALL or other in _SMALL
            if together > (GLUED_SMALL if small else GLUED) * counts[word]:
                return True
    return False


def _by_class(parts: set[str], counts: Mapping[str, int]) -> list[str]:
    """Give a line for each class of frequency: the binary logarithm of the count, then the words."""
    classes: dict[int, list[str]] = {}
    for word in sorted(parts):
        classes.setdefault(int(math.log2(counts[word])), []).append(word)
    return [f"{number} {' '.join(words)}" for number, words in sorted(classes.items())]


def _joining(parts: set[str], counts: Mapping[str, int]) -> list[str]:
    """Give a line of words that begin solid words, and one of words that end them."""
    first, second = Counter[str](), Counter[str]()
    for word in parts:
        for place in range(2, len(word) - 2):
            one, other = word[:place], word[place:]
            if min(counts.get(one, 0), counts.get(other, 0)) >= LEAST_JOINED and min(len(one), len(other)) > 2:
                first[one] += 1
                second[other] += 1
    return [" ".join(sorted(word for word, count in each.items() if count >= JOINING)) for each in (first, second)]


def _by_first(pairs: Mapping[str, int], parts: set[str]) -> list[str]:
    """Give a line for each first word of a pair, then the second words."""
    lines: dict[str, list[str]] = {}
    for pair in sorted(pairs):
        one, _, other = pair.partition(" ")
        if one in parts and other in parts:
            lines.setdefault(one, []).append(other)
    return [f"{one} {' '.join(others)}" for one, others in lines.items()]


def _write(name: str, lines: list[str]) -> None:
    data = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    (TARGET / f"{name}.txt.gz").write_bytes(data)
    print(f"{name}: {sum(len(line.split()) for line in lines)} words, {len(data) // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
