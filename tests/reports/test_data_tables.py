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
