"""The field against computations that share nothing with it: geodesics, and circles laid over the districts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from scipy.spatial import cKDTree

from analysis.ages import people_of
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field
from analysis.field.earth import earth_centred
from analysis.field.nearest import nearest_place
from analysis.field.points import Demand, DemandPoints
from analysis.field.reach import Reach
from geodata.areas import areas
from geodata.codes import Level
from geodata.crs import geometries_to_metric, to_metric
from geodata.layers import read_layer

GEOD = pyproj.Geod(ellps="WGS84")
CORNERS = 96
RADII_KM = (2, 5, 10, 25)
WORST_MEAN_PP = 0.5
WORST_NATIONAL_PP = 0.2


@pytest.fixture(scope="module")
def points() -> DemandPoints:
    return demand_points()


def made_up_centres(count):
    """Centres around the districts' inner points, as many in each district on average."""
    random = np.random.default_rng(20260101)
    table = areas(Level.DISTRICT)
    chosen = random.integers(0, len(table), count)
    return (
        table["longitude"].to_numpy()[chosen] + random.normal(0, 0.03, count),
        table["latitude"].to_numpy()[chosen] + random.normal(0, 0.03, count),
    )


def geodesic_km(points, some, lon, lat):
    """Return the distance of some points to the nearest of few places: every geodesic is measured."""
    best = np.full(len(some), np.inf)
    for one_lon, one_lat in zip(lon, lat, strict=True):
        _, _, metres = GEOD.inv(
            points.longitude[some], points.latitude[some], np.full(len(some), one_lon), np.full(len(some), one_lat)
        )
        best = np.minimum(best, np.asarray(metres) / 1000)
    return best


@pytest.mark.parametrize("places", [
    pytest.param(([100.5], [13.75]), id="one in Bangkok"),
    pytest.param(([99.9], [20.44]), id="one in the far north"),
    pytest.param(([101.07], [5.77]), id="one in the far south"),
    pytest.param(([104.9, 98.3], [15.3, 7.9]), id="east and south"),
    pytest.param(made_up_centres(40), id="forty"),
])  # fmt: skip
def test_distances_are_geodesics_to_the_metre(points, places):
    some = np.random.default_rng(1).integers(0, len(points), 30_000)
    field = distance_field(points, *places)
    assert np.abs(field[some] - geodesic_km(points, some, *places)).max() < 0.001


@pytest.mark.parametrize("count", [1, 2, 4, 5, 60, 1_000, 5_000])
def test_the_nearest_of_many_is_what_a_search_of_every_point_finds(points, count):
    places = earth_centred(*made_up_centres(count))
    chord, position = nearest_place(points, places)
    apart, _ = cKDTree(places).query(points.xyz)
    assert np.abs(chord - apart).max() < 1e-6
    assert np.abs(np.linalg.norm(points.xyz - places[position], axis=1) - apart).max() < 1e-6


def exact_shares(lon, lat, radius_km):
    """Return of each district the share of its area within a radius: circles, their union, laid over the polygons."""
    angles = np.tile(np.linspace(0, 360, CORNERS, endpoint=False), len(lon))
    edge_lon, edge_lat, _ = GEOD.fwd(
        np.repeat(lon, CORNERS), np.repeat(lat, CORNERS), angles, np.full(len(angles), radius_km * 1000.0)
    )
    corners = np.column_stack(to_metric(edge_lon, edge_lat)).reshape(len(lon), CORNERS, 2)
    discs = shapely.get_parts(shapely.union_all(shapely.polygons(corners)))
    layer = read_layer(Level.DISTRICT)
    districts = geometries_to_metric(layer.geometry.to_numpy())
    disc, district = shapely.STRtree(districts).query(discs, predicate="intersects")
    inside = shapely.area(shapely.intersection(discs[disc], districts[district]))
    return pd.Series(np.bincount(district, inside, len(districts)) / shapely.area(districts), index=layer.index)


@pytest.mark.parametrize("count", [100, 1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_shares_are_those_of_buffer_and_overlay(count):
    points = demand_points(Demand.EVEN)  # circles laid over a district say where its area is, not its people
    lon, lat = made_up_centres(count)
    reach = Reach(points, distance_field(points, lon, lat))
    people = people_of(Level.DISTRICT).astype(float)
    for radius_km in RADII_KM:
        exact = exact_shares(lon, lat, radius_km)
        share = reach.within(radius_km, Level.DISTRICT)["share"]
        mean_pp = 100 * (share - exact).abs().mean()
        national = (exact * people).sum() / people.sum()
        national_pp = 100 * abs(reach.within(radius_km, Level.COUNTRY)["share"].iloc[0] - national)
        print(f"{count:,} centres, {radius_km} km: {mean_pp:.3f} pp a district, {national_pp:.3f} pp in all")  # noqa: T201
        assert mean_pp <= WORST_MEAN_PP
        assert national_pp <= WORST_NATIONAL_PP
