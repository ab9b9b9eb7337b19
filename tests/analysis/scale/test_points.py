"""People at points in partitions: the same answer as in one piece, to the last bit, on a cluster of two workers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

from analysis.commands import main
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field
from analysis.field.points import points_of
from analysis.field.reach import Reach
from analysis.scale.errors import PointsError
from analysis.scale.partition import NOWHERE, sums_of, table_of
from analysis.scale.points import cluster, people_reached, read_points, sort_points
from geodata.areas import areas
from geodata.assign import assign_districts
from geodata.codes import Level

RADII_KM = (2.0, 5.0)
CENTRES = (np.array([100.5, 98.98, 100.4]), np.array([13.75, 18.79, 7.01]))


@pytest.fixture(scope="module")
def households() -> pd.DataFrame:
    """20,000 households near where people live, and some in the sea and abroad."""
    draw = np.random.default_rng(20261127)
    homes = demand_points()
    which = draw.choice(len(homes), 20_000, p=homes.people / homes.people.sum())
    away = draw.normal(0, 0.003, (2, len(which)))
    longitude, latitude = homes.longitude[which] + away[0], homes.latitude[which] + away[1]
    longitude[:20], latitude[:20] = 95.0, 8.0
    return pd.DataFrame({"longitude": longitude, "latitude": latitude, "people": draw.integers(0, 7, len(which))})


@pytest.fixture(scope="module")
def in_one_piece(households) -> pd.DataFrame:
    sums = sums_of(households, *CENTRES, radii_km=RADII_KM, level=Level.DISTRICT)
    return table_of(sums, RADII_KM, Level.DISTRICT)


def test_sums_are_those_of_the_measures_of_the_app(households, in_one_piece):
    by_district = in_one_piece.drop(index=NOWHERE)
    assert in_one_piece.loc[NOWHERE, "points"] >= 20
    assert in_one_piece["points"].sum() == len(households)
    assert in_one_piece["people"].sum() == households["people"].sum()
    codes = areas(Level.DISTRICT).index
    there = sums_of(households, *CENTRES, radii_km=RADII_KM, level=Level.DISTRICT).index
    inside = households.iloc[20:]
    at = codes.get_indexer(assign_districts(inside["longitude"], inside["latitude"])["district_code"])
    located = inside[at >= 0]
    points = points_of(codes, at[at >= 0], located["longitude"], located["latitude"], located["people"])
    reach = Reach(points, distance_field(points, *CENTRES))
    for radius_km in RADII_KM:
        expected = reach.within(radius_km, Level.DISTRICT)["people_within"]
        pd.testing.assert_series_equal(by_district[f"people_within_{radius_km:g}"], expected, check_names=False)
    mean = reach.mean_km(Level.DISTRICT)
    assert set(there) - {NOWHERE} == set(codes[np.bincount(at[at >= 0], minlength=len(codes)) > 0])
    assert np.nanmax(np.abs(by_district["mean_distance_km"] - mean)) < 0.001  # whole metres


# Dask itself calls pandas with a keyword that pandas means to drop.
@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_partitions_on_two_workers_come_to_the_same_to_the_last_bit(tmp_path, households, in_one_piece):
    file, folder = tmp_path / "households.parquet", tmp_path / "in-order"
    households.to_parquet(file, row_group_size=3_000)

    def count():
        with cluster(workers=2):
            points = read_points(file)
            assert points.npartitions == 7
            as_read = people_reached(points, *CENTRES, radii_km=RADII_KM)
            assert sort_points(file, folder, partition_rows=4_000) == 5
            in_order = read_points(folder)
            with pytest.raises(PointsError, match="is there already"):
                sort_points(file, folder)
            return as_read, in_order, people_reached(in_order, *CENTRES, radii_km=RADII_KM)

    # In a thread of its own: a browser's tests leave a loop running in this one.
    with ThreadPoolExecutor() as threads:
        as_read, in_order, sorted_too = threads.submit(count).result()
    pd.testing.assert_frame_equal(as_read, in_one_piece, check_exact=True)
    pd.testing.assert_frame_equal(sorted_too, in_one_piece, check_exact=True)
    parts = [part.compute(scheduler="synchronous") for part in in_order.partitions]
    assert sum(map(len, parts)) == len(households)
    # Near in space is near in the file: a partition touches a part of the country.
    widths = [part["longitude"].quantile(0.9) - part["longitude"].quantile(0.1) for part in parts]
    whole = households["longitude"].quantile(0.9) - households["longitude"].quantile(0.1)
    assert np.median(widths) < 0.8 * whole


def test_what_is_wrong_is_said(tmp_path, households, capsys):
    folder = tmp_path / "points"
    folder.mkdir()
    households.rename(columns={"people": "persons"}).to_parquet(folder / "a.parquet")
    with pytest.raises(PointsError, match="no column people"):
        read_points(folder)
    (tmp_path / "text.parquet").write_text("no parquet", encoding="utf-8")
    with pytest.raises(PointsError, match="cannot be read"):
        read_points(tmp_path / "text.parquet")
    with pytest.raises(PointsError, match="Install them"):
        people_reached(read_points_of(tmp_path, households), *CENTRES, radii_km=RADII_KM, level=Level.SUBDISTRICT)
    assert main(["points", "reach", str(folder), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "No scheduler answers" in capsys.readouterr().err


def read_points_of(folder, households):
    file = folder / "right.parquet"
    households.to_parquet(file)
    return read_points(file)
