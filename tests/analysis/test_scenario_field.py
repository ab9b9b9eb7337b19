"""Whom a scenario reaches follows from its centres, whatever step they were made from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.field.distances import distance_field
from analysis.field.points import DemandPoints, points_of
from analysis.field.reach import Reach
from analysis.field.scenario import scenario_reach
from geodata.areas import areas
from geodata.codes import Level

RADIUS_KM = 40.0
# Two of the four centres stand in one place: closing one of these changes nothing.
CENTRES = pd.DataFrame(
    {
        "centre_id": ["a", "b", "c", "d"],
        "longitude": [99.0, 100.5, 100.5, 101.0],
        "latitude": [18.8, 13.75, 13.75, 16.0],
    }
)
SPOTS = [(98.97, 18.5), (100.6, 13.9), (100.9, 15.2), (99.5, 17.0), (102.0, 15.0)]


@pytest.fixture(scope="module")
def points() -> DemandPoints:
    """Return three homes in each subdistrict that has a point, and one in each district that is no one's."""
    small = areas(Level.SUBDISTRICT).dropna(subset=["longitude"]).iloc[::9]
    districts = areas(Level.DISTRICT)
    homes = pd.concat([small[["longitude", "latitude"]]] * 3)
    lon = np.append(homes["longitude"].to_numpy() + np.repeat([0.0, 0.02, -0.03], len(small)), districts["longitude"])
    lat = np.append(homes["latitude"], districts["latitude"])
    home = np.append(np.tile(districts.index.get_indexer(small["parent_code"]), 3), np.arange(len(districts)))
    owner = np.append(np.tile(np.arange(len(small)), 3), np.full(len(districts), -1))
    people = np.append(np.tile([100.0, 0.0, 7.0], len(small)), np.full(len(districts), 3.0))
    return points_of(districts.index, home, lon, lat, people, subdistrict_codes=small.index, subdistrict=owner)


@pytest.fixture(scope="module")
def reach(points: DemandPoints) -> Reach:
    return Reach(points, distance_field(points, CENTRES["longitude"], CENTRES["latitude"]))


def from_scratch(points: DemandPoints, opens: tuple, closed: tuple) -> np.ndarray:
    left = CENTRES[~CENTRES["centre_id"].isin(closed)]
    places = [*left[["longitude", "latitude"]].itertuples(index=False, name=None), *opens]
    lon, lat = zip(*places, strict=True) if places else ((), ())
    return distance_field(points, lon, lat)


scenarios = st.tuples(
    st.lists(st.sampled_from(SPOTS), unique=True, max_size=4).map(tuple),
    st.lists(st.sampled_from([*CENTRES["centre_id"], "nobody"]), unique=True, max_size=5).map(tuple),
)


@settings(max_examples=30)
@given(st.lists(scenarios, min_size=1, max_size=6))
def test_every_way_to_a_scenario_leads_to_the_same_distances(points: DemandPoints, reach: Reach, way: list) -> None:
    for opens, closed in way:
        km = scenario_reach(reach, CENTRES, opens, closed).km
        assert km == pytest.approx(from_scratch(points, opens, closed), abs=0.002)


@settings(max_examples=30)
@given(scenarios)
def test_sums_by_part_are_those_of_the_whole_field(points: DemandPoints, reach: Reach, scenario: tuple) -> None:
    step = scenario_reach(reach, CENTRES, *scenario)
    whole = Reach(points, step.km)
    for level in (Level.SUBDISTRICT, Level.DISTRICT, Level.PROVINCE, Level.COUNTRY):
        for ours, right in zip(step.figures(RADIUS_KM, level), whole.figures(RADIUS_KM, level), strict=True):
            pd.testing.assert_extension_array_equal(pd.array(ours), pd.array(right), rtol=1e-12)


def test_a_centre_that_shares_its_place_leaves_nobody_farther(reach: Reach) -> None:
    assert scenario_reach(reach, CENTRES, (), ("b",)) is reach
    assert (scenario_reach(reach, CENTRES, (), ("b", "c")).km > reach.km).any()


def test_without_a_centre_there_is_no_distance(reach: Reach) -> None:
    assert np.isinf(scenario_reach(reach, CENTRES, (), ("a", "b", "c", "d")).km).all()
