"""People within a radius: the demand field against buffer, union and overlay, and how its time grows.

    python -m benchmarks.distance_field --full           the field against the overlay, side by side
    python -m benchmarks.distance_field --growth         time against demand points and centres
    python -m benchmarks.distance_field --growth --plot docs/images/distance_field.svg

Centres are made up. "plain" is buffer, union_all and geopandas.overlay in one piece, as one writes it; "best" cuts the
union into its parts first, which lets the spatial index work. All share out a district's people by area.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
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
from analysis.field.subdistricts import subdistrict_points
from analysis.measures import QUICK_MEASURES
from benchmarks.figures import Figure, show
from benchmarks.plot import Line, Panel, svg
from benchmarks.process import in_turn
from geodata.areas import areas
from geodata.codes import Level
from geodata.crs import METRIC, WGS84
from geodata.layers import read_layer
from registry.population import read_district_population, read_subdistrict_population
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


def overlay(districts: gpd.GeoDataFrame, centres: gpd.GeoSeries, radius_km: float, *, parts: bool) -> object:
    union = centres.to_crs(METRIC).buffer(radius_km * 1000).union_all()
    discs = gpd.GeoDataFrame(geometry=[union], crs=METRIC)
    inside = gpd.overlay(districts, discs.explode() if parts else discs, how="intersection")
    return inside.area.groupby(inside["admin_code"]).sum() / districts.set_index("admin_code").area


def figures(*, full: bool = False, rounds: int = 3) -> Iterator[Figure]:
    """Yield the processor time of the field and of the overlay, of each number of centres and radius, then what is around it."""
    points = demand_points()
    districts = read_layer(Level.DISTRICT)[["geometry"]].to_crs(METRIC).reset_index()
    for count in COUNTS if full else (1_000,):
        for radius in RADII_KM if full else (2, 5):
            yield from _side_by_side(points, districts, count, radius, rounds)
    yield from around(rounds)


def _side_by_side(
    points: DemandPoints, districts: gpd.GeoDataFrame, count: int, radius: float, rounds: int
) -> Iterator[Figure]:
    lon, lat = made_up_centres(count)
    centres = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=WGS84)
    reach = Reach(points, distance_field(points, lon, lat))
    reach.within(1, Level.DISTRICT)
    taken = in_turn(
        {
            "field, first answer": lambda: Reach(points, distance_field(points, lon, lat)).within(
                radius, Level.DISTRICT
            ),
            "field, a further radius": lambda: reach.within(radius, Level.DISTRICT),
            "overlay, plain": lambda: overlay(districts, centres, radius, parts=False),
            "overlay, best": lambda: overlay(districts, centres, radius, parts=True),
        },
        rounds,
    )
    case = f"{count:,} centres, {radius} km"
    others = tuple(f"{case}, {name}" for name in taken if name.startswith("overlay"))
    for name, (_, processor) in taken.items():
        against = () if name.startswith("overlay") else others
        yield Figure(f"{case}, {name}", tuple(1000 * one for one in processor), "ms", against)


def around(rounds: int) -> Iterator[Figure]:
    """Yield what is around the field: memory, the making of the points, other questions of it, tables."""
    people, subdistricts = read_district_population()["population"], read_subdistrict_population()
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
    another = "table of 928 districts, another filter"
    taken = in_turn(
        {
            "points spread evenly": lambda: lattice_points(people, year_ce=2025),
            "points by subdistrict": lambda: subdistrict_points(people, subdistricts, year_ce=2025),
            "one centre more": lambda: with_one_more(km, points, 100.5, 13.7),
            "mean distance": lambda: reach.mean_km(Level.DISTRICT),
            "bands": lambda: reach.bands(Level.DISTRICT),
            "quantile of 90": lambda: reach.quantile_km(Level.DISTRICT, 0.9),
            another: lambda: table(next(sets), 10.0, QUICK_MEASURES),
            "table of 928 districts, another radius": lambda: table(("tk-park",), float(next(radii)), map_measures),
        },
        2 * rounds,
    )
    yield Figure("points and distances", ((points.nbytes + km.nbytes) / 1e6,), "MB")
    against = {"table of 928 districts, another radius": another, "points by subdistrict": "points spread evenly"}
    for name, (_, processor) in taken.items():
        held = (against[name],) if name in against else ()
        yield Figure(name, tuple(1000 * one for one in processor), "ms", held)


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
    first, again = (1000 * statistics.median(processor) for _, processor in in_turn(works, rounds).values())
    return len(points), first, again


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="every number of centres and radius")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--plot", type=Path, metavar="SVG")
    chosen = parser.parse_args()
    if chosen.growth:
        panels = growth(chosen.rounds)
        if chosen.plot:
            chosen.plot.write_text(svg(panels), encoding="utf-8")
        return
    show(figures(full=chosen.full, rounds=chosen.rounds))


if __name__ == "__main__":
    main()
