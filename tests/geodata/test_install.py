from __future__ import annotations

import json
import stat
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata import archive
from geodata.check import check_folder
from geodata.codes import Level
from geodata.commands import main
from geodata.crs import geometries_to_metric
from geodata.errors import AreaError, FileError, LayerError
from geodata.fitting import share_out
from geodata.install import install, restore
from geodata.layer_files import installed_root
from geodata.layers import layer_fingerprint, layer_record, read_layer


def write(frame, path):
    """Write a frame as the kind of file its suffix names, a shapefile inside a zip."""
    if path.suffix == ".zip":
        folder = path.parent / "unzipped"
        frame.to_file(folder, driver="ESRI Shapefile", layer="khet")
        with zipfile.ZipFile(path, "w") as packed:
            for part in folder.iterdir():
                packed.write(part, f"bma/khet 2568{part.suffix}")
    elif path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    return path


def metric(layer):
    return pd.Series(geometries_to_metric(layer.geometry.to_numpy()), index=layer.index, dtype=object)


def changed_m2(before, after):
    return pd.Series(shapely.area(shapely.symmetric_difference(before.to_numpy(), after.to_numpy())), before.index)


def refusal(path, **options):
    """Install a file that must be refused; return the reasons, and prove that nothing changed."""
    before = layer_fingerprint()
    with pytest.raises(LayerError) as caught:
        install(path, **options)
    assert caught.value.key == "layer_refused"
    assert "nothing was changed" in str(caught.value)
    assert layer_fingerprint() == before
    assert layer_record()["kind"] == "default"
    assert not list(installed_root().glob("*"))
    return str(caught.value.params["reasons"])


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".zip", ".parquet"])
def test_fifty_khet_in_any_format_and_another_crs(khet, tmp_path, suffix):
    before = metric(read_layer(Level.DISTRICT))
    fingerprint = layer_fingerprint()
    drawn = khet.to_crs("EPSG:4326") if suffix == ".geojson" else khet
    done = install(write(drawn, tmp_path / f"khet{suffix}"))
    assert (done.level, len(done.replaced)) == (Level.DISTRICT, 50)
    assert layer_fingerprint() != fingerprint
    assert [str(proof) for proof in check_folder() if not proof.holds] == []
    after = metric(read_layer(Level.DISTRICT))
    assert after.index.equals(before.index)
    wanted = metric(khet.set_index(khet["dcode"].astype(str)).to_crs("EPSG:4326"))
    assert changed_m2(after[wanted.index], wanted).max() < 2_000
    # Away from the seam nothing moves by more than centimetres.
    far = before.index[~shapely.dwithin(before.to_numpy(), shapely.union_all(wanted.to_numpy()), 10_000)]
    assert changed_m2(before[far], after[far]).max() < 500


def test_the_seam_closes(khet, tmp_path):
    before = shapely.union_all(metric(read_layer(Level.DISTRICT)).to_numpy())
    install(write(khet, tmp_path / "khet.gpkg"))
    after = shapely.union_all(metric(read_layer(Level.DISTRICT)).to_numpy())
    holes = shapely.get_num_interior_rings(shapely.get_parts(after)).sum()
    assert holes <= shapely.get_num_interior_rings(shapely.get_parts(before)).sum()
    assert abs(after.area - before.area) / 1e6 < 5  # only at the coast of Bang Khun Thian


def test_the_record_and_the_way_back(khet, tmp_path):
    fingerprint = layer_fingerprint()
    install(write(khet, tmp_path / "khet.gpkg"), source="BMA", licence="open", tolerance_m=300)
    record = layer_record()
    assert record["kind"] == "installed"
    assert record["tolerance_m"] == 300
    (entry,) = record["installed"]
    assert (entry["source"], entry["licence"], entry["file"]) == ("BMA", "open", "khet.gpkg")
    assert len(entry["areas_replaced"]) == 50
    assert restore()
    assert layer_fingerprint() == fingerprint
    assert not list(installed_root().glob("*"))
    assert not restore()


