"""Which converter an entry needs."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.documents.converters.docx import convert_docx
from dragoman.documents.converters.mail import convert_mail
from dragoman.documents.converters.pdf import convert_pdf
from dragoman.documents.entry import Entry, Form, ReadLimits
from dragoman.documents.files import make_issue
from dragoman.model import Issue

_CONVERTERS = {Form.PDF: convert_pdf, Form.DOCX: convert_docx, Form.MAIL: convert_mail}


def convert_entry(entry: Entry, limits: ReadLimits) -> Iterator[Entry | Issue]:
    r"""Give the entry itself where it is a text, else the texts that it holds.

    A PDF or an office document gives one text, a mail its own and those of what is attached to it. What cannot be read
    becomes an issue that names the file; nothing is raised.

    >>> mail = Entry("a.eml", b"From: Ann Lee <a@b.example>\nSubject: Talks\n\nThe envoys met.", Form.MAIL)
    >>> [(one.form.value, one.data, one.about.title) for one in convert_entry(mail, ReadLimits())]
    [('plain', 'The envoys met.', 'Talks')]
    """
    yield from _converted(entry, limits, 0)


def _converted(entry: Entry, limits: ReadLimits, depth: int) -> Iterator[Entry | Issue]:
    convert = _CONVERTERS.get(entry.form)
    if convert is None:
        yield entry
    elif depth > limits.max_archive_depth:
        advice = f"It is a mail in a mail, deeper than {limits.max_archive_depth}: save it by itself."
        yield make_issue("too-deep", entry.source, advice)
    else:
        for item in convert(entry, limits):
            # the text of the entry itself comes back under its own name; what is attached has another one
            yield from [item] if isinstance(item, Issue) else _converted(item, limits, depth + 1)
