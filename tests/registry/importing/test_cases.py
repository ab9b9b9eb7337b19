"""Small files of kinds that offices send, each with its right reading."""

from pathlib import Path

import pytest

from geodata.assign import point_to_area_m
from geodata.layers import layer_record
from geodata.subdistricts import subdistrict_areas
from registry.importing.errors import ImportFileError
from registry.importing.place.rows import FAR_M
from registry.store import Register
from tests.registry.batches import ADMIN

from .making import apart, frame_of, outcomes, planned, untouched, zipped

CASES = Path(__file__).parent / "files" / "cases"


def case(name, **options):
    return planned((CASES / name).read_bytes(), name, **options)


def codes(plan):
    """Return by row its outcome and the smallest area known."""
    table = plan.outcomes
    return dict(zip(table["row"], zip(table["outcome"], table["admin_code"], strict=True), strict=True))


def notes(plan):
    return {note.key for sheet in plan.sheets for note in sheet.notes}


def bring(register, name, **options):
    plan = case(name, register=register, **options)
    return register.imports.commit(plan.batch, author=ADMIN), plan


def test_two_lists_that_number_their_rows_are_six_libraries_and_either_is_undone():
    register = Register.in_memory()
    before = set(register.centres()["centre_id"])
    first, _ = bring(register, "c02a_serial_first.csv")
    second, plan = bring(register, "c02b_serial_second.csv")
    assert "note_running_numbers" in notes(plan)

    def names():
        centres = register.centres()
        return set(centres.loc[~centres["centre_id"].isin(before), "name_th"])

    north = {"ห้องสมุดทดลองริมน้ำ", "ห้องสมุดทดลองเชิงเขา", "ห้องสมุดทดลองหน้าวัด"}
    south = {"ห้องสมุดบ้านสวน", "ห้องสมุดบ้านนา", "ห้องสมุดบ้านเล"}
    assert names() == north | south
    register.imports.undo(first, author=ADMIN)
    assert names() == south
    register.imports.redo(first, author=ADMIN)
    register.imports.undo(second, author=ADMIN)
    assert names() == north


@pytest.mark.parametrize("ids", [("ศ-001", "ศ-002"), ("A1", "A2"), ("๑", "๒"), ("0001", "0002")])
def test_a_number_with_or_without_letters_is_no_identity(ids):
    register = Register.in_memory()
    for name in ("ก", "ข"):
        lines = [f"{one},ศูนย์ทดลอง{name}{one},แม่เมาะ,ลำปาง" for one in ids]
        plan = planned("\n".join(["รหัส,ชื่อ,อำเภอ,จังหวัด", *lines]).encode(), register=register)
        register.imports.commit(plan.batch, author=ADMIN)
    assert register.centres()["name_th"].str.startswith("ศูนย์ทดลอง").sum() == 4


def test_a_code_that_another_name_has_is_said_and_takes_nothing_away():
    register = Register.in_memory()
    register.imports.commit(
        planned("รหัส,ชื่อ,จังหวัด\n1052040001,ศูนย์ริมน้ำ,ลำปาง\n".encode(), register=register).batch, author=ADMIN
    )
    plan = planned("รหัส,ชื่อ,จังหวัด\n1052040001,ศูนย์เชิงเขา,ชุมพร\n".encode(), register=register)
    assert outcomes(plan)[2] == ("warned", ["row_id_taken"])
    register.imports.commit(plan.batch, author=ADMIN)
    assert {"ศูนย์ริมน้ำ", "ศูนย์เชิงเขา"} <= set(register.centres()["name_th"])


CODED = "รหัสสถานศึกษา,ชื่อ,อำเภอ,จังหวัด\n1052040001,ศูนย์บ้านริมน้ำ,แม่เมาะ,ลำปาง\n1052040002,ศูนย์บ้านเชิงเขา,เถิน,ลำปาง\n"


def lampang(register):
    centres = register.centres()
    names = centres.loc[centres["name_th"].str.startswith("ศูนย์บ้าน"), "name_th"]
    return set(names)


def test_a_code_is_an_identity_in_the_next_issue_of_its_partner_s_list():
    register = Register.in_memory()
    first = planned(CODED.encode(), register=register)
    register.imports.commit(first.batch, author=ADMIN)
    assert first.batch.centres["centre_id"].str.contains("-105204000[12]-").all()
    spelt = CODED.replace("ศูนย์บ้านริมน้ำ", "ศูนย์บ้านริมนํ้าน")
    again = planned(spelt.encode(), "พ.ย.csv", register=register, mode="update")
    assert again.batch.follows == ("import-1",)
    assert outcomes(again)[2] == ("accepted", ["row_updates"])
    assert set(again.batch.centres["centre_id"]) == set(first.batch.centres["centre_id"])


