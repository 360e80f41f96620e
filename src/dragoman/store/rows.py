"""The answer to a question: records that become Python objects only when they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from dragoman.errors import StoreError
from dragoman.store.columns import decode

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

R = TypeVar("R", bound=msgspec.Struct)
_BLOCK = 4096
"""Rows decoded together while iterating."""


class Rows(Sequence[R], Generic[R]):
    """Records of one type, in a fixed order, as the store held them when it was asked.

    A row is decoded when it is indexed or iterated over; `arrow()` and `pandas()` give all of them as columns.
    """

    def __init__(self, kind: type[R], table: Any) -> None:
        self._kind, self._table = kind, table

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table whose columns are the fields."""
        return self._table

    def pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame; a StoreError when pandas is not installed."""
        try:
            import pandas  # noqa: F401, ICN001, PLC0415 - an extra, heavy, and only Arrow calls it
        except ImportError as error:
            raise StoreError("pandas is not installed: pip install 'dragoman[frames]', or use arrow()") from error
        frame: pd.DataFrame = self._table.to_pandas(date_as_object=True)
        return frame

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[R]: ...
    def __getitem__(self, index: int | slice) -> R | Rows[R]:
        if isinstance(index, slice):
            return Rows(self._kind, self._slice(range(len(self))[index]))
        place = range(len(self))[index]
        return decode(self._kind, self._table.slice(place, 1))[0]

    def __iter__(self) -> Iterator[R]:
        for start in range(0, len(self), _BLOCK):
            yield from decode(self._kind, self._table.slice(start, _BLOCK))

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self._kind.__name__}>"

    def _slice(self, places: range) -> Any:
        """The rows at some places."""
        if places.step == 1:
            return self._table.slice(places.start, len(places))
        return self._table.take(list(places))
