from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings

from analysis.centre_filter import CentreFilter, apply_filter
from analysis.coverage import COLUMNS, at_radius, coverage, coverage_table, district_unknown, unplaced_in
from analysis.measures import AREA_MEASURES, MEASURES, TABLE_MEASURES
from analysis.selection import filtered, situation_for
from geodata.areas import areas
from geodata.codes import Level
from registry.tables import Tables
from tests.analysis.making import made_centres, made_programmes, made_tables

DISTRICTS = ["1001", "1002", "1050", "5201", "5202", "8401", "8301"]
SUPPLY = [name for name in AREA_MEASURES if not MEASURES[name].slow]
EVERYTHING = CentreFilter(access=())
PROGRAMMES = made_programmes({"programme_id": "a"}, {"programme_id": "b", "scope_codes": "10"})


def test_rows_and_columns_are_as_promised_on_every_level(tables):
    for level in Level:
        table = coverage(level, EVERYTHING, tables)
        assert list(table.columns) == COLUMNS
        assert table.index.equals(areas(level).index)
        assert table["admin_code"].tolist() == table.index.tolist()
        assert table["population"].sum() == (5_422_568 if level == Level.BMA_GROUP else 65_809_011)


@pytest.mark.parametrize("names", [None, ("centre_count",), ("people_beyond_km", "mean_distance_km")])
@pytest.mark.parametrize("level", [Level.DISTRICT, Level.SUBDISTRICT])
def test_what_a_radius_does_not_change_is_taken_over_from_another(tables, level, names):
    libraries = filtered(CentreFilter(programmes=("bma-library",)), tables)
    near, far = (situation_for(level, libraries, radius_km=radius_km) for radius_km in (2, 7.5))
    expected = coverage_table(far, names)
    pd.testing.assert_frame_equal(at_radius(coverage_table(near, names), far, names), expected)
    fixed = [name for name in names or TABLE_MEASURES if not MEASURES[name].needs_radius]
    pd.testing.assert_frame_equal(at_radius(coverage_table(near, fixed), far, names), expected)


def test_every_value_of_a_region_is_computed_from_its_parts(tables):
    wanted = CentreFilter(programmes=("public-library",))
    found = {level: coverage(level, wanted, tables) for level in ("country", "region", "region6", "province")}
    provinces = found["province"]
    assert provinces["centre_count"].sum() == found["country"]["centre_count"]["TH"] == 67
    sums = provinces.groupby("parent_code")[["centre_count", "population"]].sum()
    assert found["region"]["centre_count"].to_dict() == sums["centre_count"].to_dict()
    ratio = 1e5 * sums["centre_count"] / sums["population"].astype(float)
    assert found["region"]["centres_per_100k"].to_dict() == pytest.approx(ratio.to_dict())
    assert found["region6"]["centre_count"].sum() == 67


def test_planned_centres_count_nowhere_even_when_they_are_shown(tables):
    wanted = CentreFilter(programmes=("tk-park",), status=())
    shown = coverage(Level.PROVINCE, wanted, tables)
    assert shown["centre_count"]["92"] == 0
    assert len(apply_filter(tables.centres, tables.programmes, wanted).centres) == 21
    assert shown["centre_count"].sum() == 19


def test_derived_corners_are_counted_apart(tables):
    wanted = CentreFilter(programmes=("district-corner",))
    table = coverage(Level.PROVINCE, wanted, tables)
    assert (table["derived_count"]["10"], table["centre_count"]["10"], table["claim"]["10"]) == (50, 0, "unknown")


def test_one_building_in_two_programmes_is_one_centre():
    place = {"province_code": "10", "site_id": "s"}
    rows = made_centres({"programme_id": "a", **place}, {"programme_id": "b", "district_code": "1001", **place})
    both = coverage(Level.PROVINCE, CentreFilter(programmes=("a", "b")), Tables(rows, PROGRAMMES))
    assert both["centre_count"]["10"] == 1
    assert coverage(Level.DISTRICT, EVERYTHING, Tables(rows, PROGRAMMES))["centre_count"]["1001"] == 1
    assert district_unknown(rows)["10"] == 0
    assert (
        coverage(Level.PROVINCE, CentreFilter(programmes=("a",)), Tables(rows, PROGRAMMES))["centre_count"]["10"] == 1
    )


