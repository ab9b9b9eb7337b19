"""An hour of mixed use by twenty viewers: whether memory, handles and threads of the server come to rest.

    python -m benchmarks.soak --viewers 20 --minutes 60 --write docs/images/soak.svg

Real sessions over the websocket on this machine alone, bounded in number and time. A viewer opens a page in a language, changes some
of what it offers to choose, closes it and opens another, so that sessions and pages come and go as in a day of an office. Twice a minute the
server's memory (PSS: what it shares with other processes is counted by its part), its threads and open files are read. The claim is about
the second half: the slope of a straight line through its memory.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.crowd import MOST_VIEWERS, Tally
from benchmarks.figures import Figure, show
from benchmarks.plot import Line, Panel, svg
from benchmarks.process import pss_mb
from benchmarks.viewer import Viewer, viewing
from tests.browser.serving import serving_process

MOST_MINUTES = 120.0
PAGES = (
    "",
    "map",
    "map",
    "map",
    "programmes",
    "bangkok",
    "siting",
    "analysis",
    "compare",
    "data",
    "present",
    "sources",
)
QUERIES = ("lang=th", "lang=en", "lang=th&mode=gaps&area=10&programme=bma-library", "lang=en&area=40&level=subdistrict")
CHANGES = 8
EVERY_S = 10.0
SAMPLE_S = 30.0


@dataclass(frozen=True)
class Sample:
    """What the server held at a time: minutes since the start, megabytes (10^6 bytes), threads, open files."""

    minute: float
    memory_mb: float
    threads: int
    files: int


@dataclass
class Soak:
    """What the server held over the time, and what its viewers met."""

    samples: list[Sample] = field(default_factory=list)
    sessions: int = 0
    tally: Tally = field(default_factory=Tally)

    def slope(self) -> float:
        """Return by how many megabytes a minute the memory grew in the second half."""
        half = self.samples[len(self.samples) // 2 :]
        return float(np.polyfit([one.minute for one in half], [one.memory_mb for one in half], 1)[0])


def sample(pid: int, minute: float) -> Sample:
    """Read what a process holds."""
    proc = Path(f"/proc/{pid}")
    status = (proc / "status").read_text(encoding="ascii")
    return Sample(
        minute=minute,
        memory_mb=pss_mb(pid),
        threads=int(status.split("\nThreads:")[1].split()[0]),
        files=sum(1 for _ in (proc / "fd").iterdir()),
    )


def use(viewer: Viewer, draw: random.Random, until: float, soak: Soak) -> None:
    """Change some of what a page offers to choose, with a pause before each change."""
    pause = threading.Event()
    for _ in range(CHANGES):
        wait = draw.uniform(0, 2 * EVERY_S)
        if wait > until - time.monotonic():
            return
        pause.wait(wait)
        choices = viewer.choices()
        if not choices:  # the first page is read
            return
        key = draw.choice(choices)
        begun = time.monotonic()
        viewer.choose(key, viewer.one_of(key, draw.choice(viewer.options(key))))
        soak.tally.seconds.append(time.monotonic() - begun)


def be_viewer(url: str, number: int, until: float, soak: Soak) -> None:
    """Open one page after another until a time (`time.monotonic`)."""
    draw = random.Random(number)
    while time.monotonic() < until - EVERY_S:
        page, query = draw.choice(PAGES), draw.choice(QUERIES)
        try:
            with viewing(url, page, query=query) as viewer:
                soak.sessions += 1
                use(viewer, draw, until, soak)
                soak.tally.faults += [f"{page}?{query}: {fault}" for fault in viewer.faults]
        except Exception as error:  # noqa: BLE001 - whatever a viewer meets is counted
            soak.tally.faults.append(f"{page}?{query}: {error!r}")


def soak_server(viewers: int, minutes: float) -> Soak:
    """Have a server used, and return what it held; where viewers met faults its log goes to stderr."""
    soak = Soak()
    with tempfile.TemporaryDirectory() as folder, serving_process(Path(folder)) as (url, pid):
        begun = time.monotonic()
        until = begun + 60 * minutes
        threads = [threading.Thread(target=be_viewer, args=(url, number, until, soak)) for number in range(viewers)]
        for thread in threads:
            thread.start()
        clock = threading.Event()
        while time.monotonic() < until:
            clock.wait(SAMPLE_S)
            soak.samples.append(sample(pid, (time.monotonic() - begun) / 60))
            print(soak.samples[-1], len(soak.tally.faults), flush=True)
        for thread in threads:
            thread.join()
        if soak.tally.faults:
            print((Path(folder) / "streamlit.log").read_text(encoding="utf-8"), file=sys.stderr)
    return soak


def figures(*, full: bool = False, viewers: int = 20, minutes: float = 0) -> Iterator[Figure]:
    """Yield what the server held in each quarter of the time and its slope in the second half; bounded, an hour in full."""
    yield from figures_of(soak_server(viewers, minutes or (60 if full else 3)))


def figures_of(soak: Soak) -> Iterator[Figure]:
    """Yield the figures of a soak that was measured."""
    parts = [list(part) for part in np.array_split(np.array(soak.samples, dtype=object), 4)]
    for number, part in enumerate(parts, start=1):
        against = () if number < 4 else ("memory, quarter 3",)
        yield Figure(f"memory, quarter {number}", tuple(one.memory_mb for one in part), "MB", against)
    yield Figure("threads", tuple(float(one.threads) for one in soak.samples), "")
    yield Figure("open files", tuple(float(one.files) for one in soak.samples), "")
    yield Figure("slope of memory, second half", (soak.slope(),), "MB a minute")
    yield Figure("a change", tuple(soak.tally.seconds), "s")
    yield Figure("sessions", (float(soak.sessions),), "")
    yield Figure("faults", (float(len(soak.tally.faults)),), "")


def main() -> None:
    """Print what the server held and what viewers met; draw the memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--viewers", type=int, default=20)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--write", type=Path)
    chosen = options.parse_args()
    if chosen.viewers > MOST_VIEWERS or chosen.minutes > MOST_MINUTES:
        options.error(f"at most {MOST_VIEWERS} viewers and {MOST_MINUTES:.0f} minutes")
    soak = soak_server(chosen.viewers, chosen.minutes)
    show(figures_of(soak))
    for fault in soak.tally.faults[:10]:
        print("  ", fault)
    if chosen.write:
        memory = Line("memory (PSS)", tuple((one.minute, one.memory_mb) for one in soak.samples))
        panel = Panel(f"The server under {chosen.viewers} viewers", "minutes", (memory,), unit="MB", plain=True)
        chosen.write.write_text(svg([panel]), encoding="utf-8")


if __name__ == "__main__":
    main()
