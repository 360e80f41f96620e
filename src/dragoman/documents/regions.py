"""Every block gets its kind: headline, byline, body, caption, pull quote, menu, comment and so on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence

from dragoman.documents.blocks import Block, title_overlap, word_key
from dragoman.documents.cues import has_role, match_cue
from dragoman.documents.dateline import find_dateline
from dragoman.documents.fused import part_fused
from dragoman.documents.headlines import doubt_headline, goes_on, is_kicked, tops_byline
from dragoman.documents.line_model import choose_kinds, score_lines
from dragoman.documents.naming import outlet_of_line
from dragoman.documents.notices import find_footnotes, find_notices
from dragoman.documents.ordinary import is_reporting, tells_news
from dragoman.documents.repeats import Repeats
from dragoman.documents.sections import Labelled, by_markup, by_sections, by_wording
from dragoman.model import RegionKind

_NAME_WORD = r"(?:[A-Z][\w.'-]*|bin|al|de|van|von|el|da|di|ul|ur|der|and|&)"
_NAME = re.compile(rf"{_NAME_WORD}(?:[ ,]+{_NAME_WORD}){{1,6}}")
_BY = re.compile(r"(?:(?:written |words |text )?by|author):? ", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][A-Z '&/-]{2,30}: \S")
_SAYS = re.compile(
    r"\b(?:said|says|say|stated?|states|wrote|writes|write|declared|declares|told|added|reads?|argued|argues|explained"
    r"|announced|remarked|concluded|noted|notes|replied|as follows|in (?:his|her|their) (?:own )?words|quote[ds]?"
    r"|statement|letter)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|ours|i|my|me|mine)\b", re.IGNORECASE)
_LEAST_HEADLINE = 0.35
"""Four words without a role or a paper's name are enough, three must share a word with the article."""
_LATER, _UNDER, _LIKELY_HEADLINE, _OVER_BYLINE, _SHORT_TITLE = 0.15, 0.3, 0.6, 0.4, 3
"""A later line is less likely the headline, least of all right under a likely one: that is its subtitle."""
_MOST_TITLE_LINES = 4
_TEXT_KINDS = frozenset((RegionKind.BODY, RegionKind.BLOCK_QUOTE))
_LOOKS_LIKE_LEAD = frozenset((RegionKind.STANDFIRST, RegionKind.HEADLINE))
# the end of a line that announces words which stand in a paragraph of their own
_LEADS_IN = re.compile(
    r"\b(?:said|says|told \w+|stated|states|wrote|writes|asked|asks|added|adds|noted|notes|declared|declares|replied"
    r"|recalled|explained|warned|argued|argues|concluded|continued|went on|put it|reads?|as follows)(?: \w+){0,4}:$"
)


def label_by_rules(blocks: Sequence[Block], title: str | None = None) -> list[Labelled]:
    """Give every block its kind, by its markup, its wording, the section it stands in, and its neighbours."""
    steps: tuple[Callable[[list[Labelled]], list[Labelled]], ...] = (
        by_wording,
        by_sections,
        _by_repeats,
        lambda items: _by_head(items, title),
        _by_tail,
        _by_middle,
        _by_quotes,
        _rescued,
    )
    items = by_markup(blocks)
    for step in steps:
        items = step(items)
    return items


def label_blocks(blocks: Sequence[Block], title: str | None = None) -> list[Labelled]:
    """Give every block its kind; of a page without markup by a trained model too, which has learnt from the rules.

    What scraping fused into a paragraph becomes a block of its own that goes on the paragraph.
    """
    items = label_by_rules(blocks, title)
    if blocks and all(block.tag == "line" for block in blocks):
        items = _by_quotes(choose_kinds(items, score_lines(items)))
    items = _with_lead_ins(_with_datelines(items))
    notes = find_footnotes(blocks)
    items = [item.as_kind(RegionKind.RELATED) if i in notes else item for i, item in enumerate(items)]
    return part_fused(items)


def _with_datelines(items: list[Labelled]) -> list[Labelled]:
    """Take for text what begins with place and dash and goes on as a report: no headline or standfirst does."""
    return [
        item.as_kind(RegionKind.BODY) if item.kind in _LOOKS_LIKE_LEAD and _begins_report(item.block.text) else item
        for item in items
    ]


