"""What the server does before Streamlit: addresses lead to a page, a document names its style, files are there."""

from __future__ import annotations

from mimetypes import guess_type
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse, Response
from streamlit import config

from ui import published

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OF_THE_SERVER: Final = frozenset({"_stcore", "app", "auth", "component", "media", "static"})
"""First segments that are no page's."""


class OneSegmentAddresses:
    """Middleware that leads a browser from ``/a/b`` to ``/b``, parameters kept.

    Under an address of several segments Streamlit's document finds none of its own files and stays blank, and a slash
    written as ``%2F`` ends in a dialog of the framework. The last segment is a page's, or an unknown address, which
    `ui.frame` answers with a notice.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an ASGI app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for an address of several segments; hand on every other."""
        target = _address(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (self._app if target is None else RedirectResponse(target, status_code=307))(scope, receive, send)


class ServedAgain:
    """Middleware that puts a served file back before it is asked for, where it went missing while the server runs.

    One that cannot be put back it answers with itself.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an ASGI app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on every request but for a file that no folder can hold."""
        content = published.mend(scope["path"]) if scope["type"] == "http" else None
        if content is None:
            await self._app(scope, receive, send)
        else:
            kind, _ = guess_type(scope["path"])
            await Response(content, media_type=kind)(scope, receive, send)


class StylePreload:
    """Middleware that names style, script and font in a header of each document, so that a browser fetches them first.

    The script that draws the page asks for the style. Without the header both arrive after the first paint, and the
    menu moves under the pointer.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an ASGI app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on every request; add the header to the answer where it is a document."""

        async def send_with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("link", _preloads())
            await send(message)

        # A part of a page, as a map's frame, is a document too, and needs none of them.
        is_page = scope["type"] == "http" and not _OF_THE_SERVER.intersection(_below_base(scope)[:1])
        await self._app(scope, receive, send_with_link if is_page else send)


def _preloads() -> str:
    base = "/".join(["", *_segments(config.get_option("server.baseUrlPath") or ""), ""])
    style, script, font = published.page_url("page.css"), published.page_url("page.js"), published.font_url()
    return (
        f"<{base}{style}>; rel=preload; as=style, <{base}{script}>; rel=preload; as=script, "
        f"<{base}{font}>; rel=preload; as=font; crossorigin"
    )


def _address(scope: Scope) -> str | None:
    """Return where a request for a document is led to, None where its address can be opened or is a file's."""
    base, segments = _segments(config.get_option("server.baseUrlPath") or ""), _below_base(scope)
    accept = dict(scope["headers"]).get(b"accept", b"")
    if len(segments) < 2 or segments[0] in _OF_THE_SERVER or b"text/html" not in accept:
        return None
    query = scope["query_string"].decode("ascii", errors="ignore")
    return "/" + "/".join([*base, quote(segments[-1], safe="")]) + (f"?{query}" if query else "")


def _below_base(scope: Scope) -> list[str]:
    base, segments = _segments(config.get_option("server.baseUrlPath") or ""), _segments(scope["path"])
    return segments[len(base) :] if segments[: len(base)] == base else segments


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]
