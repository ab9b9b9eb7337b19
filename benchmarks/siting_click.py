"""What a click that opens or closes a centre costs the server, at 10,000 made-up centres.

    python -m benchmarks.siting_click --centres 10000 --clicks 20

Processor time for the answer alone: what each new site changes by itself, what the whole scenario changes at every level, and the map.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import Question
from benchmarks.figures import Figure, show
from benchmarks.made_up import made_up_data
from benchmarks.process import in_turn
from geodata.areas import areas
from geodata.codes import Level
from geodata.task import one_task
from registry.store import Register

TODAY = date(2026, 11, 26)


def clicks(facts: Facts, count: int, *, seed: int = 20261126) -> dict[str, list[float]]:
    """Return the milliseconds of processor time of each of some clicks, for the answer and for the map."""
    random = np.random.default_rng(seed)
    homes = areas(Level.DISTRICT).iloc[random.integers(0, 928, count)]
    question = facts.question
    milliseconds: dict[str, list[float]] = {"answer": [], "map": []}
    centres = facts.filtered.centres["centre_id"].tolist()
    for position, (longitude, latitude) in enumerate(zip(homes["longitude"], homes["latitude"], strict=True)):
        if position % 3 == 2:
            question = replace(question, closed=(*question.closed, centres[position * 7]))
        else:
            question = replace(question, at=(*question.at, (round(float(longitude), 5), round(float(latitude), 5))))
        after = facts.of(question)
        for name, work in (
            ("answer", lambda after=after: after.openings),
            ("map", lambda after=after: map_model(after)),
        ):
            begun = time.process_time()
            with one_task():
                work()
            milliseconds[name].append(1000 * (time.process_time() - begun))
    return milliseconds


def figures(*, full: bool = False, centres: int = 10_000, clicks_made: int = 20) -> Iterator[Figure]:
    """Yield the processor time of the answer to a click and of its map, against a change of filter."""
    with tempfile.TemporaryDirectory() as folder:
        data = made_up_data(Path(folder) / "data", centres=centres)
        tables = Register.in_memory(data).tables()
    facts = Facts(Question(programme=("public-library",)).of_scenario, tables, today=TODAY)
    map_model(facts)
    warm = facts.of(replace(facts.question, at=((100.5, 13.75),)))
    assert warm.openings is not None
    areas_in_turn = [facts.of(replace(facts.question, area=code)) for code in ("10", "50", "40", "90", "30")]
    taken = [in_turn({"": lambda other=other: map_model(other)}, 1)[""][1][0] for other in areas_in_turn]
    yield Figure("a change of filter, map", tuple(1000 * one for one in taken), "ms")
    for name, values in clicks(facts, 40 if full else clicks_made).items():
        yield Figure(f"a click, {name}", tuple(values), "ms", ("a change of filter, map",))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--centres", type=int, default=10_000)
    options.add_argument("--clicks", type=int, default=20)
    chosen = options.parse_args()
    show(figures(centres=chosen.centres, clicks_made=chosen.clicks))


if __name__ == "__main__":
    main()
