"""Reads the data files of the ontology, strictly: a malformed row names its file, line and value."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NoReturn, TypeVar

from dragoman.errors import OntologyError
from dragoman.model import ActorKind, Quad
from dragoman.ontology.facts import Cue, LightRule, NounRule, Ontology, Operation, Pattern, Saying, TypeFact, VerbRule

COLUMNS = {
    "types.csv": "event_type,mode,quad_code,intensity,cameo_root,meaning",
    "contexts.csv": "context",
    "prepositions.csv": "preposition",
    "lemmas.csv": "lemma,word",
    "verbs.csv": "verb,particle,object,preposition,event_type,mode,pattern,contexts,note",
    "nouns.csv": "noun,modifier,event_type,mode,pattern,actor_prepositions,recipient_prepositions,"
    "end_event_type,end_mode,contexts,note",
    "light.csv": "verb,particle,operation,note",
    "cues.csv": "cue,kind,note",
    "says.csv": "verb,kind",
}
E = TypeVar("E", bound=StrEnum)
R = TypeVar("R")
Types = Mapping[tuple[str, str | None], TypeFact]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data file, with its place."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        return self.cells[column] or self.fail(column, "empty")

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a list cell, in their order, each once."""
        if not self.cells[column]:
            return ()
        found = tuple(self.cells[column].split(";"))
        bad = [item for item in found if item != item.strip() or not item or found.count(item) > 1]
        return found if not bad else self.fail(column, f"empty, padded or repeated item {bad[0]!r}")

    def member(self, column: str, kind: type[E]) -> E:
        """Return a cell as a member of an enumeration."""
        try:
            return kind(self.cells[column])
        except ValueError:
            return self.fail(column, f"not one of {', '.join(kind)}")

    def fail(self, column: str, why: str) -> NoReturn:
        """Raise OntologyError with file, line and value."""
        raise OntologyError(f"{self.file}, line {self.line}, {column} {self.cells[column]!r}: {why}")


@dataclass(frozen=True, slots=True)
class Needs:
    """What must stand beside a word, as written and sorted."""

    items: tuple[str, ...]
    all: frozenset[str]
    words: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Legal:
    """What may stand in the cells of a rule."""

    types: Types
    contexts: frozenset[str]
    prepositions: frozenset[str]
    lemmas: Mapping[str, str]
    """From a word to the other lemma that the tagger gives some of its forms ("stag" for "staged")."""
    needs: dict[str, Needs]
    """Cells read before, for the length of one load."""
    lists: dict[tuple[str, str], tuple[str, ...]]
    """Likewise, by column."""


def load_ontology(folder: Traversable | None = None) -> Ontology:
    """Read the data files, those of the package or of another folder.

    Raises OntologyError for a malformed row. Build it once and pass it down.

    >>> load_ontology().intensity("ACCUSE", "disapprove")
    -2.0
    """
    tables = {name: read_rows(folder or files("dragoman.ontology") / "data", name) for name in COLUMNS}
    legal = Legal(
        types=read_types(tables["types.csv"]),
        contexts=frozenset(row.text("context") for row in tables["contexts.csv"]),
        prepositions=frozenset(row.text("preposition") for row in tables["prepositions.csv"]),
        lemmas={row.text("word"): row.text("lemma") for row in tables["lemmas.csv"]},
        needs={},
        lists={},
    )
    verbs = [read_verb(row, legal) for row in tables["verbs.csv"]]
    nouns = [read_noun(row, legal) for row in tables["nouns.csv"]]
    light = [read_light(row) for row in tables["light.csv"]]
    check_unique(tables["verbs.csv"], [rule.key for rule in verbs])
    check_unique(tables["nouns.csv"], [rule.key for rule in nouns])
    check_unique(tables["light.csv"], [rule.key for rule in light])
    return Ontology(
        types=legal.types,
        verbs=grouped(verbs, legal.lemmas, lambda rule: rule.verb, verb_order),
        nouns=grouped(nouns, legal.lemmas, lambda rule: rule.noun, lambda rule: (rule.bare,)),
        light=grouped(light, legal.lemmas, lambda rule: rule.verb, lambda rule: (not rule.particle,)),
        cues=read_words(tables["cues.csv"], "cue", Cue),
        says=read_words(tables["says.csv"], "verb", Saying),
        contexts=legal.contexts,
    )


