from __future__ import annotations

import pytest

from analysis.claims import claims, programmes_of
from geodata.codes import Level
from registry.errors import UnknownProgrammeError
from tests.analysis.making import made_centres, made_counts, made_programmes


def claim(code, level, *rows, programmes=None, undecided=None, ids=()):
    programmes = made_programmes() if programmes is None else programmes
    chosen = programmes_of(programmes, ids)
    return claims(level, chosen, made_centres(*rows), made_counts({}), undecided=undecided)[code]


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
    assert set(claims(level, programmes, made_centres(), made_counts({}))) == {"out_of_scope"}


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


def test_derived_planned_and_closed_rows_never_make_a_claim():
    place = {"province_code": "10", "district_code": "1001"}
    rows = ({**place, "basis": "derived"}, {**place, "status": "planned"}, {**place, "status": "closed"})
    assert claim("1001", "district", *rows) == "has_none"


def test_where_an_undecided_centre_may_be_has_none_is_not_said():
    unsure = made_centres({"province_code": "52", "district_code": "5201"}, {"province_code": "10"})
    assert claim("5201", "district", undecided=unsure) == "unknown"
    assert claim("5202", "district", undecided=unsure) == "has_none"
    assert claim("1001", "district", undecided=unsure) == "unknown"
    assert claim("52", "province", undecided=unsure) == "unknown"


def test_an_unknown_programme_is_a_sentence_and_an_empty_register_is_not():
    with pytest.raises(UnknownProgrammeError, match=r"no programme 'x'. Use one of libraries"):
        programmes_of(made_programmes(), ["x"])
    assert programmes_of(made_programmes().iloc[:0], ["x"]).empty
