"""Made pages are written as HTML in many templates, to measure how much of an article is read of them."""

from __future__ import annotations

import argparse
import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.documents.blocks import word_key
from dragoman.documents.content import mark_main
from dragoman.documents.markup import read_page
from dragoman.documents.regions import label_blocks
from region_maker import BODY, Line, Maker, load_bank, load_shapes

_SHORTEST = 15
"""Letters: shorter lines may stand in the text by chance."""


@dataclass(frozen=True)
class Template:
    """How a site writes its pages: the element of each kind of line, and of the article and the page."""

    name: str
    article: str
    paragraph: str = "p"
    title: str = "h1"
    nav: str = "nav"
    related: str = "aside"
    caption: str = "figure>figcaption"
    share: str = "div.share-tools"
    comments: str = "section#comments"
    legal: str = "footer"
    quote: str = "blockquote.pullquote"
    credit: str = "div.byline"
    tail_inside: bool = False
    """Whether what follows the article stands within its element."""


TEMPLATES = (
    Template("html5", "article"),
    Template(
        "wordpress",
        "div.entry-content",
        related="div.sharedaddy.jp-relatedposts",
        comments="div#comments.comments-area",
    ),
    Template(
        "blogspot",
        "div.post-body.entry-content",
        "div",
        "h3",
        "div.tabs",
        "div.widget",
        "td.tr-caption",
        comments="div.comments",
    ),
    Template("inside", "article", related="div.inline-promo", share="p", caption="p", tail_inside=True),
    Template("plain-inside", "div.story", related="p", share="p", caption="p.caption", tail_inside=True),
    Template("table", "td", "p", "b", "td", "td", "font", "td", "td", "center", "i", "font"),
    Template(
        "divs", "div.c12", "div", "h1", "div.c1", "div.c7", "div.c9", "div.c3", "div.c8", "div.c2", "div.c5", "div.c4"
    ),
    Template(
        "amp", "div.article-body", nav="amp-sidebar", related="amp-list.related-items", caption="amp-img>figcaption"
    ),
    Template(
        "bem", "div.article__body", related="div.article__related-link", share="div.article__social", tail_inside=True
    ),
    Template(
        "gov", "main#content>div.field-item", nav="ul.menu", related="div.related-info", legal="div.region-footer"
    ),
    Template(
        "magazine",
        "div.rich-text",
        related="div.more-from",
        quote="aside.pull-quote",
        share="div.newsletter-signup",
        tail_inside=True,
    ),
    Template(
        "forum", "div.postbody>div.content", "div", "h3", "div.navbar", "div.panel", "div", "ul.buttons", "div.post"
    ),
    Template(
        "paragraph-related", "div#story-text", related="p>strong>a", share="p>em", caption="p>small", tail_inside=True
    ),
    Template(
        "listing", "section.article-content", nav="header>ul", related="ul.most-read>li", comments="ol.comment-list>li"
    ),
)


def write_page(lines: Sequence[Line], template: Template) -> str:
    """Write marked lines as a page."""
    first = next(i for i, line in enumerate(lines) if line.kind in BODY)
    last = max(i for i, line in enumerate(lines) if line.kind in BODY)
    end = len(lines) if template.tail_inside else last + 1
    title = next((line.text for line in lines if line.kind == "headline"), "")
    head = _written(lines[:first], template)
    story = _within(template.article, _written(lines[first:end], template))
    tail = _written(lines[end:], template)
    return f"<html><head><title>{html.escape(title)}</title></head><body>{head}{story}{tail}</body></html>"


def _written(lines: Sequence[Line], template: Template) -> str:
    return "\n".join(_run(kind, list(run), template) for kind, run in groupby(lines, key=lambda line: line.kind))


def _run(kind: str, lines: Sequence[Line], template: Template) -> str:
    texts = [html.escape(line.text.replace("\n", " "), quote=False) for line in lines]
    if kind in BODY:
        return "\n".join(_within(template.paragraph, text) for text in texts)
    outer = {
        "headline": template.title,
        "subhead": "h2",
        "standfirst": "p.standfirst",
        "navigation": template.nav,
        "masthead": template.nav,
        "related": template.related,
        "caption": template.caption,
        "share": template.share,
        "comment": template.comments,
        "legal": template.legal,
        "pull-quote": template.quote,
    }.get(kind, template.credit)
    inner = {"navigation": "a", "related": "a", "comment": "p"}.get(kind, "")
    if kind in {"caption", "headline", "subhead"} or outer.startswith("p"):
        return "\n".join(_within(outer, text) for text in texts)
    return _within(
        outer, "\n".join(f"<div>{_within(inner, text)}</div>" if inner else f"<div>{text}</div>" for text in texts)
    )


def _within(path: str, content: str) -> str:
    for step in reversed(path.split(">") if path else []):
        name, *classes = step.split(".")
        name, _, identity = name.partition("#")
        names = (f' id="{identity}"' if identity else "") + (f' class="{" ".join(classes)}"' if classes else "")
        names += ' href="/x"' if name == "a" else ""
        content = f"<{name}{names}>{content}</{name}>"
    return content


def read_ours(raw: str) -> str:
    """The text as the program reads it."""
    page = read_page(raw)
    items = label_blocks(mark_main(raw, page), page.title)
    return "\n".join(item.block.text for item in items if item.kind is not None and item.kind.value in BODY)


def read_theirs(raw: str) -> str:
    """The text as trafilatura alone reads it."""
    from trafilatura import extract  # noqa: PLC0415  heavy

    return extract(raw, include_comments=False) or ""


def count_read(lines: Sequence[Line], text: str) -> tuple[int, int, int]:
    """Count the letters rightly read, read in vain and missed, line by line; what stands twice tells nothing."""
    key = word_key(text)
    article = word_key("".join(line.text for line in lines if line.kind in BODY))
    right = vain = missed = 0
    for line in lines:
        own = word_key(line.text)
        if len(own) < _SHORTEST:
            continue
        if line.kind in BODY:
            right, missed = (right + len(own), missed) if own in key else (right, missed + len(own))
        elif line.kind not in {"headline", "subhead"} and own not in article:
            vain += len(own) if own in key else 0
    return right, vain, missed


def main() -> None:
    """Print the body F1 of both readers for each template."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=30, help="pages for each template")
    count = arguments.parse_args().pages
    readers: dict[str, Callable[[str], str]] = {"ours": read_ours, "trafilatura": read_theirs}
    sums = {name: [0, 0, 0] for name in readers}
    for template in TEMPLATES:
        maker = Maker(list(load_shapes()), list(load_bank()), 11)
        pages = [maker.make().lines for _ in range(count)]
        pages = [tuple(line for line in lines if not line.cuts) for lines in pages]
        scores = []
        for name, read in readers.items():
            counts = [count_read(lines, read(write_page(lines, template))) for lines in pages if _has_body(lines)]
            whole = [sum(column) for column in zip(*counts, strict=True)]
            sums[name] = [a + b for a, b in zip(sums[name], whole, strict=True)]
            scores.append(f"{name} {_f1(whole):.4f} {whole}")
        print(f"{template.name:18}", *scores, flush=True)
    print(f"{'all':18}", *(f"{name} {_f1(whole):.4f}" for name, whole in sums.items()))


def _has_body(lines: Sequence[Line]) -> bool:
    return any(line.kind in BODY for line in lines)


def _f1(counts: Sequence[int]) -> float:
    right, vain, missed = counts
    return 2 * right / max(2 * right + vain + missed, 1)


if __name__ == "__main__":
    main()
