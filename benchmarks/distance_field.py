"""People within a radius: the demand field against buffer, union and overlay, and how its time grows.

    python -m benchmarks.distance_field                  the field against the overlay, side by side
    python -m benchmarks.distance_field --growth         time against demand points and centres
    python -m benchmarks.distance_field --growth --plot docs/images/distance_field.svg

Centres are made up. "plain" is buffer, union_all and geopandas.overlay in one piece, as one writes it; "best" cuts the
union into its parts first, which lets the spatial index work. All share out a district's people by area.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np

from analysis.ages import people_of
from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field, with_one_more
from analysis.field.lattice import lattice_points
from analysis.field.points import DemandPoints
from analysis.field.reach import Reach
from analysis.measures import QUICK_MEASURES
from benchmarks.plot import Line, Panel, svg
from geodata.areas import areas
from geodata.codes import Level
from geodata.crs import METRIC, WGS84
from geodata.layers import read_layer
from registry.store import Register

COUNTS = (100, 1_000, 10_000)
RADII_KM = (2, 5, 10, 25)
SPACINGS_M = (2_300, 1_000, 720, 400, 227)  # about 10⁵, 5·10⁵, 10⁶, 3·10⁶ and 10⁷ points
MANY = (100, 1_000, 10_000, 100_000)


def made_up_centres(count: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(20260101)
    table = areas(Level.DISTRICT)
    chosen = random.integers(0, len(table), count)
    return (
        table["longitude"].to_numpy()[chosen] + random.normal(0, 0.03, count),
        table["latitude"].to_numpy()[chosen] + random.normal(0, 0.03, count),
    )


def ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of some work in milliseconds of the clock."""
    return medians({"": work}, rounds)[""][0]


def medians(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """Return the median time of several works in milliseconds, of the clock and of the processors.

    They take turns, so that all meet the same machine; processor time hardly feels what else it is doing.
    """
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            clock, processor = time.perf_counter(), time.process_time()
            work()
            taken[name].append((1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)))
    return {
        name: tuple(statistics.median(column) for column in zip(*times, strict=True)) for name, times in taken.items()
    }


def overlay(districts: gpd.GeoDataFrame, centres: gpd.GeoSeries, radius_km: float, *, parts: bool) -> object:
    union = centres.to_crs(METRIC).buffer(radius_km * 1000).union_all()
    discs = gpd.GeoDataFrame(geometry=[union], crs=METRIC)
    inside = gpd.overlay(districts, discs.explode() if parts else discs, how="intersection")
    return inside.area.groupby(inside["admin_code"]).sum() / districts.set_index("admin_code").area


def compare(rounds: int) -> list[dict[str, object]]:
    """Print the field against the overlay for every number of centres and radius."""
    points = demand_points()
    districts = read_layer(Level.DISTRICT)[["geometry"]].to_crs(METRIC).reset_index()
    rows = []
    print("ms of the clock / of the processors; then how many times the field is faster")
    for count in COUNTS:
        for radius in RADII_KM:
            row = _compared(points, districts, count, radius, rounds)
            rows.append({"centres": count, "radius_km": radius, **row})
            texts = [f"{name} {clock:.1f}/{processor:.1f}" for name, (clock, processor) in row.items()]
            for part, words in (("field", "first answer"), ("again", "each further radius")):
                for whole in ("plain", "best"):
                    clock, processor = (over / under for over, under in zip(row[whole], row[part], strict=True))
                    texts.append(f"{words} over {whole} {clock:.1f}/{processor:.1f}")
            print(f"{count:,} centres, {radius} km: " + "; ".join(texts), flush=True)
    return rows


def _compared(
    points: DemandPoints, districts: gpd.GeoDataFrame, count: int, radius: float, rounds: int
) -> dict[str, tuple[float, float]]:
    lon, lat = made_up_centres(count)
    centres = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=WGS84)
    reach = Reach(points, distance_field(points, lon, lat))
    reach.within(1, Level.DISTRICT)
    works = {
        "field": lambda: Reach(points, distance_field(points, lon, lat)).within(radius, Level.DISTRICT),
        "again": lambda: reach.within(radius, Level.DISTRICT),
        "plain": lambda: overlay(districts, centres, radius, parts=False),
        "best": lambda: overlay(districts, centres, radius, parts=True),
    }
    return medians(works, rounds)


