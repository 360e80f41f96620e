"""Trains the classifier of event types on our own sentences: `python -m tools.train_classifier`.

Two kinds of sentences: those of tools/event_sentences, written by hand, and plain ones made from the rules of the
ontology. The same sentences and rules give the same weights, byte for byte. It also prints how well held-out
sentences are told.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits
from tools.lexicon_sentences import LexiconWriter

from dragoman.events.classify.classifier import NONE, ROOTS, Choice, Classifier
from dragoman.events.classify.features import pair_features
from dragoman.events.classify.lexicon import Rules, load_rules
from dragoman.events.classify.marks import read_marks
from dragoman.events.classify.weights import Weights, save_weights
from dragoman.ontology import load_ontology
from dragoman.passages.parse import Parser
from dragoman.settings import Settings

SENTENCES = Path("tools/event_sentences")
OUT = Path("src/dragoman/events/classify/data/weights.zip")
FOLDS = 5
LEAST = 3
"""How many sentences a feature must stand in; fewer say nothing and cost space."""
COST, MADE_SHARE = 1.0, 0.5
"""Of the linear machine, and what a made sentence weighs beside a written one; tried on held-out written ones."""
ALIKE = 0.6
"""Share of common words above which two sentences are kept in one fold."""
THRESHOLD = 0.3
"""Below this the likeliest type is wrong more than twice as often as right."""
STEPS = 20
Features = Mapping[str, float]


@dataclass(frozen=True)
class Examples:
    """Features of marked sentences with their types, and what each weighs."""

    features: list[Features]
    types: list[str]
    shares: list[float]

    def __add__(self, other: Examples) -> Examples:
        """Both together."""
        return Examples(self.features + other.features, self.types + other.types, self.shares + other.shares)

    def some(self, places: Iterable[int]) -> Examples:
        """Those at the places."""
        chosen = list(places)
        return Examples(*([column[i] for i in chosen] for column in (self.features, self.types, self.shares)))


@dataclass(frozen=True, slots=True)
class Row:
    """A marked sentence and its type."""

    marked: str
    event_type: str


def read_rows(folder: Path = SENTENCES) -> list[Row]:
    """The sentences written by hand, by file and line."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as held:
            table = csv.DictReader(held, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows += [Row(row["marked_sentence"], row["type"]) for row in table]
    return rows


def make_rows() -> list[Row]:
    """The sentences made from the rules."""
    return [Row(one.marked, one.event_type) for one in LexiconWriter(load_ontology()).write(objects=3)]


def make_examples(rows: Sequence[Row], share: float, parser: Parser, rules: Rules) -> Examples:
    """Parse sentences and take their features."""
    marked = [read_marks(row.marked) for row in rows]
    parsed = parser.parse([one.text for one in marked])
    features = [pair_features(one, tokens, rules) for one, tokens in zip(marked, parsed, strict=True)]
    return Examples(list(features), [row.event_type for row in rows], [share] * len(rows))


def fit(examples: Examples, least: int = LEAST) -> Weights:
    """Train the weights of features that stand in so many sentences at least; they are not yet calibrated."""
    counter = DictVectorizer(dtype=np.float32)
    counts = counter.fit_transform(examples.features)
    found = np.asarray((counts > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(found >= least)
    rarity = (np.log((1 + counts.shape[0]) / (1 + found[kept])) + 1).astype(np.float16)
    machine = LinearSVC(C=COST, class_weight="balanced", random_state=0, max_iter=3000)
    with threadpool_limits(1):  # one thread adds up in one order
        machine.fit(_scaled(counts[:, kept], rarity), examples.types, examples.shares)
    matrix = machine.coef_.T
    step = (np.abs(matrix).max(axis=0) / 127).astype(np.float32)
    names = counter.get_feature_names_out()[kept]
    return Weights(
        types=tuple(map(str, machine.classes_)),
        names=tuple(map(str, names)),
        rarity=rarity,
        matrix=np.rint(matrix / step).astype(np.int8),
        step=step,
        bias=machine.intercept_.astype(np.float32),
        sharpness=1.0,
        curve=(0.0, 1.0),
        threshold=THRESHOLD,
    )


def _scaled(counts: sparse.csr_matrix, rarity: NDArray[np.float16]) -> sparse.csr_matrix:
    """Values as Weights.look_up has them: logarithms of counts by rarity, each row of length 1."""
    scaled = counts.tocsr(copy=True)
    scaled.data = (1 + np.log(scaled.data)) * rarity.astype(np.float32)[scaled.indices]
    lengths = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(lengths, 1e-9)) @ scaled


def group_alike(sentences: Sequence[str]) -> list[int]:
    """The group of each sentence: the first before it that has most of its words."""
    words = [frozenset(re.findall(r"\w+", re.sub(r"</?[st]>", "", one).lower())) for one in sentences]
    groups = list(range(len(words)))
    for place, here in enumerate(words):
        for before in range(place):
            shared = len(here & words[before])
            if shared > ALIKE * (len(here) + len(words[before]) - shared):
                groups[place] = groups[before]
                break
    return groups


def held_out_scores(
    examples: Examples, groups: Sequence[int], others: Examples, seed: int = 0
) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Scores of each example by weights trained on the other folds and on all of the other examples."""
    types = tuple(sorted(set(examples.types) | set(others.types)))
    scores = np.full((len(examples.types), len(types)), -9.0, np.float32)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for train, test in folds.split(examples.types, examples.types, groups):
        weights = fit(examples.some(train) + others)
        columns = [types.index(name) for name in weights.types]
        for place in test:
            scores[place, columns] = weights.scores(examples.features[place])
    return types, scores


def calibrate(types: Sequence[str], scores: NDArray[np.float32], truth: Sequence[str]) -> float:
    """By what to multiply scores so that the softmax of held-out ones is likeliest, in steps of a tenth."""
    right = np.array([types.index(name) for name in truth])
    losses = {}
    for tenth in range(5, 100):
        grown = scores * (tenth / 10)
        grown = grown - grown.max(axis=1, keepdims=True)
        losses[tenth] = -float((grown[np.arange(len(right)), right] - np.log(np.exp(grown).sum(axis=1))).mean())
    return min(losses, key=lambda tenth: losses[tenth]) / 10


def shares_of(scores: NDArray[np.float32], sharpness: float) -> NDArray[np.float32]:
    """The softmax of each row."""
    grown = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
    return shares


def trust_curve(types: Sequence[str], shares: NDArray[np.float32], truth: Sequence[str]) -> tuple[float, ...]:
    """How often the likeliest type is right, rising with its share, in even steps."""
    right = [types[place] == name for place, name in zip(shares.argmax(axis=1), truth, strict=True)]
    rising = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(shares.max(axis=1), right)
    at = rising.predict(np.linspace(0, 1, 10 * STEPS + 1))
    # the mean around each step, so that one sentence more or less moves nothing far
    return tuple(round(float(np.mean(at[max(0, 10 * i - 5) : 10 * i + 6])), 3) for i in range(STEPS + 1))


def print_held_out(types: Sequence[str], scores: NDArray[np.float32], truth: Sequence[str]) -> None:
    """How well held-out sentences are told."""
    best = [types[place] for place in scores.argmax(axis=1)]
    merged = [ROOTS.get(name, name) for name in truth], [ROOTS.get(name, name) for name in best]
    print(f"held out: macro-F1 of {len(types)} types {f1_score(truth, best, average='macro'):.3f}, ", end="")
    print(f"with YIELD {f1_score(*merged, average='macro'):.3f}")


def train(written: Examples, made: Examples, groups: Sequence[int], *, show: bool = False) -> Weights:
    """Weights of all sentences, calibrated by what held-out written ones are told."""
    types, scores = held_out_scores(written, groups, made)
    sharpness = calibrate(types, scores, written.types)
    if show:
        print_held_out(types, scores, written.types)
    curve = trust_curve(types, shares_of(scores, sharpness), written.types)
    return replace(fit(written + made), sharpness=sharpness, curve=curve)


def main() -> None:
    """Train on everything and write the weights."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--out", type=Path, default=OUT)
    out = given.parse_args().out
    parser, rules, rows = Parser(Settings().parser), load_rules(), read_rows()
    written = make_examples(rows, 1.0, parser, rules)
    made = make_examples(make_rows(), MADE_SHARE, parser, rules)
    print(f"{len(rows)} written sentences, {len(made.types)} made ones")
    weights = train(written, made, group_alike([row.marked for row in rows]), show=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    save_weights(weights, out)
    told = Counter(Classifier(weights, rules).choose(one, Choice()).event_type for one in written.features)
    print(
        f"{out}: {out.stat().st_size} bytes, {len(weights.names)} features; NONE for {told[NONE]} of its own sentences"
    )


if __name__ == "__main__":
    main()
