from __future__ import annotations

import doctest
import importlib
import pickle

import pytest

from geodata.areas import ancestors, areas, children, contains
from geodata.codes import Level, as_level, level_of, province_of
from geodata.errors import AreaError, FileError, KlaiBaanError, LayerError

COUNTS = {"country": 1, "region": 4, "region6": 6, "bma_group": 6, "province": 77, "district": 928}


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("TH", Level.COUNTRY),
        ("R4-NE", Level.REGION),
        ("R6-W", Level.REGION6),
        ("BMA-TNS", Level.BMA_GROUP),
        ("96", Level.PROVINCE),
        ("9613", Level.DISTRICT),
        ("961301", Level.SUBDISTRICT),
    ],
)
def test_level_of_each_kind_of_code(code, level):
    assert level_of(code) is level


@pytest.mark.parametrize(
    "code", ["", "th", "R4-E", "R6-", "BMA-", "1", "100", "10010", "1001011", "๑๐", "01", " 10", "10\n", None, 10]
)
def test_what_is_no_code_is_an_area_error(code):
    with pytest.raises(AreaError) as caught:
        level_of(code)
    assert caught.value.key == "area_unknown"
    assert "Use TH" in str(caught.value)


def test_province_of():
    assert [province_of(code) for code in ("14", "1413", "BMA-TNN")] == ["14", "14", "10"]
    with pytest.raises(AreaError, match="single province"):
        province_of("R4-C")


def test_levels_by_name():
    assert as_level("region6") is Level.REGION6
    with pytest.raises(AreaError, match="no level 'tambon'"):
        as_level("tambon")


@pytest.mark.parametrize(("level", "count"), COUNTS.items())
def test_areas_of_each_level(level, count):
    table = areas(level)
    assert len(table) == count
    assert table.index.is_unique
    assert table.index.name == "admin_code"
    assert table[["name_th", "name_en", "parent_code", "longitude", "latitude", "area_km2"]].notna().all(axis=None)
    assert (table["area_km2"] > 0).all()


def test_parents_and_memberships():
    districts, provinces = areas(Level.DISTRICT), areas(Level.PROVINCE)
    assert (districts["parent_code"] == districts.index.str[:2]).all()
    assert (provinces["parent_code"] == provinces["region_code"]).all()
    assert provinces["region_code"].value_counts().to_dict() == {"R4-NE": 20, "R4-C": 26, "R4-N": 17, "R4-S": 14}
    assert sorted(provinces["region6_code"].value_counts()) == [5, 7, 9, 14, 20, 22]
    khet = districts["bma_group_code"].notna()
    assert khet.sum() == 50
    assert (districts.index[khet].str[:2] == "10").all()
    assert areas(Level.COUNTRY)["parent_code"].tolist() == [""]
    assert set(areas(Level.BMA_GROUP)["parent_code"]) == {"10"}


def test_names_are_bare():
    names = areas(Level.DISTRICT)
    assert names.loc["1001", ["name_th", "name_en"]].tolist() == ["พระนคร", "Phra Nakhon"]
    assert not names["name_th"].str.startswith(("เขต", "อำเภอ")).any()
    assert names.loc[["1404", "1413"], "name_th"].tolist() == ["บางไทร", "บางซ้าย"]


def test_children_by_default_and_by_level():
    assert children("TH") == ["R4-C", "R4-N", "R4-NE", "R4-S"]
    assert len(children("10")) == 50
    assert len(children("10", level=Level.BMA_GROUP)) == 6
    assert len(children("R4-N")) == 17
    assert sum(len(children(group)) for group in children("10", level=Level.BMA_GROUP)) == 50
    assert len(children("TH", level=Level.DISTRICT)) == 928
    assert children("1001") == []
    with pytest.raises(AreaError):
        children("11999")


def test_ancestors_smallest_first():
    assert ancestors("1001") == ["BMA-BKC", "10", "R4-C", "R6-C", "TH"]
    assert ancestors("R6-E") == ["TH"]
    assert ancestors("TH") == []
    with pytest.raises(AreaError, match="'1099'"):
        ancestors("1099")
    with pytest.raises(AreaError):
        ancestors(["1001"])


def test_contains_itself_and_what_is_inside():
    assert contains("1001", "1001")
    assert contains("R6-C", "BMA-BKC")
    assert not contains("10", "R4-C")
    with pytest.raises(AreaError):
        contains("nowhere", "10")


def test_a_changed_copy_does_not_change_the_areas():
    table = areas(Level.COUNTRY)
    table.loc["TH", "name_en"] = "Siam"
    assert areas(Level.COUNTRY).loc["TH", "name_en"] == "Thailand"


def test_every_sentence_can_be_said():
    params = dict.fromkeys(
        [
            "code",
            "level",
            "file",
            "columns",
            "reason",
            "reasons",
            "package",
            "folder",
            "kind",
            "wanted",
            "suffixes",
            "text",
        ],
        "x",
    )
    for kind in (AreaError, LayerError, FileError):
        for key in kind.templates:
            error = kind(key, **params)
            assert str(error).strip().endswith((".", "x"))
            copy = pickle.loads(pickle.dumps(error))  # noqa: S301
            assert (type(copy), copy.key, copy.params) == (kind, key, params)
    assert str(KlaiBaanError("odd", row=3)) == "odd (row=3)"


@pytest.mark.parametrize("module", ["codes", "areas", "code_column"])
def test_examples_in_the_docstrings(module):
    result = doctest.testmod(importlib.import_module(f"geodata.{module}"))
    assert result.attempted > 0
    assert result.failed == 0