def _begins_report(text: str) -> bool:
    end = find_dateline(text)
    return end > 0 and is_reporting(text[end:])


def _with_lead_ins(items: list[Labelled]) -> list[Labelled]:
    """Take a short line that announces what somebody says for text, between paragraphs: `Asked about it, she said:`."""
    text = [item.kind in _TEXT_KINDS for item in items]
    return [
        item.as_kind(RegionKind.BODY)
        if 0 < i < len(items) - 1 and text[i - 1] and text[i + 1] and _LEADS_IN.search(item.block.text)
        else item
        for i, item in enumerate(items)
    ]


def find_title(items: Sequence[Labelled]) -> str | None:
    """Take the title from the first headline of the page, with the lines of plain text that go on with it."""
    body = next((i for i, item in enumerate(items) if item.kind in _TEXT_KINDS), len(items))
    heads = [i for i, item in enumerate(items[:body]) if item.kind is RegionKind.HEADLINE]
    firsts = [i for i in heads if items[i].block.tag == "h1"] or heads
    if not firsts:
        return None
    lines = [items[firsts[0]].block.text]
    for item in items[firsts[0] + 1 : min(firsts[0] + _MOST_TITLE_LINES, body)]:
        if item.block.tag != "line" or not goes_on(lines[-1], item.block):
            break
        lines.append(item.block.text)
    return " ".join(lines)


def _by_repeats(items: list[Labelled]) -> list[Labelled]:
    """Mark pull quotes, captions that stand twice, and copied paragraphs."""
    open_blocks = [item.block for item in items if item.kind is None]
    repeats = Repeats([block for block in open_blocks if len(block.words) > 8])
    counts = Counter(block.key for block in open_blocks if len(block.words) >= 4)
    seen: set[str] = set()
    labelled = []
    for item in items:
        kind = item.kind or _repeat_kind(item.block, counts, seen, repeats)
        seen.add(item.block.key if item.kind is None else "")
        labelled.append(item.as_kind(kind))
    return labelled


def _repeat_kind(block: Block, counts: Counter[str], seen: set[str], repeats: Repeats) -> RegionKind | None:
    if counts[block.key] > 1 and not block.is_prose:
        return RegionKind.CAPTION if _LABEL.match(block.text) or len(block.words) > 12 else None
    if counts[block.key] > 1 and block.key in seen:
        return RegionKind.DUPLICATE
    dated = is_reporting(block.text) and " " not in block.text.split(":")[0]  # a city and a report, as in Pakistan
    if _LABEL.match(block.text) and len(block.words) <= 60 and not block.text.isupper() and not dated:
        return RegionKind.CAPTION
    return RegionKind.PULL_QUOTE if repeats.is_pull_quote(block) else None


def _by_head(items: list[Labelled], title: str | None) -> list[Labelled]:
    """Mark what stands before the first paragraph: headline, standfirst, bylines, masthead, menus."""
    first = _first_prose(items)
    headline = _find_headline(items[:first], items[first:], title)
    labelled = [_head_item(item, i, headline) for i, item in enumerate(items[:first])]
    return [*labelled, *items[first:]]


def _first_prose(items: Sequence[Labelled]) -> int:
    prose = [i for i, item in enumerate(items) if item.kind in {None, RegionKind.BLOCK_QUOTE} and item.block.is_prose]
    return next((i for i in prose if len(prose) == 1 or not _tops_byline(items, i)), 0)


def _find_headline(head: Sequence[Labelled], rest: Sequence[Labelled], title: str | None) -> int | None:
    """Find the line before the article that is most like its title."""
    vocabulary = Counter(word for item in rest if item.kind is None for word in item.block.words)
    scores: dict[int, float] = {}
    near = [*head, *rest[:1]]
    for i, item in enumerate(head):
        if _may_head(item) or _tops_byline(near, i):
            under = _UNDER if scores.get(i - 1, 0.0) >= _LIKELY_HEADLINE else 0.0
            over = _OVER_BYLINE if len(item.block.words) <= _SHORT_TITLE and _tops_byline(near, i) else 0.0
            scores[i] = _headline_score(item.block, vocabulary, title) - _LATER * _count_fair(scores) - under + over
    best = max(scores, key=lambda i: (scores[i], -i), default=None)
    return best if best is not None and scores[best] >= _LEAST_HEADLINE else None


