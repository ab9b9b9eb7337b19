from __future__ import annotations

import json

import pytest

from registry.importing.columns.guess import guess_mapping
from registry.importing.columns.headers import FIELDS, meaning
from registry.importing.columns.mapping import read_mapping_file
from registry.importing.errors import ImportMappingError
from registry.importing.read.file import read_file
from registry.readers import read_programmes
from registry.vocabulary import SheetKind
from tests.registry.importing.making import csv_bytes, xlsx_bytes

PROGRAMMES = read_programmes()


def guessed(rows, name="x.csv", **options):
    data = csv_bytes(rows) if name.endswith("csv") else xlsx_bytes(rows)
    return guess_mapping(read_file(data, name=name), programmes=PROGRAMMES, **options).sheets[0]


def fields(mapping):
    return [column.field for column in mapping.columns]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("จังหวัด", "province"), ("จ.", "province"), ("Changwat", "province"), ("อำเภอ/เขต", "district"),
        ("ชื่อเขต", "district"), ("Amphur", "district"), ("แขวง / ตำบล", "subdistrict"), ("Sub-district", "subdistrict"),
        ("ชื่อห้องสมุดประชาชน", "name_th"), ("Library Name", "name_th"), ("ชื่อ (ภาษาอังกฤษ)", "name_en"),
        ("ละติจูด (N)", "latitude"), ("LONGITUDE", "longitude"), ("Longtitude", "longitude"), ("X", "longitude"),
        ("พิกัด (Latitude)", "latitude"), ("พิกัดที่ตั้ง (ลองจิจูด)", "longitude"), ("พิกัด (GPS)", "coordinates"),
        ("ค่าพิกัด Lat", "latitude"), ("ค่าพิกัด Long", "longitude"), ("พิกัด Lat, Long", "coordinates"),
        ("พิกัด (ละติจูด, ลองจิจูด)", "coordinates"), ("Lat/Long", "coordinates"), ("ที่อยู่/ที่ตั้ง", "address"),
        ("จำนวน (แห่ง)", "count"), ("จำนวนบ้านหนังสือ", "count"), ("จำนวน", "number"), ("ยอดขาย (บาท)", "value"),
        ("จำนวนผู้ผ่านการอบรม (คน)", "value"), ("ปี พ.ศ.", "year"), ("ปีงบประมาณ", "year"), ("ข้อมูล ณ", "as_of"),
        ("ปีที่เปิดให้บริการ (พ.ศ.)", "opened"), ("กลุ่มผู้เข้าอบรม", "group"), ("ลำดับที่", "row_number"),
        ("เบอร์โทร", "phone"), ("รหัสอำเภอ", "district_code"), ("ADM2_PCODE", "district_code"), ("โครงการ", "programme"),
        ("หมายเหตุ", "notes"), ("ที่มา", "source"), ("สถานะ", "status"),
    ],
)  # fmt: skip
def test_headers_in_thai_and_english_are_known(header, field):
    assert meaning(header).field == field


@pytest.mark.parametrize(
    "header",
    ["รหัสสถานศึกษา", "รหัสโรงเรียน", "รหัสโรงเรียน (8 หลัก)", "รหัสหน่วยงาน", "รหัสหน่วยบริการ", "รหัสสถานบริการสุขภาพ", "รหัส 9 หลัก",
     "รหัสสถานพยาบาล", "รหัส smis", "SchoolID", "school_code", "Hospcode", "hcode9", "off_id", "facility code"],
)  # fmt: skip
def test_the_codes_of_schools_health_posts_and_offices_are_identities(header):
    assert meaning(header).field == "centre_id"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("รหัสจังหวัด", "province_code"), ("รหัสไปรษณีย์", "postcode"), ("รหัสโครงการ", "programme"), ("site_id", "site_id"),
        ("ชื่อสถานศึกษา", "name_th"),
    ],
)  # fmt: skip
def test_other_codes_stay_what_they_are(header, field):
    assert meaning(header).field == field


@pytest.mark.parametrize("header", ["รหัส 13 หลัก", "รหัสสำนักงานเขตพื้นที่"])
def test_the_code_of_a_person_or_of_a_school_district_is_no_identity(header):
    said = meaning(header)
    assert said is None or said.field != "centre_id"


@pytest.mark.parametrize(("header", "year"), [("2567", 2024), ("ปี ๒๕๖๗", 2024), ("พ.ศ. 2567", 2024), ("2024", 2024)])
def test_a_header_may_be_a_year_of_either_era(header, year):
    assert meaning(header).year == year


