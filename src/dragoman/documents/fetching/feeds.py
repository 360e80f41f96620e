"""The items of a feed that was fetched, also those that give no more than a title and a link."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.documents.decoding import decode
from dragoman.documents.entry import Entry
from dragoman.documents.fetching.addresses import shown
from dragoman.documents.inputs.feeds import feed_items, own_entity
from dragoman.documents.inputs.records import about_record
from dragoman.errors import DocumentError

_MOST_BYTES = 5_000_000


def fetched_items(data: bytes | str, address: str) -> Iterator[Entry]:
    """Give the items of a feed as entries: the text that the feed holds, and the address of the page it stands for.

    The text is empty where the feed gives only a title. DocumentError where the feed cannot be read.
    """
    text = _text(data, address)
    own = own_entity(text)
    if own:
        advice = "The feed declares entities of its own, which are not read: give the addresses of its articles."
        raise DocumentError("not-a-document", address, advice, value=own)
    for number, item in enumerate(feed_items(text, address), 1):
        about = about_record({**item.record, "url": _web_address(item.record["url"])})
        yield Entry(f"{address}#{number}", str(item.record["text"]).strip(), item.form, about)


def _text(data: bytes | str, address: str) -> str:
    if len(data) > _MOST_BYTES:
        raise DocumentError("too-large", address, f"Give a feed of at most {_MOST_BYTES} bytes.")
    if isinstance(data, str):
        return data
    decoded = decode(data, html=True)
    if decoded.kind == "binary-file":
        raise DocumentError("not-a-document", address, "This is no feed: check the address.", value=decoded.value)
    return decoded.text


def _web_address(link: object) -> str | None:
    address = str(link or "").strip()
    return shown(address) if address.lower().startswith(("http://", "https://")) else None
