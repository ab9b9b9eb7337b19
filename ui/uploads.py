"""How much may be uploaded: by one session, and by all that are open; what is over is refused before it is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from streamlit import runtime
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION_MB: Final = int(os.environ.get("KLAIBAAN_UPLOADS_SESSION_MB", "300"))
"""Megabytes (10⁶ bytes) of files that a session may have on the server at a time: three of the largest."""
ALL_MB: Final = int(os.environ.get("KLAIBAAN_UPLOADS_ALL_MB", "1500"))
"""Megabytes of files that all sessions may have together."""
_ROUTE: Final = ("_stcore", "upload_file")


class AnswerQueue(ForwardMsgQueue):
    """Messages to a browser of which a script that begins never drops the answer where a file may be put.

    Streamlit clears the queue as a script begins and retains what tells of scripts, not that answer: a file dropped at
    the same moment was lost without a word.
    """

    def clear(
        self,
        retain_lifecycle_msgs: bool = False,  # noqa: FBT001, FBT002 (Streamlit's own signature)
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        """Clear the queue of what the next script draws anew."""
        waiting = [message for message in self._queue if message.WhichOneof("type") == "file_urls_response"]
        super().clear(retain_lifecycle_msgs, fragment_ids_this_run)
        if retain_lifecycle_msgs:
            self._queue.extend(message for message in waiting if message not in self._queue)


def answer_always() -> None:
    """Give every session that begins from here on an `AnswerQueue`."""
    app_session.ForwardMsgQueue = AnswerQueue  # type: ignore[attr-defined]


class BoundedUploads:
    """Middleware that refuses what a session, or all of them, upload beyond a bound.

    The answer's body is "session" or "all": `ui/assets/page.js` says it in the reader's language. A body without a
    length, or with a false one, is counted while it comes in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        session_mb: float = SESSION_MB,
        all_mb: float = ALL_MB,
        stored: Callable[[], dict[str, int]] | None = None,
    ) -> None:
        """Stand before an ASGI app; `stored` tells the bytes that each session has on the server already."""
        self._app, self._stored = app, stored or _bytes_on_server
        self._bounds = {"session": session_mb * 10**6, "all": all_mb * 10**6}
        self._coming: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on every request but an upload over a bound."""
        session = _session(scope)
        if session is None:
            await self._app(scope, receive, send)
            return
        upload = _Upload(self, session, receive, send)
        try:
            await upload.expect(_length(scope))
            if not upload.over:
                await self._app(scope, upload.receive, upload.send)
        except ClientDisconnect:
            if not upload.over:
                raise
        finally:
            self.take(session, -upload.counted)
        if upload.over:
            await PlainTextResponse(upload.over, status_code=413)(scope, receive, send)

    def take(self, session: str, more: int) -> str:
        """Count bytes of a session that are on their way; return the bound that they are over, or ""."""
        self._coming[session] = self._coming.get(session, 0) + more
        if not self._coming[session]:
            del self._coming[session]
        if more <= 0:
            return ""
        on_server = self._stored()
        of_session = on_server.get(session, 0) + self._coming.get(session, 0)
        if of_session > self._bounds["session"]:
            return "session"
        return "all" if sum(on_server.values()) + sum(self._coming.values()) > self._bounds["all"] else ""


class _Upload:
    """One request: what of it was counted, and the bound that it is over."""

    def __init__(self, bounds: BoundedUploads, session: str, receive: Receive, send: Send) -> None:
        self.counted, self.over = 0, ""
        self._bounds, self._session = bounds, session
        self._receive, self._send = receive, send
        self._came = 0

    async def expect(self, length: int) -> None:
        """Count what the request says it will bring; where that is too much let it come, kept nowhere.

        A browser that is answered while it sends shows no answer.
        """
        self._count(length)
        while self.over and self._came < length:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return
            self._came += len(message.get("body", b""))

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._came += len(message.get("body", b""))
            self._count(self._came - self.counted)
        return {"type": "http.disconnect"} if self.over else message

    async def send(self, message: Message) -> None:
        if not self.over:
            await self._send(message)

    def _count(self, more: int) -> None:
        if more > 0:
            self.counted += more
            self.over = self.over or self._bounds.take(self._session, more)


def _session(scope: Scope) -> str | None:
    """Return the session that a request uploads a file for, None for any other request."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return None
    segments = str(scope["path"]).split("/")
    return segments[-2] if tuple(segments[-4:-2]) == _ROUTE else None


def _length(scope: Scope) -> int:
    text = dict(scope["headers"]).get(b"content-length", b"")
    return int(text) if text.isdigit() else 0


def _bytes_on_server() -> dict[str, int]:
    """Return how many bytes of uploaded files each session has on the server."""
    if not runtime.exists():
        return {}
    manager = runtime.get_instance().uploaded_file_mgr
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(getattr(manager, "file_storage", {}).items())
    }