def _tops_byline(items: Sequence[Labelled], i: int) -> bool:
    """Whether a line stands right above a byline or a date, as a title of two words or of a whole sentence may."""
    below = items[i + 1].block.text if i + 1 < len(items) else ""
    return items[i].kind is None and tops_byline(items[i].block, below)


def _count_fair(scores: Mapping[int, float]) -> int:
    """Count the lines so far that may be the headline, up to three: what follows it is a subtitle, kicker or menu."""
    return min(sum(score >= _LEAST_HEADLINE for score in scores.values()), 3)


def _may_head(item: Labelled) -> bool:
    block = item.block
    if item.kind is RegionKind.HEADLINE and not block.firm:
        return True
    if item.kind in {None, RegionKind.CAPTION, RegionKind.RELATED} and is_kicked(block.text):
        return True
    open_kind = item.kind in {None, RegionKind.PULL_QUOTE}
    return open_kind and 3 <= len(block.words) <= 22 and not block.text.endswith(".") and block.linked < 0.9


def _headline_score(block: Block, vocabulary: Counter[str], title: str | None) -> float:
    same = bool(title) and block.key == word_key(title or "")
    heading = {"h1": 1.5, "h2": 0.5}.get(block.tag, 0.0)
    long = 0.4 if len(block.words) >= 4 else 0.0
    shared = title_overlap(block, vocabulary)
    against = 0.0 if same else 0.3 * has_role(block.text) + doubt_headline(block.text, shared)
    return 3.0 * same + heading + long + shared - against


def _head_item(item: Labelled, i: int, headline: int | None) -> Labelled:
    if i == headline:
        return item.as_kind(RegionKind.HEADLINE)
    block = item.block
    if item.kind is RegionKind.HEADLINE and block.tag != "h1":
        return item.as_kind(RegionKind.STANDFIRST if headline is not None and i > headline else RegionKind.NAVIGATION)
    if item.kind not in {None, RegionKind.PULL_QUOTE}:
        return item
    before = headline is None or i < headline
    return item.as_kind(_before_headline(block) if before else _after_headline(block))


def _before_headline(block: Block) -> RegionKind:
    if len(block.words) >= 12:
        return RegionKind.STANDFIRST
    return RegionKind.MASTHEAD if outlet_of_line(block.text) else RegionKind.NAVIGATION


def _after_headline(block: Block) -> RegionKind:
    named = bool(_NAME.fullmatch(block.text)) and len(block.words) <= 6
    if not block.ended and len(block.words) <= 30 and (has_role(block.text) or named):
        return RegionKind.BYLINE
    if len(block.words) >= 8 or (block.ended and len(block.words) >= 4):
        return RegionKind.STANDFIRST
    return RegionKind.MASTHEAD if outlet_of_line(block.text) else RegionKind.NAVIGATION


def _by_tail(items: list[Labelled]) -> list[Labelled]:
    """Mark what stands after the last paragraph: author notes, sources, notices, menus."""
    prose = [i for i, item in enumerate(items) if item.kind is None and item.block.is_prose]
    outside = find_notices(items, prose)
    outside |= _author_notes(items, prose, outside)
    items = [item.as_kind(outside.get(i, item.kind)) for i, item in enumerate(items)]
    last = max((i for i in prose if i not in outside), default=-1)
    return [item.as_kind(_tail_kind(items, i)) if i > last >= 0 else item for i, item in enumerate(items)]


def _author_notes(
    items: Sequence[Labelled], prose: Sequence[int], outside: Container[int] = ()
) -> dict[int, RegionKind]:
    """Find the notes on the author among the last paragraphs, and one before the first."""
    notes: set[int] = set()
    signed = _signatures(items)
    for i in reversed(prose[1:]):
        if i in outside:
            continue
        block = items[i].block
        if not _is_note(block) and not (block.text.startswith(signed) and not tells_news(block.text)):
            break
        notes.add(i)
    if len(prose) > 1 and _is_note(items[prose[0]].block):
        notes.add(prose[0])
    return dict.fromkeys(notes, RegionKind.BYLINE)


