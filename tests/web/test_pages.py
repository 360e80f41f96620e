from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_client import LocalClient
from msgspec.structs import replace
from small_store import BAN, HOSTILE, day, mention, page

from dragoman.model import Document, Event, Happening, Region, RegionKind, Relation, Span
from dragoman.store import Store, create_store
from dragoman.web import create_app
from dragoman.web.article import cut_article
from dragoman.web.guard import host_of
from dragoman.web.sheet import FIELDS, compare
from dragoman.web.system import draw_system, read_dyads
from dragoman.web.timeline import timeline_spec, timeline_values
from dragoman.web.tones import signed, tone_class, tone_word
from dragoman.world import World


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.marked = ""
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self._inside:
            self.marked += data

    def values(self, name: str) -> list[str]:
        return [value for _, each, value in self.attributes if each == name]


@pytest.fixture(scope="module")
def ids(store: Store) -> dict[str, str]:
    """An id of each kind, by name."""
    disputed = next(h for h in store.happenings(a="NOR") if h.disputes)
    evil = next(d for d in store.documents() if d.title == HOSTILE)
    return {
        "happening": disputed.id,
        "event": disputed.events[0],
        "document": store.events(ids=[disputed.events[0]])[0].document,
        "passage": store.events(ids=[disputed.events[0]])[0].passage,
        "relation": store.relations(period="1999")[0].id,
        "evil": evil.id,
        "evil_event": store.events(document=evil.id)[0].id,
        "evil_happening": store.happenings(a="SWE", b="DNK")[0].id,
    }


ROUTES = [
    ("/", 200),
    ("/?sort=tone", 200),
    ("/?sort=nonsense", 200),
    ("/dyad?a=Norway&b=iceland", 303),
    ("/dyad?a=Norway", 404),
    ("/dyad?a=Narnia&b=Norway", 404),
    ("/dyad/NOR/ISL", 200),
    ("/dyad/NOR/ISL?as_of=1999-05-20", 200),
    ("/dyad/NOR/ISL?as_of=yesterday", 422),
    ("/dyad/Norway/Iceland", 303),
    ("/dyad/NOR/NOR", 404),
    ("/dyad/NOR/SWE", 200),
    ("/dyad/NOR/org:nato", 200),
    ("/dyad/NOR/XQX", 404),
    ("/dyad/NOR/ISL/timeline.svg", 200),
    ("/dyad/NOR/SWE/timeline.svg", 200),
    ("/dyad/NOR/ISL/timeline.svg?theme=dark&size=narrow", 200),
    ("/dyad/NOR/ISL/timeline.svg?theme=purple", 422),
    ("/dyad/NOR/ISL/timeline.svg?size=huge", 422),
    ("/brief/NOR/ISL", 200),
    ("/brief/NOR/ISL?as_of=1999-05-20", 200),
    ("/brief/NOR/SWE", 200),
    ("/brief/NOR/Narnia", 404),
    ("/happening/{happening}", 200),
    ("/happening/{event}", 404),
    ("/happening/ha-ffff", 404),
    ("/happening/" + quote(HOSTILE, safe=""), 404),
    ("/event/{event}", 200),
    ("/event/{document}", 404),
    ("/event/ev", 404),
    ("/document/{document}", 200),
    ("/document/{document}?event={event}", 200),
    ("/document/{document}?passage={passage}", 200),
    ("/document/{document}?event={evil_event}", 404),
    ("/document/{evil}?event={evil_event}", 200),
    ("/documents", 200),
    ("/documents?page=999", 200),
    ("/documents?page=-1", 200),
    ("/documents?page=x", 422),
    ("/issues", 200),
    ("/find?q={happening}", 303),
    ("/find?q={event}", 303),
    ("/find?q={document}", 303),
    ("/find?q={passage}", 303),
    ("/find?q={relation}", 303),
    ("/find?q=is-0123", 303),
    ("/find?q=", 404),
    ("/find?q=nothing", 404),
    ("/static/style.css", 200),
    ("/static/../app.py", 404),
    ("/nowhere", 404),
]


@pytest.mark.parametrize(("path", "status"), ROUTES)
def test_each_route_answers(client: LocalClient, ids: dict[str, str], path: str, status: int) -> None:
    answer = client.get(path.format(**ids) if "{" in path else path)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if status in {404, 422} and not path.startswith("/api"):
        assert "What one can do" in answer.text


@pytest.mark.parametrize("path", [path for path, status in ROUTES if status == 303])
def test_each_redirect_leads_to_a_page(client: LocalClient, ids: dict[str, str], path: str) -> None:
    there = client.get(path.format(**ids)).headers["Location"]
    assert there.startswith("/")
    assert client.get(there).status_code == 200


