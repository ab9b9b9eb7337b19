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
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, show
from benchmarks.process import processor_s, pss_mb
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


def figures(
    *, full: bool = False, viewers: Sequence[int] = (), processes: int = 2, seconds: float = 20
) -> Iterator[Figure]:
    """Yield what each number of viewers met; the least number is what the others are held against."""
    numbers = viewers or ((1, 10, 50, 100) if full else (10, 50))
    for number in numbers:
        with ExitStack() as stack:
            servers = []
            for position in range(processes):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                servers.append(stack.enter_context(serving_process(folder)))
                with viewing(servers[position][0], "map", query="lang=th") as first:
                    first.choose("w-area", first.options("w-area")[1])
            before = sum(pss_mb(pid) for _, pid in servers)
            used = sum(processor_s(pid) for _, pid in servers)
            tally = crowd([url for url, _ in servers], number, 60 if full else seconds)
            used = sum(processor_s(pid) for _, pid in servers) - used
            more = sum(pss_mb(pid) for _, pid in servers) - before
        for fault in tally.faults[:5]:
            print("  ", fault)
        least = () if number == numbers[0] else (f"{numbers[0]} viewers, processor a change",)
        yield Figure(f"{number} viewers, a change", tuple(tally.seconds), "s")
        yield Figure(f"{number} viewers, 95 of 100 changes within", (float(np.quantile(tally.seconds, 0.95)),), "s")
        yield Figure(f"{number} viewers, processor a change", (1000 * used / len(tally.seconds),), "ms", least)
        yield Figure(f"{number} viewers, memory of all processes more than before", (more,), "MB")
        yield Figure(f"{number} viewers, faults", (float(len(tally.faults)),), "")


def main() -> None:
    """Print what each number of viewers met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--viewers", type=int, nargs="+", default=[1, 10, 50, 100])
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    if max(chosen.viewers) > MOST_VIEWERS or chosen.seconds > MOST_SECONDS:
        options.error(f"at most {MOST_VIEWERS} viewers and {MOST_SECONDS:.0f} seconds")
    show(figures(viewers=chosen.viewers, processes=chosen.processes, seconds=chosen.seconds))


if __name__ == "__main__":
    main()
