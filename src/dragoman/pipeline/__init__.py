"""The chain: files -> documents -> passages -> events -> happenings -> relations, each stored before the next."""

from dragoman.pipeline.account import Progress, Totals
from dragoman.pipeline.coding import Coded, TextCoder
from dragoman.pipeline.conclusions import conclude
from dragoman.pipeline.given import Inputs
from dragoman.pipeline.read import read_inputs, read_paths
from dragoman.pipeline.stages import CHAIN, Reading, RecordStages, Work

__all__ = [
    "CHAIN",
    "Coded",
    "Inputs",
    "Progress",
    "Reading",
    "RecordStages",
    "TextCoder",
    "Totals",
    "Work",
    "conclude",
    "read_inputs",
    "read_paths",
]