def test_a_next_issue_is_known_by_codes_beside_names_that_are_alike():
    register = Register.in_memory()
    register.imports.commit(planned(CODED.encode(), register=register).batch, author=ADMIN)
    spelt = CODED.replace("ศูนย์บ้านริมน้ำ", "ศูนย์บ้านริมนํ้าน").replace("ศูนย์บ้านเชิงเขา", "ศูนย์บ้านเชิงเขาา")
    assert planned(spelt.encode(), "พ.ย.csv", register=register, mode="update").batch.follows == ("import-1",)
    other = CODED.replace("ศูนย์บ้านริมน้ำ", "หอสมุดทุ่ง").replace("ศูนย์บ้านเชิงเขา", "หอสมุดนา")
    assert planned(other.encode(), "อื่น.csv", register=register, mode="update").batch.follows == ()


@pytest.mark.parametrize(
    "line",
    ["1052040001,ศูนย์บ้านริมน้ำ,งาว,ลำปาง", "1052040001,ศูนย์บ้านเชิงดอย,แม่เมาะ,ลำปาง", "1052040001,ศูนย์บ้านริมน้ำ 2,แม่เมาะ,ลำปาง"],
)
def test_a_code_with_another_name_or_place_is_another_centre(line):
    register = Register.in_memory()
    first = planned(CODED.encode(), register=register)
    register.imports.commit(first.batch, author=ADMIN)
    text = CODED.replace("1052040001,ศูนย์บ้านริมน้ำ,แม่เมาะ,ลำปาง", line)
    again = planned(text.encode(), "พ.ย.csv", register=register, mode="update", follows=("import-1",))
    assert outcomes(again)[2][1][0] == "row_id_taken"
    assert again.outcomes["id"][0] not in set(first.batch.centres["centre_id"])


def test_a_code_without_a_partner_is_a_running_number():
    register = Register.in_memory()
    register.imports.commit(planned(CODED.encode(), register=register).batch, author=ADMIN)
    other = CODED.replace("ศูนย์บ้านริมน้ำ", "ศูนย์บ้านริมนํ้าน").replace("ศูนย์บ้านเชิงเขา", "ศูนย์บ้านเชิงเขาา")
    plan = planned(other.encode(), "อื่น.csv", register=register)
    assert {change.change for change in plan.differences} == {"new"}
    register.imports.commit(plan.batch, author=ADMIN)
    assert len(lampang(register)) == 4


def test_two_partners_with_one_numbering_are_undone_and_redone_in_any_order():
    register = Register.in_memory()
    other = CODED.replace("ศูนย์บ้านริมน้ำ", "ศูนย์บ้านทุ่ง").replace("ศูนย์บ้านเชิงเขา", "ศูนย์บ้านนา")
    first = register.imports.commit(planned(CODED.encode(), register=register).batch, author=ADMIN)
    register.imports.undo(first, author=ADMIN)
    second = register.imports.commit(planned(other.encode(), "อื่น.csv", register=register).batch, author=ADMIN)
    register.imports.redo(first, author=ADMIN)
    assert len(lampang(register)) == 4
    register.imports.undo(second, author=ADMIN)
    assert lampang(register) == {"ศูนย์บ้านริมน้ำ", "ศูนย์บ้านเชิงเขา"}


def test_a_code_that_several_rows_share_loses_none_of_them():
    text = "รหัสหน่วยงาน,ชื่อ,จังหวัด\n06520101,หอสมุดเหนือ,ลำปาง\n06520101,หอสมุดใต้,ลำปาง\n"
    assert outcomes(planned(text.encode())) == {2: ("accepted", []), 3: ("warned", ["row_code_twice"])}


def test_a_name_that_ends_in_letters_of_an_abbreviation_keeps_its_row():
    register = Register.in_memory()
    _, plan = bring(register, "c03_name_ends_with_abbreviation.csv")
    assert codes(plan) == {2: ("accepted", "3010"), 3: ("accepted", "3010")}
    _, again = bring(register, "c03_name_ends_with_abbreviation.csv")
    assert not again.changes


def test_sizes_are_no_codes():
    assert codes(case("c04b_area_km2_point.csv")) == {
        2: ("accepted", "5001"), 3: ("accepted", "9011"), 4: ("accepted", "1001"),
    }  # fmt: skip
    plan = case("c04e_floor_area_bare.csv")
    assert codes(plan) == {2: ("accepted", "10"), 3: ("accepted", "52"), 4: ("accepted", "52")}
    assert "note_left_out" in notes(plan)


