"""Files that mean harm, or that something went badly wrong with: refused or made harmless, with a sentence."""

from __future__ import annotations

import io
import sys
import time
import zipfile

import pytest

from geodata.errors import KlaiBaanError
from registry.importing.errors import ImportFileError
from registry.importing.read.file import read_file
from registry.importing.read.limits import Limits
from tests.registry.importing.making import csv_bytes, map_bytes, ods_bytes, outcomes, planned, xlsx_bytes, zipped

SMALL = Limits(memory_mb=700, unpacked_mb=50, seconds=20)


def refused(data, name, *, limits=SMALL):
    with pytest.raises(ImportFileError) as found:
        read_file(data, name=name, limits=limits)
    assert name in str(found.value)
    return found.value.key


def swapped(data, part, change):
    """Return a workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LIST = [["ชื่อ", "จังหวัด"], ["ก", "ลำปาง"]]


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked():
    bomb = swapped(xlsx_bytes(LIST), SHEET, lambda text: text + b" " * 60_000_000)
    assert len(bomb) < 200_000
    start = time.monotonic()
    assert refused(bomb, "bomb.xlsx") == "import_unpacks_too_large"
    assert time.monotonic() - start < 5


def test_a_workbook_that_lies_about_its_size_is_held_by_memory():
    bomb = bytearray(
        swapped(
            xlsx_bytes(LIST), SHEET, lambda text: text.replace(b"</sheetData>", b"<row/>" * 5_000_000 + b"</sheetData>")
        )
    )
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        size = archive.getinfo(SHEET).file_size
    honest = size.to_bytes(4, "little")
    assert bomb.count(honest) >= 1
    lying = bytes(bomb).replace(honest, (1000).to_bytes(4, "little"))
    try:
        file = read_file(lying, name="lie.xlsx", limits=SMALL)
    except ImportFileError:
        return
    assert sum(sheet.height for sheet in file.sheets) <= 2


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml"])
def test_definitions_that_multiply_are_refused(part):
    laughs = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>'

    def change(text):
        end = text.index(b"?>") + 2 if text.startswith(b"<?xml") else 0
        return text[:end] + laughs + text[end:]

    data = xlsx_bytes(LIST)
    assert refused(swapped(data, part, change), "laughs.xlsx") == "import_unsafe_xml"
    kml = b'<?xml version="1.0"?>' + laughs + b'<kml xmlns="http://www.opengis.net/kml/2.2"><name>&l2;</name></kml>'
    assert refused(kml, "laughs.kml") == "import_unsafe_xml"
    assert refused(zipped({"doc.kml": kml}), "laughs.kmz") == "import_unsafe_xml"


def test_a_cell_in_the_last_row_and_column_does_not_ask_for_seventeen_thousand_million_cells():
    far = swapped(
        xlsx_bytes(LIST), SHEET,
        lambda text: text.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
    )  # fmt: skip
    assert refused(far, "far.xlsx") in ("import_too_much_memory", "import_too_many_rows", "import_damaged")


def test_a_repeated_row_of_an_opendocument_sheet_does_not_either():
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    key = refused(ods_bytes([], content=row), "far.ods")
    assert key in ("import_too_much_memory", "import_too_many_rows", "import_too_many_columns", "import_damaged")


def test_a_million_rows_are_refused_at_once_and_so_are_ten_thousand_columns():
    start = time.monotonic()
    assert refused(b"a,b\n" + b"1,2\n" * 1_000_000, "rows.csv") == "import_too_many_rows"
    assert refused(b'"a",b\n' + b"1,2\n" * 1_000_000, "quoted.csv") == "import_too_many_rows"
    assert refused(csv_bytes([["a"] * 10_000] * 2), "columns.csv") == "import_too_many_columns"
    assert refused(xlsx_bytes([["a"] * 10_000] * 2), "columns.xlsx") == "import_too_many_columns"
    assert time.monotonic() - start < 30


def test_a_reader_that_takes_too_long_is_ended():
    rows = [["ก" * 20, n, "x", n * 3.5] for n in range(20_000)]
    start = time.monotonic()
    with pytest.raises(ImportFileError, match="0 seconds"):
        read_file(xlsx_bytes(rows), name="slow.xlsx", limits=Limits(seconds=0))
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("name", ["../evil.shp", "/etc/evil.shp", "a/../../evil.shp", "C:\\evil.shp", "..\\evil.kml"])
def test_an_archive_whose_names_point_outside_is_not_unpacked(name, tmp_path):
    data = zipped({name: "x", name.replace(".shp", ".dbf"): "x"})
    before = set(tmp_path.parent.glob("**/evil.*"))
    assert refused(data, "evil.zip") == "import_archive_unsafe"
    assert set(tmp_path.parent.glob("**/evil.*")) == before


def test_a_link_in_an_archive_is_not_followed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("link.shp")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    assert refused(out.getvalue(), "link.zip") == "import_archive_unsafe"


def test_a_protected_workbook_says_so():
    # What Excel writes: an old-style compound file with the encrypted package inside.
    compound = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000
    )
    assert refused(compound, "locked.xlsx") == "import_password"
    # An OpenDocument sheet with encrypted parts.
    data = ods_bytes(LIST)
    entry = (
        b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    locked = swapped(data, "META-INF/manifest.xml", lambda text: text.replace(b"</manifest:manifest>", entry))
    assert refused(locked, "locked.ods") == "import_password"


def test_one_kind_of_file_under_the_name_of_another_is_read_for_what_it_is(tmp_path):
    rows = [["ชื่อ", "latitude", "longitude"], ["ก", 18.29, 99.49]]
    for kind in ("geojson", "gpkg", "kml", "kmz", "shapefile"):
        assert planned(map_bytes(rows, kind, tmp_path), "list.xlsx").counts["accepted"] == 1
    assert planned(xlsx_bytes(rows), "list.csv").counts["accepted"] == 1
    assert planned(csv_bytes(rows), "list.xls").counts["accepted"] == 1


def test_a_geojson_that_names_another_file_reads_nothing_else():
    source = b"<SrcDataSource>/etc/passwd</SrcDataSource>"
    vrt = b'<OGRVRTDataSource><OGRVRTLayer name="x">' + source + b"</OGRVRTLayer></OGRVRTDataSource>"
    assert refused(vrt, "x.geojson") == "import_kind_unknown"
    assert refused(b'{"type": "Topology", "objects": {}}', "x.geojson") in ("import_damaged", "import_no_point_layer")


@pytest.mark.parametrize("text", ["\u202e\u200b", "\x00\x01\x02", "\ufeff", "\u2066\u2069"])
def test_a_name_of_nothing_that_can_be_seen_is_no_name(text):
    plan = planned(f"ชื่อ,จังหวัด\n{text},ลำปาง\n".encode())
    assert outcomes(plan)[2] == ("rejected", ["row_no_name"])


@pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "-inf", "1e999", "Infinity"])
def test_numbers_that_are_none_are_no_points(cell):
    plan = planned(csv_bytes([["ชื่อ", "จังหวัด", "lat", "lon"], ["ก", "ลำปาง", cell, cell]]))
    assert len(plan.batch.centres) == 1
    assert plan.batch.centres["longitude"].isna().all()


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "'; DROP TABLE centres; --", "{name}", "%s", "=cmd|'/c calc'!A0"]
)
def test_markup_statements_and_formulas_are_names_like_others(text):
    plan = planned(csv_bytes([["ชื่อ", "จังหวัด"], [text, "ลำปาง"], ["", text]]))
    assert plan.batch.centres["name_th"].tolist() == [text]
    assert all(str(problem) for row in plan.rows() for problem in row.problems)


def test_a_giant_cell_and_a_quote_that_never_ends_are_refused_or_read():
    assert refused(b"a,b\n1," + b"x" * 40_000, "long.csv") == "import_cell_too_long"
    assert refused(b'a,b\n1,"' + b"x,y\n" * 50_000, "quote.csv") == "import_cell_too_long"


def test_when_the_reader_dies_the_app_goes_on(monkeypatch):
    """A process that is killed, or that cannot even start, is a sentence."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refused(xlsx_bytes(LIST), "x.xlsx") == "import_damaged"
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(KlaiBaanError):
        read_file(xlsx_bytes(LIST), name="x.xlsx")


def test_characters_that_could_not_be_read_are_told_row_by_row():
    data = "ชื่อ,จังหวัด\nก,ลำปาง\n".encode("cp874") + b"\xdb\xdc,\xca\xe8\n" + "ข,น่าน\n".encode("cp874")
    plan = planned(data)
    assert outcomes(plan)[3][1] == ["row_unknown_province", "row_bad_characters"]
    assert [note.key for note in plan.sheets[0].notes] == ["note_encoding", "note_bad_characters"]
    assert [outcomes(plan)[row][0] for row in (2, 4)] == ["accepted", "accepted"]