def around(rounds: int) -> dict[str, float]:
    """Print what else the field costs: building it, its memory, one centre more, a table for the map."""
    people = people_of(Level.DISTRICT)
    points = demand_points()
    lon, lat = made_up_centres(1_000)
    km = distance_field(points, lon, lat)
    reach = Reach(points, km)
    tables = Register.in_memory().tables()
    radii, sets = iter(np.linspace(1, 49, 1000)), iter([("tk-park",), ("public-library",), ("relearning",)] * 500)

    def table(programmes: tuple[str, ...], radius: float, measures: tuple[str, ...]) -> object:
        return coverage(
            Level.DISTRICT, CentreFilter(programmes=programmes), tables, radius_km=radius, measures=measures
        )

    map_measures = (*QUICK_MEASURES, "population_within_km", "people_beyond_km")
    figures = {
        "points": len(points),
        "megabytes": (points.nbytes + km.nbytes) / 1e6,
        "build_ms": ms(lambda: lattice_points(people, year_ce=2025), rounds),
        "one_more_ms": ms(lambda: with_one_more(km, points, 100.5, 13.7), 5 * rounds),
        "mean_ms": ms(lambda: reach.mean_km(Level.DISTRICT), 5 * rounds),
        "bands_ms": ms(lambda: reach.bands(Level.DISTRICT), 5 * rounds),
        "p90_ms": ms(lambda: reach.quantile_km(Level.DISTRICT, 0.9), 5 * rounds),
        "table_other_radius_ms": ms(lambda: table(("tk-park",), float(next(radii)), map_measures), 5 * rounds),
        "table_other_filter_ms": ms(lambda: table(next(sets), 10.0, QUICK_MEASURES), 5 * rounds),
    }
    for name, value in figures.items():
        print(f"{name:>24} {value:,.2f}")
    return figures


def growth(rounds: int) -> list[Panel]:
    """Print and return how the processor time grows with demand points and with centres."""
    people = people_of(Level.DISTRICT)
    lon, lat = made_up_centres(1_000)
    by_points: list[tuple[int, float, float]] = []
    for spacing in SPACINGS_M:
        points = lattice_points(people, year_ce=2025, spacing_m=spacing, least_points=1 if spacing > 1_000 else 200)
        by_points.append(_growth_row(points, lon, lat, rounds))
        print(
            f"{by_points[-1][0]:,} points: field {by_points[-1][1]:.0f} ms, further radius {by_points[-1][2]:.2f} ms",
            flush=True,
        )
    points = demand_points()
    by_centres = []
    for count in MANY:
        _, first, again = _growth_row(points, *made_up_centres(count), rounds)
        by_centres.append((count, first, again))
        print(f"{count:,} centres: field {first:.0f} ms, further radius {again:.2f} ms", flush=True)
    panels = [
        Panel(title, across, (
            Line("first answer", tuple((size, first) for size, first, _ in rows)),
            Line("each further radius", tuple((size, again) for size, _, again in rows)),
        ))
        for title, across, rows in (
            ("1,000 centres", "demand points", by_points),
            (f"{len(points):,} demand points", "centres", by_centres),
        )
    ]  # fmt: skip
    for panel in panels:
        for line in panel.lines:
            print(f"{panel.title}, {line.name}: slope {line.slope:.2f}")
    return panels


def _growth_row(points: DemandPoints, lon: np.ndarray, lat: np.ndarray, rounds: int) -> tuple[int, float, float]:
    """Return the size of the field, and processor time in ms of the first answer and of a further radius."""
    reach = Reach(points, distance_field(points, lon, lat))
    works = {
        "first": lambda: Reach(points, distance_field(points, lon, lat)).within(5, Level.DISTRICT),
        "again": lambda: reach.within(5, Level.DISTRICT),
    }
    times = medians(works, rounds)
    return len(points), times["first"][1], times["again"][1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--plot", type=Path, metavar="SVG")
    parser.add_argument("--out", type=Path, metavar="JSON")
    chosen = parser.parse_args()
    if chosen.growth:
        panels = growth(chosen.rounds)
        if chosen.plot:
            chosen.plot.write_text(svg(panels), encoding="utf-8")
        return
    results = {"compared": compare(chosen.rounds), "around": around(chosen.rounds)}
    if chosen.out:
        chosen.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
