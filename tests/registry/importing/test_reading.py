from __future__ import annotations

import codecs
from datetime import date

import geopandas as gpd
import hypothesis.strategies as st
import pytest
import shapely
from hypothesis import given, settings

from registry.importing.errors import ImportFileError, ImportStopped
from registry.importing.read.file import read_file
from registry.importing.read.limits import Limits
from tests.registry.importing.making import csv_bytes, ods_bytes, xlsx_bytes, zipped

ROWS = [["ชื่อ", "จังหวัด", "จำนวน"], ["ห้องสมุดก", "ลำปาง", "1"], ["ห้อง, สมุด; ข", "น่าน", "2"], ["ค", "", "3"]]


def columns(data, name="x.csv"):
    return [list(column) for column in read_file(data, name=name).sheets[0].columns]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"])
def test_text_is_the_same_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    assert columns(csv_bytes(ROWS, encoding=encoding, delimiter=delimiter)) == [
        list(x) for x in zip(*ROWS, strict=True)
    ]


def test_a_line_that_only_names_the_delimiter_is_no_row():
    assert columns(b"sep=;\r\na;b\r\n1,5;2\r\n") == [["a", "1,5"], ["b", "2"]]


def test_lines_in_two_encodings_are_both_read_and_it_is_said():
    data = "ชื่อ,จังหวัด\nก,ลำปาง\n".encode() + "ข,น่าน\n".encode("cp874")
    file = read_file(data, name="x.csv")
    assert [list(c) for c in file.sheets[0].columns] == [["ชื่อ", "ก", "ข"], ["จังหวัด", "ลำปาง", "น่าน"]]
    assert [note.key for note in file.sheets[0].notes] == ["note_mixed_encodings"]


def test_ragged_rows_empty_lines_and_line_breaks_in_cells_are_kept():
    assert columns(b'a,b\r\n"x\ny"\r\n\r\n1,2,3\r\n') == [["a", "x\ny", "", "1"], ["b", "", "", "2"], ["", "", "", "3"]]


def test_what_cannot_be_seen_goes_and_spaces_at_the_ends():
    hidden = "\u200b\u202eก\u200d\u2066ข\u00ad\x00\x07\ufeff"
    assert columns(f"ชื่อ\n\u00a0 {hidden}\u3000\t\n".encode()) == [["ชื่อ", "กข"]]


@settings(max_examples=60)
@given(st.lists(st.lists(st.text("กขฃ๑a1 ,;'=-\n", max_size=6), min_size=2, max_size=3), min_size=1, max_size=5))
def test_every_kind_of_workbook_and_text_gives_the_same_cells(rows):
    width = max(map(len, rows))
    # A header keeps every column and row in its place.
    table = [
        [f"หัว{number}" for number in range(width)],
        *([*row, *[""] * (width - len(row))] for row in rows),
        ["ท้าย"] * width,
    ]
    assert columns(csv_bytes(table)) == columns(csv_bytes(table, encoding="utf-16"))


def test_numbers_dates_and_truth_are_the_same_text_in_every_workbook(tmp_path):
    row = ["ก", 13.0, 13.7563, 100, True, date(2025, 9, 30), "013"]
    as_text = ["ก", "13", "13.7563", "100", "TRUE", "2025-09-30", "013"]
    assert [column[0] for column in columns(xlsx_bytes([row]), "x.xlsx")] == as_text
    kept = [0, 1, 2, 3, 6]
    assert [column[0] for column in columns(ods_bytes([[row[n] for n in kept]]), "x.ods")] == [as_text[n] for n in kept]


def test_merged_cells_are_filled_downwards_and_hidden_sheets_left_out():
    def change(sheet):
        sheet.merge_cells("B2:B4")
        sheet.row_dimensions[3].hidden = True

    table = [["ชื่อ", "จังหวัด"], ["ก", "ลำปาง"], ["ข", ""], ["ค", ""]]
    file = read_file(xlsx_bytes(table, change=change), name="x.xlsx")
    assert file.sheets[0].columns[1] == ["จังหวัด", "ลำปาง", "ลำปาง", "ลำปาง"]
    assert {note.key for note in (*file.notes, *file.sheets[0].notes)} == {"note_merged", "note_hidden_rows"}

    def hide(sheet):
        sheet.parent.worksheets[1].sheet_state = "hidden"

    file = read_file(xlsx_bytes([], sheets={"a": table, "ลับ": table}, change=hide), name="x.xlsx")
    assert [sheet.name for sheet in file.sheets] == ["a"]
    assert [note.params for note in file.sheets[0].notes] == [{"sheet": "ลับ"}]


