"""Every line of a page becomes a row of numbers: what it is made of, and what stands around it."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.blocks import LONG_PROSE, WORD, Block
from dragoman.documents.cues import has_role, match_cue
from dragoman.documents.expressions import find_dates
from dragoman.documents.ordinary import has_finite_verb, is_reporting, speaks_to_reader, tells_news
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

Matrix = NDArray[np.float32]

KINDS = tuple(kind for kind in RegionKind if kind is not RegionKind.MARKUP)
_CUES = ("line", "opens", "bio", "tail", "inline")
_NEAR = (-2, -1, 1, 2)
_FAR = (-3, 3)
_SIGNS = re.compile(r"[@©|•·»>#/\\\[\]_=*]")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\.? ?){2,4}")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_USER = re.compile(r"@?[\w.&'-]+(?: [\w.&'-]+){0,2}")
_DIGIT = re.compile(r"\d")
_ITEM = re.compile(r"(?:[-–•*·]|\d{1,3}[.)]|\(?[a-z]\)) ?")
_ENDS = (".", "?", "!", ":", "…", '"', ")")
_SHORTEST_WORD = 4
_MOST_WORDS = 120
_LONGEST_SIGNATURE = 12
_LONGEST_CUE = 45
"""Words; longer lines are only looked at for notes on authors and notices."""
_LOOKED_AT = 300
"""Characters: the beginning of a line tells enough of what it is made of."""
_WINDOW = 4


@cache
def word_classes() -> dict[str, tuple[int, ...]]:
    """The classes of each word that tells something, by their number."""
    text = files("dragoman.documents.line_model").joinpath("words.csv").read_text(encoding="utf-8")
    classes: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(csv.DictReader(text.splitlines())):
        for word in row["words"].split():
            classes[word] = (*classes.get(word, ()), number)
    return classes


@cache
def _count_classes() -> int:
    return 1 + max(number for numbers in word_classes().values() for number in numbers)


def line_features(items: Sequence[Labelled]) -> Matrix:
    """Give a row for each line that the rules have labelled: its own features, its neighbours', its place."""
    blocks = [item.block for item in items]
    wording = np.array([_wording(block) for block in blocks], dtype=np.float32)
    echoes = np.array(_echoes(blocks, items), dtype=np.float32)
    guessed = np.zeros((len(items), len(KINDS)), dtype=np.float32)
    for i, item in enumerate(items):
        if item.kind in KINDS:
            guessed[i, KINDS.index(item.kind)] = 1.0
    own = np.concatenate([wording, echoes, guessed], axis=1)
    near = [_shifted(own, by) for by in _NEAR]
    lean = np.concatenate([wording[:, :12], guessed], axis=1)
    far = [_shifted(lean, by) for by in _FAR]
    return np.concatenate([own, *near, *far, *_around(lean), _places(blocks, items, lean)], axis=1)


def _wording(block: Block) -> list[float]:
    """What a line is made of, without its neighbours."""
    text, words = block.text, block.words
    start = text[:_LOOKED_AT]
    raw = WORD.findall(start)
    count = len(words)
    some = max(len(raw), 1)
    capitals = sum(word[0].isupper() for word in raw) / some
    counts = [0] * _count_classes()
    classes = word_classes()
    for word in words[:_MOST_WORDS]:
        for number in classes.get(word, ()):
            counts[number] += 1
    looked = max(min(count, _MOST_WORDS), 1)
    dates = find_dates(text[:80]) if count < 30 else []
    dated = sum(date.end - date.start for date in dates) / max(len(text), 1)
    return [
        math.log1p(count),
        float(block.is_prose),
        float(count >= LONG_PROSE),
        float(block.ended),
        capitals,
        float(text.isupper()),
        counts[0] / looked,
        float(has_finite_verb(start)),
        float(is_reporting(text)),
        min(dated, 1.0),
        float(block.place.run == 1),
        math.log1p(block.place.run),
        *_size(count),
        *_signs(text, start, looked, bool(dates)),
        float(bool(_NAME.fullmatch(text))),
        float(count <= 3 and bool(_USER.fullmatch(text))),
        float(speaks_to_reader(start)),
        float(has_role(text)) if count < 40 else 0.0,
        float(tells_news(text)) if count < 90 else 0.0,
        *(counted / looked for counted in counts[1:]),
        *(min(counted, 4) / 4 for counted in counts[1:]),
        *_cue_flags(text, count),
    ]


def _signs(text: str, start: str, looked: int, dated: bool) -> list[float]:
    """How a line begins and ends, and the signs in it."""
    return [
        *(float(text.endswith(sign)) for sign in _ENDS),
        float(text.endswith("...")),
        float(text[0].islower()),
        float(text[0].isdigit()),
        float(text[0] in "\"'"),
        float(bool(_ITEM.match(text))),
        float(bool(_ADDRESS.search(start))),
        min(len(_SIGNS.findall(start)), 5) / 5,
        float("|" in text),
        float("©" in text),
        float(bool(_CLOCK.search(start))),
        float(dated),
        len(_DIGIT.findall(start)) / len(start),
        text.count('"') / looked,
        text.count("!") / looked,
        text.count("?") / looked,
        text.count(",") / looked,
    ]


def _size(count: int) -> list[float]:
    return [float(count >= size) for size in (2, 4, 6, 9, 13, 18, 40, 80, 160)]


