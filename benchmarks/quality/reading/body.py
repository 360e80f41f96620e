"""Scores the body: article text kept, all else out, by characters of the file and by words of the clean text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from benchmarks.quality.reading.measures import Row, Tally, mean, total
from benchmarks.quality.reading.reading import ReadPage
from benchmarks.quality.reading.render import Page, role_of

GROUPS = ("plain", "html", "other")
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def score_body(read: list[ReadPage]) -> list[Row]:
    """Rows for characters and for words; beside the words those of other tools.

    A character counts where it is neither white space nor markup; titles, bylines and the like count neither way.
    Words are aligned with those of the whole page, so that a word kept from a menu is noise though the body has it too.
    """
    chars = {found.page.source.id: count_characters(found) for found in read}
    rows = [
        Row("body F1", mean(tally.f1 for tally in chars.values())),
        Row("body F1 micro", total(chars.values()).f1),
        Row("body precision", mean(tally.precision for tally in chars.values())),
        Row("body recall", mean(tally.recall for tally in chars.values())),
    ]
    for group in GROUPS:
        tallies = [chars[found.page.source.id] for found in read if found.page.group == group]
        rows += [Row(f"body F1 {group}", mean(tally.f1 for tally in tallies))] if tallies else []
    return rows + _word_rows(read)


def _word_rows(read: list[ReadPage]) -> list[Row]:
    ours = {found.page.source.id: count_words(found.page, _text(found)) for found in read}
    others = {name: {f.page.source.id: count_words(f.page, tool(f.page)) for f in read} for name, tool in TOOLS.items()}
    rows = []
    for group in ("", *GROUPS):
        ids = [found.page.source.id for found in read if group in {"", found.page.group}]
        beside = {name: mean(tallies[key].f1 for key in ids) for name, tallies in others.items()}
        rows += [Row(f"words F1 {group}".strip(), mean(ours[key].f1 for key in ids), beside)] if ids else []
    for figure in ("precision", "recall"):
        beside = {name: mean(getattr(tally, figure) for tally in tallies.values()) for name, tallies in others.items()}
        rows.append(Row(f"words {figure}", mean(getattr(tally, figure) for tally in ours.values()), beside))
    return rows


def count_characters(found: ReadPage) -> Tally:
    """Count body characters kept, characters kept, and body characters there."""
    if not found.aligned:
        return count_words(found.page, _text(found))
    right = kept = there = 0
    for role, is_kept in zip(found.page.roles, found.kept, strict=True):
        right += is_kept and role == "body"
        kept += is_kept and role != "neutral"
        there += role == "body"
    return Tally(right, kept, there)


def count_words(page: Page, text: str) -> Tally:
    """Count body words kept, words kept, and body words there."""
    words = list(page_words(page))
    kept = words_of(text)
    there = sum(role == "body" for _, role in words)
    right = neutral = 0
    matcher = SequenceMatcher(None, [word for word, _ in words], kept, autojunk=False)
    for block in matcher.get_matching_blocks():
        roles = [role for _, role in words[block.a : block.a + block.size]]
        right += roles.count("body")
        neutral += roles.count("neutral")
    return Tally(right, len(kept) - neutral, there)


def page_words(page: Page) -> Iterable[tuple[str, str]]:
    """Words of the page as they should be read, each with its role."""
    text: list[str] = []
    roles: list[str] = []
    for cell in page.cells:
        role = " " if cell.kinds == ("markup",) else role_of(cell.kinds)
        text += " " if role == " " else cell.right
        roles += [role] * (1 if role == " " else len(cell.right))
    whole = plain_marks("".join(text))
    for found in _WORD.finditer(whole):
        yield found[0], roles[found.start()]


def words_of(text: str) -> list[str]:
    """Words and marks of a text."""
    return _WORD.findall(plain_marks(text))


def plain_marks(text: str) -> str:
    """Make quotes, dashes and accents of one kind; the length stays.

    >>> plain_marks("“a” – b")
    '"a" - b'
    """
    return "".join(_MARKS.get(char) or unicodedata.normalize("NFC", char) for char in text)


_MARKS = dict(zip("“”„‘’‚–—−\u00a0\u2009", "\"\"\"'''--- " + " ", strict=True))


def _text(found: ReadPage) -> str:
    return found.document.text if found.document is not None else ""


def trafilatura_text(page: Page) -> str:
    """The article as trafilatura finds it; of a plain file, all."""
    return _extracted(page, precise=False)


def trafilatura_precise(page: Page) -> str:
    """The same, asked to leave out more."""
    return _extracted(page, precise=True)


def _extracted(page: Page, *, precise: bool) -> str:
    if page.shape.form != "html":
        return page.raw
    from trafilatura import extract  # noqa: PLC0415  heavy

    return extract(page.raw, favor_precision=precise) or ""


TOOLS: dict[str, Callable[[Page], str]] = {"trafilatura": trafilatura_text, "precise": trafilatura_precise}
