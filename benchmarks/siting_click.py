"""What a click that opens or closes a centre costs the server, at 10,000 made-up centres.

    python -m benchmarks.siting_click --centres 10000 --clicks 20

Processor time for the answer alone: what each new site changes by itself, what the whole scenario changes at every level, and the map.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import Question
from benchmarks.made_up import made_up_data
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--centres", type=int, default=10_000)
    options.add_argument("--clicks", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = made_up_data(Path(folder) / "data", centres=chosen.centres)
        tables = Register.in_memory(data).tables()
    facts = Facts(Question(programme=("public-library",)).of_scenario, tables, today=TODAY)
    map_model(facts)
    warm = facts.of(replace(facts.question, at=((100.5, 13.75),)))
    assert warm.openings is not None
    for name, values in clicks(facts, chosen.clicks).items():
        first, middle, last = (statistics.median(part) for part in (values[:5], values, values[-5:]))
        print(f"{name}: median {middle:.0f} ms; the first five {first:.0f} ms, the last five {last:.0f} ms")


if __name__ == "__main__":
    main()
