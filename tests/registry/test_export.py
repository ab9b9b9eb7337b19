from __future__ import annotations

import json
import string

import geopandas as gpd
import hypothesis.strategies as st
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings

from geodata.errors import FileError
from registry.export import EXPORT_COLUMNS, export_centres
from registry.readers import read_centres
from registry.store import Register
from tests.analysis.making import made_centres

HOSTILE = [
    "<img src=x onerror=alert(1)>", "=1+1", "+A1", "-2", "@SUM(A1)", "'quoted'", '"q"', "a,b;c\td", "NA", "nan", "ก ำ่",
]  # fmt: skip


@pytest.fixture(scope="module")
def centres():
    return Register.in_memory().centres()


def with_places(rows):
    return rows.assign(located_province_code=None, located_district_code=None)


def test_columns_are_those_of_the_register_file_then_what_the_polygons_say(centres, tmp_path):
    export_centres(centres, tmp_path / "out.csv")
    found = pd.read_csv(tmp_path / "out.csv", dtype=str)
    assert list(found.columns) == EXPORT_COLUMNS
    assert list(found.columns)[-2:] == ["located_province_code", "located_district_code"]
    assert "longitude" in found.columns
    assert "lat" not in found.columns


def test_reading_an_export_gives_the_register_back(centres, tmp_path):
    export_centres(centres, tmp_path / "out.csv")
    back = read_centres(tmp_path / "out.csv", programme_ids=set(centres["programme_id"]))
    pd.testing.assert_frame_equal(back, centres[back.columns])


# Names as a person may type them: anything but the control characters that no spreadsheet holds.
NAMES = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.text(string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", ""), min_size=1),
)  # fmt: skip


@settings(max_examples=60)
@given(names=st.lists(NAMES, min_size=1, max_size=5), longitude=st.floats(97, 106), latitude=st.floats(5, 21))
def test_export_then_read_is_the_identity(tmp_path_factory, names, longitude, latitude):
    place = {"longitude": longitude, "latitude": latitude, "location_precision": "site"}
    rows = made_centres(*({"name_th": name, "notes": name, **place} for name in names))
    path = tmp_path_factory.mktemp("export") / "out.csv"
    export_centres(with_places(rows), path)
    pd.testing.assert_frame_equal(read_centres(path, programme_ids=["libraries"]), rows)


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_maps_keep_names_codes_and_points(centres, tmp_path, suffix):
    path = tmp_path / f"out.{suffix}"
    export_centres(centres, path)
    export_centres(centres, path)  # a second time replaces the file
    found = gpd.read_file(path)
    assert len(found) == 335
    assert found.crs.to_epsg() == 4326
    assert found["name_th"].tolist() == centres["name_th"].tolist()
    assert found["province_code"].tolist() == centres["province_code"].tolist()
    assert found.geometry.notna().sum() == centres["longitude"].notna().sum() == 125
    assert [name for name in found.columns if name != "geometry"] == EXPORT_COLUMNS


def test_geojson_has_null_for_what_is_missing(centres, tmp_path):
    export_centres(centres, tmp_path / "out.geojson")
    features = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["properties"]["district_code"] is None
    assert features[0]["properties"]["opened_be"] == 2563
    assert features[0]["geometry"]["coordinates"] == [99.3215, 9.1382]


def test_a_name_in_a_workbook_is_text_and_never_a_formula(tmp_path):
    export_centres(with_places(made_centres(*({"name_th": name} for name in HOSTILE))), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    header, *rows = sheet.iter_rows()
    column = [cell.value for cell in header].index("name_th")
    assert [row[column].value for row in rows] == HOSTILE
    assert {row[column].data_type for row in rows} == {"s"}
    province = [cell.value for cell in header].index("province_code")
    assert {row[province].value for row in rows} == {"10"}


def test_a_control_character_does_not_stop_a_workbook(tmp_path):
    export_centres(with_places(made_centres({"name_th": "a\x01b"})), tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active["C2"].value is not None


def test_other_suffixes_and_places_are_sentences(centres, tmp_path):
    with pytest.raises(FileError, match=r"\.csv, \.geojson, \.gpkg, \.xlsx"):
        export_centres(centres, tmp_path / "out.pdf")
    for suffix in ("csv", "geojson", "gpkg", "xlsx"):
        with pytest.raises(FileError, match="cannot be written"):
            export_centres(centres, tmp_path / "nowhere" / f"out.{suffix}")
