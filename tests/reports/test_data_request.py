"""The workbook for partners goes out with all that is known, and comes back by the import."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from geodata.areas import area, children
from geodata.codes import Level
from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.plan import ImportOptions, plan_import
from registry.importing.read.file import read_file
from registry.store import Register
from reports.data_request import data_request, heading

REGISTER = Register.in_memory()


def made(programme_id):
    return data_request(programme_id, REGISTER.tables())


def planned(data, programme_id):
    file, known = read_file(data, name="back.xlsx"), RegisterIndex.of(REGISTER)
    mapping = guess_mapping(file, programmes=known.tables.programmes)
    return plan_import(file, mapping, known, ImportOptions(programme_id=programme_id))


def changed(data, sheet, heading_, change):
    book = load_workbook(io.BytesIO(data))
    page = book[sheet]
    column = next(cell.column for cell in page[1] if cell.value == heading(heading_))
    change(page, column)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("programme_id", list(REGISTER.programmes()["programme_id"]))
def test_a_workbook_that_nobody_touched_changes_nothing(programme_id):
    for programme in (programme_id, ""):  # the workbook says itself whose it is
        plan = planned(made(programme_id), programme)
        assert not plan.changes
        assert plan.counts["rejected"] == 0
        assert set(plan.outcomes["programme_id"]) <= {programme_id}


def test_fifty_numbers_come_back_as_counts():
    def fill(page, column):
        for row in range(2, 52):
            page.cell(row, column).value = row % 3

    plan = planned(changed(made("book-house"), "จำนวนรายพื้นที่", "count", fill), "book-house")
    assert len(plan.batch.area_counts) == 50
    assert plan.batch.area_counts["count"].sum() == sum(row % 3 for row in range(2, 52))


def test_a_programme_of_subdistricts_is_asked_by_those_of_a_province_and_they_come_back_as_counts():
    data = data_request("near-home", REGISTER.tables(), province_code="52")
    rows = list(load_workbook(io.BytesIO(data))["จำนวนรายพื้นที่"].iter_rows(values_only=True))
    codes = children("52", level=Level.SUBDISTRICT)
    assert rows[0][:4] == tuple(heading(name) for name in ("province", "district", "subdistrict", "count"))
    assert [row[2] for row in rows[1:]] == [area(code).name_th for code in codes]
    assert not planned(data, "near-home").changes

    def fill(page, column):
        for row in range(2, 2 + len(codes)):
            page.cell(row, column).value = 1

    counts = planned(changed(data, "จำนวนรายพื้นที่", "count", fill), "near-home").batch.area_counts
    assert list(counts["admin_code"].sort_values()) == codes


def test_other_programmes_are_asked_as_before():
    whole, of_province = made("public-library"), data_request("public-library", REGISTER.tables(), province_code="52")
    sheets = [load_workbook(io.BytesIO(one))["จำนวนรายพื้นที่"] for one in (whole, of_province)]
    first, second = (list(sheet.iter_rows(values_only=True)) for sheet in sheets)
    assert first == second


def test_a_position_that_was_filled_in_updates_the_row_it_stands_in():
    def fill(page, column):
        page.cell(2, column).value, page.cell(2, column + 1).value = 13.7272, 100.5233

    plan = planned(changed(made("book-house"), "รายชื่อ", "latitude", fill), "book-house")
    (row,) = plan.batch.centres.to_dict("records")
    assert row["centre_id"] == "book-house-001"
    assert (row["latitude"], row["longitude"]) == (13.7272, 100.5233)


def test_a_service_is_only_asked_for_results():
    assert load_workbook(io.BytesIO(made("mobile-library"))).sheetnames == ["อ่านก่อน", "ตัวเลขผลงาน", "lists"]


def test_words_are_offered_to_choose_from():
    book = load_workbook(io.BytesIO(made("tk-park")))
    rules = book["รายชื่อ"].data_validations.dataValidation
    assert {rule.formula1.split("!")[0] for rule in rules} == {"lists"}
    assert book["lists"].sheet_state == "hidden"
    assert book["lists"].max_row == 77


def test_it_says_what_it_is_and_prints_on_pages_of_a4_across():
    book = load_workbook(io.BytesIO(made("bma-library")))
    assert book.properties.title == "ใบขอข้อมูล: ห้องสมุดเพื่อการเรียนรู้ กทม."
    assert book.properties.creator == "ใกล้บ้าน"
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape"), sheet.title
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0), sheet.title
    listed = book["รายชื่อ"]
    assert listed.print_title_rows == "$1:$1"
    assert listed.print_area.endswith("$M$46"), (
        "up to the day of the check, with ten rows to fill in: not the long texts"
    )
    assert listed["B20"].alignment.wrap_text
    for sheet in (listed, book["จำนวนรายพื้นที่"], book["ตัวเลขผลงาน"]):
        last = sheet.print_area.split("$")[-2]
        wide = sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1] if cell.column_letter <= last)
        assert wide < 200, "in letters, so that the print is not too small to be read"


def test_what_is_printed_is_whole_and_of_a_long_list_the_first_rows():
    known = REGISTER.tables()
    few = known.centres[known.centres["programme_id"] == "relearning"]
    many = pd.concat([few] * 120, ignore_index=True)
    names = [f"ห้องสมุดประชาชน{'เพื่อการเรียนรู้ตลอดชีวิต' * 6} {place:04d}" for place in range(len(many))]
    many = many.assign(centre_id=[f"relearning-{place:04d}" for place in range(len(many))], name_th=names)
    book = load_workbook(io.BytesIO(data_request("relearning", replace(known, centres=many))))
    listed = book["รายชื่อ"]
    assert listed.max_row == len(many) + 1
    assert listed.print_area.endswith("$M$201")
    said = [row[0] for row in book["อ่านก่อน"].iter_rows(values_only=True)]
    assert [line for line in said if "1,080" in line and "200" in line]
    room = listed.column_dimensions["B"].width
    assert listed.row_dimensions[5].height >= 15 * (len(names[0]) * 0.7 / room)
    assert load_workbook(io.BytesIO(made("relearning")))["รายชื่อ"].row_dimensions[5].height < 50
