"""The trained weights: what each feature says for each type."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_DAY = (1980, 1, 1, 0, 0, 0)
Row = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """A linear model over named features, in the small numbers in which it is kept."""

    types: tuple[str, ...]
    """The classes, with NONE among them."""
    names: tuple[str, ...]
    """The features."""
    rarity: NDArray[np.float16]
    """Inverse document frequency of each feature."""
    matrix: NDArray[np.int8]
    """Features by types, in steps of `step`."""
    step: Row
    """The size of a step, for each type."""
    bias: Row
    """For each type."""
    sharpness: float
    """By what scores are multiplied before their softmax; fitted on held-out sentences."""
    curve: tuple[float, ...]
    """How often an answer was right on held-out sentences, at even steps of its share from 0 to 1."""
    threshold: float
    """Below this probability of the best type nothing is answered."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The row of each feature."""
        return {name: place for place, name in enumerate(self.names)}

    def look_up(self, features: Mapping[str, float]) -> tuple[list[str], Row, Row]:
        """Names of the known features, their values (of length 1 together), and their rows of weights."""
        known = [name for name in features if name in self.places]
        rows = [self.places[name] for name in known]
        counts = np.array([features[name] for name in known], np.float32)
        values = (1 + np.log(counts)) * self.rarity[rows]
        length = float(np.sqrt((values**2).sum())) or 1.0
        weights = np.asarray(self.matrix[rows] * self.step, np.float32)
        return known, np.asarray(values / length, np.float32), weights

    def scores(self, features: Mapping[str, float]) -> Row:
        """The score of each type; 0 divides for from against."""
        _, values, rows = self.look_up(features)
        return np.asarray(values @ rows + self.bias, np.float32)

    def chances(self, features: Mapping[str, float]) -> Row:
        """The share of each type; `trust` tells how often the largest is right."""
        scores = self.scores(features) * self.sharpness
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum(), np.float32)

    def trust(self, share: float) -> float:
        """How often an answer with this share is right."""
        return float(np.interp(share, np.linspace(0, 1, len(self.curve)), self.curve))

    def reasons(self, features: Mapping[str, float], event_type: str, count: int = 3) -> tuple[str, ...]:
        """The features that speak most for a type, compared with the others, the strongest first."""
        names, values, rows = self.look_up(features)
        place = self.types.index(event_type)
        gains = values * (rows[:, place] - rows.mean(axis=1))
        return tuple(names[i] for i in np.argsort(-gains, kind="stable")[:count] if gains[i] > 0)


def load_weights(path: Path | Traversable | None = None) -> Weights:
    """Read weights; without a path those of the package."""
    path = path or files("dragoman.events.classify") / "data" / "weights.zip"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as held:
        about = json.loads(held.read("about.json"))
        arrays = {name: np.load(io.BytesIO(held.read(f"{name}.npy"))) for name in ("rarity", "matrix", "step", "bias")}
        names = tuple(held.read("features.txt").decode().split("\n"))
    return Weights(
        types=tuple(about["types"]),
        names=names,
        sharpness=about["sharpness"],
        curve=tuple(about["curve"]),
        threshold=about["threshold"],
        **arrays,
    )


def save_weights(weights: Weights, path: Path) -> None:
    """Write weights down; the same weights give the same bytes."""
    about = {name: getattr(weights, name) for name in ("types", "sharpness", "curve", "threshold")}
    parts = {"about.json": json.dumps(about).encode(), "features.txt": "\n".join(weights.names).encode()}
    for name in ("rarity", "matrix", "step", "bias"):
        written = io.BytesIO()
        np.save(written, getattr(weights, name))
        parts[f"{name}.npy"] = written.getvalue()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
        for part, content in parts.items():
            held.writestr(zipfile.ZipInfo(part, _DAY), content, zipfile.ZIP_DEFLATED, 9)
