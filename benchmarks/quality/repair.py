"""Scores the repair of damaged text, beside wordninja: `python -m benchmarks.quality.repair`."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from benchmarks.quality.damage import KINDS, Kind, damage
from benchmarks.quality.documents import ROOT, read_examples
from benchmarks.quality.labels import read_documents, read_texts
from dragoman.documents.aligned import from_raw
from dragoman.documents.cleaning import clean
from dragoman.documents.repair import repair_pieces
from dragoman.world import load_world

Repairing = Callable[[str], str]

SHARED = ROOT.parent / "shared" / "data"
SEED = 20241
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_RUN = re.compile(r"[^\W\d_]{3,}")
_PER = 100_000


def main() -> int:
    """Score the bundled texts, and larger ones where they are at hand."""
    for name, texts in (("bundled", list(bundled_texts())), ("shared", list(shared_texts()))):
        if not texts:
            print(f"\n{name}: no texts here")
            continue
        print(f"\n{name}: {sum(len(text.split()) for text in texts)} words")
        ours, theirs = score_repair(texts), score_repair(texts, with_wordninja)
        for figure, value in ours.items():
            print(f"  {figure:<32}{value:9.3f}{theirs[figure]:12.3f}")
        for left, right in splits_in(texts, repaired):
            print(f"  split: {left} -> {right}")
    return 0


def score_repair(texts: Sequence[str], repair: Repairing | None = None, seed: int = SEED) -> dict[str, float]:
    """Words of clean prose split per 100,000, and the share put right of each kind of damage that found a place."""
    repair = repair or repaired
    proses = [repaired(text) for text in texts]
    words = sum(len(prose.split()) for prose in proses)
    splits = sum(1 for _ in splits_in(texts, repair))
    scores = {"splits per 100,000 words": splits * _PER / max(words, 1)}
    counts: Counter[bool] = Counter()
    for kind in KINDS:
        outcomes = Counter(_outcomes(proses, kind, repair, Random(f"{seed}{kind.name}")))  # noqa: S311  a bench
        counts += outcomes
        if outcomes:
            scores[kind.name] = outcomes[True] / outcomes.total()
    scores["all places"] = counts[True] / max(counts.total(), 1)
    return scores


def _outcomes(proses: Iterable[str], kind: Kind, repair: Repairing, random: Random) -> Iterator[bool]:
    for prose in proses:
        damaged = damage(prose, kind, random)
        after = repair(damaged.text) if damaged.expected else ""
        yield from (expected in after for expected in damaged.expected)


def repaired(text: str) -> str:
    """Repair a text whose paragraphs stand between empty lines."""
    pieces = [clean(from_raw(text, *found.span())) for found in _PARAGRAPH.finditer(text)]
    return "\n\n".join(piece.text for piece in repair_pieces([piece for piece in pieces if piece.text], text))


def with_wordninja(text: str) -> str:
    """Do what is done with wordninja: split each word of a text where it would."""
    import wordninja  # noqa: PLC0415  for comparison only

    return _WORD.sub(lambda found: " ".join(wordninja.split(found.group())), text)


def splits_in(texts: Iterable[str], repair: Repairing) -> Iterator[tuple[str, str]]:
    """Give each run of letters of clean prose that was split, with what it became; a few were glued indeed."""
    for text in texts:
        before, after = cleaned(text), repair(text)
        standing = set(_RUN.findall(after))
        for run in _RUN.findall(before):
            if run not in standing and (found := around(run, after)):
                yield run, found


def cleaned(text: str) -> str:
    """Clean a text without repairing its words."""
    return "\n\n".join(clean(from_raw(text, *found.span())).text for found in _PARAGRAPH.finditer(text))


def around(word: str, text: str) -> str:
    """Find a word in a text whatever spaces stand within it."""
    found = re.search("\\s?".join(word), text)
    return found.group() if found else ""


def bundled_texts() -> Iterator[str]:
    """The labelled texts to tune on, and the articles that ship with the project."""
    yield from (item.text for item in read_texts("dev"))
    yield from (document.text for document in read_examples(list(read_documents()), load_world()).values())


def shared_texts() -> Iterator[str]:
    """Read-outs and single sentences that other people collected; none where the folder is absent."""
    briefings = SHARED / "briefings_2024.jsonl"
    if briefings.is_file():
        yield from (json.loads(line)["text"] for line in briefings.read_text(encoding="utf-8").splitlines())
    for name in ("plv_train.tsv", "cameo_class_train.tsv"):
        if (SHARED / name).is_file():
            with (SHARED / name).open(encoding="utf-8") as file:
                yield from (row["sentence"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    sys.exit(main())
