"""Whom a reference means. A wrong answer costs more than none: what stays in doubt gives nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.passages.binding import Found
from dragoman.passages.descriptions import find_described, find_half, find_other, find_role
from dragoman.passages.groups import find_counted, find_former, find_sides
from dragoman.passages.memory import Memory
from dragoman.passages.pronouns import find_he, find_it, find_they
from dragoman.passages.references import Kind, Reference
from dragoman.passages.scene import Scene

Finder = Callable[[Reference, Scene, Memory], Found]
FINDERS: Mapping[Kind, Finder] = {
    Kind.HE: find_he,
    Kind.IT: find_it,
    Kind.THEY: find_they,
    Kind.COUNTED: find_counted,
    Kind.SIDES: find_sides,
    Kind.FORMER: find_former,
    Kind.LATTER: find_former,
    Kind.ROLE: find_role,
    Kind.DESCRIPTION: find_described,
    Kind.HALF: find_half,
    Kind.OTHER: find_other,
}


def find_antecedent(reference: Reference, scene: Scene, memory: Memory) -> Found:
    """The participants that a reference stands for; none where it stays in doubt."""
    return FINDERS[reference.kind](reference, scene, memory)
