"""An HTML file becomes a stream of tags and stretches of text, in linear time whatever the file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# possessive, so that no input makes it try twice; a "<" inside a tag must stand in quotes
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40}+)"
    r"(?P<attributes>(?:[^\"'<>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[=\"'])*+)>"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>=]++)))?")
_OPAQUE_NAMES = "script style noscript template svg math textarea select iframe object canvas audio video title"
_OPAQUE = frozenset(_OPAQUE_NAMES.split())
_LONGEST_ATTRIBUTES = 20_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `content` is the raw stretch inside where that is no running text (a script, a title)."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: dict[str, str]
    content: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text between tags."""

    start: int
    end: int


def scan(raw: str) -> Iterator[Tag | Text]:
    """Walk over the tags and the text between them; comments and declarations are left out."""
    done = place = 0  # where the text not yet given begins, and where to look on
    while (opening := raw.find("<", place)) >= 0:
        tag = _TAG.match(raw, opening)
        place = tag.end() if tag else _after_other(raw, opening)
        if place == opening + 1:
            continue  # just a sign
        yield from _text(done, opening)
        if tag:
            read = _read_tag(raw, tag)
            yield read
            place = max(read.end, read.content[1])
        done = place
    yield from _text(done, len(raw))


def _text(start: int, end: int) -> Iterator[Text]:
    if end > start:
        yield Text(start, end)


def _after_other(raw: str, opening: int) -> int:
    """Find the end of a comment or declaration; one past the sign where `<` is just a sign."""
    if raw.startswith("<!--", opening):
        return _past(raw, "-->", opening + 2)
    if raw.startswith("<![CDATA[", opening):
        return opening + len("<![CDATA[")
    if raw.startswith(("<!", "<?"), opening):
        return _past(raw, ">", opening)
    return opening + 1


def _past(raw: str, mark: str, start: int) -> int:
    end = raw.find(mark, start)
    return len(raw) if end < 0 else end + len(mark)


def _read_tag(raw: str, found: re.Match[str]) -> Tag:
    name, closing = found.group("name").lower(), bool(found.group("close"))
    attributes = {} if closing else read_attributes(found.group("attributes"))
    content = (0, 0)
    if not closing and name in _OPAQUE and not found.group("attributes").endswith("/"):
        close = re.compile(rf"</{name}\b", re.IGNORECASE).search(raw, found.end())
        content = (found.end(), close.start() if close else len(raw))
    return Tag(name, closing, found.start(), found.end(), attributes, content)


def read_attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag; of two with one name the first counts."""
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:_LONGEST_ATTRIBUTES]):
        attributes.setdefault(name.lower(), unescape(double or single or bare))
    return attributes
