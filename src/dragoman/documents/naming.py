"""What an article and the paper it stands in are called: titles without the site's name, outlets without trimmings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.documents.blocks import WORD, Block, word_key
from dragoman.documents.outlets import SMALL, is_body, is_paper, is_section, publisher_of

_PARTS = re.compile(r"(\s+(?:[|–—»«·•:/~-]{1,2}|::)\s+|:\s+)")
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
_LISTED = re.compile(r"\[([^\[\]]{3,60})\] ?(.+)")
_YEARS = r"(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*"
_OWNERS = (
    re.compile(
        rf"(?:©|\(c\)|copyright)(?:\s|©|\(c\)|copyright|:)*(?:{_YEARS})?[ ,]*(?:by )?"
        rf"(?P<name>[^\W\d_][^.,|–—©]{{2,60}}?)"
        rf"\s*(?:[.,|–—©]| - |{_YEARS}|\(c\)|all rights|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?P<name>[^\W\d_][^.,|–—©]{{2,60}}?)[ ,]+(?:{_YEARS}\s*)?(?:©|\(c\))", re.IGNORECASE),
    re.compile(rf"^(?P<name>[^\W\d_][^.,|–—©]{{2,60}}?)[ ,]+{_YEARS}[., ]*all rights", re.IGNORECASE),
    re.compile(rf"^{_YEARS} (?P<name>[^\W\d_][^,|–—©]{{2,60}}?)[., ]+all rights reserved", re.IGNORECASE),
)
_NO_OWNER = re.compile(
    r"\b(?:privacy|policy|terms|rights reserved|contact|disclaimer|notice|information"
    r"|material|protected|content|webmaster)\b",
    re.IGNORECASE,
)
_MOST_WORDS, _MOST_HEADING_WORDS, _MOST_OWNER_WORDS = 7, 30, 10
_FEWEST_SHOUTED = 3
_MOST_SECTION_WORDS = 2
_LONGEST_TITLE = 500
_LINK = 0.9
_TWO_PARTS = 3
"""Two parts of a title and the sign between them."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_UNNAMED = re.compile(
    r"(?:untitled(?: document| page)?|home(?: ?page)?|index|new page(?: \d+)?|document|article|default|no title"
    r"|print(?:er)?(?:[- ]friendly)?(?: version| page)?|welcome|page \d+|microsoft word - .*)",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A title, and the name of the site that stood beside it."""

    title: str | None
    site: str | None = None


def name_page(shown: str, stated: str | None, blocks: Sequence[Block]) -> Named:
    """Find the title of a page and its site from the `title` tag, the title stated for machines and the headings.

    The part of the tag that stands as a line of its own on the page is the title, the rest names the site.
    """
    shown = "" if _UNNAMED.fullmatch(shown.strip()) else shown[:_LONGEST_TITLE]
    parts = _PARTS.split(shown)
    found = _heading_among(parts, blocks)
    if found is None:
        return _without_section(_without_heading(shown, stated, parts, blocks), stated)
    if stated is None or _is_longer(found.title, stated) or _is_longer(stated, found.title):
        return _without_section(found, stated)
    return Named(stated, found.site)


def _without_section(named: Named, stated: str | None) -> Named:
    """Drop a title that only names a part of the site, or the site."""
    title = named.title or ""
    if stated or not (is_section(title) or is_publication(title)):
        return named
    return Named(None, named.site or (title if is_publication(title) else None))


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
        if line is None or len(line.words) < 2 or (_is_link(line) and end - start < len(parts)):
            continue
        score = (_rank(line), len(line.words))
        if best is None or score > best[0]:
            rest = parts[end + 1 :: 2] if start == 0 else parts[: start - 1 : 2]
            site = (rest[-1] if start == 0 else rest[0]) if rest else None
            best = score, Named(line.text, as_outlet(site))
    return _site_first(best[1], len(parts), blocks) if best else None


def _site_first(named: Named, count: int, blocks: Sequence[Block]) -> Named:
    """Change title and site where both are headings before the text: the site's name stands first on a page."""
    if count != _TWO_PARTS or not named.site or (is_paper(named.site) and not is_paper(named.title or "")):
        return named
    first = next((i for i, block in enumerate(blocks) if block.is_prose), len(blocks))
    heads = {block.key: i for i, block in reversed([*enumerate(blocks[:first])]) if block.tag in _HEADINGS}
    title, site = (heads.get(word_key(name or "")) for name in (named.title, named.site))
    if title is None or site is None or title > site:
        return named
    return Named(blocks[site].text, as_outlet(named.title))


