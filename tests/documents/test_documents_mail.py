"""Mails are read with what is attached to them, forwarded articles by their own head, broken ones as far as they go."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from documents_files import SENTENCE_PDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.documents import OfficeBook, ReadLimits, read_entry
from dragoman.documents.converters import convert_entry
from dragoman.documents.entry import Entry, Form
from dragoman.documents.heads import mail_fields
from dragoman.model import Document, Issue

ARTICLE = """\
The foreign minister of Peru met his colleague from Chile on Monday to discuss the maritime border between them.

Officials said the talks had been constructive, although they ended without a signature. Both will meet again in May.
"""
PAGE = (
    "<html><body><h1>Talks in Lima</h1>"
    + "".join(f"<p>{text}</p>" for text in ARTICLE.split("\n\n"))
    + "</body></html>"
)


def mail(text: str = ARTICLE, **head: str) -> EmailMessage:
    message = EmailMessage()
    given_head = {"From": "The Andean Courier <news@courier.example>", "Subject": "Talks in Lima"} | head
    for name, value in given_head.items():
        message[name.replace("_", "-")] = value
    message["Date"] = "Wed, 24 Apr 2013 10:00:00 +0200"
    message.set_content(text)
    return message


def converted(message: EmailMessage | bytes, **limits) -> list[Entry | Issue]:
    data = message if isinstance(message, bytes) else message.as_bytes(policy=SMTP)
    return list(convert_entry(Entry("a.eml", data, Form.MAIL), ReadLimits(**limits)))


def read(world, message: EmailMessage) -> list[Document]:
    entry = Entry("a.eml", message.as_bytes(policy=SMTP), Form.MAIL, file_name="a.eml")
    return [item for item in read_entry(entry, OfficeBook(world)) if isinstance(item, Document)]


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")


def test_the_head_tells_of_the_text(world):
    (document,) = read(world, mail(Subject="Re: Fwd: Talks in Lima"))
    assert (document.title, document.outlet) == ("Talks in Lima", "The Andean Courier")
    assert document.published.earliest == document.published.latest == date(2013, 4, 24)
    assert paragraphs(document) == ARTICLE.strip().split("\n\n")


@pytest.mark.parametrize(
    ("sender", "listed", "outlet", "authors"),
    [
        ("Jane Doe <jd@x.example>", None, None, ("Jane Doe",)),
        ('"Doe, Jane" <jd@x.example>', None, None, ("Jane Doe",)),
        ("Jane Doe <jd@x.example>", "Levant Watch <lw.x.example>", "Levant Watch", ("Jane Doe",)),
        ("Jane Doe <jd@x.example>", "<lw.x.example>", None, ("Jane Doe",)),
        ("Jane Doe <jd@x.example>", "19ab3mc list <19ab3.x.example>", None, ("Jane Doe",)),
        ("news@x.example", "Levant Watch <lw.x.example>", "Levant Watch", ()),
    ],
)
def test_sender_and_list(sender, listed, outlet, authors):
    (entry,) = converted(mail(From=sender, **({"List_Id": listed} if listed else {})))
    assert (entry.about.outlet, entry.about.authors) == (outlet, authors)


FORWARDS = {
    "plain": "FYI.\n\nBob\n\n---------- Forwarded message ---------\n{head}\n\n{text}",
    "quoted": "Worth a look\n\n> Begin forwarded message:\n>\n{quoted_head}\n>\n{quoted}",
    "starred": "-----Original Message-----\n{starred}\n\n{text}",
}
HEAD = """\
From: The Andean Courier <news@c.example>
Date: Mon, Apr 22, 2013 at 9:12 AM
Subject: Talks in Lima
To: Bob <b@x.example>"""


@pytest.mark.parametrize("form", FORWARDS.values(), ids=FORWARDS)
def test_the_inner_head_tells_of_a_forwarded_article(world, form):
    text = form.format(
        head=HEAD,
        text=ARTICLE,
        quoted_head="\n".join(f"> {line}" for line in HEAD.splitlines()),
        quoted="\n".join(f"> {line}" for line in ARTICLE.splitlines()),
        starred="\n".join(f"*{line.replace(':', ':*', 1)}" for line in HEAD.splitlines()),
    )
    (document,) = read(world, mail(text, From="Bob <b@x.example>", Subject="Fwd: lima"))
    assert (document.title, document.outlet) == ("Talks in Lima", "The Andean Courier")
    assert document.published.latest == date(2013, 4, 22)
    assert document.retrieved == date(2013, 4, 24)
    assert "Bob" not in document.text
    assert text.splitlines()[0] in document.raw


def test_a_long_answer_is_no_forward():
    (entry,) = converted(mail(f"{ARTICLE * 3}\n-----Original Message-----\n{HEAD}\n\nShort.", From="Bob <b@x.example>"))
    assert entry.about.authors == ("Bob",)
    assert entry.about.dates[0].earliest == date(2013, 4, 24)


@pytest.mark.parametrize(("plain", "form"), [(ARTICLE, Form.PLAIN), ("See this mail in a browser.", Form.HTML)])
def test_the_plain_writing_is_taken_unless_it_is_a_stub(plain, form):
    message = mail(plain)
    message.add_alternative(PAGE, subtype="html")
    (entry,) = converted(message)
    assert entry.form is form


def test_attachments_are_entries_of_their_own(world):
    message = mail()
    message.add_attachment(SENTENCE_PDF, maintype="application", subtype="octet-stream", filename="talks.pdf")
    message.add_attachment(PAGE, subtype="html", filename="page.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    message.add_attachment(mail(Subject="An older mail"))
    message.add_attachment(PAGE, subtype="html", filename="page.html")
    documents = read(world, message)
    assert [document.source for document in documents] == [
        f"a.eml{name}" for name in ("", "!/talks.pdf", "!/page.html", "!/mail-3.eml", "!/2-page.html")
    ]
    assert documents[1].published.latest == date(2013, 4, 24)
    assert documents[3].title == "An older mail"
    assert len({document.entry for document in documents}) == 1


def test_a_mail_of_pictures_only_names_them():
    message = EmailMessage()
    message["Subject"] = "Maps"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    (issue,) = converted(message)
    assert (issue.kind, issue.value) == ("empty-file", "map.png")


def test_large_and_deep_attachments_are_refused():
    message = mail()
    for _ in range(5):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    items = converted(message, max_archive_depth=2)
    assert [item.kind for item in items if isinstance(item, Issue)] == ["too-deep"]
    message = mail()
    message.add_attachment("x" * 5000, filename="big.txt")
    issue = converted(message, max_file_bytes=4000)[1]
    assert (issue.kind, issue.record) == ("too-large", "a.eml!/big.txt")


ENVOYS = "The envoys met at the café in Lima."
BROKEN = {
    "no head": (b"The envoys met in Lima.", "The envoys met in Lima.", True),
    "base64": (
        b"Subject: T\nContent-Transfer-Encoding: base64\n\nVGhlIGVudm95cyBtZXQgaW4gTGltYQ=",
        "The envoys met",
        True,
    ),
    "charset": (b"Subject: T\nContent-Type: text/plain; charset=utf-8\n\n" + ENVOYS.encode("cp1252"), ENVOYS, True),
    "unknown": (b"Subject: T\nContent-Type: text/plain; charset=x-nope\n\n" + ENVOYS.encode(), ENVOYS, True),
    "slow": (b"Subject: T\nContent-Type: text/plain; charset=punycode\n\nThe envoys met", "The envoys met", False),
    "boundary": (b"Subject: T\nContent-Type: multipart/mixed\n\nThe envoys met", "The envoys met", True),
    "cut off": (
        b'Subject: T\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nThe envoys met in Lima',
        "The envoys met in Lima",
        True,
    ),
    "subject": (b"Subject: =?utf-8?B?****?= =?nope?Q?x?=\n\nThe envoys met", "The envoys met", False),
}


@pytest.mark.parametrize(("data", "text", "warned"), BROKEN.values(), ids=BROKEN)
def test_broken_mail_is_read_as_far_as_it_goes(data, text, warned):
    items = converted(data)
    issues = [item for item in items if isinstance(item, Issue)]
    assert [(issue.kind, issue.severity, issue.record) for issue in issues] == [
        ("broken-mail", "warning", "a.eml")
    ] * warned
    assert any(text in item.data for item in items if isinstance(item, Entry))


NESTED = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000))
HOSTILE = {
    "nested": b"Subject: T\n" + NESTED,
    "mails": b"Subject: T\n" + b"Content-Type: message/rfc822\n\n" * 3000,
    "parts": b'Subject: T\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 100_000,
    "long head": b"Subject: T\nTo: " + b'"a' * 1_000_000 + b"\n\nx",
    "parameters": b"Subject: T\nContent-Type: text/plain; " + b'a="\\";' * 200_000 + b"\n\nx",
    "heads": b"Subject: T\n" + b"X: y\n" * 200_000 + b"\nx",
    "words": b"Subject: " + b"=?utf-8?Q?a?= " * 100_000 + b"\n\nx",
    "tags": b"Subject: T\nContent-Type: text/html\n\n" + b"<" * 1_000_000,
    "marks": b"Subject: T\n\n" + b"> " * 1_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.timeout(30)
def test_hostile_mail_ends(data):
    assert converted(data)


GOOD = mail()
GOOD.add_alternative(PAGE, subtype="html")
GOOD.add_attachment(ARTICLE, filename="a.txt")
BYTES = GOOD.as_bytes(policy=SMTP)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_mail_is_read(data):
    damaged = bytearray(BYTES)
    for place in data.draw(st.lists(st.integers(0, len(BYTES) - 1), max_size=20)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(BYTES)))
    assert converted(bytes(damaged[: cut if data.draw(st.booleans()) else len(damaged)]))


@given(noise=st.binary(max_size=300))
def test_any_bytes_end(noise):
    assert converted(noise)


def test_fields_are_cleaned():
    assert mail_fields({"from": "<a@b.example>", "subject": "AW: RE[2]: Talks"}) == {"subject": "Talks"}
