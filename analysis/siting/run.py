"""A search in a process of its own: it can be watched and stopped with its best choice, and holds nothing up."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.siting.errors import SitingError
from analysis.siting.search import best_sites
from geodata.errors import KlaiBaanError
from geodata.worker.errors import WorkerError, WorkStopped
from geodata.worker.process import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.siting.incumbent import Incumbent, Watch
    from analysis.siting.problem import SitingProblem

_GRACE_S: Final = 3.0
"""How long after its time a search that does not end by itself is ended: HiGHS looks at the clock between steps."""
DEFAULT_SECONDS: Final = 20.0


@dataclass(frozen=True)
class Progress:
    """How far a search is.

    best
        The best choice so far, None before the first.
    seconds
        How long it has been searching, or did.
    ended
        Whether it is over: proven, out of time, stopped or failed.
    stopped
        Whether somebody stopped it.
    """

    best: Incumbent | None
    seconds: float
    ended: bool
    stopped: bool = False


class SearchRun:
    """A search that has begun. Threads may watch it; the process is ended with the object's `stop`.

    Parameters
    ----------
    problem
        What to solve.
    seconds
        How long to search.
    worker
        Who searches; a process of its own by default.

    """

    def __init__(
        self, problem: SitingProblem, *, seconds: float = DEFAULT_SECONDS, worker: Worker | None = None
    ) -> None:
        self.worker = worker or Worker()
        self._is_own = worker is None
        self._problem = problem
        self._seconds = seconds
        self._begun = time.monotonic()
        self._took: float | None = None
        self._best: Incumbent | None = None
        self._error: KlaiBaanError | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._search, daemon=True)
        self._thread.start()

    def progress(self) -> Progress:
        """Return how far the search is; an error where it failed without any choice. One that is there stays.

        Raises
        ------
        SitingError
            No choice meets the conditions, or the process ended before it had one.
        WorkerError
            The process could not be started.

        """
        with self._lock:
            best, error, took, stopped = self._best, self._error, self._took, self._stopped
        ended = took is not None
        if error is not None and best is None:
            raise error
        return Progress(best, time.monotonic() - self._begun if took is None else took, ended, stopped)

    def stop(self) -> Progress:
        """End the search and return the best choice found."""
        with self._lock:
            self._stopped = self._took is None
        self._thread.join()
        return self.progress()

    def wait(self, timeout: float | None = None) -> Progress:
        """Wait until the search has ended, at most so many seconds, and return how far it is."""
        self._thread.join(timeout)
        return self.progress()

    def _search(self) -> None:
        error: KlaiBaanError | None = None
        try:
            # HiGHS does not look up from its work: who stops it ends the process.
            self._take(
                self.worker.do(
                    _search, self._problem, self._seconds, progress=self._take, stop=self._is_over, grace_s=0.0
                )
            )
        except WorkStopped:
            error = None if self._stopped else SitingError("siting_solver", reason=f"{self._seconds:.0f} s")
        except WorkerError as fault:
            error = fault if fault.key == "worker_no_start" else SitingError("siting_solver", reason=fault.key)
        except KlaiBaanError as fault:
            error = fault
        finally:
            if self._is_own:
                self.worker.end()
            with self._lock:
                self._error = error
                self._took = time.monotonic() - self._begun

    def _is_over(self) -> bool:
        return self._stopped or time.monotonic() > self._begun + self._seconds + _GRACE_S

    def _take(self, best: Incumbent) -> None:
        if math.isfinite(best.value):
            with self._lock:
                self._best = best


def _search(
    problem: SitingProblem,
    seconds: float,
    *,
    progress: Watch,
    stop: Callable[[], bool],  # noqa: ARG001
) -> Incumbent:
    """Search in the process of a worker; it is not asked to stop, but ended."""
    return best_sites(problem, seconds=seconds, watch=progress)
