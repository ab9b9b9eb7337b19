from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from registry.export import export_centres
from registry.importing.errors import ImportMappingError, ImportStopped
from registry.importing.plan import ImportOptions
from registry.store import Register
from tests.registry.batches import ADMIN
from tests.registry.importing.making import adds_up, apart, csv_bytes, outcomes, planned, untouched, xlsx_bytes

HEADER = ["ชื่อ", "จังหวัด", "อำเภอ/เขต", "ตำบล/แขวง", "lat", "lon"]


def one(*cells, header=HEADER, **options):
    """Return the outcome of one row, the keys said of it, and the centre it makes (None where rejected)."""
    plan = planned(csv_bytes([header, list(cells)]), **options)
    assert adds_up(plan)
    outcome, keys = outcomes(plan)[2]
    centres = plan.batch.centres.to_dict("records")
    return outcome, keys, centres[0] if centres else None


@pytest.mark.parametrize(
    ("cells", "code", "precision"),
    [
        (("ก", "จ.ลำปาง"), "52", "province"), (("ก", "Lop Buri"), "16", "province"), (("ก", "กทม."), "10", "province"),
        (("ก", "เชียงใหม่", "อ.เมือง"), "5001", "district"), (("ก", "", "เขตบางรัก"), "1004", "district"),
        (("ก", "กรุงเทพมหานคร", "จตุจักร", "แขวงจตุจักร"), "103005", "subdistrict"), (("ก", "52"), "52", "province"),
        (("ก", "", "", "", "13.746", "100.493"), "1001", "site"),
        (("ก", "กทม", "พระนคร", "", "13.746", "100.493"), "1001", "site"),
    ],
)  # fmt: skip
def test_a_row_is_placed_as_closely_as_it_says(cells, code, precision):
    outcome, _, centre = one(*cells)
    assert outcome == "accepted"
    assert (centre["subdistrict_code"] or centre["district_code"] or centre["province_code"]) == code
    assert centre["location_precision"] == precision


def test_a_whole_address_in_one_cell_places_the_row_and_stays_in_its_notes():
    text = "123/4 ถ.พหลโยธิน แขวงจตุจักร เขตจตุจักร กทม. 10900"
    _, _, centre = one("ก", text, header=["ชื่อ", "ที่อยู่"])
    assert (centre["subdistrict_code"], centre["notes"]) == ("103005", text)


def test_a_bare_district_of_a_programme_of_one_province_is_looked_for_there():
    assert one("ก", "พระนคร", header=["ชื่อ", "เขต"], programme="book-house")[2]["district_code"] == "1001"