@pytest.mark.parametrize("header", ["", "สีของหลังคา", "zzz", "x" * 500])
def test_what_no_one_uses_means_nothing(header):
    assert meaning(header) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["ชื่อ"], ["หอ ก"], ["หอ ข"]], [["name"], ["Hall A"], ["Hall B"]],
        [["ชื่อ", ""], ["หอ ก", "ใหม่"], ["หอ ข", "เก่า"]],
        [["รายชื่อ"], ["หอ ก"]], [["ห้องสมุด"], ["หอ ก"]],
    ],
)  # fmt: skip
def test_a_header_word_in_the_first_row_is_a_header_however_small_the_list(rows):
    mapping = guessed(rows)
    assert (mapping.header_row, fields(mapping)[0]) == (0, "name_th")


def test_a_header_word_alone_stands_below_a_title_too():
    assert guessed([["รายชื่อห้องสมุดในจังหวัดลำปาง"], ["ชื่อ"], ["หอ ก"], ["หอ ข"]]).header_row == 1


@pytest.mark.parametrize(
    ("header", "field"),
    [("E EPSG:24047", "longitude"), ("N_Indian1975", "latitude"), ("X_WGS84", "longitude"), ("UTM_N_47N", "latitude"),
     ("พิกัด X UTM Zone 47", "longitude")],
)  # fmt: skip
def test_a_coordinate_names_its_frame(header, field):
    assert meaning(header).field == field


@pytest.mark.parametrize("rows", [[["หอ ก"], ["หอ ข"]], [["ห้องสมุดประชาชน"], ["ห้องสมุดชุมชน"]], [["ชื่อ"]]])
def test_a_name_in_the_first_row_is_no_header(rows):
    assert guessed(rows).header_row == -1


def test_every_field_of_a_header_belongs_to_a_kind_of_sheet():
    from registry.importing.columns.headers import _BY_KIND, _tables

    exact, patterns = _tables()
    known = {field for kind in FIELDS.values() for field in kind} | set(_BY_KIND)
    assert {*exact.values(), *(field for field, _ in patterns)} <= known


LIST = [["ลำดับ", "ชื่อห้องสมุด", "จังหวัด"], ["1", "ห้องสมุดก", "ลำปาง"], ["2", "ห้องสมุดข", "น่าน"]]


@pytest.mark.parametrize("above", [0, 1, 3])
def test_titles_above_the_header_are_passed_over(above):
    titles = [["รายชื่อห้องสมุดประชาชน ข้อมูล ณ วันที่ 30 กันยายน 2568", "", ""], ["", "", ""], ["หน่วยงาน: กทม.", "", ""]]
    mapping = guessed([*titles[:above], *LIST])
    assert (mapping.header_row, fields(mapping)) == (above, ["row_number", "name_th", "province"])
    assert mapping.kind == SheetKind.CENTRES


def test_the_lines_above_say_the_programme_and_the_date():
    mapping = guessed([["บ้านหนังสือของกรุงเทพมหานคร ณ 30 ก.ย. 2568"], ["เขต", "จำนวน"], ["พระนคร", "2"]])
    assert (mapping.kind, mapping.programme_id, mapping.as_of) == (SheetKind.AREA_COUNTS, "book-house", "2025-09-30")


def test_a_header_of_two_rows_is_read_together():
    rows = [["ชื่อ", "จังหวัด", "พิกัด", ""], ["", "", "ละติจูด", "ลองจิจูด"], ["ก", "ลำปาง", "18.3", "99.5"]]
    assert fields(guessed(rows)) == ["name_th", "province", "latitude", "longitude"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["ชื่อ", "จังหวัด"], "centres"), (["ชื่อ", "พิกัด"], "centres"), (["เขต", "จำนวนแห่ง"], "area_counts"),
        (["จังหวัด", "จำนวน"], "area_counts"), (["จังหวัด", "2566", "2567"], "area_counts"),
        (["จังหวัด", "อำเภอ", "ตำบล", "จำนวน (แห่ง)", "ข้อมูล ณ"], "area_counts"),
        (["ปี พ.ศ.", "ตัวชี้วัด", "จำนวน"], "figures"), (["ปี", "จังหวัด", "กลุ่ม", "ผู้ผ่านการอบรม (คน)"], "figures"),
        (["จังหวัด", "ยอดขาย (บาท)"], "figures"), (["ปี", "จำนวน"], "figures"),
            # A sheet alone of which nothing is understood is proposed as a list.
            (["สี", "ขนาด"], "centres"),
    ],
)  # fmt: skip
def test_the_three_kinds_of_sheet_are_told_apart_by_their_columns(header, kind):
    assert guessed([header, ["x"] * len(header)]).kind == kind


