"""Lines for work beside the script: so much is done at a time, the rest waits its turn, more than that is refused."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final, TypeAlias

from geodata.errors import KlaiBaanError
from geodata.worker.process import IDLE_S, Worker

Work: TypeAlias = Callable[[Worker], None]


class Line:
    """A line of work, done in the order of its coming, so much of it at a time.

    Each piece of work is called in a thread, with a worker that is its own for that time.
    """

    def __init__(self, *, at_once: int, most_waiting: int, idle_s: float = IDLE_S) -> None:
        self._most_waiting = most_waiting
        self._free = [Worker(idle_s=idle_s) for _ in range(at_once)]
        self._at_work: list[Worker] = []
        self._waiting: deque[Work] = deque()
        # Work is taken out when its session is forgotten, which may happen in the middle of anything.
        self._lock = threading.RLock()

    def enter(self, work: Work) -> None:
        """Have work done, now or when its turn comes; it says itself what became of it.

        Raises
        ------
        KlaiBaanError
            The line is full.

        """
        with self._lock:
            if not self._free:
                if len(self._waiting) >= self._most_waiting:
                    raise KlaiBaanError("line_full", most=self._most_waiting)
                self._waiting.append(work)
                return
            worker = self._free.pop()  # the last one to become free: its process may still be there
            self._at_work.append(worker)
        threading.Thread(target=self._go_on, args=(worker, work), daemon=True).start()

    def before(self, work: Work) -> int:
        """Return how many pieces of work come before one that waits; 0 for one that does not."""
        with self._lock:
            waiting = list(self._waiting)
            return len(self._at_work) + waiting.index(work) if work in waiting else 0

    def leave(self, work: Work) -> bool:
        """Take work out of the line; return False where its turn has come already."""
        with self._lock:
            if work not in self._waiting:
                return False
            self._waiting.remove(work)
            return True

    def workers(self) -> list[int]:
        """Return the numbers of the processes that work here, or wait for work."""
        with self._lock:
            return [pid for worker in (*self._at_work, *self._free) if (pid := worker.pid) is not None]

    def end(self) -> None:
        """End the processes; work that goes on in one fails."""
        with self._lock:
            workers = [*self._at_work, *self._free]
        for worker in workers:
            worker.end()

    def _go_on(self, worker: Worker, work: Work) -> None:
        while True:
            try:
                work(worker)
            finally:
                with self._lock:
                    following = self._waiting.popleft() if self._waiting else None
                    if following is None:
                        self._at_work.remove(worker)
                        self._free.append(worker)
            if following is None:
                return
            work = following


HEAVY: Final = Line(at_once=2, most_waiting=12)
"""Imports, searches for sites, briefs of many areas, the one file: each in the process of its worker, and two at a
time, one for each core of a small server, so that a short one passes a long one."""
QUICK: Final = Line(at_once=4, most_waiting=50)
"""Files of a second or two, made in this process."""
