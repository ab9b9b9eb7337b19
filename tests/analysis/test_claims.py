from __future__ import annotations

import doctest
import importlib

import pytest

from analysis.centre_filter import CentreFilter
from analysis.claims import claims, programmes_of
from analysis.coverage import coverage
from analysis.gaps import gaps
from analysis.selection import filtered
from geodata.codes import Level
from registry.errors import UnknownProgrammeError
from tests.analysis.making import made_centres, made_counts, made_programmes, made_tables


def claim(code, level, *rows, programmes=None, ids=(), **more):
    programmes = made_programmes() if programmes is None else programmes
    chosen = programmes_of(programmes, ids)
    return claims(level, chosen, made_centres(*rows), made_counts({}), **more)["claim"][code]


def test_a_recorded_centre_is_had_by_its_area_and_all_that_contain_it():
    row = {"province_code": "52", "district_code": "5201", "location_precision": "district"}
    levels = {"5201": "district", "52": "province", "R4-N": "region", "R6-N": "region6", "TH": "country"}
    for code, level in levels.items():
        assert claim(code, level, row) == "has_one"


def test_a_complete_list_says_has_none():
    assert claim("5202", "district", {"province_code": "52", "district_code": "5201"}) == "has_none"
    assert claim("53", "province", {"province_code": "52"}) == "has_none"


@pytest.mark.parametrize("list_status", ["partial", "none", "derived"])
def test_any_other_list_says_unknown(list_status):
    programmes = made_programmes({"list_status": list_status})
    assert claim("53", "province", {"province_code": "52"}, programmes=programmes) == "unknown"
    assert claim("52", "province", {"province_code": "52"}, programmes=programmes) == "has_one"


def test_a_centre_known_only_to_its_province_may_be_in_any_of_its_districts():
    rows = ({"province_code": "52"}, {"province_code": "10"})
    assert claim("5201", "district", *rows) == "unknown"
    assert claim("5301", "district", *rows) == "has_none"
    assert claim("BMA-BKC", "bma_group", *rows) == "unknown"
    assert claim("52", "province", *rows) == "has_one"


def test_outside_the_scope_no_claim_is_made():
    programmes = made_programmes({"scope_codes": "10 52"})
    assert claim("53", "province", programmes=programmes) == "out_of_scope"
    assert claim("52", "province", programmes=programmes) == "has_none"
    assert claim("5203", "district", programmes=programmes) == "has_none"
    assert claim("R4-S", "region", programmes=programmes) == "out_of_scope"
    assert claim("R4-N", "region", programmes=programmes) == "has_none"
    assert claim("BMA-TNS", "bma_group", programmes=programmes) == "has_none"


@pytest.mark.parametrize("level", list(Level))
def test_programmes_that_are_no_places_make_no_claim(level):
    programmes = made_programmes({"list_status": "not-a-place"})
    assert set(claims(level, programmes, made_centres(), made_counts({}))["claim"]) == {"out_of_scope"}


def test_a_set_says_has_none_only_where_all_its_lists_are_complete():
    programmes = made_programmes(
        {"programme_id": "a", "scope_codes": "10", "list_status": "complete"},
        {"programme_id": "b", "scope_codes": "TH", "list_status": "partial"},
        {"programme_id": "c", "scope_codes": "10", "list_status": "not-a-place"},
    )
    assert claim("1001", "district", programmes=programmes, ids=("a",)) == "has_none"
    assert claim("1001", "district", programmes=programmes, ids=("a", "c")) == "has_none"
    assert claim("1001", "district", programmes=programmes, ids=("a", "b")) == "unknown"
    assert claim("5201", "district", programmes=programmes, ids=("a", "b")) == "unknown"


def test_planned_and_closed_rows_make_no_claim_and_derived_ones_none_that_is_certain():
    place = {"province_code": "10", "district_code": "1001"}
    assert claim("1001", Level.DISTRICT, {**place, "status": "planned"}, {**place, "status": "closed"}) == "has_none"
    table = about({}, {**place, "basis": "derived"}, level=Level.DISTRICT)
    assert table.loc["1001"].tolist() == ["unknown", "derived"]
    assert table["claim"]["1002"] == "has_none"


def about(wanted, *rows, level=Level.PROVINCE, programmes=(), counts=None):
    """Return claims and reasons of a filter on made-up centres."""
    return filtered(CentreFilter(**wanted), made_tables(*rows, programmes=programmes, counts=counts)).claims(level)


LAMPANG = {"province_code": "52", "district_code": "5201"}


@pytest.mark.parametrize(("wanted", "row", "claimed"), [
    ({}, {"access": "residents"}, ["has_other", "residents"]),
    ({}, {"access": "military-and-community"}, ["has_other", "community"]),
    ({"access": ("residents",)}, {}, ["has_other", "public"]),
    ({}, {"access": "unknown"}, ["unknown", "access_unknown"]),
    ({"opened_from_be": 2565}, {"opened_be": 2563}, ["has_other", "earlier"]),
    ({"opened_to_be": 2560}, {"opened_be": 2563}, ["has_other", "later"]),
    ({"opened_from_be": 2565}, {}, ["unknown", "year_unknown"]),
    ({"opened_from_be": 2565, "include_year_unknown": False}, {}, ["unknown", "year_unknown"]),
    ({"include_year_unknown": False}, {}, ["has_other", "year_unknown"]),
    ({"status": ("planned",)}, {}, ["has_other", "status"]),
    ({"precision": ("site",)}, {"location_precision": "district"}, ["has_other", "precision"]),
    ({"basis": ("derived",)}, {}, ["has_other", "basis"]),
    ({"owners": ("another",)}, {}, ["has_other", "owner"]),
    ({"partners": ("another",)}, {}, ["has_other", "partner"]),
    ({"text": "another"}, {}, ["has_other", "text"]),
    ({"text": "another"}, {"access": "residents", "opened_be": 2500}, ["has_other", "residents"]),
    ({"text": "another"}, {"access": "unknown"}, ["has_other", "text"]),
    ({}, {}, ["has_one", ""]),
])  # fmt: skip
def test_a_filter_that_leaves_a_centre_out_says_why_and_never_has_none(wanted, row, claimed):
    table = about(wanted, {**LAMPANG, **row})
    assert table.loc["52"].tolist() == claimed
    assert table["claim"]["53"] == "has_none"


