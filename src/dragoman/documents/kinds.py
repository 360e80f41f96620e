"""Which kinds of file there are, by suffix, and what to do with those that are not read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    """What a file or a member of an archive is."""

    PLAIN = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    MAIL = "mail"
    LINES = "JSON Lines"
    JSON = "JSON"
    CSV = "table"
    PARQUET = "Parquet"
    WARC = "WARC"
    FEED = "feed"
    MBOX = "mailbox"
    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed file"


ONE_TEXT = frozenset((Kind.PLAIN, Kind.MARKDOWN, Kind.HTML, Kind.PDF, Kind.DOCX, Kind.MAIL))
"""Kinds that hold one text; all others may hold many."""
PACKINGS = {".gz": "gzip", ".bz2": "bz2", ".xz": "xz", ".zst": "zstd"}
_SUFFIXES = {
    Kind.PLAIN: ".txt .text",
    Kind.MARKDOWN: ".md .markdown",
    Kind.HTML: ".html .htm .xhtml .shtml",
    Kind.PDF: ".pdf",
    Kind.DOCX: ".docx .docm",
    Kind.MAIL: ".eml",
    Kind.LINES: ".jsonl .ndjson",
    Kind.JSON: ".json",
    Kind.CSV: ".csv .tsv .tab",
    Kind.PARQUET: ".parquet .pq",
    Kind.WARC: ".warc",
    Kind.FEED: ".rss .atom .rdf .xml",
    Kind.MBOX: ".mbox .mbx",
    Kind.ZIP: ".zip .wacz",
    Kind.TAR: ".tar",
    Kind.PACKED: ".gz .bz2 .xz .zst .tgz .tbz .tbz2 .txz .tzst",
}
BY_SUFFIX = {suffix: kind for kind, listed in _SUFFIXES.items() for suffix in listed.split()}
_TARS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}
_ADVICE = {
    "Save it as DOCX or PDF in a word processor": ".doc .dot .odt .ott .rtf .wpd .pages .abw .wps",
    "It is a picture: let a text recognition (OCR) read it, and give the text or a PDF with a text layer": (
        ".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic .avif .svg .ico .psd"
    ),
    "It is a recording: give a transcript of it as text": (
        ".mp3 .wav .ogg .oga .opus .flac .m4a .aac .wma .mp4 .m4v .mkv .avi .mov .webm .wmv .flv"
    ),
    "Save the sheet as CSV": ".xls .xlsx .xlsm .xlsb .ods .numbers",
    "Save the slides as PDF": ".ppt .pptx .pps .ppsx .odp .key",
    "Save it as HTML or PDF": ".epub .mobi .azw .azw3 .fb2 .djvu .djv .ps .eps .mht .mhtml .webarchive .chm .tex",
    "Unpack it, or pack it again as zip or tar.gz": ".7z .rar .z .lz .lzma .lz4 .arj .cab .iso .dmg",
    "Save the mail as .eml or .mbox": ".msg .pst .ost",
    "Save its articles as CSV or JSON Lines": (
        ".sqlite .sqlite3 .db .mdb .accdb .sql .feather .arrow .avro .orc .dta .sav"
    ),
    "Pack its records as WARC": ".arc .har",
}
_BY_ADVICE = {suffix: advice for advice, listed in _ADVICE.items() for suffix in listed.split()}


def suffix_of(name: str) -> str:
    """Give the suffix of a name in lower case.

    >>> suffix_of("a/Report.PDF"), suffix_of("notes")
    ('.pdf', '')
    """
    return PurePosixPath(name).suffix.lower()


def unpacked_name(name: str) -> str:
    """Give the name that a packed file has when it is unpacked.

    >>> unpacked_name("crawl.warc.gz"), unpacked_name("news.tgz")
    ('crawl.warc', 'news.tar')
    """
    suffix = suffix_of(name)
    if suffix not in PACKINGS and suffix not in _TARS:
        return name
    return name[: -len(suffix)] + _TARS.get(suffix, "")


def advise(suffix: str, what: str = "") -> str:
    """Say what to do with a kind of file that is not read; `what` is what its first bytes tell."""
    advice = _BY_ADVICE.get(suffix) or next((said for mark, said in _TOLD.items() if mark in what), "")
    if advice:
        return f"{advice}; this kind of file is not read."
    kinds = ", ".join(sorted(suffix for suffix, kind in BY_SUFFIX.items() if kind is not Kind.PACKED))
    return f"This kind of file is not read: give it as one of {kinds} (packed or not), or take it out of the folder."


def is_refused(suffix: str) -> bool:
    """Whether files with the suffix are known and not read, whatever they hold."""
    return suffix in _BY_ADVICE


_TOLD = {
    "picture": _BY_ADVICE[".png"],
    "recording": _BY_ADVICE[".mp3"],
    "office document": _BY_ADVICE[".doc"],
    "RTF": _BY_ADVICE[".rtf"],
    "archive": _BY_ADVICE[".7z"],
    "database": _BY_ADVICE[".db"],
    "sheet": _BY_ADVICE[".xlsx"],
    "slides": _BY_ADVICE[".pptx"],
    "book": _BY_ADVICE[".epub"],
    "XML": "It is XML of an unknown kind (neither a page nor a feed): give the articles as HTML or JSON Lines",
    "site map": "It is a site map, a list of addresses: fetch the pages, and give those",
}
