"""Ids are hashes of what is said: the same content has the same id."""

from __future__ import annotations

import hashlib

LENGTH = 16


def content_id(prefix: str, *parts: object) -> str:
    """An id such as `ev-3f2a...` from the parts, which must have a stable `str`.

    >>> content_id("doc", "text", "outlet") == content_id("doc", "text", "outlet")
    True
    >>> content_id("doc", "ab", "c") == content_id("doc", "a", "bc")
    False
    """
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=LENGTH // 2)
    return f"{prefix}-{digest.hexdigest()}"
