"""What an article and the paper it stands in are called: titles without the site's name, outlets without trimmings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.documents.blocks import WORD, Block, word_key

PUBLICATION = re.compile(
    r"\b(?:magazine|journal|times|post|news|review|tribune|herald|daily|weekly|quarterly|monthly|gazette|observer|monitor"
    r"|insight|bulletin|edition|press|chronicle|dispatch|record|courier|telegraph|sentinel|examiner|standard|express"
    r"|guardian|independent|mirror|globe|mail|argus|echo|ledger|digest|wire|agency|portal|board|forum|blog|notebook"
    r"|institute|cent(?:re|er) for|council on|foundation|think tank)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(\s+(?:[|–—»·•:/-]{1,2}|::)\s+|:\s+)")
_SEGMENTS = re.compile(r"\s+(?:[|–—»·•/-]{1,2}|::)\s+|,\s+|\s*\|\s*")
_BARS = re.compile(r"\s(?:[|·•]|::)\s")
_LABELS = re.compile(r"^(?:subject|title|headline) ?: *", re.IGNORECASE)
_TRIMMINGS = re.compile(
    r"[ ,]+(?:online|group|media group|ltd\.?|limited|inc\.?|llc|plc|company|co\.|corporation|pvt\.?|\(private\)"
    r"|web ?site|home ?page|digital edition|all editions)$",
    re.IGNORECASE,
)
_GENERAL_WORDS = """
a about all board book breaking blog comment daily desk digital edition editorial featured forum home index journal
latest letters live magazine mail main monthly more my news opinion our page politics post posts press print quarterly
record release releases reply review reviews section statements stories the times today top weekly wire world your
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())
_SMALL = frozenset("a an and at by de del di du e el et for from in la le of on or the to und van von y".split())
_NAME = re.compile(r"[A-Z\d][\w'’.&-]*(?: (?:(?:[a-z]{1,3} )*[A-Z\d&][\w'’.&-]*))*")
_YEARS = r"(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*"
_OWNERS = (
    re.compile(
        rf"(?:©|\(c\)|copyright)(?:\s|©|\(c\)|copyright)*(?:{_YEARS})?[ ,]*(?:by )?(?P<name>[A-Z][^.,|–—©]{{2,60}}?)"
        rf"\s*(?:[.,|–—©]| - |{_YEARS}|\(c\)|all rights|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?P<name>[A-Z][^.,|–—©]{{2,60}}?)[ ,]+{_YEARS}\s*(?:©|\(c\))", re.IGNORECASE),
)
_MOST_WORDS, _MOST_HEADING_WORDS = 7, 30
_FEWEST_SHOUTED = 3
_LONGEST_TITLE = 500
_LINK = 0.9


class Named(NamedTuple):
    """A title, and the name of the site that stood beside it."""

    title: str | None
    site: str | None = None


def name_page(shown: str, stated: str | None, blocks: Sequence[Block]) -> Named:
    """Find the title of a page and its site from the `title` tag, the title stated for machines and the headings.

    The part of the tag that stands as a line of its own on the page is the title, the rest names the site.
    """
    shown = shown[:_LONGEST_TITLE]
    parts = _PARTS.split(shown)
    found = _heading_among(parts, blocks)
    if found is None:
        return _without_heading(shown, stated, parts, blocks)
    if stated is None or _is_longer(found.title, stated) or _is_longer(stated, found.title):
        return found
    return Named(stated, found.site)


def _is_longer(one: str | None, other: str | None) -> bool:
    """Whether one title goes on where the other ends; of the two the heading is taken."""
    return word_key(one or "").startswith(word_key(other or ""))


def _heading_among(parts: Sequence[str], blocks: Sequence[Block]) -> Named | None:
    """Find the beginning or end of the `title` tag that is a line of the page; headings before others, the longest."""
    lines: dict[str, Block] = {}
    for block in blocks:
        if len(block.words) <= _MOST_HEADING_WORDS and _rank(block) >= _rank(lines.get(block.key, block)):
            lines[block.key] = block
    best: tuple[tuple[int, int], Named] | None = None
    for start, end in _cuts(len(parts)):
        line = lines.get(word_key("".join(parts[start:end])))
        if line is None or len(line.words) < 2:
            continue
        score = (_rank(line), len(line.words))
        if best is None or score > best[0]:
            rest = parts[end + 1 :: 2] if start == 0 else parts[: start - 1 : 2]
            site = (rest[-1] if start == 0 else rest[0]) if rest else None
            best = score, Named(line.text, as_outlet(site))
    return best[1] if best else None


def _cuts(count: int) -> Iterator[tuple[int, int]]:
    """List the beginnings and ends of a list whose odd places are separators."""
    yield 0, count
    for place in range(1, count, 2):
        yield 0, place
        yield place + 1, count


def _rank(block: Block) -> int:
    """Rank a line as a title: a heading that leads elsewhere may be the site's name."""
    level = {"h1": 3, "h2": 2, "h3": 2}.get(block.tag, 0)
    return 1 if level and block.linked > _LINK else level


