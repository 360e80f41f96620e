"""Checks that each module imports only from the floors below it, and that the modules form no circle."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src" / "dragoman"
GROUND = {"errors", "dates", "ids", "settings"}
MODEL = {"model", "alignment", "tree", "ontology", "world"}
NOUNS = {
    "documents",
    "passages",
    "events",
    "claims",
    "happenings",
    "relations",
    "outlook",
    "exchange",
    "store",
    "engine",
}
FLOORS = [GROUND, MODEL, NOUNS, {"pipeline"}, {"briefs"}, {"web"}, {"cli"}]
DOOR = {"__init__", "__main__"}
"""The package's front: may import from any floor, lazily."""


def room_of(module: str) -> str:
    """The folder or file directly under dragoman that a module belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def floor_of(room: str) -> int:
    """The number of the floor that a room stands on."""
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def module_name(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    """The dragoman modules that a file imports, anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.update(meant(node.module, alias.name) for alias in node.names)
    return {name for name in found if name == "dragoman" or name.startswith("dragoman.")}


def meant(package: str, name: str) -> str:
    """The module that `from package import name` reaches: a submodule of that name, else the package."""
    inside = ROOT.parent.joinpath(*package.split("."), name)
    return f"{package}.{name}" if inside.is_dir() or inside.with_suffix(".py").is_file() else package


def complaints() -> list[str]:
    """What breaks the table of floors."""
    found = []
    graph = {module_name(path): imports_of(path) for path in ROOT.rglob("*.py")}
    for module, imported in sorted(graph.items()):
        room = room_of(module)
        if room in DOOR:
            continue
        for other in sorted(imported):
            if not allowed(room, room_of(other)):
                found += [f"{module} (floor {floor_of(room) + 1}) must not import {other}"]
    try:
        TopologicalSorter({m: others - {m, "dragoman"} for m, others in graph.items()}).prepare()
    except CycleError as error:
        found.append("circle: " + " -> ".join(error.args[1]))
    return found


def allowed(room: str, other: str) -> bool:
    """Whether a room may import another: from below, from itself, and on the first two floors from its own floor."""
    if other in {room, "__init__"}:
        return True
    here, there = floor_of(room), floor_of(other)
    return there < here or (there == here and here < 2)


if __name__ == "__main__":
    problems = complaints()
    print("\n".join(problems) or "floors: every import goes down")
    sys.exit(bool(problems))
