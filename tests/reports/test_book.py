"""The workbook, read back: typed columns, codes as text, filters, and the numbers of the files."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from reports.book import about_rows, book_xlsx
from tests.reports import expected
from tests.reports.conftest import facts_of


def rows(book, title: str) -> list[dict[str, object]]:
    heading, *lines = book[title].iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_there_is_a_sheet_for_everything(book_th):
    assert book_th.sheetnames == [
        "ตัวเลขหลัก", "ภาค", "ภาค (6 ภาค)", "จังหวัด", "กลุ่มเขต", "อำเภอและเขต", "แหล่งเรียนรู้", "ยังไม่มี (จัดอันดับ)", "ต้องตรวจสอบ",
        "โครงการ", "ตัวเลขที่รายงาน", "สิ่งที่ยังไม่ทราบ", "แหล่งข้อมูล", "ที่มาและตัวกรอง",
    ]  # fmt: skip


def test_every_level_has_all_its_areas(book_th):
    counts = {title: len(rows(book_th, title)) for title in ("ภาค", "ภาค (6 ภาค)", "จังหวัด", "กลุ่มเขต", "อำเภอและเขต")}
    assert counts == {"ภาค": 4, "ภาค (6 ภาค)": 6, "จังหวัด": 77, "กลุ่มเขต": 6, "อำเภอและเขต": 928}


def test_codes_are_text_and_numbers_are_numbers(book_th):
    for row in rows(book_th, "จังหวัด"):
        assert isinstance(row["รหัสพื้นที่"], str)
        assert isinstance(row["ประชากรตามทะเบียนราษฎร"], int)
    people = {row["รหัสพื้นที่"]: row["ประชากรตามทะเบียนราษฎร"] for row in rows(book_th, "จังหวัด")}
    listed = expected.table("province_population.csv")
    assert people == dict(zip(listed["province_code"], listed["population"].astype(int), strict=True))


def test_the_headlines_are_those_of_the_files(book_th):
    values = {(row["เรื่อง"], row["รายการ"]): row for row in rows(book_th, "ตัวเลขหลัก")}
    of = {figure: row["จำนวน"] for (_, figure), row in values.items()}
    without = expected.without()
    assert of["เขตที่มีแล้ว"] == expected.khet()["has_library"].sum()
    assert of["เขตที่ยังไม่มี"] == len(without)
    assert of["ประชากรในเขตที่ยังไม่มี"] == without["people"].sum()
    assert of["เด็กอายุ 0–14 ปี ในเขตที่ยังไม่มี"] == without["children"].sum()
    trained = next(row for (_, figure), row in values.items() if figure == "ผู้ผ่านการอบรม (สะสม)")
    assert (trained["จำนวน"], trained["ตรงหรือมากกว่า (exact / more_than)"]) == (70000, "more_than")
    assert trained["ณ วันที่ (ค.ศ.)"] == "2024-03"
    assert all(row["ที่มา"] for row in values.values())


def test_the_gaps_are_exactly_the_khet_without(book_th):
    ranked = rows(book_th, "ยังไม่มี (จัดอันดับ)")
    assert {row["รหัสพื้นที่"] for row in ranked} == set(expected.without().index)
    assert [row["อันดับ"] for row in ranked] == list(range(1, len(ranked) + 1))
    assert all("ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม." in str(row["สรุปเป็นประโยค"]) for row in ranked)


def test_centres_are_those_of_the_filter(book_th):
    listed = expected.table("centres.csv")
    counted = (listed["status"] == "open") & (listed["access"] == "public")
    wanted = listed[counted & (listed["programme_id"] == "relearning")]
    assert [row["รหัสแหล่งเรียนรู้"] for row in rows(book_th, "แหล่งเรียนรู้")] == list(wanted["centre_id"])
    assert all(row["ที่มา"] for row in rows(book_th, "แหล่งเรียนรู้"))


@pytest.mark.parametrize("programme_id", ["relearning", "tk-park", "bma-library", "public-library"])
def test_programmes_stand_as_the_files_say(book_th, programme_id):
    row = next(row for row in rows(book_th, "โครงการ") if row["รหัสโครงการ"] == programme_id)
    known = expected.standing(programme_id)
    told = {"listed": "มีรายชื่อ", "named": "มีชื่อ", "placed_district": "ระบุถึงเขต/อำเภอ", "placed_site": "ระบุถึงอาคาร"}
    assert {key: row[heading] for key, heading in told.items()} == known


def test_what_a_source_does_not_say_is_empty_and_not_zero(book_th):
    row = next(row for row in rows(book_th, "โครงการ") if row["รหัสโครงการ"] == "mobile-library")
    assert row["จำนวนที่รายงาน"] is None


def test_headers_are_frozen_and_filtered(book_th):
    for sheet in book_th.worksheets[:-1]:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref.startswith("A1:"), sheet.title


def test_no_heading_is_a_name_of_the_code(book_th):
    headings = {str(cell.value) for sheet in book_th.worksheets[:-1] for cell in sheet[1]}
    assert {heading for heading in headings if heading.isascii() and "_" in heading} == set()


def test_the_last_sheet_says_the_filters_in_words():
    asked = facts_of(programme="bma-library", area="10", radius="3", measure="population_within_km", age="60+")
    about = dict(about_rows(asked))
    assert about["รัศมีให้บริการ"] == "3 กม."
    assert about["ตัวกรอง"].endswith("; รัศมี 3 กม.; อายุ 60 ปีขึ้นไป")


def test_the_last_sheet_says_what_it_is(book_th):
    about = dict(book_th["ที่มาและตัวกรอง"].iter_rows(values_only=True))
    assert about["ตัวกรอง"] == "ประเทศไทย; Relearning Space @ Library; สถานะ: เปิดอยู่; ผู้เข้าใช้ได้: ประชาชนทั่วไป"
    assert "31 ธ.ค. 2568" in about["วันที่ของข้อมูล"]
    assert "CC BY 4.0" in about["สัญญาอนุญาต"]
    assert "2 กม." in about["พื้นที่ที่ยังเข้าไม่ถึง"]


def test_no_distance_is_told_where_most_of_an_incomplete_list_have_no_position():
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(programme="public-library", area="58"))))
    head, *rows = book["ต้องตรวจสอบ"].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert len(told) == 7
    for row in told:
        assert "จึงยังบอกระยะไม่ได้" in " ".join(str(value) for value in row.values())
        assert (row["ระยะเฉลี่ย (กม.)"], row["ประชากรนอกรัศมี (โดยประมาณ)"]) == (None, None)
        assert row["ประชากรตามทะเบียนราษฎร"]
