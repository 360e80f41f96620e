"""An HTML page becomes blocks, each with what the tags around it say about it."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from html import unescape

from dragoman.documents.aligned import Aligned, from_one, from_raw, join, replace
from dragoman.documents.blocks import LONG_PROSE, NOWHERE, Block, Place
from dragoman.documents.cleaning import clean
from dragoman.documents.cues import match_cue
from dragoman.documents.tags import Tag, Text, scan
from dragoman.documents.wrapping import is_wrapped
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
_SURE = frozenset((RegionKind.COMMENT, RegionKind.RELATED))
# elements that stand within the run of an article's paragraphs
_INNER = frozenset(("p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "figure", "pre", "center", *_HEADINGS))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_NAME = 60
_SWITCH = re.compile(r"(?:has|no|is|with|without|not|js|hide|can|page-(?:with|has|template))-.*", re.IGNORECASE)
_ROUNDS = 4
_MOST_PROSE, _SOME_PROSE, _LEAST_WORDS = 0.6, 0.3, 40


@dataclass(frozen=True, slots=True)
class Frame:
    """An open element with what it and those around it say."""

    name: str
    kind: RegionKind | None = None
    firm: bool = False
    namer: int = -1
    """Where the tag begins whose class or id gave the kind."""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of a block."""

    text: Aligned
    linked: int = 0
    breaks: bool = False
    """Whether it is a line break."""


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
    """Take a page apart; any text is a page.

    An element whose name means comments, promotions and the like, but which holds the article itself, is read again
    as if it had no name.
    """
    spared: frozenset[int] = frozenset()
    for _ in range(_ROUNDS):
        walk = _walked(raw, spared)
        wrong = walk.misnamed()
        if not wrong:
            break
        spared |= wrong
    return walk.page


def _walked(raw: str, spared: frozenset[int]) -> _Walk:
    walk = _Walk(raw, spared)
    for item in scan(raw):
        if isinstance(item, Text):
            walk.add_text(item)
        elif item.closing:
            walk.close(item)
        else:
            walk.open(item)
    walk.flush()
    return walk


