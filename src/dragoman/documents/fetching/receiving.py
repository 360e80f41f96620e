"""The bytes of an answer, unpacked, and never more than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import httpx

from dragoman.documents.fetching.addresses import shown
from dragoman.errors import DocumentError

ACCEPTED = "gzip, deflate"
_STEP = 65_536
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def receive(answer: httpx.Response, limit: int, *, cut: bool = False) -> bytes:
    """Read the body of an answer; `too-large` above the limit, unless the rest may be cut off.

    The limit holds for what is sent and for what it unpacks to, and is watched at each step: a small answer that
    unpacks to gigabytes is left after the limit, and no more than the limit and a step are ever held.
    """
    record, body = shown(answer.url), bytearray()
    declared = answer.headers.get("content-length", "")
    if not cut and declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
        raise _too_large(record, limit)
    try:
        for piece in _unpacked(_counted(answer, limit, record, cut=cut), _encoding(answer, record)):
            body += piece
            if len(body) > limit and not cut:
                raise _too_large(record, limit)
            if len(body) > limit:
                return bytes(body[:limit])
    except (zlib.error, EOFError) as error:
        advice = "The answer cannot be unpacked: fetch it again later."
        raise DocumentError("fetch-failed", record, advice, value=str(error)) from error
    return bytes(body)


def _too_large(record: str, limit: int) -> DocumentError:
    return DocumentError("too-large", record, f"Save a part of it as a file, or raise the limit of {limit} bytes.")


def _encoding(answer: httpx.Response, record: str) -> str:
    stated: str = answer.headers.get("content-encoding", "")
    names = [name for part in stated.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if not names:
        return ""
    if len(names) > 1 or names[0] not in {"gzip", "x-gzip", "deflate"}:
        advice = "The server packs its answer in a way that was not asked for: save the page and give the file."
        raise DocumentError("fetch-failed", record, advice, value=", ".join(names))
    return names[0]


def _counted(answer: httpx.Response, limit: int, record: str, *, cut: bool) -> Iterator[bytes]:
    count = 0
    for chunk in answer.iter_raw():
        count += len(chunk)
        yield chunk
        if count > limit and cut:
            return
        if count > limit:
            raise _too_large(record, limit)


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Unpack in small steps; EOFError where the end is missing."""
    if not encoding:
        yield from chunks
        return
    unpacker, begun = zlib.decompressobj(_GZIP_OR_ZLIB), False
    for chunk in chunks:
        if not begun and encoding == "deflate" and not _has_head(chunk):
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send deflate without its head
        begun = True
        rest = chunk
        while rest:
            yield unpacker.decompress(rest, _STEP)
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest = unpacker.unused_data
                if rest[:1] != b"\x1f":
                    return  # what follows the end is padding
                unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)  # one gzip file after another is one file
    yield unpacker.flush()
    if begun and not unpacker.eof:
        raise EOFError("the answer ends too early")


def _has_head(chunk: bytes) -> bool:
    """Whether data begins as zlib's or gzip's do (RFC 1950, 2.2)."""
    return chunk[:1] == b"\x1f" or (chunk[0] & 15 == 8 and (len(chunk) < 2 or int.from_bytes(chunk[:2]) % 31 == 0))
