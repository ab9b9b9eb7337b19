from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.areas import areas
from geodata.build import without_needles
from geodata.codes import LAYER_LEVELS, Level, as_level
from geodata.display import display_layer
from geodata.errors import AreaError, LayerError
from geodata.layer_files import NEIGHBOURS_FILE, POINTER_FILE, installed_root
from geodata.layers import current_geography, layer_fingerprint, layer_record, read_layer, read_neighbours
from geodata.neighbours import WINDOW
from geodata.task import ask_again, one_task

LEVELS = list(LAYER_LEVELS)


@pytest.mark.parametrize("level", LEVELS)
def test_a_layer_has_the_columns_promised(level):
    layer = read_layer(level)
    assert layer.crs.to_epsg() == 4326
    assert layer.index.name == "admin_code"
    assert list(layer.columns) == ["name_th", "name_en", "parent_code", "geometry"]
    assert layer.index.tolist() == areas(level).index.tolist()


def test_unknown_level():
    with pytest.raises(AreaError, match="no level 'tambon'"):
        as_level("tambon")


def test_a_changed_copy_does_not_change_the_layer():
    layer = read_layer(Level.COUNTRY)
    layer["name_en"] = "Siam"
    layer["geometry"] = None
    assert read_layer(Level.COUNTRY)["name_en"].tolist() == ["Thailand"]
    assert read_layer(Level.COUNTRY).geometry.notna().all()


@pytest.mark.parametrize("file", ["district.parquet", NEIGHBOURS_FILE, "areas.csv", "record.json"])
@pytest.mark.parametrize("content", [None, b"", b"PAR1 and then nothing", b"\x00\xff" * 500, b"{}\n", b"a,b\n1,2\n"])
def test_missing_or_garbage_is_a_layer_error(own_data, file, content):
    path = own_data / "layers" / file
    path.unlink() if content is None else path.write_bytes(content)
    read = {
        "district.parquet": lambda: read_layer(Level.DISTRICT),
        NEIGHBOURS_FILE: read_neighbours,
        "areas.csv": lambda: areas(Level.DISTRICT),
        "record.json": layer_record,
    }[file]
    with pytest.raises(LayerError) as caught:
        read()
    assert file in str(caught.value)
    assert "Put it back from the repository" in str(caught.value)
    if content is None:
        assert caught.value.key == "layer_missing"


def test_a_cut_off_file_is_a_layer_error(own_data):
    path = own_data / "layers" / "province.parquet"
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(LayerError, match=r"province\.parquet cannot be read"):
        read_layer(Level.PROVINCE)


def test_a_layer_without_its_columns(own_data):
    layer = read_layer(Level.REGION).drop(columns="parent_code").reset_index(drop=True)
    layer.to_parquet(own_data / "layers" / "region.parquet")
    with pytest.raises(LayerError, match=r"lacks the column\(s\) admin_code, parent_code"):
        read_layer(Level.REGION)


def test_a_plain_table_is_no_layer(own_data):
    pd.DataFrame({"admin_code": ["TH"]}).to_parquet(own_data / "layers" / "country.parquet")
    with pytest.raises(LayerError, match="cannot be read"):
        read_layer(Level.COUNTRY)


@pytest.mark.parametrize("name", ["../../etc", "set-xyz", "", "set-0123456789ab/.."])
def test_a_damaged_pointer_is_a_layer_error(name):
    installed_root().mkdir(parents=True)
    (installed_root() / POINTER_FILE).write_text(name, encoding="utf-8")
    with pytest.raises(LayerError, match="--restore"):
        read_layer(Level.COUNTRY)


def test_a_pointer_to_nothing_is_a_layer_error():
    installed_root().mkdir(parents=True)
    (installed_root() / POINTER_FILE).write_text("set-0123456789ab", encoding="utf-8")
    with pytest.raises(LayerError, match="--restore"):
        layer_fingerprint()


def test_the_fingerprint_follows_the_files(own_data):
    before = layer_fingerprint()
    assert before == layer_fingerprint()
    path = own_data / "layers" / "record.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {"tolerance_m": 900}), encoding="utf-8")
    assert layer_record()["tolerance_m"] == 900
    assert layer_fingerprint() != before


def test_a_set_is_read_once_until_a_file_of_it_is_replaced(own_data):
    before = current_geography()
    assert current_geography() is before
    assert before.layer(Level.REGION) is before.layer(Level.REGION)
    path = own_data / "layers" / "areas.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Thailand", "Siam"), encoding="utf-8")
    assert areas(Level.COUNTRY)["name_en"].tolist() == ["Siam"]
    assert current_geography() is not before


