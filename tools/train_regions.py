"""Train the model that tells the lines of plain pages apart: `python tools/train_regions.py`.

Prints scores of pages whose shapes, articles and single lines were all held out, then writes the weights that are
trained on everything. The same data gives the same file.
"""

from __future__ import annotations

import argparse
import io
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from dragoman.documents.blocks import Block
from dragoman.documents.fused import part_fused
from dragoman.documents.line_model import choose_kinds
from dragoman.documents.line_model.decoding import LINE_KINDS, Weights, score_lines
from dragoman.documents.line_model.features import Matrix, line_features
from dragoman.documents.plain import read_plain
from dragoman.documents.regions import label_by_rules
from dragoman.documents.sections import Labelled
from region_maker import BODY, Made, Maker, load_bank, load_shapes

OUT = Path("src/dragoman/documents/line_model/weights.zip")
FOLDS = 5
HIDDEN = (64,)
ALPHA, EPOCHS, LEAST_SCALE = 0.1, 10, 0.05
DROPPED, COPIES = 0.3, 2
"""Share of the features left out, and how often each page is seen so; tuned with the above on held-out shapes."""
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Example:
    """A page with its blocks as the rules label them, and the true kind of each."""

    made: Made
    items: list[Labelled]
    kinds: list[str]
    rows: Matrix


def kind_of(block: Block, made: Made) -> str:
    """The kind that most of a block's characters have; a quotation counts as body."""
    shares: Counter[str] = Counter()
    for start, end, kind in made.spans:
        shared = min(end, block.clean.raw_end) - max(start, block.clean.raw_start)
        if shared > 0:
            shares["body" if kind in BODY else kind] += shared
    return shares.most_common(1)[0][0]


def make_examples(made: Sequence[Made]) -> list[Example]:
    """Read pages as the program does."""
    examples = []
    for page in made:
        items = label_by_rules(read_plain(page.raw))
        examples.append(Example(page, items, [kind_of(item.block, page) for item in items], line_features(items)))
    return examples


def fit(examples: Sequence[Example], seed: int = 0) -> Weights:
    """Train the layers, with some features left out at random so that no shape is learnt by heart."""
    rows = np.concatenate([one.rows for one in examples])
    target = np.array([LINE_KINDS.index(kind) for one in examples for kind in one.kinds])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + LEAST_SCALE
    scaled = np.clip((rows - mean) / scale, -8.0, 8.0)
    chance = np.random.default_rng(seed)
    kept = [chance.random(scaled.shape, dtype=np.float32) > DROPPED for _ in range(COPIES)]
    net = MLPClassifier(
        HIDDEN, alpha=ALPHA, batch_size=512, learning_rate_init=1e-3, max_iter=EPOCHS, random_state=seed
    )
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore", ConvergenceWarning)
        # one thread adds up in one order, so that the same data gives the same file
        net.fit(
            np.concatenate([scaled * some / (1 - DROPPED) for some in kept]).astype(np.float32),
            np.concatenate([target] * COPIES),
        )
    layers = tuple((halved(m), halved(b)) for m, b in zip(net.coefs_, net.intercepts_, strict=True))
    return Weights(halved(mean), halved(scale), layers)


def halved(array: Matrix) -> Matrix:
    """Round to the precision that is kept, so that scores are those of the file."""
    rounded: Matrix = array.astype(np.float16).astype(np.float32)
    return rounded


@dataclass
class Tally:
    """Characters of the body: rightly read, read in vain, missed."""

    right: int = 0
    vain: int = 0
    missed: int = 0

    def add(self, items: Sequence[Labelled], made: Made) -> float:
        """Count a page and give its own score; spaces do not count."""
        truth, read = bytearray(len(made.raw)), bytearray(len(made.raw))
        for start, end, kind in made.spans:
            if kind in BODY:
                truth[start:end] = b"\1" * (end - start)
        for item in items:
            if item.kind is not None and item.kind.value in BODY:
                starts, ends = item.block.clean.raw_start, item.block.clean.raw_end
                read[starts:ends] = b"\1" * (ends - starts)
        signs = [i for i, sign in enumerate(made.raw) if not sign.isspace()]
        page = Tally(
            sum(truth[i] and read[i] for i in signs),
            sum(read[i] and not truth[i] for i in signs),
            sum(truth[i] and not read[i] for i in signs),
        )
        self.right, self.vain, self.missed = self.right + page.right, self.vain + page.vain, self.missed + page.missed
        return page.f1

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(2 * self.right + self.vain + self.missed, 1)


def save(weights: Weights, path: Path) -> None:
    """Write the weights down, in half precision and without the time."""
    arrays = {"mean": weights.mean, "scale": weights.scale}
    for number, (matrix, bias) in enumerate(weights.layers):
        arrays |= {f"matrix{number}": matrix, f"bias{number}": bias}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
        for name, array in arrays.items():
            written = io.BytesIO()
            np.save(written, array.astype(np.float16))
            held.writestr(zipfile.ZipInfo(f"{name}.npy", _DAY), written.getvalue(), zipfile.ZIP_DEFLATED)


def part_of(text: str, fold: int) -> bool:
    """Whether a shape or a single line is held out in a fold."""
    return zlib.crc32(text.encode()) % FOLDS == fold


def make_pages(count: int, seed: int, *, fold: int | None = None, held: bool = False) -> list[Made]:
    """Make pages of all shapes, or of those that a fold holds out, or of the others."""
    shapes = [one for one in load_shapes() if fold is None or part_of(one.name, fold) == held]
    bank = [one for one in load_bank() if fold is None or part_of(one.text, fold) == held]
    maker = Maker(shapes, bank, seed)
    return [maker.make() for _ in range(count)]


def score_fold(fold: int, pages: int) -> dict[str, Tally]:
    """Train without the shapes, articles and single lines of a fold, and read pages made of them alone."""
    weights = fit(make_examples(make_pages(pages, fold, fold=fold)))
    tallies = {"rules": Tally(), "model": Tally(), "both": Tally(), "both, cut": Tally()}
    for one in make_examples(make_pages(pages // 5, 100 + fold, fold=fold, held=True)):
        scored = score_lines(one.items, weights)
        alone = [item.as_kind(best.chances[0][0]) for item, best in zip(one.items, scored, strict=True)]
        both = choose_kinds(one.items, scored)
        for name, items in zip(tallies, (one.items, alone, both, part_fused(both)), strict=True):
            tallies[name].add(items, one.made)
    return tallies


def main() -> None:
    """Print the scores of held-out shapes, then train on everything and write the weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=1200, help="pages made for each fold; twice as many at the end")
    arguments.add_argument("--folds", type=int, default=FOLDS, help="folds to score; 0 to train only")
    given = arguments.parse_args()
    totals: dict[str, Tally] = {}
    for fold in range(given.folds):
        for name, tally in score_fold(fold, given.pages).items():
            total = totals.setdefault(name, Tally())
            total.right, total.vain = total.right + tally.right, total.vain + tally.vain
            total.missed += tally.missed
            print(f"fold {fold}  {name:10} body F1 {tally.f1:.4f}", flush=True)
    for name, total in totals.items():
        print(f"all     {name:10} body F1 {total.f1:.4f}")
    save(fit(make_examples(make_pages(2 * given.pages, 7))), OUT)
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
