"""PDFs made for the tests: set by a library, or written by hand where no library would write them so."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from itertools import product

from fpdf import FPDF
from PIL import Image

_WHO = ("The foreign minister of Peru", "An envoy from Chad", "The chief negotiator of Laos", "A delegation from Oman")
_DID = (
    "met the customs officers of the lower province",
    "signed a protocol on the fishing grounds",
    "called for new consultations about the railway",
    "received a note of protest over the airspace",
    "opened an exhibition of old maps and charts",
)
_WHEN = ("on Monday morning", "late in the spring", "after a long pause", "before the summer recess")
_SENTENCES = [f"{who} {did} {when}." for when, did, who in product(_WHEN, _DID, _WHO)]
TITLE = "Talks on the river border resume after a winter of protest"


def paragraphs(count: int, sentences: int = 4) -> list[str]:
    """Paragraphs no two of which share a sentence."""
    return [" ".join(_SENTENCES[i * sentences : (i + 1) * sentences]) for i in range(count)]


class Paper(FPDF):
    """A paper with a running head and page numbers that begin at 45."""

    def header(self):
        self.set_font("Times", "I", 9)
        self.set_y(10)
        self.cell(0, 5, "Review of River Affairs")
        self.set_y(10)
        self.cell(0, 5, "Vol. 12, No. 3", align="R")
        self.ln(12)

    def footer(self):
        self.set_y(-15)
        self.set_font("Times", "", 9)
        self.cell(0, 5, str(self.page_no() + 44), align="C")


def paper(texts: Sequence[str], columns: int, title: str = TITLE, author: str = "Jane Doe") -> bytes:
    """A paper in columns, justified, with indented paragraphs and a heading before the third."""
    pdf = Paper(format=(210, 160))
    pdf.set_title(title)
    pdf.set_author(author)
    pdf.set_auto_page_break(True, 25)
    pdf.add_page()
    pdf.set_font("Times", "B", 20)
    pdf.multi_cell(0, 9, TITLE, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Times", "", 10)
    pdf.cell(0, 7, "By Jane Doe", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    with pdf.text_columns(ncols=columns, gutter=6, text_align="J", line_height=1.15) as flow:
        for i, text in enumerate(texts):
            if i == 2:
                pdf.set_font("Times", "B", 11)
                flow.write("The northern channel\n")
                pdf.set_font("Times", "", 10)
            with flow.paragraph(first_line_indent=4) as part:
                part.write(text)
    return bytes(pdf.output())


class Sheet(FPDF):
    """A page set by hand: `put` writes a line at a place in millimetres."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_auto_page_break(False)
        self.add_page()

    def put(self, x: float, y: float, text: str, size: float = 10, style: str = "") -> None:
        self.set_font("Times", style, size)
        self.text(x, y, text)

    def column(self, x: float, y: float, lines: str) -> None:
        for i, line in enumerate(lines.strip().splitlines()):
            self.put(x, y + 4.2 * i, line)

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        data = BytesIO()
        Image.new("RGB", (30, 20), (90, 130, 180)).save(data, "PNG")
        data.seek(0)
        self.image(data, x, y, width, height)


def by_hand(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def one_page(content: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page with this content; `more` goes into the entry of the page."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R%s>>" % more
    packed = zlib.compress(content, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/fi]>>>>"
    )
    return by_hand([CATALOGUE, ONE_PAGE, page, font, stream])


SENTENCE = b"BT /F 10 Tf 50 700 Td (The envoys of Peru and Chad met in Lima on Monday for two days of talks.) Tj ET "
SENTENCE_PDF = one_page(SENTENCE)
