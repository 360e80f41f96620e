"""Word processors' documents are read by their styles, and hostile ones are refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document as NewDocument
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.documents import OfficeBook, ReadLimits, read_entry
from dragoman.documents.converters import convert_entry
from dragoman.documents.entry import Entry, Form
from dragoman.model import Document, Issue, RegionKind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
PLAIN = (
    "The envoys of Peru and Chad met in Lima on Monday for two days of talks about the northern border.",
    "They agreed to meet again in the spring, although nothing was signed at the end of the second day.",
)


def saved(document) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def package(body: str, more: dict[str, str] | None = None, space: str = W, head: str = "") -> bytes:
    """A document written by hand."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return data.getvalue()


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def converted(data: bytes, **limits) -> list[Entry | Issue]:
    return list(convert_entry(Entry("a.docx", data, Form.DOCX), ReadLimits(**limits)))


def text_of(data: bytes) -> str:
    (entry,) = converted(data)
    assert isinstance(entry, Entry)
    assert entry.form is Form.MARKDOWN
    return entry.data


@pytest.fixture
def read_docx(world):
    def _read(data: bytes) -> Document:
        (document,) = read_entry(Entry("a.docx", data, Form.DOCX, file_name="a.docx"), OfficeBook(world))
        return document

    return _read


def test_styles_become_what_they_mean(read_docx):
    document = NewDocument()
    document.add_heading("Talks on the border resume", 0)
    document.add_paragraph("By Jane Doe")
    document.add_paragraph(PLAIN[0])
    document.add_heading("The northern channel", 1)
    document.add_paragraph("a joint patrol of the lower river;", style="List Bullet")
    document.add_paragraph(PLAIN[1])
    document.add_paragraph("The river belongs to those who live on it.", style="Intense Quote")
    document.add_paragraph("Figure 1. The river at low tide", style="Caption")
    document.core_properties.title = "Talks on the border resume"
    document.core_properties.author = "Jane Doe; python-docx"
    read = read_docx(saved(document))
    assert (read.title, read.authors) == ("Talks on the border resume", ("Jane Doe",))
    assert read.text.split("\n\n") == [
        PLAIN[0],
        "a joint patrol of the lower river;",
        PLAIN[1],
        "The river belongs to those who live on it.",
    ]
    kinds = {one.kind: read.raw[one.start : one.end] for one in read.regions}
    assert "The northern channel" in kinds[RegionKind.HEADLINE]
    assert not read.published.known
    assert "low tide" in read.raw


def test_tables_are_rows_unless_they_only_set_text_in_place():
    document = NewDocument()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Year", "Exports", "2001", "12.4"), strict=True):
        cell.text = words
    layout = document.add_table(rows=1, cols=2)
    layout.cell(0, 0).text, layout.cell(0, 1).text = f"{PLAIN[0]} {PLAIN[1]}", PLAIN[1]
    text = text_of(saved(document))
    assert "<!-- table: Year | Exports -->\n\n<!-- table: 2001 | 12.4 -->" in text
    assert f"{PLAIN[0]} {PLAIN[1]}\n\n{PLAIN[1]}" in text


def test_insertions_are_in_and_deletions_are_out():
    document = NewDocument()
    changed = f"""<w:p {W}>{r("Peru ")}<w:ins w:id="1">{r("and Chad ")}</w:ins>
        <w:del w:id="2"><w:r><w:delText>and Laos </w:delText></w:r></w:del>
        <w:moveFrom w:id="3">{r("in May ")}</w:moveFrom>{r("met")}<w:moveTo w:id="4">{r(" in June")}</w:moveTo></w:p>"""
    document.element.body.insert(0, parse_xml(changed))
    assert text_of(saved(document)) == "Peru and Chad met in June"


def test_what_is_hidden_or_a_code_is_out():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    code = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    signs = "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:tab/><w:t>talks</w:t></w:r>"
    assert text_of(package(p(hidden, code, signs))) == "well-known talks"


def test_notes_and_boxes_stand_apart():
    note = f'<w:footnotes {W}><w:footnote w:id="1">{p(r("See the treaty."))}</w:footnote></w:footnotes>'
    box = f"<w:r><w:pict><w:txbxContent>{p(r('A river divides'))}</w:txbxContent></w:pict></w:r>"
    body = p(r("They signed the treaty."), '<w:r><w:footnoteReference w:id="1"/></w:r>', box, r(" Then they left."))
    assert text_of(package(body, {"word/footnotes.xml": note})) == (
        "They signed the treaty.<!--1--> Then they left.\n\n<!-- footnote: 1 See the treaty. -->"
        "\n\n<!-- text box: A river divides -->"
    )


def test_the_strict_name_space_is_read_too():
    assert text_of(package(p(r("They left.")), space=STRICT)) == "They left."


LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha" * 50}">' for i in range(10))
BAD = {
    "empty": (b"", "broken-docx"),
    "noise": (b"PK\x03\x04" + bytes(60), "broken-docx"),
    "cut off": (package(p(r("They left.")))[:150], "broken-docx"),
    "old or locked": (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted-docx"),
    "no document": (package("").replace(b"word/document.xml", b"word/documents.ml"), "broken-docx"),
    "no text": (package(p()), "empty-file"),
    "malformed": (package("<w:p>"), "broken-docx"),
    "laughs": (package(p(r("&a9;")), head=f"<!DOCTYPE x [{LAUGHS}]>"), "broken-docx"),
    "outside": (package(p(r("&x;")), head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "broken-docx"),
    "deep": (package("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "broken-docx"),
    "bomb": (package(p(r("They left. " * 2_000_000))), "too-large"),
}


@pytest.mark.parametrize(("data", "kind"), BAD.values(), ids=BAD)
@pytest.mark.timeout(30)
def test_bad_docx(data, kind):
    (issue,) = converted(data, max_file_bytes=1_000_000)
    assert isinstance(issue, Issue)
    assert (issue.kind, issue.record, issue.severity) == (kind, "a.docx", "error")
    assert issue.advice


GOOD = package("".join(p(r(text)) for text in PLAIN))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_docx_is_read_or_refused(data):
    damaged = bytearray(GOOD)
    for place in data.draw(st.lists(st.integers(0, len(GOOD) - 1), max_size=20)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(GOOD)))
    assert converted(bytes(damaged[: cut if data.draw(st.booleans()) else len(damaged)]))
