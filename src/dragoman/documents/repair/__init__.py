"""Repairs what scraping broke in a text, with the alignment to the raw text kept."""

from dragoman.documents.repair.listing import Repair, RepairKind, find_repairs
from dragoman.documents.repair.mending import repair_pieces

__all__ = ["Repair", "RepairKind", "find_repairs", "repair_pieces"]
