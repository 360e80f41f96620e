"""Reads damaged and made-up input until something breaks: `python -m tools.fuzz_reading html --seconds 60`.

Every case must end in documents that hold together, or in issues, within a time that its length allows. With `atheris`
(the extra `fuzz`) the search follows what code it reaches; without it, cases are changed at random. What breaks is made
small and kept in the folder `--found`.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import re
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.fuzz_targets import TARGETS, TOKENS, Target

if TYPE_CHECKING:
    from dragoman.documents import OfficeBook, ReadLimits
    from dragoman.model import Document, Issue

SLOW_S, SLOW_S_PER_KB = 1.0, 0.03
"""Seconds of computing that a case may take, and more of them for each kB of it."""
HANGING_S = 60
SLOW = "too slow"
MOST_BYTES = 60_000
_PLAIN_LETTER = re.compile(r"[A-Za-z0-9]")
_LONE = re.compile(r"[\ud800-\udfff]")


def faults_of(document: Document) -> Iterator[str]:
    """Say what of a document does not hold."""
    if not document.text.strip():
        yield "its text is empty"
    named = [document.title, document.outlet, document.url, *document.authors, document.source]
    if any(_LONE.search(value or "") for value in (document.raw, document.text, *named)):
        yield "a lone surrogate"
    known = [
        (document.published.earliest, document.published.latest),
        *((c.earliest, c.latest) for c in document.dating),
    ]
    if any(first and last and first > last for first, last in known):
        yield "a date ends before it begins"
    if any(c.start is not None and not 0 <= c.start <= (c.end or 0) <= len(document.raw) for c in document.dating):
        yield "a clue outside the raw text"
    end = 0
    for region in document.regions:
        if not end <= region.start < region.end <= len(document.raw):
            yield f"region {region.kind} at {region.start} is out of order"
        end = region.end
    yield from _misaligned(document)


def _misaligned(document: Document) -> Iterator[str]:
    text_end = raw_end = 0
    raw, text = document.raw, document.text
    for segment in document.alignment:
        start, end = segment.raw_start, segment.raw_end
        if not (text_end <= segment.text_start < segment.text_end <= len(text) and raw_end <= start < end <= len(raw)):
            yield f"segment {segment} is out of order"
            return
        if text[text_end : segment.text_start].strip():
            yield "text that comes from nowhere"
        text_end, raw_end = segment.text_end, end
        here, there = text[segment.text_start : text_end], raw[start:end]
        if there.isascii() and "&" not in there and not set(_PLAIN_LETTER.findall(here)) <= set(there):
            yield f"{here[:40]!r} does not come from {there[:40]!r}"
    if text_end != len(text):
        yield "text at the end that comes from nowhere"


class SmallWorld:
    """Knows one office-holder."""

    actors: dict[str, Any] = {}  # noqa: RUF012  nothing is put into it

    def holders(self) -> tuple[Any, ...]:
        """The president of Peru in 2014."""
        from dragoman.model import When  # noqa: PLC0415  after the instrumentation
        from dragoman.world import Holder  # noqa: PLC0415

        valid = When(date(2011, 7, 28), date(2016, 7, 28))
        return (Holder("PER", "head-of-state", "president", "Ollanta Humala", ("Humala",), (), valid),)


class BrokenError(Exception):
    """A property that does not hold."""


@dataclass
class Reader:
    """Reads cases of one target, and keeps those that break."""

    target: Target
    found: Path
    offices: OfficeBook
    limits: ReadLimits
    cases: int = 0
    documents: int = 0
    slowest: float = 0.0
    broken: dict[str, Path] = field(default_factory=dict)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="fuzz")))

    def warm(self) -> None:
        """Read the first case, so that what is loaded once is not counted."""
        self._broken_by(self.target.seed.encode())
        self.slowest, self.documents = 0.0, 0

    def account(self) -> str:
        """Say how far it came."""
        told = f"{self.cases} cases, {self.documents} documents, {len(self.broken)} broken"
        return f"{told}, slowest {self.slowest:.2f} s"

    def try_case(self, data: bytes) -> None:
        """Read a case; the first of each kind that breaks is made small and kept."""
        self.cases += 1
        key = self._broken_by(data)
        if not key or key in self.broken or (key == SLOW and self._broken_by(data) != SLOW):
            return
        small = minimised(data, lambda less: self._broken_by(less) == key)
        self.found.mkdir(parents=True, exist_ok=True)
        self.broken[key] = self.found / f"{hashlib.sha256(small).hexdigest()[:12]}{self.target.suffix}"
        self.broken[key].write_bytes(self.target.wrap(small))
        print(f"BROKEN {key}\n   {len(small)} bytes kept in {self.broken[key]}", flush=True)

    def _broken_by(self, data: bytes) -> str:
        """Name the fault, by its kind and the line of code; empty where all holds."""
        whole = self.target.wrap(data)
        start, size = time.process_time(), len(whole)
        try:
            with _alarm(HANGING_S):
                for item, length in self._read(whole):
                    size += length
                    self._check(item)
        except BrokenError as error:
            return re.sub(r"\d+|'.*'", "_", str(error))
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            frames = [each for each in traceback.extract_tb(error.__traceback__) if "dragoman" in each.filename]
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
            return f"{type(error).__name__} at {place}: {str(error)[:80]}"
        taken = time.process_time() - start
        self.slowest = max(self.slowest, taken)
        return SLOW if taken > SLOW_S + SLOW_S_PER_KB * size / 1000 else ""

    def _read(self, whole: bytes) -> Iterator[tuple[Document | Issue, int]]:
        from dragoman.documents import open_entries, read_entry  # noqa: PLC0415  after the instrumentation
        from dragoman.documents.entry import Entry, Form  # noqa: PLC0415

        if self.target.form:
            opened: Any = [Entry(f"case{self.target.suffix}", whole, Form(self.target.form), file_name="case")]
        else:
            path = self.folder / f"case{self.target.suffix}"
            path.write_bytes(whole)
            opened = open_entries(path, self.limits)
        for entry in opened:
            items = read_entry(entry, self.offices, self.limits) if isinstance(entry, Entry) else [entry]
            yield from ((item, len(entry.data) if isinstance(entry, Entry) else 0) for item in items)

    def _check(self, item: Document | Issue) -> None:
        from dragoman.model import Document, Issue  # noqa: PLC0415  after the instrumentation

        if isinstance(item, Document):
            self.documents += 1
            fault = next(faults_of(item), "")
            if fault:
                raise BrokenError(fault)
        elif not isinstance(item, Issue) or not item.advice or _LONE.search(item.value + item.record):
            raise BrokenError("an issue without advice, or with a lone surrogate")


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise TimeoutError where a case does not end."""
    before = signal.signal(signal.SIGALRM, _ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _ring(*_: object) -> None:
    raise TimeoutError(f"not done in {HANGING_S} s")


def minimised(data: bytes, breaks: Callable[[bytes], bool], seconds: float = 20.0) -> bytes:
    """Cut out what is not needed to break, in ever smaller pieces, for some seconds."""
    end, size = time.monotonic() + seconds, max(1, len(data) // 2)
    while size and time.monotonic() < end:
        place = 0
        while place < len(data) and time.monotonic() < end:
            less = data[:place] + data[place + size :]
            if less and breaks(less):
                data = less
            else:
                place += size
        size //= 2
    return data


def changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Change a case in one to five places: letters, tokens, stretches cut, moved, doubled, repeated many times."""
    for _ in range(chance.randint(1, 5)):
        start, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
        end = min(end, start + chance.choice((1, 4, 30, 500)))
        piece = data[start:end]
        token = chance.choice(TOKENS)
        other = chance.choice(others)
        cut = chance.randint(0, len(other))
        kinds = (
            bytes([chance.randrange(256)]),
            b"",
            token,
            token * chance.choice((2, 10, 300, 5000)),
            piece + piece,
            piece[::-1],
            piece * chance.choice((3, 50, 1000)),
            other[cut : cut + 500],
            piece + token,
        )
        data = (data[:start] + chance.choice(kinds) + data[end:])[:MOST_BYTES]
    return data


def run_random(reader: Reader, seeds: list[bytes], seconds: float, seed: int) -> None:
    """Change cases at random for some seconds."""
    chance, end = random.Random(seed), time.monotonic() + seconds  # noqa: S311  no secret
    for case in itertools.chain(seeds, iter(lambda: changed(chance.choice(seeds), chance, seeds), None)):
        if time.monotonic() > end:
            break
        reader.try_case(case)


def run_atheris(reader: Reader, seeds: list[bytes], options: argparse.Namespace) -> None:
    """Let atheris choose cases by what code they reach; it ends the process."""
    import atheris  # noqa: PLC0415  an extra

    corpus = options.corpus or Path(tempfile.mkdtemp(prefix="fuzz"))
    corpus.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(seeds):
        (corpus / f"seed{number}").write_bytes(case)
    limits = [f"-max_len={MOST_BYTES}", f"-seed={options.seed}", "-rss_limit_mb=4000", "-timeout=300", "-verbosity=0"]
    atheris.Setup(
        ["fuzz", *limits, str(corpus)],
        partial(_read_until, reader, options.target, time.monotonic() + options.seconds),
        custom_mutator=partial(_mutated, seeds),
    )
    atheris.Fuzz()


def _mutated(seeds: list[bytes], data: bytes, most: int, seed: int) -> bytes:
    import atheris  # noqa: PLC0415  an extra

    chance = random.Random(seed)  # noqa: S311  no secret
    return changed(data, chance, seeds)[:most] if chance.random() < 0.5 else atheris.Mutate(data, most)


def _read_until(reader: Reader, name: str, end: float, data: bytes) -> None:
    reader.try_case(data)
    if time.monotonic() > end:
        print(f"{name}: {reader.account()}", flush=True)
        os._exit(0)  # atheris knows no other end


def main() -> None:
    """Fuzz one target, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--corpus", type=Path, help="folder of cases to begin with, and to add to")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="folder for what breaks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--random", action="store_true", help="change cases at random, also where atheris is installed")
    options = parser.parse_args()
    guided = find_spec("atheris") is not None and not options.random
    with _instrumented() if guided else nullcontext():
        from dragoman.documents import OfficeBook, ReadLimits  # noqa: PLC0415  after the instrumentation
    limits = ReadLimits(max_file_bytes=300_000, max_line_bytes=100_000, max_archive_bytes=3_000_000)
    target = TARGETS[options.target]
    reader = Reader(target, options.found / options.target, OfficeBook(SmallWorld()), limits)  # type: ignore[arg-type]
    seeds = [target.seed.encode()]
    if options.corpus and options.corpus.is_dir():
        seeds += [path.read_bytes()[:MOST_BYTES] for path in sorted(options.corpus.iterdir()) if path.is_file()]
    reader.warm()
    run_atheris(reader, seeds, options) if guided else run_random(reader, seeds, options.seconds, options.seed)
    print(f"{options.target}: {reader.account()}")


@contextmanager
def _instrumented() -> Iterator[None]:
    import atheris  # noqa: PLC0415  an extra

    with atheris.instrument_imports(include=["dragoman.documents"], enable_loader_override=False):
        yield


if __name__ == "__main__":
    main()