@pytest.mark.parametrize("header", ["พื้นที่ (ตร.ม.)", "area_sqm", "ขนาดพื้นที่", "Floor area", "พื้นที่(ไร่)"])
def test_a_header_with_a_unit_is_a_size(header):
    plan = planned(f"ชื่อ,อำเภอ,จังหวัด,{header}\nห้องสมุดทดลอง,แม่เมาะ,ลำปาง,5202\n".encode())
    assert codes(plan) == {2: ("accepted", "5202")}
    assert "area" not in {column.field for column in plan.sheets[0].columns}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a district's name, two provinces, a point: each agrees
        ("ชื่อ,พื้นที่,อำเภอ\nห้องสมุดหนึ่ง,5202,แม่เมาะ\n", ["5202"]),
        ("ชื่อ,พื้นที่,จังหวัด\nห้องสมุดหนึ่ง,5202,ลำปาง\nห้องสมุดสอง,5208,ลำปาง\n", ["5202", "5208"]),
        ("ชื่อ,area,lat,lon\nห้องสมุดหนึ่ง,1001,13.75,100.50\n", ["1001"]),
        # so many different codes are no accident
        ("ชื่อ,พื้นที่\n" + "".join(f"ห้องสมุด {n},{n}\n" for n in range(1001, 1009)), [str(n) for n in range(1001, 1009)]),
    ],
)
def test_codes_under_area_stay_codes(text, expected):
    assert [code for _, code in codes(planned(text.encode())).values()] == expected


@pytest.mark.parametrize("header", ["พื้นที่", "area", "Area"])
@pytest.mark.parametrize("values", [("5202",), ("1010", "1020"), ("520201",), ("10", "52")])
def test_what_may_be_a_size_or_a_code_is_left_out_and_said(header, values):
    lines = [f"ห้องสมุด{'กข'[n]},{value},สวนสาธารณะ" for n, value in enumerate(values)]
    plan = planned("\n".join([f"ชื่อ,{header},ทำเล", *lines]).encode(), "ลำปาง.csv")
    assert {code for _, code in codes(plan).values()} == {"52"}
    assert [note.params["columns"] for note in plan.sheets[0].notes if note.key == "note_size_or_code"] == [header]
    said = planned("\n".join([f"ชื่อ,{header},ทำเล", *lines]).encode(), given={"columns": {header: "area"}})
    assert [code for _, code in codes(said).values()] == list(values)


@pytest.mark.parametrize("row", ["ห้องสมุดหนึ่ง,5202,,18.29,99.50", "ห้องสมุดหนึ่ง,5202,ลำพูน,,", "ห้องสมุดหนึ่ง,5202,ลำปาง,,"])
def test_a_size_that_is_a_code_by_accident_places_no_library(row):
    plan = planned(f"ชื่อ,พื้นที่,จังหวัด,lat,lon\n{row}\n".encode())
    assert "5202" not in {code for _, code in codes(plan).values()}
    assert {"note_size_or_code", "note_left_out"} & notes(plan)


FAR = "ชื่อ,อำเภอ,จังหวัด,lat,lon\nศูนย์ทดลอง,แม่เมาะ,ลำปาง,13.75,100.50\n".encode()


def test_a_point_far_from_its_area_is_for_a_person_to_decide():
    assert outcomes(planned(FAR))[2] == ("rejected", ["row_point_far"])
    by_point, by_area = (planned(FAR, given={"contradiction": word}) for word in ("point", "area"))
    assert codes(by_point) == {2: ("warned", "1001")}
    assert codes(by_area) == {2: ("warned", "5202")}
    assert by_area.batch.centres["longitude"].isna().all()
    assert by_point.batch.centres["longitude"].tolist() == [100.5]


def test_the_limit_of_a_contradiction_is_beyond_the_errors_of_the_boundaries():
    middles = subdistrict_areas().dropna(subset=["longitude"])
    away = point_to_area_m(
        middles["longitude"].to_numpy(float),
        middles["latitude"].to_numpy(float),
        middles["parent_code"].to_numpy(object),
    )
    assert away.max() < layer_record()["tolerance_m"] < FAR_M
    buildings = untouched().centres().query("location_precision == 'site'").dropna(subset=["district_code"])
    away = point_to_area_m(
        buildings["longitude"].to_numpy(float), buildings["latitude"].to_numpy(float),
        buildings["district_code"].to_numpy(object),
    )  # fmt: skip
    assert layer_record()["tolerance_m"] < away.max() < FAR_M


