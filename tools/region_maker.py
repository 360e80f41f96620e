"""Marked lines of page shapes are recombined to thousands of pages whose every character has a known kind."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from region_names import SITES, fill

FOLDER = Path(__file__).parent / "region_pages"
BODY = frozenset(("body", "block-quote"))
_ARTICLE = frozenset((*BODY, "subhead", "pull-quote"))
_SENTENCES = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!Dr\.)(?<!St\.) (?=[A-Z\"'])(?<!^\d\. )")


@dataclass(frozen=True)
class Line:
    """A marked line; `cuts` are the stretches within it that are of another kind."""

    kind: str
    text: str
    gap: bool = False
    """Whether a blank line stands before it."""
    cuts: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Shape:
    """A marked page: what surrounds the article, and the article."""

    name: str
    facts: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def first(self) -> int:
        """Place of the first line of the article."""
        return next(i for i, line in enumerate(self.lines) if line.kind in BODY)

    @property
    def last(self) -> int:
        """Place of the last line of the article."""
        return max(i for i, line in enumerate(self.lines) if line.kind in BODY)

    @property
    def story(self) -> list[Line]:
        """The article alone."""
        inside = self.lines[self.first : self.last + 1]
        return [line for line in inside if line.kind in _ARTICLE or (line.kind in {"caption", "dateline"})]


@dataclass(frozen=True)
class Made:
    """A page with the kind of each stretch."""

    shape: str
    raw: str
    spans: tuple[tuple[int, int, str], ...]
    lines: tuple[Line, ...] = field(default=(), repr=False)


@cache
def load_shapes() -> tuple[Shape, ...]:
    """Read the marked pages."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.tsv")) if path.stem != "bank")


@cache
def load_bank() -> tuple[Line, ...]:
    """Read the single lines of each kind."""
    return tuple(_lines((FOLDER / "bank.tsv").read_text(encoding="utf-8").splitlines()))


def _read(path: Path) -> Shape:
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    facts = dict(item.split("=", 1) for item in head.split("\t", 1)[1].split(";"))
    return Shape(path.stem, facts, tuple(_lines(rows)))


def _lines(rows: list[str]) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for row in rows:
        kind, _, text = row.partition("\t")
        if not row.strip():
            gap = True
        elif kind == "+":
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text}\n{text}")
        else:
            lines.append(Line(kind, text, gap))
            gap = False
    return lines