def test_a_task_holds_to_the_boundaries_it_began_with(own_data):
    path = own_data / "layers" / "record.json"
    text = path.read_text(encoding="utf-8")
    with one_task():
        assert layer_record()["tolerance_m"] == 1500
        path.write_text(text.replace("1500.0", "900.0"), encoding="utf-8")
        with one_task():
            assert layer_record()["tolerance_m"] == 1500
        ask_again()
        assert layer_record()["tolerance_m"] == 900
        path.write_text(text, encoding="utf-8")
    assert layer_record()["tolerance_m"] == 1500


def test_an_error_is_no_answer_of_a_task():
    pointer = installed_root() / POINTER_FILE
    pointer.parent.mkdir(parents=True)
    pointer.write_text("nothing", encoding="utf-8")
    with one_task():
        with pytest.raises(LayerError):
            layer_record()
        pointer.unlink()
        assert layer_record()["kind"] == "default"


def test_the_record_says_where_the_layers_come_from():
    record = layer_record()
    assert record["kind"] == "default"
    assert record["tolerance_m"] == 1500
    assert "geoBoundaries" in record["source"]
    assert "CC BY 4.0" in record["licence"]
    assert record["accuracy_th"]
    assert record["accuracy_en"]


def test_no_district_runs_out_into_a_needle():
    districts = read_layer(Level.DISTRICT).to_crs(32647).geometry
    whole = shapely.buffer(shapely.buffer(districts.to_numpy(), -5, join_style="mitre"), 5.1, join_style="mitre")
    left = shapely.get_parts(shapely.difference(districts.to_numpy(), whole))
    assert max(shapely.length(left)) / 2 < 1_000


def test_a_needle_goes_and_what_it_stood_in_keeps_its_shape():
    body = [(0, 0), (4_000, 0), (4_000, 3_000), (2_001, 3_000), (2_000.5, 9_000), (2_000, 3_000), (0, 3_000)]
    square, island = shapely.box(0, 0, 4_000, 3_000), shapely.box(8_000, 0, 9_000, 900)
    needled = shapely.MultiPolygon([shapely.Polygon(body), island])
    spit = shapely.Polygon([(0, 0), (900, 4), (900, -4)])  # sharp, but short: a shape a coast may have
    freed, kept = without_needles(np.array([needled, spit], dtype=object))
    assert freed.equals(shapely.union(square, island))
    assert kept is spit


def test_neighbours_stand_around_thailand():
    layer = read_neighbours()
    assert {"KH", "LA", "MM", "MY"} <= set(layer.index)
    assert layer.is_valid.all()
    assert not layer.is_empty.any()
    west, south, east, north = layer.total_bounds
    assert min(west - WINDOW[0], south - WINDOW[1], WINDOW[2] - east, WINDOW[3] - north) > -0.05
    own = read_layer(Level.COUNTRY).geometry.iloc[0]
    common = shapely.area(shapely.intersection(layer.geometry.to_numpy(), own)).sum()
    assert common / shapely.area(own) < 0.0001


@pytest.mark.parametrize("level", LEVELS)
def test_display_layers_are_valid_coverages(level):
    drawn, exact = display_layer(level), read_layer(level)
    assert drawn.index.tolist() == exact.index.tolist()
    assert drawn.is_valid.all()
    assert not drawn.geometry.isna().any()
    assert shapely.coverage_is_valid(drawn.geometry.to_numpy())
    assert list(drawn.columns) == list(exact.columns)


def test_borders_of_different_levels_coincide_on_screen():
    districts = display_layer(Level.DISTRICT)
    for level in ("province", "region", "region6", "country"):
        drawn = set(map(tuple, shapely.get_coordinates(display_layer(level).geometry.to_numpy())))
        assert drawn <= set(map(tuple, shapely.get_coordinates(districts.geometry.to_numpy())))


def test_display_layers_are_lighter_but_close():
    drawn, exact = display_layer(Level.DISTRICT).geometry.to_numpy(), read_layer(Level.DISTRICT).geometry.to_numpy()
    assert shapely.get_num_coordinates(drawn).sum() < shapely.get_num_coordinates(exact).sum()
    common = shapely.area(shapely.intersection(drawn, exact)) / shapely.area(shapely.union(drawn, exact))
    assert common.min() > 0.9
    assert common.mean() > 0.995