def read_rows(folder: Traversable, name: str) -> tuple[Row, ...]:
    """Return the rows of a data file; its header must be the one expected."""
    columns = COLUMNS[name].split(",")
    lines = csv.reader(folder.joinpath(name).read_text(encoding="utf-8").splitlines())
    header = next(lines, [])
    if header != columns:
        raise OntologyError(f"{name}, line 1, header {','.join(header)!r}: should be {','.join(columns)!r}")
    return tuple(read_row(name, line, columns, cells) for line, cells in enumerate(lines, start=2))


def read_row(name: str, line: int, columns: list[str], cells: list[str]) -> Row:
    """Return one row; it must have as many cells as the header, none of them padded."""
    if len(cells) != len(columns):
        raise OntologyError(f"{name}, line {line}, row {','.join(cells)!r}: {len(cells)} cells, not {len(columns)}")
    row = Row(name, line, dict(zip(columns, cells, strict=True)))
    padded = [column for column, cell in row.cells.items() if cell != cell.strip()]
    return row if not padded else row.fail(padded[0], "padded with spaces")


def read_types(rows: Sequence[Row]) -> Types:
    """Return the types and modes."""
    facts = [read_type(row) for row in rows]
    check_unique(rows, [f"{fact.event_type} {fact.mode}" for fact in facts])
    return MappingProxyType({(fact.event_type, fact.mode): fact for fact in facts})


