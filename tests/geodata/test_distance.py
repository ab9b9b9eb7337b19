from __future__ import annotations

import numpy as np
import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.crs import METRIC, to_metric, to_wgs84
from geodata.distance import distance_km, nearest

GEOD = pyproj.Geod(ellps="WGS84")
places = st.lists(st.tuples(st.floats(97, 106), st.floats(5.5, 20.5)), min_size=1, max_size=12)


@settings(deadline=None, max_examples=80)
@given(starts=places, ends=places)
def test_nearest_is_the_geodesic_nearest(starts, ends):
    (from_lon, from_lat), (to_lon, to_lat) = np.array(starts).T, np.array(ends).T
    positions, km = nearest(from_lon, from_lat, to_lon, to_lat)
    for row, (lon, lat) in enumerate(starts):
        n = len(ends)
        _, _, metres = GEOD.inv(np.full(n, lon), np.full(n, lat), to_lon, to_lat)
        assert km[row] == pytest.approx(metres.min() / 1000, abs=1e-6)
        assert km[row] == pytest.approx(metres[positions[row]] / 1000, abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(starts=places, ends=places, more=places)
def test_another_place_never_makes_it_farther(starts, ends, more):
    few = nearest(*np.array(starts).T, *np.array(ends).T)[1]
    many = nearest(*np.array(starts).T, *np.array(ends + more).T)[1]
    assert (many <= few + 1e-9).all()


def test_known_distance():
    # Bangkok to Chiang Mai, as the crow flies.
    assert distance_km([100.5018], [13.7563], [98.9853], [18.7883]) == pytest.approx([580], abs=5)


def test_missing_points_and_places():
    positions, km = nearest([100, np.nan, 200], [13, 13, 13], [np.nan, 101], [13, 13])
    assert positions.tolist() == [1, -1, -1]
    assert np.isfinite(km).tolist() == [True, False, False]
    positions, km = nearest([100], [13], [], [])
    assert positions.tolist() == [-1]
    assert np.isnan(km).all()
    assert nearest([], [], [100], [13])[1].shape == (0,)


@given(lon=st.floats(97, 106), lat=st.floats(5.5, 20.5))
def test_the_metric_system_is_within_what_it_says(lon, lat):
    x, y = to_metric([lon], [lat])
    back_lon, back_lat = to_wgs84(x, y)
    assert back_lon == pytest.approx([lon], abs=1e-7)
    assert back_lat == pytest.approx([lat], abs=1e-7)
    factors = pyproj.Proj(METRIC).get_factors(lon, lat)
    assert factors.areal_scale == pytest.approx(1, abs=1e-6)
    assert abs(factors.meridional_scale - 1) < 0.0030
    assert abs(factors.parallel_scale - 1) < 0.0030
