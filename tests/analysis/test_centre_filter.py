from __future__ import annotations

import pytest

from analysis.centre_filter import CentreFilter, apply_filter, plain_text
from registry.store import Register
from tests.analysis.making import made_centres, made_programmes


@pytest.fixture(scope="module")
def register():
    return Register.in_memory()


def kept(register, **wanted):
    found = apply_filter(
        register.centres(located=False), register.programmes(), CentreFilter(**wanted), register.programme_details()
    )
    return found.centres


def test_by_default_the_open_public_centres_of_all_programmes_stay(register):
    assert len(kept(register)) == 321
    assert len(kept(register, access=(), status=())) == 335
    assert len(kept(register, access=())) == 328


@pytest.mark.parametrize(("wanted", "count"), [
    ({"programmes": ("relearning",)}, 9),
    ({"programmes": ("high-rise",)}, 0),
    ({"programmes": ("high-rise",), "access": ("residents",)}, 3),
    ({"programmes": ("tk-park",), "status": ("planned",)}, 2),
    ({"basis": ("derived",)}, 50),
    ({"precision": ("town",)}, 75),
    ({"precision": ("inferred",)}, 7),
    ({"partners": ("มูลนิธิตลาดหลักทรัพย์แห่งประเทศไทย",)}, 9),
    ({"partners": ("องค์กรปกครองส่วนท้องถิ่น",)}, 19),
    ({"owners": ("กรุงเทพมหานคร (BMA)",), "basis": ("reported",)}, 40),
    ({"provinces": ("84",)}, 3),
    ({"districts": ("1001",), "programmes": ("bma-library",)}, 2),
])  # fmt: skip
def test_each_filter_keeps_what_the_file_says(register, wanted, count):
    assert len(kept(register, **wanted)) == count


def test_regions_go_by_either_scheme(register):
    both = kept(register, programmes=("relearning",), regions=("R4-N",))
    assert set(both["province_code"]) == {"52", "53", "67"}
    west = kept(register, programmes=("relearning",), regions=("R6-W",))
    assert set(west["province_code"]) == {"71"}


@pytest.mark.parametrize("text", ["ห้องสมุดสีเขียว", "หองสมุด สีเขียว", " ห้องสมุดสี เขียว ", "สีเขียว"])
def test_a_search_forgives_tone_marks_and_spaces(register, text):
    assert kept(register, text=text)["centre_id"].tolist() == ["bma-library-005"]


def test_a_search_finds_english_in_any_case(register):
    assert "tk-park-008" in kept(register, text="PHUKET knowledge")["centre_id"].tolist()
    assert len(kept(register, text="  ่ ")) == len(kept(register))
    assert kept(register, text="<script>").empty


def test_sara_am_is_found_however_it_is_typed():
    assert plain_text("ล\u0e33ปาง") == plain_text("ล\u0e4d\u0e32ปาง")


def test_what_fell_out_for_want_of_a_value_is_counted_by_what_is_missing():
    rows = made_centres(
        {"district_code": "1001", "opened_be": 2560}, {"opened_be": 2560}, {"district_code": "1002", "opened_be": 2560},
        {"district_code": "1001"}, {"district_code": "1001", "opened_be": 2560, "access": "unknown"},
        {"district_code": "1001", "opened_be": 2500},
    )  # fmt: skip
    wanted = CentreFilter(districts=("1001",), opened_from_be=2550, include_year_unknown=False)
    found = apply_filter(rows, made_programmes(), wanted)
    assert found.centres["centre_id"].tolist() == ["c0000"]
    assert found.dropped_missing == {"district": 1, "years": 1, "access": 1}
    assert found.undecided["centre_id"].tolist() == ["c0001", "c0003", "c0004"]
    assert found.out_of == 6


def test_years_keep_the_unknown_unless_told_otherwise():
    rows = made_centres({"opened_be": 2549}, {"opened_be": 2550}, {"opened_be": 2560}, {"opened_be": 2561}, {})
    wanted = CentreFilter(opened_from_be=2550, opened_to_be=2560)
    assert apply_filter(rows, made_programmes(), wanted).centres["centre_id"].tolist() == ["c0001", "c0002", "c0004"]


def test_a_filter_is_a_key():
    assert hash(CentreFilter()) == hash(CentreFilter())
    assert CentreFilter(text="a") != CentreFilter()
