"""RSS and Atom: items become entries; teasers are told of; hostile XML does no harm."""

from __future__ import annotations

from datetime import date

import pytest
from documents_inputs import GOOD, entries, kinds, rss

from dragoman.documents.entry import Form
from dragoman.model import Basis

LONG = f"{GOOD} " * 20
ITEM = f"""<title>Chad &amp; Sudan talk</title><link>http://example.org/2014/talks</link>
<pubDate>Wed, 12 Mar 2014 23:30:00 +0500</pubDate><dc:creator>Ann Lee and Bo Dahl</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>{LONG}</p><p>More &nbsp; of it.</p>]]></content:encoded>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Quay Post</title>
<entry><title>One</title><link href="http://example.org/1"/><updated>2015-01-02T00:00:00Z</updated>
<published>2014-03-12T00:00:00Z</published><author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry>
<entry><title>Two</title><link href="http://example.org/2"/><updated>2015-01-02T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p></div></content></entry>
<entry><title>Three</title><content type="text">{LONG} 3 &lt; 5</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Wire</title></channel>
<item><title>A</title><link>http://example.org/a</link><dc:date>2004-05-06</dc:date>
<description>{LONG}</description></item></rdf:RDF>"""


def test_items_of_rss(tmp_path):
    found, issues = entries(rss(ITEM, ITEM), tmp_path / "a.rss")
    assert [entry.source[-6:] for entry in found] == [".rss#1", ".rss#2"]
    about = found[0].about
    assert (about.title, about.outlet, about.authors) == ("Chad & Sudan talk", "The Gazette", ("Ann Lee", "Bo Dahl"))
    assert (about.url, about.language) == ("http://example.org/2014/talks", "en")
    assert [(when.earliest, when.basis) for when in about.dates] == [(date(2014, 3, 12), Basis.METADATA)]
    assert found[0].form is Form.HTML
    assert found[0].data.startswith(f"<p>{GOOD}")
    assert not issues
    assert not found[0].issues


@pytest.mark.parametrize("name", ["a.atom", "a.xml", "a", "a.txt"])
def test_entries_of_atom(tmp_path, name):
    found, issues = entries(ATOM.encode(), tmp_path / name)
    assert [(entry.about.title, entry.form) for entry in found] == [
        ("One", Form.HTML),
        ("Two", Form.HTML),
        ("Three", Form.PLAIN),
    ]
    assert [when.earliest for when in found[0].about.dates] == [date(2014, 3, 12)]
    assert not found[1].about.dates  # the day of an update is not the day of publication
    assert found[2].data.strip().endswith("3 < 5")
    assert {entry.about.outlet for entry in found} == {"Quay Post"}
    assert not issues


def test_items_of_rdf(tmp_path):
    found, _ = entries(RDF.encode(), tmp_path / "a.rdf")
    assert [(entry.about.outlet, entry.about.dates[0].earliest) for entry in found] == [("Old Wire", date(2004, 5, 6))]


TEASERS = [
    ("<description>The envoy left.</description>", True),
    (f"<description>{LONG}</description>", False),
    (f"<description>{GOOD * 7} [...]</description>", True),
    (f"<content:encoded>{GOOD}</content:encoded>", False),
    (f"<content:encoded>{GOOD} [+2431 chars]</content:encoded>", True),
    (f"<content:encoded>&lt;p&gt;{GOOD}&lt;/p&gt; &lt;a href='x'&gt;Read more&lt;/a&gt;</content:encoded>", True),
]


@pytest.mark.parametrize(("text", "teaser"), TEASERS)
def test_teasers(tmp_path, text, teaser):
    found, issues = entries(rss(f"<link>http://example.org/a</link>{text}"), tmp_path / "a.rss")
    assert (len(found), issues) == (1, [])
    assert [issue.kind for issue in found[0].issues] == ["teaser-only"] * teaser
    assert all((issue.value, issue.severity) == ("http://example.org/a", "warning") for issue in found[0].issues)


def test_an_item_without_text(tmp_path):
    found, issues = entries(rss("<title>T</title><link>http://example.org/a</link>", ITEM), tmp_path / "a.rss")
    assert (len(found), [(i.kind, i.place, i.value) for i in issues]) == (
        1,
        [("missing-text", "item 1", "http://example.org/a")],
    )


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
BLOWN = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50000}">]>'
FOREIGN = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x.dtd"> %a;]>'


@pytest.mark.parametrize("doctype", [BOMB, BLOWN, FOREIGN, PARAMETER], ids=["nested", "long", "file", "parameter"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path, doctype, encoding):
    text = f"<rss version='2.0'><channel><item><description>{'&a;' * 50}</description></item></channel></rss>"
    found, issues = entries((doctype + text).encode(encoding), tmp_path / "a.rss")
    assert (found, kinds(issues)) == ([], ["unsafe-xml"])


def test_harmless_doctypes(tmp_path):
    plain = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
    sign = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>'
    for doctype in (plain, sign):
        content = rss(f"<description>{LONG}&nbsp;&eacute;</description>").replace(
            b"<rss", doctype.encode() + b"<rss", 1
        )
        found, issues = entries(content, tmp_path / "a.rss")
        assert (len(found), issues) == (1, [])
        assert found[0].data.endswith("\u00a0é")


BROKEN = {
    "an open tag": rss(ITEM, f"<description>{LONG}<b></description>"),
    "an open sign": rss(ITEM, f"<description>{LONG} AT&T</description>"),
    "a foreign prefix": rss(ITEM, f"<media:x/><description>{LONG}</description>"),
    "its end is missing": rss(ITEM, ITEM)[:-60],
    "old letters": rss(f"<description>{LONG} Élysée</description>").decode().encode("cp1252"),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_feeds_are_mended(tmp_path, content):
    found, _ = entries(content, tmp_path / "a.rss")
    assert found
    assert GOOD in found[0].data


def test_no_feed(tmp_path):
    assert kinds(entries(rss(), tmp_path / "a.rss")[1]) == ["empty-file"]
    assert kinds(entries(b"<nitf>", tmp_path / "b.xml")[1]) == ["unsupported-type"]
    assert kinds(entries(b"<rss version='2.0'>" + b"<a>" * 100_000, tmp_path / "c.rss")[1]) == ["empty-file"]
    assert kinds(entries(rss(ITEM), tmp_path / "d.rss", max_file_bytes=100)[1]) == ["too-large"]
    found, issues = entries(
        b'<?xml version="1.0"?><urlset><url><loc>http://a/</loc></url></urlset>', tmp_path / "s.xml"
    )
    assert (found, kinds(issues)) == ([], ["unsupported-type"])
    assert "fetch the pages" in issues[0].advice


def test_a_feed_of_far_too_many_items(tmp_path):
    found, issues = entries(rss(*[""] * 50_001), tmp_path / "a.rss")
    assert (found, kinds(issues)) == ([], ["too-large"])
