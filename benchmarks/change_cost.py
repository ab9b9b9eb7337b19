"""What one change costs the server: the app's pages beside the smallest page with a map, in one run.

``python -m benchmarks.change_cost``. Real sessions over the websocket, each in a server of its own; the processor
time is the server's, so that a busy machine changes little, and the ratio is the claim.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.figures import Figure, show
from benchmarks.process import processor_s
from benchmarks.viewer import Viewer, viewing
from tests.browser.serving import serving_process

CHANGES = 24
SMALLEST = "smallest page with a map"


@dataclass(frozen=True)
class Cost:
    """What one change costs: to a view that nobody has looked at before, and to one that somebody has."""

    new_ms: float
    seen_ms: float
    kilobytes: float


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


Changes = Callable[[Viewer], list[tuple[str, object]]]


def filters(viewer: Viewer, count: int = CHANGES) -> list[tuple[str, object]]:
    """Return changes of programme, area and measure in turn, each to another value."""
    programmes, areas, measures = (viewer.options(key) for key in ("w-programme", "w-area", "w-measure"))
    in_turn: list[tuple[str, object]] = []
    for number in range(count):
        kind, step = number % 3, number // 3
        in_turn.append(
            [
                ("w-programme", programmes[(step * 3) % len(programmes)]),
                ("w-area", areas[(5 + step * 7) % len(areas)]),
                ("w-measure", measures[1 + step % (len(measures) - 1)]),
            ][kind]
        )
    return [(key, viewer.one_of(key, str(value))) for key, value in in_turn]


def each_of(key: str, start: int, stop: int) -> Changes:
    """Return changes of one widget to each of its choices in turn."""
    return lambda viewer: [(key, viewer.one_of(key, value)) for value in viewer.options(key)[start:stop]]


def groups(viewer: Viewer) -> list[tuple[str, object]]:
    """Return changes of the choice of Bangkok's groups: one after the other, and two at once."""
    names = viewer.options("w-khet-group")
    return [("w-khet-group", chosen) for pair in pairwise(names) for chosen in ([pair[0]], list(pair))]


KINDS: dict[str, tuple[str, str, Changes]] = {
    "filters of the map": ("map", "lang=th", filters),
    "the radius": ("map", "lang=th&measure=population_within_km&programme=relearning", each_of("w-radius", 4, 20)),
    "gaps, the radius": ("map", "lang=th&mode=gaps&area=10&programme=bma-library", each_of("w-radius", 4, 20)),
    "drill: each province": ("map", "lang=th&programme=public-library", each_of("w-area", 6, 22)),
    "Bangkok's groups": ("bangkok", "lang=th", groups),
}
"""The kinds of change: by name, the page, its parameters and the changes."""


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


def app_cost(kind: str, count: int | None = None) -> Cost:
    """Return what changes of a kind cost the app, the first `count` of them."""
    path, query, changes = KINDS[kind]
    with page("dashboard.py", path, query) as (pid, viewer):
        return cost_of(pid, viewer, changes(viewer)[:count])


def smallest_page_cost(count: int = CHANGES) -> Cost:
    """Return what a change on the smallest page with a map costs, with Streamlit's own settings."""
    with page("benchmarks/smallest_app.py") as (pid, viewer):
        return cost_of(pid, viewer, filters(viewer, count))


def figures(*, full: bool = False, rounds: int = 1) -> Iterator[Figure]:
    """Yield what each kind of change costs, beside a change on the smallest page to a view seen before."""
    costs: dict[str, list[Cost]] = {SMALLEST: [], **{kind: [] for kind in KINDS}}
    for _ in range(3 if full else rounds):
        for name, measured in costs.items():
            measured.append(smallest_page_cost() if name == SMALLEST else app_cost(name))
    smallest = f"{SMALLEST}, seen before"
    for name, measured in costs.items():
        against = () if name == SMALLEST else (smallest,)
        yield Figure(f"{name}, new", tuple(one.new_ms for one in measured), "ms", against)
        yield Figure(f"{name}, seen before", tuple(one.seen_ms for one in measured), "ms", against)
        yield Figure(
            f"{name}, bytes", tuple(one.kilobytes for one in measured), "kB", against and (f"{SMALLEST}, bytes",)
        )


def main() -> None:
    """Print what each kind of change costs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=1)
    show(figures(rounds=options.parse_args().rounds))


if __name__ == "__main__":
    main()