def test_of_two_centres_the_one_that_may_be_meant_keeps_the_area_unknown():
    rows = ({**LAMPANG, "opened_be": 2563}, LAMPANG)
    assert about({"opened_from_be": 2565}, *rows).loc["52"].tolist() == ["unknown", "year_unknown"]


def test_where_a_centre_may_be_that_is_not_counted_has_none_is_not_said():
    table = about({}, {"province_code": "52", "access": "residents"}, level=Level.DISTRICT)
    assert table.loc["5201"].tolist() == ["unknown", "place_unknown"]
    assert table.loc["5301"].tolist() == ["has_none", ""]


def test_a_building_without_a_recorded_khet_is_in_the_one_whose_polygon_holds_its_point():
    point = {"longitude": 100.4754, "latitude": 13.7807, "location_precision": "site"}
    assert about({}, point, level=Level.DISTRICT).loc["1025"].tolist() == ["has_one", ""]
    town = about({}, {**point, "location_precision": "town"}, level=Level.DISTRICT)
    assert town.loc["1025"].tolist() == ["unknown", "place_unknown"]


def test_a_filter_by_area_says_of_a_larger_area_that_its_centre_lies_elsewhere_in_it():
    table = about({"provinces": ("50",)}, LAMPANG, level=Level.REGION)
    assert table.loc["R4-N"].tolist() == ["has_other", "area"]
    assert table.loc["R4-S"].tolist() == ["out_of_scope", ""]


@pytest.mark.parametrize("level", list(Level))
def test_filters_without_an_area_in_common_look_at_nothing(level):
    table = about({"regions": ("R4-N",), "provinces": ("84",)}, LAMPANG, level=level)
    assert set(table["claim"]) == {"out_of_scope"}
    assert set(table["claim_reason"]) == {"no_common_area"}


def test_what_a_partner_counts_without_naming_it_is_not_none_for_a_filter_that_asks_for_names():
    table = about({"text": "another"}, counts={"52": 2})
    assert table.loc["52"].tolist() == ["unknown", "count"]
    assert about({}, counts={"52": 2}).loc["52"].tolist() == ["has_one", ""]


def test_an_unknown_programme_is_a_sentence_and_an_empty_register_is_not():
    with pytest.raises(UnknownProgrammeError, match=r"no programme 'x'. Use one of libraries"):
        programmes_of(made_programmes(), ["x"])
    assert programmes_of(made_programmes().iloc[:0], ["x"]).empty


def khet_of_high_rises(tables, **wanted):
    return filtered(CentreFilter(programmes=("high-rise",), **wanted), tables).claims(Level.DISTRICT)


def test_libraries_in_high_rises_leave_no_khet_without(tables):
    """One is recorded in Bangkok Noi, one has a point in Bang Phlat, and of the third the khet is not known."""
    table = khet_of_high_rises(tables)
    for khet in ("1020", "1025"):
        assert table.loc[khet].tolist() == ["has_other", "residents"]
    others = table[table["claim"] != "out_of_scope"].drop(index=["1020", "1025"])
    assert len(others) == 48
    assert set(others["claim"]) == {"unknown"}
    everybodys = khet_of_high_rises(tables, access=())
    assert everybodys["claim"].value_counts().to_dict() == {"out_of_scope": 878, "unknown": 48, "has_one": 2}


def test_a_founding_library_opened_earlier_and_the_year_of_seven_is_unknown(tables):
    years = CentreFilter(programmes=("relearning",), opened_from_be=2565)
    table = filtered(years, tables).claims(Level.PROVINCE)
    assert table.loc["84"].tolist() == ["has_other", "earlier"]
    assert set(table["claim_reason"][["34", "40", "52", "67", "71", "75", "95"]]) == {"year_unknown"}
    found = gaps(Level.PROVINCE, years, tables)
    assert found.ranked.empty
    assert set(found.to_check["centre_count"]) == {0}


def test_filters_without_an_area_in_common_rank_and_count_nothing(tables):
    nowhere = CentreFilter(programmes=("relearning",), regions=("R4-N",), provinces=("84",))
    found = gaps(Level.PROVINCE, nowhere, tables)
    assert found.ranked.empty
    assert found.to_check.empty
    table = coverage(Level.PROVINCE, nowhere, tables, measures=["centre_count", "people_per_centre"])
    assert set(table["centre_count"]) == {0}
    assert table["population_in_scope"].isna().all()


@pytest.mark.parametrize("name", ["claims", "scope"])
def test_the_examples_of_the_rule_hold(name):
    result = doctest.testmod(importlib.import_module(f"analysis.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