class Maker:
    """Makes pages of some shapes, articles and single lines, by chance with a seed."""

    def __init__(self, shapes: list[Shape], bank: list[Line], seed: int) -> None:
        self.shapes, self.bank, self.rng = shapes, bank, random.Random(seed)  # noqa: S311  pages, no secrets

    def make(self) -> Made:
        """Make one page."""
        rng = self.rng
        chrome = rng.choice(self.shapes)
        native = rng.random() < 0.35
        article = chrome if native else rng.choice(self.shapes)
        lines = list(chrome.lines) if native else self._joined(chrome, article)
        facts = {**article.facts, "site": rng.choice(SITES), "domain": rng.choice(("courier.example", "post.example"))}
        lines = self._varied(lines, foreign=not native, article=article)
        lines = [self._filled(line, facts) for line in lines]
        lines = self._spoken(self._lengths(lines), facts)
        lines = self._glued(lines, facts)
        return _written(chrome.name, self._spaced(lines, native=native), wrap=rng.random() < 0.08, rng=rng)

    def _joined(self, chrome: Shape, article: Shape) -> list[Line]:
        """Put an article into the page of another, with its title and what stood between its paragraphs."""
        head = [self._swapped(line, article) for line in self._head(chrome)]
        tail = self._tail(chrome)
        story = article.story
        if self.rng.random() < 0.25:
            other = self.rng.choice([shape for shape in self.shapes if shape is not article])
            story = [*story, *[line for line in other.story if line.kind in BODY]]
        inside = chrome.lines[chrome.first : chrome.last + 1]
        for i, line in enumerate(inside):
            if line.kind not in _ARTICLE and line.kind != "dateline":
                story.insert(1 + int(i / len(inside) * len(story)), line)
        return [*head, *story, *tail]

    def _head(self, chrome: Shape) -> list[Line]:
        """Take what stands before the article, with some runs of lines exchanged for those of another page."""
        head = chrome.lines[: chrome.first]
        other = self.rng.choice(self.shapes)
        return self._mixed(_runs(head), _runs(other.lines[: other.first]), keep=("headline",))

    def _tail(self, chrome: Shape) -> list[Line]:
        """Take what stands after the article, with runs exchanged, moved, and taken from other pages."""
        rng = self.rng
        runs = _runs(chrome.lines[chrome.last + 1 :])
        others = [rng.choice(self.shapes) for _ in range(2)]
        others_runs = [run for other in others for run in _runs(other.lines[other.last + 1 :])]
        if rng.random() < 0.3:
            runs = runs + rng.sample(others_runs, min(len(others_runs), rng.randint(1, 4)))
        if rng.random() < 0.25:
            at = rng.randrange(max(len(runs), 1))
            runs = runs[at:] + runs[:at]
        return self._mixed(runs, others_runs)

    def _mixed(self, runs: list[list[Line]], others: list[list[Line]], keep: tuple[str, ...] = ()) -> list[Line]:
        mixed: list[Line] = []
        share = self.rng.choice((0.0, 0.2, 0.6))
        for run in runs:
            same = [other for other in others if other[0].kind == run[0].kind and run[0].kind not in keep]
            mixed += self.rng.choice(same) if same and self.rng.random() < share else run
        return mixed

    def _swapped(self, line: Line, article: Shape) -> Line:
        same = [own for own in article.lines[: article.first] if own.kind == line.kind]
        if line.kind in {"headline", "standfirst", "caption"}:
            pool = same or [own for own in self.bank if own.kind == line.kind]
            return replace(line, text=self.rng.choice(pool).text) if pool else line
        return line

    def _varied(self, lines: list[Line], *, foreign: bool, article: Shape) -> list[Line]:
        """Drop, add and exchange lines that are not of the article."""
        rng = self.rng
        first, last = _body_ends(lines)
        bare = rng.random()
        drop_head, drop_tail = bare < 0.12, 0.06 < bare < 0.2
        drop = rng.choice((0.0, 0.05, 0.2))
        own = [one for one in article.lines if one.kind in {"comment", "related"} and len(one.text.split()) > 5]
        made: list[Line] = []
        if rng.random() < 0.08:  # as feeds give them: no headline, nothing before the text
            lines, first, last = lines[first:], 0, last - first
        for i, line in enumerate(lines):
            outside = line.kind not in BODY
            cut = (drop_head and i < first and line.kind != "headline") or (drop_tail and i > last)
            if outside and (cut or (rng.random() < drop and line.kind != "headline")):
                continue
            made.append(self._exchanged(line, own, foreign=foreign))
            if outside and rng.random() < 0.1:
                made += self._drawn(line.kind)
            elif line.kind == "body" and i < last and rng.random() < 0.08:
                made += [
                    *self._drawn(
                        rng.choice(("navigation", "related", "caption", "subhead", "share", "related")), inside=True
                    )
                ]
        return made

    def _exchanged(self, line: Line, own: list[Line], *, foreign: bool) -> Line:
        rng = self.rng
        same = [one for one in own if one.kind == line.kind]
        if foreign and line.kind in {"comment", "related"} and len(line.text.split()) > 5 and rng.random() < 0.7:
            pool = same if same and rng.random() < 0.5 else [one for one in self.bank if one.kind == line.kind]
            pool = [one for one in pool if len(one.text.split()) > 5]
            return replace(line, text=rng.choice(pool).text) if pool else line
        if line.kind not in {"body", "headline", "subhead", "block-quote", "pull-quote"} and rng.random() < 0.12:
            drawn = self._drawn(line.kind)
            return replace(drawn[0], gap=line.gap) if drawn else line
        return line

    def _drawn(self, kind: str, *, inside: bool = False) -> list[Line]:
        """Draw a single line; within the article no sentence that could be the article's own."""
        pool = [line for line in self.bank if line.kind == kind]
        pool = [line for line in pool if not (inside and kind == "related" and re.search(r"[.…\]]$", line.text))]
        return [self.rng.choice(pool)] if pool else []

    def _lengths(self, lines: list[Line]) -> list[Line]:
        """Cut the article short, into single sentences, or into one long paragraph."""
        rng = self.rng
        chance = rng.random()
        if chance < 0.07:
            places = [i for i, line in enumerate(lines) if line.kind in BODY]
            gone = set(places[rng.randint(2, 4) :])
            return [line for i, line in enumerate(lines) if i not in gone]
        if chance < 0.24:
            return [part for line in lines for part in self._sentences(line)]
        return _merged(lines) if chance < 0.3 else lines

    def _sentences(self, line: Line) -> list[Line]:
        if line.kind != "body" or self.rng.random() < 0.2:
            return [line]
        parts = _SENTENCES.split(line.text)
        return [replace(line, text=part, gap=line.gap or i > 0) for i, part in enumerate(parts)]

    def _spoken(self, lines: list[Line], facts: dict[str, str]) -> list[Line]:
        """Repeat the headline where pages do, write it in capitals, and repeat a sentence as a pull quote."""
        rng = self.rng
        places = [i for i, line in enumerate(lines) if line.kind == "headline"]
        if places and rng.random() < 0.15:
            at = places[0]
            shouted = lines[at].text.upper() if rng.random() < 0.5 else lines[at].text.title()
            lines = [*lines[:at], replace(lines[at], text=shouted), *lines[at + 1 :]]
        if places and rng.random() < 0.2:
            title = lines[places[0]].text
            crumb = rng.choice((f"Home > World > {title}", f"{title} | {facts['site']}", f"Home / News / {title}"))
            lines = [Line("navigation", crumb, gap=False), *lines]
        return self._pulled(lines) if rng.random() < 0.12 else lines

    def _pulled(self, lines: list[Line]) -> list[Line]:
        rng = self.rng
        bodies = [i for i, line in enumerate(lines) if line.kind == "body"]
        sentence = rng.choice(_SENTENCES.split(lines[rng.choice(bodies)].text)).replace("\n", " ")
        if not 6 <= len(sentence.split()) <= 35 or len(bodies) < 4:
            return lines
        at = rng.choice(bodies[1:])
        pulled = sentence if rng.random() < 0.6 else f'"{sentence.strip(chr(34))}"'
        return [*lines[:at], Line("pull-quote", pulled, gap=True), *lines[at:]]

    def _glued(self, lines: list[Line], facts: dict[str, str]) -> list[Line]:
        """Glue a caption, teaser or pull quote to a paragraph, as scraped pages have it."""
        if self.rng.random() > 0.15:
            return lines
        places = [i for i, line in enumerate(lines) if line.kind == "body" and len(_SENTENCES.findall(line.text)) > 0]
        for i in self.rng.sample(places, min(len(places), self.rng.randint(1, 2))):
            lines = [*lines[:i], self._with_noise(lines[i], facts), *lines[i + 1 :]]
        return lines

    def _with_noise(self, line: Line, facts: dict[str, str]) -> Line:
        rng = self.rng
        kind, pattern = rng.choice(GLUED)
        text = self._filled(Line(kind, pattern), facts).text
        sentences = _SENTENCES.split(line.text)
        at = rng.randint(0 if kind == "caption" else 1, len(sentences))
        before, after = " ".join(sentences[:at]), " ".join(sentences[at:])
        start = len(before) + 1 if before else 0
        whole = " ".join(part for part in (before, text, after) if part)
        return replace(line, text=whole, cuts=((start, start + len(text), kind),))

    def _filled(self, line: Line, facts: dict[str, str]) -> Line:
        return replace(line, text=fill(line.text, facts, self.rng))

    def _spaced(self, lines: list[Line], *, native: bool) -> list[Line]:
        """Choose where blank lines stand."""
        style = self.rng.choice(("own", "none", "all", "prose", "prose", "some", "all"))
        if style == "own":
            return lines if native else [replace(line, gap=line.gap or line.kind in BODY) for line in lines]
        return [
            replace(line, gap=self._has_gap(style, line, before))
            for before, line in zip([lines[0], *lines], lines, strict=False)
        ]

    def _has_gap(self, style: str, line: Line, before: Line) -> bool:
        if style in {"none", "all"}:
            return style == "all"
        if style == "some":
            return self.rng.random() < 0.5
        return len(line.text) > 100 or len(before.text) > 100 or line.kind != before.kind


