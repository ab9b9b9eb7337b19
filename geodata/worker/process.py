"""A process that works for this one: started when there is work, ended when there was none for a while."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.worker.errors import WorkerError, WorkStopped
from geodata.worker.messages import pack, read, unpack, write

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT: Final = Path(__file__).resolve().parents[2]
_LOOK_S: Final = 0.1
SETTINGS: Final = "KLAIBAAN_"
"""What the names of the settings begin with that go with the work: they may change while a process waits."""
_SECRET: Final = "KLAIBAAN_DATABASE_URL"  # noqa: S105 - a name
IDLE_S: Final = 120.0
"""How long a process without work is left: the next one would take seconds to load what it works with."""
GRACE_S: Final = 3.0
"""How long work that is to stop may take until it does; then its process is ended."""


class Worker:
    """A process aside that does one piece of work at a time; a new one is started in the place of one that ended.

    Parameters
    ----------
    idle_s
        How long a process without work is left.

    """

    def __init__(self, *, idle_s: float = IDLE_S) -> None:
        self._idle_s = idle_s
        self._process: _Process | None = None
        self._number = 0
        self._idle: threading.Timer | None = None
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None where there is none."""
        process = self._process
        return process.pid if process is not None and process.lives else None

    def do(
        self,
        function: Callable[..., Any],
        *arguments: object,
        progress: Callable[..., None] | None = None,
        stop: Callable[[], bool] | None = None,
        grace_s: float = GRACE_S,
    ) -> Any:  # noqa: ANN401 - whatever the function returns
        """Have a function called in the process, and return what it returns.

        Parameters
        ----------
        function
            A function of a module below `ui`; it is called with the arguments, and with the keywords progress and stop
            where they are given here.
        arguments
            Values that can be pickled.
        progress
            Called here with whatever the function calls its own with.
        stop
            Asked again and again; once it says so the function's own says so too.
        grace_s
            How long the function may go on after that; then its process is ended.

        Raises
        ------
        WorkStopped
            It was stopped, and did not say so in words of its own.
        WorkerError
            The process could not be started, or ended before the work was done.
        Exception
            What the function raised, with its traceback there as a note.

        """
        process, number = self._begin(stop)
        try:
            settings = {name: value for name, value in os.environ.items() if name.startswith(SETTINGS)}
            settings.pop(_SECRET, None)
            ears = [name for name, ear in (("progress", progress), ("stop", stop)) if ear is not None]
            process.ask(number, "work", pack((settings, function, arguments, ears)))
            return _wait(process, number, progress, stop, grace_s)
        finally:
            self._rest()

    def end(self) -> None:
        """End the process and those that it started; work that goes on in it fails."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            if self._process is not None:
                self._process.end()

    def _begin(self, stop: Callable[[], bool] | None) -> tuple[_Process, int]:
        if stop is not None and stop():
            raise WorkStopped("work_stopped")
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None
            if self._process is None or not self._process.lives:
                self._process = _Process()
            self._number += 1
            return self._process, self._number

    def _rest(self) -> None:
        number = self._number

        def end() -> None:
            with self._lock:
                if self._process is not None and self._number == number:
                    self._process.end()

        with self._lock:
            self._idle = threading.Timer(self._idle_s, end)
            self._idle.daemon = True
            self._idle.start()


class _Process:
    """One process, from its start to its end; a thread takes what it says."""

    def __init__(self) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {name: value for name, value in os.environ.items() if name != _SECRET}
        # One thread: two workers are what a small server has cores for.
        environment |= {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "geodata.worker"], env=environment, start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        except OSError as error:
            raise WorkerError("worker_no_start", reason=error.strerror or str(error)) from error
        self.pid = self._process.pid
        self.lives = True
        self.messages: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._ending = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, number: int, kind: str, content: bytes = b"") -> None:
        """Ask for work, or to stop it."""
        try:
            if self._process.stdin is not None:
                write(self._process.stdin, pack((number, kind, content)))
        except (OSError, ValueError):  # it is gone, which whoever waits is told
            self.end()

    def end(self) -> None:
        """End it, and those that it started."""
        with self._ending:
            if not self.lives:
                return
            self.lives = False
            if sys.platform == "win32":
                self._process.kill()
                return
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except OSError:  # it is gone already
                return

    def _listen(self) -> None:
        stdout = self._process.stdout
        while stdout is not None and (content := read(stdout)) is not None:
            self.messages.put(content)
        self.end()  # what it started may be alive
        with self._ending:
            self._process.wait()
        for stream in (self._process.stdin, stdout):
            try:
                if stream is not None:
                    stream.close()
            except OSError:  # what it was not told any more
                continue
        self.messages.put(None)


def _wait(
    process: _Process,
    number: int,
    progress: Callable[..., None] | None,
    stop: Callable[[], bool] | None,
    grace_s: float,
) -> Any:  # noqa: ANN401 - whatever the function returns
    stopped_at: float | None = None
    while True:
        if stopped_at is None and stop is not None and stop():
            stopped_at = time.monotonic()
            process.ask(number, "stop")
        if stopped_at is not None and time.monotonic() >= stopped_at + grace_s:
            process.end()
        try:
            content = process.messages.get(timeout=_LOOK_S)
        except queue.Empty:
            continue
        if content is None:
            raise WorkerError("worker_died") if stopped_at is None else WorkStopped("work_stopped")
        about, kind, value = unpack(content)
        if about != number:
            continue
        if kind == "at":
            if progress is not None:
                progress(*value)
        elif kind == "result":
            return value
        else:
            error, lines = value
            error.add_note(lines)
            raise error
