"""What stands around a row: headings of every form, ditto marks, blanks of merged cells, tables that are no lists."""

import pytest

from registry.importing.errors import ImportMappingError

from .making import apart, csv_bytes, outcomes, planned, xlsx_bytes


def placed(data, name="list.csv"):
    """Return by name the smallest area known of each row that is taken."""
    plan = planned(data if isinstance(data, bytes) else data.encode(), name)
    taken = plan.outcomes[plan.outcomes["outcome"].isin(["accepted", "warned"])]
    return dict(zip(taken["name"], taken["admin_code"], strict=True))


HEADER = "ลำดับ,ชื่อ,อำเภอ\n"


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("จังหวัดลำปาง,,", "จังหวัดชุมพร,,"),
        (",จ.ลำปาง (2 แห่ง),", ",จ.ชุมพร จำนวน ๑ แห่ง,"),
        ("จังหวัดลำปาง,จังหวัดลำปาง,จังหวัดลำปาง", "จังหวัดชุมพร,จังหวัดชุมพร,จังหวัดชุมพร"),
        ("1,จังหวัดลำปาง,", "2,จังหวัดชุมพร,"),
        ("1. จังหวัดลำปาง,,", "2. จังหวัดชุมพร,,"),
        (",- จังหวัดลำปาง -,", ",- จังหวัดชุมพร -,"),
    ],
)
def test_a_heading_in_any_form_gives_its_rows_their_province(north, south):
    text = f"{HEADER}{north}\n1,ศูนย์ ก,แม่เมาะ\n2,ศูนย์ ข,เมือง\n{south}\n1,ศูนย์ ค,เมือง\n"
    assert placed(text) == {"ศูนย์ ก": "5202", "ศูนย์ ข": "5201", "ศูนย์ ค": "8601"}


def test_headings_of_districts_and_subdistricts_go_one_into_another():
    text = (
        "ชื่อ,ตำบล\nจังหวัดลำปาง,\nอำเภอแม่เมาะ,\nศูนย์ ก,บ้านดง\nอำเภอเถิน จังหวัดลำปาง,\nศูนย์ ข,ล้อมแรด\n"
        "ตำบลแม่ถอด,\nศูนย์ ค,\nจังหวัดชุมพร,\nศูนย์ ง,\n"
    )
    found = placed(text)
    assert (found["ศูนย์ ก"], found["ศูนย์ ข"]) == ("520201", "520801")
    assert found["ศูนย์ ค"].startswith("5208")


def test_a_number_beside_an_area_is_a_count_where_counts_are_meant():
    plan = planned("จังหวัด,จำนวนแห่ง\nจังหวัดลำปาง,3\nจังหวัดชุมพร,5\n".encode(), programme="public-library")
    assert plan.batch.area_counts["count"].tolist() == [3, 5]


@pytest.mark.parametrize("mark", ['"', "〃", '--"--', '- " -', ",,", "''", "ฯลฯ", "เหมือนกัน"])
def test_a_ditto_mark_in_any_form_repeats_the_cell_above(mark):
    rows = [["ชื่อ", "อำเภอ", "จังหวัด"], ["ศูนย์ ก", "แม่เมาะ", "ลำปาง"], ["ศูนย์ ข", mark, mark]]
    assert placed(csv_bytes(rows)) == {"ศูนย์ ก": "5202", "ศูนย์ ข": "5202"}


def test_blanks_of_merged_cells_are_filled_and_said():
    text = "จังหวัด,อำเภอ,ชื่อ\nลำปาง,แม่เมาะ,ศูนย์ ก\n,,ศูนย์ ข\n,เถิน,ศูนย์ ค\nชุมพร,ละแม,ศูนย์ ง\n,,ศูนย์ จ\n"
    assert placed(text) == {
        "ศูนย์ ก": "5202", "ศูนย์ ข": "5202", "ศูนย์ ค": "5208", "ศูนย์ ง": "8605", "ศูนย์ จ": "8605",
    }  # fmt: skip
    assert outcomes(planned(text.encode()))[3] == ("accepted", ["row_from_above"])


def test_a_blank_after_the_name_or_beside_a_province_is_filled_by_nothing():
    after = "ชื่อ,อำเภอ,จังหวัด\nศูนย์ ก,แม่เมาะ,ลำปาง\nผู้รายงาน นาย ก,,\n"
    assert placed(after) == {"ศูนย์ ก": "5202"}
    beside = "จังหวัด,อำเภอ,ชื่อ,สถานะ\nลำปาง,แม่เมาะ,ศูนย์ ก,เปิด\nลำปาง,,ศูนย์ ข,เปิด\n"
    assert placed(beside)["ศูนย์ ข"] == "52"


def test_each_sheet_s_name_says_its_province():
    sheets = {name: [["ชื่อ", "อำเภอ"], [f"ศูนย์{name}", "เมือง"]] for name in ("ลำปาง", "ชุมพร")}
    assert placed(xlsx_bytes(None, sheets=sheets), "x.xlsx") == {"ศูนย์ลำปาง": "5201", "ศูนย์ชุมพร": "8601"}


