"""The process aside: it does one piece of work after another until whoever started it is gone.

It is given functions by their names and arguments by value. It opens no register: what is counted comes with the work.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from geodata.task import one_task
from geodata.worker.messages import pack, read, unpack, write
from geodata.worker.process import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOWER_PRIORITY: Final = 5
_FIRST_TO_GO: Final = "500"


class _Requests:
    """What the other side asks for; read in a thread of its own, so that a stop is heard during the work."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.work: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self.last_stopped = -1
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while (content := read(self._stream)) is not None:
            number, kind, work = unpack(content)
            if kind == "stop":
                self.last_stopped = number
            else:
                self.work.put((number, work))
        _end()


def main() -> None:
    """Work until the standard input ends."""
    # The channel is ours alone: what a library prints goes nowhere.
    requests, out = _Requests(os.fdopen(os.dup(0), "rb")), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    _stand_back()
    while True:
        number, content = requests.work.get()
        write(out, _answer(number, content, requests, out))


def _stand_back() -> None:
    """Let a page that somebody waits for come first, and the server live where memory runs out; not on Windows."""
    if hasattr(os, "nice"):
        os.nice(_LOWER_PRIORITY)
    try:
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")
    except OSError:  # not on Linux
        return


def _answer(number: int, content: bytes, requests: _Requests, out: BinaryIO) -> bytes:
    def progress(*at: object) -> None:
        write(out, pack((number, "at", at)))

    def stop() -> bool:
        return requests.last_stopped >= number

    try:
        settings, function, arguments, ears = unpack(content)
        _take_settings(settings)
        keywords = {name: ear for name, ear in (("progress", progress), ("stop", stop)) if name in ears}
        with one_task():
            return pack((number, "result", function(*arguments, **keywords)))
    except Exception as error:  # noqa: BLE001 - it is raised again where the work was asked for
        return _fault(number, error)


def _take_settings(settings: Mapping[str, str]) -> None:
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        if name not in settings:
            del os.environ[name]
    os.environ.update(settings)


def _fault(number: int, error: Exception) -> bytes:
    lines = "".join(traceback.format_exception(error))
    try:
        content = pack((number, "fault", (error, lines)))
        unpack(content)  # one that cannot be made again on the other side is told as what can
    except Exception:  # noqa: BLE001 - whatever an error of another library does when it is copied
        return pack((number, "fault", (RuntimeError(f"{type(error).__name__}: {error}"), lines)))
    return content


def _end() -> None:
    """End this process and those that it started."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main()
