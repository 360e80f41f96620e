"""Mailboxes: many mails in one file, each behind a line that begins with `From `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.documents.entry import Entry, Form
from dragoman.documents.files import make_issue
from dragoman.documents.inputs.scope import Scope, too_large
from dragoman.documents.inputs.streams import Found
from dragoman.model import Issue

_FROM = re.compile(rb"From \S{1,300} +\w{3},? +(?:\w{3} +\d|\d).{5,60}\r?\n?")
_QUOTED = re.compile(rb">+From ")
_LONGEST_LINE = 1_000_000


def read_mailbox(found: Found, scope: Scope) -> Iterator[Entry | Issue]:
    """Read the mails of an mbox file; the number behind `#` in a source counts mails, from 1."""
    empty = True
    for number, mail in enumerate(_mails(found, scope.limits.max_file_bytes), 1):
        if mail is None:
            empty = False
            yield too_large(found.name, scope.limits.max_file_bytes, f"mail {number}")
        elif mail.strip():
            empty = False
            yield Entry(f"{found.name}#{number}", mail, Form.MAIL)
    if empty and not found.fault:
        yield make_issue("empty-file", found.name, "The mailbox holds no mail: fetch it again or take it out.")


def _mails(found: Found, limit: int) -> Iterator[bytes | None]:
    """Cut the mails apart; None for one above the limit, and none for a last one that is cut short."""
    mail = bytearray()
    size, begun, blank = 0, False, True
    while line := found.stream.readline(_LONGEST_LINE):
        if blank and _FROM.fullmatch(line):
            if begun:
                yield bytes(mail) if size <= limit else None
            mail, size, begun = bytearray(), 0, True
        elif begun or line.strip():
            begun, size = True, size + len(line)
            if size <= limit:
                mail += line[1:] if _QUOTED.match(line) else line
            else:
                mail.clear()
        blank = not line.strip()
    if begun and not found.fault:
        yield bytes(mail) if size <= limit else None
