"""Heavy work beside a viewer: three people who each ask for the briefs of all 77 provinces, and a fourth who looks at the map.

    python -m benchmarks.heavy --seconds 60

Real sessions over the websocket. The fourth changes something every two seconds: first alone, then while the three wait for their files,
then alone again. What is held is the ratio of both, in one run. A file is counted when its zip was fetched and holds 77 briefs. Memory is PSS
(shared pages divided among those who share them): the most that was seen of the server, and of all its workers together.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import threading
import time
import urllib.request
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.crowd import change
from benchmarks.viewer import Viewer, viewing
from tests.browser.serving import serving_process

EVERY_S = 2.0
BRIEFS = 77


@dataclass
class Waiting:
    """Somebody who waits for a file: when it came, or what went wrong."""

    seconds: float | None = None
    fault: str = ""


@dataclass
class Memory:
    """The most that was seen, in MB of PSS."""

    server: float = 0.0
    workers: float = 0.0
    most_workers: int = 0
    pids: set[int] = field(default_factory=set)

    def look(self, pid: int) -> None:
        """Look at the server and its workers now."""
        workers = children(pid)
        self.pids |= set(workers)
        self.server = max(self.server, pss_mb(pid))
        self.workers = max(self.workers, sum(map(pss_mb, workers)))
        self.most_workers = max(self.most_workers, len(workers))


def pss_mb(pid: int) -> float:
    """Return the memory of a process, 0 where it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except (OSError, ProcessLookupError):
        return 0.0
    return int(rollup.split("\nPss:")[1].split()[0]) / 1024 if "\nPss:" in rollup else 0.0


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    tasks = Path(f"/proc/{pid}/task")
    lists = [(task / "children").read_text(encoding="ascii").split() for task in tasks.iterdir()]
    return [int(one) for pids in lists for one in pids]


def ask_for_briefs(url: str, waiting: Waiting) -> None:
    """Be one who opens the panel, asks for the briefs of all provinces, waits and saves them."""
    try:
        with viewing(url, "map", query="lang=th") as viewer:
            viewer.choose("download-map", value=True)
            viewer.choose("download-kind", "briefs")
            begun = time.monotonic()
            viewer.choose("build-panel", value=True)
            pause = threading.Event()
            while not viewer.file_at("save-panel"):
                pause.wait(0.5)
                viewer.draw_part_again()
            with urllib.request.urlopen(url + viewer.file_at("save-panel")) as answer:
                names = zipfile.ZipFile(io.BytesIO(answer.read())).namelist()
            waiting.seconds = time.monotonic() - begun
            waiting.fault = "" if len(names) == BRIEFS else f"{len(names)} briefs"
    except Exception as error:  # noqa: BLE001 - whatever somebody meets is counted
        waiting.fault = repr(error)


def look_at_map(viewer: Viewer, draw: random.Random, go_on: threading.Event | float, faults: list[str]) -> list[float]:
    """Change something every two seconds, until a time or an event; return the seconds of each change."""
    seconds: list[float] = []
    pause = threading.Event()
    while not (go_on.is_set() if isinstance(go_on, threading.Event) else time.monotonic() > go_on):
        begun = time.monotonic()
        fault = change(viewer, draw)
        seconds.append(time.monotonic() - begun)
        if fault:
            faults.append(fault)
        pause.wait(max(0.0, EVERY_S - seconds[-1]))
    return seconds


def row(name: str, seconds: list[float]) -> tuple[float, float]:
    """Print a row of the table; return its middle and its high value."""
    middle, high = np.quantile(seconds, [0.5, 0.95])
    print(f"| {name} | {len(seconds)} | {middle:.2f} s | {high:.2f} s | {max(seconds):.2f} s |", flush=True)
    return float(middle), float(high)


def main() -> None:
    """Print what the fourth met, and when the three had their files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=3)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    faults: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, pid = stack.enter_context(serving_process(folder))
        fourth = stack.enter_context(viewing(url, "map", query="lang=th"))
        draw = random.Random(4)
        look_at_map(fourth, draw, time.monotonic() + 20, faults)  # what is loaded at first is no matter here
        memory = Memory()
        memory.look(pid)
        alone_mb = memory.server
        alone = look_at_map(fourth, draw, time.monotonic() + chosen.seconds, faults)
        people = [Waiting() for _ in range(chosen.people)]
        threads = [threading.Thread(target=ask_for_briefs, args=(url, one)) for one in people]
        for thread in threads:
            thread.start()
        served = threading.Event()

        def wait() -> None:
            while any(thread.is_alive() for thread in threads):
                memory.look(pid)
                threading.Event().wait(1.0)
            served.set()

        threading.Thread(target=wait, daemon=True).start()
        beside = look_at_map(fourth, draw, served, faults)
        alone += look_at_map(fourth, draw, time.monotonic() + chosen.seconds, faults)
    print("| the fourth | changes | median | 95 of 100 | longest |\n|---|---|---|---|---|")
    middle, high = row("alone", alone)
    middle_beside, high_beside = row(f"beside {chosen.people} × {BRIEFS} briefs", beside)
    print(f"| ratio | | {middle_beside / middle:.2f}× | {high_beside / high:.2f}× | |")
    for number, one in enumerate(people, start=1):
        print(
            f"person {number}: {one.seconds:.0f} s"
            if one.seconds and not one.fault
            else f"person {number}: {one.fault}"
        )
    print(
        f"memory: server {alone_mb:.0f} MB alone, {memory.server:.0f} MB at most; workers together {memory.workers:.0f} MB"
    )
    print(f"at most {memory.most_workers} workers at once; faults of the fourth: {len(faults)}", *faults[:5])


if __name__ == "__main__":
    main()
