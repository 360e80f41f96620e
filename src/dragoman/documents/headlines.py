"""What speaks against a line being the headline, and which lines go on with one."""

from __future__ import annotations

import re

from dragoman.documents.blocks import Block
from dragoman.documents.bylines import is_labelled, is_name_line, writers_of
from dragoman.documents.expressions import find_dates
from dragoman.documents.outlets import is_named, is_section, publisher_of

_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th|er)?\.? (?:de |of )?[^\W\d_]{3,12}\.?,? (?:de |del )?(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\b(?:no|nr|nos|núm|n°|number|page|vol(?:ume)?)\.? ?\d+(?:/\d+)?\b", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:length|section|dateline|byline|load-date|language|publication(?:-type)?|source|date|author|copyright"
    r"|from|to|url"
    r"|document|page|pg\.?|distr\.|original|tags?|published|updated) ?:",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b\d{4} ?(?:gmt|utc)\b", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!] [\"'“‘]?[^\W\d_a-z]")
_GOES_ON = re.compile(r"(?:[,:–—-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE)
_KICKED = re.compile(
    r"(?:opinion|analysis|comment(?:ary)?|interview|editorial|op-ed|essay|feature|explainer"
    r"|column|review|profile|q&a|special report|factbox"
    r"|(?:joint )?(?:statement|communiqu[eé])|press release|headline|title)"
    r" ?: \S",
    re.IGNORECASE,
)
_FEWEST_OTHER, _MOST_OTHER, _MOST_LINE_WORDS, _MOST_TITLE_WORDS = 2, 4, 12, 16
_SHARED = 0.6
_SHORT = 2
_LONGEST_NAME = 3
_FEWEST_OVER_DATE = 4
"""A name of fewer words above a date is that of a paper."""
_FIELD_DOUBT, _PUBLISHER_DOUBT, _NAME_DOUBT, _SENTENCES_DOUBT = 1.1, 1.1, 0.7, 0.6
"""Set so that a line of four words that shares all its words with the article falls under the least score, or not."""


def doubt_headline(text: str, shared: float = 0.0) -> float:
    """Say how much speaks against a line as the headline: 0 where nothing does.

    `shared` is the share of its words that the article uses: what looks like a name is none where it uses most.

    >>> doubt_headline("Talks fail in Oslo"), doubt_headline("The Delta Gazette") > 1
    (0.0, True)
    """
    if _FIELD.match(text) or _HEARD.search(text) or is_labelled(text) or is_section(text) or is_issue_line(text):
        return _FIELD_DOUBT
    publisher = publisher_of(text)
    if publisher is not None and 2 * len(publisher) > len(text):
        return _PUBLISHER_DOUBT
    told = shared >= _SHARED and len(text.split()) > _LONGEST_NAME and len(writers_of(text)) == 1
    return _NAME_DOUBT * (is_name_line(text) and not told) + _SENTENCES_DOUBT * bool(_TWO_SENTENCES.search(text))


def is_issue_line(text: str) -> bool:
    """Whether a line is a date or a number with few words beside it, as under a masthead.

    >>> is_issue_line("Paris, le 25 janvier 2003"), is_issue_line("Letter of 3 March 2015 from the envoy of Fiji")
    (True, False)
    """
    spans = [found.span() for found in (_DAY.search(text), _NUMBERED.search(text)) if found]
    spans += [(found.start, found.end) for found in find_dates(text[:100]) if not found.expression.isdigit()]
    if not spans:
        return False
    covered = {i for start, end in spans for i in range(start, end)}
    rest = "".join(" " if i in covered else char for i, char in enumerate(text))
    return len(re.findall(r"[^\W\d_]{3,}", rest)) <= max(_FEWEST_OTHER, min(_MOST_OTHER, len(covered) // 5))


def goes_on(headline: str, block: Block) -> bool:
    """Whether the line after a headline is its second line."""
    text = block.text
    if "/" in text or "@" in text:
        return False
    if (block.ended and not text.endswith("?")) or len(block.words) > _MOST_LINE_WORDS or doubt_headline(text):
        return False
    if headline.isupper() and text.isupper():
        return len(block.words) > 1
    return text[:1].islower() or (bool(_GOES_ON.search(headline)) and not headline.isupper())


def is_kicked(text: str) -> bool:
    """Whether a line begins with the kind of its article: `OPINION: What Tashkent could not carry`."""
    return bool(_KICKED.match(text))


def tops_byline(block: Block, below: str) -> bool:
    """Whether a line that is no name may be the title of what the line below it, a byline or a date, belongs to."""
    if not 2 <= len(block.words) <= _MOST_TITLE_WORDS or doubt_headline(block.text) >= _NAME_DOUBT:
        return False
    if is_labelled(below) or is_name_line(below):
        return True
    named = is_named(block.text) and len(block.words) < _FEWEST_OVER_DATE
    sentence = below.endswith(".") and len(below.split()) > _MOST_OTHER
    return not named and not block.ended and (is_issue_line(below) or (sentence and len(block.words) == _SHORT))
