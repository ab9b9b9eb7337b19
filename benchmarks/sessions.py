"""What one more open session costs the server in memory, apart from results that all sessions share.

    python -m benchmarks.sessions --sessions 0 20 40 60
    python -m benchmarks.sessions --sessions 0 20 40 60 --trace

Sessions over the websocket on this machine that stay open. Each opens the map and makes the same changes, so what is computed is there
before the first is counted: the slope of the server's memory against their number is what a session holds. Then each asks for
something else, and what is more is what the answers hold, for everybody. Before each figure the server collects its garbage and gives
back what is free (Linux, glibc). With --trace Python's own count of live bytes is the figure, which no gap in the heap hides,
and the lines that hold most of the difference are named; the server is slower then.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from os import kill
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, show
from benchmarks.process import pss_mb
from benchmarks.viewer import PATIENCE_S, Viewer, viewing
from tests.browser.serving import serving_process

MOST_SESSIONS = 120
_TRIM = """import ctypes, gc, pathlib, signal, tracemalloc

def trim(*_):
    for _ in range(3):
        gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    if tracemalloc.is_tracing():
        tracemalloc.take_snapshot().dump({file!r} + ".part")
    else:
        pathlib.Path({file!r} + ".part").touch()
    pathlib.Path({file!r} + ".part").replace({file!r})

signal.signal(signal.SIGUSR1, trim)
"""
"""Read by the server's Python when it starts."""


def same_changes(viewer: Viewer) -> None:
    """Change programme, area, measure and radius, the same in each session."""
    for key, position in (("w-area", 3), ("w-measure", 4), ("w-measure", 2), ("w-area", 0), ("w-programme", 2)):
        viewer.choose(key, viewer.one_of(key, viewer.options(key)[position]))


def own_change(viewer: Viewer, number: int) -> None:
    """Ask for what no other session asks for: another area."""
    options = viewer.options("w-area")
    viewer.choose("w-area", viewer.one_of("w-area", options[(11 + number) % len(options)]))


class Memory:
    """The memory of a server in MB: its share of what is resident, or the bytes that Python holds where they are traced."""

    def __init__(self, pid: int, trimmed: Path, *, traced: bool) -> None:
        self._pid, self._trimmed, self._traced = pid, trimmed, traced
        self._snapshots: list[tracemalloc.Snapshot] = []

    def held_mb(self) -> float:
        """Return what is held once the garbage is collected and what is free given back."""
        self._trimmed.unlink(missing_ok=True)
        kill(self._pid, signal.SIGUSR1)
        deadline = time.monotonic() + PATIENCE_S
        while not self._trimmed.exists():
            if time.monotonic() > deadline:
                raise TimeoutError(f"the server did not answer within {PATIENCE_S} s")
            time.sleep(0.05)
        if not self._traced:
            return pss_mb(self._pid)
        self._snapshots.append(tracemalloc.Snapshot.load(str(self._trimmed)))
        return sum(trace.size for trace in self._snapshots[-1].traces) / 1e6

    def growth(self, sessions: int) -> list[str]:
        """Return the lines of code that hold most of what the last snapshot has more than the first, by session."""
        if len(self._snapshots) < 2 or not sessions:
            return []
        rows = self._snapshots[-1].compare_to(self._snapshots[0], "lineno")
        return [f"{row.size_diff / 1024 / sessions:8.2f} kB  {row.traceback}" for row in rows[:25]]


@dataclass(frozen=True)
class Cost:
    """What open sessions cost: the server's memory by their number (MB), what different answers add, what holds most."""

    held_mb: dict[int, float]
    answers_mb: float
    growth: list[str]

    @property
    def session_mb(self) -> float:
        """What one more session costs: the slope."""
        return float(np.polyfit(list(self.held_mb), list(self.held_mb.values()), 1)[0])


def cost_of(numbers: Sequence[int], *, traced: bool = False) -> Cost:
    """Measure with each number of sessions, in ascending order."""
    with tempfile.TemporaryDirectory() as made, ExitStack() as stack:
        folder, trimmed = Path(made), Path(made) / "trimmed"
        (folder / "sitecustomize.py").write_text(_TRIM.format(file=str(trimmed)), encoding="utf-8")
        environment = {"PYTHONPATH": made, **({"PYTHONTRACEMALLOC": "1"} if traced else {})}
        url, pid = stack.enter_context(serving_process(folder, environment=environment))
        memory = Memory(pid, trimmed, traced=traced)
        for _ in range(3):  # what is loaded and computed once
            with viewing(url, "map", query="lang=th") as first:
                same_changes(first)
        viewers: list[Viewer] = []
        held = {}
        for number in numbers:
            while len(viewers) < number:
                viewers.append(stack.enter_context(viewing(url, "map", query="lang=th")))
                same_changes(viewers[-1])
            held[number] = memory.held_mb()
        growth = memory.growth(numbers[-1] - numbers[0])
        for number, viewer in enumerate(viewers):
            own_change(viewer, number)
        return Cost(held, memory.held_mb() - held[numbers[-1]], growth)


def figures(*, full: bool = False, sessions: Sequence[int] = (), traced: bool = False) -> Iterator[Figure]:
    """Yield the memory with each number of sessions, what one more costs, and what an answer of its own costs."""
    numbers = sessions or ((0, 20, 40, 60) if full else (0, 15, 30))
    cost = cost_of(numbers, traced=traced)
    for number, held in cost.held_mb.items():
        yield Figure(f"{number} sessions", (held,), "MB")
    yield Figure("one more session", (cost.session_mb,), "MB")
    yield Figure("one more answer, for all", (cost.answers_mb / numbers[-1],), "MB")
    print(*cost.growth, sep="\n", end="\n" if cost.growth else "")


def main() -> None:
    """Print the memory with each number of sessions, what one more costs, and what different answers cost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sessions", type=int, nargs="+", default=[0, 20, 40, 60])
    options.add_argument("--trace", action="store_true")
    chosen = options.parse_args()
    numbers = sorted(set(chosen.sessions))
    if len(numbers) < 2 or numbers[-1] > MOST_SESSIONS:
        options.error(f"two numbers of sessions or more, of at most {MOST_SESSIONS}")
    show(figures(sessions=numbers, traced=chosen.trace))


if __name__ == "__main__":
    main()
