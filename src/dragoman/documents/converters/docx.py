"""A word processor's document (DOCX, DOCM) becomes Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.documents.converters.described import about_description
from dragoman.documents.converters.marks import mark_note, write_aside, write_heading, write_item, write_line
from dragoman.documents.converters.package import BrokenPackage, Package
from dragoman.documents.entry import Entry, Form, ReadLimits
from dragoman.documents.files import make_issue
from dragoman.model import Issue

_MAIN = "word/document.xml"
_NAME_SPACES = re.compile(r"\{[^}]*\}")
_HEADING = re.compile(r"heading ?([1-6])", re.IGNORECASE)
_QUOTE = re.compile(r".*\bquote\b.*|block ?text|.*quotation.*", re.IGNORECASE)
_GONE = frozenset(
    ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "commentReference", "Fallback", "annotationRef")
)
"""Deletions, moved text at its old place, codes of fields, and the second writing of what old programs cannot show."""
_BOXES = frozenset(("drawing", "pict", "object", "txbxContent"))
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_OFF = frozenset(("0", "false", "off"))
_PROSE = 25
"""Words: a table with a paragraph as long as this only sets text in place."""
_SHOWN = 5_000


@dataclass
class _Reading:
    """A document while it is written as Markdown."""

    styles: dict[str, str]
    """Names of the styles by id."""
    notes: dict[tuple[str, str], str]
    written: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Notes, captions and boxes of the paragraph that is written."""


def convert_docx(entry: Entry, limits: ReadLimits) -> Iterator[Entry | Issue]:
    """Give a document as one entry of Markdown.

    Insertions that are tracked are in, deletions and comments are out. Footnotes, captions, text boxes and tables are
    kept in comments of their own. Heads and feet of pages are left out, and the dates that the file was made and saved,
    which tell nothing of when the text appeared.
    """
    data = entry.data if isinstance(entry.data, bytes) else entry.data.encode("utf-8", "replace")
    try:
        package = Package(data, limits.max_file_bytes)
        text = _markdown(package)
        core = _properties(package)
    except BrokenPackage as error:
        yield _refused(entry.source, error)
        return
    if not text.strip():
        advice = "It holds no text: pictures of text must be made text first."
        yield make_issue("empty-file", entry.source, advice)
        return
    about = entry.about.or_else(about_description(core.get("title", ""), core.get("creator", ""), text[:_SHOWN]))
    yield replace(entry, data=text, form=Form.MARKDOWN, about=about, issues=())


def _refused(source: str, error: BrokenPackage) -> Issue:
    advice = {
        "encrypted-docx": "Save it without a password as .docx.",
        "too-large": "It unpacks to more than is read: save its text as plain text, or raise the limit of bytes.",
    }.get(error.kind, "It is damaged or no Word document: open it in a word processor and save it again as .docx.")
    return make_issue(error.kind, source, advice, value=str(error))


def _properties(package: Package) -> dict[str, str]:
    """Read the description of the file; a broken one tells nothing."""
    try:
        root = package.tree("docProps/core.xml")
    except BrokenPackage:
        return {}
    return {} if root is None else {_name(one): " ".join((one.text or "").split()) for one in root}


def _markdown(package: Package) -> str:
    root = package.tree(_main_part(package))
    body = None if root is None else next((one for one in root if _name(one) == "body"), None)
    if body is None:
        raise BrokenPackage("it holds no document")
    notes = {**_notes(package, "footnote"), **_notes(package, "endnote")}
    reading = _Reading(_style_names(package), notes)
    _write_children(reading, body)
    return "\n\n".join(reading.written)


def _main_part(package: Package) -> str:
    """Find the part that holds the text, which nearly always has the same name."""
    if package.has(_MAIN):
        return _MAIN
    root = package.tree("_rels/.rels")
    links = [] if root is None else [one for one in root if one.get("Type", "").endswith("/officeDocument")]
    return links[0].get("Target", "").lstrip("/") if links else _MAIN


def _notes(package: Package, sort: str) -> dict[tuple[str, str], str]:
    root = package.tree(f"word/{sort}s.xml")
    reading = _Reading({}, {})
    notes = [] if root is None else [one for one in root if _name(one) == sort and not _value(one, "type")]
    return {(sort, _value(note, "id")): " ".join(_text(note, reading).split()) for note in notes}


def _style_names(package: Package) -> dict[str, str]:
    root = package.tree("word/styles.xml")
    styles = [] if root is None else [one for one in root if _name(one) == "style"]
    return {_value(style, "styleId"): _value(_child(style, "name"), "val") for style in styles}


