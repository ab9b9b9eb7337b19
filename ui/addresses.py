"""Addresses that Streamlit cannot open: those of more than one segment lead to a page in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import RedirectResponse
from streamlit import config

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

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


def _address(scope: Scope) -> str | None:
    """Return where a request for a document is led to, None where its address can be opened or is a file's."""
    base = _segments(config.get_option("server.baseUrlPath") or "")
    segments = _segments(scope["path"])
    if segments[: len(base)] == base:
        segments = segments[len(base) :]
    accept = dict(scope["headers"]).get(b"accept", b"")
    if len(segments) < 2 or segments[0] in _OF_THE_SERVER or b"text/html" not in accept:
        return None
    query = scope["query_string"].decode("ascii", errors="ignore")
    return "/" + "/".join([*base, quote(segments[-1], safe="")]) + (f"?{query}" if query else "")


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]
