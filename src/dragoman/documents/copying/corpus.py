"""All texts that are to be compared, as word codes in files that are mapped into memory."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from dragoman.documents.copying.wording import Codes, read_sentences
from dragoman.documents.copying.writing import Writing

FREQUENCIES = 1 << 22
"""Counters of how many documents hold a word; two words may share one, which does no harm."""
NEVER = date.max.toordinal()
_FIELDS = (("codes", "<u4"), ("marks", "u1"), ("first", "<u8"), ("place", "<u4"), ("until", "<u4"), ("hashes", "<u8"))


@dataclass
class Corpus:
    """Documents as sentences as words, each row a number; the rows stand in the order of publication.

    Sentence `s` holds the words `first[s]` to `first[s + 1]`; document `d` holds the sentences `opens[d]` to
    `opens[d + 1]`.
    """

    ids: list[str]
    outlets: NDArray[np.int32]
    """A number for each outlet; -1 where unknown."""
    opens: NDArray[np.int64]
    codes: NDArray[np.uint32]
    marks: NDArray[np.uint8]
    """For each word, what it is marked as."""
    first: NDArray[np.uint64]
    place: NDArray[np.uint32]
    """Where each sentence starts in its text."""
    until: NDArray[np.uint32]
    hashes: NDArray[np.uint64]
    """A hash of the words of each sentence."""
    frequencies: NDArray[np.uint32]
    """In how many documents a word stands, by the low bits of its code."""
    days: NDArray[np.int64]
    """The last day on which each document may have been published, as an ordinal; NEVER where unknown."""
    ranks: NDArray[np.int64]
    """The place of each document in the order of publication, the undated last."""
    same: dict[int, int] = field(default_factory=dict)
    """Leads from a document to the earliest one with the same words, where there is one."""

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Words of each sentence."""
        return np.asarray(np.diff(self.first.astype(np.int64)), np.int64)

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The document of each sentence."""
        return np.repeat(np.arange(len(self.ids)), np.diff(self.opens))

    def words(self, sentence: int) -> NDArray[np.uint32]:
        """The words of a sentence."""
        return self.codes[int(self.first[sentence]) : int(self.first[sentence + 1])]

    def markings(self, sentence: int) -> NDArray[np.uint8]:
        """What each word of a sentence is marked as."""
        return self.marks[int(self.first[sentence]) : int(self.first[sentence + 1])]

    def sentences(self, document: int) -> range:
        """The sentences of a document."""
        return range(int(self.opens[document]), int(self.opens[document + 1]))


@contextmanager
def open_corpus(writings: Iterable[Writing]) -> Iterator[Corpus]:
    """Write the texts to temporary files, gone afterwards; memory holds a few numbers for each document.

    Of two writings with one id the first counts.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        draft = _Draft(Path(folder))
        for writing in writings:
            draft.add(writing)
        draft.close()
        yield draft.corpus()


class _Draft:
    """A corpus being written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {name: self._path(name).open("wb") for name, _ in _FIELDS}
        self._codes = Codes()
        self._ids: dict[str, int] = {}
        self._days = array("q")
        self._opens = array("q", [0])
        self._outlets = array("i")
        self._names: dict[str, int] = {}
        self._hashes = array("Q")
        self._words = 0
        self._frequencies = np.zeros(FREQUENCIES, np.uint32)

    def add(self, writing: Writing) -> None:
        """Take in one document."""
        if writing.id in self._ids:
            return
        self._ids[writing.id] = len(self._ids)
        self._days.append(writing.published.latest.toordinal() if writing.published.latest else NEVER)
        number = self._names.setdefault(writing.outlet, len(self._names)) if writing.outlet else -1
        self._outlets.append(number)
        codes, hashes = array("I"), array("Q")
        first, place, until, marks = array("Q"), array("I"), array("I"), bytearray()
        for sentence in read_sentences(writing.text, self._codes):
            first.append(self._words + len(codes))
            codes += sentence.codes
            marks += sentence.marks
            place.append(sentence.start)
            until.append(sentence.end)
            hashes.append(_hash(sentence.codes.tobytes()))
        self._write(codes=codes, marks=marks, first=first, place=place, until=until, hashes=hashes)
        self._words += len(codes)
        self._opens.append(self._opens[-1] + len(place))
        self._hashes.append(_hash(hashes.tobytes()) if hashes else 0)
        self._frequencies[np.unique(np.frombuffer(codes, np.uint32)) & (FREQUENCIES - 1)] += 1

    def close(self) -> None:
        """Finish the files."""
        self._write(first=array("Q", [self._words]))
        for file in self._files.values():
            file.close()

    def corpus(self) -> Corpus:
        """The corpus, with its files mapped."""
        ids, days = list(self._ids), np.array(self._days, np.int64)
        order = sorted(range(len(ids)), key=lambda i: (self._days[i], ids[i]))
        ranks = np.empty(len(ids), np.int64)
        ranks[order] = np.arange(len(ids))
        return Corpus(
            ids=ids,
            outlets=np.array(self._outlets, np.int32),
            opens=np.array(self._opens, np.int64),
            frequencies=self._frequencies,
            days=days,
            ranks=ranks,
            same=_same(self._hashes, order),
            **{name: self._map(name, kind) for name, kind in _FIELDS},
        )

    def _write(self, **parts: array[int] | bytearray) -> None:
        for name, part in parts.items():
            self._files[name].write(part)

    def _map(self, name: str, kind: str) -> NDArray[Any]:
        path = self._path(name)
        # a plain view: slices of a memmap are slow to make
        return np.memmap(path, kind, "r").view(np.ndarray) if path.stat().st_size else np.empty(0, kind)

    def _path(self, name: str) -> Path:
        return self._folder / name


def _hash(words: bytes) -> int:
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "little")


def _same(hashes: array[int], order: Iterable[int]) -> dict[int, int]:
    """Lead from documents to the earliest with the same words in the same sentences."""
    earliest: dict[int, int] = {}
    for document in order:
        if hashes[document]:
            earliest.setdefault(hashes[document], document)
    return {d: earliest[h] for d, h in enumerate(hashes) if h and earliest[h] != d}
