"""An e-mail becomes its text and the texts attached to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from dragoman.documents.blocks import word_key
from dragoman.documents.converters.mailparts import MailParts, take_apart
from dragoman.documents.entry import Entry, Form, ReadLimits
from dragoman.documents.expressions import read_stamp
from dragoman.documents.files import make_issue
from dragoman.documents.heads import Head, mail_fields, mail_head
from dragoman.documents.metadata import About, about_fields
from dragoman.documents.naming import outlet_of_line
from dragoman.documents.tags import Tag, Text, scan
from dragoman.model import Issue

_FORWARDED = re.compile(
    r"^[ \t>*_-]{0,20}(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht"
    r"|message transf[eé]r[eé]|mensaje reenviado)[ \t:*_-]{0,40}\r?\n(?:[ \t>]*\r?\n){0,3}",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTE_MARK = re.compile(r"^(?:[ \t]*>)+ ?|\*(?=[A-Z][a-z-]{1,12}:)|(?<=:)\*", re.MULTILINE)
_LEAST_OWN_WORDS = 60
"""Words; one who writes less than this before what he forwards only passes it on."""
_LOOKED_AT = 8_000
_LAST_FIRST = re.compile(r"([^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*)?), ([^\W\d_][\w.'-]*(?: [^\W\d_]\.?)?)")
_LIST_NAME = re.compile(r"\s*\"?([^\"<>@\d]{3,80}?)\"?\s*<[^<>]*>\s*")
_NO_LIST_NAME = re.compile(r".*\b(?:mc list|mailing list|list|newsletter)s?", re.IGNORECASE)


def convert_mail(entry: Entry, limits: ReadLimits) -> Iterator[Entry | Issue]:
    """Give the text of a mail, and those of its attachments, which may be PDFs, office documents or mails themselves.

    The plain writing of a text is taken, unless it is a stub beside a page. What is quoted or signed stays. Of a mail
    that only passes an article on, the head of the inner mail tells of the article, and its own day is the day when it
    was retrieved. Attachments that hold no text are ignored, unless there is nothing else.
    """
    parts = take_apart(entry.data if isinstance(entry.data, bytes) else entry.data.encode("utf-8", "replace"))
    if not parts.fields:
        parts.defects.insert(0, "it has no head")
    if parts.defects:
        advice = "What could be read of it was read: save the mail again if a part is missing."
        yield make_issue("broken-mail", entry.source, advice, value="; ".join(parts.defects), warning=True)
    written = [(form, text) for form, text in parts.texts if text.strip()]
    if written:
        form = written[0][0]
        text = "\n\n".join(text for one, text in written if one is form)
        about = entry.about.or_else(about_mail(parts.fields, form, text))
        yield replace(entry, data=text, form=form, about=about, issues=())
    elif not parts.attached:
        advice = "It holds no text: save by itself what is attached to it."
        yield make_issue("empty-file", entry.source, advice, value=", ".join(parts.others))
    yield from _attached(entry, parts, limits)


def about_mail(fields: Mapping[str, str], form: Form, text: str) -> About:
    """Say what the head of a mail tells of its text, or the inner head where the mail passes on another one."""
    inner = _forwarded(text if form is not Form.HTML else _shown(text))
    sent = _day(fields)
    if inner:
        return replace(about_fields(_named(inner.fields)), retrieved=sent)
    return about_fields(_named(fields))


def _day(fields: Mapping[str, str]) -> date | None:
    """Give the day on which a mail was sent."""
    found = read_stamp(fields.get("date", ""))
    return found.latest if found else None


def _named(fields: Mapping[str, str]) -> dict[str, str]:
    """Write the head of a mail as other heads of articles are; a list is an outlet, and then the sender an author."""
    told = mail_fields(fields)
    sender = (
        _LAST_FIRST.sub(r"\2 \1", told.get("from", ""))
        if told.get("from", "").count(",") == 1
        else told.get("from", "")
    )
    listed = _LIST_NAME.fullmatch(fields.get("list-id", ""))
    if not listed or _NO_LIST_NAME.fullmatch(listed.group(1)):
        return {**told, "from": sender}
    author = {} if outlet_of_line(sender) or word_key(sender) == word_key(listed.group(1)) else {"author": sender}
    return {**told, "from": sender, "publication": listed.group(1).strip(), **author}


def _forwarded(text: str) -> Head | None:
    """Find the head of the mail that a mail passes on; None where it says much itself, or passes on none."""
    mark = _FORWARDED.search(text[:_LOOKED_AT])
    if not mark or len(text[: mark.start()].split()) >= _LEAST_OWN_WORDS:
        return None
    head = mail_head(_QUOTE_MARK.sub("", text[mark.end() : mark.end() + _LOOKED_AT]).lstrip())
    return head if head.fields else None


def _shown(page: str) -> str:
    """Give the words of the beginning of a page, line by line."""
    page = page[: 5 * _LOOKED_AT]
    return "".join(page[one.start : one.end] if isinstance(one, Text) else _break_of(one) for one in scan(page))


def _break_of(tag: Tag) -> str:
    return "\n" if tag.name in {"br", "p", "div", "tr", "li"} and not (tag.closing and tag.name != "div") else ""


def _attached(entry: Entry, parts: MailParts, limits: ReadLimits) -> Iterator[Entry | Issue]:
    """Give what is attached to a mail as entries, each with a name of its own; they are not converted yet."""
    sent = _day(parts.fields)
    used: Counter[str] = Counter()
    for one in parts.attached:
        used[one.name] += 1
        name = one.name if used[one.name] == 1 else f"{used[one.name]}-{one.name}"
        source = f"{entry.source}!/{name}"
        if len(one.data) > limits.max_file_bytes:
            advice = f"Split it, or raise the limit of {limits.max_file_bytes} bytes."
            yield make_issue("too-large", source, advice, value=f"{len(one.data)} bytes")
        elif one.data:
            yield Entry(source, one.data, one.form, About(retrieved=sent), one.name)
