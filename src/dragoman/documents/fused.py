"""What a scrape fused into a paragraph is cut out of it: captions with credits, teasers, notices, pull quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dragoman.documents.aligned import cut, strip
from dragoman.documents.blocks import WORD
from dragoman.documents.ordinary import has_finite_verb
from dragoman.documents.sections import Labelled
from dragoman.model import RegionKind

_READ = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))
_AGENCY = (
    r"AFP|AP|Reuters|REUTERS|EPA(?:-EFE)?|Getty(?: Images)?|Xinhua|TASS|ANI|PTI|DPA|dpa|ANSA|Anadolu|Yonhap|Kyodo|IRNA"
    r"|Shutterstock|iStock|Alamy|Bloomberg|Wikimedia(?: Commons)?|Flickr|Unsplash|AP Photo|AFP Photo|Reuters Photo"
)
_PICTURE = (
    r"(?:[Ff]ile )?(?:[Pp]hoto(?:graph)?|PHOTO|[Ii]mage|IMAGE|[Pp]icture|[Pp]ic|[Ii]llustration|[Gg]raphic|[Vv]ideo)s?"
)
_CREDIT_WORD = rf"(?:{_PICTURE}(?: (?:[Cc]redit|[Ss]ource|CREDIT))?|[Cc]redit|CREDIT|[Ff]ile|FILE)"
# "(Photo: AFP)", "[Image credit: A. Name]", "(AP Photo/A. Name)", "(Reuters)" is a source and no picture
_BRACKETED = re.compile(
    rf"[\[(](?:{_CREDIT_WORD} ?(?:[:/–|-]|by\b|courtesy\b|from\b)[^()\[\]]{{1,100}}"
    r"|(?:[Ff]ile|FILE) (?:[Pp]hoto|PHOTO|[Pp]icture|[Ii]mage)"
    rf"|(?:{_AGENCY}) ?(?:/ ?)?(?:Photo|Images?|via)\b[^()\[\]]{{0,80}}|(?:Photo|Image|File))[\])]\.?"
)
# "A guard at the gate | AP Photo/A. Name"
_BARRED = re.compile(
    rf"\s\| ?(?:{_AGENCY})(?: Photo| Images?)?(?: ?[/|] ?(?:{_AGENCY}|(?!(?:The|A|An|In|On|At|It|He|She|They|But)\b)"
    r"[A-Z][\w.'’-]*(?: (?!(?:The|A|An|In|On|At|It|He|She|They|But|We|This|As|For)\b)[A-Z][\w'’-]*)?)){0,2}"
)
_LAST_CREDIT = re.compile(r"\b(?:Photo|Image|Picture|Photograph)(?: credit| source)?: ?[^.!?]{2,60}\.?$")
_TEASER_WORD = (
    r"(?:READ|SEE|WATCH|LISTEN) (?:MORE|ALSO)|ALSO (?:READ|SEE|WATCH)|RELATED(?: (?:STORY|STORIES|ARTICLES?|NEWS))?"
    r"|MORE|WATCH|DON'?T MISS|MUST READ|READ NEXT|(?:Read|See) (?:more|also|More|Also)|Also (?:[Rr]ead|[Ss]ee)"
    r"|Related(?: (?:[Ss]tory|[Ss]tories|[Aa]rticles?|[Nn]ews))?|Must [Rr]ead|Read [Nn]ext|Don'?t [Mm]iss"
)
_BRACKETED_TEASER = re.compile(rf"[\[(](?:{_TEASER_WORD}) ?[:|»>–-] ?[^()\[\]]{{4,160}}[\])]\.?")
_BEGUN = r"(?:^|(?<=[.!?…][\"')\]] )|(?<=[.!?…] ))"
_TEASER = re.compile(rf"{_BEGUN}(?:{_TEASER_WORD}) ?[:|»>] ?(?=[A-Z0-9\"'])")
_NOTICE = re.compile(
    rf"{_BEGUN}(?:(?i:advertisement)"
    r"|(?i:(?:story|article) continues (?:below|after)(?: (?:this|the))?(?: ad(?:vertisement)?)?)"
    r"|(?i:scroll (?:down )?(?:to|for) (?:continue|more)(?: reading)?)|(?i:continue reading(?: below)?)"
    r"|(?P<share>(?:Sign up (?:for|to)|Subscribe to|Get) (?:our|the) (?:[\w' -]{0,30})newsletters?(?: here| today)?))"
    r"[.:]?(?= [A-Z\"'(]|$)"
)
_SENTENCE = re.compile(r"(?:.+?[.!?…][\"')\]]*(?= [A-Z\"'(\[])|.+$)", re.DOTALL)
_STARTERS = frozenset(
    "The A An In On At It He She They But However Meanwhile According After For We This That These Those His Her Their"
    " When As Under Since There Before While Although Both Some Many Officials If By With From Last Earlier".split()
)
_SMALL = frozenset("of in to the and a an for on at by with from or but as is are was were its his her their".split())
_LONGEST_TITLE = 22
_SHORTEST_TITLE = 3
_LONGEST_CAPTION = 45
_RUN = 8
"""Words: a row as long as this stands twice in an article only where it was copied."""


class Cut(NamedTuple):
    """A stretch of a paragraph that is not its own."""

    start: int
    end: int
    kind: RegionKind


def part_fused(items: Sequence[Labelled]) -> list[Labelled]:
    """Take the paragraphs apart that something is fused into; their pieces go on one paragraph."""
    pulled = _pulled(items)
    parted: list[Labelled] = []
    for i, item in enumerate(items):
        cuts = _in_order([*find_fused(item.block.text), *pulled.get(i, ())]) if item.kind in _READ else []
        parted += _parted(item, cuts) if cuts else [item]
    return parted


def paragraph_numbers(items: Sequence[Labelled]) -> Iterator[int]:
    """Number the paragraphs; pieces of one have the same number."""
    number = 0
    for item in items:
        number += not item.going_on
        yield number


def find_fused(text: str) -> list[Cut]:
    """Find what is fused into a paragraph; where its end is in doubt it stays.

    >>> [text[a:b] for text in ["Ships left. MORE: Senate votes on aid The navy came."] for a, b, _ in find_fused(text)]
    ['MORE: Senate votes on aid']
    """
    if not _may_hold(text):
        return []
    cuts = [Cut(found.start(), found.end(), RegionKind.RELATED) for found in _BRACKETED_TEASER.finditer(text)]
    cuts += [
        Cut(found.start(), found.end(), RegionKind.SHARE if found["share"] else RegionKind.NAVIGATION)
        for found in _NOTICE.finditer(text)
    ]
    for found in _TEASER.finditer(text):
        end = _title_end(text, found.end())
        cuts += [Cut(found.start(), end, RegionKind.RELATED)] if end else []
    for pattern in (_BRACKETED, _BARRED, _LAST_CREDIT):
        cuts += [Cut(_caption_start(text, found), found.end(), RegionKind.CAPTION) for found in pattern.finditer(text)]
    return _in_order(cuts)


_MAY_HOLD = re.compile(
    r"[(\[|]|\b(?:READ|SEE|WATCH|ALSO|MORE|RELATED|MISS|NEXT|Read|See|Also|Related|Must|Don'?t|Photo|Image|Picture"
    r"|Photograph|Sign|Subscribe|Get|[Aa]dvertisement|ADVERTISEMENT|[Cc]ontinues?|CONTINUES?|[Ss]croll)\b"
)


def _may_hold(text: str) -> bool:
    """Whether a paragraph has any word or sign that fused lines have; quick."""
    return bool(_MAY_HOLD.search(text))


def _in_order(cuts: Sequence[Cut]) -> list[Cut]:
    """Sort the cuts, without those that overlap an earlier one."""
    kept: list[Cut] = []
    for one in sorted(cuts):
        if one.end > one.start and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


def _title_end(text: str, start: int) -> int:
    """Find where a teaser's title ends and the article goes on; 0 where that cannot be told."""
    sentence = _SENTENCE.match(text, start)
    end = sentence.end() if sentence else len(text)
    words = list(re.finditer(r"\S+", text[start:end]))
    fits = [i for i in range(_SHORTEST_TITLE, len(words)) if _may_begin(words, i)]
    starter = next((i for i in fits if words[i].group().strip("\"'(") in _STARTERS), None)
    chosen = starter if starter is not None else next((i for i in fits if i > _SHORTEST_TITLE), None)
    if chosen is not None and chosen <= _LONGEST_TITLE and has_finite_verb(text[start + words[chosen].start() : end]):
        return start + words[chosen - 1].end()
    return end if len(words) <= _LONGEST_TITLE and (chosen is None or end == len(text)) else 0


