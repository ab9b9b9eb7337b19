"""How well the demand points say where people live, against the true boundaries of the subdistricts.

    python -m benchmarks.demand_spread FILE [--record tests/data/shares_by_true_boundaries.csv]

FILE holds the areas of the subdistricts (column subdistrict_code, any format GeoPandas reads). One library stands at the
point of the largest subdistrict of every district; compared is the share of people within some radii of one. What the
true boundaries say of each district within 5 km is recorded for the tests, which have no boundaries.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from analysis.field.cache import demand_points
from analysis.field.distances import distance_field
from analysis.field.lattice import lattice_cells
from analysis.field.points import Demand, points_of
from analysis.field.reach import Reach
from geodata.codes import Level
from geodata.crs import geometries_to_metric, to_wgs84
from registry.population import read_district_population, read_subdistrict_population

RADII_KM = (2, 5, 10)
RECORDED_KM = 5
SPACING_M, LEAST_POINTS = 700.0, 60


def true_points(file):
    """Return the people of 2025, shared as in 2021, on a lattice inside each subdistrict's own boundary."""
    layer = gpd.read_parquet(file) if file.suffix == ".parquet" else gpd.read_file(file)
    table = read_subdistrict_population()
    people = read_district_population()["population"]
    layer = layer[layer["subdistrict_code"].isin(table.index)]
    shapes = geometries_to_metric(layer.geometry.to_numpy())
    shapely.prepare(shapes)
    cells = [lattice_cells(shape, SPACING_M, LEAST_POINTS) for shape in shapes]
    counts = np.array([len(points) for points in cells])
    rows = table.loc[layer["subdistrict_code"]]
    counted = table.groupby("district_code")["population_2021"].sum()
    share = rows["population_2021"].to_numpy() / counted.loc[rows["district_code"]].to_numpy()
    share = share * people.loc[rows["district_code"]].to_numpy()
    longitude, latitude = to_wgs84(*np.concatenate(cells).T)
    district = np.repeat(people.index.get_indexer(rows["district_code"]), counts)
    points = points_of(people.index, district, longitude, latitude, np.repeat(share / counts, counts))
    return replace(points, title="true boundaries")


def shares_within(points, radius_km):
    """Return the share of each district's people within a radius of the libraries, and that of the country's."""
    largest = read_subdistrict_population().dropna().sort_values("population_2021").groupby("district_code").tail(1)
    reach = Reach(points, distance_field(points, largest["longitude"].to_numpy(), largest["latitude"].to_numpy()))
    return reach.within(radius_km, Level.DISTRICT)["share"], reach.within(radius_km, Level.COUNTRY)["share"].iloc[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--record", type=Path, help="where the shares of the districts within 5 km are written")
    arguments = parser.parse_args()
    truth = true_points(arguments.file)
    if arguments.record:
        shares_within(truth, RECORDED_KM)[0].round(4).to_csv(arguments.record, lineterminator="\n")
    spreads = {}
    for demand in (Demand.EVEN, Demand.SUBDISTRICT):
        start = time.process_time()
        spreads[demand] = demand_points(demand)
        print(f"{demand}: {len(spreads[demand]):,} points, {time.process_time() - start:.1f} s of processor time")
    print("| radius | even | subdistricts | true | mean error of a district, even | subdistricts |")
    for radius_km in RADII_KM:
        true_share, true_all = shares_within(truth, radius_km)
        shares_by_demand = {demand: shares_within(points, radius_km) for demand, points in spreads.items()}
        in_all = [f"{100 * shares_by_demand[demand][1]:.1f} %" for demand in spreads]
        error = [f"{100 * (shares_by_demand[demand][0] - true_share).abs().mean():.1f}" for demand in spreads]
        print(f"| {radius_km} km | {' | '.join(in_all)} | {100 * true_all:.1f} % | {' | '.join(error)} |")


if __name__ == "__main__":
    main()
