"""Water on the map: open lines, names tried from the middle outwards, the same on screen and paper."""

from __future__ import annotations

import pytest
import shapely

from answers.mapping.maps import map_model
from answers.mapping.water import name_places, packed_water
from reports.picture.map_sheet import map_sheet
from tests.reports.conftest import facts_of


def test_the_name_of_a_river_is_tried_from_its_middle_outwards():
    places = name_places(shapely.LineString([(100, 15), (102, 15)]))
    assert places[0] == [101.0, 15.0]
    assert [abs(x - 101.0) for x, _ in places] == pytest.approx([0.0, 0.4, 0.4, 0.8, 0.8])
    assert name_places(shapely.box(100, 14, 101, 15)) == [[100.5, 14.5]]


def test_all_rivers_and_lakes_are_packed_with_names_by_language():
    water = packed_water()
    names = {one["name"]["th"] for one in (*water["rivers"], *water["lakes"]) if one["name"]}
    assert {"แม่น้ำปิง", "แม่น้ำน่าน", "แม่น้ำโขง", "อ่างเก็บน้ำเขื่อนภูมิพล"} <= names
    assert all(one["lines"] for one in water["rivers"])
    assert all(one["rings"] for one in water["lakes"])


@pytest.mark.parametrize(("lang", "name"), [("th", "แม่น้ำปิง"), ("en", "Ping")])
def test_paper_names_the_river_of_a_province(lang, name):
    facts = facts_of(programme="public-library", area="50", level="district", lang=lang)
    assert map_model(facts).extent.code == "50"
    assert name in [word.text for word in map_sheet(facts).words]