def read_type(row: Row) -> TypeFact:
    """Return one type or mode."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", row.cells["intensity"]) or abs(float(row.cells["intensity"])) > 10:
        row.fail("intensity", "not a score from -10 to 10")
    if not re.fullmatch(r"\d\d", row.cells["cameo_root"]):
        row.fail("cameo_root", "not two digits")
    return TypeFact(
        event_type=row.text("event_type"),
        mode=row.cells["mode"] or None,
        quad_code=row.member("quad_code", Quad),
        intensity=float(row.cells["intensity"]),
        cameo_root=row.cells["cameo_root"],
        meaning=row.text("meaning"),
    )


def read_verb(row: Row, legal: Legal) -> VerbRule:
    """Return one rule of a verb."""
    needs = read_needs(row, "object", legal)
    event_type, mode = read_code(row, legal.types, "event_type", "mode")
    return VerbRule(
        key=rule_key(
            "verbs",
            row.text("verb"),
            row.cells["particle"],
            needs.items or row.items("preposition"),
            "+" if needs.items else "/",
        ),
        verb=row.text("verb"),
        particle=row.cells["particle"],
        objects=needs.all,
        nouns=needs.words,
        phrases=needs.phrases,
        kinds=needs.kinds,
        prepositions=read_prepositions(row, "preposition", legal),
        event_type=event_type,
        mode=mode,
        pattern=row.member("pattern", Pattern),
        contexts=read_contexts(row, legal),
        note=row.cells["note"],
    )


def read_noun(row: Row, legal: Legal) -> NounRule:
    """Return one rule of an event noun."""
    needs = read_needs(row, "modifier", legal)
    if needs.kinds:
        row.fail("modifier", "a participant cannot be a modifier")
    event_type, mode = read_code(row, legal.types, "event_type", "mode")
    ended = read_code(row, legal.types, "end_event_type", "end_mode") if row.cells["end_event_type"] else (None, None)
    return NounRule(
        key=rule_key("nouns", row.text("noun"), "", needs.items),
        noun=row.text("noun"),
        modifiers=needs.all,
        words=needs.words,
        phrases=needs.phrases,
        event_type=event_type,
        mode=mode,
        pattern=row.member("pattern", Pattern),
        actor_prepositions=read_prepositions(row, "actor_prepositions", legal),
        recipient_prepositions=read_prepositions(row, "recipient_prepositions", legal),
        end_event_type=ended[0],
        end_mode=ended[1],
        contexts=read_contexts(row, legal),
        note=row.cells["note"],
    )


def read_light(row: Row) -> LightRule:
    """Return what a verb does with event nouns."""
    return LightRule(
        key=rule_key("light", row.text("verb"), row.cells["particle"], ()),
        verb=row.text("verb"),
        particle=row.cells["particle"],
        operation=row.member("operation", Operation),
        note=row.cells["note"],
    )


def read_words(rows: Sequence[Row], column: str, kind: type[E]) -> Mapping[str, str]:
    """Return words and their kind."""
    check_unique(rows, [row.text(column) for row in rows])
    return MappingProxyType({row.cells[column]: row.member("kind", kind) for row in rows})


def read_code(row: Row, types: Types, type_column: str, mode_column: str) -> tuple[str, str | None]:
    """Return a type and mode that the ontology knows."""
    code = (row.text(type_column), row.cells[mode_column] or None)
    if code not in types:
        row.fail(mode_column if (code[0], None) in types else type_column, "no such PLOVER type or mode")
    return code


def read_contexts(row: Row, legal: Legal) -> tuple[str, ...]:
    """Return contexts that the ontology knows."""
    return read_list(row, "contexts", legal.contexts, legal)


def read_prepositions(row: Row, column: str, legal: Legal) -> tuple[str, ...]:
    """Return a list of prepositions."""
    return read_list(row, column, legal.prepositions, legal)


def read_list(row: Row, column: str, known: frozenset[str], legal: Legal) -> tuple[str, ...]:
    """Return the items of a list cell, all of them known; equal cells are read once."""
    name = (column, row.cells[column])
    if name not in legal.lists:
        found = row.items(column)
        legal.lists[name] = found if known.issuperset(found) else row.fail(column, "holds a word that is not listed")
    return legal.lists[name]


def read_needs(row: Row, column: str, legal: Legal) -> Needs:
    """Return what must stand beside a word; equal cells are read once."""
    cell = row.cells[column]
    if cell not in legal.needs:
        legal.needs[cell] = split_needs(row, column, legal)
    return legal.needs[cell]


def split_needs(row: Row, column: str, legal: Legal) -> Needs:
    """Sort what must stand beside a word into words, phrases with a preposition, and kinds of participant."""
    items = row.items(column)
    written = {" ".join(legal.lemmas.get(word, word) for word in item.split()) for item in items}.union(items)
    words, phrases, kinds = set(), set(), set()
    for item in written:
        first, _, rest = item.partition(" ")
        check_need(row, column, rest if first in legal.prepositions else item, legal)
        if first in legal.prepositions:
            phrases.add((first, rest))
        elif item.startswith("@"):
            kinds.add(item.removeprefix("@"))
        else:
            words.add(item)
    return Needs(items, frozenset(written), frozenset(words), frozenset(phrases), frozenset(kinds))


def check_need(row: Row, column: str, need: str, legal: Legal) -> None:
    """Fail for an item that is neither a kind of participant nor a noun with its modifiers."""
    if need.startswith("@") and need.removeprefix("@") not in frozenset(ActorKind):
        row.fail(column, f"no such kind of participant {need!r}")
    if not need or legal.prepositions.intersection(need.split()) or need != need.lower():
        row.fail(column, f"a preposition out of place or a capital in {need!r}")


def check_unique(rows: Sequence[Row], names: Iterable[str]) -> None:
    """Fail for two rows of the same name."""
    seen: dict[str, int] = {}
    for row, name in zip(rows, names, strict=True):
        if name in seen:
            row.fail(next(iter(row.cells)), f"{name} stands already in line {seen[name]}")
        seen[name] = row.line


def rule_key(file: str, word: str, particle: str, needs: Sequence[str], joint: str = "+") -> str:
    """Return the stable name of a rule: `verbs:call_off+visit`, `verbs:vote/for`."""
    return f"{file}:{word}{'_' + particle if particle else ''}{joint + needs[0] if needs else ''}"


def verb_order(rule: VerbRule) -> tuple[bool, ...]:
    """Sort a verb's rules: with particle first, then with object, then with preposition."""
    return not rule.particle, rule.bare, not rule.prepositions


def grouped(
    rules: Iterable[R], lemmas: Mapping[str, str], name: Callable[[R], str], order: Callable[[R], tuple[bool, ...]]
) -> Mapping[str, tuple[R, ...]]:
    """Return rules by lemma, each group in its order."""
    groups: dict[str, list[R]] = {}
    for rule in rules:
        for lemma in {name(rule), lemmas.get(name(rule), name(rule))}:
            groups.setdefault(lemma, []).append(rule)
    return MappingProxyType({lemma: tuple(sorted(group, key=order)) for lemma, group in groups.items()})