def test_a_second_file_adds_to_the_first(khet, tmp_path, monkeypatch):
    monkeypatch.setattr("geodata.install.SETTLED_AFTER_S", 0.0)
    install(write(khet.iloc[:10], tmp_path / "first.gpkg"))
    install(write(khet.iloc[10:20], tmp_path / "second.gpkg"))
    assert [entry["file"] for entry in layer_record()["installed"]] == ["first.gpkg", "second.gpkg"]
    wanted = metric(khet.iloc[:20].set_index(khet["dcode"].iloc[:20].astype(str)).to_crs("EPSG:4326"))
    changed = changed_m2(metric(read_layer(Level.DISTRICT))[wanted.index], wanted)
    assert changed.iloc[10:].max() < 2_000
    # The first ones gave way a little where the second ones' seam was closed.
    assert (changed.iloc[:10] / shapely.area(wanted.to_numpy()[:10])).max() < 0.02
    assert len(list(installed_root().glob("set-*"))) == 1


def test_all_districts_with_ocha_codes(tmp_path):
    layer = read_layer(Level.DISTRICT)
    table = {"ADM2_PCODE": "TH" + layer.index, "ADM1_PCODE": "TH" + layer.index.str[:2], "ADM2_TH": layer["name_th"]}
    path = write(gpd.GeoDataFrame(table, geometry=layer.geometry), tmp_path / "tha_admin2.parquet")
    done = install(path)
    assert (done.level, len(done.replaced)) == (Level.DISTRICT, 928)
    assert layer_record()["tolerance_m"] == 200
    assert layer_record()["source"] == "tha_admin2.parquet"
    assert changed_m2(metric(layer), metric(read_layer(Level.DISTRICT))).max() < 500


def test_a_province_takes_its_districts_along(tmp_path):
    layer = metric(read_layer(Level.PROVINCE))[["74"]]
    moved = shapely.transform(layer.to_numpy(), lambda points: points + np.array([400.0, -300.0]))
    frame = gpd.GeoDataFrame({"ADM1_PCODE": ["TH74"]}, geometry=moved, crs="+proj=laea +lat_0=13 +lon_0=101 +units=m")
    done = install(write(frame, tmp_path / "adm1.gpkg"))
    assert (done.level, done.replaced) == (Level.PROVINCE, ("74",))
    assert [str(proof) for proof in check_folder() if not proof.holds] == []
    made = metric(read_layer(Level.PROVINCE))["74"]
    assert shapely.symmetric_difference(made, moved[0]).area / moved[0].area < 0.001


def test_rows_of_one_area_are_joined(khet, tmp_path):
    west, south, east, north = khet.geometry.iloc[0].bounds
    middle = (west + east) / 2
    halves = [shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)]
    parts = khet.iloc[[0, 0]].copy()
    parts["geometry"] = [khet.geometry.iloc[0].intersection(half) for half in halves]
    assert install(write(parts, tmp_path / "parts.gpkg")).replaced == ("1001",)


def test_every_reason_at_once(khet, tmp_path):
    frame = khet.copy()
    frame["dcode"] = frame["dcode"].astype(str)
    frame.loc[frame.index[0], "dcode"] = "1099"
    frame.loc[frame.index[1], "dcode"] = None
    reasons = refusal(write(frame, tmp_path / "khet.gpkg"), code_column="dcode")
    assert "1099" in reasons
    assert "1 row(s) have no code" in reasons


def test_polygons_that_overlap_lie_elsewhere_or_are_exchanged(khet, tmp_path):
    frame = khet.copy()
    shapes = frame.geometry.to_numpy().copy()
    shapes[[0, 1]] = shapes[[1, 0]]
    shapes[2] = shapely.affinity.translate(shapes[2], 50_000, 0)
    shapes[3] = shapely.buffer(shapes[3], 3_000)
    frame["geometry"] = shapes
    reasons = refusal(write(frame, tmp_path / "khet.gpkg"))
    assert "1001 and 1002 lie in each other's place" in reasons
    assert "1003 lies" in reasons
    assert "1004 and" in reasons
    assert "overlap by" in reasons


def test_an_area_that_another_one_lies_over_is_named(khet, tmp_path):
    twice = khet.assign(dcode=["1001", "1001", *khet["dcode"].iloc[2:]])
    lost = "1 area(s) are not in the file and lie under others of it: 1002."
    assert lost in refusal(write(twice, tmp_path / "khet.gpkg"))