def _without_heading(shown: str, stated: str | None, parts: Sequence[str], blocks: Sequence[Block]) -> Named:
    keys = {block.key for block in blocks if len(block.words) <= _MOST_WORDS}
    last, first = parts[-1].strip(), parts[0].strip()
    if len(parts) > 1 and (_is_site(last, keys) or (stated and word_key(shown).startswith(word_key(stated)))):
        title = "".join(parts[:-2]).strip()
        return Named(stated or title, as_outlet(last))
    if len(parts) > 1 and _is_site(first, keys):
        return Named(stated or "".join(parts[2:]).strip(), as_outlet(first))
    if len(parts) > 1 and len(last.split()) <= 4 < len(first.split()):
        return Named(stated or "".join(parts[:-2]).strip())
    return Named(stated or shown.strip() or None)


def _is_site(part: str, keys: set[str]) -> bool:
    words = part.split()
    return 0 < len(words) <= _MOST_WORDS and (word_key(part) in keys or is_publication(part))


def split_title(text: str) -> Named:
    """Part a headline of a plain text from the name of the paper behind it.

    >>> split_title("Subject: Talks fail at dawn - Delta Gazette")
    Named(title='Talks fail at dawn', site='Delta Gazette')
    """
    text = _LABELS.sub("", text)
    title, _, site = text.rpartition(" - ") if " - " in text else text.rpartition(" | ")
    return Named(title, site) if title and len(site.split()) <= 5 and is_publication(site) else Named(text)


def is_publication(text: str) -> bool:
    """Whether words name a paper: two or more, one of them such as `Gazette`, and not all of them general.

    >>> is_publication("The Delta Gazette"), is_publication("Latest news")
    (True, False)
    """
    words = WORD.findall(text)
    own = [word for word in words if word.lower() not in _GENERAL]
    return len(words) > 1 and bool(own) and bool(PUBLICATION.search(text))


def own_words(text: str) -> set[str]:
    """Give the words of a name that are its own, in lower case: not `daily`, not `the`.

    >>> sorted(own_words("The Delta Gazette Online"))
    ['delta', 'gazette', 'online']
    """
    return {word.lower() for word in WORD.findall(text)} - _GENERAL - _SMALL


def as_outlet(name: str | None) -> str | None:
    """Tidy the name of an outlet: no company form, no shouting; None where it names none.

    >>> as_outlet("THE DELTA GAZETTE ONLINE"), as_outlet("https://delta.example")
    ('The Delta Gazette', None)
    """
    text = " ".join((name or "").split()).strip(" -–—|:·•.,")
    while (shorter := _TRIMMINGS.sub("", text)) != text:
        text = shorter
    words = text.split()
    if not words or "://" in text or len(text) > 100 or all(word.lower() in _GENERAL for word in words):
        return None
    if text.isupper() and (len(words) > 1 or len(text) > 5):
        text = " ".join(_quieter(word, first=i == 0) for i, word in enumerate(words))
    return text


def _quieter(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL:
        return word.capitalize() if first else word.lower()
    return word.title() if re.search(r"[AEIOUY]", word) and len(word) > 2 else word


def outlet_of_line(text: str) -> str | None:
    """Find the outlet in a masthead line: a part of it that names a paper.

    >>> outlet_of_line("The Delta Gazette :: Foreign desk")
    'The Delta Gazette'
    """
    parts = (part.strip() for part in _SEGMENTS.split(text))
    return next((as_outlet(part) for part in parts if _NAME.fullmatch(part) and is_publication(part)), None)


def is_barred(text: str) -> bool:
    """Whether a line lists things between bars or dots, as mastheads do."""
    return bool(_BARS.search(text))


def owner_of_line(text: str) -> str | None:
    """Find who holds the rights in a line of law.

    >>> owner_of_line("(c) 1998-2003 Delta Gazette Ltd. All rights reserved")
    'Delta Gazette'
    """
    found = next((match for pattern in _OWNERS if (match := pattern.search(text))), None)
    name = as_outlet(found.group("name")) if found else None
    return name if name and len(name.split()) <= _MOST_WORDS and name[0].isupper() else None


def without_shouting(title: str | None, text: str) -> str | None:
    """Write a title of capitals as a sentence; the article's text tells which of its words are names.

    >>> without_shouting("TALKS IN OSLO FAIL", "The talks in Oslo fail again.")
    'Talks in Oslo fail'
    """
    if not title or not title.isupper() or len(WORD.findall(title)) < _FEWEST_SHOUTED:
        return title
    forms = _forms(WORD.findall(text))
    quiet = WORD.sub(lambda found: forms.get(found.group().lower(), found.group().lower()), title)
    start = next((i for i, sign in enumerate(quiet) if sign.isalnum()), 0)
    return quiet[:start] + quiet[start : start + 1].upper() + quiet[start + 1 :]


def _forms(words: Iterable[str]) -> dict[str, str]:
    """Give each word as the text writes it: in small letters wherever it does so once."""
    forms: dict[str, str] = {}
    for word in words:
        if word.islower() or word.lower() not in forms:
            forms[word.lower()] = word.lower() if word.lower() in _SMALL else word
    return forms
