"""Addresses of several segments lead to their last one, wherever the app is served; nothing else is led anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from tests.ui.loops import done
from ui import published
from ui.addresses import OneSegmentAddresses, StylePreload


@pytest.fixture
def below() -> Iterator[None]:
    """Serve the app below a path of its host."""
    config.set_option("server.baseUrlPath", "office/maps")
    yield
    config.set_option("server.baseUrlPath", "")


def target(path: str, *, query: str = "", accept: str = "text/html", method: str = "GET") -> str | None:
    """Return where a request is led to, None where the app itself answers."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"accept", accept.encode())]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": headers}
    done(OneSegmentAddresses(app)(scope, receive, send))
    return next((value.decode() for name, value in sent[0]["headers"] if name == b"location"), None)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/a/b", "/b"),
        ("/x/y/map", "/map"),
        ("//other.example/map", "/map"),
        ("/ก/แผนที่", "/%E0%B9%81%E0%B8%9C%E0%B8%99%E0%B8%97%E0%B8%B5%E0%B9%88"),
    ],
)
def test_an_address_of_several_segments_leads_to_its_last(path: str, where: str) -> None:
    assert target(path) == where
    assert target(path, query="lang=en&area=10") == f"{where}?lang=en&area=10"


@pytest.mark.parametrize("path", ["/", "/map", "/map/", "/_stcore/health", "/static/js/index.js", "/media/a.png"])
def test_what_can_be_opened_is_led_nowhere(path: str) -> None:
    assert target(path) is None


def test_only_a_document_that_a_browser_asks_for_is_led_anywhere() -> None:
    assert target("/a/b.js", accept="*/*") is None
    assert target("/a/b", method="POST") is None


@pytest.mark.usefixtures("below")
def test_below_a_path_of_its_host_the_app_stays_there() -> None:
    assert target("/office/maps/map") is None
    assert target("/office/maps") is None
    assert target("/office/maps/a/b", query="lang=en") == "/office/maps/b?lang=en"


@pytest.mark.parametrize("served_below", [False, True])
def test_a_document_names_its_style_script_and_font_and_nothing_else_does(
    request: pytest.FixtureRequest, *, served_below: bool
) -> None:
    if served_below:
        request.getfixturevalue("below")
    base = "/office/maps/" if served_below else "/"
    link = _link("text/html; charset=utf-8", f"{base}map")
    assert link is not None
    addresses = re.findall("<(.*?)>", link)
    style, script = (published.page_url(name) for name in ("page.css", "page.js"))
    assert addresses == [f"{base}{style}", f"{base}{script}", f"{base}{published.font_url()}"]
    assert _link("application/json", f"{base}map") is None
    assert _link("text/html", f"{base}component/streamlit_folium.st_folium/index.html") is None


def _link(content_type: str, path: str) -> str | None:
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", content_type.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    done(StylePreload(app)({"type": "http", "path": path, "headers": []}, receive, send))
    return next((value.decode() for name, value in sent[0]["headers"] if name == b"link"), None)
