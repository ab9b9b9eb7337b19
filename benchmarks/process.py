"""What a process and all that it started use: processor time and memory, read from Linux's /proc."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def family(root: int) -> dict[int, float]:
    """Return a process and all that it started that still run, each with the seconds of processor it has used."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        ticks[int(folder.name)] = sum(map(int, fields[11:13]))
        children[int(fields[1])].append(int(folder.name))
    members, used = [root], {}
    while members:
        one = members.pop()
        used[one] = ticks.get(one, 0) / _TICKS_PER_S
        members += children[one]
    return used


def processor_s(root: int) -> float:
    """Return the processor time of a process and of all that it started, in seconds."""
    return sum(family(root).values())


def pss_mb(pid: int) -> float:
    """Return the memory of a process in MB (10⁶ bytes), pages it shares by their part; 0 where it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except (OSError, ProcessLookupError):
        return 0.0
    return int(rollup.split("\nPss:")[1].split()[0]) * 1024 / 1e6 if "\nPss:" in rollup else 0.0


@contextmanager
def look(act: Callable[[], None], every_s: float = 0.5) -> Iterator[None]:
    """Call something again and again meanwhile, in a thread of its own."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(every_s):
            act()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def in_turn(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    """Return the seconds of several works in each round, of the clock and of this process's processor time.

    They take turns, so that all meet the same machine; processor time hardly feels what else it is doing.
    """
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            clock, processor = time.perf_counter(), time.process_time()
            work()
            taken[name][0].append(time.perf_counter() - clock)
            taken[name][1].append(time.process_time() - processor)
    return taken
