from __future__ import annotations

import pytest

from geodata.areas import areas
from geodata.assign import point_to_area_m
from geodata.codes import Level
from geodata.gazetteer import find_places, resolve
from registry.errors import DataFileError
from registry.towns import DOUBTS, read_district_towns

HEADER = "district_code,name_th,name_en,longitude,latitude,geonameid,doubt\n"
ROW = "5001,เชียงใหม่,Chiang Mai,98.98,18.79,1153671,\n"


def test_a_town_in_doubt_is_left_out_unless_asked_for():
    towns, every = read_district_towns(), read_district_towns(doubtful=True)
    assert (len(towns), len(every)) == (896, 916)
    assert set(every["doubt"].dropna()) == set(DOUBTS)
    assert set(every.index[every["doubt"].notna()]).isdisjoint(towns.index)
    assert towns.loc["2501"].to_dict() == {
        "name_th": "ปราจีนบุรี", "name_en": "Prachin Buri", "longitude": 101.36864, "latitude": 14.04992,
        "geonameid": "1607280",
    }  # fmt: skip


def test_every_town_in_use_lies_in_its_district_within_the_tolerance_of_the_layer():
    towns = read_district_towns()
    outside = point_to_area_m(towns["longitude"], towns["latitude"], towns.index)
    assert (outside <= 1500).all()


def test_a_town_is_found_by_its_name_and_places_a_row_of_its_province():
    towns = read_district_towns()
    homes = areas(Level.PROVINCE)["name_th"]
    for code, name in towns["name_th"].items():
        # A capital's name alone is the province's; บ้านระจัน may be meant for บางระจัน or for ค่ายบางระจัน.
        wanted = code[:2] if name == homes[code[:2]] or code == "1703" else code
        assert wanted in [one.code[: len(wanted)] for one in find_places(name, limit=60)], name
        assert resolve(address=f"{name} จ.{homes[code[:2]]}").code.startswith(wanted), name


@pytest.mark.parametrize(("text", "column"), [
    (ROW.replace("1153671,", "1153671,maybe"), "doubt"), (ROW.replace("เชียงใหม่", ""), "name_th"),
    (ROW.replace("98.98", ""), "longitude"), (ROW.replace("98.98", "east"), "longitude"), (ROW * 2, "district_code"),
])  # fmt: skip
def test_what_cannot_be_a_town_is_named_with_its_row(tmp_path, text, column):
    (tmp_path / "district_towns.csv").write_text(HEADER + text, encoding="utf-8")
    with pytest.raises(DataFileError, match=column):
        read_district_towns(tmp_path)


def test_a_town_of_a_district_that_there_is_not_is_refused(tmp_path):
    (tmp_path / "district_towns.csv").write_text(HEADER + ROW.replace("5001", "9999"), encoding="utf-8")
    with pytest.raises(DataFileError, match="9999"):
        read_district_towns(tmp_path)