GLUED = (
    ("related", "READ MORE: {a} and {b} to meet again in spring"),
    ("related", "ALSO READ | Why {b} will not give way over {t}"),
    ("related", "Also Read: {ca} rejects report on border clash"),
    ("related", "[Related: {b} reopens its consulate]"),
    ("related", "MORE: Senate votes on arms for {a}"),
    ("related", "(Read also: Five things to know about {t})"),
    ("related", "READ ALSO: Storm leaves 40,000 homes without light"),
    ("related", "Related: How {a} lost its last ally"),
    ("caption", "(Photo: {agency})"),
    ("caption", "(Image: {name}/{agency})"),
    ("caption", "A guard at the gate of the embassy in {ca} | {agency} Photo/{name}"),
    ("caption", "The ministers of {a} and {b} at the round table. (Photo by {name}/{agency})"),
    ("caption", "[Photo credit: {name}]"),
    ("caption", "Lorries wait at the crossing between {a} and {b} (File photo)"),
    ("navigation", "Advertisement"),
    ("navigation", "Story continues below advertisement"),
    ("navigation", "ADVERTISEMENT"),
    ("share", "Sign up for our newsletter"),
)


def _body_ends(lines: list[Line]) -> tuple[int, int]:
    places = [i for i, line in enumerate(lines) if line.kind in BODY]
    return places[0], places[-1]


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the lines that follow each other and are of one kind."""
    return [list(run) for _, run in groupby(lines, key=lambda line: line.kind)]


def _merged(lines: list[Line]) -> list[Line]:
    """Run the paragraphs that follow each other into one."""
    merged: list[Line] = []
    for line in lines:
        if line.kind == "body" and merged and merged[-1].kind == "body" and len(merged[-1].text) < 3000:
            merged[-1] = replace(merged[-1], text=f"{merged[-1].text} {line.text}".replace("\n", " "))
        else:
            merged.append(line)
    return merged


def _written(shape: str, lines: list[Line], *, wrap: bool, rng: random.Random) -> Made:
    """Write the lines down, with the place of each kind."""
    width = rng.choice((65, 72, 80))
    flat = rng.random() < 0.8
    curly = rng.random() < 0.4
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    done = 0
    broken = False
    for line in lines:
        text = line.text
        if wrap and line.kind in BODY:
            text = textwrap.fill(text, width)
        elif flat:
            text = text.replace("\n", " ")
        text = text.replace("'", "’") if curly else text
        gap = line.gap or broken or "\n" in text
        broken = "\n" in text
        start = done + (1 if gap and parts else 0)
        parts.append(("\n" if gap and parts else "") + text + "\n")
        spans += _cut_spans(start, len(text), line, rewrapped=text.count("\n") > 0)
        done += len(parts[-1])
    return Made(shape, "".join(parts), tuple(spans), tuple(lines))


def _cut_spans(start: int, length: int, line: Line, *, rewrapped: bool) -> list[tuple[int, int, str]]:
    cuts = [] if rewrapped and line.cuts and line.cuts[0][1] > length else list(line.cuts)
    spans, done = [], 0
    for a, b, kind in cuts:
        spans += [(start + done, start + a, line.kind)] if a > done else []
        spans.append((start + a, start + min(b, length), kind))
        done = b
    return [*spans, (start + done, start + length, line.kind)] if length > done else spans
