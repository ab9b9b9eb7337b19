"""The workbook: what is written is what was in the table, of the same kind, and nothing in it is ever a formula."""

from __future__ import annotations

import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports.column_formats import column_formats
from reports.workbook import KILOMETRES, PER_CENT, Sheet, workbook_bytes

ABOUT = [("ที่มา", "กรมการปกครอง"), ("ตัวกรอง", "=1+1")]


def _book(*sheets: Sheet):
    return load_workbook(io.BytesIO(workbook_bytes(sheets, about_title="ที่มาและตัวกรอง", about=ABOUT)))


def test_a_column_is_written_by_its_measure_else_by_its_name():
    shares = ["presence_share_areas", "people_beyond_km_rank", "share_before"]
    distances = ["mean_distance_km", "radius_km"]
    assert column_formats(["rank", "share"]) == {}
    assert column_formats(["people_beyond_km"]) == {"people_beyond_km": "#,##0"}
    assert column_formats(shares) == dict.fromkeys(shares, PER_CENT)
    assert column_formats(distances) == dict.fromkeys(distances, KILOMETRES)


def test_numbers_stay_numbers_codes_keep_their_zeros_and_missing_is_empty():
    table = pd.DataFrame(
        {
            "admin_code": ["0101", "5001"],
            "people": pd.array([212_912, None], dtype="Int64"),
            "share": [0.25, float("nan")],
            "estimated": [True, False],
        }
    )
    headings = {"people": "ประชากร"}
    page = _book(Sheet(title="จัดอันดับ", table=table, headings=headings, formats={"share": PER_CENT}))["จัดอันดับ"]
    assert [cell.value for cell in page[1]] == ["admin_code", "ประชากร", "share", "estimated"]
    assert [cell.value for cell in page[2]] == ["0101", 212_912, 0.25, True]
    assert [cell.value for cell in page[3]] == ["5001", None, None, False]
    assert (page["A2"].data_type, page["A2"].number_format) == ("s", "@")
    assert page["B2"].number_format == "#,##0"
    assert page["C2"].number_format == PER_CENT
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:D3"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=5))
def test_no_text_is_a_formula(texts):
    page = _book(Sheet(title="t", table=pd.DataFrame({"name": pd.Series(texts, dtype=object)})))["t"]
    for row, text in enumerate(texts, start=2):
        cell = page.cell(row, 1)
        assert cell.data_type != "f"
        if text.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
            assert cell.value.startswith(text[0])


def test_the_first_sheet_says_where_it_comes_from():
    book = _book(Sheet(title="a", table=pd.DataFrame({"x": [1]})))
    page = book[book.sheetnames[0]]
    assert [(page.cell(row, 1).value, page.cell(row, 2).value) for row in (1, 2)] == ABOUT
    assert page["B2"].data_type == "s"


def test_titles_that_excel_would_refuse_are_made_fit_and_different():
    long = "พื้นที่ที่ยังเข้าไม่ถึง: [ห้องสมุด/บ้านหนังสือ] ทั้งหมด"
    book = _book(*(Sheet(title=long, table=pd.DataFrame({"x": [1]})) for _ in range(2)))
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


def test_an_empty_table_is_a_sheet_with_its_header():
    page = _book(Sheet(title="t", table=pd.DataFrame({"x": pd.Series([], dtype="Int64")})))["t"]
    assert (page.max_row, page["A1"].value) == (1, "x")


def test_a_text_that_has_room_takes_one_line_and_a_longer_one_more():
    texts = ["จังหวัดสมุทรสงคราม", "Department of Learning Encouragement", "นอกพื้นที่โครงการ", "ชื่อยาว" * 40]
    page = _book(Sheet(title="t", table=pd.DataFrame({"name": texts, "people": [1, 2, 3, 4]})))["t"]
    heights = [page.row_dimensions[row].height or 15 for row in range(2, 6)]
    assert heights[:3] == [15, 15, 15]
    assert heights[3] >= 60


def test_rows_and_columns_that_are_not_printed_stand_outside_the_print_area():
    table = pd.DataFrame({"a": ["x", "y", "z"], "b": [1, 2, 3], "c": ["", "", "q"]})
    page = _book(Sheet(title="t", table=table, printed=2, printed_rows=2))["t"]
    assert page.print_area.split("!")[-1] == "$A$1:$B$3"


def test_a_printed_page_says_what_it_is_of_and_its_rows_are_ruled():
    about = ("what", "R&D; " + "long " * 60, "dates", "source")
    table = pd.DataFrame({"a": ["x", "", "z"], "b": [1, 2, 3]})
    page = _book(Sheet(title="t", table=table, about=about, printed_rows=2, print_note="2 of 3 & more"))["t"]
    assert "R&&D; long" in page.oddHeader.left.text
    assert len(page.oddHeader.left.text) < 255
    assert page.oddFooter.left.text == "2 of 3 && more"
    (ruled,) = page.conditional_formatting
    assert str(ruled.sqref) == "A2:B3"
    assert page["A3"].value is None


def test_an_empty_text_is_an_empty_cell():
    page = _book(Sheet(title="t", table=pd.DataFrame({"reason": ["", "x"]})))["t"]
    assert (page["A2"].value, page["A3"].value) == (None, "x")
    assert page["A2"].data_type == "n"


def test_text_keeps_away_from_the_number_beside_it():
    page = _book(Sheet(title="t", table=pd.DataFrame({"people": [1], "name": ["x"]})))["t"]
    looks = [(page[cell].alignment.horizontal, page[cell].alignment.indent) for cell in ("A1", "A2", "B1", "B2")]
    assert looks == [("right", 1), ("right", 1), ("left", 1), ("left", 1)]