def test_a_name_of_several_areas_is_decided_by_the_point_or_said():
    outcome, keys, centre = one("ก", "", "อำเภอเมือง", "", "18.29", "99.49")
    assert (outcome, keys, centre["district_code"]) == ("accepted", ["row_area_from_point"], "5201")
    outcome, keys, centre = one("ก", "อยุธยา", "Bang Sai", "", "", "")
    assert (outcome, keys, centre["province_code"]) == ("warned", ["row_one_of_several"], "14")
    assert centre["district_code"] is None
    said = planned(csv_bytes([HEADER, ["ก", "", "เฉลิมพระเกียรติ", "", "", ""]]))
    shown = next(iter(said.rows())).problems[0].params["candidates"]
    assert shown.startswith("เฉลิมพระเกียรติ สระบุรี 1913, เฉลิมพระเกียรติ นครราชสีมา 3032")


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (("", "ลำปาง"), "row_no_name"), (("-", "ลำปาง"), "row_no_name"), (("ก", "แอตแลนติส"), "row_unknown_province"),
        (("ก", ""), "row_no_place"), (("ก", "", "ไม่มีจริง"), "row_unknown_area"),
        (("ก", "เชียงใหม่", "หัวหิน"), "row_contradiction"), (("ก", "", "เมือง"), "row_ambiguous"),
        (("ก", "", "", "", "48.8", "2.3"), "row_outside_thailand"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_rejected_and_says_why(cells, key):
    outcome, keys, centre = one(*cells, *[""] * (len(HEADER) - len(cells)))
    assert (outcome, keys[0], centre) == ("rejected", key, None)


@pytest.mark.parametrize(
    ("header", "cells", "key", "column", "value"),
    [
        ("ปีที่เปิด", "9999", "row_year", "opened_be", None), ("สถานะ", "สีฟ้า", "row_word", "status", "open"),
        ("วันที่ตรวจสอบ", "31/31/2568", "row_date", "verified_on", None),
        ("ตำบล", "ไม่มีจริง", "row_unknown_subdistrict", "subdistrict_code", None),
        ("ความละเอียดตำแหน่ง", "อาคาร", "row_precision", "location_precision", "province"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_taken_with_a_warning(header, cells, key, column, value):
    outcome, keys, centre = one("ก", "ลำปาง", cells, header=["ชื่อ", "จังหวัด", header])
    assert (outcome, keys) == ("warned", [key])
    assert (
        centre[column] == value
        or (value is None and centre[column] is not value and centre[column] != centre[column])
        or (str(centre[column]) == "<NA>" and value is None)
    )


@pytest.mark.parametrize(
    ("header", "cell", "column", "value"),
    [
        ("ปีที่เปิด", "๒๕๖๓", "opened_be", 2563), ("ปีที่เปิด", "2020", "opened_be", 2563),
        ("ปีที่เปิด", "1 ม.ค. 2563", "opened_be", 2563), ("สถานะ", "ปิดถาวร", "status", "closed"),
        ("สถานะ", "กำลังก่อสร้าง", "status", "planned"), ("การเข้าใช้", "ลูกบ้าน", "access", "residents"),
        ("วันที่ตรวจสอบ", "30 ก.ย. 2568", "verified_on", "2025-09-30"),
    ],
)  # fmt: skip
def test_years_dates_and_words_are_read_as_people_write_them(header, cell, column, value):
    outcome, _, centre = one("ก", "ลำปาง", cell, header=["ชื่อ", "จังหวัด", header])
    assert (outcome, centre[column]) == ("accepted", value)


def test_what_the_file_does_not_say_follows_from_the_programme_and_the_file():
    centre = one("ก", "กทม", header=["ชื่อ", "จังหวัด"], programme="high-rise")[2]
    assert (centre["access"], centre["source"], centre["basis"]) == ("residents", "list.csv", "reported")
    assert centre["site_id"] == centre["member_id"] == centre["centre_id"]
    assert one("ก", "ลำปาง", header=["ชื่อ", "จังหวัด"], programme="high-rise")[1] == ["row_outside_scope"]


def test_a_slip_in_a_name_is_forgiven_and_said():
    outcome, keys, centre = one("ก", "ลำปาง", "เมืองลําปาง", header=HEADER[:3])
    assert (outcome, keys, centre["district_code"]) == ("accepted", [], "5201")
    outcome, keys, centre = one("ก", "Chiangmai", "Hang Dongg", header=HEADER[:3])
    assert (outcome, keys, centre["district_code"]) == ("accepted", ["row_respelt"], "5015")


def test_the_recorded_area_wins_over_the_point_and_the_distance_is_said():
    outcome, keys, centre = one("ก", "กทม", "พระนคร", "", "13.79", "100.51")
    assert (outcome, keys, centre["district_code"]) == ("warned", ["row_point_outside"], "1001")
    # Within the tolerance of the layer nothing is said: Wat Pho, a little beyond the khet's simplified border.
    assert one("ก", "กทม", "สัมพันธวงศ์", "", "13.746", "100.498")[:2] == ("accepted", [])
    # A town's point says nothing of the district.
    header = [*HEADER, "precision"]
    outcome, keys, centre = one("ก", "ลำปาง", "", "", "18.29", "99.49", "town", header=header)
    assert (outcome, keys, centre["district_code"]) == ("accepted", [], None)


def test_a_programme_may_be_named_in_a_column():
    rows = [
        ["ชื่อ", "จังหวัด", "โครงการ"],
        ["ก", "กทม", "บ้านหนังสือ"],
        ["ข", "กทม", "tk-park"],
        ["ค", "กทม", "ไม่มีจริง"],
        ["ง", "กทม", ""],
    ]
    plan = planned(csv_bytes(rows), programme="")
    assert list(plan.batch.centres["programme_id"]) == ["book-house", "tk-park"]
    assert [outcomes(plan)[row][1] for row in (4, 5)] == [["row_unknown_programme"], ["row_no_programme"]]
    with pytest.raises(ImportMappingError, match="book-house"):
        planned(csv_bytes([["ชื่อ", "จังหวัด"], ["ก", "กทม"]]), programme="")


def test_rows_of_titles_headers_and_nothing_are_no_rows_of_the_list():
    rows = [["รายชื่อ", ""], HEADER[:2], ["ก", "ลำปาง"], ["", ""], HEADER[:2], ["ข", "น่าน"], ["รวม", ""]]
    rows += [["ที่มา: สำนักงานจังหวัด", ""]]
    plan = planned(csv_bytes(rows))
    assert {row: found[0] for row, found in outcomes(plan).items()} == {3: "accepted", 6: "accepted"}
    assert apart(plan) == {5: "row_header", 7: "row_total", 8: "row_note"}
    assert plan.counts == {"read": 2, "accepted": 2, "warned": 0, "duplicate": 0, "rejected": 0}
    assert (adds_up(plan), plan.sheets[0].read) == (True, 2)
    assert [note.params for note in plan.sheets[0].notes if note.key == "note_apart"] == [
        {"count": 3, "rows": "5, 7, 8"}
    ]


CELL = st.one_of(
    st.sampled_from(
        ["", "-", "ลำปาง", "กทม", "พระนคร", "13.7", "100.5", "=1+1", "รวม", "nan", "ก\u200bข", "\x00", "๑๒"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=12))
def test_every_row_is_accounted_for_in_exactly_one_way(rows):
    plan = planned(csv_bytes([HEADER, ["ก", "ลำปาง", "", "", "", ""], *rows]))
    assert adds_up(plan)
    accepted = plan.outcomes["outcome"].isin(["accepted", "warned"])
    assert set(plan.batch.centres["centre_id"]) == set(plan.outcomes.loc[accepted, "id"])
    assert plan.batch.centres["centre_id"].is_unique


def test_an_export_of_the_register_brings_nothing_new_in_any_form(tmp_path):
    register = untouched()
    for kind in ("csv", "xlsx", "geojson", "gpkg"):
        path = tmp_path / f"out.{kind}"
        export_centres(register.centres(), path)
        plan = planned(path.read_bytes(), path.name, programme="", register=register)
        assert (kind, plan.counts) == (kind, {"read": 335, "accepted": 0, "warned": 0, "duplicate": 335, "rejected": 0})


def test_importing_the_same_file_twice_changes_nothing():
    register = Register.in_memory()
    data = xlsx_bytes([HEADER, ["ก ห้องสมุด", "ลำปาง", "", "", "", ""], ["ข", "กทม", "พระนคร", "", 13.746, 100.493]])
    plan = planned(data, "a.xlsx", register=register)
    import_id = register.imports.commit(plan.batch, author=ADMIN)
    after, revision = register.centres(), register.revision()
    again = planned(data, "a.xlsx", register=register)
    assert again.counts == {"read": 2, "accepted": 0, "warned": 0, "duplicate": 2, "rejected": 0}
    assert list(again.outcomes["of"]) == list(plan.batch.centres["centre_id"])
    assert register.imports.commit(again.batch, author=ADMIN) == import_id
    assert register.revision() == revision
    assert register.centres().equals(after)


def test_progress_names_the_steps_in_their_order_and_stopping_changes_nothing():
    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.guess import guess_mapping
    from registry.importing.plan import plan_import
    from registry.importing.read.file import read_file

    steps = []
    file = read_file(
        csv_bytes([HEADER, ["ก", "ลำปาง", "", "", "", ""]]), name="x.csv", progress=lambda *at: steps.append(at)
    )
    index = RegisterIndex.of(untouched())
    mapping = guess_mapping(file, programmes=index.tables.programmes)
    options = ImportOptions(programme_id="tk-park")
    plan_import(file, mapping, index, options, progress=lambda *at: steps.append(at))
    assert list(dict.fromkeys(step for step, _, _ in steps)) == ["read", "place", "check", "preview"]
    with pytest.raises(ImportStopped):
        plan_import(file, mapping, index, options, stop=lambda: True)


def test_a_long_list_tells_how_far_it_is_and_can_be_stopped_half_way():
    rows = [[f"ห้องสมุด{number}", f"{number} ถ.สุเทพ อ.เมือง จ.เชียงใหม่"] for number in range(2_000)]
    seen = []

    def progress(step, done, total):
        seen.append((step, done, total))

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.guess import guess_mapping
    from registry.importing.plan import plan_import
    from registry.importing.read.file import read_file

    file = read_file(csv_bytes([["ชื่อ", "ที่อยู่"], *rows]), name="x.csv")
    index = RegisterIndex.of(untouched())
    mapping = guess_mapping(file, programmes=index.tables.programmes)
    options = ImportOptions(programme_id="public-library")
    plan_import(file, mapping, index, options, progress=progress)
    assert [done for step, done, _ in seen if step == "place"] == [0, 0, 500, 1000, 1500]
    seen.clear()
    with pytest.raises(ImportStopped):
        plan_import(file, mapping, index, options, progress=progress, stop=lambda: len(seen) > 3)
    assert seen[-1][0] == "place"
