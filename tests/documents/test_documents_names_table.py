"""Title, outlet and authors are right on heads of pages of many shapes, and each says what it rests on."""

from __future__ import annotations

import re

import pytest
from documents_world import rows_of

ROWS = rows_of("naming.csv")
PROSE = {row["key"]: row["text"].split(" // ") for row in rows_of("naming_prose.csv")}


def _page(row: dict[str, str]) -> str:
    lines = row["page"].replace(" // ", "\n")
    gap = "\n\n" if row["form"] == "md" or "\n\n" in lines else "\n"
    tags = ("<p>", "</p>") if row["form"] == "html" else ("", "")
    return re.sub(r"%(\w+)%", lambda found: gap.join(f"{tags[0]}{p}{tags[1]}" for p in PROSE[found[1]]), lines)


def _key(name: str | None) -> str:
    return " ".join(re.findall(r"\w+", name or "")).casefold()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_names_of_a_page(read, row):
    document = read(_page(row), f"a.{row['form']}")[0][0]
    assert _key(document.title) == _key(row["title"])
    assert _key(document.outlet) in {_key(name) for name in row["outlet"].split("|")}
    assert sorted(map(_key, document.authors)) == sorted(_key(name) for name in row["authors"].split("|") if name)
    grounded = {ground.field for ground in document.grounds}
    given = {name for name in ("title", "outlet", "authors") if getattr(document, name)}
    assert given <= grounded
