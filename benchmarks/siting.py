"""How long the best sites take, proven or with the gap said.

    python -m benchmarks.siting --people district --distances --seconds 20 --plot docs/images/siting.svg

Nobody has a centre yet; every point is a candidate. --people tambon takes all subdistricts, --distances p-median and p-center too.

    python -m benchmarks.siting --against spopt

solves the cases of the districts (MCLP, LSCP) by spopt too, with its default solver, where that is installed (pip install spopt): both in one
run, one after the other, from the same points; spopt is handed its matrix of distances ready made, which is not counted.
"""

from __future__ import annotations

import argparse
import os
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.siting.demand import demand_units
from analysis.siting.problem import Objective, SitingProblem
from analysis.siting.search import best_sites
from benchmarks.plot import Line, Panel, svg
from geodata.codes import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

SITES = (1, 5, 20)
RADII_KM = (10, 20, 40)
BASELINE_SECONDS = 120
"""How long the solver of the baseline may search in each case."""


def problem(people: str, objective: Objective, sites: int | None, radius_km: float) -> SitingProblem:
    units = demand_units(Level.DISTRICT if people == "district" else None)
    lon, lat = units["longitude"].to_numpy(), units["latitude"].to_numpy()
    far = np.full(len(units), np.inf, dtype=np.float32)
    return SitingProblem(objective, float(radius_km), units["people"].to_numpy(), lon, lat, far, lon, lat, sites)


def measured(people: str, objective: Objective, sites: int | None, radius_km: float, seconds: float) -> float:
    """Print what a case takes; return its processor time in ms."""
    posed = problem(people, objective, sites, radius_km)
    begun, used = time.perf_counter(), time.process_time()
    first: list[float] = []
    best = best_sites(posed, seconds=seconds, watch=lambda _: first.append(time.perf_counter() - begun))
    took, used = time.perf_counter() - begun, time.process_time() - used
    label = "proven" if best.proven else f"gap {best.gap:.2%}"
    radius = radius_km if objective in (Objective.MCLP, Objective.LSCP) else "–"
    print(
        f"| {objective} | {sites or 'as needed'} | {radius} | {first[0] * 1000:.0f} ms | {took:.2f} s | {used:.2f} s "
        f"| {label} |",
        flush=True,
    )
    return used * 1000


def seconds_used() -> float:
    """Return the processor time of this process and those it has waited for, in seconds."""
    return sum(os.times()[:4])


def by_spopt(posed: SitingProblem, km: np.ndarray[Any, np.dtype[np.float32]]) -> float:
    """Return the value that spopt finds for an MCLP or LSCP in which nobody has a centre yet."""
    locate, pulp = import_module("spopt.locate"), import_module("pulp")
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=BASELINE_SECONDS)
    if posed.objective is Objective.MCLP:
        model = locate.MCLP.from_cost_matrix(km, posed.people, posed.radius_km, p_facilities=posed.sites).solve(solver)
        return float(model.problem.objective.value())
    model = locate.LSCP.from_cost_matrix(km, posed.radius_km).solve(solver)
    return float(model.problem.objective.value())


def against_spopt(seconds: float) -> None:
    if find_spec("spopt") is None:
        message = "spopt is not installed: pip install spopt"
        raise SystemExit(message)
    km = problem("district", Objective.MCLP, 1, 10).km()
    print(
        "| objective | sites | radius (km) | spopt, s | ours, s | times faster | values agree |\n|---|---|---|---|---|---|---|"
    )
    cases = [(Objective.MCLP, count, radius) for radius in RADII_KM for count in SITES]
    for objective, sites, radius in [*cases, (Objective.LSCP, None, 20)]:
        posed = problem("district", objective, sites, radius)
        begun = seconds_used()
        best = best_sites(posed, seconds=seconds)
        ours, begun = seconds_used() - begun, seconds_used()
        value = by_spopt(posed, km)
        theirs = seconds_used() - begun
        agree = "yes" if round(value) == round(best.value) else f"{value:,.0f} and {best.value:,.0f}"
        agree += "" if best.proven else f" (ours with a gap of {best.gap:.2%})"
        print(
            f"| {objective} | {sites or 'as needed'} | {radius} | {theirs:.1f} | {ours:.2f} | {theirs / ours:.1f} | {agree} |",
            flush=True,
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", choices=["district", "tambon"], default="district")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--distances", action="store_true", help="p-median and p-center too")
    options.add_argument("--plot", type=Path)
    options.add_argument("--against", choices=["spopt"])
    chosen = options.parse_args()
    if chosen.against:
        against_spopt(chosen.seconds)
        return
    demand_units(Level.DISTRICT if chosen.people == "district" else None)
    print("| objective | sites | radius (km) | first answer | end | processor | |\n|---|---|---|---|---|---|---|")

    def line(objective: Objective, counts: Iterable[int], radius: float, label: str) -> Line:
        times = tuple((count, measured(chosen.people, objective, count, radius, chosen.seconds)) for count in counts)
        return Line(label, times)

    panels = [Panel("MCLP, to the proof", "sites", tuple(line(Objective.MCLP, SITES, r, f"{r} km") for r in RADII_KM))]
    measured(chosen.people, Objective.LSCP, None, 20, chosen.seconds)
    if chosen.distances:
        median = line(Objective.PMEDIAN, range(1, 21) if chosen.people == "district" else SITES, 10, "p-median")
        center = line(
            Objective.PCENTER, (1, 3, 5, 10, 15, 20) if chosen.people == "district" else SITES, 10, "p-center"
        )
        panels.append(Panel("Distances, to the proof or 20 s", "sites", (median, center)))
    if chosen.plot:
        chosen.plot.write_text(svg(panels), encoding="utf-8")


if __name__ == "__main__":
    main()
