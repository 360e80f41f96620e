"""The trained weights give each line a chance for every kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.line_model.features import Matrix, line_features
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

LINE_KINDS = (
    "body",
    "headline",
    "subhead",
    "standfirst",
    "byline",
    "bio",
    "dateline",
    "masthead",
    "caption",
    "pull-quote",
    "comment",
    "related",
    "navigation",
    "share",
    "legal",
)
"""What the model tells apart; finer than the kinds of regions by two."""
_COARSE = {"subhead": RegionKind.HEADLINE, "bio": RegionKind.BYLINE}
_REGIONS = tuple(_COARSE.get(kind) or RegionKind(kind) for kind in LINE_KINDS)
_FEW = 5
"""Rows multiplied at a time: the library starts threads for more, which cost longer than the work."""


@dataclass(frozen=True)
class Weights:
    """Two layers over standardised features."""

    mean: Matrix
    scale: Matrix
    layers: tuple[tuple[Matrix, Matrix], ...]


@dataclass(frozen=True)
class Scored:
    """The chance of each kind of region that a line may be, the most likely first."""

    chances: tuple[tuple[RegionKind, float], ...]

    def chance(self, kind: RegionKind) -> float:
        """Give the chance of one kind."""
        return next((chance for one, chance in self.chances if one is kind), 0.0)

    def best_but(self, kind: RegionKind) -> tuple[RegionKind, float]:
        """Give the most likely kind but one, and its chance."""
        return next(one for one in self.chances if one[0] is not kind)


def score_lines(items: Sequence[Labelled], weights: Weights | None = None) -> list[Scored]:
    """Give the chances of each line of a page without markup, given the lines around it.

    The rules' own kinds are among the features, so that the model learns where they err.
    """
    if not items:
        return []
    weights = weights or load_weights()
    return [_scored(row) for row in line_chances(line_features(items), weights).tolist()]


def _scored(row: Sequence[float]) -> Scored:
    shares: dict[RegionKind, float] = {}
    for kind, share in zip(_REGIONS, row, strict=True):
        shares[kind] = shares.get(kind, 0.0) + share
    return Scored(tuple(sorted(shares.items(), key=_share_of, reverse=True)))


def _share_of(item: tuple[RegionKind, float]) -> float:
    return item[1]


def region_of(kind: str) -> RegionKind:
    """Give the kind of region for one of the model's kinds."""
    return _REGIONS[LINE_KINDS.index(kind)]


def line_chances(rows: Matrix, weights: Weights) -> NDArray[np.float32]:
    """Give the chance of every kind for each row of features."""
    layer = np.clip((rows - weights.mean) / weights.scale, -8.0, 8.0)
    for number, (matrix, bias) in enumerate(weights.layers):
        layer = np.concatenate([layer[i : i + _FEW] @ matrix for i in range(0, len(layer), _FEW)]) + bias
        if number < len(weights.layers) - 1:
            layer = np.maximum(layer, 0.0)
    grown = np.exp(layer - layer.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


@cache
def load_weights() -> Weights:
    """Read the weights that `tools/train_regions.py` wrote."""
    data = files("dragoman.documents.line_model").joinpath("weights.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        arrays = {name.removesuffix(".npy"): _array(held.read(name)) for name in held.namelist()}
    count = sum(name.startswith("matrix") for name in arrays)
    layers = tuple((arrays[f"matrix{i}"], arrays[f"bias{i}"]) for i in range(count))
    return Weights(arrays["mean"], arrays["scale"], layers)


def _array(data: bytes) -> Matrix:
    array: Matrix = np.load(io.BytesIO(data), allow_pickle=False).astype(np.float32)
    return array
