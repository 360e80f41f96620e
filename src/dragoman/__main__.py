"""Lets `python -m dragoman` stand for `dragoman`."""

from dragoman.cli import main

if __name__ == "__main__":
    main(prog_name="dragoman")
