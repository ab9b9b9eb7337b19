"""One messy list, in every kind of file and every encoding: the same outcome row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.registry.importing.making import TODAY, csv_bytes, map_bytes, ods_bytes, outcomes, planned, xlsx_bytes

FILES = Path(__file__).parent / "files"
HEADER = ["ชื่อห้องสมุด", "จังหวัด", "อำเภอ/เขต", "ละติจูด", "ลองจิจูด", "ปีที่เปิด", "หมายเหตุ"]
MESSY: list[list[Any]] = [
    ["ห้องสมุดประชาชนก", "จ.ลำปาง", "อ.เมืองลำปาง", 18.2888, 99.4908, 2563, "=1+1"],
    ["ห้องสมุดประชาชน ก", "Lampang", "เมืองลำปาง", 18.2889, 99.4908, 2563, ""],
    ["ห้องสมุดสลับพิกัด", "กทม.", "เขตพระนคร", 100.493, 13.746, "๒๕๖๓", "@x"],
    ["", "น่าน", "", "", "", "", "ไม่มีชื่อ"],
    ["ห้องสมุดเมืองหาย", "แอตแลนติส", "", "", "", "", ""],
    ["ห้องสมุดไกล", "", "", 48.8566, 2.3522, "", ""],
    ["ห้องสมุดนอกเขต", "กรุงเทพมหานคร", "บางรัก", 13.9, 100.6, "", ""],
    ["ห้องสมุดปีแปลก", "น่าน", "เมืองน่าน", "", "", 9999, "-5 องศา"],
    ["ห้องสมุด\u200bล่องหน", "น่าน", "ปัว", "", "", "", "+66"],
    ["รวม", "", "", "", "", "", ""],
]
TITLE = [["รายชื่อห้องสมุดของสำนักงาน", *[""] * 6], [""] * 7]
EXPECTED = [
    "accepted", "duplicate", "warned", "rejected", "rejected", "rejected", "rejected", "warned", "accepted",
]  # fmt: skip


def found(data, name):
    """Return the outcomes in order, and the centres without what names the file."""
    plan = planned(data, name)
    centres = plan.batch.centres.drop(columns="source").astype(object)
    return (
        [outcome for outcome, _ in outcomes(plan).values()],
        [keys for _, keys in outcomes(plan).values()],
        centres.where(centres.notna(), None).to_dict("records"),
    )


@pytest.fixture(scope="module")
def reference():
    return found(csv_bytes([*TITLE, HEADER, *MESSY]), "list.csv")


def test_the_messy_list_has_one_of_each_outcome(reference):
    assert reference[0] == EXPECTED
    assert [centre["notes"] for centre in reference[2]] == ["=1+1", "@x", "-5 องศา", "+66"]
    assert reference[2][-1]["name_th"] == "ห้องสมุดล่องหน"
    assert TODAY.year == 2026


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_in_every_encoding_of_text(reference, encoding, delimiter):
    rows: list[list[Any]] = [*TITLE, HEADER, *MESSY]
    if encoding == "cp874":  # which has no zero-width space
        rows = [[str(cell).replace("\u200b", "") for cell in row] for row in rows]
    assert found(csv_bytes(rows, encoding=encoding, delimiter=delimiter), "list.csv") == reference


def as_text_where_it_runs(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"


def test_in_every_workbook(reference):
    assert found(xlsx_bytes([*TITLE, HEADER, *MESSY], change=as_text_where_it_runs), "list.xlsx") == reference
    assert found(ods_bytes([*TITLE, HEADER, *MESSY]), "list.ods") == reference


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_in_workbooks_that_an_office_programme_wrote(reference, kind):
    """files/messy.*: the list as an office programme saves it (the note "=1+1" typed as a text)."""
    assert found((FILES / f"messy.{kind}").read_bytes(), f"list.{kind}") == reference


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "kml", "kmz", "shapefile"])
def test_in_every_map_file(reference, kind, tmp_path):
    header = [{"ละติจูด": "latitude", "ลองจิจูด": "longitude"}.get(name, name) for name in HEADER]
    rows: list[list[Any]] = [
        header,
        *(
            [
                str(cell) if name not in ("latitude", "longitude") else cell
                for name, cell in zip(header, row, strict=True)
            ]
            for row in MESSY
        ),
    ]
    if kind == "shapefile":  # ten bytes a name, and an encoding without a zero-width space
        short = {
            "ชื่อห้องสมุด": "name",
            "จังหวัด": "province",
            "อำเภอ/เขต": "district",
            "ปีที่เปิด": "opened",
            "หมายเหตุ": "notes",
        }
        rows = [
            [short.get(name, name) for name in header],
            *([str(cell).replace("\u200b", "") if isinstance(cell, str) else cell for cell in row] for row in rows[1:]),
        ]
    outcome, keys, centres = found(map_bytes(rows, kind, tmp_path), f"list.{'zip' if kind == 'shapefile' else kind}")
    assert outcome == reference[0]
    assert keys == reference[1]
    rounded = [{**one, "centre_id": None, "site_id": None, "member_id": None} for one in centres]
    expected = [{**one, "centre_id": None, "site_id": None, "member_id": None} for one in reference[2]]
    for one, other in zip(rounded, expected, strict=True):
        for name in ("longitude", "latitude"):
            assert one.pop(name) == pytest.approx(other.pop(name), abs=1e-6)
    assert rounded == expected
