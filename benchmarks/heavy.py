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
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import change
from benchmarks.figures import Figure, show
from benchmarks.process import family, look, pss_mb
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

    def look(self, pid: int) -> None:
        """Look at the server and its workers now."""
        workers = [one for one in family(pid) if one != pid]
        self.server = max(self.server, pss_mb(pid))
        self.workers = max(self.workers, sum(map(pss_mb, workers)))
        self.most_workers = max(self.most_workers, len(workers))


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


def figures(*, full: bool = False, people: int = 3, seconds: float = 20) -> Iterator[Figure]:
    """Yield what the fourth met alone and beside the others, and when these had their files."""
    seconds = 60 if full else seconds
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
        alone = look_at_map(fourth, draw, time.monotonic() + seconds, faults)
        waiting = [Waiting() for _ in range(people)]
        threads = [threading.Thread(target=ask_for_briefs, args=(url, one)) for one in waiting]
        for thread in threads:
            thread.start()
        served = threading.Event()

        def wait() -> None:
            for thread in threads:
                thread.join()
            served.set()

        threading.Thread(target=wait, daemon=True).start()
        with look(lambda: memory.look(pid), every_s=1.0):
            beside = look_at_map(fourth, draw, served, faults)
        alone += look_at_map(fourth, draw, time.monotonic() + seconds, faults)
    faults += [one.fault for one in waiting if one.fault]
    for fault in faults[:5]:
        print("  ", fault)
    yield Figure("a change of one who looks at the map alone", tuple(alone), "s")
    against = ("a change of one who looks at the map alone",)
    yield Figure(f"a change beside {people} × {BRIEFS} briefs", tuple(beside), "s", against)
    ready = tuple(one.seconds for one in waiting if one.seconds is not None)
    yield Figure(f"{BRIEFS} briefs, asked for by {people} at once", ready or (float("nan"),), "s")
    yield Figure("memory of the server alone", (alone_mb,), "MB")
    yield Figure("memory of the server, at most", (memory.server,), "MB")
    yield Figure("memory of its workers together, at most", (memory.workers,), "MB")
    yield Figure("workers at once, at most", (float(memory.most_workers),), "")
    yield Figure("faults", (float(len(faults)),), "")


def main() -> None:
    """Print what the fourth met, and when the three had their files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=3)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    show(figures(people=chosen.people, seconds=chosen.seconds))


if __name__ == "__main__":
    main()
