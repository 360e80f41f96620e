"""Writes the pinned requirements, with hashes, for `make demo` (run) and `make test` (dev); needs uv."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = "hatchling\neditables\n"
"""What an editable install without build isolation needs."""


def compile_requirements(name: str, *extras: str) -> None:
    """Resolve the project's dependencies for every Python from 3.11 on and write requirements/NAME.txt."""
    build = ROOT / "requirements" / "build.in"
    build.write_text(BUILD, encoding="utf-8")
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += [
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "pyproject.toml",
        str(build),
    ]
    command += [part for extra in extras for part in ("--extra", extra)]
    subprocess.run([*command, "-o", f"requirements/{name}.txt"], cwd=ROOT, check=True)


if __name__ == "__main__":
    compile_requirements("run")
    compile_requirements("dev", "dev")