def test_a_column_named_for_a_programme_and_full_of_numbers_is_a_count():
    mapping = guessed([["เขต", "บ้านหนังสือ"], ["พระนคร", "3"], ["บางรัก", "2"]])
    assert (mapping.kind, fields(mapping)) == (SheetKind.AREA_COUNTS, ["district", "count"])


def test_without_a_header_the_cells_say_what_the_columns_are():
    rows = [["ห้องสมุดประชาชนก", "ลำปาง", "18.29", "99.49"], ["ห้องสมุดประชาชนข", "น่าน", "18.78", "100.78"]]
    mapping = guessed(rows)
    assert (mapping.header_row, mapping.first_row) == (-1, 0)
    assert fields(mapping) == ["name_th", "province", "latitude", "longitude"]
    assert {column.how for column in mapping.columns} == {"content"}


def test_each_field_is_one_column_the_surest():
    mapping = guessed([["ชื่อ", "ชื่อห้องสมุดใน", "จังหวัด", "จังหวัดเดิม"], ["ก", "ข", "ลำปาง", "น่าน"]])
    assert fields(mapping) == ["name_th", "", "province", ""]


def test_what_a_person_says_wins_over_what_is_remembered_and_that_over_guesses():
    rows = [["ชื่อ", "ที่ไหน", "จังหวัด"], ["ก", "ลำปาง", "น่าน"]]
    remembered = {"columns": {"ที่ไหน": "address", "จังหวัด": ""}}
    assert fields(guessed(rows, remembered=remembered)) == ["name_th", "address", ""]
    given = {"columns": {"ที่ไหน": "province"}}
    mapping = guessed(rows, remembered=remembered, statements=given)
    assert fields(mapping) == ["name_th", "province", ""]
    assert [column.how for column in mapping.columns] == ["guessed", "given", ""]


def test_a_mapping_says_header_row_kind_and_programme_by_sheet():
    rows = [["จังหวัด", "ชื่อ"], ["ก", "x"], ["ลำปาง", "y"]]
    given = {
        "sheets": {
            "x": {
                "header_row": 2,
                "kind": "centres",
                "columns": {"ก": "province", "x": "name_th"},
                "programme": "tk-park",
            }
        }
    }
    mapping = guessed(rows, statements=given)
    assert (mapping.header_row, fields(mapping), mapping.programme_id) == (1, ["province", "name_th"], "tk-park")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"columns": {"ชื่อ": "colour"}}, "mapping_field_unknown"), ({"kind": "people"}, "mapping_kind_unknown"),
        ({"sheets": {"none": {}}}, "mapping_sheet_unknown"), ({"programme": "none"}, "mapping_programme_unknown"),
        ({"columns": ["x"]}, "mapping_unreadable"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_a_sentence(given, key):
    with pytest.raises(ImportMappingError) as refused:
        guessed(LIST, statements=given)
    assert refused.value.key == key


@pytest.mark.parametrize("text", ["", "[]", "{", "\xff", "[" * 100_000])
def test_a_mapping_file_that_is_none_is_a_sentence(tmp_path, text):
    path = tmp_path / "m.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportMappingError, match=r"m\.json"):
        read_mapping_file(path)


def test_a_mapping_can_be_corrected_and_kept_as_plain_values():
    file = read_file(csv_bytes(LIST), name="x.csv")
    mapping = guess_mapping(file, programmes=PROGRAMMES)
    changed = mapping.with_sheet(mapping.sheets[0].with_column(0, "centre_id"))
    assert fields(changed.sheet("x")) == ["centre_id", "name_th", "province"]
    kept = json.loads(json.dumps(changed.as_dict()))
    assert kept["columns"] == {"ลำดับ": "centre_id"}
    again = guess_mapping(file, programmes=PROGRAMMES, remembered=kept)
    assert fields(again.sheets[0]) == fields(changed.sheets[0])
    # What was remembered stays so when another file does not have the column.
    other = guess_mapping(read_file(csv_bytes([["ชื่อ"], ["ก"]]), name="y.csv"), programmes=PROGRAMMES, remembered=kept)
    assert other.as_dict()["columns"] == kept["columns"]
    with pytest.raises(ImportMappingError, match="colour"):
        mapping.sheets[0].with_column(0, "colour")
