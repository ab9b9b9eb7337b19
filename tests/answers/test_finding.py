"""What a search box looks in: every place under a name of its own, the postcodes, the register's centres."""

from __future__ import annotations

import pytest

from answers.finding.index import find_index, postcodes
from registry.store import Register

HUA_MAK = "100608"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_two_areas_are_shown_alike(lang: str) -> None:
    tables = Register.in_memory().tables()
    labels = find_index(tables.centres, tables.programmes, lang=lang)["areas"]["labels"]
    assert len(labels) == len(set(labels))
    assert not [label for label in labels if label.count("ภาคเหนือ") > 1]


def test_a_postcode_covers_the_subdistricts_of_several_districts() -> None:
    found = postcodes()
    assert {code[:4] for code in found["10240"]} == {"1006", "1027", "1044"}
    assert HUA_MAK in found["10240"]
    assert HUA_MAK in found["10250"]
    assert all(len(code) == 5 and code.isdigit() for code in found)


def test_every_centre_of_the_register_can_be_found_by_both_its_names() -> None:
    tables = Register.in_memory().tables()
    rows = find_index(tables.centres, tables.programmes, lang="th")["centres"]
    assert [row[0] for row in rows] == sorted(tables.centres["centre_id"])
    yala = next(row for row in rows if row[0] == "tk-park-002")
    assert "อุทยานการเรียนรู้ยะลา" in yala[1]
    assert "TK Park Yala" in yala[1]
    assert yala[2] == "อุทยานการเรียนรู้ยะลา"
