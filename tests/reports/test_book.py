"""The workbook, read back: typed columns, codes as text, filters, and the numbers of the files."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from reports.book import about_rows, book_xlsx
from tests.reports import expected
from tests.reports.conftest import facts_of


def rows(book, title: str) -> list[dict[str, object]]:
    heading, *lines = book[title].iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_there_is_a_sheet_for_everything(book_th):
    assert book_th.sheetnames == [
        "ที่มาและตัวกรอง", "แผนภูมิ", "ตัวเลขหลัก", "ภาค", "ภาค (6 ภาค)", "จังหวัด", "กลุ่มเขต", "อำเภอและเขต", "แหล่งเรียนรู้",
        "ยังไม่มี (จัดอันดับ)", "โครงการ", "ตัวเลขที่รายงาน", "สิ่งที่ยังไม่ทราบ", "แหล่งข้อมูล",
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
    assert (trained["จำนวน"], trained["เท่ากับหรือมากกว่า"]) == (70000, "มากกว่า")
    assert str(trained["ณ วันที่"]) == "2024-03-01 00:00:00"
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
    for sheet in book_th.worksheets[1:]:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref.startswith("A1:"), sheet.title


def test_no_heading_is_a_name_of_the_code(book_th):
    headings = {str(cell.value) for sheet in book_th.worksheets[1:] for cell in sheet[1]}
    assert {heading for heading in headings if heading.isascii() and "_" in heading} == set()


def test_the_first_sheet_says_the_filters_in_words():
    asked = facts_of(programme="bma-library", area="10", radius="3", measure="population_within_km", age="60+")
    about = dict(about_rows(asked))
    assert about["รัศมีให้บริการ"] == "3 กม."
    assert about["ตัวกรอง"].endswith("; รัศมี 3 กม.; อายุ 60 ปีขึ้นไป")


def test_the_first_sheet_says_what_it_is(book_th):
    about = {row[0]: row[1] for row in book_th["ที่มาและตัวกรอง"].iter_rows(values_only=True)}
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


def test_the_first_sheet_lists_the_others_with_rows_filter_and_date(book_th):
    page = book_th.worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "แผ่นงาน")
    listed = {row[0]: row for row in rows[start + 1 :]}
    assert list(listed) == book_th.sheetnames[1:]
    for sheet in book_th.worksheets[1:]:
        _, what, count, filters, dates, source = listed[sheet.title][:6]
        assert count == sheet.max_row - 1, sheet.title
        assert all((what, filters, dates, source)), sheet.title
    assert listed["จังหวัด"][3].startswith("ประเทศไทย; Relearning Space @ Library")
    assert listed["โครงการ"][3] == "ไม่ใช้ตัวกรอง: ทั้งทะเบียน"
    assert page.cell(start + 2, 1).hyperlink.location == "'แผนภูมิ'!A1"


@pytest.mark.parametrize(("area", "provinces"), [("R4-NE", 20), ("10", 1), ("95", 1)])
def test_the_area_holds_in_every_sheet_of_the_filter(area, provinces):
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(programme="public-library", area=area, level="province"))))
    assert len(rows(book, "จังหวัด")) == provinces
    listed = expected.table("centres.csv")
    inside = {row["รหัสพื้นที่"] for row in rows(book, "จังหวัด")}
    of_programme = listed[(listed["programme_id"] == "public-library") & (listed["status"] == "open")]
    of_programme = of_programme[(of_programme["access"] == "public") & of_programme["province_code"].isin(inside)]
    there = rows(book, "แหล่งเรียนรู้") if len(of_programme) else []
    assert [row["รหัสแหล่งเรียนรู้"] for row in there] == list(of_programme["centre_id"])
    assert ("แหล่งเรียนรู้" in book.sheetnames) == bool(len(of_programme))
    for row in rows(book, "อำเภอและเขต"):
        assert row["รหัสพื้นที่"][:2] in inside


@pytest.mark.parametrize("lang", ["th", "en"])
def test_dates_are_dates_in_the_readers_era(lang):
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(lang=lang))))
    page = book["แหล่งเรียนรู้" if lang == "th" else "Centres"]
    heading = "ตรวจสอบแหล่งข้อมูลเมื่อ" if lang == "th" else "Source checked on"
    (column,) = [cell.column for cell in page[1] if cell.value == heading]
    cells = [page.cell(row, column) for row in range(2, page.max_row + 1)]
    assert all(cell.is_date for cell in cells if cell.value)
    assert {cell.number_format for cell in cells if cell.value} == {
        "[$-107041E]d mmm yyyy" if lang == "th" else "[$-409]d mmm yyyy"
    }


@pytest.mark.parametrize("params", [{}, {"programme": "public-library", "level": "district"}])
def test_each_sheet_prints_on_a4_across_with_its_heading_and_can_be_read(params):
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(**params))))
    for sheet in book.worksheets[1:]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape"), sheet.title
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows == "$1:$1", sheet.title
        area = sheet.print_area.split("!")[-1].replace("$", "")
        last = sheet[area.split(":")[1]].column
        if sheet.title == book.sheetnames[1]:
            continue  # the chart stands beside its table
        across = sum(sheet.column_dimensions[letter].width for letter in map(get_column_letter, range(1, last + 1)))
        # 277 mm between the margins, 1.85 mm a letter: at 60 per cent 249 letters.
        assert across < 249, (sheet.title, across)
        assert not sheet.merged_cells.ranges


def test_codes_stand_behind_words_and_outside_the_printed_page(book_th):
    page = book_th["แหล่งเรียนรู้"]
    heads = [cell.value for cell in page[1]]
    assert heads.index("สถานะ") < heads.index("สถานะ (รหัส)")
    assert heads.index("จังหวัด") < heads.index("รหัสจังหวัด")
    last = page[page.print_area.split("!")[-1].replace("$", "").split(":")[1]].column
    assert all("(รหัส)" not in head for head in heads[:last])
    assert {row["สถานะ"] for row in rows(book_th, "แหล่งเรียนรู้")} == {"เปิดอยู่"}


def test_there_is_one_native_chart_of_what_the_map_shows(book_th):
    charts = {sheet.title: sheet._charts for sheet in book_th.worksheets if sheet._charts}
    assert list(charts) == ["แผนภูมิ"]
    assert len(charts["แผนภูมิ"]) == 1


def test_the_file_says_what_it_is(book_th):
    properties = book_th.properties
    assert properties.title == "แหล่งเรียนรู้ใกล้บ้าน: Relearning Space @ Library"
    assert properties.subject.startswith("ประเทศไทย; Relearning")
    assert properties.creator == "ใกล้บ้าน"
    assert (properties.created.year, properties.created.month, properties.created.day) == (2026, 11, 21)


def test_what_has_no_row_is_named_and_has_no_sheet(book_th):
    about = {row[0]: row[1] for row in book_th.worksheets[0].iter_rows(values_only=True)}
    assert about["ไม่มีแถวที่ตรง จึงไม่มีแผ่นงาน"] == "ต้องตรวจสอบ"
    nothing = load_workbook(io.BytesIO(book_xlsx(facts_of(programme="tk-park", area="95", q="zzzz"))))
    assert all(sheet.max_row > 1 for sheet in nothing.worksheets)
    assert "แหล่งเรียนรู้" not in nothing.sheetnames


def test_a_number_of_centres_that_is_not_known_is_no_zero():
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(programme="public-library", area="46"))), read_only=True)
    head, *rows = book["อำเภอและเขต"].iter_rows(values_only=True)
    count, conclusion = head.index("จำนวนแหล่งเรียนรู้"), head.index("ข้อสรุป (รหัส)")
    assert {row[conclusion] for row in rows} == {"unknown"}
    assert {row[count] for row in rows} == {None}


def test_the_axis_of_few_centres_has_whole_numbers():
    with zipfile.ZipFile(io.BytesIO(book_xlsx(facts_of()))) as parts:
        assert b'<c:majorUnit val="1"/>' in parts.read("xl/charts/chart1.xml")


def printed(sheet) -> list[tuple[object, ...]]:
    """Return the rows of a sheet that are printed, the heading first."""
    return [tuple(cell.value for cell in row) for row in sheet[sheet.print_area.split("!")[-1].replace("$", "")]]


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"programme": "public-library", "area": "95"},
        {"programme": "bma-library", "area": "95", "from_year": "2569"},
    ],
)
def test_no_column_is_printed_that_has_no_value(params):
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(**params))))
    for sheet in book.worksheets[1:]:
        if not sheet._charts:
            heading, *lines = printed(sheet)
            empty = [
                head for head, *values in zip(heading, *lines, strict=True) if not any(v is not None for v in values)
            ]
            assert empty == [], sheet.title


def test_areas_outside_a_programmes_scope_stand_last_and_are_not_printed(book_th):
    page = book_th["จังหวัด"]
    conclusions = [row["ข้อสรุป (รหัส)"] for row in rows(book_th, "จังหวัด")]
    in_scope = conclusions.index("out_of_scope")
    assert set(conclusions[:in_scope]) == {"has_one"}
    assert set(conclusions[in_scope:]) == {"out_of_scope"}
    assert len(printed(page)) == 1 + in_scope == 10
    assert len(printed(book_th["กลุ่มเขต"])) == 7, "where all are outside, all are printed"


def test_printed_sources_are_names_and_the_whole_source_stands_beside(book_th):
    for title in ("ตัวเลขหลัก", "แหล่งเรียนรู้", "ตัวเลขที่รายงาน"):
        cells = [str(value) for line in printed(book_th[title]) for value in line]
        assert not [text for text in cells if "://" in text or "%E0" in text], title
        assert any("://" in str(row["ที่มา"]) for row in rows(book_th, title)), title


def test_figures_and_units_stand_in_the_readers_language(book_th):
    heading, *lines = printed(book_th["ตัวเลขที่รายงาน"])
    units = {line[heading.index("หน่วย")] for line in lines}
    assert "แห่ง" in units
    assert not [unit for unit in units if unit and str(unit).isascii()]
    assert all(row["รายการ"] for row in rows(book_th, "ตัวเลขที่รายงาน"))
    reported = {row["รหัสโครงการ"]: row["หน่วยที่รายงาน"] for row in rows(book_th, "โครงการ")}
    assert reported["relearning"] == "ห้องสมุดประชาชน"


def test_the_chart_says_what_it_measures_and_ends_on_its_page():
    content = book_xlsx(facts_of(programme="bma-library|public-library|relearning"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart, drawing = parts.read("xl/charts/chart1.xml").decode(), parts.read("xl/drawings/drawing1.xml").decode()
    assert "จำนวนแหล่งเรียนรู้ (แห่ง)" in chart
    assert all(colour in chart for colour in ("0072B2", "009E73", "D55E00")), "the colours that the maps have"
    assert int(drawing.split("<xdr:to>")[1].split("<xdr:row>")[1].split("<")[0]) <= 41


def test_of_a_list_that_nobody_reads_on_paper_the_beginning_is_printed_and_it_says_so(monkeypatch):
    monkeypatch.setattr("reports.book.sheet.LONG", 60)
    monkeypatch.setattr("reports.book.sheet.PRINTED_OF_LONG", 20)
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(programme="public-library", lang="en"))))
    centres = book["Centres"]
    rows = centres.max_row - 1
    assert rows > 60
    assert len(printed(centres)) == 1 + 20
    note = f"Sheet Centres: the first 20 of {rows} rows are printed; all are in the file"
    assert centres.oddFooter.left.text == note
    assert note in [row[1] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert book["Regions"].oddFooter.left.text == "&A"
    assert "Public libraries" in book["Regions"].oddHeader.left.text