def _may_begin(words: Sequence[re.Match[str]], i: int) -> bool:
    """Whether a sentence may begin with a word of a title that runs into it."""
    before, word = words[i - 1].group(), words[i].group().lstrip("\"'(")
    if not word[:1].isupper() or before.endswith((",", ":", ";")):
        return False
    return word in _STARTERS or (before[:1].islower() and before not in _SMALL and i + 3 < len(words))


def _caption_start(text: str, credit: re.Match[str]) -> int:
    """Find where the caption begins that a credit ends; a sentence with its full stop before a credit stays."""
    before = text[: credit.start()].rstrip()
    inside = text[credit.end() : credit.end() + 2].strip()
    if inside and not inside[0].isupper() and inside[0] not in "\"'(":
        return credit.start()
    sentences = [found.span() for found in _SENTENCE.finditer(before)]
    if not sentences:
        return credit.start()
    start = sentences[-1][0] + (len(before[sentences[-1][0] :]) - len(before[sentences[-1][0] :].lstrip()))
    last = before[start:]
    ended = last.endswith((".", "!", "?", '"', "'"))
    if len(WORD.findall(last)) > _LONGEST_CAPTION or (ended and has_finite_verb(last)):
        return credit.start()
    return start


def _pulled(items: Sequence[Labelled]) -> dict[int, list[Cut]]:
    """Find the rows of words that a paragraph has without their end and another paragraph has within a sentence."""
    texts = {i: item.block.text for i, item in enumerate(items) if item.kind in _READ and len(item.block.words) > _RUN}
    rows = {i: tuple(items[i].block.words) for i in texts}
    counts = Counter(
        run for words in rows.values() for run in {words[j : j + _RUN] for j in range(len(words) - _RUN + 1)}
    )
    found: dict[int, list[Cut]] = {}
    for i, words in rows.items():
        twice = [j for j in range(len(words) - _RUN + 1) if counts[words[j : j + _RUN]] > 1]
        found_words = list(WORD.finditer(texts[i])) if twice else []
        runs = [(first, last + _RUN - 1) for first, last in _stretches(twice)]
        cuts = [one for run in runs if (one := _pulled_cut(texts[i], found_words, *run))]
        if cuts:
            found[i] = cuts
    return found


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Join places that follow each other."""
    if not places:
        return []
    breaks = [k + 1 for k, (a, b) in enumerate(pairwise(places)) if b != a + 1]
    starts, ends = [0, *breaks], [*breaks, len(places)]
    return [(places[a], places[b - 1]) for a, b in zip(starts, ends, strict=True)]


def _pulled_cut(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> Cut | None:
    """Cut words that stand between two sentences but have no full stop, as pull quotes have none."""
    if last + 1 >= len(words) or len(words) - (last - first) < _RUN:
        return None
    start, end = words[first].start(), words[last].end()
    before, after = text[:start].rstrip("\"'( "), text[end : words[last + 1].start()]
    begins = not before or before[-1] in ".!?…"
    goes_on = not after.strip("\"')’” ") and words[last + 1].group()[0].isupper()
    if not (begins and goes_on and text[start].isupper()):
        return None
    opened = len(text[:start].rstrip()) if not before else len(before) + 1
    start = min(start, opened) if text[opened:start].strip() else start
    return Cut(start, end + len(after.rstrip()), RegionKind.PULL_QUOTE)


def _parted(item: Labelled, cuts: Sequence[Cut]) -> list[Labelled]:
    pieces: list[Labelled] = []
    done = 0
    for start, end, kind in [*cuts, Cut(len(item.block.text), len(item.block.text), RegionKind.MARKUP)]:
        pieces += _piece(item, done, start, item.kind, going_on=bool(pieces))
        pieces += _piece(item, start, end, kind, going_on=bool(pieces))
        done = end
    return pieces


def _piece(item: Labelled, start: int, end: int, kind: RegionKind | None, *, going_on: bool) -> list[Labelled]:
    clean = strip(cut(item.block.clean, start, end)) if start < end else None
    if clean is None or not clean.text:
        return []
    return [Labelled(replace(item.block, clean=clean), kind, going_on or item.going_on)]
