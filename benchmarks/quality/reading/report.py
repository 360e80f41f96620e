"""Puts the scores of a part together, prints them beside those of other tools, and lists what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.quality.reading.body import count_characters, score_body
from benchmarks.quality.reading.families import family_faults, read_families, score_families
from benchmarks.quality.reading.fields import (
    date_right,
    published,
    score_dates,
    score_names,
    score_regions,
    wrong_names,
)
from benchmarks.quality.reading.measures import Row, share
from benchmarks.quality.reading.reading import ReadPage, read_all
from benchmarks.quality.reading.render import read_pages
from benchmarks.quality.reading.repairs import changes, put_right, score_clean_prose, score_repairs
from dragoman.world import World

_SHOWN = 12
"""Places of a sort that are listed of one document."""


def read_part(part: str, world: World) -> list[ReadPage]:
    """Read the pages of dev or unseen."""
    return read_all(read_pages(part), world)


def score_reading(part: str, read: list[ReadPage], world: World) -> list[Row]:
    """All rows of a part."""
    return [
        Row("documents read", share(found.document is not None for found in read)),
        Row("spans in the file", share(found.aligned for found in read)),
        *score_body(read),
        *score_dates(read),
        *score_names(read),
        *score_repairs(read, world),
        *(score_clean_prose(world) if part == "dev" else []),
        *score_families(read_families(part)),
        *score_regions(read),
    ]


def print_rows(name: str, rows: list[Row]) -> None:
    """Print a table: ours, and what other tools reach alone."""
    print(f"\n{name}")
    for row in rows:
        beside = "".join(f"   {tool} {value:.3f}" for tool, value in row.others.items())
        print(f"  {row.figure:<24}{row.ours:9.3f}{beside}")


def show_families(part: str) -> None:
    """List what is wrong with the copies."""
    print("\ncopies and reuses")
    for fault in sorted(family_faults(read_families(part))):
        print("  " + fault)


def show_faults(read: list[ReadPage]) -> None:
    """List what is wrong with each document."""
    for found in read:
        faults = [*_faults(found)]
        print(f"\n{found.page.source.id} ({found.page.shape.name}){'' if faults else ': all right'}")
        for fault in faults:
            print("  " + fault)


def _faults(found: ReadPage) -> Iterator[str]:
    document, source = found.document, found.page.source
    if document is None:
        yield f"not read: {', '.join(found.issues)}"
        return
    if not found.aligned:
        yield "the raw text is not the file's"
    tally = count_characters(found)
    if tally.f1 < 1:
        yield f"body F1 {tally.f1:.3f}"
    yield from (f"lost   {words!r}" for words in _stretches(found, "body", kept=False))
    yield from (f"noise  {words!r}" for words in _stretches(found, "noise", kept=True))
    if not date_right(found.page, published(found)):
        when, needed = document.published, source.needed
        yield f"date   {when.earliest}..{when.latest} ({when.basis}), not in {needed[0]}..{needed[1]}"
        yield f"       for a reader: {source.head['dated']}"
    for name in wrong_names(found):
        yield f"{name}  {getattr(document, name)!r}, not {source.head.get(name, '')!r}"
    missed = [damage for damage in found.page.damages if not put_right(found, damage)]
    yield from (f"not repaired  {damage.raw!r}: {damage.right!r}" for damage in missed[:_SHOWN])
    yield from (f"changed  {a!r}: {b!r}" for a, b in [*changes(found.page, document.text)][:_SHOWN])


def _stretches(found: ReadPage, role: str, *, kept: bool) -> list[str]:
    """Stretches of the file of a role that were kept, or lost."""
    if not found.aligned:
        return []
    marks = [
        found_role == role and bool(is_kept) == kept
        for found_role, is_kept in zip(found.page.roles, found.kept, strict=True)
    ]
    text = "".join(char if mark or char == " " else "\n" for char, mark in zip(found.page.raw, marks, strict=True))
    return [line.strip()[:150] for line in text.split("\n") if line.strip()][:_SHOWN]
