"""The way from the system to the sentence, walked in a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from small_store import BAN

from dragoman.store import Store
from dragoman.web import create_app
from dragoman.world import World

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
    # asyncio and sockets of the browser are closed by its driver, after the test
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def address(store: Store, world: World) -> Iterator[str]:
    """The application on a free port of this machine."""
    import uvicorn  # noqa: PLC0415 - as heavy as the browser that it serves

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(store, world), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - likewise

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(params=[(1400, True), (375, True), (1400, False)], ids=["wide", "narrow", "no-script"])
def tab(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that fails the test when it asks another host for something or reports an error."""
    width, script = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page, troubles = context.new_page(), []
    page.on("request", lambda r: urlsplit(r.url).hostname == "127.0.0.1" or troubles.append(f"asked {r.url}"))
    page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
    page.on("pageerror", lambda e: troubles.append(str(e)))
    yield page
    context.close()
    assert troubles == []


def test_from_the_system_to_the_sentence(tab: Any, address: str) -> None:
    tab.goto(address + "/")
    tab.click("table.dyads tbody a")
    assert tab.url.endswith("/dyad/ISL/NOR")
    assert tab.locator("img.timeline").bounding_box()["height"] > 100
    tab.click("a.what:has-text('imposes')")
    assert "Accounts side by side" in tab.inner_text("main")
    tab.click("a:has-text('as coded') >> nth=0")
    assert BAN in tab.inner_text("main")
    tab.click("text=See it in the article")
    mark = tab.locator("mark").first
    assert "".join(tab.locator("mark").all_inner_texts()) == BAN
    assert mark.is_visible()


def test_an_edge_of_the_picture_is_a_link(tab: Any, address: str) -> None:
    tab.goto(address + "/")
    tab.locator("svg.graph a.edge").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/dyad/ISL/NOR")
    assert "Happenings" in tab.inner_text("main")


def test_the_search_box_finds_a_dyad_by_name(tab: Any, address: str) -> None:
    tab.goto(address + "/")
    tab.fill("input[name=a]", "norway")
    tab.fill("input[name=b]", "Iceland")
    tab.click("text=Show")
    tab.wait_for_url("**/dyad/NOR/ISL")
    assert tab.inner_text("h1") == "Norway and Iceland"


def test_no_page_is_wider_than_its_window(tab: Any, address: str, store: Store) -> None:
    disputed = next(h for h in store.happenings(a="NOR") if h.disputes)
    event = store.events(ids=disputed.events)[0]
    pages = [f"/happening/{disputed.id}", f"/event/{event.id}", f"/document/{event.document}"]
    for path in ("/", "/dyad/NOR/ISL", "/brief/NOR/ISL", "/brief/SWE/DNK", "/documents", "/issues", *pages):
        tab.goto(address + path)
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_hostile_pages_run_nothing(tab: Any, address: str, store: Store) -> None:
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    evil = store.happenings(a="SWE", b="DNK")[0]
    event = store.events(ids=evil.events)[0]
    paths = ["/dyad/SWE/DNK", "/brief/SWE/DNK", f"/happening/{evil.id}", f"/event/{event.id}"]
    for path in (*paths, f"/document/{event.document}?event={event.id}", "/issues", "/documents"):
        tab.goto(address + path)
        assert tab.locator("main").is_visible()
    assert asked == []