@pytest.mark.parametrize(
    ("latitude", "expected"),
    [
        (13.79, ("warned", ["row_point_outside"])),
        (13.798, ("rejected", ["row_point_far"])),
        (13.81, ("rejected", ["row_point_far"])),
    ],
)
def test_a_point_kilometres_outside_its_district_is_no_acceptance_with_a_warning(latitude, expected):
    plan = planned(f"ชื่อ,เขต,จังหวัด,lat,lon\nศูนย์ทดลอง,พระนคร,กทม,{latitude},100.51\n".encode())
    assert outcomes(plan)[2] == expected


def test_a_town_s_point_in_another_province_is_for_a_person_to_decide():
    text = "ชื่อ,อำเภอ,จังหวัด,lat,lon,precision\nศูนย์ทดลอง,แม่เมาะ,ลำปาง,{lat},{lon},town\n"
    far, near = (planned(text.format(lat=lat, lon=lon).encode()) for lat, lon in ((13.75, 100.5), (17.61, 99.22)))
    assert outcomes(far)[2] == ("rejected", ["row_point_far"])
    assert outcomes(near)[2] == ("accepted", [])


def test_a_table_of_areas_is_no_list_of_centres():
    plan = case("c08_area_table_as_centres.csv")
    assert {keys[0] for _, keys in outcomes(plan).values()} == {"row_is_area"}
    assert plan.batch.centres.empty


def test_the_datum_of_the_header_is_used():
    plan = case("c18_utm_indian.csv")
    # EPSG:24047 to WGS 84: some 450 m from where the same numbers lie in UTM of WGS 84.
    for row in plan.outcomes.itertuples():
        assert row.longitude == pytest.approx(100.49362, abs=2e-5)
        assert row.latitude == pytest.approx(13.7514, abs=3e-3)
    assert all("row_datum" in keys for _, keys in outcomes(plan).values())
    sentences = [str(problem) for row in plan.rows() for problem in row.problems if problem.key == "row_utm"]
    assert set(sentences) == {"Taken as UTM zone 47, Indian 1975."}


@pytest.mark.parametrize(
    "headers", ["E EPSG:24047,N EPSG:24047", "X_Indian1975,Y_Indian1975", "E (อินเดียน 1975),N (อินเดียน 1975)"]
)
def test_a_datum_in_any_spelling_of_the_header_is_used(headers):
    plan = planned(f"ชื่อ,จังหวัด,{headers}\nศูนย์ทดลอง,กทม,661645.6,1520246.8\n".encode())
    assert plan.batch.centres["longitude"].tolist() == [pytest.approx(100.4903, abs=1e-4)]


def test_a_size_in_rai_is_a_size_and_said():
    plan = planned("ชื่อ,จังหวัด,พื้นที่\nศูนย์หนึ่ง,ลำปาง,5-2-02\nศูนย์สอง,ลำปาง,2 ไร่ 3 งาน\n".encode())
    assert [note.params for note in plan.sheets[0].notes] == [{"columns": "พื้นที่"}]


def test_one_impossible_coordinate_is_one_row_s():
    plan = case("overflow.geojson")
    assert [outcome for outcome, _ in outcomes(plan).values()] == ["accepted"] * 3 + ["warned", "accepted"]
    assert set(plan.batch.centres["district_code"]) == {"1001"}


def test_a_name_has_a_greatest_length():
    long = "ห้องสมุด" + "ก" * 200
    plan = planned(f"ชื่อ,จังหวัด\n{long},ลำปาง\nwww.example.invalid,ลำปาง\n".encode())
    assert outcomes(plan)[2] == ("rejected", ["row_long_name"])
    assert outcomes(plan)[3] == ("accepted", [])


