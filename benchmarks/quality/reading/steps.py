"""What happens to pages on their way: lines are wrapped, spaces and letters lost. All by rule, none by chance."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

from benchmarks.quality.reading.cells import MARKUP, Cell, cells_of, joined, tags_apart
from benchmarks.quality.reading.source import Shape, Source

_TEXT = {"body", "block-quote"}
_SEAM = re.compile("(?:[aeiouy][^aeiouy]|[^aeiou][aeiouy])[^aeiouyh][aeiouy]")
_HYPHENS_FROM = 7
"""Letters of a word that may be divided at a line's end."""


def apply_steps(cells: list[Cell], source: Source, shape: Shape) -> list[Cell]:
    """Do to a page what its shape and its source ask for, in order."""
    steps: dict[str, Callable[[list[Cell], Source, Shape], list[Cell]]] = {
        "tags": lambda cells, _source, _shape: tags_apart(cells),
        "glue": _glued,
        "wrap": _wrapped,
        "mojibake": lambda cells, _source, _shape: [_misread(cell) for cell in cells],
    }
    asked = (*shape.steps, *(step.strip() for step in source.head.get("steps", "").split(",") if step.strip()))
    for step in asked:
        cells = steps[step](cells, source, shape)
    return cells


def _misread(cell: Cell) -> Cell:
    """Read the UTF-8 of a character as Windows-1252."""
    if cell.raw.isascii():
        return cell
    try:
        raw = cell.raw.encode().decode("cp1252")
    except UnicodeDecodeError:
        return cell
    return Cell(raw, cell.kinds, cell.right, damaged=True)


# ---------------------------------------------------------------- glued words


def _glued(cells: list[Cell], source: Source, shape: Shape) -> list[Cell]:
    """Lose some spaces between words of the body, mostly where a name or a sentence begins or ends."""
    words, made = _words(cells), []
    while words:
        word, space = words.pop(0)
        if (
            _raw(space) == " "
            and words
            and _loses(word, words[0][0], source.id + str(len(words)), int(shape.head.get("every", 9)))
        ):
            after, space_after = words.pop(0)
            glued = joined([*word, *space, *after], "".join(cell.raw for cell in (*word, *after)))
            made.append([glued, *space_after])
        else:
            made.append([*word, *space])
    return [cell for part in made for cell in part]


def _words(cells: list[Cell]) -> list[tuple[list[Cell], list[Cell]]]:
    """Words, each with the white space after it."""
    found: list[tuple[list[Cell], list[Cell]]] = []
    for cell in cells:
        if not found or (not cell.raw.isspace() and found[-1][1]):
            found.append(([], []))
        found[-1][1 if cell.raw.isspace() else 0].append(cell)
    return found


def _loses(word: list[Cell], after: list[Cell], salt: str, every: int) -> bool:
    one, two = ("".join(cell.raw for cell in cells) for cells in (word, after))
    if any(cell.damaged or cell.kinds[0] not in _TEXT for cell in (*word, *after)) or "{" in one + two:
        return False
    edge = one[:1].isupper() != two[:1].isupper() and one.isalpha() and two[:1].isalpha()
    ends = one[-1:] in ".,;" and two[:1].isalpha() and one[:-1].isalpha()
    lower = one.isalpha() and two.isalpha() and one.islower() and two.islower() and min(len(one), len(two)) > 3
    return (edge or ends or lower) and zlib.crc32(f"{one} {two} {salt}".encode()) % every == 0


# ---------------------------------------------------------------- lines and leaves


def _wrapped(cells: list[Cell], source: Source, shape: Shape) -> list[Cell]:
    """Set a page in lines of a width, words divided, with a running head and foot on each leaf."""
    width, depth = int(shape.head.get("width", 68)), int(shape.head.get("depth", 44))
    lines = [line for paragraph in _split_lines(cells) for line in _lines(paragraph, width)]
    made: list[Cell] = []
    for number, line in enumerate(lines):
        if number and depth and number % depth == 0:
            made += _leaf_edge(source, shape, number // depth)
        made += line
    return made


def _leaf_edge(source: Source, shape: Shape, leaf: int) -> Iterator[Cell]:
    for name in ("foot", "running"):
        text = shape.sections.get(name, "").replace("#", str(leaf + (name == "running")))
        for key, value in source.head.items():
            text = text.replace(f"[[{key}]]", value)
        yield from cells_of(text + "\n" if text else "", ("masthead", "navigation", "legal"))


def _split_lines(cells: list[Cell]) -> Iterator[list[Cell]]:
    line: list[Cell] = []
    for cell in cells:
        line.append(cell)
        if cell.raw == "\n":
            yield line
            line = []
    if line:
        yield line


def _lines(paragraph: list[Cell], width: int) -> Iterator[list[Cell]]:
    """Break a paragraph into lines; a long word may be divided."""
    if not any(cell.kinds[0] in _TEXT for cell in paragraph):
        yield paragraph
        return
    line: list[Cell] = []
    used = 0
    for word, space in _words(paragraph):
        size = sum(len(cell.raw) for cell in word)
        if used and used + size > width:
            cut = _division(word, width - used)
            if cut:
                divided = joined(word, _raw(word[:cut]) + "-\n" + _raw(word[cut:]))
                yield [*line, divided, *space]
                line, used = [], size - cut + len(space)
                continue
            yield _ended(line)
            line, used = [], 0
        line += [*word, *space]
        used += size + len(space)
    if line:
        yield line


def _raw(cells: list[Cell]) -> str:
    return "".join(cell.raw for cell in cells)


def _ended(line: list[Cell]) -> list[Cell]:
    """End a line: its last space becomes a line break."""
    whole = line[:-1] if line and line[-1].raw == " " else line
    return [*whole, Cell("\n", MARKUP, " ")]


def _division(word: list[Cell], room: int) -> int:
    """Where a word may be divided so that its first part and a hyphen fit, as a typesetter would; 0 for nowhere."""
    raw = _raw(word).rstrip(".,;:")
    if len(word) < len(raw) or not (raw.isalpha() and raw.islower()) or len(raw) < _HYPHENS_FROM:
        return 0
    fit = range(min(room - 1, len(raw) - 3), 2, -1)
    return next((cut for cut in fit if _SEAM.match(raw, cut - 2)), 0)