def test_merged_cells_of_an_opendocument_sheet_are_filled_too():
    cell = '<table:table-cell office:value-type="string"{0}><text:p>{1}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    spanned = cell.format(' table:number-rows-spanned="2" table:number-columns-spanned="1"', "ลำปาง")
    content = row.format(cell.format("", "ก") + spanned) + row.format(
        cell.format("", "ข") + "<table:covered-table-cell/>"
    )
    assert columns(ods_bytes([], content=content), "x.ods") == [["ก", "ข"], ["ลำปาง", "ลำปาง"]]


def test_formulas_give_their_stored_value_or_it_is_said_that_there_is_none():
    # openpyxl stores no values: as a programme does that never computed.
    file = read_file(xlsx_bytes([["ชื่อ", "จำนวน"], ["ก", "=1+1"]]), name="x.xlsx")
    assert file.sheets[0].columns == (["ชื่อ", "ก"], ["จำนวน", ""])
    assert file.notes[0].params == {"count": 1}


@pytest.mark.parametrize(
    ("limit", "key"),
    [
        ({"rows": 3}, "import_too_many_rows"), ({"columns": 2}, "import_too_many_columns"),
        ({"cells": 5}, "import_too_many_cells"), ({"cell_characters": 4}, "import_cell_too_long"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_each_limit_is_held_in_each_kind_of_file(limit, key, kind):
    data = {"csv": csv_bytes, "xlsx": xlsx_bytes, "ods": ods_bytes}[kind](ROWS)
    with pytest.raises(ImportFileError) as refused:
        read_file(data, name=f"x.{kind}", limits=Limits(**limit))
    assert refused.value.key == key
    assert str(next(iter(limit.values()))) in str(refused.value)


def test_limits_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("KLAIBAAN_IMPORT_ROWS", "2")
    with pytest.raises(ImportFileError, match="2 rows"):
        read_file(csv_bytes(ROWS), name="x.csv")
    monkeypatch.setenv("KLAIBAAN_IMPORT_ROWS", "many")
    with pytest.raises(ImportFileError, match="KLAIBAAN_IMPORT_ROWS"):
        read_file(csv_bytes(ROWS), name="x.csv")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_reading_stops_when_asked(kind):
    data = {"csv": csv_bytes, "xlsx": xlsx_bytes}[kind](ROWS)
    asked = []
    with pytest.raises(ImportStopped):
        read_file(data, name=f"x.{kind}", stop=lambda: bool(asked.append(1)) or len(asked) > 1)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "import_empty"), (b"\xef\xbb\xbf", "import_empty"), (b"\0\0\0\0", "import_empty"),
        (b" \n\n", "import_empty"),
        (b",,,\n,,\n", "import_no_sheet"), (b"%PDF-1.7 ...", "import_kind_unknown"),
        (b"<html><table><tr><td>1", "import_kind_html"), (zipped({"a.txt": "x"}), "import_kind_unknown"),
        (zipped({"xl/workbook.bin": "x"}), "import_kind_binary_workbook"), (b"PK\x03\x04 no zip", "import_damaged"),
        (zipped({"xl/workbook.xml": "x"}), "import_damaged"), (codecs.BOM_UTF16_LE, "import_no_sheet"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_sentence(data, key):
    with pytest.raises(ImportFileError) as refused:
        read_file(data, name="แปลก.xlsx")
    assert refused.value.key == key
    assert "แปลก.xlsx" in str(refused.value)


def test_a_missing_file_and_a_folder_are_sentences(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path, "\0"):
        with pytest.raises(ImportFileError):
            read_file(path)


def test_only_the_last_part_of_a_name_is_kept():
    assert read_file(b"a,b\n1,2\n", name="../../etc/passwd").name == "passwd"
    assert read_file(b"a,b\n1,2\n", name="C:\\Users\\x\\list.csv").name == "list.csv"


@pytest.mark.parametrize(("encoding", "rows"), [("utf-8", 1), ("utf-8", 40), ("cp874", 3)])
def test_a_shapefile_that_does_not_say_its_encoding_is_read_by_its_text(tmp_path, encoding, rows):
    names = [f"ศูนย์การเรียนรู้ชุมชนบ้านหนองน้ำใส แห่งที่ {number}" for number in range(rows)]
    frame = gpd.GeoDataFrame({"name": names, "more": names}, geometry=[shapely.Point(99, 18)] * rows, crs="EPSG:4326")
    frame.to_file(tmp_path / "list.shp", encoding=encoding)
    parts = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".cpg"}
    table = bytearray(parts["list.dbf"])
    assert any(byte > 127 for byte in table[:32])  # a record's length: no text in any encoding
    sheet = read_file(zipped(parts), name="list.zip").sheets[0]
    assert sheet.columns[0][1:] == names
