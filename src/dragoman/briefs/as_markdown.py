"""A brief as Markdown: every text from outside is escaped, every line carries its sources and an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.briefs.page import Brief, Cited, Disputed, Line, Quote, Section, Source, Year
from dragoman.briefs.plain import markdown, one_line

_SAFE_URL = re.compile(r"https?://[^\s<>\"'`\\]+")


def as_markdown(brief: Brief) -> str:
    """The page as Markdown, ending in a line break."""
    blocks = [f"# {markdown(brief.title)}", markdown(brief.vintage)]
    if brief.empty:
        blocks.append(markdown(brief.empty))
    if brief.bottom:
        blocks += ["## Bottom line", " ".join(map(_sentence, brief.bottom))]
    for section in brief.sections:
        blocks += _section(section)
    if brief.disputes:
        blocks += ["## Disputed so far", *map(_disputed, brief.disputes)]
    if brief.years:
        blocks += ["## By year", _years(brief.years)]
    if brief.sources:
        blocks += ["## Sources", "\n".join(map(_source, brief.sources)), _HELP]
    return "\n\n".join(blocks) + "\n"


_HELP = (
    "`dragoman why ID` opens the sentences behind an id. Counts and tone leave out what is planned, alleged or denied."
)

_COLUMNS = (
    *("period", "verbal coop.", "material coop.", "verbal conflict", "material conflict"),
    *("tone", "90 % interval", "not counted", "sources", "id"),
)


def _sentence(cited: Cited) -> str:
    return f"{markdown(cited.text)} {_refs(cited.refs)}"


def _refs(refs: Iterable[int]) -> str:
    """Numbers as links to the sources."""
    return "".join(f"[\\[{ref}\\]](#source-{ref})" for ref in refs)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield f"*{section.note}*"
    for group in section.groups:
        if group.title:
            yield f"### {group.title}"
        yield "\n".join(map(_line, group.lines))


def _line(line: Line) -> str:
    disputed = f" Disputed: {', '.join(map(markdown, line.disputed))}." if line.disputed else ""
    sources = "1 independent source" if line.independent == 1 else f"{line.independent} independent sources"
    return (
        f"- **{markdown(line.when)}**: {markdown(line.what)}. {_quote(line.quote)} "
        f"{_refs(line.refs)} ({sources}; `{line.id}`){disputed}"
    )


def _quote(quote: Quote) -> str:
    said = f", {markdown(quote.said_by)}" if quote.said_by else ""
    parts = [markdown(quote.before), markdown(quote.predicate), markdown(quote.after)]
    before, predicate, after = parts
    lead = " " if before and quote.before[-1:].isspace() else ""
    tail = " " if after and quote.after[:1].isspace() else ""
    return f"“{before}{lead}{predicate}{tail}{after}”{said}"


def _disputed(disputed: Disputed) -> str:
    sides = [
        f"  - **{markdown(a.value)}**: {markdown(a.who)} {_refs(a.refs)}: {_quote(a.quote)}" for a in disputed.accounts
    ]
    return "\n".join([f"- {markdown(disputed.what)} (`{disputed.id}`): {markdown(disputed.field)}", *sides])


def _years(years: Sequence[Year]) -> str:
    rows = [f"| {' | '.join(_COLUMNS)} |", "|---|--:|--:|--:|--:|--:|---|--:|---|---|"]
    for year in years:
        tone = f"{year.tone:+.1f} | {year.low:+.1f} to {year.high:+.1f}" if year.counted else "none | "
        counts = " | ".join(map(str, year.counts))
        key = f"`{year.id}`" if year.id else ""
        rows.append(
            f"| {markdown(year.period)} | {counts} | {tone} | {year.not_counted} | {_refs(year.refs)} | {key} |"
        )
    return "\n".join(rows)


def _source(source: Source) -> str:
    authors = f", {markdown(', '.join(source.authors))}" if source.authors else ""
    copy = f"; copy of [\\[{source.copy_of}\\]](#source-{source.copy_of})" if source.copy_of else ""
    return (
        f'- <a id="source-{source.number}"></a>\\[{source.number}\\] {markdown(source.outlet)}: '
        f"“{markdown(source.title)}”{authors}. {markdown(source.published)} ({source.basis}). "
        f"{_where(source)} (`{source.document}`){copy}"
    )


def _where(source: Source) -> str:
    """The address where it is a plain one, else the file."""
    url = one_line(source.url or "")
    return f"<{url}>" if _SAFE_URL.fullmatch(url) else markdown(source.file)
