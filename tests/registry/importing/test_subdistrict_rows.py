"""Rows of subdistricts that moved, were renamed, split or abolished, share a name, or stand beside their district."""

from __future__ import annotations

import pytest

from analysis.counts import Counts
from geodata.codes import Level
from tests.registry.importing.making import adds_up, apart, csv_bytes, outcomes, planned, untouched
from ui.text import text

COUNTS = ["จังหวัด", "อำเภอ", "ตำบล", "จำนวน (แห่ง)"]
NAMES = ["ชื่อ", "จังหวัด", "อำเภอ", "ตำบล"]


def imported(*rows):
    plan = planned(csv_bytes(rows))
    assert adds_up(plan)
    return plan


def counted(plan):
    table = plan.batch.area_counts
    return dict(zip(table["admin_code"], table["count"].tolist(), strict=True))


def said(problem):
    """Return what is said of a row or a file, in Thai and in English."""
    return text(f"error.{problem.key}", lang="th", **problem.params), str(problem)


def problem_of(plan, row, key):
    return next(one for one in next(one for one in plan.rows() if one.row == row).problems if one.key == key)


NEVER_ADDED = (
    "Areas with a number of their own and with numbers of their parts (แม่เมาะ ลำปาง 5202; 1 in all): these are never "
    "added up, the larger counts."
)
MOVED = ["หนองคาย", "บึงกาฬ", "หนองเข็ง", "3"]
HALF_NEW = ["บึงกาฬ", "เมืองบึงกาฬ", "หนองเข็ง", "3"]
BY_OLD_CODE = ["", "", "430304", "3"]


@pytest.mark.parametrize("row", [MOVED, HALF_NEW, BY_OLD_CODE])
def test_one_that_moved_and_was_renamed_is_the_one_it_became_and_counts_once(row):
    plan = imported(COUNTS, row, ["บึงกาฬ", "เมืองบึงกาฬ", "โนนสว่าง", "3"])
    assert counted(plan) == {"380103": 3}
    assert outcomes(plan)[3] == ("duplicate", ["row_same_row"])
    assert said(problem_of(plan, 2, "row_abolished")) == (
        "พื้นที่ที่ระบุย้ายสังกัด เปลี่ยนชื่อ หรือถูกยุบไปแล้ว จึงใช้ โนนสว่าง 380103 ที่รับช่วงต่อ",
        "The area named was moved, renamed or abolished; taken as โนนสว่าง 380103, which it became.",
    )


def test_one_that_was_abolished_for_nothing_is_no_area_of_a_count_and_leaves_a_centre_its_district():
    where = ["กรุงเทพมหานคร", "ป้อมปราบศัตรูพ่าย", "นางเลิ้ง"]
    plan = imported(COUNTS, [*where, "2"])
    assert (counted(plan), outcomes(plan)[2]) == ({}, ("rejected", ["row_unknown_area"]))
    assert said(problem_of(plan, 2, "row_unknown_area")) == ("ไม่มีพื้นที่ 'นางเลิ้ง'", "There is no area 'นางเลิ้ง'.")
    plan = imported(NAMES, ["หอ ก", *where])
    assert plan.batch.centres[["district_code", "location_precision"]].to_numpy().tolist() == [["1008", "district"]]
    assert said(problem_of(plan, 2, "row_unknown_subdistrict")) == (
        "ไม่มีตำบล/แขวง 'นางเลิ้ง' ที่นั่น จึงวางเท่าที่ทราบ",
        "There is no subdistrict 'นางเลิ้ง' there; placed by what is known.",
    )


def test_one_that_was_split_is_a_question_and_its_parts_are_named():
    plan = imported(COUNTS, ["กทม", "บางนา", "บางนา", "4"])
    assert (counted(plan), outcomes(plan)[2]) == ({}, ("rejected", ["row_ambiguous"]))
    assert [one.split(" (")[1].split(")")[0] for one in said(problem_of(plan, 2, "row_ambiguous"))] == [
        "บางนาเหนือ บางนา กรุงเทพมหานคร 104702, บางนาใต้ บางนา กรุงเทพมหานคร 104703"
    ] * 2


def test_two_of_one_name_in_one_province_are_told_apart_by_their_district_alone():
    plan = imported(
        COUNTS, ["กทม", "", "บางจาก", "9"], ["กทม", "พระโขนง", "บางจาก", "1"], ["กทม", "ภาษีเจริญ", "บางจาก", "2"]
    )
    assert counted(plan) == {"100905": 1, "102206": 2}
    assert outcomes(plan)[2] == ("rejected", ["row_ambiguous"])
    which = "บางจาก พระโขนง กรุงเทพมหานคร 100905, บางจาก ภาษีเจริญ กรุงเทพมหานคร 102206"
    assert said(problem_of(plan, 2, "row_ambiguous")) == (
        f"'บางจาก กทม' อาจเป็นได้หลายพื้นที่ ({which}) กรุณาระบุอำเภอ/เขตหรือจังหวัดด้วย",
        f"'บางจาก กทม' may be one of several areas ({which}). Say its district or province too.",
    )


@pytest.mark.parametrize(("total", "wrong"), [("5", []), ("9", [(9, 5)])])
def test_a_district_and_its_subdistricts_in_one_table_are_said_and_not_added_up(total, wrong):
    rows = [[*("ลำปาง", "แม่เมาะ"), *row] for row in (["", "5"], ["บ้านดง", "2"], ["แม่เมาะ", "2"])]
    plan = imported(COUNTS, *rows, ["รวม", "", "", total])
    assert counted(plan) == {"5202": 5, "520201": 2, "520204": 2}
    assert apart(plan) == {5: "row_total"}
    notes = {note.key: note for note in plan.sheets[0].notes}
    assert said(notes["note_parts"]) == (
        "มี 1 พื้นที่ที่ให้ทั้งจำนวนของตนเองและจำนวนของพื้นที่ย่อย (แม่เมาะ ลำปาง 5202) ไม่นำมาบวกกัน ใช้จำนวนที่มากกว่า",
        NEVER_ADDED,
    )
    differs = [notes["note_total_differs"].params] if "note_total_differs" in notes else []
    assert [(params["total"], params["sum"]) for params in differs] == wrong
    nobody = untouched().tables(located=False).centres.head(0)
    counts = Counts(nobody, plan.batch.area_counts, ["public-library"])
    assert counts.unnamed(Level.DISTRICT)["5202"] == counts.in_all() == 5


def test_subdistricts_alone_need_no_word():
    plan = imported(COUNTS, ["ลำปาง", "แม่เมาะ", "บ้านดง", "2"], ["ลำปาง", "แม่เมาะ", "แม่เมาะ", "2"])
    assert "note_parts" not in {note.key for note in plan.sheets[0].notes}
