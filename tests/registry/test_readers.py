from __future__ import annotations

import csv

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.errors import DataFileError, UnknownProgrammeError
from registry.readers import read_centres, read_figures, read_programme_details, read_programmes

IDS = ["tk-park"]
ROW = {
    "centre_id": "a", "programme_id": "tk-park", "name_th": "ห้องสมุด", "name_status": "named", "province_code": "10",
    "district_code": "1007", "longitude": "100.5", "latitude": "13.7", "location_precision": "site", "status": "open",
    "access": "public", "basis": "reported", "opened_be": "2548",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def write_rows(*rows: dict[str, str], name: str = "centres.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write_rows


def test_the_real_files_are_read_with_codes_as_text_and_missing_as_none():
    programmes = read_programmes()
    ids = programmes["programme_id"]
    centres = read_centres(programme_ids=ids)
    assert (len(programmes), len(centres)) == (12, 335)
    assert (len(read_programme_details(programme_ids=ids)), len(read_figures(programme_ids=ids))) == (34, 48)
    first = centres.iloc[0]
    assert first["province_code"] == "84"
    assert first["district_code"] is None
    assert centres["longitude"].dtype == "float64"
    assert centres["opened_be"].dtype == "Int64"


def test_one_building_in_two_rows_keeps_its_site_and_a_missing_site_is_the_centre_itself(write):
    found = read_centres(write(ROW | {"site_id": "s"}, ROW | {"centre_id": "b", "site_id": ""}), programme_ids=IDS)
    assert list(found["site_id"]) == ["s", "b"]
    assert list(found["member_id"]) == ["a", "b"]


@pytest.mark.parametrize("names", [("lon", "lat"), ("lng", "lat"), ("longitude", "latitude")])
def test_coordinates_go_by_several_names(write, names):
    row = {key: value for key, value in ROW.items() if key not in ("longitude", "latitude")}
    found = read_centres(write(row | {names[0]: "100.5", names[1]: "13.7"}), programme_ids=IDS)
    assert (found["longitude"][0], found["latitude"][0]) == (100.5, 13.7)


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "=1+1", "NA", "null", "a\nb", '"', " ก ", "a,b", "'; --"]
)
def test_names_are_data(write, name):
    assert read_centres(write(ROW | {"name_th": name}), programme_ids=IDS)["name_th"][0] == name


@pytest.mark.parametrize(("column", "value", "key"), [
    ("status", "opened", "data_file_value"),
    ("access", "everyone", "data_file_value"),
    ("location_precision", "near", "data_file_value"),
    ("province_code", "99", "data_file_area"),
    ("province_code", "1", "data_file_value"),
    ("province_code", "", "data_file_empty_value"),
    ("district_code", "1099", "data_file_area"),
    ("district_code", "8401", "data_file_area"),
    ("longitude", "13.7", "data_file_value"),
    ("longitude", "east", "data_file_value"),
    ("longitude", "", "data_file_empty_value"),
    ("longitude", "nan", "data_file_value"),
    ("opened_be", "2005", "data_file_value"),
    ("centre_id", "", "data_file_empty_value"),
])  # fmt: skip
def test_a_wrong_value_is_refused_with_its_row_column_and_value(write, column, value, key):
    path = write(ROW, ROW | {"centre_id": "b", column: value})
    with pytest.raises(DataFileError) as caught:
        read_centres(path, programme_ids=IDS)
    assert caught.value.key == key
    assert caught.value.params["row"] == 3
    assert caught.value.params["column"] == column
    assert caught.value.params.get("value", "") == value
    assert str(path) in str(caught.value)


def test_an_unknown_programme_is_a_sentence_that_names_row_value_and_choices(write):
    with pytest.raises(UnknownProgrammeError, match=r"row 2: there is no programme 'xx'. Use one of tk-park"):
        read_centres(write(ROW | {"programme_id": "xx"}), programme_ids=IDS)


def test_a_centre_stands_in_a_file_once(write):
    with pytest.raises(DataFileError, match="more than once"):
        read_centres(write(ROW, ROW), programme_ids=IDS)


def test_a_precision_needs_what_it_says(write):
    with pytest.raises(DataFileError, match="district_code is empty"):
        read_centres(write(ROW | {"location_precision": "district", "district_code": ""}), programme_ids=IDS)


def test_files_that_are_no_tables_are_sentences(tmp_path, write):
    with pytest.raises(DataFileError, match="is missing"):
        read_centres(tmp_path / "none.csv", programme_ids=IDS)
    with pytest.raises(DataFileError, match="lacks the column"):
        read_centres(write({"name_th": "x"}), programme_ids=IDS)
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(DataFileError, match="cannot be read"):
        read_centres(tmp_path / "b.csv", programme_ids=IDS)
    (tmp_path / "e.csv").write_bytes(b"")
    with pytest.raises(DataFileError, match="cannot be read"):
        read_centres(tmp_path / "e.csv", programme_ids=IDS)


def test_a_file_from_a_spreadsheet_with_a_byte_order_mark_is_read(write):
    path = write(ROW)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_centres(path, programme_ids=IDS)) == 1


def test_a_scope_that_is_no_area_is_refused(tmp_path):
    text = (data_dir() / "programmes.csv").read_text(encoding="utf-8").replace(",TH,2548,", ",TX,2548,")
    (tmp_path / "programmes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match="no area 'TX'"):
        read_programmes(tmp_path / "programmes.csv")


def test_a_table_without_rows_is_an_empty_table(tmp_path):
    header = (data_dir() / "centres.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "centres.csv").write_text(header + "\n", encoding="utf-8")
    found = read_centres(tmp_path / "centres.csv", programme_ids=IDS)
    assert isinstance(found, pd.DataFrame)
    assert found.empty
