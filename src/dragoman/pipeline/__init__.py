"""The chain: files -> documents -> passages -> events -> happenings -> relations, each stored before the next."""

from dragoman.pipeline.account import Progress, Totals
from dragoman.pipeline.conclusions import conclude
from dragoman.pipeline.read import read_paths
from dragoman.pipeline.stages import CHAIN, Reading, RecordStages, Work

__all__ = ["CHAIN", "Progress", "Reading", "RecordStages", "Totals", "Work", "conclude", "read_paths"]
