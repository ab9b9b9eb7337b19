"""Work that may take a while: it runs beside the script, says how far it is, and stops when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from geodata.errors import KlaiBaanError
from geodata.task import ask_again, one_task
from geodata.worker.errors import WorkStopped
from geodata.worker.process import Worker
from registry.importing.progress import Progress, Stop
from ui.line import Line

QUICK_S = 1.2
"""What is done within this time needs no bar."""


@dataclass(eq=False)
class Job:
    """One piece of work: its result or what went wrong, and how far it is (step, done, in all).

    It waits in a line for its turn. What asks the register runs in this process; what is heavy is given to the worker.
    """

    work: Callable[[Worker, Progress, Stop], Any]
    line: Line
    at: tuple[str, int, int] = ("read", 0, 0)
    result: Any = None
    fault: Exception | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _done: threading.Event = field(default_factory=threading.Event)

    def start(self, *, wait_s: float = QUICK_S) -> Job:
        """Begin, or take a place in the line, and wait a moment: most work is done by then."""
        try:
            self.line.enter(self._run)
        except KlaiBaanError as error:  # the line is full
            self._end(fault=error)
        self.wait(wait_s)
        return self

    @property
    def before(self) -> int:
        """Return how many pieces of work come before this one in its line."""
        return self.line.before(self._run)

    @property
    def done(self) -> bool:
        """Return whether there is a result or a fault."""
        return self._done.is_set()

    def wait(self, timeout_s: float) -> bool:
        """Wait until it is done, for so many seconds at most; return whether it is."""
        done = self._done.wait(timeout_s)
        if done:
            ask_again()  # it may have written what this run stands on
        return done

    def stop(self) -> None:
        """Ask the work to stop; nothing it prepared is kept."""
        self._stop.set()
        if self.line.leave(self._run):
            self._end(fault=WorkStopped("work_stopped"))

    def _run(self, worker: Worker) -> None:
        try:
            with one_task():
                self.result = self.work(worker, self._take_step, self._stop.is_set)
        except Exception as error:  # noqa: BLE001 - it is said by the script that waits for it
            self._end(fault=error)
        self._done.set()

    def _end(self, *, fault: Exception) -> None:
        self.fault = fault
        self._done.set()

    def _take_step(self, step: str, done: int, total: int) -> None:
        self.at = (step, done, total)
