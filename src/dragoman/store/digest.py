"""A hash over what a store says, whatever its files look like."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from dragoman.store.columns import decode
from dragoman.store.reader import Reader
from dragoman.store.tables import TABLES, Table

_BATCH = 4096


def digest_of(reader: Reader) -> str:
    """One hash over all tables: equal when, and only when, they hold equal records."""
    whole = blake2b(digest_size=16)
    for table in TABLES:
        whole.update(table.name.encode())
        whole.update(_digest_table(reader, table))
    return whole.hexdigest()


def _digest_table(reader: Reader, table: Table) -> bytes:
    """A hash over the rows in the order of their keys; each is hashed as msgpack, which marks its own end."""
    total = blake2b(digest_size=16)
    encoder = msgspec.msgpack.Encoder()
    for batch in reader.batches(table, _BATCH):
        for record in decode(table.kind, batch):
            total.update(encoder.encode(record))
    return total.digest()
