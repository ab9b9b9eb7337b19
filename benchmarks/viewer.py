"""A viewer without a browser: a real session over the websocket, that changes widgets and counts bytes."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_S = 120
KEPT_RUNS = 2
"""After how many runs a browser forgets a message that none of them showed: Streamlit's global.maxCachedMessageAge."""
_KEY = re.compile(r"\$\$ID-[0-9a-f]+-(?P<key>.+)")
# The field of a widget's state that takes its value.
_FIELDS = {
    "multiselect": "string_array_value", "selectbox": "string_value", "slider": "string_array_value",
    "button_group": "string_array_value", "radio": "string_value", "button": "trigger_value",
}  # fmt: skip


@contextmanager
def viewing(url: str, page: str = "", *, query: str = "", context: str = "") -> Iterator[Viewer]:
    """Open a page of the app at an address; `context` is the whole of it, as a browser tells it."""
    address = urlsplit(url)
    stream = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    with _CountingSocket() as wire:
        wire.connect((address.hostname, address.port))
        with connect(stream, sock=wire, subprotocols=[Subprotocol("streamlit")], max_size=None) as connection:
            yield Viewer(connection, wire, page, query, context)


class _CountingSocket(socket.socket):
    """A connection that counts what comes over the wire, as it was compressed for it."""

    bytes_received = 0

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        data = super().recv(bufsize, flags)
        self.bytes_received += len(data)
        return data


class Viewer:
    """One open page. Widgets are named by the key that the app gave them."""

    def __init__(
        self, connection: ClientConnection, wire: _CountingSocket, page: str, query: str, context: str = ""
    ) -> None:
        self._connection, self._wire, self._page, self._query = connection, wire, page, query
        self._context = context
        self.maps: list[str] = []
        """The state of each map, as it was sent."""
        self._widgets: dict[str, tuple[str, Any]] = {}
        self._values: dict[str, WidgetState] = {}
        self._cache: dict[str, tuple[bytes, int]] = {}
        self._runs = 0
        self.faults: list[str] = []
        self._part = ""
        self._run()

    def choices(self) -> list[str]:
        """Return the keys of the widgets that are to be used and have more than one choice."""
        return [
            key
            for key, (kind, widget) in self._widgets.items()
            if kind in _FIELDS and self.has(key) and len(getattr(widget, "options", ())) > 1
        ]

    def has(self, key: str) -> bool:
        """Return whether the page drew a widget of that key, to be used, in its last full run or before."""
        return key in self._widgets and not self._widgets[key][1].disabled

    def options(self, key: str) -> list[str]:
        """Return the words of a widget's choices, as it was last drawn."""
        return [getattr(one, "content", one) for one in self._widgets[key][1].options]

    def value(self, key: str) -> str:
        """Return the choice that the app gave a widget of one choice when it was last drawn, or "" where it gave none."""
        element = self._widgets[key][1]
        value = getattr(element, "raw_value", "")
        return value if isinstance(value, str) else ""

    def one_of(self, key: str, option: str) -> list[str] | str:
        """Return one option as the widget of that key takes it: alone, or in a list."""
        return [option] if _FIELDS[self._widgets[key][0]].endswith("array_value") else option

    def choose(self, key: str, value: Any) -> int:
        """Give a widget a value, wait until the page is drawn again, and return the bytes that came over the wire."""
        kind, element = self._widgets[key]
        state = WidgetState(id=element.id)
        field = _FIELDS[kind]
        if field.endswith("array_value"):
            getattr(state, field).data.extend(value)
        else:
            setattr(state, field, value)
        self._values[element.id] = state
        before = self._wire.bytes_received
        self._run()
        if field == "trigger_value":
            del self._values[element.id]
        return self._wire.bytes_received - before

    def file_at(self, key: str) -> str:
        """Return where the file of a button that saves one is, "" while there is none."""
        return self._widgets[key][1].url if key in self._widgets else ""

    def draw_part_again(self) -> None:
        """Draw again the part that renews itself, as a browser does when its time has come."""
        self._run(part=self._part)

    def _run(self, *, part: str = "") -> None:
        message = BackMsg()
        message.rerun_script.fragment_id = part
        message.rerun_script.is_auto_rerun = bool(part)
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = self._page
        if self._context:
            message.rerun_script.context_info.url = self._context
        message.rerun_script.widget_states.widgets.extend(self._values.values())
        message.rerun_script.cached_message_hashes.extend(self._cache)
        self._connection.send(message.SerializeToString())
        while True:
            data = self._connection.recv(timeout=PATIENCE_S)
            answer = self._whole(data)
            kind = answer.WhichOneof("type")
            if kind == "auto_rerun":
                self._part = answer.auto_rerun.fragment_id
            elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self._note(answer.delta.new_element)
            elif kind == "session_event" and answer.session_event.WhichOneof("type") == "script_compilation_exception":
                raise RuntimeError(str(answer.session_event))
            elif kind == "script_finished" and answer.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY, *([ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY] if part else []),
            ):  # fmt: skip
                self._forget()
                return

    def _whole(self, data: bytes) -> ForwardMsg:
        """Return a message, or the one held already that it refers to, as a browser does."""
        answer = ForwardMsg.FromString(data)
        reference = answer.ref_hash if answer.WhichOneof("type") == "ref_hash" else ""
        if reference:
            data = self._cache[reference][0]
        if reference or answer.metadata.cacheable:
            self._cache[reference or answer.hash] = data, self._runs
        return ForwardMsg.FromString(data) if reference else answer

    def _forget(self) -> None:
        """Drop what no run has shown for as long as a browser keeps it."""
        self._runs += 1
        self._cache = {key: (data, run) for key, (data, run) in self._cache.items() if self._runs - run <= KEPT_RUNS}

    def _note(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "component_instance":
            self.maps.append(element.component_instance.json_args)
        if kind == "exception":
            self.faults.append(element.exception.message)
        widget = getattr(element, kind)
        match = _KEY.fullmatch(getattr(widget, "id", "") or "")
        if match:
            self._widgets[match["key"]] = (kind, widget)
