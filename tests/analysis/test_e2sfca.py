"""The floating catchment: lines that can be worked by hand, what must hold always, and pysal's own."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.e2sfca import WEIGHTS, e2sfca_of_points
from analysis.field.distances import distance_field
from analysis.field.points import points_of
from geodata.distance import distance_km

KM = 1 / 111.32  # of longitude on the equator, in degrees; Thailand is not there, but the ellipsoid is


def line(*places_km, people=100.0):
    """Return points on the equator, so many km east of 100°."""
    count = len(places_km)
    lon = 100 + np.array(places_km) * KM
    return points_of(["1001"], np.zeros(count, int), lon, np.zeros(count), np.broadcast_to(people, count))


def test_one_centre_by_hand():
    """Radius 9: the first third counts whole, the second 0.68, the last 0.22, beyond nobody."""
    points = line(1, 4, 8, 10)
    access = e2sfca_of_points(points, [100.0], [0.0], radius_km=9)
    assert access == pytest.approx([1 / 190, 0.68 / 190, 0.22 / 190, 0])
    assert (points.people * access).sum() == pytest.approx(1)


def test_two_centres_add_up_and_share_the_people_between_them():
    points = line(1, 5)
    access = e2sfca_of_points(points, [100.0, 100 + 6 * KM], [0.0, 0.0], radius_km=9)
    assert access == pytest.approx([1.68 / 168, 1.68 / 168])


def test_two_in_one_place_are_two_and_one_that_reaches_nobody_is_none():
    points = line(1)
    twice = e2sfca_of_points(points, [100.0, 100.0, 101.0], [0.0, 0.0, 0.0], radius_km=5)
    assert twice * 100 == pytest.approx([2])


def test_the_ends_of_the_thirds_count_in():
    """One point lies at the very end of the first third, then of the last; another always within the first."""
    points = points_of(["1001"], [0, 0], [100.0, 100.02], [14.0, 14.0], [10.0, 10.0])
    km = float(distance_field(points, [100.02], [14.0])[0])
    for radius_km, weight in ((3 * km, 1.0), (1.5 * km, 0.68), (km, 0.22), (km * 0.999, 0.0)):
        access = e2sfca_of_points(points, [100.02], [14.0], radius_km=radius_km)
        assert access == pytest.approx(np.array([weight, 1.0]) / (10 + 10 * weight))


@pytest.mark.parametrize(("lon", "lat"), [([], []), ([np.nan], [14.0])])
def test_without_centres_there_is_none_for_anyone(lon, lat):
    assert not e2sfca_of_points(line(1), lon, lat, radius_km=5).any()


def test_where_nobody_lives_a_centre_serves_nobody():
    assert not e2sfca_of_points(line(1, people=0.0), [100.0], [0.0], radius_km=5).any()


degrees = st.tuples(st.floats(100.0, 100.6), st.floats(13.5, 14.1))
people = st.tuples(degrees, st.integers(0, 5000))


def made(rows):
    places = np.array([place for place, _ in rows])
    return points_of(["1001"], np.zeros(len(rows), int), places[:, 0], places[:, 1], [count for _, count in rows])


@given(st.lists(people, min_size=1, max_size=25), st.lists(degrees, min_size=1, max_size=8), st.floats(0.5, 50))
def test_all_access_adds_up_to_the_centres_that_reach_anyone(rows, centres, radius_km):
    points, (lon, lat) = made(rows), np.array(centres).T
    access = e2sfca_of_points(points, lon, lat, radius_km=radius_km)
    km = distance_km(
        np.repeat(lon, len(points)), np.repeat(lat, len(points)),
        np.tile(points.longitude, len(lon)), np.tile(points.latitude, len(lon)),
    ).reshape(len(lon), -1)  # fmt: skip
    if np.abs(km[:, :, None] - radius_km * np.array([1, 2, 3]) / 3).min() < 1e-4:
        return  # at the edge itself the two ways of measuring may differ by millimetres
    reaching = ((km <= radius_km) & (points.people > 0)).any(axis=1).sum()
    assert (points.people * access).sum() == pytest.approx(reaching)
    near = distance_field(points, lon, lat)
    assert e2sfca_of_points(points, lon, lat, radius_km=radius_km, near_km=near) == pytest.approx(access)


@given(st.lists(people, min_size=2, max_size=12), st.lists(degrees, min_size=1, max_size=6), st.floats(2, 40))
def test_pysal_agrees(rows, centres, radius_km):
    from access.fca import two_stage_fca
    from access.weights import step_fn

    points, (lon, lat) = made(rows), np.array(centres).T
    if not points.people.all():
        return  # it divides by nobody
    pairs = pd.MultiIndex.from_product([range(len(points)), range(len(lon))], names=["origin", "dest"]).to_frame(
        index=False
    )
    pairs["cost"] = distance_km(
        points.longitude[pairs["origin"]], points.latitude[pairs["origin"]], lon[pairs["dest"]], lat[pairs["dest"]]
    )
    thirds = radius_km * np.array([1, 2, 3]) / 3
    if np.abs(pairs["cost"].to_numpy()[:, None] - thirds).min() < 1e-4 or pairs["cost"].min() > radius_km:
        return
    theirs = two_stage_fca(
        pd.DataFrame({"demand": points.people}).rename_axis("geoid"),
        pd.DataFrame({"supply": np.ones(len(lon))}).rename_axis("geoid"),
        pairs,
        max_cost=radius_km,
        demand_index=True,
        demand_name="demand",
        supply_name="supply",
        weight_fn=step_fn(dict(zip(thirds, WEIGHTS, strict=True))),
    )
    ours = e2sfca_of_points(points, lon, lat, radius_km=radius_km)
    assert ours == pytest.approx(theirs.reindex(range(len(points)), fill_value=0).to_numpy())


def test_many_pairs_come_in_blocks(monkeypatch):
    """The blocks that spare memory change nothing."""
    import analysis.e2sfca

    rng = np.random.default_rng(7)
    (lon, lat), (east, north) = rng.uniform((100, 14), (100.5, 14.5), (30, 2)).T, rng.uniform(0, 0.5, (2, 400))
    points = points_of(["1001"], np.zeros(400, int), 100 + east, 14 + north, np.ones(400))
    whole = e2sfca_of_points(points, lon, lat, radius_km=12)
    monkeypatch.setattr(analysis.e2sfca, "_PAIRS_AT_ONCE", 100)
    assert e2sfca_of_points(points, lon, lat, radius_km=12) == pytest.approx(whole)