@pytest.mark.parametrize(
    "text", ["รหัสอำเภอ,ชื่ออำเภอ,จังหวัด\n5201,เมืองลำปาง,ลำปาง\n", "รหัส,จังหวัด,ภาค\n50,เชียงใหม่,เหนือ\n52,ลำปาง,เหนือ\n"]
)
def test_a_table_of_areas_is_said_to_be_one(text):
    with pytest.raises(ImportMappingError) as raised:
        planned(text.encode())
    assert raised.value.key == "mapping_areas"


def test_each_row_is_of_the_datum_that_it_names():
    text = (
        "ชื่อ,จังหวัด,Easting,Northing,Datum\nศูนย์ ก,กรุงเทพมหานคร,662000,1520300,Indian 1975\n"
        "ศูนย์ ข,กรุงเทพมหานคร,662000,1520300,WGS84\n"
    )
    rows = planned(text.encode()).outcomes
    assert rows["longitude"].round(4).tolist() == [100.4936, 100.4984]


@pytest.mark.parametrize(
    "header", ["tumbol,ampur,changwat", "TAMBON_T,AMPHOE_T,PROV_NAM_T", "ต.,อ.,จ.", "tambol,amper,changwad"]
)
def test_headers_in_other_romanisations_are_understood(header):
    assert placed(f"{header},ชื่อ\nสะกอม,จะนะ,สงขลา,ศูนย์ ก\n") == {"ศูนย์ ก": "900304"}


LIST = "ลำดับ,ชื่อ,อำเภอ,จังหวัด\n1,หอ ก,แม่เมาะ,ลำปาง\n2,หอ ข,เถิน,ลำปาง\n"


@pytest.mark.parametrize(
    "lines",
    [
        ",,รวมทั้งสิ้น,2 แห่ง", ",รวมจำนวนทั้งหมด 2 แห่ง,,", "รวม 2 โรง,,,", ",Total: 2 libraries,,", ",2,,", ",,2,2",
        "เฉลี่ย,,,", ",Average,,2",
        "หมายเหตุ : ข้อมูลเบื้องต้น,,,\nข้อมูลจากสำนักงานส่งเสริมการเรียนรู้,,,\nพิมพ์เมื่อ 3/2/2568,,,",
        ",,ลงชื่อ.................ผู้รายงาน,\n,,(นายสมชาย ใจดี),", "ที่มา: สำนักงาน,,,\n,ผู้รายงาน นางสาว ก ข,,", "3,,,\n4,,,",
    ],
)  # fmt: skip
def test_what_stands_below_the_last_row_is_no_row(lines):
    plan = planned(f"{LIST}{lines}\n".encode())
    assert plan.counts == {"read": 2, "accepted": 2, "warned": 0, "duplicate": 0, "rejected": 0}
    assert [*apart(plan)] == list(range(4, 5 + lines.count("\n")))


@pytest.mark.parametrize("line", ["3,*หอ ค,งาว,ลำปาง", "3,หอ ค,งาว,ลำปาง", "3,ที่มาของเรา,งาว,ลำปาง"])
def test_the_last_row_is_a_row(line):
    assert planned(f"{LIST}{line}\n".encode()).counts["accepted"] == 3


def test_names_alone_at_the_end_are_rows_where_no_total_stands_before_them():
    plan = planned(f"{LIST},หอ ค,,\n,หอ ง,,\n".encode(), "ลำปาง.csv")
    assert (plan.counts["accepted"], apart(plan)) == (4, {})


def test_points_without_names_are_told_as_such():
    plan = planned("ลำดับ,ชื่อ,lat,lon\n1,หอ ก,18.3,99.6\n2,,18.3,99.7\n".encode())
    assert outcomes(plan)[3] == ("rejected", ["row_no_name", "row_area_from_point"])


@pytest.mark.parametrize("name", ["จ.นม", "จังหวัดนครราชสีมา", "รายชื่อ จ.นม 2568"])
def test_a_sheet_is_named_for_its_province_also_by_two_letters(name):
    plan = planned(xlsx_bytes([], sheets={name: [["ชื่อ", "อำเภอ"], ["หอ ก", "เมือง"]]}), "x.xlsx")
    assert list(plan.batch.centres["district_code"]) == ["3001"]


@pytest.mark.parametrize("title", ["รายชื่อ จ.น่าน,,", ",รายชื่อห้องสมุด จังหวัดน่าน,"])
def test_a_title_between_two_tables_of_one_sheet_gives_the_second_its_province(title):
    text = f"รายชื่อ จ.ลำปาง,,\nที่,ชื่อ,อำเภอ\n1,หอ ก,เมือง\n{title}\nที่,ชื่อ,อำเภอ\n1,หอ ข,เมือง\n"
    plan = planned(text.encode())
    assert list(plan.batch.centres["district_code"]) == ["5201", "5501"]
    assert apart(plan) == {4: "row_heading", 5: "row_header"}
