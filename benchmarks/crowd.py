"""A hall of viewers: how long a change takes while many change something every few seconds.

    python -m benchmarks.crowd --viewers 1 10 50 100 --processes 2 --seconds 60

Real sessions over the websocket on this machine alone, bounded in number and time. Each viewer changes programme, area, measure or radius
at a moment drawn at random, once in five seconds; each answer is checked to be the viewer's own. With several processes a viewer stays
with one of them, as a proxy with sticky sessions does.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.change_cost import processor_s
from benchmarks.viewer import Viewer, viewing
from tests.browser.serving import serving_process

EVERY_S = 5.0
MOST_VIEWERS = 200
MOST_SECONDS = 3600.0
QUERIES = ("lang=th", "lang=en&measure=population_within_km", "lang=th&mode=gaps&area=10&programme=bma-library")
KEYS = ("w-programme", "w-area", "w-measure", "w-radius")


@dataclass
class Tally:
    """What the viewers met: the seconds of each change, and what was wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def change(viewer: Viewer, draw: random.Random) -> str:
    """Change one thing; return what is wrong with the answer, or ""."""
    key = draw.choice([key for key in KEYS if viewer.has(key)])
    value = draw.choice(viewer.options(key))
    viewer.choose(key, viewer.one_of(key, value))
    # A radius stands only beside some measures, and a page may refuse an area: then another value is right.
    answer = viewer.value(key)
    return "" if answer in ("", value) else f"{key}: chose {value!r}, shows {answer!r}"


def watch(url: str, number: int, until: float, tally: Tally, ready: threading.Barrier) -> None:
    """Be one viewer until a time (`time.monotonic`)."""
    draw = random.Random(number)
    try:
        with viewing(url, "map", query=QUERIES[number % len(QUERIES)]) as viewer:
            ready.wait()
            pause = threading.Event()
            while (wait := draw.uniform(0, 2 * EVERY_S)) < until - time.monotonic():
                pause.wait(wait)
                begun = time.monotonic()
                fault = change(viewer, draw)
                tally.seconds.append(time.monotonic() - begun)
                if fault:
                    tally.faults.append(fault)
    except Exception as error:  # noqa: BLE001 - whatever a viewer meets is counted
        ready.abort()
        tally.faults.append(repr(error))


def resident_mb(pid: int) -> float:
    """Return the memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def crowd(urls: list[str], viewers: int, seconds: float) -> Tally:
    """Return what a number of viewers met in a time; they are spread over the addresses."""
    tally = Tally()
    ready = threading.Barrier(viewers + 1)
    until = time.monotonic() + seconds + viewers * 0.5
    threads = [
        threading.Thread(target=watch, args=(urls[number % len(urls)], number, until, tally, ready))
        for number in range(viewers)
    ]
    for thread in threads:
        thread.start()
    ready.wait()
    for thread in threads:
        thread.join()
    return tally


def main() -> None:
    """Print a row for each number of viewers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--viewers", type=int, nargs="+", default=[1, 10, 50, 100])
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    if max(chosen.viewers) > MOST_VIEWERS or chosen.seconds > MOST_SECONDS:
        options.error(f"at most {MOST_VIEWERS} viewers and {MOST_SECONDS:.0f} seconds")
    print("| viewers | changes | median | 95 of 100 | longest | faults | processor a change | memory |")
    print("|---|---|---|---|---|---|---|---|")
    for viewers in chosen.viewers:
        with ExitStack() as stack:
            servers = []
            for number in range(chosen.processes):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                servers.append(stack.enter_context(serving_process(folder)))
                with viewing(servers[number][0], "map", query="lang=th") as first:
                    first.choose("w-area", first.options("w-area")[1])
            before = sum(resident_mb(pid) for _, pid in servers)
            used = sum(processor_s(pid) for _, pid in servers)
            tally = crowd([url for url, _ in servers], viewers, chosen.seconds)
            used = sum(processor_s(pid) for _, pid in servers) - used
            more = sum(resident_mb(pid) for _, pid in servers) - before
        middle, high, longest = np.quantile(tally.seconds, [0.5, 0.95, 1.0])
        print(
            f"| {viewers} | {len(tally.seconds)} | {middle:.2f} s | {high:.2f} s | {longest:.2f} s | {len(tally.faults)} "
            f"| {1000 * used / len(tally.seconds):.0f} ms | +{more:.0f} MB |",
            flush=True,
        )
        for fault in tally.faults[:5]:
            print("  ", fault)


if __name__ == "__main__":
    main()
