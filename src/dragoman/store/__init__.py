"""The store: one table per noun, in a folder; see docs/decisions/0001-store.md for why it is built so."""

from dragoman.store.rows import Rows
from dragoman.store.store import Names, Store, create_store, open_store

__all__ = ["Names", "Rows", "Store", "create_store", "open_store"]
