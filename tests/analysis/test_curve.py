"""The curve over radii: the same as each radius by itself, rising, and 1 in the end."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.curve import RADII_KM, curve
from geodata.codes import Level
from tests.analysis.making import IN_BANGKOK, made_tables


@pytest.mark.parametrize(
    ("programme", "area", "level"), [("bma-library", "10", "province"), ("tk-park", "R4-S", "region")]
)
def test_each_point_is_what_the_table_says_at_that_radius(tables, programme, area, level):
    wanted = CentreFilter(programmes=(programme,))
    found = curve(wanted, tables, area_code=area).table
    assert found["radius_km"].tolist() == list(RADII_KM) == [float(radius) for radius in range(1, 26)]
    for radius in (1.0, 2.0, 10.0, 25.0):
        row = coverage(
            Level(level), wanted, tables, radius_km=radius,
            measures=("population_within_km", "people_beyond_km"),
        ).loc[area]  # fmt: skip
        point = found.set_index("radius_km").loc[radius]
        assert point["share"] == pytest.approx(row["population_within_km"])
        assert point["people"] - point["people_within"] == pytest.approx(row["people_beyond_km"], abs=1)


def made(*centres, **options):
    return curve(CentreFilter(), made_tables(*centres, programmes=[IN_BANGKOK]), **options)


places = st.lists(st.tuples(st.floats(100.4, 100.8), st.floats(13.6, 13.9)), min_size=1, max_size=5)


@settings(max_examples=8)
@given(places)
def test_it_rises_and_one_centre_more_never_lowers_it(found):
    rows = [{"longitude": lon, "latitude": lat, "location_precision": "site"} for lon, lat in found]
    some = {"area_code": "10", "radii_km": (0.5, 2, 6, 25)}
    shares = made(*rows, **some).table["share"].to_numpy(dtype=float)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (np.diff(shares) >= 0).all()
    fewer = made(*rows[:-1], **some).table["share"].to_numpy(dtype=float)
    assert (shares >= fewer).all()
    assert shares[-1] > 0


def test_it_reaches_everyone_where_there_is_a_centre_and_nobody_where_there_is_none():
    central = {"longitude": 100.55, "latitude": 13.75, "location_precision": "site"}
    found = made(central, {"district_code": "1001"}, area_code="10", radii_km=(0.5, 200.0))
    assert found.table["share"].iloc[-1] == 1.0
    assert (found.placed_count, found.unplaced_count) == (1, 1)
    nobody = made(area_code="10")
    assert nobody.table["people_within"].eq(0).all()
    assert nobody.placed_count == nobody.unplaced_count == 0


def test_it_is_missing_where_centres_are_counted_and_none_has_a_position():
    found = made({"district_code": "1001"}, area_code="10")
    assert (found.placed_count, found.unplaced_count) == (0, 1)
    assert found.table[["people_within", "share"]].isna().all(axis=None)
    assert found.table["people"].gt(0).all()


def test_the_elderly_are_those_of_the_statistics():
    found = made({"district_code": "1001"}, area_code="10", age="60+").table
    assert found["people"].iloc[0] < 5_422_568 / 3