def test_a_district_under_any_romanisation_of_its_word_is_understood():
    assert codes(case("c01_amphor_header.csv")) == {
        2: ("accepted", "900304"), 3: ("accepted", "900507"), 4: ("accepted", "860102"), 5: ("accepted", "8605"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["c05_name_column_unknown_header.csv", "c06_geo_uri.tsv"])
def test_the_first_text_whose_values_differ_is_proposed_for_the_name(name):
    plan = case(name)
    assert set(plan.batch.centres["name_th"]) == {"วัดทดลองใหม่", "วัดทดลองเก่า"}
    assert plan.batch.centres["longitude"].notna().all()
    assert "note_name_proposed" in notes(plan)


def test_headers_of_landmarks_are_understood():
    centres = case("c05b_landmark_headers.csv").batch.centres
    assert centres["name_th"].tolist() == ["สถานีทดลอง", "สำนักงานทดลอง"]
    assert centres["name_en"].tolist() == ["TEST STATION", "TEST OFFICE"]


def test_an_address_of_before_a_split_gives_way_to_code_and_point():
    plan = case("c09_old_khet_in_address.csv")
    assert codes(plan) == {2: ("accepted", "1043"), 3: ("accepted", "1042")}
    assert {keys[0] for _, keys in outcomes(plan).values()} == {"row_address_differs"}


def test_dates_in_either_era_are_read():
    centres = case("c16b_be_dates.xlsx").batch.centres
    assert centres["opened_be"].tolist() == [2567] * 3
    assert centres["verified_on"].iloc[0] == "2024-01-05"


def test_a_header_in_two_rows_is_read_and_groups_are_no_rows():
    plan = case("c17_two_level_header.xlsx")
    counts = plan.batch.area_counts.set_index("admin_code")
    assert counts["count"].to_dict() == {"1001": 2, "1002": 2, "1007": 3}
    assert set(counts["as_of"]) == {"2024"}
    assert [*apart(plan).values()] == ["row_heading", "row_heading", "row_total", "row_note"]
    # The groups are no areas of the register: what the three khet add up to is told beside the table's own total.
    differs = [note for note in plan.sheets[0].notes if note.key == "note_total_differs"]
    assert [(note.params["total"], note.params["sum"]) for note in differs] == [(10, 7)]


def test_a_heading_gives_its_rows_their_province():
    plan = case("c26_section_rows.csv")
    accepted = {row: code for row, (outcome, code) in codes(plan).items() if outcome == "accepted"}
    assert accepted == {3: "5202", 4: "5208", 6: "8605", 7: "8601"}
    assert [*apart(plan).values()] == ["row_heading", "row_heading", "row_total"]


def test_ditto_marks_and_dashes_carry_on():
    assert [code for _, code in codes(case("c28_ditto.csv")).values()] == [
        "5202",
        "5208",
        "5208",
        "5205",
        "5205",
        "5205",
    ]


def test_a_blank_province_carries_on_only_where_the_district_lies_in_it():
    text = "ชื่อ,อำเภอ,จังหวัด\nห้องสมุดก,แม่เมาะ,ลำปาง\nห้องสมุดข,เถิน,\nห้องสมุดค,หลังสวน,\n"
    assert [code for _, code in codes(planned(text.encode())).values()] == ["5202", "5208", "8604"]


def test_numbers_before_names_are_no_part_of_them():
    plan = case("c29_numbered_names.csv")
    assert list(plan.batch.centres["name_th"]) == ["ห้องสมุดทดลอง ก", "ห้องสมุดทดลอง ข", "ห้องสมุดทดลอง ค"]
    assert outcomes(plan)[5] == ("duplicate", ["row_same_row"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", "รายชื่อห้องสมุด จังหวัดลำปาง,\n,\nชื่อ,อำเภอ\nห้องสมุดทดลอง,เมือง\n"),
        ("ห้องสมุด_ลำปาง_2568.csv", "ชื่อ,อำเภอ\nห้องสมุดทดลอง,เมือง\n"),
    ],
)
def test_a_title_or_a_file_s_name_says_the_province(name, text):
    assert list(planned(text.encode(), name).batch.centres["district_code"]) == ["5201"]


def test_a_shapefile_without_a_part_is_told_apart_from_a_damaged_one():
    with pytest.raises(ImportFileError, match=r"\.shx") as raised:
        case("c15f_no_shx.zip")
    assert raised.value.key == "import_part_missing"


def test_a_field_name_cut_in_the_middle_of_a_letter_is_read(tmp_path):
    parts = tmp_path / "parts"
    parts.mkdir()
    frame_of([["name", "longitude", "latitude"], ["ศูนย์ทดลอง", "100.5", "13.75"]]).to_file(
        parts / "x.shp", encoding="UTF-8"
    )
    table = parts / "x.dbf"
    data = bytearray(table.read_bytes())
    data[32:43] = "ชื่อศูนย์".encode()[:10] + b"\0"
    table.write_bytes(data)
    plan = planned(zipped({path.name: path.read_bytes() for path in parts.iterdir()}), "x.zip")
    assert list(plan.batch.centres["name_th"]) == ["ศูนย์ทดลอง"]


def test_a_district_under_the_province_that_it_left_is_that_of_today():
    assert [code for _, code in codes(case("c11_old_province.csv")).values()] == [
        "3801", "3804", "4316", "5024", "3701", "3701", "2701", "3901",
    ]  # fmt: skip


def test_a_municipality_is_the_district_that_it_lies_in():
    assert [code for _, code in codes(case("c22_stars_local.csv")).values()] == [
        "7007", "9011", "2004", "5202", "520201", "16", "5001",
    ]  # fmt: skip
