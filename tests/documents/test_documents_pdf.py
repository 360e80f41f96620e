"""PDFs are read as a person reads them, and the bad ones end in issues that say what to do."""

from __future__ import annotations

import pytest
from documents_files import CATALOGUE, ONE_PAGE, SENTENCE_PDF, TITLE, Sheet, by_hand, one_page, paper, paragraphs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.documents import OfficeBook, ReadLimits, read_entry
from dragoman.documents.converters import convert_entry
from dragoman.documents.converters.paragraphs import to_paragraphs
from dragoman.documents.converters.pdf import write_pages
from dragoman.documents.converters.rows import Piece, gather_pieces, join_rows
from dragoman.documents.converters.words import Box, PageWords, Word
from dragoman.documents.entry import Entry, Form
from dragoman.model import Document, Issue, RegionKind

TEXTS = paragraphs(16)


@pytest.fixture
def read_pdf(world):
    def _read(data: bytes, **limits) -> tuple[list[Document], list[Issue]]:
        entry = Entry("a.pdf", data, Form.PDF, file_name="a.pdf")
        items = list(read_entry(entry, OfficeBook(world), ReadLimits(**limits)))
        return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Issue)]

    return _read


def converted(data: bytes, **limits) -> list[Entry | Issue]:
    return list(convert_entry(Entry("a.pdf", data, Form.PDF), ReadLimits(**limits)))


def regions(document: Document, kind: RegionKind) -> str:
    return "\n".join(document.raw[one.start : one.end] for one in document.regions if one.kind is kind)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_come_out_as_paragraphs(read_pdf, columns):
    (document,), issues = read_pdf(paper(TEXTS, columns))
    assert not issues
    assert document.text.split("\n\n") == TEXTS
    assert (document.title, document.authors) == (TITLE, ("Jane Doe",))
    assert "The northern channel" in regions(document, RegionKind.HEADLINE)


def test_running_heads_and_page_numbers_are_kept_apart(read_pdf):
    (document,), _ = read_pdf(paper(TEXTS, 2))
    for words in ("Review of River Affairs", "Vol. 12", "| 45", "| 46"):
        assert words in document.raw
        assert words.strip("| ") not in document.text


@pytest.mark.parametrize(
    ("title", "author"),
    [("Microsoft Word - talks_final2.doc", "admin"), ("untitled", "Owner"), ("Annual report of the bank", "Ann Lee")],
)
def test_a_description_that_the_text_does_not_bear_out_is_left(title, author):
    (entry,) = converted(paper(TEXTS[:4], 1, title, author))
    assert entry.about.title is None
    assert entry.about.authors == ()
    assert entry.about.dates == ()


def rich_sheet() -> bytes:
    sheet = Sheet()
    sheet.put(20, 20, "River talks resume", 22, "B")
    sheet.put(20, 66, "A", 30, "B")
    sheet.put(29, 62, "new round of talks on the border river")
    sheet.put(29, 66.2, "opened on Monday in the southern capi-")
    sheet.column(
        20,
        70.4,
        """
tal, two years after the last one had failed.
Both sides spoke of a treaty""",
    )
    width = sheet.get_string_width("Both sides spoke of a treaty")
    sheet.put(20 + width, 73.2, "12", 6)
    sheet.put(20 + width + 3, 74.6, "and of its future.")
    sheet.put(23, 78.8, "\x95 a joint patrol of the lower river;")
    sheet.put(23, 83, "\x95 a register of the fishing boats.")
    sheet.put(20, 268, "12", 5)
    sheet.put(22.5, 269, "See the Treaty of the Lower River, article 4, on the rights of", 8)
    sheet.put(20, 273, "passage of either party in times of peace.", 8)
    sheet.picture(20, 100, 80, 40)
    sheet.put(20, 144, "The river and its channels at low tide", 8, "I")
    for row, cells in enumerate(("Year Exports Imports", "2001 12.4 9.8", "2002 13.0 10.1", "2003 11.2 12.0")):
        for i, cell in enumerate(cells.split()):
            sheet.put(20 + 35 * i, 160 + 4 * row, cell, 9)
    sheet.column(20, 190, "No date was set for the next round of the talks.")
    with sheet.rotation(90, 8, 200):
        sheet.put(8, 200, "Downloaded from a library on 3 May 2019", 7)
    return bytes(sheet.output())


