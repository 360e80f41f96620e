"""Which blocks belong to no article: what the markup, the wording of a line and the sections after the article tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.documents.blocks import LONG_PROSE, Block
from dragoman.documents.cues import match_cue
from dragoman.documents.expressions import find_dates
from dragoman.model import Precision, RegionKind

_LONGEST_CUE = 400
_LOOK_AHEAD = 100
"""Blocks; keeps the time linear on pages of any length."""
_SOFT = frozenset(
    (RegionKind.NAVIGATION, RegionKind.SHARE, RegionKind.STANDFIRST, RegionKind.CAPTION, RegionKind.BYLINE)
)
# a clock time beside a date, or a name that speaks: the way comments are headed
_STAMPED = re.compile(r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b|h\b|gmt|utc)?|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
# "by name » Tue Feb 01, 2022 9:14 am", the head of a post in a forum
_POSTED = re.compile(
    r"(?:(?:re|post|posted|written|from)\b ?:? ?)?by ?:? "
    r"(?P<who>[^\s»,|]{2,30}(?: [^\s»,|]{2,20})?)[ ,|»>\"-]+(?P<on>.{8,60})",
    re.IGNORECASE,
)
# a name, a date and words in one line: "3. old_reader, 5 May 2013: So it goes", "A. Reader wrote on 5 May 2013: So"
_WORKED_ON = re.compile(
    r"^\W*(?:additional )?reporting by\b|\bcontributed (?:reporting|to (?:this|the) )", re.IGNORECASE
)
_SHORT_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_NAMED_BEFORE = re.compile(
    r"(?:\d+[.)] )?(?P<who>[\w.@'’-]+(?: [\w.@'’-]+){0,3}?),?(?: (?:wrote|says|said|on|at|posted))* ?[(\[]?"
)
_WORDS_AFTER = re.compile(r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?[)\]]?(?P<sign>[:.–—-]?) ?[A-Z\"'(].{8,}")
_SENTENCE_WORDS = frozenset(
    "the a an in on at by of from to it this that these for and but was were had has after since until till".split()
)
_MOST_TITLES = 6
"""Titles of other articles set between two paragraphs of one."""
# a number, a name such as old_reader or Reader77, or "wrote": places and days of a chronology have none of them
_USER_LIKE = re.compile(r"\d+[.)] |[a-z]|\w*(?:[_\d]|[a-z][A-Z])|[^:]{2,40} wrote ")
_LONGEST_OPENER = 20
_INLINE_HEAD = 60
_FEWEST_POSTS = 2
_SPEAKS = re.compile(r"[^.!?]{2,40} (?:says|said|wrote|replied|commented)(?: on (?P<on>.{4,40})| ?:)", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?\b|\b(?:at|on|the|posted|published|updated|date|gmt|utc|est|[ap]\.?m)\b"
    r"|\d{1,2}[:.]\d\d|[\W_\d]+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Labelled:
    """A block with its kind; None while nothing has decided."""

    block: Block
    kind: RegionKind | None = None
    going_on: bool = False
    """Whether it stood in one paragraph with the block before."""

    def as_kind(self, kind: RegionKind | None) -> Labelled:
        """Give the same block another kind."""
        return replace(self, kind=kind)


def by_markup(blocks: Sequence[Block]) -> list[Labelled]:
    """Take over what the tags say, except where a soft word of theirs stands against a long paragraph of main text."""
    inside = _main_stretch(blocks)
    return [Labelled(block, _markup_kind(block, within=i in inside)) for i, block in enumerate(blocks)]


def _main_stretch(blocks: Sequence[Block]) -> range:
    """Find the places from the first to the last block of main content; all where nobody looked for it."""
    places = [i for i, block in enumerate(blocks) if block.main and block.is_prose]
    if not places and all(not block.main for block in blocks):
        return range(len(blocks))
    places = places or [i for i, block in enumerate(blocks) if block.main]
    return range(places[0], places[-1] + 1)


def _markup_kind(block: Block, *, within: bool) -> RegionKind | None:
    if block.kind is RegionKind.NAVIGATION and _line_kind(block) is RegionKind.LEGAL:
        return RegionKind.LEGAL
    if block.firm or (block.kind and block.kind not in _SOFT):
        return block.kind
    long_main = block.is_prose and len(block.words) >= LONG_PROSE and block.main is not False
    if block.kind and not (long_main and within):
        return block.kind
    if block.main is False and not (within and block.is_prose and block.linked < 0.3):
        return _line_kind(block) or (
            None if len(block.words) < LONG_PROSE and not block.linked else RegionKind.NAVIGATION
        )
    return None


def by_wording(items: Sequence[Labelled]) -> list[Labelled]:
    """Mark the lines that say by themselves what they are."""
    return [item.as_kind(item.kind or _line_kind(item.block)) for item in items]


_PARTING = re.compile(r"\s[·|•]\s")


def _line_kind(block: Block) -> RegionKind | None:
    text = block.text
    if len(text) > _LONGEST_CUE:
        return None
    if is_date_line(text):
        return RegionKind.DATELINE
    if is_credit_line(text):
        return RegionKind.BYLINE
    kind = match_cue("line", text)
    if kind is RegionKind.BYLINE:
        return kind if _is_byline(block) else None
    if block.is_prose and len(block.words) >= LONG_PROSE and kind not in {RegionKind.RELATED, RegionKind.LEGAL}:
        return None
    return kind


def _is_byline(block: Block) -> bool:
    """Whether a line that begins like a byline is one: a name follows `By`, a date follows `Posted`."""
    words = block.text.split()
    if _WORKED_ON.search(block.text) or (_POSTED.fullmatch(block.text) and find_dates(block.text)):
        return True
    if words[0].lower().rstrip(":") in {"by", "author", "authors", "written"}:
        return (
            len(words) > 1 and len(words) <= 25 and any(word[:1].isupper() for word in words[1:3]) and not block.ended
        )
    return len(block.words) <= 40 and (bool(find_dates(block.text)) or not block.is_prose)


def is_date_line(text: str) -> bool:
    """Whether a line holds a date and hardly anything else.

    >>> is_date_line("Tuesday, 4 March 2003 - 09:15 GMT"), is_date_line("On 4 March 2003 the envoy left")
    (True, False)
    """
    dates = find_dates(text) if len(text) < 100 else []
    if not dates or dates[0].expression.isdigit():
        return False
    rest = "".join(
        text[a:b] for a, b in zip([0, *(d.end for d in dates)], [*(d.start for d in dates), len(text)], strict=True)
    )
    return not _DATE_WORDS.sub("", rest)


def is_credit_line(text: str) -> bool:
    """Whether a line lists who and when between signs that part them, with one part that is a date.

    >>> is_credit_line("The Chronicle · World desk · 7 April 2021"), is_credit_line("He left on 7 April 2021.")
    (True, False)
    """
    parts = [part.strip(" *_") for part in _PARTING.split(text)]
    return 2 <= len(parts) <= 5 and len(text) < 100 and any(is_date_line(part) for part in parts)


def by_sections(items: Sequence[Labelled]) -> list[Labelled]:
    """Mark what follows `Related posts`, `Comments` and the like, to the end or until the article goes on."""
    labelled: list[Labelled] = []
    section: RegionKind | None = None
    read = 0
    titles = -1
    """Lines since the section began while none of them was prose; -1 where no section runs or one had prose."""
    comments = _first_post(items)
    for i, item in enumerate(items):
        before = section
        section = RegionKind.COMMENT if i >= comments else _section_at(items, i, section, read)
        if section is RegionKind.RELATED and before is section and 0 <= titles <= _MOST_TITLES and _resumes(items, i):
            section = None
        titles = _titles_so_far(titles, item, opened=section is not before, running=section is not None)
        read += section is None and item.kind is None and item.block.is_prose
        labelled.append(item if section is None else item.as_kind(_kept_kind(item) or section))
    return labelled


def _titles_so_far(titles: int, item: Labelled, *, opened: bool, running: bool) -> int:
    if not running:
        return -1
    if opened:
        return 0 if match_cue("inline", item.block.text.strip(" :.|-–—»*>")) else -1
    return titles + 1 if titles >= 0 and not item.block.is_prose else -1


def _resumes(items: Sequence[Labelled], i: int) -> bool:
    """Whether a long paragraph follows a few titles set into the article."""
    return _is_long_prose(items[i]) and items[i].block.main is not False


def _first_post(items: Sequence[Labelled]) -> int:
    """Find the first of two or more lines that hold a name, a date and words, as lists of comments do."""
    posts = [i for i, item in enumerate(items) if _is_post(item.block.text)]
    prose = next((i for i, item in enumerate(items) if _is_long_prose(item)), len(items))
    posts = [i for i in posts if i > prose]
    told = any(_USER_LIKE.match(items[i].block.text) for i in posts)
    return posts[0] if told and len(posts) >= _FEWEST_POSTS else len(items)


def _is_post(text: str) -> bool:
    """Whether a line is a comment with its writer and date before it.

    >>> _is_post("3. old_reader, 5 May 2013: So it goes"), _is_post("The embassy closed on 5 May 2013: no one came")
    (True, False)
    """
    head = text[:_INLINE_HEAD]
    dates = [(found.start, found.end) for found in find_dates(head) if found.precision is Precision.DAY]
    dates += [found.span() for found in _SHORT_DATE.finditer(head)]
    if not dates:
        return False
    start, end = min(dates)
    named = _NAMED_BEFORE.fullmatch(text[:start].rstrip())
    after = _WORDS_AFTER.match(text, end)
    return bool(named and after and (_is_user(named.group("who")) or "wrote" in text[:start]))


def _is_user(name: str) -> bool:
    """Whether words may be the name of a reader: no small words, which sentences begin with or go on to."""
    words = name.split()
    return not any(word.lower() in _SENTENCE_WORDS for word in words)


def _section_at(items: Sequence[Labelled], i: int, section: RegionKind | None, read: int) -> RegionKind | None:
    """Say which section a block belongs to, given the section before it and how much prose was read."""
    block = items[i].block
    opened = _opened(items, i, read)
    if opened is RegionKind.COMMENT and not read:
        return RegionKind.SHARE if section is None else section
    if opened:
        return opened
    if section in {None, RegionKind.COMMENT}:
        return section
    if section is RegionKind.SHARE:
        return None
    return None if _goes_on(items, i, read) else section if block.text else None


def _opened(items: Sequence[Labelled], i: int, read: int) -> RegionKind | None:
    """Say which section a block begins."""
    block = items[i].block
    if items[i].block.firm or len(block.words) > _LONGEST_OPENER:
        return None
    text = block.text.strip(" :.|-–—»*>")
    opened = match_cue("opens", text, block.text) if len(text) < 130 else None
    if opened or not read:
        return opened
    return RegionKind.COMMENT if _heads_comment(items, i) else None


def _heads_comment(items: Sequence[Labelled], i: int) -> bool:
    """Whether a name, a date with a clock time and words follow each other as in comments."""
    text = items[i].block.text
    following = items[i + 1].block.text if i + 1 < len(items) else ""
    posted = _POSTED.fullmatch(text)
    if posted:
        return _is_stamp(posted.group("on"))
    speaks = _SPEAKS.fullmatch(text)
    if speaks:
        return _is_stamp(speaks.group("on") or following)
    short_name = len(items[i].block.words) <= 5 and not items[i].block.ended
    return short_name and not is_date_line(text) and _is_stamp(following)


def _is_stamp(text: str) -> bool:
    """Whether a text begins with a date and a clock time."""
    dates = find_dates(text[:60])
    return bool(dates) and dates[0].start < 12 and bool(_STAMPED.search(text[dates[0].end : dates[0].end + 15]))


def _goes_on(items: Sequence[Labelled], i: int, read: int) -> bool:
    """Whether the article goes on after a list of other articles."""
    if not _is_long_prose(items[i]) or items[i].block.main is False:
        return False
    if items[i].block.main:
        return True
    later = [item for item in items[i + 1 : i + _LOOK_AHEAD] if _is_long_prose(item)]
    if not read:
        return True
    return (
        len(items[i].block.words) >= 35
        and len(later) * 2 >= min(read, _LOOK_AHEAD // 2)
        and _is_long_prose_soon(items, i)
    )


def _is_long_prose(item: Labelled) -> bool:
    return item.block.is_prose and len(item.block.words) >= LONG_PROSE and item.kind is None


def _is_long_prose_soon(items: Sequence[Labelled], i: int) -> bool:
    """Whether the next block is prose too; in a list of teasers a date or a title stands between."""
    return i + 1 < len(items) and _is_long_prose(items[i + 1])


def _kept_kind(item: Labelled) -> RegionKind | None:
    """Keep what the tags say for sure of a line in a section, and a line of law."""
    return item.kind if item.block.firm or item.kind in {RegionKind.LEGAL, RegionKind.COMMENT} else None
