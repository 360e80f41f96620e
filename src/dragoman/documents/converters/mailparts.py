"""The parts of an e-mail: its text, and what is attached to it."""

from __future__ import annotations

import email
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from pathlib import PurePosixPath

from dragoman.documents.decoding import decode
from dragoman.documents.entry import Form
from dragoman.documents.tags import Text, scan

_MOST_PARTS = 300
_DEEPEST = 40
_LONGEST_FIELD, _LONGEST_SOURCE = 2_000, 8_000
_FEW_WORDS = 20
_STUB_SHARE = 0.3
_BY_SUFFIX = {
    ".txt": Form.PLAIN, ".text": Form.PLAIN, ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN, ".html": Form.HTML,
    ".htm": Form.HTML, ".xhtml": Form.HTML, ".pdf": Form.PDF, ".docx": Form.DOCX, ".docm": Form.DOCX, ".eml": Form.MAIL,
}  # fmt: skip
_BY_TYPE = {
    "text/plain": Form.PLAIN,
    "text/markdown": Form.MARKDOWN,
    "text/html": Form.HTML,
    "application/xhtml+xml": Form.HTML,
    "application/pdf": Form.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Form.DOCX,
    "message/rfc822": Form.MAIL,
}
_TEXTS = frozenset((Form.PLAIN, Form.HTML, Form.MARKDOWN))
_NOT_FOR_MAIL = frozenset("idna punycode rot13 rot_13 unicode_escape raw_unicode_escape undefined mbcs oem".split())
"""Python's codecs that no mail is written in; some are slow."""
_HARMLESS = frozenset(("InvalidMultipartContentTransferEncodingDefect",))
_ODD = re.compile(r"[\x00-\x1f\x7f/\\]+")


class _ShortHeads(Compat32):
    """Cuts the fields of heads, since the search for their parameters takes the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Cut one field of a head."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_SOURCE]


_POLICY = _ShortHeads()


@dataclass(frozen=True)
class Attached:
    """Something attached to a mail that can be read."""

    name: str
    form: Form
    data: bytes | str


@dataclass
class MailParts:
    """What a mail holds."""

    fields: dict[str, str] = field(default_factory=dict)
    """Its head, by name in lower case; of two fields of one name the first."""
    texts: list[tuple[Form, str]] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Names of what cannot be read."""
    defects: list[str] = field(default_factory=list)


def take_apart(data: bytes) -> MailParts:
    """Read a mail as far as it can be read; what is wrong with it is listed in `defects`.

    The head is read with the older of the two policies of `email`: the newer one takes minutes for a hostile head.
    """
    found = MailParts()
    try:
        message = email.message_from_bytes(data, policy=_POLICY)
        found.fields = _fields(message)
        _collect(message, found, 0)
        found.defects += _defects(message)
    except RecursionError:
        found.defects.append("its parts are nested too deeply")
    found.defects = list(dict.fromkeys(found.defects))
    return found


def _fields(message: Message) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, value in message.items():
        fields.setdefault(key.lower(), decoded_field(str(value)))
    return fields


def decoded_field(value: str) -> str:
    """Decode a field of a mail's head.

    >>> decoded_field("=?utf-8?Q?Gespr=C3=A4che?= in Wien")
    'Gespräche in Wien'
    """
    value = value[:_LONGEST_FIELD]
    try:
        parts = [
            _as_text(part, charset or "ascii")[0] if isinstance(part, bytes) else part
            for part, charset in decode_header(value)
        ]
    except ValueError:  # a broken encoded word
        parts = [value]
    return " ".join("".join(parts).split())


def _defects(message: Message) -> list[str]:
    names = [type(defect).__name__ for part in message.walk() for defect in part.defects]
    return [name.removesuffix("Defect") for name in names if name not in _HARMLESS]


def _collect(part: Message, found: MailParts, depth: int) -> None:
    """Sort a part and those within it into texts, attachments and others."""
    if depth > _DEEPEST or len(found.texts) + len(found.attached) + len(found.others) > _MOST_PARTS:
        found.defects.append("it has too many parts")
    elif part.get_content_type() == "multipart/alternative" and part.is_multipart():
        _choose(part, found, depth)
    elif part.get_content_maintype() == "multipart":
        for inner in _inner(part):
            _collect(inner, found, depth + 1)
    else:
        _sort_in(part, found)


def _inner(part: Message) -> Sequence[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else [_as_plain(part)]


def _as_plain(part: Message) -> Message:
    """Give what calls itself a bundle but is none as plain text."""
    plain = Message()
    plain.set_payload(part.get_payload())
    return plain


def _choose(part: Message, found: MailParts, depth: int) -> None:
    """Take the plain one of two writings of a text, unless it is a stub."""
    writings = MailParts()
    for inner in _inner(part):
        _collect(inner, writings, depth + 1)
    found.attached += writings.attached
    found.others += writings.others
    found.defects += writings.defects
    plain = next((one for one in writings.texts if one[0] is not Form.HTML and one[1].strip()), None)
    page = next((one for one in writings.texts if one[0] is Form.HTML), None)
    chosen = page if page and (not plain or _is_stub(plain[1], page[1])) else plain
    found.texts += [chosen] if chosen else []


def _is_stub(plain: str, page: str) -> bool:
    """Whether a plain text only tells to look at the page."""
    words = len(plain.split())
    shown = sum(len(page[item.start : item.end].split()) for item in scan(page) if isinstance(item, Text))
    return shown > words and (words < _FEW_WORDS or words < _STUB_SHARE * shown)


def _sort_in(part: Message, found: MailParts) -> None:
    name = _name_of(part)
    form = _BY_SUFFIX.get(PurePosixPath(name).suffix.lower()) or _BY_TYPE.get(part.get_content_type())
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = _inner(part)
        data = b"".join(one.as_bytes(policy=_POLICY) for one in inner)
        found.attached.append(Attached(name or f"mail-{len(found.attached) + 1}.eml", Form.MAIL, data))
        return
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if form is None:
        found.others.append(name or part.get_content_type())
    elif form in _TEXTS:
        text, defect = _as_text(data, part.get_content_charset() or "", html=form is Form.HTML)
        found.defects += [defect] if defect else []
        attached = name or (part.get_content_disposition() == "attachment")
        if attached:
            found.attached.append(Attached(name or f"part-{len(found.attached) + 1}.txt", form, text))
        else:
            found.texts.append((form, text))
    elif data:
        found.attached.append(Attached(name or f"part-{len(found.attached) + 1}.{form.value}", form, data))


def _name_of(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError):  # a name in a broken writing or an unknown charset
        name = ""
    return _ODD.sub("_", decoded_field(name)).strip(" ._")[:120]


def _as_text(data: bytes, charset: str, *, html: bool = False) -> tuple[str, str]:
    """Read bytes in the charset that is declared, else in one that fits; tell what is wrong."""
    charset = {"iso-8859-1": "cp1252", "us-ascii": "ascii"}.get(charset.lower(), charset.lower())
    if charset and charset not in _NOT_FOR_MAIL:
        try:
            return data.decode(charset), ""
        except (UnicodeError, LookupError, ValueError):
            pass
    decoded = decode(data, html=html)
    text = decoded.text or data.decode("cp1252", "replace")
    wrong = decoded.kind or (charset if charset and not data.isascii() else "")
    return text, f"{charset or 'no charset'} does not fit its letters" if wrong else ""
