"""The paragraphs of a document are repaired together, so that each helps to read the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.documents.aligned import Aligned, Edit, edit
from dragoman.documents.repair.borders import in_address, open_borders
from dragoman.documents.repair.glued import split_run
from dragoman.documents.repair.hyphens import join_broken
from dragoman.documents.repair.lexicon import Lexicon, lexicon_of
from dragoman.documents.repair.marks import mend_marks

_ROUNDS = 6


def repair_pieces(pieces: Sequence[Aligned], raw: str) -> list[Aligned]:
    """Repair the paragraphs of one document: marks, words broken at line ends, words glued together.

    What is not sure stays as it is. The paragraphs come back in their order, none lost. A repair may show the way to
    another, so a text that was changed is looked through again.
    """
    current = list(pieces)
    for _ in range(_ROUNDS):
        before = current
        current = _repaired_once(before, raw)
        if all(one.text == other.text for one, other in zip(before, current, strict=True)):
            break
    return current


def _repaired_once(pieces: Sequence[Aligned], raw: str) -> list[Aligned]:
    mended = [mend_marks(piece) for piece in pieces]
    lexicon = lexicon_of(piece.text for piece in mended)
    joined = [edit(piece, join_broken(piece, raw, lexicon)) for piece in mended]
    if not lexicon.is_english:
        return joined
    cuts = _glued_runs(lexicon)
    pattern = _any_of(cuts) if cuts else None
    return [edit(piece, _lost_spaces(piece.text, lexicon, cuts, pattern)) for piece in joined]


def _glued_runs(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Find the runs of letters of a document that are words glued together."""
    parts = lexicon.words.parts
    found = ((run, split_run(run, lexicon)) for run in lexicon.own if run not in parts and len(run) > 3)
    return {run: words for run, words in found if len(words) > 1}


def _any_of(cuts: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    runs = "|".join(re.escape(run) for run in sorted(cuts, key=len, reverse=True))
    return re.compile(rf"(?<![\w'@#/-])(?:{runs})(?![\w'/-])")


def _lost_spaces(
    text: str, lexicon: Lexicon, cuts: dict[str, tuple[str, ...]], pattern: re.Pattern[str] | None
) -> Iterator[Edit]:
    for place in open_borders(text, lexicon):
        yield Edit(place, place, " ")
    for found in pattern.finditer(text) if pattern else ():
        if in_address(text, found.start()):
            continue
        place = found.start()
        for word in cuts[found.group()][:-1]:
            place += len(word)
            yield Edit(place, place, " ")
