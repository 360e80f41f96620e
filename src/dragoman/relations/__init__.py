"""Happenings become the state of the system: the level of each dyad over time."""

from dragoman.relations.levels import dyads, measure_relations, period_of

__all__ = ["dyads", "measure_relations", "period_of"]