def _signatures(items: Sequence[Labelled]) -> tuple[str, ...]:
    """The names in the bylines, with which notes on authors begin."""
    lines = [_BY.sub("", item.block.text) for item in items if item.kind is RegionKind.BYLINE and not item.block.ended]
    return tuple(line for line in lines if _NAME.fullmatch(line))


def _is_note(block: Block) -> bool:
    return len(block.words) <= 90 and match_cue("bio", block.text) is not None and not tells_news(block.text)


def _tail_kind(items: Sequence[Labelled], i: int) -> RegionKind:
    item, before = items[i], items[i - 1]
    if item.kind:
        return item.kind
    if _is_note(item.block):
        return RegionKind.BYLINE
    if item.block.alien:
        return RegionKind.NAVIGATION
    if before.kind is None and (item.block.ended or before.block.text.endswith(":")) and len(item.block.words) > 1:
        return RegionKind.BODY
    return RegionKind.NAVIGATION


def _by_middle(items: list[Labelled]) -> list[Labelled]:
    """Mark what is left, which stands among the paragraphs: body, subheadings, menus in between."""
    return [item if item.kind else item.as_kind(_middle_kind(items, i)) for i, item in enumerate(items)]


def _middle_kind(items: Sequence[Labelled], i: int) -> RegionKind:
    block = items[i].block
    words = len(block.words)
    if block.alien and not block.is_prose and block.tag not in {"h2", "h3", "h4"}:
        return RegionKind.RELATED
    if block.is_prose or (words >= 4 and block.text.endswith((":", ";"))):
        return RegionKind.BODY
    if block.linked >= 0.8 and not block.ended:
        return RegionKind.RELATED
    listed = block.tag in {"li", "dd", "td"} or (i > 0 and items[i - 1].block.text.endswith((":", ";")))
    if not block.ended and not (listed and words >= 3) and words <= 14:
        return RegionKind.NAVIGATION if _in_menu(items, i) else RegionKind.HEADLINE
    return RegionKind.BODY if words > 1 else RegionKind.NAVIGATION


def _in_menu(items: Sequence[Labelled], i: int) -> bool:
    """Whether a short line stands in a run of three or more."""
    start, end = i, i + 1
    while start > 0 and i - start < 3 and _is_short(items[start - 1]):
        start -= 1
    while end < len(items) and end - i < 3 and _is_short(items[end]):
        end += 1
    return end - start >= 3


def _is_short(item: Labelled) -> bool:
    short = len(item.block.words) <= 8 and not item.block.ended
    return short and item.kind in {None, RegionKind.HEADLINE, RegionKind.NAVIGATION}


def _by_quotes(items: list[Labelled]) -> list[Labelled]:
    """Mark as quoted what follows a line such as `The minister wrote:`."""
    labelled: list[Labelled] = []
    for item in items:
        before = labelled[-1] if labelled else None
        quoted = item.kind is RegionKind.BODY and before is not None and _quotes_on(before, item)
        labelled.append(item.as_kind(RegionKind.BLOCK_QUOTE) if quoted else item)
    return labelled


def _quotes_on(before: Labelled, item: Labelled) -> bool:
    text = before.block.text
    if before.kind is RegionKind.BODY:
        return text.endswith(":") and bool(_SAYS.search(text[-160:])) and item.block.tag != "li"
    if before.kind is not RegionKind.BLOCK_QUOTE or before.block.kind:
        return False
    if text.startswith('"'):
        return not text.endswith('"') and item.block.text.startswith('"')
    return bool(_FIRST_PERSON.search(item.block.text))


def _rescued(items: list[Labelled]) -> list[Labelled]:
    """Take sentence-like lines as body where nothing else is: a note of one line is a text too."""
    if any(item.kind in _TEXT_KINDS for item in items):
        return items
    doubtful = {RegionKind.STANDFIRST, RegionKind.HEADLINE, RegionKind.NAVIGATION}
    return [
        item.as_kind(RegionKind.BODY) if item.kind in doubtful and _is_sentence(item.block) else item for item in items
    ]


def _is_sentence(block: Block) -> bool:
    return not block.firm and block.linked < 0.5 and (len(block.words) >= 8 or (block.ended and len(block.words) >= 3))