@pytest.mark.parametrize("metres", ["-4", "inf", "nan", "far"])
def test_a_tolerance_is_metres(khet, tmp_path, capsys, metres):
    with pytest.raises(SystemExit):
        main(["install", str(write(khet, tmp_path / "khet.gpkg")), f"--tolerance-m={metres}"])
    assert "is no number of metres: must be 0 or more" in capsys.readouterr().err


def test_exchanged_bang_sai_is_refused(tmp_path):
    layer = read_layer(Level.DISTRICT).loc[["1404", "1413"]]
    frame = gpd.GeoDataFrame({"amphoe_code": ["1413", "1404"]}, geometry=layer.geometry.to_numpy(), crs=layer.crs)
    assert "exchanged" in refusal(write(frame, tmp_path / "bang_sai.gpkg"))


def test_no_crs_no_geometry_no_polygon(khet, tmp_path):
    frame = khet.copy()
    shapes = frame.geometry.to_numpy().copy()
    shapes[0], shapes[1] = None, shapely.Point(0, 0)
    frame["geometry"] = gpd.GeoSeries(shapes, index=frame.index, crs=None)
    frame = frame.set_crs(None, allow_override=True)
    reasons = refusal(write(frame, tmp_path / "khet.parquet"))
    assert "no geometry: row 1" in reasons
    assert "no polygons: row 2" in reasons
    assert "CRS" in reasons


def test_a_wrong_crs_shows(khet, tmp_path):
    frame = khet.set_crs("EPSG:32648", allow_override=True)
    assert "km away from where it should be" in refusal(write(frame, tmp_path / "khet.gpkg"))
    swapped = khet.to_crs("EPSG:4326")
    swapped["geometry"] = shapely.transform(swapped.geometry.to_numpy(), lambda points: points[:, ::-1])
    assert "outside Thailand" in refusal(write(swapped, tmp_path / "swapped.geojson"))


def test_a_crossed_polygon_is_refused(khet, tmp_path):
    frame = khet.copy()
    west, south, east, north = frame.geometry.iloc[0].bounds
    bow = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    frame.loc[frame.index[0], "geometry"] = bow
    assert "crosses itself" in refusal(write(frame, tmp_path / "khet.gpkg"))


def test_rows_that_lie_over_each_other(khet, tmp_path):
    twice = pd.concat([khet, khet.iloc[[4]]])
    assert "1005 stands in 2 rows that overlap" in refusal(write(twice, tmp_path / "khet.gpkg"))


def test_no_codes_no_rows(khet, tmp_path):
    bare = khet[["OBJECTID", "dname", "geometry"]]
    reasons = refusal(write(bare, tmp_path / "bare.gpkg"))
    assert "OBJECTID, dname" in reasons
    assert "There is no column 'code'" in refusal(tmp_path / "bare.gpkg", code_column="code")
    assert "no rows" in refusal(write(khet.iloc[:0], tmp_path / "none.parquet"))


def test_codes_are_found_in_a_column_of_any_name(khet, tmp_path):
    frame = khet.drop(columns="dcode").assign(รหัส=["TH" + str(code) for code in khet["dcode"]])
    assert len(install(write(frame, tmp_path / "khet.gpkg")).replaced) == 50


def test_only_districts_and_provinces_can_be_installed(khet, tmp_path):
    with pytest.raises(AreaError, match="cannot be installed"):
        install(write(khet, tmp_path / "khet.gpkg"), level=Level.REGION)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gpkg", b"nothing"),
        ("a.gpkg", b"SQLite format 3\x00" + b"\x00" * 200),
        ("a.geojson", b""),
        ("a.geojson", b'{"type": "FeatureCollection", "features": ['),
        ("a.geojson", b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>"),
        ("a.json", b'{"a": 1}'),
        ("a.zip", b"PK\x03\x04 and nothing more"),
        ("a.parquet", b"PAR1PAR1"),
        ("a.kml", b"<kml/>"),
    ],
)
def test_garbage_is_a_file_error(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    before = layer_fingerprint()
    with pytest.raises(FileError) as caught:
        install(path)
    assert name in str(caught.value)
    assert layer_fingerprint() == before


def test_a_missing_file(tmp_path):
    with pytest.raises(FileError, match="There is no file"):
        install(tmp_path / "khet.gpkg")


def test_a_file_of_several_layers(khet, tmp_path):
    path = tmp_path / "two.gpkg"
    khet.to_file(path, layer="khet")
    khet.to_file(path, layer="other")
    with pytest.raises(FileError, match="several layers"):
        install(path)
    with pytest.raises(FileError, match="no layer 'third'"):
        install(path, layer_name="third")
    assert len(install(path, layer_name="khet").replaced) == 50


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return path


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name", ["../evil.shp", "/etc/evil.shp", "a/../../evil.shp", "..\\evil.shp", "C:/evil.shp", link("evil.shp")]
)
def test_a_zip_that_points_outside_is_refused(tmp_path, name):
    folder = tmp_path / "inside" / "deep"
    folder.mkdir(parents=True)
    path = zipped(tmp_path / "evil.zip", [(name, b"x"), ("evil.dbf", b"x")])
    with pytest.raises(FileError, match="outside the archive"):
        archive.unpack_shapefile(path, folder)
    assert list(folder.iterdir()) == []


