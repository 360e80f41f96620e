"""The house rules that a machine can check: floors, docstrings, light imports, sizes."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "dragoman").rglob("*.py"))
HEAVY = """
    deltalake duckdb fastapi msgspec networkx numpy pandas pyarrow rich sklearn spacy trafilatura uvicorn vl_convert
""".split()
LONG = ROOT / "src" / "dragoman" / "model.py"
"""The one file that may be long: a list of types, read from top to bottom."""
LIGHT_SECONDS = 0.25


def test_imports_go_down() -> None:
    check = subprocess.run(
        [sys.executable, ROOT / "tools" / "check_floors.py"], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not tree.body:
        return
    assert ast.get_docstring(tree), "a file opens with what it is for"
    missing = [node.name for node in _public(tree) if not ast.get_docstring(node)]
    assert not missing, f"no docstring: {', '.join(missing)}"


def _public(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes at the top of a file, and the public methods of those classes."""
    top = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public = [node for node in top if not node.name.startswith("_")]
    classes = [node for node in public if isinstance(node, ast.ClassDef)]
    methods = [node for each in classes for node in each.body if isinstance(node, ast.FunctionDef)]
    return public + [node for node in methods if not node.name.startswith("_") and not _is_overload(node)]


def _is_overload(node: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400 or path == LONG
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [f.name for f in functions if f.end_lineno is not None and f.end_lineno - f.lineno >= 60]
    assert not long, f"over 60 lines: {', '.join(long)}"


def test_help_is_quick() -> None:
    assert min(_seconds([sys.executable, "-m", "dragoman", "--help"]) for _ in range(5)) < LIGHT_SECONDS


def _seconds(command: list[str]) -> float:
    """CPU seconds that a command takes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize("module", ["dragoman", "dragoman.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not set(HEAVY) & set(loaded)
