from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.check import check_folder, check_set
from geodata.codes import Level
from geodata.commands import main
from geodata.layer_files import active_folder
from geodata.layerset import LayerSet, make_set, read_set
from geodata.official import official_areas


def failures(layers: LayerSet) -> str:
    return "\n".join(str(proof) for proof in check_set(layers, official_areas()) if not proof.holds)


def with_layer(layers: LayerSet, level: Level, layer: gpd.GeoDataFrame) -> LayerSet:
    return LayerSet({**layers.layers, level: layer}, layers.areas, layers.record)


@pytest.fixture
def layers() -> LayerSet:
    return read_set(active_folder())


def test_the_committed_layers_hold_every_proof():
    proofs = check_folder()
    assert [str(proof) for proof in proofs if not proof.holds] == []
    claims = " ".join(proof.claim for proof in proofs)
    for wanted in ("77 areas", "928 areas", "50 of them", "valid coverage", "union of its districts", "1404", "1413"):
        assert wanted in claims


def test_exchanged_bang_sai(layers):
    shapes = layers.layers[Level.DISTRICT].geometry.copy()
    shapes[["1404", "1413"]] = shapes[["1413", "1404"]].to_numpy()
    found = failures(make_set(shapes, official_areas(), layers.record))
    assert "1404" in found
    assert "1413" in found
    assert "exchanged" in found


def test_a_missing_district(layers):
    found = failures(with_layer(layers, Level.DISTRICT, layers.layers[Level.DISTRICT].drop("5001")))
    assert "928 areas: 927" in found
    assert "official codes, each once: not right: 5001" in found
    assert "province: exactly the union of its districts: not right: 50" in found


def test_an_overlap(layers):
    layer = layers.layers[Level.DISTRICT].copy()
    layer.loc["3001", "geometry"] = shapely.buffer(layer.geometry["3001"], 0.01)
    found = failures(with_layer(layers, Level.DISTRICT, layer))
    assert "district: a valid coverage" in found
    assert "3001" in found


def test_a_gap_between_levels(layers):
    layer = layers.layers[Level.PROVINCE].copy()
    layer.loc["50", "geometry"] = shapely.buffer(layer.geometry["50"], -0.001)
    assert "province: exactly the union of its districts: not right: 50" in failures(
        with_layer(layers, Level.PROVINCE, layer)
    )


def test_a_crossed_polygon(layers):
    layer = layers.layers[Level.DISTRICT].copy()
    layer.loc["1001", "geometry"] = shapely.Polygon([(100, 13), (101, 14), (101, 13), (100, 14)])
    found = failures(with_layer(layers, Level.DISTRICT, layer))
    assert "every area a valid polygon: not right: 1001" in found


def test_another_parent_and_another_name(layers):
    layer = layers.layers[Level.DISTRICT].copy()
    layer.loc["1001", "parent_code"] = "11"
    layer.loc["1002", "name_th"] = "ดุสิตธานี"
    assert "names and parents as in the official list: not right: 1001, 1002" in failures(
        with_layer(layers, Level.DISTRICT, layer)
    )


@pytest.mark.parametrize(
    ("column", "value", "claim"),
    [
        ("longitude", 99.0, "point lies inside"),
        ("area_km2", 1.0, "size is that"),
        ("bma_group_code", "BMA-TNS", "memberships"),
        ("region_code", None, "memberships"),
    ],
)
def test_a_table_that_disagrees(layers, column, value, claim):
    table = layers.areas.copy()
    table.loc["1001", column] = value
    found = failures(LayerSet(layers.layers, table, layers.record))
    assert claim in found
    assert "1001" in found


def test_a_table_without_a_row(layers):
    table = layers.areas.drop("TH")
    assert "areas.csv: the official codes" in failures(LayerSet(layers.layers, table, layers.record))


def test_check_on_the_command_line(own_data, capsys):
    assert main(["check"]) == 0
    good = capsys.readouterr().out
    assert "FAIL" not in good
    assert "ok" in good
    (own_data / "layers" / "district.parquet").write_bytes(b"nothing")
    assert main(["check"]) == 1
    assert "district.parquet cannot be read" in capsys.readouterr().out


def test_membership_tables_that_lack_a_row(own_data):
    table = pd.read_csv(own_data / "regions.csv", dtype=str)
    table.iloc[1:].to_csv(own_data / "regions.csv", index=False)
    (proof,) = check_folder()
    assert not proof.holds
    assert "regions.csv" in proof.detail
    (own_data / "regions.csv").unlink()
    assert "it is missing" in check_folder()[0].detail