FIRST = """
A new round of talks on the border river opened on Monday in the southern capital, two years after the last one had
failed. Both sides spoke of a treaty and of its future.
"""


def test_what_stands_beside_the_text_stays_out_of_it(read_pdf):
    (document,), issues = read_pdf(rich_sheet())
    assert not issues
    assert document.title == "River talks resume"
    assert document.text.split("\n\n") == [
        " ".join(FIRST.split()),
        "a joint patrol of the lower river;",
        "a register of the fishing boats.",
        "No date was set for the next round of the talks.",
    ]
    for kept in (
        "footnote: 12 See the Treaty of the Lower River, article 4, on the rights of passage of either party",
        "caption: The river and its channels at low tide",
        "table: Year Exports Imports / 2001 12.4 9.8",
        "page 1: Downloaded from a library on 3 May 2019",
    ):
        assert kept in document.raw


def test_a_paragraph_goes_on_over_the_page(read_pdf):
    (document,), _ = read_pdf(paper(paragraphs(8, 8), 1))
    assert document.text.split("\n\n") == paragraphs(8, 8)
    assert document.raw.count("<!-- page") > 1


def test_a_turned_page_is_read_upright(read_pdf):
    lines = ("The envoys of Peru and Chad met in Lima on Monday for two days", "of talks about the border.")
    content = b"".join(
        b"BT /F 10 Tf 0 1 -1 0 %d 100 Tm (%s) Tj ET " % (200 + 12 * i, line.encode()) for i, line in enumerate(lines)
    )
    (document,), _ = read_pdf(one_page(content, b"/Rotate 90"))
    assert document.text == " ".join(lines)


def test_signs_that_markdown_would_read_are_kept(read_pdf):
    lines = (
        "In the year of the treaty the envoys of the two states met on",
        "12. The second round followed in the autumn of the same year, in",
        "# 4 Harbour Street, where exports of <b> grade & less were settled.",
    )
    content = b"".join(
        b"BT /F 10 Tf 50 %d Td (%s) Tj ET " % (700 - 12 * i, line.encode()) for i, line in enumerate(lines)
    )
    (document,), _ = read_pdf(one_page(content))
    assert document.text == " ".join(lines)


def test_ligatures_stay_in_their_words(read_pdf):
    (document,), _ = read_pdf(
        one_page(b"BT /F 10 Tf 50 700 Td (Five of\\001cers de\\001ned the border on Monday.) Tj ET")
    )
    assert document.text == "Five officers defined the border on Monday."


def scanned(pages: str) -> bytes:
    """Pages of text (t), of a picture (p), and empty ones (-)."""
    sheet = Sheet()
    for i, page in enumerate(pages):
        if i:
            sheet.add_page()
        if page == "t":
            sheet.put(20, 60, f"Round {i} of the talks ended on Monday without a treaty.")
        elif page == "p":
            sheet.picture(0, 0, 210, 297)
    return bytes(sheet.output())


def locked() -> bytes:
    sheet = Sheet()
    sheet.set_encryption(owner_password="owner", user_password="user")
    sheet.put(20, 60, "The envoys met.")
    return bytes(sheet.output())


