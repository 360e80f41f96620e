"""Loads the world and prints how many rows each data file holds."""

from dragoman.world import load_world
from dragoman.world.tables import read_tables


def main() -> None:
    """Print a line for each file, then what the reader makes of all."""
    for file, rows in read_tables(None).items():
        print(f"{len(rows):6}  {file}")
    world = load_world()
    print(f"{len(world.actors):6}  actors, {len(world.holders())} terms in office")


if __name__ == "__main__":
    main()
