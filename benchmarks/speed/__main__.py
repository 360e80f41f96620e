"""Prints how fast each stage is: `python -m benchmarks.speed [--documents N] [--input PATH] [--pages N]`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.speed import reading
from benchmarks.speed.archive import texts_in, write_archive
from benchmarks.speed.stages import Account, time_stages
from dragoman.settings import Settings
from dragoman.world import World, load_world

ROOT = Path(__file__).resolve().parent.parent.parent
BRIEFINGS = ROOT.parent / "shared" / "data" / "briefings_2024.jsonl"


def main() -> None:
    """Run on the bundled articles and, where they are, on the briefings; or on what is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--documents", type=int, default=200, help="articles in the archive (default 200)")
    parser.add_argument("--input", type=Path, help="a file or folder of articles to make the archive of")
    parser.add_argument("--pages", type=int, help="time only the reading, of so many pages, dumps and PDFs")
    given = parser.parse_args()
    if given.pages:
        reading.run(given.pages)
        return
    inputs = [given.input] if given.input else [ROOT / "examples" / "articles", *[BRIEFINGS] * BRIEFINGS.exists()]
    world = load_world()
    for path in inputs:
        run(path, given.documents, world)


def run(path: Path, documents: int, world: World) -> None:
    """Make an archive of one input, time the stages over it, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.jsonl"
        write_archive(texts_in(path, world), documents, archive)
        account = time_stages(archive, world, Settings())
    print(f"\n{documents} articles from the paragraphs of {path.name}")
    print_account(account)


def print_account(account: Account) -> None:
    """Print the table: seconds of CPU, documents and sentences a second on one core, peak memory so far."""
    print(f"{'stage':26}{'CPU s':>9}{'docs/s':>9}{'sents/s':>10}{'peak MB':>9}")
    for row in account.rows:
        rates = [_rate(count, row.seconds) for count in (account.documents, account.sentences)]
        print(f"{row.stage:26}{row.seconds:9.2f}{rates[0]:>9}{rates[1]:>10}{row.peak_mb:9.0f}")
    whole = sum(row.seconds for row in account.rows if not row.stage.startswith(("  ", "loading")))
    print(f"{'all':26}{whole:9.2f}{_rate(account.documents, whole):>9}{_rate(account.sentences, whole):>10}")
    print(
        f"{account.documents} documents, {account.sentences} sentences ({account.parsed} parsed), "
        f"{account.events} events, {account.happenings} happenings"
    )


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:.1f}" if seconds > 0.005 else "-"


if __name__ == "__main__":
    main()
