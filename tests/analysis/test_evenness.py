"""The measures of equity in the one table: the same numbers as the spread's, and missing where it is not told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.measures import MEASURES
from analysis.spread import spread
from geodata.codes import Level
from tests.analysis.making import IN_BANGKOK, made_tables

BMA = CentreFilter(programmes=("bma-library",))
WANTED = ("centre_count", "disparity", "location_quotient", "e2sfca")
AT = {"district_code": "1001", "longitude": 100.494, "latitude": 13.757, "location_precision": "site"}


def made(*centres, level=Level.DISTRICT, programme=IN_BANGKOK, **options):
    return coverage(level, CentreFilter(), made_tables(*centres, programmes=[programme]), measures=WANTED, **options)


def test_the_table_says_what_the_spread_says(tables):
    table = coverage(Level.DISTRICT, BMA, tables, measures=WANTED)
    found = spread(Level.DISTRICT, BMA, tables)
    for name in ("disparity", "location_quotient"):
        pd.testing.assert_series_equal(table.loc[found.areas.index, name], found.areas[name])
        assert table[name].notna().sum() == 50
    assert table["disparity"].sum() == pytest.approx(0)


@pytest.mark.parametrize("name", ["disparity", "location_quotient", "e2sfca"])
def test_a_list_that_is_not_complete_has_none_of_it(tables, name):
    assert MEASURES[name].needs_complete
    partial = coverage(Level.PROVINCE, CentreFilter(programmes=("public-library",)), tables, measures=WANTED)
    assert partial[name].isna().all()
    assert partial["centre_count"].sum() > 0
    hidden = coverage(Level.DISTRICT, CentreFilter(programmes=("bma-library",), text="ดินแดง"), tables, measures=WANTED)
    assert hidden[name].isna().all()


def test_one_area_alone_has_no_share_to_compare(tables):
    table = coverage(Level.PROVINCE, BMA, tables, measures=WANTED)
    assert table["disparity"].isna().all()
    assert table.loc["10", "e2sfca"] > 0


@pytest.mark.parametrize("radius_km", [2, 10])
def test_access_adds_up_to_the_centres(tables, radius_km):
    """Over all people there are as many centres as reach anyone: for Bangkok alone a few less, for others come too."""
    table = coverage(Level.DISTRICT, BMA, tables, radius_km=radius_km, measures=WANTED)
    summed = (table["e2sfca"] * table["population_in_scope"].astype(float)).sum() / 1e5
    assert 30 < summed <= 35 + 1e-9
    city = coverage(Level.PROVINCE, BMA, tables, radius_km=radius_km, measures=WANTED).loc["10"]
    assert city["e2sfca"] * 5_422_568 / 1e5 == pytest.approx(summed)


def test_in_the_whole_country_the_sum_is_exact():
    everywhere = {"programme_id": "libraries", "scope_codes": "TH", "list_status": "complete"}
    chiang_mai = {**AT, "province_code": "50", "district_code": "5001", "longitude": 98.99, "latitude": 18.79}
    two_in_one = ({**AT, "site_id": "one"}, {**AT, "site_id": "one"})
    table = made(*two_in_one, {**AT}, chiang_mai, level=Level.COUNTRY, programme=everywhere, radius_km=3)
    assert table.loc["TH", "centre_count"] == 3
    assert table.loc["TH", "e2sfca"] * 65_809_011 / 1e5 == pytest.approx(3)


def test_ages_share_the_centres_with_everyone_and_average_over_their_own():
    """Inside a khet people of an age live where all do, so its value is the same; the city's is weighed anew."""
    everyone, old = made(AT), made(AT, age="60+")
    pd.testing.assert_series_equal(everyone["e2sfca"], old["e2sfca"])
    city = made(AT, level=Level.PROVINCE, age="60+").loc["10", "e2sfca"]
    people = old["population_in_scope"].astype("Float64").astype(float)
    assert city == pytest.approx(np.nansum(old["e2sfca"] * people) / np.nansum(people[old["e2sfca"].notna()]))


def test_without_a_placed_centre_access_is_missing_and_shares_are_not():
    table = made({"district_code": "1001"})
    assert table["e2sfca"].isna().all()
    assert table.loc["1001", "disparity"] > 90
