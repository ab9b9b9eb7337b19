"""What one change costs the server: the map page beside the smallest page with a map, in one run.

``python -m benchmarks.change_cost``. Real sessions over the websocket, each in a server of its own; the processor
time is the server's, so that a busy machine changes little, and the ratio is the claim.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.viewer import Viewer, viewing
from tests.browser.serving import serving_process

CHANGES = 24
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What one change costs: to a view that nobody has looked at before, and to one that somebody has."""

    new_ms: float
    seen_ms: float
    kilobytes: float


def processor_s(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def cost_of(pid: int, viewer: Viewer, changes: list[tuple[str, object]]) -> Cost:
    """Return what a change costs on average: all changes once, then once more."""
    start = processor_s(pid)
    sizes = [viewer.choose(key, value) for key, value in changes]
    middle = processor_s(pid)
    sizes += [viewer.choose(key, value) for key, value in changes]
    new_ms, seen_ms = (
        (end - begin) * 1000 / len(changes) for begin, end in ((start, middle), (middle, processor_s(pid)))
    )
    return Cost(new_ms, seen_ms, statistics.mean(sizes) / 1000)


def changes_of(viewer: Viewer, count: int) -> list[tuple[str, object]]:
    """Return changes of programme, area and measure in turn, each to another value."""
    programmes, areas, measures = (viewer.options(key) for key in ("w-programme", "w-area", "w-measure"))
    in_turn = []
    for number in range(count):
        kind, step = number % 3, number // 3
        in_turn.append(
            [
                ("w-programme", viewer.one_of("w-programme", programmes[(step * 3) % len(programmes)])),
                ("w-area", areas[(5 + step * 7) % len(areas)]),
                ("w-measure", measures[1 + step % (len(measures) - 1)]),
            ][kind]
        )
    return in_turn


@contextmanager
def page(script: str, path: str = "", query: str = "") -> Iterator[tuple[int, Viewer]]:
    """Serve a script in a folder of its own (the app: in the repository, with its settings) and open a page."""
    with tempfile.TemporaryDirectory() as folder:
        where = {} if script == "dashboard.py" else {"cwd": Path(folder)}
        with (
            serving_process(Path(folder), script=script, **where) as (url, pid),
            viewing(url, path, query=query) as one,
        ):
            yield pid, one


def map_page_cost(count: int = CHANGES) -> Cost:
    """Return what a change of filter on the map page costs."""
    with page("dashboard.py", "map", "lang=th") as (pid, viewer):
        return cost_of(pid, viewer, changes_of(viewer, count))


def smallest_page_cost(count: int = CHANGES) -> Cost:
    """Return what a change on the smallest page with a map costs, with Streamlit's own settings."""
    with page("benchmarks/smallest_app.py") as (pid, viewer):
        return cost_of(pid, viewer, changes_of(viewer, count))


def main() -> None:
    """Print both and their ratio."""
    smallest, ours = smallest_page_cost(), map_page_cost()
    print("processor time and bytes a change            new view   seen before")
    for name, cost in (("smallest page with a map", smallest), ("map page", ours)):
        print(f"{name:42}{cost.new_ms:8.0f} ms {cost.seen_ms:10.0f} ms {cost.kilobytes:8.1f} kB")
    print(f"{'ratio':42}{ours.new_ms / smallest.seen_ms:8.1f}    {ours.seen_ms / smallest.seen_ms:10.1f}")


if __name__ == "__main__":
    main()