def _write_children(reading: _Reading, parent: Any) -> None:
    """Write the paragraphs and tables of an element, and of what only wraps them."""
    for one in parent:
        name = _name(one)
        if name == "p":
            _write_paragraph(reading, one)
        elif name == "tbl":
            _write_table(reading, one)
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"}:
            _write_children(reading, one)


def _write_paragraph(reading: _Reading, paragraph: Any) -> None:
    text = _text(paragraph, reading).strip()
    if text:
        reading.written.append(_as_styled(text, paragraph, reading))
    reading.written += reading.waiting
    reading.waiting.clear()


def _as_styled(text: str, paragraph: Any, reading: _Reading) -> str:
    """Write a paragraph as what its style says it is."""
    properties = _child(paragraph, "pPr")
    style = _value(_child(properties, "pStyle"), "val")
    style = reading.styles.get(style, style)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    heading = _HEADING.fullmatch(style)
    if heading or style.lower() == "title":
        titled = any(one.startswith("# ") for one in reading.written)
        return write_heading(" ".join(lines), min(int(heading.group(1)) + 1, 6) if heading and titled else 1)
    if style.lower() == "caption":
        return write_aside("caption", " ".join(lines))
    if _QUOTE.fullmatch(style):
        return "\n".join(f"> {write_line(line)}" for line in lines)
    if _child(properties, "numPr") is not None or style.lower().startswith("list "):
        return write_item(lines)
    return "\n\n".join(write_line(line) for line in lines)


def _write_table(reading: _Reading, table: Any) -> None:
    """Write a table in comments, row by row; one that only sets paragraphs in place is written as those."""
    rows = [[cell for cell in row if _name(cell) == "tc"] for row in table if _name(row) == "tr"]
    texts = [[" ".join(_text(cell, reading).split()) for cell in row] for row in rows]
    if any(len(cell.split()) >= _PROSE for row in texts for cell in row) or all(len(row) < 2 for row in texts):
        reading.waiting.clear()
        for cell in (cell for row in rows for cell in row):
            _write_children(reading, cell)
        return
    reading.written += [write_aside("table", " | ".join(row)) for row in texts if any(row)] + reading.waiting
    reading.waiting.clear()


def _text(element: Any, reading: _Reading) -> str:
    """Give the words of an element; its notes and boxes wait until the paragraph ends."""
    return "".join(_pieces(element, reading))


def _pieces(element: Any, reading: _Reading) -> Iterator[str]:
    for one in element:
        name = _name(one)
        if name in _GONE or (name == "r" and _is_hidden(one)):
            continue
        if name == "t":
            yield one.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in _NOTES:
            yield from _note(one, _NOTES[name], reading)
        elif name in _BOXES:
            _keep_boxes(one, reading)
        else:
            yield from _pieces(one, reading)
            yield "\n" if name == "p" else ""


def _note(reference: Any, sort: str, reading: _Reading) -> Iterator[str]:
    number = _value(reference, "id")
    text = reading.notes.get((sort, number))
    if text:
        reading.waiting.append(write_aside(sort, f"{number} {text}"))
        yield mark_note(number)


def _keep_boxes(element: Any, reading: _Reading) -> None:
    """Keep the text of boxes that float beside a paragraph."""
    contents = [element] if _name(element) == "txbxContent" else list(_boxes(element))
    for content in contents:
        text = " ".join("".join(_pieces(content, reading)).split())
        if text:
            reading.waiting.append(write_aside("text box", text))


def _boxes(element: Any) -> Iterator[Any]:
    for one in element:
        if _name(one) == "txbxContent":
            yield one
        elif _name(one) != "Fallback":
            yield from _boxes(one)


def _is_hidden(run: Any) -> bool:
    vanish = _child(_child(run, "rPr"), "vanish")
    return vanish is not None and _value(vanish, "val") not in _OFF


def _name(element: Any) -> str:
    """Give the name of an element without its name space: there are two, of one meaning."""
    return _NAME_SPACES.sub("", element.tag) if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any:
    return None if element is None else next((one for one in element if _name(one) == name), None)


def _value(element: Any, name: str) -> str:
    """Give an attribute by its name without name space; empty where there is none."""
    found = (
        [] if element is None else [value for key, value in element.attrib.items() if _NAME_SPACES.sub("", key) == name]
    )
    return found[0] if found else ""