class _Walk:
    """The state of the walk over one page."""

    def __init__(self, raw: str, spared: frozenset[int]) -> None:
        self.raw = raw
        self.spared = spared
        self.page = Page()
        self.stack: list[Frame] = [Frame("")]
        self.open_names: dict[str, int] = {}
        self.pieces: list[Piece] = []
        self.in_link = False
        self.broken = False  # the last thing seen was a line break
        self.rules = 0
        self.named: dict[str, tuple[RegionKind | None, bool]] = {}
        self.prose: dict[tuple[int, RegionKind | None], int] = {}
        self.heads: set[int] = set()
        self.first = -1  # what named the element of the first long paragraph

    def misnamed(self) -> frozenset[int]:
        """Find the elements named as noise that hold the article: its headline or most of the page's prose."""
        whole = sum(self.prose.values())
        open_words = sum(words for (namer, _), words in self.prose.items() if namer < 0)
        wrong = {
            namer
            for (namer, kind), words in self.prose.items()
            if namer >= 0
            and (
                (namer in self.heads and words > _SOME_PROSE * whole)
                or (
                    words > _MOST_PROSE * whole
                    and (open_words < _LEAST_WORDS or kind not in _SURE or namer == self.first)
                )
            )
        }
        return frozenset(wrong)

    def add_text(self, item: Text) -> None:
        if (
            self.stack[-1].name in {"head", "html", "table", "tr", "ul", "ol", "dl"}
            and not self.raw[item.start : item.end].strip()
        ):
            return
        piece = from_raw(self.raw, item.start, item.end)
        length = len(piece.text.strip())
        self.broken = self.broken and not length
        decoded = replace(piece, _ENTITY, lambda match: _decoded(match.group()))
        self.pieces.append(Piece(decoded, length if self.in_link else 0))

    def open(self, tag: Tag) -> None:
        self.page.elements += 1
        self._note(tag)
        if tag.name == "br":
            self._break_line(tag)
        elif tag.name == "hr":
            self.flush()
            self.rules += 1
        elif tag.name == "a":
            self.in_link = "href" in tag.attributes or not tag.attributes
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
        pieces, self.pieces, self.broken = self.pieces, [], False
        for line in _lines(pieces, self.stack[-1].name):
            self._add_block(line)

    def _add_block(self, line: list[Piece]) -> None:
        gathered = join(piece.text for piece in line)
        cleaned = clean(gathered)
        if not cleaned.text:
            return
        frame = self.stack[-1]
        share = min(sum(piece.linked for piece in line) / max(len(gathered.text.strip()), 1), 1.0)
        place = dataclasses.replace(frame.place, section=self.rules)
        block = Block(cleaned, frame.name or "text", frame.kind, frame.firm, None, share, place)
        self.page.blocks.append(block)
        if block.is_prose:
            key = frame.namer, frame.kind
            self.prose[key] = self.prose.get(key, 0) + len(block.words)
            if len(block.words) >= LONG_PROSE and len(self.prose) == 1:
                self.first = frame.namer

    def _break_line(self, tag: Tag) -> None:
        if self.broken:
            self.flush()
            return
        self.pieces.append(Piece(from_one("\n", tag.start, tag.end), breaks=True))
        self.broken = True

    def _push(self, tag: Tag) -> None:
        self.flush()
        top = self.stack[-1].name
        if top == "p" or any(top in row and tag.name in row for row in _ENDS):
            self._pop()
        self.stack.append(self._frame(tag, self.stack[-1]))
        if tag.name == "h1":
            self.heads.add(self.stack[-1].namer)
        self.open_names[tag.name] = self.open_names.get(tag.name, 0) + 1
        self.page.depth = max(self.page.depth, len(self.stack))

    def _pop(self) -> Frame:
        frame = self.stack.pop()
        self.open_names[frame.name] -= 1
        return frame

    def _frame(self, tag: Tag, parent: Frame) -> Frame:
        """Say what an element is: what a firm one around it says, else its tag, its names, what is around it."""
        place = _place(tag, parent.place)
        if parent.firm:
            return Frame(tag.name, parent.kind, True, parent.namer, place)
        if _is_hidden(tag):
            return Frame(tag.name, RegionKind.MARKUP, True, parent.namer, place)
        named, firm = self._by_names(tag)
        if named is RegionKind.PULL_QUOTE:
            return Frame(tag.name, named, True, parent.namer, place)
        own = match_cue("tag", tag.name)
        if own and not (own in _MILD and firm):
            return Frame(tag.name, own, own not in _MILD, parent.namer, place)
        if tag.name in _HEADINGS:
            kept = None if tag.name == "h1" else parent.kind
            return Frame(tag.name, kept or RegionKind.HEADLINE, False, parent.namer, place)
        namer = tag.start if named else parent.namer
        return Frame(tag.name, named or parent.kind, firm, namer, place)

    def _by_names(self, tag: Tag) -> tuple[RegionKind | None, bool]:
        """Read the class, id and role of an element."""
        if tag.name in _WHOLE_PAGE or tag.start in self.spared:
            return None, False
        names = " ".join(tag.attributes.get(key, "") for key in ("class", "id", "role", "itemprop"))[:500]
        if names not in self.named:
            self.named[names] = _kind_of_names(names)
        return self.named[names]

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


def _place(tag: Tag, parent: Place) -> Place:
    """Give the place of what stands in an element; paragraphs, lists and headings stand where they do."""
    if tag.name in _INNER:
        return parent
    own = f"{tag.name}.{tag.attributes.get('class', '')[:200]}"
    return Place(container=tag.start, parent=parent.container, shape=f"{parent.shape.rsplit('>', 1)[-1]}>{own}")


def _lines(pieces: list[Piece], name: str) -> list[list[Piece]]:
    """Cut a block at its line breaks, except those of a heading, of a wrapped text or within a sentence."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.breaks:
            lines.append([])
        else:
            lines[-1].append(piece)
    if len(lines) == 1:
        return lines
    texts = ["".join(piece.text.text for piece in line).strip() for line in lines]
    if name in _HEADINGS or is_wrapped(texts):
        return [pieces]
    joined = [lines[0]]
    breaks = [piece for piece in pieces if piece.breaks]
    for before, after, line, mark in zip(texts, texts[1:], lines[1:], breaks, strict=False):
        if after[:1].islower() and not before.endswith((".", "!", "?", ":")) and not match_cue("line", after):
            joined[-1] += [mark, *line]
        else:
            joined.append(line)
    return joined


def _is_hidden(tag: Tag) -> bool:
    return "hidden" in tag.attributes or bool(_HIDDEN.search(tag.attributes.get("style", "")))


def _kind_of_names(names: str) -> tuple[RegionKind | None, bool]:
    """Tell what a class, id or role says of an element, and whether that leaves no doubt."""
    words = [_CAMEL.sub("-", name).lower() for name in names.replace("_", "-").split() if len(name) < _LONGEST_NAME]
    words = [word for word in words if not _SWITCH.fullmatch(word)]
    for where in ("class", "firm", "word"):
        kind = next((kind for word in words if (kind := match_cue(where, word))), None)
        if kind:
            return kind, where == "firm" or kind in _SURE
    return None, False
