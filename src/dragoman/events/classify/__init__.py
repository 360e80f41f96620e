"""Marked pairs become event types: what one phrase of a sentence does to another."""

from dragoman.events.classify.classifier import NONE, Answer, Choice, Classifier, classify_pairs, load_classifier

__all__ = ["NONE", "Answer", "Choice", "Classifier", "classify_pairs", "load_classifier"]
