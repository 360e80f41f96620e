"""Reads the words of a PDF with pdfium, as a program of its own: a hostile file can neither stop nor fill its caller.

It takes the PDF on standard input and gives one line of JSON for the file and one for each page. It imports nothing of
the house, so that it starts quickly.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import resource
import sys
from collections.abc import Iterator
from typing import Any

MOST_LETTERS = 200_000
"""Letters of one page; a broadsheet page set in small type has some 40,000."""
MOST_LETTERS_IN_ALL = 10_000_000
_MOST_OBJECTS, _MOST_PICTURES = 50_000, 100
_SMALLEST_PICTURE = 30
"""Points; rules and dots are no pictures."""
_SECONDS_FOR_A_PAGE, _SECONDS_IN_ALL = 10, 600
"""Of computing; a rich page of a map or newspaper takes one."""
_MOST_MEMORY = 3_000_000_000
_SPACES = frozenset((0x00, *range(0x09, 0x0E), 0x20, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x3000))
_HYPHENS = frozenset((0x02, 0xFFFE))
"""What pdfium puts for the hyphen of a word broken at a line end."""
_BOLD_WEIGHT = 600
_OTHER_HEIGHT = 0.15
"""Letters whose heights differ by this share are of two sizes."""

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom; y grows downwards."""


class _Draft:
    """A word while its letters are gathered."""

    __slots__ = ("box", "codes", "last", "spaced", "start")

    def __init__(self, start: int, box: _Box, spaced: bool, code: int) -> None:
        self.start, self.box, self.last, self.spaced, self.codes = start, box, box, spaced, [code]


def main() -> None:
    """Read the PDF and write its pages, from the page and up to the page that the command line names."""
    import pypdfium2  # noqa: PLC0415  heavy

    first, last = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    _allow(_SECONDS_FOR_A_PAGE)
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        _tell({"pages": len(document), "fields": document.get_metadata_dict(skip_empty=True)})
    except pypdfium2.PdfiumError as error:
        _tell({"error": str(error)})
        return
    letters = 0
    for number in range(first, min(last, len(document))):
        _allow(_SECONDS_FOR_A_PAGE)
        page = _read(document, number)
        letters += sum(len(word[1]) for word in page.get("words", ()))
        _tell(page)
        if letters > MOST_LETTERS_IN_ALL:
            break


def _allow(seconds: int) -> None:
    """Let the system end this program after so much more computing."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    with contextlib.suppress(ValueError):  # never more than at first
        resource.setrlimit(resource.RLIMIT_CPU, (min(limit, _SECONDS_IN_ALL), _SECONDS_IN_ALL))


def _tell(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def _read(document: Any, number: int) -> dict[str, Any]:  # pypdfium2 ships no types
    """Read a page: its words each with the quarter turns it makes, its box, and what is drawn on it."""
    import pypdfium2  # noqa: PLC0415  heavy

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        return {"error": str(error)}
    left, bottom, right, top = page.get_bbox()
    count = text_page.count_chars()
    looked_up: dict[str, bool] = {}
    drafts = _drafts(text_page.raw, min(count, MOST_LETTERS))
    words = [_measured(text_page.raw, draft, looked_up) for draft in drafts]
    pictures, objects = _pictures(page)
    text_page.close()
    page.close()
    return {
        "words": words,
        "box": (left, -top, right, -bottom),
        "pictures": pictures,
        "drawn": objects > 0,
        "cut": count > MOST_LETTERS,
    }


def _drafts(handle: Any, count: int) -> Iterator[_Draft]:
    """Cut the letters of a page at spaces, jumps and changes of size."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415  heavy

    rect = pdfium.FS_RECTF()
    draft: _Draft | None = None
    spaced = True
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(handle, i)
        if code in _SPACES or not pdfium.FPDFText_GetLooseCharBox(handle, i, rect):
            if draft:
                yield draft
            draft, spaced = None, True
            continue
        box = (rect.left, -rect.top, rect.right, -rect.bottom)
        code = 0x2D if code in _HYPHENS else code
        # the letters of a ligature share one place
        if draft and (box == draft.last or _goes_on(draft.box, box)):
            draft.codes.append(code)
            draft.last = box
            draft.box = _around(draft.box, box)
            continue
        if draft:
            yield draft
        draft, spaced = _Draft(i, box, spaced, code), False
    if draft:
        yield draft


def _goes_on(before: _Box, after: _Box) -> bool:
    """Whether a letter stands in one row with those before it, right after them and in the same size."""
    height, width = after[3] - after[1], after[2] - after[0]
    tall, wide = before[3] - before[1], before[2] - before[0]
    if abs(height - tall) <= _OTHER_HEIGHT * tall and abs(after[3] - before[3]) <= _OTHER_HEIGHT * tall:
        return -0.5 * tall <= after[0] - before[2] <= 0.5 * tall
    # text that runs upwards or downwards
    in_pile = abs(width - wide) <= _OTHER_HEIGHT * wide and abs(after[2] - before[2]) <= _OTHER_HEIGHT * wide
    return in_pile and min(abs(after[1] - before[3]), abs(before[1] - after[3])) <= 0.5 * wide


def _around(one: _Box, other: _Box) -> _Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _measured(handle: Any, draft: _Draft, looked_up: dict[str, bool]) -> list[Any]:
    """Ask for what all letters of a word share, and give it as a row.

    Quarter turns, text, where it starts and ends along its direction, its base line, size, whether it is bold, whether
    a space stands before it.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415  heavy

    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(handle, draft.start, matrix)
    pdfium.FPDFText_GetCharOrigin(handle, draft.start, x, y)
    size = pdfium.FPDFText_GetFontSize(handle, draft.start) * (math.hypot(matrix.c, matrix.d) or 1.0)
    quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    left, top, right, bottom = draft.box
    start, end, base = (top, bottom, x.value) if quarter % 2 else (left, right, -y.value)
    numbers = [round(value, 2) if math.isfinite(value) else 0.0 for value in (start, end, base, size)]
    text = "".join(map(chr, draft.codes))
    return [quarter, text, *numbers, _is_bold(handle, draft.start, looked_up), draft.spaced]


def _is_bold(handle: Any, index: int, looked_up: dict[str, bool]) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415  heavy

    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    name = buffer.raw.split(b"\0", 1)[0].decode("utf-8", "replace").lower()
    if name not in looked_up:
        heavy = pdfium.FPDFText_GetFontWeight(handle, index) >= _BOLD_WEIGHT
        looked_up[name] = heavy or "bold" in name or "black" in name or "heavy" in name
    return looked_up[name]


def _pictures(page: Any) -> tuple[list[_Box], int]:
    """List the boxes of the largest pictures and drawings on a page, and count what is on it."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415  heavy

    count = pdfium.FPDFPage_CountObjects(page.raw)
    sides = [ctypes.c_float() for _ in range(4)]
    boxes = []
    for i in range(min(count, _MOST_OBJECTS)):
        one = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if pdfium.FPDFPageObj_GetBounds(one, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if min(right - left, top - bottom) >= _SMALLEST_PICTURE:
                boxes.append((left, -top, right, -bottom))
    boxes.sort(key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    return boxes[:_MOST_PICTURES], count


if __name__ == "__main__":
    main()
