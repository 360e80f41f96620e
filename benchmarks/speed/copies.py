"""Times the search for copies in made-up documents: `python -m benchmarks.speed.copies [--documents N]`.

The sentences are those of the bundled articles, with most content words and all names and numbers drawn anew, so
that the documents share phrases as articles do, but no sentences. Every tenth document is a copy (cut, with another
lead, or with every sixth word changed), every tenth lifts three sentences of an earlier one.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dragoman.documents import Writing, open_comparison
from dragoman.model import Segment, When

ROOT = Path(__file__).resolve().parent.parent.parent
WORD = re.compile(r"[^\W_]+")
COMMON = 100
"""The most frequent words of the articles are left as they are."""
INVENTED = 60_000
KEPT = 2_000
"""Documents that later ones may copy from."""


@dataclass
class Press:
    """A source of made-up documents, and what was copied in them."""

    sentences: Sequence[str]
    chance: random.Random
    copies: dict[str, str] = field(default_factory=dict)
    lifts: dict[str, str] = field(default_factory=dict)
    earlier: list[tuple[str, list[str]]] = field(default_factory=list)
    seconds: float = 0.0
    """CPU time that the making took."""

    def __post_init__(self) -> None:
        """Choose the words that are drawn from."""
        words = [word for sentence in self.sentences for word in WORD.findall(sentence)]
        counts: dict[str, int] = {}
        for word in words:
            counts[word.lower()] = counts.get(word.lower(), 0) + 1
        self.common = set(sorted(counts, key=lambda word: -counts[word])[:COMMON])
        parts = ["ka", "ro", "ten", "mi", "sul", "ber", "an", "do", "vik", "esh", "lar", "po", "nur", "ga", "im", "tch"]
        self.invented = ["".join(self.chance.choices(parts, k=self.chance.randint(2, 4))) for _ in range(INVENTED)]

    def documents(self, number: int) -> Iterator[Writing]:
        """Make documents, two hundred a day."""
        for i in range(number):
            start = time.process_time()
            key, day = f"doc-{i:06}", date(2000, 1, 1) + timedelta(days=i // 200)
            sentences = self._write(key, i)
            if len(self.earlier) < KEPT:
                self.earlier.append((key, sentences))
            elif key not in self.copies:
                self.earlier[self.chance.randrange(KEPT)] = (key, sentences)
            paragraphs = (" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))
            made = Writing(key, "\n\n".join(paragraphs), When(day, day), f"Outlet {i % 50}")
            self.seconds += time.process_time() - start
            yield made

    def _write(self, key: str, i: int) -> list[str]:
        fresh = [self._sentence() for _ in range(self.chance.randint(10, 25))]
        if not self.earlier or i % 10 > 1:
            return fresh
        other, old = self.chance.choice(self.earlier)
        if i % 10 == 1:
            if other not in self.copies:
                self.lifts[key] = other
                start = self.chance.randrange(len(old) - 3)
                fresh[5:5] = old[start : start + 3]
            return fresh
        self.copies[key] = self.copies.get(other, other)
        kind = self.chance.randrange(3)
        if kind == 0:
            return old[: max(6, len(old) * 6 // 10)]
        return fresh[:2] + old if kind == 1 else [self._redrawn(sentence, 1 / 6, names=False) for sentence in old]

    def _sentence(self) -> str:
        return self._redrawn(self.chance.choice(self.sentences), 0.9, names=True)

    def _redrawn(self, sentence: str, share: float, *, names: bool) -> str:
        return WORD.sub(lambda word: self._word(word[0], share, names=names), sentence)

    def _word(self, word: str, share: float, *, names: bool) -> str:
        if word[0].isdigit():
            return str(self.chance.randrange(1, 2 * int(word) + 10)) if names and word.isdecimal() else word
        is_name = word[0].isupper() and word.lower() not in self.common
        if (is_name and not names) or (not is_name and (word.lower() in self.common or self.chance.random() > share)):
            return word
        # some words are common, most are rare
        drawn = self.invented[int(len(self.invented) * self.chance.random() ** 3)]
        return drawn.capitalize() if word[0].isupper() else drawn


def main() -> None:
    """Make the documents, compare them, print the time, the memory and what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.copies", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents (default 10000)")
    number = parser.parse_args().documents
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples/articles").glob("*.[mt][dx]*"))]
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if 10 <= len(s.split()) <= 40]
    press = Press(sentences, random.Random(1))  # noqa: S311 - no secret
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with open_comparison(press.documents(number)) as comparison:
        copies = {(copy.document, copy.copy_of) for copy in comparison.copies()}
        whole = [Segment(0, 1 << 30, 0, 1 << 30)]
        reuses = {(r.document, r.taken_from) for r in comparison.reuses(lambda ids: dict.fromkeys(ids, whole))}
    seconds = time.process_time() - start - press.seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{number} documents: {seconds:.0f} s CPU, {before / 1024:.0f} MB before, {peak / 1024:.0f} MB at the most")
    for name, found, planted in (("copies", copies, press.copies), ("lifts", reuses, press.lifts)):
        right = found & set(planted.items())
        print(f"{name}: {len(planted)} made, {len(found)} found, {len(right)} right")


if __name__ == "__main__":
    main()
