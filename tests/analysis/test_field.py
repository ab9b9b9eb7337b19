"""The demand field: squares that can be worked by hand, and what must hold for any people and any centres."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from analysis.ages import people_of
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field, with_one_more, without_some
from analysis.field.lattice import LEAST_POINTS
from analysis.field.points import DemandPoints, points_of
from analysis.field.reach import BANDS, Reach, reach_of
from geodata.areas import areas
from geodata.assign import assign_districts
from geodata.codes import LAYER_LEVELS, Level
from geodata.distance import distance_km
from geodata.layers import read_layer

CODES = areas(Level.DISTRICT).index
PLACES = ["1001", "1004", "1201", "5001", "8404", "9402"]


def around(lon, lat):
    """Centres as a table."""
    return pd.DataFrame({"longitude": lon, "latitude": lat}, dtype=float)


def homes(*rows):
    """Demand points from (district, longitude, latitude, people)."""
    codes, lon, lat, people = zip(*rows, strict=True)
    return points_of(CODES, CODES.get_indexer(list(codes)), lon, lat, people)


# Two squares side by side on the equator's side of Bang Rak, ten homes each: 0.01° (1.1 km) apart, 10 people a home.
SQUARES = homes(
    *[("1001", 100.0 + 0.01 * k, 10.0, 10) for k in range(10)],
    *[("1201", 100.1 + 0.01 * k, 10.0, 10) for k in range(10)],
)


def test_squares_by_hand():
    step = float(distance_km(100.0, 10.0, 100.01, 10.0)[0])
    reach = reach_of(around([100.0], [10.0]), points=SQUARES)
    within = reach.within(4.5 * step, "district")
    assert within.loc["1001"].tolist() == pytest.approx([100, 50, 50, 0.5])
    assert within.loc["1201"].tolist() == pytest.approx([100, 0, 100, 0])
    assert reach.within(12.5 * step, "province").loc["12", "share"] == pytest.approx(0.3)
    assert reach.within(12.5 * step, "country").loc["TH"].tolist() == pytest.approx([200, 130, 70, 0.65])
    assert reach.mean_km(Level.DISTRICT)["1001"] == pytest.approx(4.5 * step, abs=0.001)
    assert reach.mean_km(Level.COUNTRY)["TH"] == pytest.approx(9.5 * step, abs=0.001)
    assert reach.quantile_km("district", 0.5)["1001"] == pytest.approx(4 * step, abs=0.001)
    assert reach.quantile_km("country", 0.9)["TH"] == pytest.approx(17 * step, abs=0.001)
    # Homes at 0, 1.1, 2.2, 3.3, 4.4, 5.5 … km from the centre.
    assert reach.bands("district").loc["1001"].tolist() == pytest.approx([0.1, 0.2, 0.2, 0.5, 0, 0])


def test_a_home_just_at_the_radius_is_within():
    reach = Reach(SQUARES, np.full(20, 2.5, dtype=np.float32))
    assert reach.within(2.5, "country").loc["TH", "share"] == 1.0
    assert reach.within(2.4999, "country").loc["TH", "share"] == 0.0
    assert reach.bands("country").loc["TH", "1-2.5"] == 1.0


def test_nobody_has_no_share_and_no_distance():
    empty = homes(("1001", 100.0, 13.0, 0), ("1201", 100.5, 13.0, 7))
    reach = reach_of(around([100.0], [13.0]), points=empty)
    assert reach.within(5, "district").loc["1001", ["people", "people_within"]].tolist() == [0, 0]
    for values in (
        reach.within(5, "district")["share"],
        reach.mean_km(Level.DISTRICT),
        reach.quantile_km("district", 0.5),
    ):
        assert pd.isna(values["1001"])
    assert reach.bands("district").loc["1001"].isna().all()
    # An empty district weighs nothing in its country, and neither does one without any point.
    assert reach.within(5, "country").loc["TH"].tolist()[:3] == [7, 0, 7]
    assert reach.mean_km(Level.COUNTRY)["TH"] == pytest.approx(reach.mean_km(Level.DISTRICT)["1201"])


@pytest.mark.parametrize("centres", [around([], []), around([np.nan], [13.0]), around([500.0], [13.0])])
def test_without_a_centre_nobody_is_within_and_nothing_is_a_distance(centres):
    reach = reach_of(centres, points=SQUARES)
    assert not reach.has_centres
    assert np.isinf(reach.km).all()
    assert reach.within(50, "country").loc["TH", ["people_within", "people_beyond"]].tolist() == [0, 200]
    assert reach.mean_km(Level.PROVINCE).isna().all()
    assert reach.quantile_km("province", 0.9).isna().all()
    assert reach.bands("province").isna().all(axis=None)


def test_the_same_place_twice_changes_nothing():
    once = reach_of(around([100.05], [10.0]), points=SQUARES)
    twice = reach_of(around([100.05] * 3 + [np.nan], [10.0] * 4), points=SQUARES)
    assert twice is once


HOME = st.tuples(st.sampled_from(PLACES), st.floats(97.5, 105.5), st.floats(6, 20), st.sampled_from([0, 1, 10, 1000]))
WHERE = st.tuples(st.floats(97.5, 105.5), st.floats(6, 20))
FIELD = st.lists(HOME, min_size=1, max_size=25).map(lambda rows: homes(*rows))
SOME = st.lists(WHERE, min_size=1, max_size=6)
LEVEL = st.sampled_from(LAYER_LEVELS)


@settings(max_examples=60)
@given(FIELD, SOME, LEVEL, st.floats(0.5, 500), st.floats(1, 10))
def test_a_larger_radius_never_lowers_a_share(points, centres, level, radius, times):
    reach = Reach(points, distance_field(points, *zip(*centres, strict=True)))
    small, large = reach.within(radius, level), reach.within(radius * times, level)
    assert (large["people_within"] >= small["people_within"]).all()
    assert small["share"].dropna().between(0, 1).all()
    assert np.allclose(small["people_within"] + small["people_beyond"], small["people"])
    assert reach.within(3000, level)["share"].dropna().eq(1).all()


@settings(max_examples=60)
@given(FIELD, SOME, WHERE, LEVEL, st.floats(0.5, 500))
def test_a_new_centre_lowers_no_share_and_raises_no_distance(points, centres, new, level, radius):
    before = Reach(points, distance_field(points, *zip(*centres, strict=True)))
    after = Reach(points, distance_field(points, *zip(*centres, new, strict=True)))
    assert (after.km <= before.km).all()
    assert (after.within(radius, level)["people_within"] >= before.within(radius, level)["people_within"]).all()
    for q in (0.5, 0.9):
        assert (after.quantile_km(level, q).dropna() <= before.quantile_km(level, q).dropna()).all()
    assert (after.mean_km(level).dropna() <= before.mean_km(level).dropna() + 1e-9).all()
    assert np.allclose(with_one_more(before.km, points, *new), after.km, atol=1e-3)


@settings(max_examples=60)
@given(FIELD, SOME, LEVEL)
def test_distances_of_an_area_agree_with_each_other(points, centres, level):
    reach = Reach(points, distance_field(points, *zip(*centres, strict=True)))
    bands = reach.bands(level)
    assert np.allclose(bands.dropna().sum(axis=1), 1)
    for edge, upto in ((1.0, 1), (5.0, 3), (25.0, 5)):
        shares = reach.within(edge, level)["share"]
        assert np.allclose(bands.iloc[:, :upto].sum(axis=1)[shares.notna()], shares.dropna())
    for q in (0.5, 0.9):
        least = reach.quantile_km(level, q)
        for code in least.dropna().index:
            # Half of the people live within the median, and fewer than half strictly nearer.
            assert reach.within(least[code] + 1e-6, level).loc[code, "share"] >= q - 1e-6
            assert reach.within(least[code] - 1e-3, level).loc[code, "share"] < q + 1e-6
    assert (reach.quantile_km(level, 0.5).dropna() <= reach.quantile_km(level, 0.9).dropna()).all()


@settings(max_examples=40)
@given(FIELD, SOME, st.floats(0.5, 500))
def test_levels_are_sums_of_their_districts(points, centres, radius):
    reach = Reach(points, distance_field(points, *zip(*centres, strict=True)))
    districts = reach.within(radius, "district")
    for level, column in (("province", "parent_code"), ("region", "region_code"), ("region6", "region6_code")):
        sums = districts.groupby(areas(Level.DISTRICT)[column].to_numpy())[["people", "people_within"]].sum()
        found = reach.within(radius, level)[["people", "people_within"]]
        assert np.allclose(sums.reindex(found.index), found)
    assert np.isclose(districts["people_within"].sum(), reach.within(radius, "country")["people_within"].iloc[0])


@settings(max_examples=40)
@given(FIELD, SOME, st.randoms())
def test_the_order_of_centres_does_not_matter(points, centres, random):
    mixed = list(centres)
    random.shuffle(mixed)
    assert np.array_equal(
        distance_field(points, *zip(*centres, strict=True)), distance_field(points, *zip(*mixed, strict=True))
    )


def test_districts_left_out_weigh_nothing():
    reach = reach_of(around([100.0], [10.0]), points=SQUARES)
    only = pd.Series([True], index=["1201"])
    assert reach.people(Level.COUNTRY, districts=only)["TH"] == 100
    assert reach.mean_km(Level.COUNTRY, districts=only)["TH"] == pytest.approx(reach.mean_km(Level.DISTRICT)["1201"])
    assert reach.quantile_km("country", 0.5, districts=only)["TH"] == reach.quantile_km("district", 0.5)["1201"]
    assert np.allclose(reach.bands("country", districts=only), reach.bands("district").loc[["1201"]])


# The whole country.


@pytest.fixture(scope="module")
def points() -> DemandPoints:
    return demand_points()


def test_the_whole_country_adds_up(points):
    assert points.source == "subdistrict"
    assert points.year_ce == 2025
    assert points.total == 65_809_011
    registered = people_of(Level.DISTRICT).astype(float)
    assert pd.Series(points.district_people, index=points.district_codes).equals(registered.rename(None))
    sums = np.add.reduceat(points.people, points.starts[:-1])
    assert np.allclose(sums, points.district_people)
    assert np.diff(points.starts).min() >= LEAST_POINTS


def test_the_field_is_small(points):
    reach = Reach(points, distance_field(points, [100.5], [13.7]))
    reach.quantile_km("district", 0.9)
    assert points.nbytes + reach.km.nbytes < 200e6 / 4


def test_every_point_lies_in_its_district(points):
    some = np.random.default_rng(7).integers(0, len(points), 20_000)
    found = assign_districts(points.longitude[some], points.latitude[some], offshore_tolerance_m=0)
    own = points.district_codes.to_numpy()[points.district_of_point()[some]]
    assert (found["district_code"].to_numpy() == own).mean() > 0.9999


def test_levels_without_an_answer_for_an_age_have_none(points):
    reach = Reach(points, distance_field(points, [100.5], [13.7]))
    children = reach.within(5, "district", "0-14")
    everybody = reach.within(5, "district")
    khet = children.index.str.startswith("10")
    assert children.loc[~khet, "share"].isna().all()
    assert np.allclose(children.loc[khet, "share"], everybody.loc[khet, "share"])
    assert children.loc[khet, "people"].sum() == people_of(Level.PROVINCE, "0-14")["10"]
    assert reach.within(5, "country", "60+")["share"].isna().all()
    assert 0 < reach.within(5, "province", "60+").loc["10", "share"] < 1


def test_an_island_has_its_own_distances(points):
    samui = areas(Level.DISTRICT).loc["8404"]
    there = Reach(points, distance_field(points, [samui["longitude"]], [samui["latitude"]]))
    assert there.mean_km(Level.DISTRICT)["8404"] < 15
    assert there.mean_km(Level.DISTRICT).idxmin() == "8404"
    mainland = Reach(points, distance_field(points, [99.33], [9.14]))
    assert mainland.within(20, "district").loc["8404", "share"] == 0
    assert 30 < mainland.quantile_km("district", 0.5)["8404"] < 100


def test_a_centre_on_a_border_serves_both_sides(points):
    layer = read_layer(Level.DISTRICT).geometry
    shared = layer["1003"].intersection(layer["1011"])
    spot = (
        shared.interpolate(0.5, normalized=True) if shared.geom_type == "LineString" else shared.representative_point()
    )
    within = Reach(points, distance_field(points, [spot.x], [spot.y])).within(1.5, "district")
    assert (within.loc[["1003", "1011"], "people_within"] > 0).all()
    # Half a disc on either side: 7.1 km² in all, shared out by area.
    km2 = areas(Level.DISTRICT).loc[within.index, "area_km2"]
    assert (within["share"] * km2).sum() == pytest.approx(np.pi * 1.5**2, rel=0.1)
    assert BANDS[0] == "0-1"


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 12), going=st.integers(1, 12))
def test_a_field_without_some_centres_is_that_of_the_others(seed, count, going):
    random = np.random.default_rng(seed)
    lon, lat = 99.95 + 0.3 * random.random(count), 9.95 + 0.1 * random.random(count)
    gone = np.arange(count) < going
    before = distance_field(SQUARES, lon, lat)
    after = without_some(before, SQUARES, (lon[gone], lat[gone]), (lon[~gone], lat[~gone]))
    np.testing.assert_allclose(after, distance_field(SQUARES, lon[~gone], lat[~gone]), rtol=1e-6, atol=1e-4)
