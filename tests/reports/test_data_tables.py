"""The tables for machines: every picture has one, its numbers are the file's, and each says where it comes from."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from answers.errors import ReportError
from reports.commands import main
from reports.data_tables import DATA_TABLES, data_bytes
from reports.picture.catalogue import PICTURES, picture_sheet
from tests.reports import expected
from tests.reports.conftest import facts_of

BANGKOK = {"programme": "bma-library", "area": "10", "measure": "population_within_km"}


def csv_of(name: str, **params: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data_bytes(facts_of(**params), name, "csv")), dtype={"admin_code": str})


def test_every_picture_has_its_numbers():
    assert set(PICTURES) <= set(DATA_TABLES)


@pytest.mark.parametrize("name", list(DATA_TABLES))
@pytest.mark.parametrize("lang", ["th", "en"])
def test_each_table_says_where_it_comes_from_in_both_forms(name, lang):
    facts = facts_of(lang=lang, **BANGKOK)
    content = json.loads(data_bytes(facts, name, "json"))
    assert all(content[key] for key in ("title", "filters", "dates", "source", "licence", "made"))
    rows = csv_of(name, lang=lang, **BANGKOK)
    assert len(rows) == len(content["rows"])
    if len(rows):
        assert rows["filters"].eq(content["filters"]).all()
        assert rows["source"].notna().all()


def test_the_numbers_of_the_map_are_those_of_the_map():
    facts = facts_of(**BANGKOK)
    rows = csv_of("map", **BANGKOK).set_index("admin_code")
    assert len(rows) == 50
    assert rows["claim"].to_dict() == facts.table["claim"].to_dict()
    assert rows["population"].to_dict() == facts.table["population"].astype(int).to_dict()


def test_the_khet_without_are_those_of_the_files():
    rows = csv_of("khet")
    assert set(rows["admin_code"]) == set(expected.without().index)


def test_what_is_not_known_is_null_and_not_zero():
    content = json.loads(data_bytes(facts_of(), "standing", "json"))
    (visits,) = [row for row in content["rows"] if row["programme_id"] == "mobile-library"]
    assert visits["reported"] is None


def test_a_wrong_name_or_form_is_a_sentence():
    with pytest.raises(ReportError, match="no table 'nothing'"):
        data_bytes(facts_of(), "nothing", "csv")
    with pytest.raises(ReportError, match=r"csv, \.json"):
        data_bytes(facts_of(), "map", "xml")


def test_the_command_writes_it(tmp_path):
    out = tmp_path / "groups.json"
    assert main(["data", str(out), "--table", "groups", "--lang", "en"]) == 0
    assert len(json.loads(out.read_bytes())["rows"]) == 6


NOTHING = {"programme": "bma-library", "area": "95", "from_year": "2569", "level": "district"}


def test_centres_are_those_of_the_area_that_the_filters_name():
    assert len(csv_of("centres", **NOTHING)) == 0
    listed = csv_of("centres", programme="public-library", area="80")
    assert len(listed) > 0
    assert set(listed["province_code"].astype(str)) == {"80"}
    assert "นครศรีธรรมราช" in listed["filters"].iloc[0]


@pytest.mark.parametrize("name", ["nine", "groups", "khet", "standing", "figures"])
def test_a_table_that_no_filter_touches_does_not_claim_one(name):
    content = json.loads(data_bytes(facts_of(**NOTHING), name, "json"))
    assert content["filters"] == "ไม่ใช้ตัวกรอง: ทั้งทะเบียน"
    assert content["rows"] == json.loads(data_bytes(facts_of(), name, "json"))["rows"]


def test_the_gaps_carry_the_question_that_they_answer():
    content = json.loads(data_bytes(facts_of(), "gaps", "json"))
    assert content["filters"].startswith("กรุงเทพมหานคร; ห้องสมุดเพื่อการเรียนรู้ กทม.")


def test_a_table_without_a_row_has_its_columns():
    assert {"admin_code", "people", "sentence"} <= set(csv_of("gaps", **NOTHING).columns)


@pytest.mark.parametrize("name", ["curve", "lorenz"])
def test_a_curve_has_the_title_of_its_picture_and_says_what_it_stands_on(name):
    facts = facts_of(lang="en", **BANGKOK)
    content = json.loads(data_bytes(facts, name, "json"))
    assert content["title"] == picture_sheet(facts, name).title
    little = json.loads(data_bytes(facts_of(lang="en"), "curve", "json"))
    assert any("position of only 2 of the 9" in one for one in little["cautions"])
    assert {row["share"] for row in little["rows"]} == {None}
    assert {row["placed_count"] for row in little["rows"]} == {2}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_each_column_says_what_it_is_in_words_and_the_csv_what_the_json_does(lang):
    facts = facts_of(lang=lang, **BANGKOK)
    for name in DATA_TABLES:
        content = json.loads(data_bytes(facts, name, "json"))
        rows = pd.read_csv(io.BytesIO(data_bytes(facts, name, "csv")))
        columns = [one["name"] for one in content["columns"]]
        assert columns == list(rows.columns)[: len(columns)]
        assert [one["name"] for one in content["columns"] if "_" in one["title"]] == [], name
        if len(rows):
            told = {"title", "licence"} - set(columns)
            assert {key: set(rows[key]) for key in told} == {key: {content[key]} for key in told}, name


def test_units_stand_beside_the_numbers_and_these_are_rounded_as_they_are_shown():
    content = json.loads(data_bytes(facts_of(lang="en", **BANGKOK), "gaps", "json"))
    columns = {one["name"]: (one["unit"], one["decimals"]) for one in content["columns"]}
    assert columns["people"] == ("people", 0)
    assert columns["nearest_centre_km"] == ("km", 1)
    assert columns["mean_distance_km_rank"] == ("share (0–1)", 3)
    assert columns["sentence"] == ("", None)
    thawi = next(row for row in content["rows"] if row["name_en"] == "Thawi Watthana")
    assert (thawi["nearest_centre_km"], thawi["mean_distance_km"]) == (9.1, 9.5), "of 9.0863 and 9.466 km"
    units = csv_of("gaps", lang="en", **BANGKOK)["units"].iloc[0].split("; ")
    assert {"people: people", "nearest_centre_km: km"} <= set(units)


def test_positions_are_as_exact_as_their_source():
    rows = csv_of("centres", programme="bma-library")
    listed = expected.table("centres.csv").set_index("centre_id")["latitude"].astype(float)
    assert rows.set_index("centre_id")["latitude"].to_dict() == {key: listed[key] for key in rows["centre_id"]}


def test_thai_is_read_by_a_spreadsheet_without_being_asked():
    assert data_bytes(facts_of(**BANGKOK), "map", "csv").startswith("\ufeffadmin_code,".encode())
