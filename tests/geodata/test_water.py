"""Rivers and lakes: which there are, where they run, and what becomes of a file that is none."""

from __future__ import annotations

import pytest
import shapely

from geodata.codes import Level
from geodata.crs import geometries_to_metric
from geodata.errors import LayerError
from geodata.layers import read_layer
from geodata.water import KINDS, WINDOW, build_water, read_water

NAN_TOWN, PHRAE_TOWN, UBON_TOWN = (100.77, 18.78), (100.14, 18.15), (104.86, 15.23)


def _distance_km(name: str, place: tuple[float, float]) -> float:
    water = read_water()
    river = water.loc[water["name_en"] == name, "geometry"].iloc[0]
    river, point = geometries_to_metric([river, shapely.Point(place)])
    return float(shapely.distance(river, point)) / 1000


def test_rivers_run_where_they_do():
    assert _distance_km("Nan", NAN_TOWN) < 5
    assert _distance_km("Nan", PHRAE_TOWN) > 20  # Phrae lies on the Yom
    assert _distance_km("Mun", UBON_TOWN) < 5
    assert _distance_km("Chao Phraya", (100.50, 13.75)) < 5


def test_each_is_drawn_in_its_kind_near_thailand_and_named_in_both_languages_or_in_none():
    water = read_water()
    assert set(water["kind"]) == set(KINDS)
    lines = water.geometry.geom_type.isin(["LineString", "MultiLineString"])
    assert (lines == (water["kind"] == "river")).all()
    assert water.geometry.is_valid.all()
    assert shapely.box(*WINDOW).contains(shapely.box(*water.total_bounds))
    assert (water["name_th"].isna() == water["name_en"].isna()).all()
    named = water["name_en"].dropna()
    assert named.is_unique
    country = read_layer(Level.COUNTRY).geometry.iloc[0]
    assert water.geometry.intersects(country).all()


def test_a_source_that_is_none_is_said(tmp_path):
    wrong = tmp_path / "rivers.shp"
    wrong.write_bytes(b"no shapes")
    with pytest.raises(LayerError, match=r"rivers\.shp"):
        build_water(wrong, wrong, shapely.box(*WINDOW))
