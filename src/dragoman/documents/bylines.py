"""Who wrote an article, as the line under its title, a signature or a note on the author says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.documents.outlets import SMALL, is_body, is_paper, words_of

_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b|\bund\b|\bet\b|\by\b|\bwith\b|/)\s*")
_NOT_WRITERS = re.compile(
    r"(?:photo\w*|pictures?|images?|illustrat\w+|cartoon|graphics?|maps?|video|translat\w+"
    r"|edit(?:ed|ing|or|ors)"
    r"|compiled"
    r"|additional reporting|reporting for|contact|publish(?:ed|er)|copyright"
    r"|source|section|dateline|length|tags?|foto\w*"
    r"|caption|credits?|designed|powered|sent|approved"
    r"|last updated|updated|uploaded|modified|produced|hosted|sponsored)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:(?:an? )?(?:(?:guest|special|exclusive) )?(?:interview(?:ed)?|report(?:ed|ing)?|story|words|text"
    r"|written|analysis"
    r"|opinion|posted|submitted|essay|column|commentary|review(?:ed)?|dispatch|letter|article|filed|conducted|prepared"
    r"|(?:guest )?post|contribution"
    r"|authored|lecture|talk|keynote|paper)(?: (?:conducted|written))? )?by|byline|by-line|authors?|auteurs?|autore?s?"
    r"|words|text|texto|texte|story"
    r"|writer|von|par|por|di|da|door|af|av|from)\b\s*:?\s+",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"^(?:an? )?(?:interview|conversation|talk) with [^.!?]{3,60}? by\s+"
    r"|^[^.!?]{0,60}?\b(?:posted|written|interviewed|reported|published)(?: on| at| the|,)* by\s+",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?:in|at|en|à|aus|reporting from|from)\s+"
    r"[^\W\d_a-z][\w'’-]*(?:[ -][^\W\d_a-z][\w'’-]*){0,2}(?=$|[,;&|]|\s+and\b)"
)
_END = re.compile(
    r"\s*[|·•(\[—–*»]\s*|\s+-+\s|\s+//?\s|:|\d|\s+(?:in|at|on|for|from|is|was|has|are"
    r"|of|the|that|reports?|writes?|today|via)\b"
    r"|(?:^|\s)(?:posted|published|updated|last|for|special to)\b|(?<![^\W\d_]\.[^\W\d_])(?<!\b[^\W\d_])\.\s|['’]s\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"^(?:air commodore|air (?:vice |chief )?marshal|brigadier|colonel|col\.|lieutenant|lt\.?|maj\.?|major"
    r"|general|gen\.?"
    r"|admiral|commander|captain|capt\.?|dr\.?|prof\.?|professor"
    r"|ambassador|amb\.?|sir|lord|lady|dame|baroness|rev\.?|hon\.?"
    r"|senator|mr\.?|mrs\.?|ms\.?|mme\.?|m\.|sheikh|syed(?= \w+ \w+ \w+)|former)\s+(?:\((?:r|retd?\.?)\)\s*)?",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\b(Dr|Prof|Mr|Mrs|Ms|Amb|Lt|Gen|Col|Capt|Maj|Rev|Hon|Brig|Sen|Rep)\.")
_USER = re.compile(
    r"(?:author:? (?P<one>\w*\d\w*)|posted by:? (?P<two>[\w.-]{2,20})(?: ?(?:@|at\b|on\b|\|).*)?)", re.IGNORECASE
)
_FIELD = re.compile(r"^(?:by-?line|authors?) ?: ?(?:by )?", re.IGNORECASE)
_PARTICLE_WORDS = """
abu al ap ben bin bint da das de del della den der di do dos du el ibn la le san st ten ter ud ul ur van von zu
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_TOKEN = re.compile(r"(?:[^\W\d_]\.-?)+|(?:[a-zA-Z]{1,3}['’-])?[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?")
_NAME_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|al|bin|de|van|von|el|der|da|di)"
_NOTE = re.compile(
    rf"(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}),?"
    r" (?:is|was|has|teaches|works|writes|covers|served|serves|reports|lives|who)\b"
)
_TWO = re.compile(r"(?P<a>.{4,40}?) and (?P<b>.{4,40}?) are\b")
_IN_SENTENCES = frozenset("is was has are the that of today".split())
_MOST_NAME_WORDS = 5
_MOST_LINE_WORDS = 24
_LONGEST_LINE = 300


class Written(NamedTuple):
    """A writer, and the line that names him."""

    name: str
    line: str


