"""Tables and JSON: columns are found or named, rows are read, broken ones cost only themselves."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from documents_inputs import GOOD, entries, kinds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dragoman.documents.inputs import ColumnMap, parse_columns
from dragoman.documents.inputs.columns import find_columns
from dragoman.errors import DocumentError

HEAD = "id,Body,Pub Date,link,Publisher,Headline,Byline,lang"
ROW = f'1,"{GOOD}",2014-03-12,http://example.org/a,Quay Post,Talks,"Ann Lee, Bo Dahl",en-GB'
ABOUT = ("Talks", "Quay Post", ("Ann Lee", "Bo Dahl"), "http://example.org/a", "en")


def check_row(entry) -> None:
    about = entry.about
    assert (about.title, about.outlet, about.authors, about.url, about.language) == ABOUT
    assert [when.earliest for when in about.dates] == [date(2014, 3, 12)]
    assert entry.data == GOOD


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_how_tables_are_written(tmp_path, delimiter, encoding, end):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows(csv.reader([HEAD, ROW]))
    found, issues = entries(out.getvalue().encode(encoding), tmp_path / "a.csv")
    assert not issues
    assert [entry.source[-6:] for entry in found] == [".csv#1"]
    check_row(found[0])


def test_a_table_with_tabs_and_one_of_a_spreadsheet(tmp_path):
    table = f"text\tdate\n{GOOD}, he said; or not\t2014-03-12\n"
    assert entries(table.encode(), tmp_path / "a.tsv")[0][0].data == f"{GOOD}, he said; or not"
    table = f"sep=;\ntext;date\n{GOOD};2014-03-12\n"
    assert entries(table.encode(), tmp_path / "a.csv")[0][0].data == GOOD


def test_cells_with_line_breaks_and_quotes(tmp_path):
    text = f'{GOOD}\n\n"So", she said, "it is."\r\nEnd; \\ of it.'
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["text", "id"], [text, "1"], [GOOD, "2"]])
    found, issues = entries(out.getvalue().encode(), tmp_path / "a.csv")
    assert ([entry.data for entry in found], issues) == ([text, GOOD], [])


def test_quotes_behind_backslashes_and_spaces(tmp_path):
    table = f'id, text\n1, "He said \\"no\\", and left. {GOOD}"\n'
    assert entries(table.encode(), tmp_path / "a.csv")[0][0].data.startswith('He said "no", and left.')


def test_long_cells(tmp_path):
    long = f"{GOOD} " * 4000
    table = f"text,date\n{long},2014-03-12\n{GOOD},2014-03-13\n"
    assert len(entries(table.encode(), tmp_path / "a.csv")[0]) == 2
    found, issues = entries(table.encode(), tmp_path / "a.csv", max_line_bytes=10_000)
    assert [entry.source[-2:] for entry in found] == ["#2"]
    assert [(issue.kind, issue.place) for issue in issues] == [("too-large", "row 1, line 2")]


BROKEN = {
    "too many cells": f"1,{GOOD},no,quotes,here\n",
    "too few cells": "1\n",
    "an open quote": f'1,"{GOOD}\n',
    "a quote within": f'1,"{GOOD} so" it, went\n',
    "no text": "1,\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_row_costs_only_itself(tmp_path, broken):
    rows = "".join(f'{n},"{GOOD}, {n}"\n' for n in range(5))
    found, issues = entries(f"id,text\n{rows}{broken}{rows}".encode(), tmp_path / "a.csv")
    assert [entry.data for entry in found if entry.data.startswith(GOOD + ",")] == [
        f"{GOOD}, {n}" for n in range(5)
    ] * 2
    assert kinds(issues) in (["malformed-row"], ["missing-text"])
    assert issues[0].place == "row 6, line 7"


def test_rows_in_an_old_encoding(tmp_path):
    table = b"text,id\n" + f"{GOOD},1\n".encode() + f"{GOOD} Élysée,2\n".encode("cp1252") * 3
    found, issues = entries(table, tmp_path / "a.csv")
    assert found[3].data.endswith("Élysée")
    assert [(issue.kind, issue.place, issue.severity) for issue in issues] == [("wrong-encoding", "line 3", "warning")]
    assert issues[0].value.startswith("3 lines")


def test_a_table_without_a_text(tmp_path):
    found, issues = entries(b"id,name,story_html\n1,a,b\n", tmp_path / "a.csv")
    assert (found, kinds(issues)) == ([], ["no-text-column"])
    assert issues[0].value == "columns: id, name, story_html"
    assert "--columns text=" in issues[0].advice
    found, issues = entries(
        f"id,name,story_html\n1,a,{GOOD}\n".encode(), tmp_path / "a.csv", ColumnMap(text="story_html")
    )
    assert ([entry.data for entry in found], issues) == ([GOOD], [])


def test_a_named_column_that_is_not_there(tmp_path):
    table = f"text,url\n{GOOD},http://example.org/a\n".encode()
    found, issues = entries(table, tmp_path / "a.csv", ColumnMap(url="address"))
    assert found[0].about.url is None
    assert [(issue.kind, issue.place, issue.severity) for issue in issues] == [("missing-column", "address", "warning")]
    found, issues = entries(table, tmp_path / "a.csv", ColumnMap(text="body"))
    assert (found, kinds(issues)) == ([], ["no-text-column"])


USUAL = [
    ("id,Article Text,URL", {"text": "Article Text", "url": "URL"}),
    ("date,title,content,source", {"text": "content", "outlet": "source", "published": "date", "title": "title"}),
    ("maintext,date_publish,date_download,authors", {
        "text": "maintext", "published": "date_publish", "authors": "authors", "retrieved": "date_download"}),
    ("html,body", {"text": "body"}),
    ("text,content", {"text": "text"}),
    ("summary,description,name", {}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "columns"), USUAL)
def test_usual_names(header, columns):
    assert dict(find_columns(tuple(header.split(",")))) == columns


def test_column_maps_as_one_writes_them():
    assert parse_columns(" text = My Body , url=link") == ColumnMap(text="My Body", url="link")
    for wrong in ("body", "texts=body", "text=", "text=a,text=b"):
        with pytest.raises(DocumentError, match="text=body"):
            parse_columns(wrong)


def test_tables_that_are_none(tmp_path):
    assert kinds(entries(b"\n \n", tmp_path / "a.csv")[1]) == ["no-text-column"]
    assert kinds(entries(b"text" + b",column" * 50_000 + b"\n1\n", tmp_path / "a.csv")[1]) == ["no-text-column"]
    assert kinds(entries(b"text,id\n", tmp_path / "a.csv")[1]) == ["empty-file"]
    assert kinds(entries(bytes(range(1, 32)) * 9, tmp_path / "a.csv")[1]) == ["binary-file"]
    assert kinds(entries(b"\x89PNG\r\n\x1a\n", tmp_path / "a.csv")[1]) == ["unsupported-type"]


def test_many_issues_are_counted(tmp_path):
    found, issues = entries(b"text,id\n" + b",1\n" * 500 + f"{GOOD},2\n".encode(), tmp_path / "a.csv")
    assert (len(found), kinds(issues)) == (1, ["missing-text"] * 50 + ["more-issues"])
    assert issues[-1].value == "450 more of the kind missing-text"


def test_quotes_that_never_close_end_soon(tmp_path):
    table = "text,id\n" + 'a,"b\n' * 30_001
    found, issues = entries(table.encode(), tmp_path / "a.csv", max_line_bytes=100_000)
    assert len(found) + len(issues) > 50


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;\\\t'), max_size=30)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_rows_as_the_standard_library_writes_them(tmp_path, rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "text"], *(["row " + a, "article " + b] for a, b in rows)])
    found, issues = entries(out.getvalue().encode(), tmp_path / "a.csv")
    assert [entry.data for entry in found] == [("article " + b).strip() for _, b in rows]
    assert not [issue for issue in issues if issue.kind != "malformed-value"]


def write_parquet(path, table: dict[str, object], **options: object) -> None:
    parquet.write_table(pa.table(table), path, **options)


def test_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    columns = {
        "article": [GOOD, None, GOOD],
        "pub_date": pa.array([datetime(2014, 3, 12, 8, tzinfo=UTC)] * 3, pa.timestamp("ns", "Asia/Karachi")),
        "authors": [["Ann Lee", "Bo Dahl"]] * 3,
        "retrieved": [date(2015, 1, 2)] * 3,
        "other": [1, 2, 3],
    }
    write_parquet(path, columns, row_group_size=2)
    found, issues = entries(path.read_bytes(), path)
    assert [entry.source[-2:] for entry in found] == ["#1", "#3"]
    assert [(issue.kind, issue.place) for issue in issues] == [("missing-text", "row 2")]
    about = found[1].about
    assert (about.authors, about.retrieved) == (("Ann Lee", "Bo Dahl"), date(2015, 1, 2))
    assert about.dates[0].earliest == date(2014, 3, 12)


@pytest.mark.parametrize("codec", ["snappy", "zstd", "brotli", "none"])
def test_kinds_of_parquet(tmp_path, codec):
    path = tmp_path / "a.parquet"
    kinds_of_text = {"text": pa.array([GOOD] * 99).dictionary_encode(), "url": pa.array(["x"] * 99, pa.large_string())}
    write_parquet(path, kinds_of_text, compression=codec)
    found, issues = entries(path.read_bytes(), path)
    assert ({entry.data for entry in found}, len(found), issues) == ({GOOD}, 99, [])


def test_parquet_that_is_none(tmp_path):
    path = tmp_path / "a.parquet"
    write_parquet(path, {"id": [1], "name": ["a"]})
    assert [(i.kind, i.value) for i in entries(path.read_bytes(), path)[1]] == [("no-text-column", "columns: id, name")]
    write_parquet(path, {"text": pa.array([], pa.string())})
    assert kinds(entries(path.read_bytes(), path)[1]) == ["empty-file"]
    write_parquet(path, {"text": [GOOD] * 1000})
    content = path.read_bytes()
    for damaged in (content[:-10], content[:200], b"PAR1", b"PAR1" + bytes(100)):
        assert kinds(entries(damaged, path)[1]) == ["damaged-archive"]


def test_json_in_its_forms(tmp_path):
    one = {"text": GOOD, "url": "http://example.org/a", "language": "en"}
    forms = {"list": [one, one], "wrapped": {"status": "ok", "articles": [one, one]}, "one": one}
    for name, content in forms.items():
        for indent in (None, 2):
            data = json.dumps(content, indent=indent).encode()
            found, issues = entries(data, tmp_path / f"{name}.json")
            assert ([entry.data for entry in found], issues) == ([GOOD] * (1 + (name != "one")), [])
            assert found[0].about.language == "en"
    lines = f"{json.dumps(one)}\n{json.dumps(one)}\n".encode()
    for name in ("a.json", "a.jsonl", "a.txt", "a"):
        assert [entry.source[-2:] for entry in entries(lines, tmp_path / name)[0]] == ["#1", "#2"]
    assert len(entries(json.dumps([one]).encode(), tmp_path / "b.jsonl")[0]) == 1


BAD_JSON = [
    (b"{bad", "malformed-json"),
    (b"[" * 100_000, "malformed-json"),
    (b"[]", "empty-file"),
    (b"[1, 2]", "malformed-json"),
    (b'{"id": 1}', "missing-text"),
    (b'"text"', "malformed-json"),
    (b"\xff\xfe\x00\x01", "malformed-json"),
]


@pytest.mark.parametrize(("content", "kind"), BAD_JSON)
def test_bad_json(tmp_path, content, kind):
    found, issues = entries(content, tmp_path / "a.json")
    assert not found
    assert set(kinds(issues)) == {kind}


def test_other_keys_of_json_lines(tmp_path):
    line = json.dumps(
        {"body": GOOD, "link": "http://example.org/a", "date": 1394582400, "lang": "de-AT", "source": "Wire"}
    )
    found, issues = entries(line.encode(), tmp_path / "a.jsonl")
    about = found[0].about
    assert (about.url, about.language, about.outlet) == ("http://example.org/a", "de", "Wire")
    assert [when.earliest for when in about.dates] == [date(2014, 3, 12)]
    assert not issues
    found, _ = entries(json.dumps({"text": "no", "b": GOOD}).encode(), tmp_path / "a.jsonl", ColumnMap(text="b"))
    assert found[0].data == GOOD


@pytest.mark.parametrize("value", ["1394582400", 1394582400, 1394582400.5, "1394582400000", 1394582400000])
def test_seconds_since_1970(tmp_path, value):
    found, _ = entries(json.dumps({"text": GOOD, "published": value}).encode(), tmp_path / "a.jsonl")
    assert [when.earliest for when in found[0].about.dates] == [date(2014, 3, 12)]


def test_articles_as_news_services_list_them(tmp_path):
    article = {
        "source": {"id": "wire", "name": "The Wire"},
        "author": "Ann Lee",
        "title": "Talks",
        "url": "http://example.org/a",
        "publishedAt": "2014-03-12T08:00:00Z",
        "content": f"{GOOD} [+2431 chars]",
    }
    found, issues = entries(json.dumps({"status": "ok", "articles": [article]}).encode(), tmp_path / "a.json")
    about = found[0].about
    assert (about.outlet, about.authors, about.dates[0].earliest) == ("The Wire", ("Ann Lee",), date(2014, 3, 12))
    assert [(issue.kind, issue.value) for issue in found[0].issues] == [("teaser-only", "http://example.org/a")]
    assert not issues
