"""Archives and packed files: members are found, and nothing in them does harm."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile

import pyarrow as pa
import pytest
from documents_inputs import GOOD, PAGE, entries, kinds, rss, tarred, zipped

from dragoman.documents.entry import Form

TEXT = GOOD.encode()
LINES = "".join(json.dumps({"text": f"{GOOD} {i}"}) + "\n" for i in range(3)).encode()


def test_members_of_a_zip(tmp_path):
    members = {"a/b.html": PAGE.encode(), "c.txt": TEXT, "feed.jsonl": LINES, "d/": b""}
    found, issues = entries(zipped(members), tmp_path / "clips.zip")
    root = (tmp_path / "clips.zip").as_posix()
    assert [entry.source for entry in found] == [
        f"{root}!/a/b.html",
        f"{root}!/c.txt",
        *(f"{root}!/feed.jsonl#{n}" for n in (1, 2, 3)),
    ]
    assert [entry.form for entry in found[:2]] == [Form.HTML, Form.PLAIN]
    assert [entry.file_name for entry in found] == ["b.html", "c.txt", "", "", ""]
    assert not issues


@pytest.mark.parametrize(
    ("name", "mode"),
    [("n.tar", "w"), ("n.tar.gz", "w:gz"), ("n.tgz", "w:gz"), ("n.tar.bz2", "w:bz2"), ("n.tar.xz", "w:xz")],
)
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_members_of_a_tar(tmp_path, name, mode, form):
    long = f"{'d' * 90}/{'e' * 90}.txt"
    found, issues = entries(tarred({"a/b.html": PAGE.encode(), long: TEXT}, mode, format=form), tmp_path / name)
    assert [entry.source.partition("!/")[2] for entry in found] == ["a/b.html", long]
    assert [entry.data for entry in found] == [PAGE.encode(), TEXT]
    assert not issues


def test_a_name_in_another_script(tmp_path):
    found, _ = entries(tarred({"новости.txt": TEXT}), tmp_path / "n.tar")
    assert found[0].file_name == "новости.txt"


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_one_packed_file(tmp_path, suffix, pack):
    found, issues = entries(pack(PAGE.encode()), tmp_path / f"a-2014-03-12.html{suffix}")
    assert [(entry.form, entry.file_name, entry.data) for entry in found] == [
        (Form.HTML, "a-2014-03-12.html", PAGE.encode())
    ]
    assert found[0].source.endswith(f".html{suffix}")
    assert not issues
    found, _ = entries(pack(LINES), tmp_path / f"b.jsonl{suffix}")
    assert [entry.source[-3:] for entry in found] == [f"{suffix[-1]}#{n}" for n in (1, 2, 3)]


def test_zstd(tmp_path):
    path = tmp_path / "b.jsonl.zst"
    with pa.OSFile(str(path), "wb") as out, pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(LINES)
    found, issues = entries(path.read_bytes(), path)
    assert (len(found), issues) == (3, [])
    found, issues = entries(path.read_bytes()[:-5], path)
    assert kinds(issues)[-1] == "cut-short"


def test_gzip_members_one_after_the_other_and_padding(tmp_path):
    half = len(LINES) // 2
    found, issues = entries(gzip.compress(LINES[:half]) + gzip.compress(LINES[half:]) + bytes(100), tmp_path / "b.gz")
    assert (len(found), issues) == (3, [])


def test_archives_within_archives(tmp_path):
    inner = tarred({"c.html": PAGE.encode()}, "w:gz")
    packed = zipped({"b.tar.gz": inner, "feeds/d.rss": rss(f"<title>T</title><description>{GOOD * 20}</description>")})
    found, issues = entries(zipped({"a/z.zip": packed}), tmp_path / "o.zip")
    assert [entry.source.partition("o.zip")[2] for entry in found] == [
        "!/a/z.zip!/b.tar.gz!/c.html",
        "!/a/z.zip!/feeds/d.rss#1",
    ]
    assert not issues


def test_too_deep(tmp_path):
    content = zipped({"a.txt": TEXT})
    for _ in range(3):
        content = zipped({"n.zip": content, "b.txt": TEXT})
    found, issues = entries(content, tmp_path / "o.zip")
    assert kinds(issues) == ["archive-too-deep"]
    assert len(found) == 3
    packed = TEXT
    for _ in range(9):
        packed = gzip.compress(packed)
    assert kinds(entries(packed, tmp_path / "a.gz")[1]) == ["archive-too-deep"]


def test_what_is_hidden_or_unknown(tmp_path):
    members = {"__MACOSX/._a.txt": TEXT, ".git/b.txt": TEXT, "a/.c.txt": TEXT, "Thumbs.db": TEXT, "ok.txt": TEXT}
    members |= {f"{n}.png": b"\x89PNG\r\n\x1a\n" for n in range(3)} | {"old.doc": b"\xd0\xcf\x11\xe0" + bytes(8)}
    found, issues = entries(zipped(members), tmp_path / "a.zip")
    assert [entry.file_name for entry in found] == ["ok.txt"]
    assert [(issue.kind, issue.value) for issue in issues] == [("unsupported-type", "3 .png, 1 .doc")]
    assert "OCR" in issues[0].advice


def test_names_that_lead_out_of_the_archive(tmp_path):
    members = {"../../up.txt": TEXT, "/etc/abs.txt": TEXT, "a\\b.txt": TEXT, "c\nd.txt": TEXT}
    for name, content in (("a.zip", zipped(members)), ("a.tar", tarred(members))):
        found, _ = entries(content, tmp_path / name)
        inside = [entry.source.partition("!/")[2] for entry in found]
        assert inside == ["up.txt", "etc/abs.txt", "a/b.txt", "c?d.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "a.zip"]


def test_links_and_devices(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("l.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("f.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    found, issues = entries(out.getvalue(), tmp_path / "a.tar")
    assert ([entry.file_name for entry in found], issues) == (["f.txt"], [])
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert entries(out.getvalue(), tmp_path / "a.zip") == ([], [])


def test_an_encrypted_member(tmp_path):
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    content[6] |= 1  # the flag in the head of the member
    listed = content.index(b"PK\x01\x02")
    content[listed + 8] |= 1  # and in the list
    found, issues = entries(bytes(content), tmp_path / "a.zip")
    assert [entry.file_name for entry in found] == ["b.txt"]
    assert [(issue.kind, issue.value) for issue in issues] == [("encrypted", "1 members, the first a.txt")]


def test_methods_of_packing_that_give_any_amount_are_not_used(tmp_path):
    found, issues = entries(zipped({"a.txt": bytes(5_000_000)}, zipfile.ZIP_BZIP2), tmp_path / "a.zip")
    assert (found, kinds(issues)) == ([], ["unsupported-type"])


def test_a_bomb_is_not_unpacked(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        with archive.open("b.txt", "w") as member:
            for _ in range(60):
                member.write(bytes(1_000_000))
    found, issues = entries(out.getvalue(), tmp_path / "a.zip")
    assert [entry.file_name for entry in found] == ["a.txt"]
    assert kinds(issues) == ["archive-too-large"]


def test_a_bomb_that_lies_about_its_size(tmp_path):
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": bytes(30_000_000)}))
    listed = content.rindex(b"PK\x01\x02")
    content[listed + 24 : listed + 28] = struct.pack("<I", 100)
    found, issues = entries(bytes(content), tmp_path / "a.zip")
    assert [entry.file_name for entry in found] == ["a.txt"]
    assert kinds(issues) == ["damaged-archive"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_bomb(tmp_path, pack):
    found, issues = entries(pack(tarred({"a.txt": TEXT, "b.txt": bytes(60_000_000)})), tmp_path / "a.bin")
    assert [entry.file_name for entry in found] == ["a.txt"]
    assert kinds(issues)[-1] == "archive-too-large"


def test_limits_of_an_archive(tmp_path):
    members = {f"{n}.txt": TEXT for n in range(10)}
    for name, content in (("a.zip", zipped(members)), ("a.tar", tarred(members))):
        found, issues = entries(content, tmp_path / name, max_archive_members=3)
        assert (len(found), kinds(issues)) == (3, ["archive-too-large"])
        found, issues = entries(content, tmp_path / name, max_archive_bytes=5 * len(TEXT))
        assert (len(found), kinds(issues)) == (5, ["archive-too-large"])
        found, issues = entries(content, tmp_path / name, max_file_bytes=10)
        assert (len(found), kinds(issues)) == (0, ["too-large"] * 10)


def test_a_limit_counts_what_lies_deeper_too(tmp_path):
    inner = gzip.compress(LINES * 100)
    content = zipped({f"{n}.jsonl.gz": inner for n in range(10)})
    found, issues = entries(content, tmp_path / "a.zip", max_archive_bytes=len(LINES) * 350)
    assert 700 < len(found) < 1200
    assert "archive-too-large" in kinds(issues)


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_that_is_cut_short(tmp_path, mode):
    noise = bytes(range(33, 120)) * 2000
    content = tarred({"a.txt": TEXT, "b.txt": noise, "c.txt": noise[::-1]}, mode)
    found, issues = entries(content[: len(content) // 2], tmp_path / "a.tar")
    assert [entry.file_name for entry in found][:1] == ["a.txt"]
    assert all(entry.data in {TEXT, noise} for entry in found)
    assert [(issue.kind, issue.severity) for issue in issues] == [("cut-short", "warning")]


def test_a_damaged_head_in_a_tar(tmp_path):
    content = bytearray(tarred({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    content[1024 + 10] ^= 1
    found, issues = entries(bytes(content), tmp_path / "a.tar")
    assert ([entry.file_name for entry in found], kinds(issues)) == (["a.txt"], ["damaged-archive"])


def test_a_head_that_claims_to_be_huge(tmp_path):
    content = bytearray(tarred({"x" * 200: TEXT}, format=tarfile.GNU_FORMAT))
    content[124:136] = b"77777777777\0"
    content[148:156] = b" " * 8
    content[148:156] = f"{sum(content[:512]):06o}\0 ".encode()
    found, issues = entries(bytes(content), tmp_path / "a.tar")
    assert (found, kinds(issues)) == ([], ["damaged-archive"])


def test_a_damaged_member_costs_only_itself(tmp_path):
    broken = gzip.compress(LINES)[:-20]
    members = {"a.txt": TEXT, "b.jsonl.gz": broken, "c.txt": TEXT}
    for name, content in (("a.zip", zipped(members)), ("a.tar", tarred(members))):
        found, issues = entries(content, tmp_path / name)
        assert {"a.txt", "c.txt"} <= {entry.file_name for entry in found}
        assert kinds(issues) == ["cut-short"]
        assert issues[0].record.endswith("!/b.jsonl.gz")


def test_a_checksum_that_is_wrong(tmp_path):
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT[::-1]}, zipfile.ZIP_STORED))
    content[content.index(TEXT)] ^= 1
    found, issues = entries(bytes(content), tmp_path / "a.zip")
    assert [entry.file_name for entry in found] == ["b.txt"]
    assert kinds(issues) == ["damaged-archive"]


def test_office_documents_are_known_by_their_parts(tmp_path):
    word = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert entries(word, tmp_path / "a.docx")[0][0].form is Form.DOCX
    found, _ = entries(word, tmp_path / "a.zip")
    assert [(entry.form, entry.data, entry.source[-5:]) for entry in found] == [(Form.DOCX, word, "a.zip")]
    for part, what in (("xl/workbook.xml", "CSV"), ("ppt/presentation.xml", "PDF"), ("META-INF/container.xml", "HTML")):
        found, issues = entries(zipped({part: b"<x/>"}), tmp_path / "b")
        assert (found, kinds(issues)) == ([], ["unsupported-type"])
        assert what in issues[0].advice


def test_mailboxes(tmp_path):
    head = "From ann@a.example Wed Mar 12 08:00:00 2014\nFrom: Ann <ann@a.example>\nSubject: Talks\n\n"
    mail = f"{head}Hello\n\n>From it\n\n"
    found, issues = entries((mail * 3).encode(), tmp_path / "box.mbox")
    assert [entry.source[-6:] for entry in found] == ["mbox#1", "mbox#2", "mbox#3"]
    assert {entry.form for entry in found} == {Form.MAIL}
    assert found[0].data.startswith(b"From: Ann")
    assert b"\nFrom it\n" in found[0].data
    assert not issues
    found, _ = entries((mail * 3).encode(), tmp_path / "saved.txt")
    assert len(found) == 3
    found, issues = entries(
        (mail + mail.replace("Hello", "x" * 500)).encode(), tmp_path / "box.mbox", max_file_bytes=200
    )
    assert (len(found), kinds(issues)) == (1, ["too-large"])


def test_names_in_utf_8_that_do_not_say_so(tmp_path):
    content = zipped({"новости.txt": TEXT}).replace(b"\x00\x08\x00\x00", bytes(4))
    content = content.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")
    assert entries(content, tmp_path / "a.zip")[0][0].file_name == "новости.txt"


def test_a_list_of_far_too_many_members(tmp_path):
    content = zipped({f"{'n' * 60}{n}.txt": b"" for n in range(12_000)})
    found, issues = entries(content, tmp_path / "a.zip", max_archive_members=100)
    assert (found, kinds(issues)) == ([], ["archive-too-large"])