def test_every_link_of_every_page_leads_somewhere(client: LocalClient) -> None:
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code in {200, 303}, path
        waiting += [answer.headers["Location"]] if answer.status_code == 303 else []
        found = Page(answer.text).values("href") if "html" in answer.headers.get("Content-Type", "") else []
        for link in found:
            address = link.partition("#")[0]
            if address.startswith("/") and address not in seen:
                seen.add(address)
                waiting.append(address)
    assert len(seen) > 40


def test_the_pages_need_nothing_from_elsewhere(client: LocalClient, ids: dict[str, str]) -> None:
    for path, status in ROUTES:
        if status == 200:
            found = Page(client.get(path.format(**ids)).text)
            assert all(value.startswith("/") for value in found.values("src") + found.values("srcset"))
            assert not any(name.startswith("on") or name == "style" for _, name, _ in found.attributes)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/dyad/SWE/DNK",
        "/brief/SWE/DNK",
        "/happening/{evil_happening}",
        "/event/{evil_event}",
        "/document/{evil}",
        "/document/{evil}?event={evil_event}",
        "/documents",
        "/issues",
        "/find?q=" + quote(HOSTILE),
        "/happening/" + quote(HOSTILE.replace("/", "%")),
    ],
)
def test_hostile_text_stays_text(client: LocalClient, ids: dict[str, str], path: str) -> None:
    answer = client.get(path.format(**ids) if "{" in path else path)
    found = Page(answer.text)
    scripts = [value for tag, name, value in found.attributes if tag == "script" and name == "src"]
    assert set(scripts) <= {"/static/scroll.js"}
    assert found.tags.count("script") == len(scripts)
    assert not any(tag == "img" and value == "x" for tag, _, value in found.attributes)
    assert not any(name.startswith("on") for _, name, _ in found.attributes)
    assert not any("javascript:" in value for value in found.values("href"))
    assert not set(answer.text) & set("\u202e\u200f\x1b")
    if path != "/":
        assert "<script>alert(1)<" in found.text


def test_the_cited_sentence_is_marked_from_raw_offsets(client: LocalClient, ids: dict[str, str]) -> None:
    found = Page(client.get(f"/document/{ids['document']}?event={ids['event']}").text)
    assert found.marked == BAN
    assert ids["event"] in found.values("id")
    assert "<nav>Home News</nav>" in found.text
    assert "navigation" in found.text
    assert "nav" in found.tags  # the page's own, not the article's
    assert found.tags.count("nav") == 1


def test_a_document_stands_as_read_beside_its_raw_text(client: LocalClient, ids: dict[str, str]) -> None:
    page = client.get(f"/document/{ids['document']}").text
    read, raw = page.split('<h2 id="raw">')
    assert f'<p class="k-body">{BAN}' in read
    assert '<span class="label">comment</span>First!' in read
    assert "&lt;nav&gt;" in raw
    assert "How it was dated" in read


def test_the_accounts_of_a_happening_stand_side_by_side(client: LocalClient, ids: dict[str, str]) -> None:
    found = client.get(f"/happening/{ids['happening']}").text
    assert "Disputed so far" in found
    differing = re.findall(r'<td class="differs">.*?</td>', found, re.DOTALL)
    assert any("6 May 1999" in cell for cell in differing)
    assert all("/document/" in cell for cell in differing)


def test_a_majority_is_not_said_to_differ(store: Store, world: World) -> None:
    happening = next(h for h in store.happenings(a="NOR") if h.disputes)
    order = {key: place for place, key in enumerate(happening.events)}
    rows = compare(sorted(store.events(ids=happening.events), key=lambda e: order[e.id]), world)
    place = FIELDS.index("date")
    assert [row.cells[place].differs for row in rows] == [False, False, True]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("localhost", 200),
        ("LOCALHOST:80", 200),
        ("[::1]:8321", 200),
        ("evil.example", 400),
        ("evil.example:8321", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
    ],
)
def test_only_local_names_are_answered(client: LocalClient, host: str, status: int) -> None:
    assert client.get("/issues", headers={"Host": host}).status_code == status


def test_hosts_can_be_named(store: Store, world: World) -> None:
    other = LocalClient(create_app(store, world, hosts=["press.example"]))
    assert other.get("/issues", headers={"Host": "press.example"}).status_code == 200
    assert other.get("/issues").status_code == 400


@given(st.text())
def test_any_host_header_is_read(header: str) -> None:
    assert isinstance(host_of(header), str)


