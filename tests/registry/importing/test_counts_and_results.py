from __future__ import annotations

import pytest

from analysis.figures import latest
from geodata.areas import areas, children
from geodata.codes import Level
from registry.importing.check.results import metric_of
from registry.importing.columns.totals import is_total
from registry.importing.read.numbers import iso_date, number_with_qualifier, whole_number
from registry.store import Register
from tests.registry.batches import ADMIN
from tests.registry.importing.making import adds_up, apart, csv_bytes, outcomes, planned, xlsx_bytes


def counts_of(rows, **options):
    plan = planned(csv_bytes(rows), **{"programme": "book-house", **options})
    assert adds_up(plan)
    table = plan.batch.area_counts
    return plan, dict(zip(table["admin_code"], table["count"].tolist(), strict=True))


def test_fifty_khet_and_their_total():
    khet = children("10", level=Level.DISTRICT)
    names = areas(Level.DISTRICT).loc[khet, "name_th"]
    rows = [["จำนวนบ้านหนังสือ ข้อมูล ณ 30 กันยายน 2568"], ["ลำดับ", "เขต", "จำนวน (แห่ง)"]]
    rows += [[str(n), name, str(n % 4)] for n, name in enumerate(names)]
    total = sum(n % 4 for n in range(50))
    plan, counts = counts_of([*rows, ["", "รวม", str(total)]], programme="")
    assert counts == {code: n % 4 for n, code in enumerate(khet)}
    assert plan.counts == {"read": 50, "accepted": 50, "warned": 0, "duplicate": 0, "rejected": 0}
    assert apart(plan) == {53: "row_total"}
    assert set(plan.batch.area_counts["as_of"]) == {"2025-09-30"}
    assert [note.key for note in plan.sheets[0].notes] == ["note_apart"]
    wrong, _ = counts_of([*rows, ["", "รวม", "116"]], programme="")
    assert wrong.sheets[0].notes[0].params == {"row": 53, "total": 116, "sum": total}


@pytest.mark.parametrize("text", ["รวม", "รวมทั้งสิ้น", "รวม 50 เขต", "Total", "GRAND TOTAL", "ยอดรวม", "ทั้งหมด", "(รวม)"])
def test_totals_are_known(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["บางรัก", "รวมใจ", "ทั้งสองห้อง", "Totness", "", "-"])
def test_other_names_are_no_totals(text):
    assert not is_total(text)


def test_satang_are_rounded_and_said_and_half_a_person_is_refused():
    rows = [["ปี", "จังหวัด", "ยอดขาย (บาท)"], ["2568", "ลำปาง", "120,000.50"], ["2568", "ยะลา", "มากกว่า 99.25"]]
    plan = planned(csv_bytes(rows), programme="relearning")
    assert [outcomes(plan)[row] for row in (2, 3)] == [("accepted", ["row_rounded"])] * 2
    assert plan.batch.figures["value"].tolist() == [120_001, 99]
    assert plan.batch.figures["qualifier"].tolist() == ["exact", "more_than"]
    rows = [["ปี", "จังหวัด", "ผู้ผ่านการอบรม (คน)"], ["2568", "ลำปาง", "12.50"]]
    assert outcomes(planned(csv_bytes(rows), programme="relearning"))[2] == ("rejected", ["row_bad_value"])


def test_a_total_below_the_years_is_no_result():
    rows = [["ปี พ.ศ.", "จังหวัด", "ผู้ผ่านการอบรม (คน)"], ["2568", "ลำปาง", "120"], ["รวม", "", "120"]]
    plan = planned(csv_bytes(rows), programme="relearning")
    assert apart(plan) == {3: "row_total"}
    assert plan.batch.figures["province_code"].tolist() == ["52"]


def test_a_total_in_a_first_column_that_means_nothing_is_set_apart():
    rows = [["ฝ่าย", "เขต", "จำนวน (แห่ง)"], ["ก", "พระนคร", "2"], ["รวม", "", "2"]]
    plan, counts = counts_of(rows)
    assert (counts, apart(plan)) == ({"1001": 2}, {3: "row_total"})


@pytest.mark.parametrize(("north", "all_", "differs"), [(5, 6, []), (4, 6, [(4, 5)]), (5, 7, [(7, 6)])])
def test_a_total_of_a_group_is_held_against_its_group(north, all_, differs):
    rows = [["จังหวัด", "จำนวน (แห่ง)"], ["ลำปาง", "2"], ["เชียงใหม่", "3"], ["รวมภาคเหนือ", str(north)], ["ชุมพร", "1"]]
    plan, _ = counts_of([*rows, ["รวมทั้งสิ้น", str(all_)]], programme="public-library")
    notes = [note.params for note in plan.sheets[0].notes if note.key == "note_total_differs"]
    assert [(note["total"], note["sum"]) for note in notes] == differs


