"""How well event types of marked pairs are told: `python -m benchmarks.quality.pairs --plv FILE`.

FILE is a table like PLV's training part (columns marked_sentence and gold_root), which is not ours to ship: without it
only our own sentences are scored, each by weights that have not seen it. With it three figures more are printed: the
shipped weights on all of it; weights trained on its other folds alone; and weights trained on these and told, besides,
what our own sentences say. Near-duplicates are kept in one fold. Macro-F1 is over the 15 PLOVER roots.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold
from tools.train_classifier import (
    FOLDS,
    MADE_SHARE,
    Examples,
    Features,
    Row,
    fit,
    group_alike,
    held_out_scores,
    make_examples,
    make_rows,
    read_rows,
)

from dragoman.events.classify.classifier import NONE, ROOTS
from dragoman.events.classify.lexicon import load_rules
from dragoman.events.classify.weights import Weights, load_weights
from dragoman.passages.parse import Parser
from dragoman.settings import Settings

SEEDS = (0, 1, 2)
FEW = 2
"""In how many sentences a feature must stand: fewer than in training, where there are many more."""


@dataclass(frozen=True)
class Score:
    """Macro-F1 and the share of right answers."""

    macro: float
    right: float


def score(truth: Sequence[str], told: Sequence[str]) -> Score:
    """Score answers by the roots that the truth has."""
    roots = sorted(set(truth))
    macro = float(f1_score(truth, told, average="macro", labels=roots, zero_division=0))
    return Score(macro, float(np.mean([one == other for one, other in zip(truth, told, strict=True)])))


def root_scores(weights: Weights, features: Sequence[Features], roots: Sequence[str]) -> NDArray[np.float64]:
    """The logarithm of the share of each root, NONE left out, standing rows by examples."""
    shares = np.full((len(features), len(roots)), 1e-6)
    places = {name: roots.index(ROOTS.get(name, name)) for name in weights.types if name != NONE}
    for row, one in enumerate(features):
        for name, share in zip(weights.types, weights.chances(one), strict=True):
            if name != NONE:
                shares[row, places[name]] += share
    return np.log(shares)


def read_plv(path: Path) -> list[Row]:
    """The marked sentences and roots of a table like PLV's."""
    with path.open(encoding="utf-8", newline="") as held:
        return [Row(row["marked_sentence"], row["gold_root"]) for row in csv.DictReader(held, delimiter="\t")]


def score_folds(examples: Examples, groups: Sequence[int], roots: Sequence[str], seed: int) -> Score:
    """Score held-out folds."""
    told = [""] * len(examples.types)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for train, test in folds.split(examples.types, examples.types, groups):
        features = [examples.features[place] for place in test]
        scores = root_scores(fit(examples.some(train), FEW), features, roots)
        for place, best in zip(test, scores.argmax(axis=1), strict=True):
            told[place] = roots[best]
    return score(examples.types, told)


def with_answers(examples: Examples, scores: NDArray[np.float64], roots: Sequence[str]) -> Examples:
    """The same examples, told besides what other weights answer, and whether they are sure."""
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    features = []
    for one, row in zip(examples.features, shares, strict=True):
        best = int(row.argmax())
        sure = {f"{name}:{roots[best]}": 1.0 for name, least in (("sure", 0.5), ("very", 0.8)) if row[best] > least}
        features.append({**one, f"told:{roots[best]}": 1.0, **sure})
    return replace(examples, features=features)


def score_own(written: Examples, made: Examples, groups: Sequence[int], seed: int) -> Score:
    """Score held-out sentences of our own, NONE among them, CONCEDE and RETREAT as YIELD."""
    types, scores = held_out_scores(written, groups, made, seed)
    told = [ROOTS.get(types[place], types[place]) for place in scores.argmax(axis=1)]
    return score([ROOTS.get(name, name) for name in written.types], told)


def _print(name: str, scores: Sequence[Score]) -> None:
    macros = [one.macro for one in scores]
    spread = f" ({min(macros):.3f} to {max(macros):.3f} over {len(macros)} seeds)" if len(macros) > 1 else ""
    print(
        f"{name:58} macro-F1 {np.mean(macros):.3f}{spread}, right {np.mean([s.right for s in scores]):.3f}", flush=True
    )


def main() -> None:
    """Print what is asked for."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.pairs", description=__doc__)
    given.add_argument("--plv", type=Path, help="a table with the columns marked_sentence and gold_root")
    given.add_argument("--seeds", type=int, default=len(SEEDS))
    options = given.parse_args()
    parser, rules, rows = Parser(Settings().parser), load_rules(), read_rows()
    seeds = range(options.seeds)
    if options.plv:
        _print_plv(make_examples(gold := read_plv(options.plv), 1.0, parser, rules), gold, seeds)
    written = make_examples(rows, 1.0, parser, rules)
    made = make_examples(make_rows(), MADE_SHARE, parser, rules)
    groups = group_alike([row.marked for row in rows])
    _print(
        f"(c) our {len(rows)} sentences, held out, with NONE",
        [score_own(written, made, groups, seed) for seed in seeds],
    )


def _print_plv(examples: Examples, rows: Sequence[Row], seeds: Sequence[int]) -> None:
    roots = sorted(set(examples.types))
    groups = group_alike([row.marked for row in rows])
    ours = root_scores(load_weights(), examples.features, roots)
    _print("(a) shipped weights", [score(examples.types, [roots[place] for place in ours.argmax(axis=1)])])
    _print("(b0) trained on the other folds", [score_folds(examples, groups, roots, seed) for seed in seeds])
    told = with_answers(examples, ours, roots)
    _print("(b) the same, told what the shipped weights say", [score_folds(told, groups, roots, s) for s in seeds])


if __name__ == "__main__":
    main()
