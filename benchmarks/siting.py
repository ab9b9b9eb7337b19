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
from benchmarks.figures import Figure, show
from benchmarks.plot import Line, Panel, svg
from geodata.codes import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SITES = (1, 5, 20)
RADII_KM = (10, 20, 40)
BASELINE_SECONDS = 120
"""How long the solver of the baseline may search in each case."""


def problem(people: str, objective: Objective, sites: int | None, radius_km: float) -> SitingProblem:
    units = demand_units(Level.DISTRICT if people == "district" else None)
    lon, lat = units["longitude"].to_numpy(), units["latitude"].to_numpy()
    far = np.full(len(units), np.inf, dtype=np.float32)
    return SitingProblem(objective, float(radius_km), units["people"].to_numpy(), lon, lat, far, lon, lat, sites)


def case_of(people: str, objective: Objective, sites: int | None, radius_km: float) -> str:
    radius = f", {radius_km} km" if objective in (Objective.MCLP, Objective.LSCP) else ""
    return f"{people}, {objective}, {sites or 'as many as needed'}{radius}"


def measured(
    people: str, objective: Objective, sites: int | None, radius_km: float, seconds: float
) -> Iterator[Figure]:
    """Yield the processor time, the time of the first answer, and a gap that is left of a case."""
    posed = problem(people, objective, sites, radius_km)
    begun, used = time.perf_counter(), seconds_used()
    first: list[float] = []
    best = best_sites(posed, seconds=seconds, watch=lambda _: first.append(time.perf_counter() - begun))
    case = case_of(people, objective, sites, radius_km)
    yield Figure(case, (seconds_used() - used,), "s")
    yield Figure(f"{case}, first answer by the clock", (1000 * first[0],), "ms")
    if not best.proven:
        yield Figure(f"{case}, gap left", (100 * best.gap,), "%")


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


def against_spopt(seconds: float, *, full: bool = True) -> Iterator[Figure]:
    """Yield the processor time of ours and of spopt in the cases of the districts, where it is installed.

    Raises
    ------
    ValueError
        The values differ by a person.

    """
    if find_spec("spopt") is None:
        return
    km = problem("district", Objective.MCLP, 1, 10).km()
    cases = [(Objective.MCLP, count, radius) for radius in RADII_KM for count in SITES]
    some = [(Objective.MCLP, 5, 20)]
    for objective, sites, radius in [*(cases if full else some), (Objective.LSCP, None, 20)]:
        posed = problem("district", objective, sites, radius)
        begun = seconds_used()
        best = best_sites(posed, seconds=seconds)
        ours, begun = seconds_used() - begun, seconds_used()
        value = by_spopt(posed, km)
        theirs = seconds_used() - begun
        case = case_of("district", objective, sites, radius)
        if best.proven and round(value) != round(best.value):
            message = f"{case}: spopt finds {value:,.0f}, ours {best.value:,.0f}"
            raise ValueError(message)
        yield Figure(f"{case}, beside spopt", (ours,), "s", (f"{case}, spopt",))
        yield Figure(f"{case}, spopt", (theirs,), "s")


def figures(
    *, full: bool = False, people: Sequence[str] = (), seconds: float = 20.0, distances: bool = True
) -> Iterator[Figure]:
    """Yield the figures of each case of each kind of people; then some or all beside spopt where it is installed."""
    kinds = people or (("district", "tambon") if full else ("district",))
    for kind in kinds:
        demand_units(Level.DISTRICT if kind == "district" else None)
        cases = [(Objective.MCLP, sites, radius) for radius in RADII_KM for sites in SITES]
        cases.append((Objective.LSCP, None, 20))
        if distances:
            few = SITES if kind == "tambon" or not full else None
            cases += [(Objective.PMEDIAN, sites, 10) for sites in few or range(1, 21)]
            cases += [(Objective.PCENTER, sites, 10) for sites in few or (1, 3, 5, 10, 15, 20)]
        for objective, sites, radius in cases:
            yield from measured(kind, objective, sites, radius, seconds)
    if "district" in kinds:
        yield from against_spopt(10, full=full)


def plot_of(rows: Iterable[Figure], people: str) -> str:
    """Return the times of a run in full as a drawing."""
    ms = {one.name: 1000 * one.values[0] for one in rows}

    def line(objective: Objective, radius: float, label: str) -> Line:
        cases = ((sites, case_of(people, objective, sites, radius)) for sites in range(1, 21))
        return Line(label, tuple((sites, ms[case]) for sites, case in cases if case in ms))

    panels = [Panel("MCLP, to the proof", "sites", tuple(line(Objective.MCLP, r, f"{r} km") for r in RADII_KM))]
    lines = (line(Objective.PMEDIAN, 10, "p-median"), line(Objective.PCENTER, 10, "p-center"))
    if all(one.pairs for one in lines):
        panels.append(Panel("Distances, to the proof or 20 s", "sites", lines))
    return svg(panels)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", choices=["district", "tambon"], default="district")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--distances", action="store_true", help="p-median and p-center too")
    options.add_argument("--full", action="store_true", help="every number of sites up to 20")
    options.add_argument("--plot", type=Path)
    options.add_argument("--against", choices=["spopt"])
    chosen = options.parse_args()
    if chosen.against:
        show(against_spopt(chosen.seconds))
        return
    rows = list(figures(full=chosen.full, people=[chosen.people], seconds=chosen.seconds, distances=chosen.distances))
    show(rows)
    if chosen.plot:
        chosen.plot.write_text(plot_of(rows, chosen.people), encoding="utf-8")


if __name__ == "__main__":
    main()