def test_a_filter_by_area_makes_no_claim_about_the_others(tables):
    wanted = CentreFilter(programmes=("bma-library",), groups=("BMA-BKC",))
    khet = coverage(Level.DISTRICT, wanted, tables)
    assert set(khet["claim"][areas(Level.DISTRICT)["bma_group_code"] != "BMA-BKC"]) == {"out_of_scope"}
    north = CentreFilter(programmes=("public-library",), regions=("R4-N",))
    assert coverage(Level.REGION, north, tables)["claim"].to_dict() == {
        "R4-C": "out_of_scope", "R4-N": "has_one", "R4-NE": "out_of_scope", "R4-S": "out_of_scope",
    }  # fmt: skip
    met = CentreFilter(programmes=("bma-library",), groups=("BMA-BKC",), districts=("1001", "1003"))
    claims = coverage(Level.DISTRICT, met, tables)["claim"]
    assert claims.index[claims != "out_of_scope"].tolist() == ["1001"]


def test_a_filter_that_looks_at_part_of_an_area_says_has_none_only_where_all_of_it_has_none():
    wanted = CentreFilter(provinces=("52",))
    assert coverage(Level.REGION, wanted, made_tables())["claim"]["R4-N"] == "has_none"
    elsewhere = coverage(Level.REGION, wanted, made_tables({"province_code": "50"})).loc["R4-N"]
    assert (elsewhere["claim"], elsewhere["claim_reason"], elsewhere["centre_count"]) == ("has_other", "area", 0)


def test_a_centre_that_fell_out_for_want_of_a_year_is_in_doubt():
    tables = made_tables({"province_code": "52"}, {"province_code": "53", "opened_be": 2500})
    wanted = CentreFilter(opened_from_be=2550, include_year_unknown=False)
    table = coverage(Level.PROVINCE, wanted, tables)
    assert (table["claim"]["52"], table["claim"]["53"]) == ("unknown", "has_other")


def test_centres_without_a_position_are_counted_by_site():
    point = {"longitude": 100.5, "latitude": 13.7, "location_precision": "site"}
    rows = made_centres(
        {"district_code": "1001", **point}, {"district_code": "1001"}, {"district_code": "1001", "basis": "derived"},
        {"district_code": "1001", "status": "planned"}, {}, {"site_id": "c0004"}, {"province_code": "52"},
    )  # fmt: skip
    assert unplaced_in("1001", rows) == 1
    assert unplaced_in("10", rows) == 2
    assert unplaced_in("BMA-BKC", rows) == 1
    assert unplaced_in("TH", rows) == 3
    assert unplaced_in("5201", rows) == 0


CENTRE = st.fixed_dictionaries({
    "programme_id": st.sampled_from(["a", "b"]),
    "district_code": st.sampled_from(DISTRICTS),
    "known_to": st.sampled_from(["district", "province", "site", "town"]),
    "status": st.sampled_from(["open", "open", "planned", "closed"]),
    "basis": st.sampled_from(["reported", "reported", "derived"]),
    "access": st.sampled_from(["public", "public", "residents", "unknown"]),
    "opened_be": st.sampled_from([None, 2500, 2560]),
    "site": st.integers(0, 6),
    "longitude": st.floats(97.5, 105.5),
    "latitude": st.floats(6, 20),
})  # fmt: skip


def placed(drawn):
    rows = []
    for position, row in enumerate(drawn):
        known = row["known_to"]
        point = {"longitude": row["longitude"], "latitude": row["latitude"]} if known in ("site", "town") else {}
        district = None if known == "province" else row["district_code"]
        rows.append({
            "centre_id": f"c{position}", "programme_id": row["programme_id"], "location_precision": known,
            "province_code": row["district_code"][:2], "district_code": district, "status": row["status"],
            "basis": row["basis"], "access": row["access"], "opened_be": row["opened_be"],
            # A building stands in one district.
            "site_id": f"s{row['site']}-{row['district_code']}", **point,
        })  # fmt: skip
    return made_centres(*rows)


