"""A search in a process of its own: it can be watched and stopped with its best choice, and holds nothing up."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis.siting.errors import SitingError
from analysis.siting.incumbent import Incumbent

if TYPE_CHECKING:
    from analysis.siting.problem import SitingProblem

_ROOT: Final = Path(__file__).resolve().parents[2]
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

    """

    def __init__(self, problem: SitingProblem, *, seconds: float = DEFAULT_SECONDS) -> None:
        self._problem = problem
        self._limit = seconds
        self._begun = time.monotonic()
        self._took: float | None = None
        self._best: Incumbent | None = None
        self._error: SitingError | None = None
        self._stopped = False
        self._lock = threading.Lock()
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "analysis.siting.worker", str(seconds)],
                cwd=_ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise SitingError("siting_solver", reason=str(error)) from error
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._watchdog = threading.Timer(seconds + _GRACE_S, self._process.kill)
        self._watchdog.daemon = True
        self._watchdog.start()

    def progress(self) -> Progress:
        """Return how far the search is; a `SitingError` where it failed without any choice. One that is known stays."""
        with self._lock:
            best, error, took, stopped = self._best, self._error, self._took, self._stopped
        ended = took is not None
        if error is not None and best is None:
            raise error
        if ended and best is None and not stopped:
            raise SitingError("siting_solver", reason=f"exit {self._process.returncode}")
        return Progress(best, time.monotonic() - self._begun if took is None else took, ended, stopped)

    def stop(self) -> Progress:
        """End the search and return the best choice found."""
        with self._lock:
            self._stopped = self._took is None
        self._process.kill()
        self._reader.join()
        return self.progress()

    def wait(self, timeout: float | None = None) -> Progress:
        """Wait until the search has ended, at most so many seconds, and return how far it is."""
        self._reader.join(timeout)
        return self.progress()

    def _read(self) -> None:
        process = self._process
        try:
            if process.stdin is not None:
                process.stdin.write(self._problem.to_bytes())
                process.stdin.close()
            for line in process.stdout or ():
                self._take(json.loads(line))
        except (OSError, ValueError):
            process.kill()
        finally:
            process.wait()
            self._watchdog.cancel()
            if process.stdout is not None:
                process.stdout.close()
            with self._lock:
                self._took = time.monotonic() - self._begun

    def _take(self, message: dict[str, Any]) -> None:
        with self._lock:
            if message["kind"] == "error":
                self._error = SitingError(str(message["key"]), **message["params"])
            elif math.isfinite(message["value"]):
                best = Incumbent(tuple(message["chosen"]), message["value"], message["bound"], bool(message["proven"]))
                self._best = best
