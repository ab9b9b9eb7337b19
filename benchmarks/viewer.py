"""A viewer without a browser: a real session over the websocket, that changes widgets and counts bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_S = 120
_KEY = re.compile(r"\$\$ID-[0-9a-f]+-(?P<key>.+)")
# The field of a widget's state that takes its value.
_FIELDS = {"multiselect": "string_array_value", "selectbox": "string_value", "slider": "double_array_value"}


@contextmanager
def viewing(url: str, page: str = "", *, query: str = "") -> Iterator[Viewer]:
    """Open a page of the app at an address."""
    stream = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        yield Viewer(socket, page, query)


class Viewer:
    """One open page. Widgets are named by the key that the app gave them."""

    def __init__(self, socket: ClientConnection, page: str, query: str) -> None:
        self._socket, self._page, self._query = socket, page, query
        self._widgets: dict[str, tuple[str, Any]] = {}
        self._values: dict[str, WidgetState] = {}
        self.bytes_received = 0
        self._run()

    def has(self, key: str) -> bool:
        """Return whether the page drew a widget of that key in its last full run or before."""
        return key in self._widgets

    def options(self, key: str) -> list[str]:
        """Return the words of a widget's choices, as it was last drawn."""
        return list(self._widgets[key][1].options)

    def one_of(self, key: str, option: str) -> list[str] | str:
        """Return one option as the widget of that key takes it: alone, or in a list."""
        return [option] if self._widgets[key][0] == "multiselect" else option

    def choose(self, key: str, value: Any) -> int:
        """Give a widget a value, wait until the page is drawn again, and return the bytes that came."""
        kind, element = self._widgets[key]
        state = WidgetState(id=element.id)
        field = _FIELDS[kind]
        if field.endswith("array_value"):
            getattr(state, field).data.extend(value)
        else:
            setattr(state, field, value)
        self._values[element.id] = state
        before = self.bytes_received
        self._run()
        return self.bytes_received - before

    def _run(self) -> None:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = self._page
        message.rerun_script.widget_states.widgets.extend(self._values.values())
        self._socket.send(message.SerializeToString())
        while True:
            data = self._socket.recv(timeout=PATIENCE_S)
            self.bytes_received += len(data)
            answer = ForwardMsg.FromString(data)
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self._note(answer.delta.new_element)
            elif kind == "session_event" and answer.session_event.WhichOneof("type") == "script_compilation_exception":
                raise RuntimeError(str(answer.session_event))
            elif kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return

    def _note(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        widget = getattr(element, kind)
        match = _KEY.fullmatch(getattr(widget, "id", "") or "")
        if match:
            self._widgets[match["key"]] = (kind, widget)