def test_a_count_of_one_of_several_areas_is_refused():
    rows = [["จังหวัด", "อำเภอ", "จำนวน (แห่ง)"], ["อยุธยา", "Bang Sai", "2"]]
    plan, counts = counts_of(rows, programme="public-library")
    assert (counts, outcomes(plan)[2][0]) == ({}, "rejected")
    assert "row_ambiguous" in outcomes(plan)[2][1]


HEADER = ["จังหวัด", "อำเภอ/เขต", "ตำบล/แขวง", "จำนวน (แห่ง)"]


def test_a_count_belongs_to_the_smallest_area_named():
    rows = [
        HEADER,
        ["ลำปาง", "", "", "3"],
        ["กทม", "พระนคร", "", "๒"],
        ["กทม", "จตุจักร", "จตุจักร", "1,000"],
        ["52", "", "", "3"],
    ]
    plan, counts = counts_of(rows, programme="public-library")
    assert counts == {"52": 3, "1001": 2, "103005": 1000}
    assert outcomes(plan)[5] == ("duplicate", ["row_same_row"])


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (("ลำปาง", "", "", ""), "row_no_count"), (("ลำปาง", "", "", "-"), "row_no_count"),
        (("ลำปาง", "", "", "-3"), "row_bad_count"), (("ลำปาง", "", "", "2.5"), "row_bad_count"),
        (("ลำปาง", "", "", "=1+1"), "row_bad_count"), (("ลำปาง", "", "", "nan"), "row_no_count"),
        (("ลำปาง", "ไม่มีจริง", "", "3"), "row_unknown_area"), (("ไม่มีจริง", "", "", "3"), "row_unknown_province"),
        (("", "", "", "3"), "row_no_place"), (("น่าน", "", "", "4"), "row_area_twice"),
    ],
)  # fmt: skip
def test_a_count_that_cannot_be_is_rejected(cells, key):
    plan, counts = counts_of([HEADER, ["น่าน", "", "", "3"], list(cells)], programme="public-library")
    outcome, keys = outcomes(plan)[3]
    assert (outcome, counts) == ("rejected", {"55": 3})
    assert key in keys


def test_of_columns_by_year_the_latest_is_taken():
    plan, counts = counts_of([["เขต", "2567", "2568"], ["พระนคร", "1", "2"]])
    assert (counts, plan.batch.area_counts["as_of"][0]) == ({"1001": 2}, "2025")
    assert [note.key for note in plan.sheets[0].notes] == ["note_years"]


def test_the_same_counts_again_are_duplicates_and_other_ones_take_their_place():
    register = Register.in_memory()
    rows = [["เขต", "จำนวนแห่ง"], ["พระนคร", "3"], ["ดุสิต", "0"]]
    register.imports.commit(counts_of(rows, register=register)[0].batch, author=ADMIN)
    plan, counts = counts_of([*rows[:2], ["ดุสิต", "1"]], register=register)
    assert [keys for _, keys in outcomes(plan).values()] == [
        ["row_same_values", "row_undated"],
        ["row_undated", "row_updates"],
    ]
    assert counts == {"1002": 1}
    register.imports.commit(plan.batch, author=ADMIN)
    table = register.area_counts()
    assert dict(zip(table["admin_code"], table["count"], strict=True)) == {"1001": 3, "1002": 1}


def results_of(rows, **options):
    plan = planned(csv_bytes(rows), **{"programme": "relearning", **options})
    assert adds_up(plan)
    columns = ["metric", "value", "qualifier", "unit", "date", "province_code", "group_name"]
    plain = plan.batch.figures[columns].astype(object)
    return plan, [tuple(row) for row in plain.where(plain.notna(), None).itertuples(index=False)]


def test_results_by_column_keep_their_measure_unit_and_bound():
    rows = [
        ["ปี พ.ศ.", "ผู้ผ่านการอบรมสะสม (คน)", "ยอดขาย (บาท)"],
        ["2568", "มากกว่า 90,000", "5 ล้าน"],
        ["๒๕๖๗", "", "๔,๐๐๐"],
    ]
    _, figures = results_of(rows)
    assert figures == [
        ("people_trained_cumulative", 90000, "more_than", "people", "2025", None, None),
        ("sales", 5_000_000, "exact", "baht", "2025", None, None),
        ("sales", 4000, "exact", "baht", "2024", None, None),
    ]  # fmt: skip


def test_results_by_row_name_measure_province_group_and_source():
    header = ["ปี", "ตัวชี้วัด", "จังหวัด", "กลุ่ม", "ค่า", "หน่วย", "เท่ากับหรือมากกว่า", "ที่มา"]
    rows = [header, ["31 ธ.ค. 2568", "ผู้ผ่านการอบรม", "จ.ลำปาง", "ผู้สูงอายุ", "120", "คน", "มากกว่า", "รายงาน"]]
    plan, figures = results_of(rows)
    assert figures == [("people_trained", 120, "more_than", "people", "2025-12-31", "52", "ผู้สูงอายุ")]
    assert plan.batch.figures["source"][0] == "รายงาน"


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (("2568", "", "5"), "row_no_metric"), (("2568", "ยอดขาย", "-"), "row_no_value"),
        (("2568", "ยอดขาย", "มาก"), "row_bad_value"),
    ],
)  # fmt: skip
def test_a_result_that_says_too_little_is_rejected(cells, key):
    plan, figures = results_of([["ปี", "ตัวชี้วัด", "จำนวน"], list(cells)])
    assert (outcomes(plan)[2][0], figures) == ("rejected", [])
    assert key in outcomes(plan)[2][1]


