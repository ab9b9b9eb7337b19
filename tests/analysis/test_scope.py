"""Ratios, needs and distances at levels that a programme is meant for in part: of the people in scope."""

from __future__ import annotations

import pytest

from analysis.ages import people_of
from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from geodata.codes import Level
from tests.analysis.making import made_tables

EVERYTHING = CentreFilter(access=())
PEOPLE = {level: people_of(level) for level in Level}
RATIOS = ["centre_count", "centres_per_100k", "people_per_centre", "centres_needed", "presence_share_people"]


def asked(level, *centres, scope="TH", wanted=EVERYTHING, measures=RATIOS, **terms):
    tables = made_tables(*centres, programmes=[{"scope_codes": scope}])
    return coverage(level, wanted, tables, measures=measures, **terms)


def two_provinces(level):
    """One centre in Nonthaburi, for a programme of Nonthaburi (12) and Chiang Mai (50)."""
    return asked(level, {"province_code": "12", "district_code": "1201"}, scope="12 50")


def test_the_country_is_divided_by_the_people_of_the_provinces_in_scope():
    country = two_provinces("country").loc["TH"]
    inside = int(PEOPLE[Level.PROVINCE][["12", "50"]].sum())
    assert country["population"] == 65_809_011
    assert country["population_in_scope"] == inside
    assert country["people_per_centre"] == inside
    assert country["centres_per_100k"] == pytest.approx(1e5 / inside)
    assert country["centres_needed"] == -(-inside // 40_000) - 1
    regions = two_provinces("region")
    assert regions["population_in_scope"].dropna().sum() == inside
    assert regions["population_in_scope"]["R4-N"] == PEOPLE[Level.PROVINCE]["50"]
    assert regions["centres_needed"]["R4-N"] == -(-int(PEOPLE[Level.PROVINCE]["50"]) // 40_000)


def test_people_of_parts_are_those_in_scope():
    country = two_provinces("country").loc["TH"]
    both = PEOPLE[Level.PROVINCE][["12", "50"]]
    assert country["presence_share_people"] == pytest.approx(both["12"] / both.sum())


def test_a_centre_outside_the_scope_brings_its_district_in():
    known = asked("province", {"province_code": "12", "district_code": "1202"}, scope="50")
    assert known["claim"]["12"] == "has_one"
    assert known["people_per_centre"]["12"] == PEOPLE[Level.DISTRICT]["1202"]
    lost = asked("province", {"province_code": "12"}, scope="50")
    assert lost["people_per_centre"]["12"] == PEOPLE[Level.PROVINCE]["12"]
    assert lost["population_in_scope"].isna()["13"]


def test_a_filter_by_area_divides_by_the_people_it_looks_at():
    wanted = CentreFilter(provinces=("52",))
    centres = ({"province_code": "52", "district_code": "5201"}, {"province_code": "50"})
    north = asked("region", *centres, wanted=wanted).loc["R4-N"]
    assert north["centre_count"] == 1
    assert north["people_per_centre"] == PEOPLE[Level.PROVINCE]["52"]
    assert north["presence_share_people"] == 1.0


def test_a_filter_by_area_hides_no_centre_from_those_beside_it():
    point = {"longitude": 100.5, "latitude": 13.75, "location_precision": "site"}
    tables = made_tables({"district_code": "1001", **point}, {"province_code": "12"})
    beside = coverage(Level.PROVINCE, CentreFilter(provinces=("12",)), tables, radius_km=50).loc["12"]
    everywhere = coverage(Level.PROVINCE, EVERYTHING, tables, radius_km=50).loc["12"]
    assert (beside["centre_count"], beside["placed_count"], beside["unplaced_count"]) == (1, 1, 1)
    for name in ("population_within_km", "mean_distance_km", "nearest_centre_km", "nearest_centre_id"):
        assert beside[name] == everywhere[name]


def test_ages_are_missing_where_one_district_in_scope_does_not_know_them():
    options = {"measures": ["people_per_centre", "centres_needed"], "age": "60+"}
    bangkok = asked("country", {"district_code": "1001"}, scope="10", **options).loc["TH"]
    assert bangkok["people_per_centre"] == people_of(Level.PROVINCE, "60+")["10"] == 1_305_293
    wider = asked("country", {"district_code": "1001"}, **options).loc["TH"]
    assert wider[["people_per_centre", "population_in_scope"]].isna().all()
    # The norm is of people of all ages.
    assert wider["centres_needed"] == -(-65_809_011 // 40_000) - 1
