"""Times the reading of pages, dumps and PDFs, without the parse: `python -m benchmarks.speed.reading [--pages N]`.

The articles are paragraphs of the bundled ones in new combinations, with most names and numbers drawn anew, the same
for the same seed. Each kind of input is one file (a crawl, a feed, PDFs in an archive), read in one process of its own.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NUMBER = re.compile(r"\d+")
_PARTS = ("ka", "ro", "ten", "mi", "sul", "ber", "an", "do", "vik", "esh", "lar", "po", "nur", "ga", "im", "tch")
PARAGRAPHS = 8
PDF_SHARE = 100
"""For so many pages of the others there is one PDF, which takes long to make."""


@dataclass(frozen=True)
class Article:
    """A made-up article."""

    number: int
    day: date
    title: str
    paragraphs: tuple[str, ...]


def paragraphs_of(folder: Path) -> list[str]:
    """Give the longer paragraphs of the texts in a folder, without markup."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md"}]
    parts = {" ".join(part.split()) for text in texts for part in re.split(r"\n\s*\n", text)}
    return sorted(part for part in parts if len(part) > 150 and "<" not in part)


def articles(paragraphs: Sequence[str], count: int, seed: int) -> Iterator[Article]:
    """Make articles."""
    chance = random.Random(seed)  # noqa: S311  no secret
    for number in range(count):
        chosen = chance.sample(paragraphs, min(PARAGRAPHS, len(paragraphs)))
        drawn = tuple(_drawn(part, chance) for part in chosen)
        yield Article(number, date(2000, 1, 1) + timedelta(days=chance.randrange(9000)), drawn[0][:60], drawn)


def _drawn(text: str, chance: random.Random) -> str:
    """Draw the numbers and half of the names anew."""
    return _NUMBER.sub(partial(_number, chance), _NAME.sub(partial(_name, chance), text))


def _name(chance: random.Random, old: re.Match[str]) -> str:
    return "".join(chance.choices(_PARTS, k=3)).capitalize() if chance.random() < 0.5 else old.group()


def _number(chance: random.Random, old: re.Match[str]) -> str:
    return str(chance.randrange(2 * int(old.group()[:6]) + 2))


def as_page(article: Article) -> str:
    """Set an article as a web page with the usual things around it."""
    body = "".join(f"<p>{part}</p>\n" for part in article.paragraphs)
    links = "".join(f'<li><a href="/{i}">Another story of the day, number {i}</a></li>' for i in range(20))
    return (
        f'<html lang="en"><head><title>{article.title} | The Archive</title><meta property="article:published_time" '
        f'content="{article.day}"></head><body><nav><ul>{links}</ul></nav><article><h1>{article.title}</h1>{body}'
        f"</article><aside><h3>Most read</h3><ul>{links}</ul></aside><footer>All rights reserved.</footer></body>"
    )


def as_dump(article: Article) -> str:
    """Set an article as text copied from a page."""
    body = "\n\n".join(article.paragraphs)
    return f"The Archive\nHome\nWorld\n\n{article.title}\n{article.day:%B %d, %Y}\n\n{body}\n\nRead more\nShare\n"


def write_crawl(made: Iterator[Article], path: Path) -> None:
    """Write a WARC of web pages."""
    with path.open("wb") as out:
        for article in made:
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + as_page(article).encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://archive.example/{article.number}\r\n"
                f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            out.write(head.encode() + answer + b"\r\n\r\n")


def write_feed(made: Iterator[Article], path: Path) -> None:
    """Write JSON Lines of dumps."""
    with path.open("w", encoding="utf-8") as out:
        for article in made:
            out.write(json.dumps({"text": as_dump(article)}) + "\n")


def write_papers(made: Iterator[Article], path: Path) -> None:
    """Write a zip archive of PDFs of two pages or so."""
    from fpdf import FPDF  # noqa: PLC0415  heavy

    with zipfile.ZipFile(path, "w") as out:
        for article in made:
            pdf = FPDF()
            pdf.add_page()
            pdf.set_font("Times", size=11)
            for part in (article.title, f"{article.day:%B %d, %Y}", *article.paragraphs):
                pdf.multi_cell(0, 5, part.encode("latin-1", "ignore").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
                pdf.ln(3)
            out.writestr(f"{article.number}.pdf", io.BytesIO(bytes(pdf.output())).getvalue())


@dataclass(frozen=True)
class Kind:
    """A kind of archive."""

    name: str
    file: str
    write: Callable[[Iterator[Article], Path], None]
    share: int = 1


KINDS = (
    Kind("HTML in a WARC", "crawl.warc", write_crawl),
    Kind("dumps in JSON Lines", "feed.jsonl", write_feed),
    Kind("PDF in a zip", "papers.zip", write_papers, PDF_SHARE),
)


def read_archive(path: Path) -> None:
    """Read an archive and print what it took, as JSON: what the process of its own does."""
    from dragoman.documents import read_file  # noqa: PLC0415  not counted in the process that makes archives
    from dragoman.model import Document  # noqa: PLC0415
    from dragoman.world import load_world  # noqa: PLC0415

    world = load_world()
    before, start, wall = _peak(), _computed(), time.monotonic()
    documents = sum(isinstance(item, Document) for item in read_file(path, world))
    spent = {"cpu": _computed() - start, "wall": time.monotonic() - wall}
    print(json.dumps({"documents": documents, "before": before, "peak": _peak(), **spent}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _computed() -> float:
    """Seconds of computing, those of the processes that read PDFs included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def run(pages: int, seed: int = 1) -> None:
    """Make each archive, read it, print a line of the table."""
    paragraphs = paragraphs_of(ROOT / "examples" / "articles")
    print(f"{'reading':22}{'pages':>8}{'MB':>8}{'CPU s':>8}{'pages/s':>9}{'MB before':>11}{'peak MB':>9}")
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / kind.file
            kind.write(articles(paragraphs, max(1, pages // kind.share), seed), path)
            command = [sys.executable, "-m", "benchmarks.speed.reading", "--read", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
            row, size = json.loads(done.stdout), path.stat().st_size / 1e6
        rate = row["documents"] / row["cpu"]
        sizes = f"{row['before']:11.0f}{row['peak']:9.0f}"
        print(f"{kind.name:22}{row['documents']:8}{size:8.1f}{row['cpu']:8.1f}{rate:9.1f}{sizes}", flush=True)


def main() -> None:
    """Print how many pages a second one core reads, and how much memory it takes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.reading", description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000, help="pages of HTML, and dumps (default 20000)")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read_archive(given.read)
    else:
        run(given.pages)


if __name__ == "__main__":
    main()
