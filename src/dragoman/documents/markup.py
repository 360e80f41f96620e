"""An HTML page becomes blocks, each with what the tags around it say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from dragoman.documents.aligned import Aligned, from_one, from_raw, join, replace
from dragoman.documents.blocks import Block
from dragoman.documents.cleaning import clean
from dragoman.documents.cues import match_cue
from dragoman.documents.tags import Tag, Text, scan
from dragoman.model import RegionKind

_BLOCK_NAMES = """
address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 head header hgroup html label li main menu nav ol option p pre section summary table tbody
td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "wbr", "source", "track", "area", "base", "col", "embed")
)
# an opening tag ends an open one of the same row that stands right above it
_ENDS = (
    frozenset(("li",)),
    frozenset(("dt", "dd")),
    frozenset(("td", "th")),
    frozenset(("tr",)),
    frozenset(("option",)),
)
_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MILD = frozenset((RegionKind.STANDFIRST, RegionKind.BLOCK_QUOTE, RegionKind.BYLINE, RegionKind.CAPTION))


@dataclass(frozen=True, slots=True)
class Frame:
    """An open element with what it and those around it say."""

    name: str
    kind: RegionKind | None = None
    firm: bool = False


@dataclass
class Page:
    """An HTML page taken apart."""

    blocks: list[Block] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    """Attributes of `meta` and `link` tags, in order."""
    times: list[str] = field(default_factory=list)
    """`datetime` of `time` tags outside comments and lists of other articles."""
    scripts: list[str] = field(default_factory=list)
    """Contents of `application/ld+json` scripts."""
    title: str = ""
    """Content of the `title` tag."""
    language: str = ""
    """What the `html` tag declares."""
    elements: int = 0
    depth: int = 0


def read_page(raw: str) -> Page:
    """Take a page apart; any text is a page."""
    page = _Walk(raw)
    for item in scan(raw):
        if isinstance(item, Text):
            page.add_text(item)
        elif item.closing:
            page.close(item)
        else:
            page.open(item)
    page.flush()
    return page.page


class _Walk:
    """The state of the walk over one page."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.page = Page()
        self.stack: list[Frame] = [Frame("")]
        self.open_names: dict[str, int] = {}
        self.pieces: list[Aligned] = []
        self.linked = 0
        self.in_link = False
        self.broken = False  # the last thing seen was a line break

    def add_text(self, item: Text) -> None:
        if (
            self.stack[-1].name in {"head", "html", "table", "tr", "ul", "ol", "dl"}
            and not self.raw[item.start : item.end].strip()
        ):
            return
        piece = from_raw(self.raw, item.start, item.end)
        blank = not piece.text.strip()
        self.broken = self.broken and blank
        self.pieces.append(replace(piece, _ENTITY, lambda match: _decoded(match.group())))
        self.linked += len(piece.text.strip()) if self.in_link else 0

    def open(self, tag: Tag) -> None:
        self.page.elements += 1
        self._note(tag)
        if tag.name == "br":
            self._break_line(tag)
        elif tag.name == "hr":
            self.flush()
        elif tag.name == "a":
            self.in_link = "href" in tag.attributes
        elif tag.name not in _VOID and tag.content[1] == 0 and (tag.name in _BLOCKS or _is_hidden(tag)):
            self._push(tag)

    def close(self, tag: Tag) -> None:
        if tag.name == "a":
            self.in_link = False
        if not self.open_names.get(tag.name):
            return
        self.flush()
        while True:
            frame = self._pop()
            if frame.name == tag.name:
                return

    def flush(self) -> None:
        """End the block that is being gathered."""
        gathered = join(self.pieces)
        self.pieces, linked, self.linked, self.broken = [], self.linked, 0, False
        cleaned = clean(gathered)
        if cleaned.text:
            frame = self.stack[-1]
            share = min(linked / max(len(gathered.text.strip()), 1), 1.0)
            self.page.blocks.append(Block(cleaned, frame.name or "text", frame.kind, frame.firm, None, share))

    def _break_line(self, tag: Tag) -> None:
        if self.broken:
            self.flush()
            return
        self.pieces.append(from_one("\n", tag.start, tag.end))
        self.broken = True

    def _push(self, tag: Tag) -> None:
        self.flush()
        top = self.stack[-1].name
        if top == "p" or any(top in row and tag.name in row for row in _ENDS):
            self._pop()
        self.stack.append(_frame(tag, self.stack[-1]))
        self.open_names[tag.name] = self.open_names.get(tag.name, 0) + 1
        self.page.depth = max(self.page.depth, len(self.stack))

    def _pop(self) -> Frame:
        frame = self.stack.pop()
        self.open_names[frame.name] -= 1
        return frame

    def _note(self, tag: Tag) -> None:
        """Keep what a tag says about the page."""
        content = self.raw[slice(*tag.content)]
        if tag.name in {"meta", "link"}:
            self.page.metas.append(tag.attributes)
        elif tag.name == "title" and not self.page.title:
            self.page.title = " ".join(unescape(content).split())
        elif tag.name == "html":
            self.page.language = tag.attributes.get("lang", "")
        elif tag.name == "script" and "ld+json" in tag.attributes.get("type", ""):
            self.page.scripts.append(content)
        elif tag.name == "time" and self.stack[-1].kind not in {
            RegionKind.COMMENT,
            RegionKind.RELATED,
            RegionKind.NAVIGATION,
        }:
            self.page.times.append(tag.attributes.get("datetime", ""))


def _decoded(entity: str) -> str | None:
    """Decode an entity; None where it is none."""
    decoded = unescape(entity)
    return None if decoded == entity else decoded


def _frame(tag: Tag, parent: Frame) -> Frame:
    """Say what an element is: what a firm one around it says, else its tag, else its names, else what is around it."""
    if parent.firm:
        return Frame(tag.name, parent.kind, firm=True)
    if _is_hidden(tag):
        return Frame(tag.name, RegionKind.MARKUP, firm=True)
    named = None if tag.name in _WHOLE_PAGE else _kind_by_names(tag)
    if named is RegionKind.PULL_QUOTE:
        return Frame(tag.name, named, firm=True)
    own = match_cue("tag", tag.name)
    if own:
        return Frame(tag.name, own, firm=own not in _MILD)
    if tag.name in _HEADINGS:
        return Frame(tag.name, parent.kind or RegionKind.HEADLINE)
    return Frame(tag.name, named or parent.kind, firm=named in {RegionKind.COMMENT, RegionKind.RELATED})


def _is_hidden(tag: Tag) -> bool:
    return "hidden" in tag.attributes or bool(_HIDDEN.search(tag.attributes.get("style", "")))


def _kind_by_names(tag: Tag) -> RegionKind | None:
    """Read the class, id and role of an element."""
    names = " ".join(tag.attributes.get(key, "") for key in ("class", "id", "role", "itemprop"))[:500]
    kinds = (match_cue("class", name) for name in names.replace("_", "-").split())
    return next((kind for kind in kinds if kind), None)