def test_a_zip_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 3_000_000)
    path = zipped(tmp_path / "bomb.zip", [("bomb.shp", b"\0" * 2_000_000), ("bomb.dbf", b"\0" * 20_000_000)])
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(FileError, match="unpacks to more"):
        archive.unpack_shapefile(path, folder)
    assert sum(part.stat().st_size for part in folder.iterdir()) < 6_000_000


def test_a_zip_of_many_or_several(tmp_path):
    many = zipped(tmp_path / "many.zip", [(f"{number}.txt", b"") for number in range(archive.MAX_ENTRIES + 1)])
    with pytest.raises(FileError, match="more than 200"):
        archive.unpack_shapefile(many, tmp_path)
    two = zipped(tmp_path / "two.zip", [("a.shp", b"a"), ("b.shp", b"b"), ("__MACOSX/a.shp", b"")])
    with pytest.raises(FileError, match="it holds: a, b"):
        archive.unpack_shapefile(two, tmp_path)
    assert archive.unpack_shapefile(two, tmp_path, name="b").read_bytes() == b"b"


def test_a_folder_that_cannot_be_written_to(khet, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path / "file"))
    with pytest.raises(LayerError, match="KLAIBAAN_HOME") as caught:
        install(write(khet, tmp_path / "khet.gpkg"))
    assert caught.value.key == "layer_folder_read_only"


def test_a_damaged_installed_layer_names_the_way_back(khet, tmp_path, capsys):
    done = install(write(khet, tmp_path / "khet.gpkg"))
    (done.folder / "district.parquet").write_bytes(b"")
    with pytest.raises(LayerError, match="--restore"):
        read_layer(Level.DISTRICT)
    assert main(["install", "--restore"]) == 0
    assert "default boundaries" in capsys.readouterr().out
    assert len(read_layer(Level.DISTRICT)) == 928


def test_the_command_line_says_what_is_wrong(khet, tmp_path, capsys):
    path = write(khet, tmp_path / "khet.geojson.gpkg")
    assert main(["install", str(path), "--code-column", "dcode", "--level", "district", "--source", "BMA"]) == 0
    assert "50 district boundaries" in capsys.readouterr().out
    assert main(["install", "--restore"]) == 0
    assert main(["install", "--restore"]) == 2
    assert main(["install", str(tmp_path / "nothing.gpkg")]) == 2
    assert "There is no file" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["install"])
    json.dumps(layer_record())


def test_gaps_go_to_the_nearest():
    receivers = pd.Series(
        {"1001": shapely.box(0, 0, 1000, 1000), "1002": shapely.box(1400, 0, 2400, 1000)}, dtype=object
    )
    shares = share_out(shapely.box(1000, 0, 1400, 1000), receivers)
    assert shares["1001"].area == pytest.approx(200_000, rel=0.01)
    assert shares["1002"].area == pytest.approx(200_000, rel=0.01)
    assert np.isclose(shares["1001"].bounds, (1000, 0, 1200, 1000), atol=5).all()
    assert share_out(shapely.MultiPolygon(), receivers) == {}


@pytest.mark.parametrize("factor", [0.05, 3.0])
def test_areas_of_an_absurd_size_are_refused(khet, tmp_path, factor):
    odd = khet.to_crs("EPSG:32647")
    odd.geometry = odd.scale(factor, factor)
    with pytest.raises(LayerError, match="times the area"):
        install(write(odd.iloc[:1], tmp_path / "odd.gpkg"))
    assert not installed_root().exists()