def test_nothing_can_be_changed(client: LocalClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/documents").status_code == 405


def test_head_is_answered(client: LocalClient) -> None:
    assert client.request("HEAD", "/").status_code == 200


def test_an_empty_store_says_what_to_do(tmp_path, world: World) -> None:
    empty = LocalClient(create_app(create_store(tmp_path / "store"), world))
    for path in ("/", "/documents", "/issues", "/dyad/NOR/ISL", "/brief/NOR/ISL"):
        assert empty.get(path).status_code == 200
    assert "Nothing has been read yet" in empty.get("/").text


@pytest.mark.parametrize(
    ("path", "kind", "count"),
    [
        ("/api/happenings", Happening, 8),
        ("/api/happenings?a=Norway&b=ISL", Happening, 7),
        ("/api/happenings?a=NOR&b=ISL&as_of=1999-05-20", Happening, 2),
        ("/api/happenings?limit=2&offset=7", Happening, 1),
        ("/api/events", Event, 10),
        ("/api/events?actor=SWE&recipient=Denmark", Event, 1),
        ("/api/events?type=aid", Event, 1),
        ("/api/relations?a=NOR&b=ISL", Relation, 5),
        ("/api/documents", Document, 6),
        ("/api/documents?id=doc-none", Document, 0),
    ],
)
def test_json_has_the_fields_of_the_model(client: LocalClient, path: str, kind: type, count: int) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/json"
    assert len(msgspec.json.decode(answer.content, type=list[kind])) == count
    assert int(answer.headers["X-Total-Count"]) >= count


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/happenings?a=Narnia", 404),
        ("/api/happenings?as_of=soon", 422),
        ("/api/events?limit=0", 422),
        ("/api/events?limit=1000000", 422),
        ("/api/documents?offset=-1", 422),
        ("/api/nothing", 404),
    ],
)
def test_json_errors_say_what_is_wrong(client: LocalClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_system_has_every_dyad_and_draws_those_with_happenings(store: Store, world: World) -> None:
    dyads = read_dyads(store, "happenings")
    assert [(d.a, d.b, d.happenings, d.not_counted) for d in dyads] == [("ISL", "NOR", 4, 3)]
    picture = draw_system(dyads, world)
    assert [node.code for node in picture.nodes] == ["ISL", "NOR"]
    assert draw_system(dyads, world) == picture


def test_the_system_of_nothing_is_an_empty_picture(world: World) -> None:
    assert not draw_system([], world).nodes


def test_the_timeline_shows_each_dated_happening(store: Store) -> None:
    values = timeline_values(store.happenings(a="NOR", b="ISL"))
    assert [(v["from"], v["class"], v["status"]) for v in values] == [
        ("1976-01-01", "conflict", "counted: told as done"),
        ("1999-05-04", "conflict", "counted: told as done"),
        ("2000-01-01", "conflict", "not counted: alleged"),
        ("2001-03-09", "cooperation", "counted: told as done"),
    ]
    assert timeline_spec(values, "dark")["data"]["values"] == values


@pytest.mark.parametrize("tone", [-10.0, -4.0, -1.0, 0.0, 1.0, 4.0, 10.0])
def test_a_tone_has_a_class_and_a_word(tone: float) -> None:
    assert tone_class(tone) in {"n2", "n1", "z0", "p1", "p2"}
    assert tone_word(tone)
    assert tone_class(-tone)[0] + tone_class(tone)[0] in {"np", "pn", "zz", "pz", "zp", "nz", "zn"}


def test_a_number_keeps_its_sign_but_zero_has_none() -> None:
    assert [signed(-0.01), signed(0.0), signed(-1.0), signed(2.0)] == ["0.0", "0.0", "-1.0", "+2.0"]


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(st.text(max_size=50), st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_the_pieces_of_an_article_are_its_raw_text(raw: str, regions: list[list[int]], cites: list[list[int]]) -> None:
    base = page("a.html", ["One met two."], day("2001-01-01"))
    event = mention(base, "One met two.", "met", "AID", "NOR > ISL", day("2001-01-01"))
    document = replace(base, raw=raw, regions=tuple(Region(RegionKind.BODY, *span) for span in regions))
    events = [
        replace(event, id=f"ev-{i}", cite=Span("", *span, ""), predicate=Span("", *span, ""))
        for i, span in enumerate(cites)
    ]
    blocks = cut_article(document, events, events[0] if events else None)
    assert "".join(piece.text for block in blocks for piece in block.pieces) == raw
    for event in events:
        if event.cite.start < min(event.cite.end, len(raw)):
            marked = "".join(p.text for b in cut_article(document, [event], event) for p in b.pieces if p.chosen)
            if event.cite.end <= len(raw):
                assert marked == raw[event.cite.start : event.cite.end]