def _cue_flags(text: str, count: int) -> list[float]:
    """Which cues of each sort fit the line, by the kind that they tell."""
    flags = [0.0] * (len(KINDS) + len(_CUES))
    if count > 2 * _LONGEST_CUE:
        return flags
    for number, where in enumerate(_CUES):
        if count > _LONGEST_CUE and where not in {"bio", "tail"}:
            continue
        # asked as the rules ask, whose answers are kept
        titled = where in {"opens", "inline"}
        kind = match_cue(where, text.strip(" :.|-–—»*>"), text) if titled else match_cue(where, text)
        if kind is None:
            continue
        flags[len(KINDS) + number] = 1.0
        if where == "line":
            flags[KINDS.index(kind)] = 1.0
    return flags


def _echoes(blocks: Sequence[Block], items: Sequence[Labelled]) -> list[list[float]]:
    """How much of each line's words the rest of the page has: its prose, its title, its neighbours."""
    own = [{word for word in block.words if len(word) >= _SHORTEST_WORD} for block in blocks]
    prose = Counter(word for block, words in zip(blocks, own, strict=True) if block.is_prose for word in words)
    guessed = Counter(
        word for item, words in zip(items, own, strict=True) if item.kind is RegionKind.BODY for word in words
    )
    lines = Counter(block.key for block in blocks)
    signed = {word for item, words in zip(items, own, strict=True) if _is_signature(item) for word in words}
    title = next((i for i, item in enumerate(items) if item.kind is RegionKind.HEADLINE), None)
    heading = own[title] if title is not None else set()
    proses = [i for i, block in enumerate(blocks) if block.is_prose]
    rows = []
    for i, words in enumerate(own):
        some = max(len(words), 1)
        in_prose, in_body = int(blocks[i].is_prose), int(items[i].kind is RegionKind.BODY)
        rows.append(
            [
                sum(prose[word] > in_prose for word in words) / some,
                sum(guessed[word] > in_body for word in words) / some,
                len(words & heading) / max(len(heading), 1) if i != title else 1.0,
                len(words & heading) / some if i != title else 1.0,
                float(lines[blocks[i].key] > 1),
                float(not _is_signature(items[i]) and len(words & signed) > 1),
                *_beside(i, own, proses),
            ]
        )
    return rows


def _is_signature(item: Labelled) -> bool:
    """Whether a line seems to name the author."""
    return item.kind is RegionKind.BYLINE and len(item.block.words) <= _LONGEST_SIGNATURE


def _beside(i: int, own: Sequence[set[str]], proses: Sequence[int]) -> list[float]:
    """Share of a line's words that the prose right before and right after it has."""
    some = max(len(own[i]), 1)
    before = [j for j in proses if j < i][-2:]
    after = [j for j in proses if j > i][:2]
    return [len(own[i] & set().union(*(own[j] for j in near))) / some if near else 0.0 for near in (before, after)]


def _shifted(rows: Matrix, by: int) -> Matrix:
    """Give each line the row of the one `by` places after it, with a last column for the edges of the page."""
    shifted = np.zeros((len(rows), rows.shape[1] + 1), dtype=np.float32)
    shifted[:, -1] = 1.0
    if abs(by) < len(rows):
        here, there = (slice(0, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(0, by))
        shifted[here, :-1] = rows[there]
        shifted[here, -1] = 0.0
    return shifted


def _around(rows: Matrix) -> list[Matrix]:
    """Give the means over the lines before and after, near and of the whole page."""
    total = np.concatenate([np.zeros((1, rows.shape[1]), dtype=np.float32), np.cumsum(rows, axis=0, dtype=np.float32)])
    places = np.arange(len(rows))
    first, last = np.maximum(places - _WINDOW, 0), np.minimum(places + 1 + _WINDOW, len(rows))
    spans = ((first, places), (places + 1, last), (0 * places, places), (places + 1, 0 * places + len(rows)))
    return [(total[end] - total[start]) / np.maximum(end - start, 1)[:, None] for start, end in spans]


def _places(blocks: Sequence[Block], items: Sequence[Labelled], lean: Matrix) -> Matrix:
    """Where a line stands: in the page, beside its prose, after what opened a section."""
    words = np.array([len(block.words) for block in blocks], dtype=np.float32)
    long = np.array([block.is_prose and len(block.words) >= LONG_PROSE for block in blocks], dtype=np.float32)
    body = np.array([item.kind is RegionKind.BODY for item in items], dtype=np.float32)
    opened = [match_cue("opens", b.text.strip(" :.|-–—»*>"), b.text) if len(b.text) < 130 else None for b in blocks]
    total = len(blocks)
    places = np.arange(total, dtype=np.float32)
    columns = [places / total, np.log1p(places), np.log1p(total - 1 - places), np.full(total, math.log1p(total))]
    for marks in (long, body, words):
        so_far = np.cumsum(marks) - marks
        whole = max(float(marks.sum()), 1.0)
        columns += [so_far / whole, np.log1p(so_far), np.log1p(whole - so_far - marks)]
        columns += [_since(marks), _since(marks[::-1])[::-1]]
    for kind in (RegionKind.RELATED, RegionKind.COMMENT):
        since = _since(np.array([kind is one for one in opened], dtype=np.float32))
        columns += [since, (since < _NEVER).astype(np.float32)]
    page = [lean.mean(axis=0)[None, :].repeat(total, axis=0)]
    return np.concatenate([np.stack(columns, axis=1).astype(np.float32), *page], axis=1)


_NEVER = 5.0


def _since(marks: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logarithm of the number of lines since the last mark before each; five where there is none."""
    since = np.full(len(marks), _NEVER, dtype=np.float32)
    last = -1
    for i in range(len(marks)):
        if last >= 0:
            since[i] = min(math.log1p(i - last), _NEVER)
        if marks[i] > 0:
            last = i
    return since
