"""Fixtures of the geodata tests: copies of the layers that may be broken, hand-drawn squares, an office's khet."""

from __future__ import annotations

import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.codes import Level
from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84
from geodata.layer_files import read_layer_file

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def own_data(tmp_path, monkeypatch) -> Path:
    """A copy of the facts and default layers that a test may break."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("regions.csv", "bangkok_groups.csv", "area_names.csv"):
        shutil.copy(REPOSITORY / "data" / name, folder / name)
    shutil.copytree(REPOSITORY / "data" / "layers", folder / "layers")
    monkeypatch.setenv("KLAIBAAN_DATA", str(folder))
    return folder


@pytest.fixture
def squares() -> gpd.GeoDataFrame:
    """Four squares of one degree around 101° E 14° N, as districts of two provinces.

    ``3001 3002`` in the north, ``1401 1402`` in the south; they share borders and one corner.
    """
    boxes = {
        "3001": shapely.box(100, 14, 101, 15),
        "3002": shapely.box(101, 14, 102, 15),
        "1401": shapely.box(100, 13, 101, 14),
        "1402": shapely.box(101, 13, 102, 14),
    }
    return gpd.GeoDataFrame(geometry=list(boxes.values()), index=list(boxes), crs=WGS84).rename_axis("admin_code")


@pytest.fixture(scope="session")
def khet() -> gpd.GeoDataFrame:
    """Bangkok's fifty khet as an office might draw them: 300 m to the east, in UTM, with BMA's columns."""
    layer = read_layer_file(REPOSITORY / "data" / "layers", Level.DISTRICT)
    layer = layer[layer["parent_code"] == "10"]
    exact = geometries_to_metric(layer.geometry.to_numpy())
    moved = shapely.transform(exact, lambda points: points + np.array([300.0, 200.0]))
    table = {"OBJECTID": range(1, 51), "dcode": layer.index.astype(int), "dname": layer["name_th"].to_numpy()}
    return gpd.GeoDataFrame(table, geometry=geometries_to_wgs84(moved), crs=WGS84).to_crs("EPSG:32647")