def _is_link(block: Block) -> bool:
    return block.linked > _LINK and block.tag not in _HEADINGS


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


def split_title(text: str, outlet: str | None = None) -> Named:
    """Part a headline of a plain text from the name of the paper behind it, or of the known `outlet` at either end.

    >>> split_title("Subject: Talks fail at dawn - Delta Gazette")
    Named(title='Talks fail at dawn', site='Delta Gazette')
    >>> split_title("Isle & Sea: Talks fail", "Isle & Sea").title
    'Talks fail'
    """
    text = _LABELS.sub("", text)
    parts = _PARTS.split(text)
    listed = _LISTED.fullmatch(text)
    if listed and outlet and _is_same(listed[1], outlet):
        return Named(listed[2], listed[1])
    if len(parts) > 1 and outlet:
        if _is_same(parts[-1], outlet):
            return Named("".join(parts[:-4] if _is_middle(parts) else parts[:-2]).strip(), parts[-1])
        if _is_same(parts[0], outlet):
            return Named(_after_site(parts), parts[0])
    if len(parts) > 1 and parts[1].strip() != ":" and is_paper(parts[0]):
        return Named(_after_site(parts), parts[0])
    site, sign = parts[-1].strip(), parts[-2].strip() if len(parts) > 1 else ""
    return Named("".join(parts[:-2]).strip(), site) if sign not in {"", ":", "/"} and is_paper(site) else Named(text)


def _after_site(parts: Sequence[str]) -> str:
    """Give what follows the name of the site in a title: the last part, where a section stands between."""
    last = parts[-1].strip()
    return last if parts[1].strip() != ":" and len(last.split()) > _MOST_SECTION_WORDS else "".join(parts[2:]).strip()


def _is_middle(parts: Sequence[str]) -> bool:
    """Whether a section stands between title and site: `Talks fail - World - Isle Mail`."""
    return len(parts) > _TWO_PARTS and is_section(parts[-3])


def _is_same(part: str, outlet: str) -> bool:
    return word_key(part).removeprefix("the") == word_key(outlet).removeprefix("the") != ""


def is_publication(text: str) -> bool:
    """Whether words name a paper or a body that publishes, in two words or more that are not all general.

    >>> is_publication("The Delta Gazette"), is_publication("Latest news")
    (True, False)
    """
    return is_paper(text) or is_body(text)


def own_words(text: str) -> set[str]:
    """Give the words of a name that are its own, in lower case: not `daily`, not `the`.

    >>> sorted(own_words("The Delta Gazette Online"))
    ['delta', 'gazette', 'online']
    """
    return {word.lower() for word in WORD.findall(text)} - _GENERAL - SMALL


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
    if word.lower() in SMALL:
        return word.capitalize() if first else word.lower()
    return word.title() if re.search(r"[AEIOUY]", word) and len(word) > 2 else word


def outlet_of_line(text: str) -> str | None:
    """Find the outlet in a masthead line: a part of it that names a paper.

    >>> outlet_of_line("The Delta Gazette :: Foreign desk")
    'The Delta Gazette'
    """
    return as_outlet(publisher_of(text))


def is_barred(text: str) -> bool:
    """Whether a line lists things between bars or dots, as mastheads do."""
    return bool(_BARS.search(text))


def owner_of_line(text: str) -> str | None:
    """Find who holds the rights in a line of law.

    >>> owner_of_line("(c) 1998-2003 Delta Gazette Ltd. All rights reserved")
    'Delta Gazette'
    """
    named = (as_outlet(match.group("name")) for pattern in _OWNERS if (match := pattern.search(text)))
    return next((name for name in named if name and _owns(name)), None)


def _owns(name: str) -> bool:
    return len(name.split()) <= _MOST_OWNER_WORDS and name[0].isupper() and not _NO_OWNER.search(name)


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
            forms[word.lower()] = word.lower() if word.lower() in SMALL else word
    return forms