LONG = b"".join(b"BT /F 5 Tf 50 %.2f Td (The envoys %d of Peru) Tj ET " % (790 - i * 0.07, i) for i in range(11_000))
LOOP = by_hand([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 900000>>"])
RING = by_hand([CATALOGUE, ONE_PAGE, b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>"])
BAD = {
    "empty": (b"", ["broken-pdf"], 0),
    "noise": (b"%PDF-1.7\n1 0 obj", ["broken-pdf"], 0),
    "cut off": (SENTENCE_PDF[:300], ["broken-pdf"], 0),
    "nested": (by_hand([CATALOGUE, b"[" * 100_000]), ["broken-pdf"], 0),
    "loop": (LOOP, ["broken-pdf"], 0),
    "ring": (RING, ["broken-pdf"], 0),
    "locked": (locked(), ["encrypted-pdf"], 0),
    "scan": (scanned("pp"), ["no-text-in-pdf"], 0),
    "blank": (scanned("-"), ["no-text-in-pdf"], 0),
    "mixed": (scanned("tp-pp"), ["pages-without-text"], 1),
    "long page": (one_page(LONG), ["too-much-text"], 1),
}


@pytest.mark.parametrize(("data", "kinds", "count"), BAD.values(), ids=BAD)
def test_bad_pdf(data, kinds, count):
    items = converted(data)
    issues = [item for item in items if isinstance(item, Issue)]
    assert [issue.kind for issue in issues] == kinds
    assert len(items) - len(issues) == count
    assert all(issue.record == "a.pdf" and issue.advice for issue in issues)
    assert {issue.severity for issue in issues} <= ({"warning"} if count else {"error"})


def test_pages_without_text_are_named():
    issue = next(item for item in converted(scanned("tp-pp")) if isinstance(item, Issue))
    assert issue.value == "pages 2, 4-5"


def test_too_many_pages():
    issue, entry = converted(scanned("ttt"), max_pages=2)
    assert (issue.kind, issue.severity) == ("too-many-pages", "warning")
    assert "Round 1" in entry.data
    assert "Round 2" not in entry.data


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_page_that_never_ends_is_given_up():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 4 0 R>>>>/Length 11>>"
    twice = b"\nstream\n/X Do /X Do\nendstream"
    data = by_hand([CATALOGUE, ONE_PAGE, page, form + twice, b"<</Length 11>>" + twice])
    assert [item.kind for item in converted(data)] == ["broken-pdf"]


GOOD = paper(TEXTS[:6], 2)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_pdf_is_read_or_refused(data):
    damaged = bytearray(GOOD)
    for place in data.draw(st.lists(st.integers(0, len(GOOD) - 1), max_size=30)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(GOOD)))
    assert converted(bytes(damaged[: cut if data.draw(st.booleans()) else len(damaged)]))


NUMBER = st.floats(-1000, 1000, width=32)
WORDS = st.builds(
    Word,
    st.sampled_from(["a", "A", "12", "The", "border.", "-", "\u2022", "Figure", "<!--", "#", "\x02", "re-"]),
    NUMBER,
    NUMBER,
    st.sampled_from([-700.0, -688.0, -676.0, -20.0]) | NUMBER,
    st.sampled_from([6.0, 8.0, 10.0, 24.0]),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(pages=st.lists(st.lists(WORDS, max_size=40), max_size=4))
def test_any_page_is_written_with_all_its_words(pages):
    seen = [PageWords(box=Box(0, -800, 600, 0)) for _ in pages]
    text = write_pages([gather_pieces(page) for page in pages], seen)
    for words in pages:
        for word in words:
            if word.text.isalpha():
                assert word.text in text


def lines(*rows: tuple[str, float, float]) -> list[Piece]:
    """Lines of a column 200 points wide, each with its indent and end."""
    return [Piece(text, 50 + left, right, 100 + 12 * i, 10) for i, (text, left, right) in enumerate(rows)]


@pytest.mark.parametrize(
    ("column", "count"),
    [
        (
            lines(
                ("The envoys met in the old town on", 0, 250), ("Monday and left again.", 0, 150), ("They met", 0, 90)
            ),
            2,
        ),
        (lines(("The envoys met in the old town on", 0, 250), ("Monday.", 10, 90), ("They met", 0, 90)), 3),
        (lines(("The envoys met in the", 0, 175), ("unanticipatedly large hall of the town", 0, 250)), 1),
        (lines(("Doe, J., The river and its people,", 0, 250), ("London 1990, and the", 15, 250), ("sea.", 15, 90)), 1),
    ],
    ids=["short line", "indent", "ragged", "hanging"],
)
def test_paragraphs_begin(column, count):
    assert len(to_paragraphs([column], 10, [])) == count


def test_figures_of_notes_and_powers():
    raised = [Word("treaty.", 0, 30, 100, 10), Word("12", 30, 35, 96, 6, spaced=False), Word("It", 37, 45, 100, 10)]
    power = [Word("400 km", 0, 30, 100, 10), Word("2", 30, 33, 96, 6, spaced=False)]
    assert [piece.text for piece in gather_pieces(raised)] == ["treaty.\x0112\x02 It"]
    assert [piece.text for piece in gather_pieces(power)] == ["400 km2"]


def test_first_letters_are_put_before_their_words():
    letter, row = Piece("A", 50, 70, 112, 24), Piece("ustralia sent an envoy", 72, 200, 100, 10)
    assert [line.text for line in join_rows([letter, row])] == ["Australia sent an envoy"]
