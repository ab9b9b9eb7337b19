"""How long the best sites take, proven or with the gap said.

    python -m benchmarks.siting --people district --seconds 20 --plot docs/images/siting.svg

Nobody has a centre yet; every point is a candidate. --people tambon takes all subdistricts.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from analysis.siting.demand import demand_units
from analysis.siting.problem import Objective, SitingProblem
from analysis.siting.search import best_sites
from benchmarks.loglog import Line, Panel, svg
from geodata.codes import Level

SITES = (1, 5, 20)
RADII_KM = (10, 20, 40)


def problem(people: str, objective: Objective, sites: int | None, radius_km: float) -> SitingProblem:
    units = demand_units(Level.DISTRICT if people == "district" else None)
    lon, lat = units["longitude"].to_numpy(), units["latitude"].to_numpy()
    far = np.full(len(units), np.inf, dtype=np.float32)
    return SitingProblem(objective, float(radius_km), units["people"].to_numpy(), lon, lat, far, lon, lat, sites)


def measured(people: str, objective: Objective, sites: int | None, radius_km: float, seconds: float) -> float:
    begun = time.perf_counter()
    first: list[float] = []
    best = best_sites(
        problem(people, objective, sites, radius_km),
        seconds=seconds,
        watch=lambda _: first.append(time.perf_counter() - begun),
    )
    took = time.perf_counter() - begun
    label = "proven" if best.proven else f"gap {best.gap:.2%}"
    print(
        f"| {objective} | {sites or 'as needed'} | {radius_km} | {first[0] * 1000:.0f} ms | {took:.2f} s | {label} |",
        flush=True,
    )
    return took * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", choices=["district", "tambon"], default="district")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--plot", type=Path)
    chosen = options.parse_args()
    demand_units(Level.DISTRICT if chosen.people == "district" else None)
    print("| objective | sites | radius (km) | first answer | end | |\n|---|---|---|---|---|---|")
    lines = [
        Line(
            f"{radius} km",
            tuple((p, measured(chosen.people, Objective.MCLP, p, radius, chosen.seconds)) for p in SITES),
        )
        for radius in RADII_KM
    ]
    measured(chosen.people, Objective.LSCP, None, 20, chosen.seconds)
    for objective in (Objective.PMEDIAN, Objective.PCENTER):
        measured(chosen.people, objective, 5, 10, chosen.seconds)
    if chosen.plot:
        chosen.plot.write_text(svg([Panel("MCLP, to the proof", "sites", tuple(lines))]), encoding="utf-8")


if __name__ == "__main__":
    main()
