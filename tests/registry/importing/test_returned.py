from __future__ import annotations

import io

import openpyxl
import pytest

from geodata.cells import runs
from registry.importing.columns.headers import meaning
from registry.importing.outcome_workbook import Wording, outcome_workbook, write_outcome_workbook
from registry.importing.problems import RowProblem
from registry.store import Register
from tests.registry.batches import ADMIN
from tests.registry.importing.making import csv_bytes, outcomes, planned, xlsx_bytes

HEADER = ["ชื่อ", "จังหวัด", "อำเภอ/เขต", "lat", "lon", "หมายเหตุ"]
ROWS = [
    ["รายชื่อห้องสมุด", "", "", "", "", ""],
    HEADER,
    ["ห้องสมุดหนึ่ง", "ลำปาง", "", "", "", "=HYPERLINK(1)"],
    ["ห้องสมุดสอง", "ลำปานง", "", "", "", "+66"],
    ["ห้องสมุดสาม", "กทม", "พระนคร", "100.493", "13.746", "@a"],
    ["", "น่าน", "", "", "", "-x"],
]


def cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_each_row_comes_back_with_its_outcome_its_reason_and_its_id():
    plan = planned(csv_bytes(ROWS))
    rows = cells(outcome_workbook(plan))
    assert [row[:6] for row in rows] == [
        [{"": None, "13.746": 13.746, "100.493": 100.493}.get(cell, cell) for cell in row] for row in ROWS
    ]
    assert rows[1][6:] == ["import outcome", "import reason", "centre id"]
    assert rows[2][6:] == ["accepted", None, plan.outcomes["id"][0]]
    assert rows[3][6:] == ["rejected", "There is no province 'ลำปานง'.", None]
    assert rows[5][6:8] == ["rejected", "It has no name."]


def test_no_cell_is_a_formula_and_every_text_comes_back_unchanged():
    data = outcome_workbook(planned(csv_bytes(ROWS)))
    for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert not isinstance(cell.value, str) or not runs(cell.value) or cell.quotePrefix
    again = planned(data, "x.xlsx")
    kept = again.batch.centres["notes"].tolist()
    assert kept == ["=HYPERLINK(1)", "@a"]


def test_rejected_rows_are_corrected_in_the_workbook_and_imported_again():
    register = Register.in_memory()
    first = planned(csv_bytes(ROWS), register=register)
    register.imports.commit(first.batch, author=ADMIN)
    book = openpyxl.load_workbook(io.BytesIO(outcome_workbook(first)))
    sheet = book.worksheets[0]
    sheet["B4"] = "ลำปาง"
    sheet["A6"] = "ห้องสมุดสี่"
    sheet["A3"] = "ห้องสมุดหนึ่งใหม่"  # a correction of a row that was taken
    out = io.BytesIO()
    book.save(out)
    plan = planned(out.getvalue(), "list.xlsx", register=register)
    assert [keys for _, keys in outcomes(plan).values()] == [
        ["row_updates"],
        [],
        ["row_same_values", "row_swapped"],
        [],
    ]
    register.imports.commit(plan.batch, author=ADMIN)
    mine = register.centres().set_index("centre_id").loc[[*first.batch.centres["centre_id"]], "name_th"]
    assert list(mine) == ["ห้องสมุดหนึ่งใหม่", "ห้องสมุดสาม"]
    assert len(register.centres()) == 335 + 4


def test_a_line_that_is_no_row_says_what_it_is():
    plan = planned(csv_bytes([["ชื่อ", "จังหวัด"], ["ห้องสมุดหนึ่ง", "ลำปาง"], ["รวม 1 แห่ง", ""]]))
    rows = cells(outcome_workbook(plan, wording=Wording(say=lambda problem: problem.key)))
    assert rows[2][2:4] == [None, "row_total"]


def test_the_new_columns_are_known_again_in_both_languages():
    thai = Wording(
        outcome="ผลการนำเข้า", reason="เหตุผลการนำเข้า", centre_id="รหัสในทะเบียน", say=lambda problem: problem.key
    )
    for wording in (Wording(), thai):
        fields = [meaning(header).field for header in (wording.outcome, wording.reason, wording.centre_id)]
        assert fields == ["outcome", "outcome_reason", "centre_id"]
    rows = cells(outcome_workbook(planned(csv_bytes(ROWS)), wording=thai))
    assert (rows[1][7], rows[3][7]) == ("เหตุผลการนำเข้า", "row_unknown_province")


def test_a_second_return_does_not_add_the_columns_to_what_is_read():
    once = outcome_workbook(planned(csv_bytes(ROWS)))
    plan = planned(once, "x.xlsx")
    assert [column.field for column in plan.sheets[0].columns][-3:] == ["outcome", "outcome_reason", "centre_id"]
    assert plan.counts == planned(csv_bytes(ROWS)).counts


def test_every_sheet_comes_back_those_not_used_as_they_were():
    sheets = {"a/b": [["เขต", "จำนวนแห่ง"], ["ดุสิต", 2]], "อื่น": [["สี"], ["แดง"]], "A'b": [["สี"], ["ดำ"]]}
    sheets = {name.replace("/", "-"): rows for name, rows in sheets.items()}
    plan = planned(xlsx_bytes([], sheets=sheets), "x.xlsx", programme="book-house")
    book = openpyxl.load_workbook(io.BytesIO(outcome_workbook(plan)))
    assert book.sheetnames == ["a-b", "อื่น", "A'b"]
    assert [[cell.value for cell in row] for row in book["อื่น"].iter_rows()] == [["สี"], ["แดง"]]
    assert [cell.value for cell in book["a-b"][1]] == ["เขต", "จำนวนแห่ง", "import outcome", "import reason"]


def test_the_workbook_is_written_whole_or_not_at_all(tmp_path):
    plan = planned(csv_bytes(ROWS))
    write_outcome_workbook(plan, tmp_path / "out.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    with pytest.raises(Exception, match="nowhere"):
        write_outcome_workbook(plan, tmp_path / "nowhere" / "out.xlsx")


def test_every_problem_says_something_and_has_an_outcome():
    from registry.importing.problems import NOTED, OUTCOMES, SEVERITY

    assert set(SEVERITY) == set(RowProblem.templates)
    assert set(SEVERITY.values()) == {*OUTCOMES, NOTED} - {"accepted"}
