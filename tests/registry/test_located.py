from __future__ import annotations

import shutil

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.areas import areas
from geodata.codes import Level
from geodata.errors import LayerError
from geodata.layers import read_layer
from geodata.paths import data_dir
from registry import located
from registry.store import Register
from tests.analysis.making import made_centres


@pytest.fixture(scope="module")
def centres():
    return Register.in_memory().centres()


def test_only_a_building_beyond_the_tolerance_is_warned_of(centres):
    warned = centres[centres["warning"] != ""]
    assert set(warned["warning"]) <= {"point_outside_district"}
    assert (warned["location_precision"] == "site").all()
    assert (warned["located_district_code"] != warned["district_code"]).all()


def test_centres_without_a_point_are_located_nowhere(centres):
    without = centres["longitude"].isna()
    assert centres.loc[without, ["located_province_code", "located_district_code"]].isna().to_numpy().all()
    assert centres.loc[~without, "located_province_code"].notna().all()


def test_the_recorded_codes_stay_as_they_are(centres):
    plain = Register.in_memory().centres(located=False)
    assert centres["district_code"].tolist() == plain["district_code"].tolist()


def test_a_far_point_is_warned_of_and_a_towns_point_never():
    khet = areas(Level.DISTRICT).loc["1001"]
    place = {"longitude": khet["longitude"], "latitude": khet["latitude"]}
    rows = made_centres(
        {"district_code": "1001", **place, "location_precision": "site"},
        {"district_code": "5801", "province_code": "58", **place, "location_precision": "site"},
        {"district_code": "5801", "province_code": "58", **place, "location_precision": "town"},
        {"district_code": None, **place, "location_precision": "site"},
    )
    found = located.locate(rows)
    assert found["warning"].tolist() == ["", "point_outside_district", "", ""]
    assert set(found["located_district_code"]) == {"1001"}


def test_a_point_just_over_the_border_is_within_the_tolerance():
    layer = read_layer(Level.DISTRICT).to_crs("EPSG:24047")
    khet = layer.geometry["1003"]
    outside = shapely.segmentize(khet.buffer(300).exterior, 1000)
    far = shapely.segmentize(khet.buffer(4000).exterior, 1000)
    points = gpd.GeoSeries([shapely.get_point(outside, 0), shapely.get_point(far, 0)], crs="EPSG:24047").to_crs(4326)
    place = {"district_code": "1003", "location_precision": "site"}
    rows = made_centres(*({**place, "longitude": point.x, "latitude": point.y} for point in points))
    assert located.locate(rows)["warning"].tolist() == ["", "point_outside_district"]


def test_damaged_layers_leave_the_register_readable(tmp_path, monkeypatch):
    shutil.copytree(data_dir(), tmp_path / "data")
    monkeypatch.setenv("KLAIBAAN_DATA", str(tmp_path / "data"))
    register = Register.in_memory()
    (tmp_path / "data" / "layers" / "district.parquet").write_bytes(b"damaged")
    with pytest.raises(LayerError):
        located.locate(register.centres(located=False))
    found = register.centres()
    assert len(found) == 335
    assert found["located_district_code"].isna().all()
    assert np.all(found["warning"] == "")
