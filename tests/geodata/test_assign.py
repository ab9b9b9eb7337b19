from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.areas import areas
from geodata.assign import MATCHES, assign_districts, point_to_area_m
from geodata.codes import Level
from geodata.layers import read_layer

METRES_PER_DEGREE_NORTH = 110_600.0


def assign_one(squares, longitude, latitude, tolerance_m=0.0):
    return assign_districts([longitude], [latitude], offshore_tolerance_m=tolerance_m, districts=squares).iloc[0]


def test_inside(squares):
    found = assign_one(squares, 100.5, 13.5)
    assert found.tolist() == ["1401", "14", "inside", 0.0]


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [(101, 13.5, "1401"), (101, 14.5, "3001"), (100.5, 14, "1401"), (101, 14, "1401")],
)
def test_on_a_shared_border_the_lowest_code_wins(squares, longitude, latitude, code):
    found = assign_one(squares, longitude, latitude)
    assert (found["district_code"], found["match"]) == (code, "border")


def test_the_order_of_the_layer_does_not_matter(squares):
    for layer in (squares, squares.iloc[::-1]):
        assert assign_one(layer, 101, 14)["district_code"] == "1401"


def test_on_the_outer_edge_is_inside(squares):
    assert assign_one(squares, 100, 13.5)["match"] == "inside"


def test_offshore_within_the_tolerance_is_flagged(squares):
    # Beside a corner: along a whole degree the straight edge of the metric system and the parallel part by 50 m.
    found = assign_one(squares, 100.01, 13 - 0.01, tolerance_m=1500)
    assert (found["district_code"], found["match"]) == ("1401", "nearest")
    assert found["distance_m"] == pytest.approx(0.01 * METRES_PER_DEGREE_NORTH, rel=0.01)


def test_offshore_beyond_the_tolerance_is_none(squares):
    found = assign_one(squares, 100.5, 13 - 0.02, tolerance_m=1500)
    assert found["district_code"] is None
    assert found["province_code"] is None
    assert found["match"] == "none"
    assert math.isnan(found["distance_m"])


def test_no_tolerance_no_nearest(squares):
    assert assign_one(squares, 100.5, 12.9999, tolerance_m=0)["match"] == "none"


def test_equally_near_the_lowest_code_wins(squares):
    south = squares.loc[["1402", "1401"]]
    assert assign_one(south, 101, 12.99, tolerance_m=5000)["district_code"] == "1401"


@pytest.mark.parametrize("point", [(np.nan, 13.5), (100.5, np.nan), (np.inf, 13.5), (181, 13.5), (13.5, 100.5)])
def test_what_is_no_point(squares, point):
    found = assign_one(squares, *point, tolerance_m=1e6)
    assert (found["district_code"], found["match"]) == (None, "no_point")


def test_wrong_calls_are_value_errors(squares):
    with pytest.raises(ValueError, match="2 longitudes but 1"):
        assign_districts([100, 101], [13], districts=squares)
    with pytest.raises(ValueError, match="offshore_tolerance_m=-1"):
        assign_districts([100], [13], districts=squares, offshore_tolerance_m=-1)
    with pytest.raises(ValueError, match="1 points but 2 codes"):
        point_to_area_m([100], [13], ["1001", "1002"])


def test_no_points_no_rows(squares):
    found = assign_districts([], [], districts=squares)
    assert found.shape == (0, 4)


coordinates = st.tuples(
    st.one_of(st.floats(allow_nan=True), st.floats(99.5, 102.5), st.sampled_from([100.0, 101.0, 102.0])),
    st.one_of(st.floats(allow_nan=True), st.floats(12.5, 15.5), st.sampled_from([13.0, 14.0, 15.0])),
)
SQUARES = {"1401": (100, 13), "1402": (101, 13), "3001": (100, 14), "3002": (101, 14)}


@settings(deadline=None, max_examples=60)
@given(points=st.lists(coordinates, max_size=40), tolerance_m=st.floats(0, 50_000))
def test_one_row_out_per_row_in_and_each_says_the_truth(points, tolerance_m):
    layer = gpd.GeoDataFrame(
        geometry=[shapely.box(x, y, x + 1, y + 1) for x, y in SQUARES.values()], index=list(SQUARES), crs="EPSG:4326"
    )
    lon, lat = [p[0] for p in points], [p[1] for p in points]
    found = assign_districts(lon, lat, offshore_tolerance_m=tolerance_m, districts=layer)
    assert len(found) == len(points)
    assert set(found["match"]) <= set(MATCHES)
    for (x, y), row in zip(points, found.itertuples(), strict=True):
        inside = [code for code, (west, south) in SQUARES.items() if west <= x <= west + 1 and south <= y <= south + 1]
        expected = {0: ("nearest", "none", "no_point"), 1: ("inside",)}.get(len(inside), ("border",))
        assert row.match in expected
        if inside:
            assert row.district_code == min(inside)
        assert (row.district_code is None) == (row.match in ("none", "no_point"))
        assert (row.distance_m > 0) == (row.match == "nearest")
        assert not row.distance_m > tolerance_m


@settings(deadline=None, max_examples=25)
@given(points=st.lists(coordinates, min_size=1, max_size=20), seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(points, seed):
    order = list(range(len(points)))
    seed.shuffle(order)
    straight = assign_districts([p[0] for p in points], [p[1] for p in points], offshore_tolerance_m=1500)
    mixed = assign_districts([points[i][0] for i in order], [points[i][1] for i in order], offshore_tolerance_m=1500)
    assert straight["district_code"].iloc[order].tolist() == mixed["district_code"].tolist()


def test_every_representative_point_falls_in_its_district():
    table = areas(Level.DISTRICT)
    found = assign_districts(table["longitude"], table["latitude"])
    assert found["district_code"].tolist() == table.index.tolist()
    assert (found["match"] == "inside").all()


def test_random_points_agree_with_a_plain_spatial_query():
    generator = np.random.default_rng(7)
    lon, lat = generator.uniform(97, 106, 3000), generator.uniform(5.5, 20.5, 3000)
    found = assign_districts(lon, lat, offshore_tolerance_m=0)
    layer = read_layer(Level.DISTRICT)
    rows, areas_found = shapely.STRtree(layer.geometry.to_numpy()).query(shapely.points(lon, lat), "intersects")
    expected = [None] * len(lon)
    for row, position in zip(rows, areas_found, strict=True):
        code = layer.index[position]
        expected[row] = code if expected[row] is None else min(code, expected[row])
    assert found["district_code"].tolist() == expected


def test_the_default_tolerance_is_that_of_the_layer():
    # South of the southernmost point of Bang Khun Thian there is only the Gulf.
    shore = shapely.get_coordinates(read_layer(Level.DISTRICT).geometry["1021"])
    longitude, latitude = shore[shore[:, 1].argmin()]
    found = assign_districts([longitude, longitude], [latitude - 0.003, latitude - 0.2])
    assert found["match"].tolist() == ["nearest", "none"]
    assert 0 < found["distance_m"].iloc[0] <= 1500


def test_point_to_area():
    table = areas(Level.DISTRICT).loc[["1001", "5001"]]
    longitude, latitude = table["longitude"], table["latitude"]
    assert point_to_area_m(longitude, latitude, table.index).tolist() == [0.0, 0.0]
    exchanged = point_to_area_m(longitude, latitude, ["5001", "1001"])
    assert (exchanged > 500_000).all()
    odd = point_to_area_m([100.5, np.nan, 100.5, 999], [13.75, 13.75, 13.75, 13.75], ["9999", "1001", None, "1001"])
    assert np.isnan(odd).all()
