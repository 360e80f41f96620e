"""Whether a line is a sentence of a report, or one that a page speaks to its reader with."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.documents.blocks import WORD

_FEWEST_WORDS, _ENOUGH_WORDS = 4, 9
_FEWEST_NAMES = 2
_KEPT = 1024
"""Answers kept: rules and cues ask the same of a line."""
_FULL_STOP = re.compile(r"[.!][\"')\]]*(?:\[\d+\])*$")
_QUOTED = re.compile(r'"[^"]*"')
# the forms that a verb with a subject has; verbs of publishing stand in notices without one
_OF_PAGES = (
    "updated|published|posted|modified|edited|created|filed|issued|released|printed|reserved|related|republished"
    "|reprinted"
)
_PAST = (
    "said|told|made|took|gave|met|sent|shot|struck|held|left|won|lost|cut|put|built|began|fell|broke|brought|sought|went"
    "|came|saw|sold|bought|paid|kept|led|drew|spoke|wrote|withdrew|became|grew|hit|set|let|rose|ran|lay|hurt|chose|drove"
    "|flew|froze|found|fought|got|heard|knew|meant|read|rode|sank|shook|shut|slept|spent|split|stole|stood|stuck|swore"
    "|taught|thought|threw|understood"
)
_PRESENT = (
    "says|tells|makes|takes|gives|meets|sends|holds|wants|calls|accuses|warns|rejects|denies|refuses|remains|seeks|shows"
    "|means|faces|needs|plans|fears|hopes|keeps|leads|backs|owes|buys|sells"
)
_OBJECT = r"(?= (?:the|an?|its|his|her|their|that|[A-Z]\w+)\b)"
_FINITE = re.compile(
    r"(?<=\s)(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|cannot|\w+n't"
    rf"|{_PAST}|{_PRESENT}|[a-z]{{3,}}s{_OBJECT}|(?:{_OF_PAGES})(?= (?:the|an?|its|his|her|their)\b)"
    rf"|(?!(?:{_OF_PAGES}|need|speed|united|allied)\b)[a-z]+ed)\b"
)
# words to the reader and about the page; "US" in capitals is a country
_ADDRESS = re.compile(
    r"\b(?i:you|yours?|our|ours|we|please|click|here)\b|\bus\b|[@©|·•]|\b(?i:https?:|www\.)"
    r"|\b(?i:this (?:article|page|site|website|web site|blog|newsletter|e-?mail|post|story|essay|column|publication"
    r"|service|interview|letter|issue|edition|copy|report (?:was|has been))|the (?:authors?|columnists?)(?:'s)?"
    r"|letters to the editor|p\.?o\.? box|(?:is|are) (?:published|printed|edited|produced)(?: \w+ly)? (?:by|in))\b"
)
_BIDS = re.compile(
    r"[\W_]*(?:subscribe|unsubscribe|donate|sign (?:up|in)|log (?:in|on)|click|tap|scroll|follow (?!-)|join|get|receive"
    r"|read|visit|enter|support (?:our|us|independent|quality)|become|register (?:for|to|with|now)|tweet"
    r"|share (?:this|your|on)|print (?:this|the page)|listen|watch|see also|tell a|send (?:this|it|your)|leave a"
    r"|write to|copyright \d|sponsored (?:by|content)|advertise(?:ment)?|also read)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:\b[A-Z][\w'&-]*|\bof(?= [A-Z]))(?: (?:[A-Z][\w'&-]*|of(?= [A-Z])))*")
# a joining word and a subject of its own with its verb
_OTHER_SUBJECT = re.compile(
    r"(?:\b(?:and|but|when|while|after|before|as|because|although|though|until|since|that|which|whom)|[,;]) "
    rf"(?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)* (?:is|are|was|were|has|had|will|would|{_PAST}|(?!{_OF_PAGES})[a-z]+ed)\b"
)
# what reports tell of a person, and notes on an author do not
_NEWS = re.compile(
    r"\b(?:met|said|says|told|accused|warned|attacked|expelled|denied|rejected|condemned|killed|arrested|jailed|summoned"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r".*?[.!?](?=\s+[A-Z\"']|$)|.+")


@lru_cache(maxsize=_KEPT)
def is_reporting(text: str) -> bool:
    """Whether a line is a full sentence that tells something of the world, not of the page it stands on.

    It ends in a full stop, has a verb in a finite form, speaks to nobody outside its quotations, and is of some length
    or holds two names.

    >>> is_reporting("Japan announced a donation of vaccines to Taiwan."), is_reporting("Donate to our work today.")
    (True, False)
    """
    words = WORD.findall(text)
    if len(words) < _FEWEST_WORDS or not _FULL_STOP.search(text) or _BIDS.match(text):
        return False
    told = _QUOTED.sub(" ", text)
    if not _FINITE.search(told) or _ADDRESS.search(told):
        return False
    return len(words) >= _ENOUGH_WORDS or len(_NAMES.findall(text)) >= _FEWEST_NAMES


def has_finite_verb(text: str) -> bool:
    """Whether a line has a verb in a form that needs a subject, outside its quotations."""
    return bool(_FINITE.search(_QUOTED.sub(" ", text)))


def speaks_to_reader(text: str) -> bool:
    """Whether a line bids its reader do something, or speaks of the page that it stands on."""
    return bool(_BIDS.match(text) or _ADDRESS.search(text))


def tells_news(text: str) -> bool:
    """Whether the first sentence has news, or a clause with another subject, as notes on an author have not.

    >>> tells_news("Ann Lee is a fellow in Oslo and has written on trade.")
    False
    >>> tells_news("Ann Lee is an envoy, but Norway recalled her.")
    True
    """
    first = _FIRST_SENTENCE.match(text)
    return bool(first and (_OTHER_SUBJECT.search(first.group()) or _NEWS.search(first.group())))
