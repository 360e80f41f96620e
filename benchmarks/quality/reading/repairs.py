"""Scores repair: damaged places put right, and sound words left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from benchmarks.quality.reading.body import plain_marks, words_of
from benchmarks.quality.reading.measures import Row, share
from benchmarks.quality.reading.reading import ReadPage
from benchmarks.quality.reading.render import Damage, Page, role_of
from dragoman.documents import Entry, OfficeBook, read_entry
from dragoman.model import Document
from dragoman.world import World

PROSE = Path(__file__).resolve().parents[4] / "shared" / "data" / "briefings_2024.jsonl"
"""Clean prose of another hand; left out where it is absent."""
_PROSE_TEXTS = 150
"""Statements of it that are read: some 80,000 words."""
_LETTERS = re.compile(r"[^\W\d_]+")


def score_repairs(read: list[ReadPage], world: World) -> list[Row]:
    """Recall of damaged places by sort, changes elsewhere, and sound words split per 100,000."""
    places = [(found, damage) for found in read for damage in found.page.damages]
    rows = []
    for sort in ("glued", "divided", "letters"):
        of_sort = [(found, damage) for found, damage in places if damage.sort == sort]
        beside = {"wordninja": share(_same(_ninja(damage.raw), damage.right) for _, damage in of_sort)}
        rows += [Row(f"repaired {sort}", share(put_right(*place) for place in of_sort), beside)] if of_sort else []
    wrong, alone = ([len(list(changes(found.page, text(found)))) for found in read] for text in (_ours, _by_ninja))
    rows.append(Row("wrong changes", float(sum(wrong)), {"wordninja": float(sum(alone))}))
    prose = [" ".join(found.page.body.split()) for found in read]
    rows.append(_false_splits("false splits", prose, world))
    return rows


def score_clean_prose(world: World) -> list[Row]:
    """Words split per 100,000 of statements by another hand; no row where they are absent."""
    return [_false_splits("false splits briefings", [*_briefings()], world)] if PROSE.exists() else []


def put_right(found: ReadPage, damage: Damage) -> bool:
    """Whether the clean text of a damaged place is what it should be."""
    text, start, end = found.reading_of(damage.start, damage.end)
    if not damage.right.strip():
        return not text.strip() and any(found.kept[max(0, start - 2) : end + 2])
    return bool(text) and _same(text, found.page.right_of(start, end))


def _same(text: str, other: str) -> bool:
    return plain_marks(text).split() == plain_marks(other).split()


def changes(page: Page, text: str) -> Iterator[tuple[str, str]]:
    """Words of the body that were split, joined or respelt though nothing was wrong with them."""
    gold, found = words_of(page.body), words_of(text)
    damaged = [plain_marks(damage.raw) for damage in page.damages]
    matcher = SequenceMatcher(None, gold, found, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        joined = "".join(gold[a:b])
        if tag == "replace" and joined == "".join(found[c:d]) and not any(joined in raw for raw in damaged):
            yield " ".join(gold[a:b]), " ".join(found[c:d])


def _false_splits(figure: str, texts: list[str], world: World) -> Row:
    offices = OfficeBook(world)
    words = sum(len(text.split()) for text in texts) or 1
    ours = sum(len(list(splits(text, _reread(text, offices)))) for text in texts)
    alone = sum(len(list(splits(text, _ninja(text)))) for text in texts)
    return Row(figure, 100_000 * ours / words, {"wordninja": 100_000 * alone / words})


def splits(text: str, read: str) -> Iterator[tuple[str, str]]:
    """Words of a sound text that came back as several.

    >>> list(splits("Oslo and Bern met", "Oslo a nd Bern met"))
    [('and', 'a nd')]
    """
    before, after = plain_marks(text).split(), plain_marks(read).split()
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and d - c > b - a and "".join(before[a:b]) == "".join(after[c:d]):
            yield " ".join(before[a:b]), " ".join(after[c:d])


def _reread(text: str, offices: OfficeBook) -> str:
    found = [item for item in read_entry(Entry("prose", text), offices) if isinstance(item, Document)]
    return found[0].text if found else ""


def _briefings() -> Iterator[str]:
    for line in PROSE.read_text(encoding="utf-8").splitlines()[:_PROSE_TEXTS]:
        yield json.loads(line)["text"]


def _ours(found: ReadPage) -> str:
    return found.document.text if found.document is not None else ""


def _by_ninja(found: ReadPage) -> str:
    return _ninja("".join(cell.raw for cell in found.page.cells if role_of(cell.kinds) == "body" or cell.raw.isspace()))


def _ninja(text: str) -> str:
    """Split each word that wordninja's list does not have."""
    return _LETTERS.sub(_ninja_word, text)


def _ninja_word(found: re.Match[str]) -> str:
    return _ninja_split(found[0])


@lru_cache(maxsize=100_000)
def _ninja_split(word: str) -> str:
    import wordninja  # noqa: PLC0415  heavy

    known: Callable[[str], bool] = wordninja.DEFAULT_LANGUAGE_MODEL._wordcost.__contains__  # noqa: SLF001  its list
    return word if known(word.lower()) else " ".join(wordninja.split(word))