CENTRES = st.lists(CENTRE, max_size=8).map(placed)


@settings(max_examples=25)
@given(CENTRES)
def test_districts_and_district_unknown_make_the_province(centres):
    districts = coverage(Level.DISTRICT, EVERYTHING, Tables(centres, PROGRAMMES), measures=["centre_count"])
    provinces = coverage(Level.PROVINCE, EVERYTHING, Tables(centres, PROGRAMMES), measures=["centre_count"])
    sums = districts.groupby("parent_code")["centre_count"].sum().reindex(provinces.index)
    assert (sums + district_unknown(centres) == provinces["centre_count"]).all()
    country = coverage(Level.COUNTRY, EVERYTHING, Tables(centres, PROGRAMMES), measures=["centre_count"])
    assert provinces["centre_count"].sum() == country["centre_count"]["TH"]


@settings(max_examples=25)
@given(st.lists(CENTRE, min_size=1, max_size=6), st.sampled_from(list(Level)))
def test_a_new_centre_lowers_no_count_or_presence_and_raises_no_distance(drawn, level):
    more = placed(drawn)
    fewer = more.iloc[:-1]
    before = coverage(level, EVERYTHING, Tables(fewer, PROGRAMMES), measures=SUPPLY)
    after = coverage(level, EVERYTHING, Tables(more, PROGRAMMES), measures=SUPPLY)
    assert (after["centre_count"] >= before["centre_count"]).all()
    for name in ("presence_share_areas", "presence_share_people", "centres_per_100k"):
        both = before[name].notna() & after[name].notna()
        assert (after[name][both] >= before[name][both]).all()
    # One more without a known position can leave too few known ones for any distance to be told.
    near = before["nearest_centre_km"].notna() & after["nearest_centre_km"].notna()
    assert (after["nearest_centre_km"][near] <= before["nearest_centre_km"][near]).all()
    assert (after["centres_needed"].fillna(0) <= before["centres_needed"].fillna(0)).all()
    had = before["claim"] == "has_one"
    assert (after["claim"][had] == "has_one").all()


@settings(max_examples=25)
@given(CENTRES, st.sampled_from(list(Level)))
def test_values_keep_their_ranges(centres, level):
    table = coverage(level, EVERYTHING, Tables(centres, PROGRAMMES), measures=SUPPLY)
    for name in ("presence_share_areas", "presence_share_people"):
        assert table[name].dropna().between(0, 1).all()
    assert np.isfinite(table["people_per_centre"].dropna()).all()
    assert table["people_per_centre"].isna().eq(table["centre_count"] == 0).all()
    assert ((table["claim"] == "has_one") == (table["centre_count"] > 0)).all()
    assert table[SUPPLY].dtypes.map(pd.api.types.is_numeric_dtype).all()


@settings(max_examples=40)
@given(
    CENTRES,
    st.builds(
        CentreFilter,
        programmes=st.sampled_from([(), ("a",), ("b",)]),
        districts=st.sampled_from([(), ("1001",), ("5201", "8401")]),
        groups=st.sampled_from([(), ("BMA-BKC",)]),
        opened_from_be=st.sampled_from([None, 2550]),
        include_year_unknown=st.booleans(),
    ),
)
def test_kept_fallen_out_for_want_of_a_value_and_unmatched_make_all(centres, wanted):
    assume(len(centres))
    found = apply_filter(centres, PROGRAMMES, wanted)
    assert found.out_of == len(centres)
    assert sum(found.dropped_missing.values()) == len(found.undecided)
    assert not set(found.centres["centre_id"]) & set(found.undecided["centre_id"])
    unmatched = set(centres["centre_id"]) - set(found.centres["centre_id"]) - set(found.undecided["centre_id"])
    assert len(found.centres) + len(found.undecided) + len(unmatched) == len(centres)
    # What no value is missing for is decided: a wider filter keeps at least as much.
    assert len(apply_filter(centres, PROGRAMMES, CentreFilter(access=(), status=())).centres) == len(centres)
