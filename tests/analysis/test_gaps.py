"""Gaps of the real register and of made ones: who is ranked, who has to be checked, what closes nothing."""

from __future__ import annotations

from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.coverage import coverage
from analysis.demand import population
from analysis.gaps import gaps
from analysis.ranking import Weights
from geodata.areas import areas
from geodata.codes import Level
from registry.tables import Tables
from tests.analysis.making import IN_BANGKOK, made_tables

BMA = CentreFilter(programmes=("bma-library",))
SAI_MAI = "1042"
NEAR = {"district_code": "1001", "longitude": 100.494, "latitude": 13.757, "location_precision": "site"}


def made(*centres, level=Level.DISTRICT, programme=IN_BANGKOK, **options):
    return gaps(level, CentreFilter(), made_tables(*centres, programmes=[programme]), **options)


def test_the_bma_libraries_leave_exactly_the_21_khet(tables):
    found = gaps(Level.DISTRICT, BMA, tables)
    centres = tables.centres
    with_one = set(centres.loc[centres["programme_id"] == "bma-library", "district_code"])
    bangkok = {code for code in areas(Level.DISTRICT).index if code.startswith("10")}
    assert set(found.ranked.index) == bangkok - with_one
    assert len(found.ranked) == 21
    assert found.ranked["people"].sum() == 1_894_738
    assert found.ranked["rank"].tolist() == list(range(1, 22))
    assert found.ranked["gap_score"].is_monotonic_decreasing
    assert set(found.ranked["claim"]) == {Claim.HAS_NONE}
    assert found.to_check.empty
    assert set(found.ranked["radius_km"]) == {2.0}


def test_a_row_says_what_the_table_of_measures_says(tables):
    """The list computes nothing anew: the same numbers as coverage, beside the ages of the statistics."""
    found = gaps(Level.DISTRICT, BMA, tables, radius_km=3)
    row = found.ranked.loc[SAI_MAI]
    table = coverage(Level.DISTRICT, BMA, tables, radius_km=3)
    for column in ("people_beyond_km", "mean_distance_km", "centres_needed", "nearest_centre_km", "nearest_centre_id"):
        assert row[column] == table.loc[SAI_MAI, column]
    ages = population(Level.DISTRICT).loc[SAI_MAI]
    assert (row["people"], row["age_0_14"], row["age_60_plus"]) == (212_912, ages["age_0_14"], ages["age_60_plus"])
    assert row["radius_km"] == 3


def test_a_partial_list_has_no_gaps_but_areas_to_check(tables):
    found = gaps(Level.PROVINCE, CentreFilter(programmes=("public-library",)), tables)
    assert found.ranked.empty
    assert set(found.to_check["claim"]) == {Claim.UNKNOWN}
    assert found.to_check["people"].is_monotonic_decreasing
    assert {"rank", "gap_score"}.isdisjoint(found.to_check.columns)


def test_out_of_scope_is_in_no_list(tables):
    found = gaps(Level.PROVINCE, CentreFilter(programmes=("relearning",)), tables)
    assert found.ranked.empty
    assert found.to_check.empty
    assert set(found.far.index) <= {"34", "40", "52", "53", "67", "71", "75", "84", "95"}


def test_derived_rows_close_no_gap_and_prove_none(tables):
    """Every khet's office has a book corner by count alone: all fifty have to be checked, none is served."""
    found = gaps(Level.DISTRICT, CentreFilter(programmes=("district-corner",)), tables)
    assert found.ranked.empty
    assert len(found.to_check) == 50
    assert set(found.to_check["derived_count"]) == {1}
    derived = [{"district_code": "1042", "basis": "derived"}]
    with_derived = made({"district_code": "1001"}, *derived)
    assert SAI_MAI not in with_derived.ranked.index
    assert SAI_MAI in with_derived.to_check.index
    assert with_derived.to_check.loc[SAI_MAI, "derived_count"] == 1
    assert len(with_derived.ranked) == len(made({"district_code": "1001"}).ranked) - 1 == 48


def test_a_centre_somewhere_in_the_city_makes_every_khet_uncertain():
    found = made({"district_code": "1001"}, {})
    assert found.ranked.empty
    assert len(found.to_check) == 49


def test_presence_and_distance_stand_side_by_side():
    """A library at the western edge of Bang Khun Thian serves few of its people, and none of Thawi Watthana's."""
    west = {"district_code": "1021", "longitude": 100.36, "latitude": 13.64, "location_precision": "site"}
    found = made(west, radius_km=2)
    assert found.far.index.tolist() == ["1021"]
    assert found.far.loc["1021", "presence_distance"] == "has_one_most_beyond"
    assert (found.ranked["presence_distance"] == "").all()
    wide = made(west, radius_km=50)
    assert wide.far.empty
    assert wide.ranked.loc["1048", "presence_distance"] == "has_none_most_within"
    assert wide.ranked.loc["1003", "presence_distance"] == ""  # Nong Chok, at the other end of the city


def test_without_a_placed_centre_the_other_parts_decide():
    found = made({"district_code": "1001"})
    assert found.ranked["mean_distance_km"].isna().all()
    assert found.ranked["nearest_centre_id"].isna().all()
    assert found.ranked["gap_score"].notna().all()
    assert found.ranked["unplaced_count"].eq(1).all()


def test_weights_and_area_are_those_asked_for():
    inside = made(NEAR, area_code="BMA-BKC", weights=Weights(0, 0, 1))
    assert set(inside.ranked.index) < {code for code in areas(Level.DISTRICT).index if code.startswith("10")}
    assert inside.ranked["gap_score"].equals(inside.ranked["centres_needed_rank"])


def test_children_and_elderly_count_by_their_own_number():
    found = made(NEAR, age="60+")
    ages = population(Level.DISTRICT)["age_60_plus"]
    assert found.ranked["people"].to_dict() == ages[found.ranked.index].to_dict()
    assert (found.ranked["people_beyond_km"] <= found.ranked["people"]).all()


def test_an_empty_register_has_no_gaps():
    found = gaps(Level.DISTRICT, BMA, Tables())
    assert found.ranked.empty
    assert found.to_check.empty
    assert found.far.empty