def test_a_total_of_measures_is_no_result():
    plan, figures = results_of([["ปี", "ตัวชี้วัด", "จำนวน"], ["2568", "รวม", "5"]])
    assert (plan.read, apart(plan), figures) == (0, {2: "row_total"}, [])


def test_a_year_of_results_becomes_the_latest_and_older_ones_stay():
    register = Register.in_memory()
    before = latest(register.figures(), "relearning", "people_trained_cumulative")
    rows = [["ปี พ.ศ.", "ผู้ผ่านการอบรมสะสม (คน)"], ["2568", "มากกว่า 90,000"]]
    plan, _ = results_of(rows, register=register)
    count = len(register.figures())
    register.imports.commit(plan.batch, author=ADMIN)
    after = latest(register.figures(), "relearning", "people_trained_cumulative")
    assert (before.value, after.value, after.more_than, after.date) == (70000, 90000, True, "2025")
    assert len(register.figures()) == count + 1
    again, figures = results_of(rows, register=register)
    assert (again.counts["duplicate"], figures) == (1, [])
    changed, _ = results_of([rows[0], ["2568", "95000"]], register=register)
    register.imports.commit(changed.batch, author=ADMIN)
    assert len(register.figures()) == count + 1


def test_another_value_for_what_a_source_gave_is_kept_beside_it_with_a_warning():
    rows = [["วันที่", "ตัวชี้วัด", "จำนวน"], ["2024-03", "people_trained_cumulative", "71000"]]
    plan, figures = results_of(rows)
    assert outcomes(plan)[2] == ("warned", ["row_conflict"])
    assert plan.outcomes["problems"][0][0].params["value"] == 70000
    assert len(figures) == 1


def test_three_sheets_of_one_workbook_are_three_kinds():
    sheets = {
        "รายชื่อ": [["ชื่อ", "เขต"], ["บ้านหนังสือก", "พระนคร"]], "จำนวน": [["เขต", "จำนวนแห่ง"], ["ดุสิต", "2"]],
        "ผลงาน": [["ปี", "ผู้เข้าอบรม (คน)"], [2568, 120]], "อื่น": [["สี", "ขนาด"], ["แดง", "ใหญ่"]],
    }  # fmt: skip
    plan = planned(xlsx_bytes([], sheets=sheets), "x.xlsx", programme="book-house")
    assert [sheet.kind for sheet in plan.sheets] == ["centres", "area_counts", "figures", ""]
    assert [len(table) for table in (plan.batch.centres, plan.batch.area_counts, plan.batch.figures)] == [1, 1, 1]
    assert plan.batch.kinds == ("centres", "area_counts", "figures")
    assert [note.key for note in plan.sheets[3].notes] == ["note_sheet_not_used"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("๑,๒๓๔", 1234), ("35 แห่ง", 35), ("4.0", 4), ("+7", 7), ("4.5", None), ("-1", None),
     ("", None), ("1e3", None), ("12,34", None)],
)  # fmt: skip
def test_whole_numbers(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [("มากกว่า 70,000 คน", (70000, True)), (">=5", (5, True)), ("5 ล้านบาท", (5_000_000, False)),
     ("120+", (120, True)), ("มาก", None)],
)  # fmt: skip
def test_numbers_with_a_bound(text, found):
    assert number_with_qualifier(text) == found


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2568", "2025"), ("พ.ศ. ๒๕๖๘", "2025"), ("ปีงบประมาณ 2568", "2025"), ("30 ก.ย. 2568", "2025-09-30"),
        ("30 กันยายน พ.ศ. 2568", "2025-09-30"), ("กันยายน 2568", "2025-09"), ("30/9/2568", "2025-09-30"),
        ("30/09/68", "2025-09-30"), ("2025-09-30 00:00", "2025-09-30"), ("2568-09-30", "2025-09-30"),
        ("31/2/2568", None),
        ("0", None), ("99999", None), ("", None), ("30 Sep 2025", "2025-09-30"),
    ],
)  # fmt: skip
def test_dates_in_both_eras(text, iso):
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("จำนวนผู้ผ่านการอบรม (คน)", ("people_trained", "people")), ("ยอดขายสะสม", ("sales_cumulative", "baht")),
        ("sales_cumulative", ("sales_cumulative", "")), ("จำนวนหนังสือ (เล่ม)", ("จำนวนหนังสือ", "เล่ม")),
    ],
)  # fmt: skip
def test_measures_by_what_people_call_them(text, found):
    assert metric_of(text) == found
