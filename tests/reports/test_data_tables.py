"""The tables for machines: every picture has one, its numbers are the file's, and each says where it comes from."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from answers.errors import ReportError
from reports.commands import main
from reports.data_tables import DATA_TABLES, data_bytes
from reports.picture.catalogue import PICTURES
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
