"""Prints the quality of every stage as tables; with --floors fails when a pinned floor is broken."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.quality.documents import read_examples, score_documents
from benchmarks.quality.events import Pair, code_texts, confusions, pair_events, score_events
from benchmarks.quality.happenings import score_happenings
from benchmarks.quality.labels import read_documents, read_texts
from benchmarks.quality.reading.report import print_rows, read_part, score_reading, show_families, show_faults
from benchmarks.quality.reading.source import PARTS
from dragoman.events import load_coder
from dragoman.passages import load_reader
from dragoman.settings import Settings
from dragoman.world import World, load_world

FLOORS = Path(__file__).resolve().parent / "floors.json"


def main() -> int:
    """Score what is asked for."""
    options = _options()
    world = load_world()
    tables: dict[str, dict[str, float]] = {}
    if options.part in {"all", "documents"}:
        gold = list(read_documents())
        tables["documents"] = score_documents(gold, read_examples(gold, world))
    if options.part in {"all", "happenings"}:
        tables["happenings"] = score_happenings()
    for part in ("dev", "test") if options.part == "all" else [options.part] * (options.part in {"dev", "test"}):
        pairs = code_part(part, world)
        tables[part] = score_events(pairs)
        if options.show and part == "dev":
            _show(pairs)
    for name, scores in tables.items():
        _print_table(name, scores)
    if options.part in {"all", "reading"}:
        tables |= _reading(world, show=options.show)
    return _check_floors(tables) if options.floors else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--part", choices=["all", "dev", "test", "documents", "reading", "happenings"], default="all")
    parser.add_argument("--floors", action="store_true", help="fail when a figure is under its floor in floors.json")
    parser.add_argument("--show", action="store_true", help="list what went wrong on the dev parts")
    return parser.parse_args()


def _reading(world: World, *, show: bool) -> dict[str, dict[str, float]]:
    """Score the authored pages, print both parts beside other tools, and give our figures."""
    tables = {}
    for part in PARTS:
        read = read_part(part, world)
        if show and part == "dev":
            show_faults(read)
            show_families(part)
        rows = score_reading(part, read, world)
        print_rows(f"reading-{part}", rows)
        tables[f"reading-{part}"] = {row.figure: row.ours for row in rows}
    return tables


def code_part(part: str, world: World) -> list[Pair]:
    """Code the labelled texts of a part and lay them beside the labels."""
    reader, coder = load_reader(world, Settings().parser), load_coder(world)
    return [pair for text, events in code_texts(read_texts(part), reader, coder) for pair in pair_events(text, events)]


def _print_table(name: str, scores: Mapping[str, float]) -> None:
    print(f"\n{name}")
    for figure, value in scores.items():
        print(f"  {figure:<20}{value:7.3f}")


def _check_floors(tables: Mapping[str, Mapping[str, float]]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    broken = [
        f"{table}: {figure} is {tables[table][figure]:.3f}, under its floor of {floor}"
        for table in tables
        for figure, floor in floors.get(table, {}).items()
        if tables[table][figure] < floor
    ]
    broken += [
        f"{table}: {figure} is {tables[table][figure]:.3f}, over its ceiling of {ceiling}"
        for table in tables
        for figure, ceiling in floors.get(f"{table} at most", {}).items()
        if tables[table][figure] > ceiling
    ]
    print("\n" + ("\n".join(broken) or "floors: all held"))
    return bool(broken)


def _show(pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        if pair.gold is None and pair.coded is None:
            continue
        print(f"\n{pair.text.id} [{pair.text.published}] {pair.text.text}")
        if pair.gold is not None:
            g = pair.gold
            print(f"  gold  {g.event_type} {g.actors} -> {g.recipients} {g.auxiliary} {g.when} {g.said_by} {g.quote!r}")
        if pair.coded is not None:
            c = pair.coded
            names = [p.code for p in c.actors], [p.code for p in c.recipients]
            when = f"{c.when.earliest} {c.when.latest}"
            print(f"  coded {c.event_type} {names} {c.auxiliary.value} {when} {c.said_by} {c.rule}")
    print("\n", confusions(pairs).most_common(40))


if __name__ == "__main__":
    sys.exit(main())