def writers_of(line: str) -> list[str]:
    """Read the persons in a byline, with `By` or without; no papers, places, photographers or translators.

    >>> writers_of("By Ambassador Jane Doe and J. van der Roe in Nairobi, Delta Gazette"), writers_of("By our staff")
    (['Jane Doe', 'J. van der Roe'], [])
    """
    text = _SHORTENED.sub(r"\1", line[:_LONGEST_LINE].strip(" *_~\"'-–—"))
    if _NOT_WRITERS.match(text):
        return []
    user = _USER.fullmatch(text)
    if user:
        name = user["one"] or user["two"]
        return [] if name.lower() in words_of("person") else [name]
    text = _FIELD.sub("By ", text)
    label = _LABEL.match(text) or _INSIDE.match(text)
    rest = text[label.end() :] if label else text
    told = bool(label) and not (label and label.group().strip().lower() == "from" and not _names_one(rest))
    return [] if label and not told else _listed(rest, labelled=told)


def _names_one(text: str) -> bool:
    """Whether a text after `From` begins with two words of a name: `From K. R. Narayan in Delhi`."""
    return len(_person(_END.split(_PLACE.sub("", text), maxsplit=1)[0]).split()) > 1


def is_labelled(line: str) -> bool:
    """Whether a line begins with `By`, `Author:`, `Posted by` and the like, and names a person."""
    text = line.strip(" *_")
    return bool(_LABEL.match(text) or _INSIDE.match(text)) and bool(writers_of(line))


def is_name_line(line: str) -> bool:
    """Whether a line without a label is made of persons' names and what they are, and of nothing else.

    >>> is_name_line("Jane Doe, Staff Writer"), is_name_line("Middle East"), is_name_line("Jane Doe wins again")
    (True, False, False)
    """
    found = writers_of(line)
    words = line.replace(",", " ").split()
    if not found or len(words) > _MOST_LINE_WORDS or any(sign in line for sign in "?!:") or words[0].lower() in SMALL:
        return False
    plain = _PLACE.sub("", _RANK.sub("", line))
    cut = _END.search(plain)
    first = _SPLIT.split(_END.split(plain, maxsplit=1)[0])[0]
    rest = first.split()[len(found[0].split()) :]
    if cut and cut.group().strip().lower() in _IN_SENTENCES and not rest:
        return False
    return all(word.strip(".,").lower() in words_of("person") - SMALL for word in rest[:1])


def _listed(text: str, *, labelled: bool) -> list[str]:
    """Cut a list of names; after a comma alone a bare line names a place or a paper."""
    plain = _END.split(_PLACE.sub("", _RANK.sub("", text)), maxsplit=1)[0]
    pieces = [piece for piece in _SPLIT.split(plain) if piece]
    found = [name for piece in _persons_first(pieces) if (name := _person(piece))]
    full = [name for name in found if " " in name]
    joined = bool(re.search(r"\band\b|&|;|\bund\b|\bet\b|\by\b", plain, re.IGNORECASE))
    if full:
        return list(dict.fromkeys(full if labelled or joined else full[:1]))
    return found[:1] if labelled and len(pieces) == 1 else []


def _persons_first(pieces: list[str]) -> Iterator[str]:
    """Give the pieces up to the first paper or body after a person."""
    for i, piece in enumerate(pieces):
        if i and (is_paper(piece) or is_body(piece)):
            return
        yield piece


def _person(text: str) -> str:
    """Read the name that a text begins with, without its titles; empty where it is no name."""
    plain = text.strip(" .,*_") + ("." if re.search(r"\b[A-Z]\.$", text.strip()) else "")
    while (shorter := _RANK.sub("", plain)) != plain:
        plain = shorter
    if is_paper(plain) or (is_body(plain) and not plain.isupper()):
        plain = "" if not plain.isupper() else plain
    kept: list[str] = []
    for word in plain.split():
        low = word.strip(".,").lower()
        stops = low in words_of("person") or (len(kept) > 1 and low in words_of("paper"))
        if stops or not (_TOKEN.fullmatch(word) or (low in _PARTICLES and word != plain.split()[-1])):
            if not stops and not word[:1].isupper():
                return ""
            break
        kept.append(word)
    return _tidied(kept) if kept and len(kept) <= _MOST_NAME_WORDS else ""


def _tidied(words: list[str]) -> str:
    """Join a name; one of capitals gets small letters, but for its initials."""
    name = " ".join(words).strip(" ,")
    if len(name.replace(".", "")) < 3 or not any(len(word.strip(".")) > 1 for word in words):
        return ""
    shouted = name.isupper() and len(words) > 1
    return " ".join(word if "." in word or len(word) < 3 else word.title() for word in words) if shouted else name


def noted_writers(note: str) -> list[str]:
    """Read the persons whom a note on the author begins with.

    >>> noted_writers("Ann Lee is a fellow in Oslo."), noted_writers("The author is a student.")
    (['Ann Lee'], [])
    """
    text = _RANK.sub("", re.sub(r"^about the authors?:?\s*", "", note.strip(), flags=re.IGNORECASE))
    text = re.sub(r"^the (?:writer|author),\s*", "", text, flags=re.IGNORECASE)
    two, one = _TWO.match(text), _NOTE.match(text)
    if two and (names := [_person(two["a"]), _person(two["b"])]) and all(" " in name for name in names):
        return names
    name = _person(one["name"]) if one else ""
    return [name] if " " in name else []
