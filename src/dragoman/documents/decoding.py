"""Bytes become text: byte order marks, UTF-8, UTF-16, and the old Western encoding with a warning."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document (docx, odt, epub)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a Windows program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"RIFF", "sound, film or a WebP picture"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,30})", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LETTER = re.compile(r"[^\W\d_]|\s")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, or what stands in the way: `kind` is the kind of the issue, empty where all is well."""

    text: str
    encoding: str = "utf-8"
    kind: str = ""
    value: str = ""


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """Read bytes as text.

    A byte order mark decides; else UTF-8 if it fits; else what an HTML page declares; else UTF-16 where every other
    byte is zero; else cp1252 with the kind `wrong-encoding` if that gives plausible text; else `binary-file`.

    >>> decode("Élysée".encode("cp1252")).kind
    'wrong-encoding'
    """
    magic = next((what for mark, what in _MAGIC if data.startswith(mark)), None)
    if magic:
        return Decoded("", kind="binary-file", value=f"it looks like {magic}")
    marked = _by_mark(data)
    return _checked(marked or _as(data, "utf-8") or _declared(data, html=html) or _guessed(data))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _as(rest, encoding) or Decoded(
                rest.decode(encoding, "replace"), encoding, "wrong-encoding", encoding
            )
    return None


def _as(data: bytes, encoding: str) -> Decoded | None:
    if encoding == "utf-8" and b"\x00" in data[:4096]:
        return None  # UTF-16 without a mark, or no text at all
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes, *, html: bool) -> Decoded | None:
    """Read a page in the encoding that it declares."""
    found = _CHARSET.search(data[:4096]) if html else None
    if not found:
        return None
    name = (found.group(1) or found.group(2)).decode("ascii", "replace").lower()
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    if name.replace("-", "") in {"utf8", "utf7", "utf16", "idna", "punycode", "rot13", "unicodeescape"}:
        return None
    return _as(data, name)


def _guessed(data: bytes) -> Decoded:
    if b"\x00" in data[:4096]:
        return _wide(data) or Decoded("", kind="binary-file", value="it holds zero bytes")
    text = data.decode("cp1252", "replace")
    return Decoded(text, "cp1252", "wrong-encoding", "not UTF-8, read as Windows-1252")


def _wide(data: bytes) -> Decoded | None:
    """Read as UTF-16 where the zero bytes stand at every other place."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return _as(data[: len(data) // 2 * 2], encoding) if max(even, odd) > len(sample) // 8 > 8 * min(even, odd) else None


def _checked(decoded: Decoded) -> Decoded:
    """Turn what is no text into a `binary-file`."""
    sample = decoded.text[:20_000]
    if decoded.kind == "binary-file" or not sample:
        return decoded
    controls = len(_CONTROL.findall(sample)) + sample.count("�")
    if controls > len(sample) // 50 or len(_LETTER.findall(sample)) < len(sample) // 4:
        return Decoded("", kind="binary-file", value=f"{controls} of {len(sample)} characters are no text")
    return decoded
