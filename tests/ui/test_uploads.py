"""Uploads are bounded: a session's, and all of them; what is over is refused, whatever the request says of itself."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.ui.loops import done
from ui.uploads import AnswerQueue, BoundedUploads

CHUNK = b"x" * 100_000


class Server:
    """An app that keeps what it is sent, behind the bounds."""

    def __init__(self, *, session_mb: float = 1, all_mb: float = 2, stored: dict[str, int] | None = None) -> None:
        self.kept: list[int] = []
        self.bounded = BoundedUploads(self._app, session_mb=session_mb, all_mb=all_mb, stored=lambda: stored or {})

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.kept.append(len(await Request(scope, receive).body()))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def sent(self, session: str, chunks: int, *, length: int | None = None, path: str = "") -> tuple[int, bytes]:
        """Upload so many chunks of 0.1 MB; return status and body of the answer."""
        coming = iter([{"type": "http.request", "body": CHUNK, "more_body": one + 1 < chunks} for one in range(chunks)])
        answer: list[Message] = []

        async def receive() -> Message:
            await asyncio.to_thread(int)  # the others' turn
            return next(coming, {"type": "http.disconnect"})

        async def send(message: Message) -> None:
            answer.append(message)

        headers = [] if length is None else [(b"content-length", str(length).encode())]
        where = path or f"/_stcore/upload_file/{session}/f1"
        await self.bounded({"type": "http", "method": "PUT", "path": where, "headers": headers}, receive, send)
        return answer[0]["status"], b"".join(one.get("body", b"") for one in answer[1:])

    def put(self, session: str, chunks: int, *, length: int | None = None, path: str = "") -> tuple[int, bytes]:
        return done(self.sent(session, chunks, length=length, path=path))


def test_an_upload_within_the_bounds_goes_through() -> None:
    server = Server()
    assert server.put("a", 9, length=900_000) == (204, b"")
    assert server.put("a", 9) == (204, b"")
    assert server.kept == [900_000, 900_000]


@pytest.mark.parametrize("length", [1_200_000, 100, None])
def test_more_than_a_session_may_is_refused_and_not_kept(length: int | None) -> None:
    server = Server()
    assert server.put("a", 12, length=length) == (413, b"session")
    assert server.kept == []
    assert server.put("a", 1) == (204, b"")


def test_all_sessions_together_are_bounded_while_they_come_in() -> None:
    server = Server()

    async def at_once(sessions: str) -> list[tuple[int, bytes]]:
        return await asyncio.gather(*(server.sent(one, 9, length=900_000) for one in sessions))

    assert done(at_once("abcd")) == [(204, b""), (204, b""), (413, b"all"), (413, b"all")]
    assert done(at_once("ab")) == [(204, b""), (204, b"")]


def test_files_that_are_there_count() -> None:
    server = Server(stored={"a": 950_000, "b": 900_000})
    assert server.put("a", 1) == (413, b"session")
    assert server.put("c", 2) == (413, b"all")
    assert server.put("c", 1) == (204, b"")


def test_other_requests_are_none_of_its_business() -> None:
    assert Server(session_mb=0, all_mb=0).put("a", 3, path="/component/x") == (204, b"")


@pytest.mark.parametrize("fragments", [None, ["bar"]])
def test_a_script_that_begins_drops_what_it_draws_anew_and_never_where_a_file_may_be_put(
    fragments: list[str] | None,
) -> None:
    queue = AnswerQueue()
    drawn, answer = ForwardMsg(), ForwardMsg()
    drawn.delta.fragment_id = "bar"
    answer.file_urls_response.response_id = "f1"
    for message in (drawn, answer):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=fragments)
    assert queue.flush() == [answer]
    assert queue.is_empty()
