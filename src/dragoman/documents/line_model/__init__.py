"""A small trained model that tells the lines of a page without markup apart, by their features and their neighbours."""

from dragoman.documents.line_model.choosing import choose_kinds
from dragoman.documents.line_model.decoding import LINE_KINDS, Scored, score_lines

__all__ = ["LINE_KINDS", "Scored", "choose_kinds", "score_lines"]
