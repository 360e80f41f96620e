"""Cited pages on two parties, evidence for any record, and the wording of dates and happenings."""

from dragoman.briefs.as_read import Part, Stretch, clue_date, count_regions, lay_out
from dragoman.briefs.build import build_brief
from dragoman.briefs.evidence import Evidence, evidence_of, evidence_text
from dragoman.briefs.material import code_of, known_happenings
from dragoman.briefs.page import Brief
from dragoman.briefs.wording import happening_text, interval_text
from dragoman.briefs.write import write_brief

__all__ = [
    "Brief",
    "Evidence",
    "Part",
    "Stretch",
    "build_brief",
    "clue_date",
    "code_of",
    "count_regions",
    "evidence_of",
    "evidence_text",
    "happening_text",
    "interval_text",
    "known_happenings",
    "lay_out",
    "write_brief",
]
