"""PLOVER types and scores, and the words that lead to them."""

from dragoman.ontology.facts import (
    Cue,
    LightRule,
    NounRule,
    Ontology,
    Operation,
    Pattern,
    Saying,
    TypeFact,
    VerbRule,
)
from dragoman.ontology.reader import load_ontology

__all__ = [
    "Cue",
    "LightRule",
    "NounRule",
    "Ontology",
    "Operation",
    "Pattern",
    "Saying",
    "TypeFact",
    "VerbRule",
    "load_ontology",
]
