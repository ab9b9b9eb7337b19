"""Boundaries of subdistricts: fitted into the districts in use, looked over, told of in sentences, and taken away."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from analysis.field.cache import demand_points
from analysis.field.points import Demand
from analysis.places import recorded_in
from analysis.subdistrict_people import share_people
from answers.mapping.drawn import drawn_areas, drawn_as_circles
from geodata.areas import areas
from geodata.check import check_folder
from geodata.codes import Level
from geodata.commands import main
from geodata.crs import METRIC, geometries_to_metric, to_metric
from geodata.errors import LayerError
from geodata.install import install, restore
from geodata.layers import layer_fingerprint, layer_record, read_layer
from geodata.locate import locate_file
from registry.batch import empty_table
from registry.population import read_district_population, read_subdistrict_population
from registry.schema import CENTRES

DISTRICTS = ("5007", "5025")


def drawn(*districts, shift_m=(300.0, -200.0)):
    """Return subdistricts of districts as an office might draw them: cells around their points, shifted a little."""
    table = areas(Level.SUBDISTRICT)
    rows = []
    for district in districts:
        own = table[(table["parent_code"] == district) & table["longitude"].notna()]
        shape = geometries_to_metric(read_layer(Level.DISTRICT).geometry[[district]].to_numpy())[0]
        points = shapely.multipoints(
            np.column_stack(to_metric(own["longitude"].to_numpy(), own["latitude"].to_numpy()))
        )
        cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shape, ordered=True))
        parts = shapely.transform(shapely.intersection(cells, shape), lambda xy: xy + np.array(shift_m))
        rows.append(gpd.GeoDataFrame({"TCODE": own.index}, geometry=parts, crs=METRIC))
    return pd.concat(rows, ignore_index=True)


def write(frame, folder, name="tambon.parquet"):
    frame.to_parquet(folder / name)
    return folder / name


def refusal(frame, folder, **options):
    before = layer_fingerprint()
    with pytest.raises(LayerError) as caught:
        install(write(frame, folder), **options)
    assert caught.value.key == "layer_refused"
    assert layer_fingerprint() == before
    return str(caught.value.params["reasons"])


def wrong_proofs():
    return [str(proof) for proof in check_folder() if not proof.holds]


def test_subdistricts_fill_the_districts_in_use_and_nothing_else_changes(tmp_path):
    before = {level: read_layer(level) for level in (Level.DISTRICT, Level.PROVINCE)}
    frame = drawn(*DISTRICTS, shift_m=(0.0, 0.0))
    done = install(write(frame, tmp_path), source="an office", licence="open")
    assert (done.level, sorted(done.replaced), done.notes) == (Level.SUBDISTRICT, sorted(frame["TCODE"]), ())
    assert wrong_proofs() == []
    layer = read_layer(Level.SUBDISTRICT)
    assert list(layer.index) == sorted(frame["TCODE"])
    assert set(layer["parent_code"]) == set(DISTRICTS)
    for level, old in before.items():
        assert shapely.equals_exact(old.geometry.to_numpy(), read_layer(level).geometry.to_numpy()).all()
    made = geometries_to_metric(layer.geometry.to_numpy())
    given = frame.set_index("TCODE").geometry[layer.index].to_numpy()
    assert shapely.area(shapely.symmetric_difference(made, given)).max() < 2_000
    (entry,) = layer_record()["installed"]
    assert (entry["level"], entry["source"], len(entry["areas_replaced"])) == ("subdistrict", "an office", len(frame))
    assert restore()
    assert read_layer(Level.SUBDISTRICT).empty


def test_those_drawn_beside_a_district_are_cut_and_stretched_to_fill_it(tmp_path):
    install(write(drawn(*DISTRICTS, shift_m=(900.0, -700.0)), tmp_path))
    assert wrong_proofs() == []


def test_people_live_inside_the_boundaries_and_every_sum_stays(tmp_path):
    even = demand_points(Demand.EVEN)
    install(write(drawn("5007"), tmp_path))
    points = demand_points(Demand.SUBDISTRICT)
    assert np.allclose(points.district_people, even.district_people)
    people = share_people(read_district_population()["population"], read_subdistrict_population())
    layer = read_layer(Level.SUBDISTRICT)
    for code, shape in layer.geometry.items():
        own = points.subdistrict == points.subdistrict_codes.get_loc(code)
        assert points.people[own].sum() == pytest.approx(people[code])
        where = shapely.points(points.longitude[own], points.latitude[own])
        assert shapely.dwithin(where, shape, 1e-6).all()


def test_a_map_draws_them_as_areas_and_others_as_circles(tmp_path):
    assert drawn_as_circles(Level.SUBDISTRICT, "5007")
    install(write(drawn("5007"), tmp_path))
    assert not drawn_as_circles(Level.SUBDISTRICT, "5007")
    assert drawn_as_circles(Level.SUBDISTRICT, "50")
    union = shapely.union_all(drawn_areas(Level.SUBDISTRICT, "5007").to_numpy())
    district = read_layer(Level.DISTRICT).geometry["5007"]
    assert shapely.symmetric_difference(union, district).area < 0.02 * district.area


def test_a_list_of_points_gets_the_subdistrict_where_its_boundaries_are_installed(tmp_path):
    inside, outside = (areas(Level.SUBDISTRICT).loc[code, ["longitude", "latitude"]] for code in ("500701", "502501"))
    rows = "".join(f"{one['longitude']},{one['latitude']}\n" for one in (inside, outside))
    (tmp_path / "in.csv").write_text(f"lon,lat\n{rows}0,0\n", encoding="utf-8")
    install(write(drawn("5007", shift_m=(0.0, 0.0)), tmp_path))
    locate_file(tmp_path / "in.csv", tmp_path / "out.csv")
    found = pd.read_csv(tmp_path / "out.csv", dtype=str, keep_default_na=False)
    assert found["district_code"].tolist() == ["5007", "5025", ""]
    assert found["subdistrict_code"].tolist() == ["500701", "", ""]


def test_a_building_is_in_the_subdistrict_whose_boundaries_hold_it(tmp_path):
    frame = drawn("5007")
    code = str(frame["TCODE"].iloc[0])
    row = areas(Level.SUBDISTRICT).loc[code]
    centre = {"centre_id": "a", "site_id": "a", "province_code": "50", "district_code": "5007",
              "location_precision": "site", "longitude": row["longitude"], "latitude": row["latitude"],
              "status": "open", "basis": "reported"}  # fmt: skip
    centres = pd.DataFrame([centre], columns=empty_table(CENTRES).columns)
    assert not recorded_in(centres, code).any()
    install(write(frame, tmp_path))
    assert recorded_in(centres, code).all()
    assert not recorded_in(centres.assign(district_code="5025"), code).any()


def test_a_new_layer_of_districts_takes_them_along(tmp_path):
    install(write(drawn(*DISTRICTS), tmp_path))
    before = read_layer(Level.SUBDISTRICT)
    shape = geometries_to_metric(read_layer(Level.DISTRICT).geometry[["5007"]].to_numpy())
    moved = shapely.transform(shape, lambda xy: xy + np.array([500.0, 400.0]))
    frame = gpd.GeoDataFrame({"dcode": ["5007"]}, geometry=moved, crs=METRIC)
    install(write(frame, tmp_path, "district.parquet"), level=Level.DISTRICT)
    assert wrong_proofs() == []
    assert list(read_layer(Level.SUBDISTRICT).index) == list(before.index)
    assert [entry["level"] for entry in layer_record()["installed"]] == ["subdistrict", "district"]


def test_a_second_file_adds_to_the_first(tmp_path):
    install(write(drawn("5007"), tmp_path))
    install(write(drawn("5025"), tmp_path, "more.parquet"))
    assert set(read_layer(Level.SUBDISTRICT)["parent_code"]) == set(DISTRICTS)
    assert wrong_proofs() == []


def test_a_district_of_which_some_are_missing_is_left_as_it_was(tmp_path, capsys):
    frame = drawn(*DISTRICTS)
    gone = frame["TCODE"].str.startswith("5007").idxmax()
    path = write(frame.drop(index=gone), tmp_path)
    assert main(["install", str(path), "--level", "subdistrict", "--code-column", "TCODE"]) == 0
    words = capsys.readouterr().out
    assert f"1 subdistrict(s) are not in the file: {frame['TCODE'][gone]}." in words
    left_out = int(frame["TCODE"].str.startswith("5007").sum()) - 1
    assert f"1 district(s) are left as they were: 5007; 3 of the file's {len(frame) - 1} areas are in place" in words
    assert f"and {left_out} are not" in words
    assert set(read_layer(Level.SUBDISTRICT)["parent_code"]) == {"5025"}


def test_a_code_that_there_is_no_more_is_told_and_its_district_left_as_it_was(tmp_path):
    frame = drawn("5018", *DISTRICTS)
    first = frame.index[frame["TCODE"].str.startswith("5025")][0]
    old = frame["TCODE"][first]
    frame.loc[first, "TCODE"] = "502599"
    done = install(write(frame, tmp_path))
    assert done.notes[0] == (
        "1 code(s) are of no subdistrict that there is now, but of one that moved to another district, was renamed or "
        "abolished: 502599."
    )
    assert done.notes[1] == f"1 subdistrict(s) are not in the file: {old}."
    assert set(read_layer(Level.SUBDISTRICT)["parent_code"]) == {"5007", "5018"}


def test_a_hole_among_them_is_told_and_closed(tmp_path):
    frame = drawn("5007", shift_m=(0.0, 0.0))
    middle = shapely.centroid(shapely.union_all(frame.geometry.to_numpy()))
    frame["geometry"] = frame.geometry.difference(shapely.buffer(middle, 1_000))
    done = install(write(frame, tmp_path))
    assert len(done.notes) == 1
    assert done.notes[0].startswith("In 1 district(s) the areas leave holes: 5007 (3.1 km²).")
    assert wrong_proofs() == []


def test_what_is_wrong_with_a_file_is_told_in_a_sentence_each(tmp_path):
    frame = drawn("5007")
    codes = list(frame["TCODE"])
    exchanged = frame.assign(TCODE=[codes[1], codes[0], *codes[2:]])
    assert f"{codes[0]} and {codes[1]} lie in each other's place: their codes look exchanged." in refusal(
        exchanged, tmp_path
    )
    far = frame.assign(geometry=frame.geometry.translate(0, 100_000))
    assert "km away from where it should be" in refusal(far, tmp_path)
    overlapping = frame.assign(geometry=[frame.geometry[0].union(frame.geometry[1]), *frame.geometry[1:]])
    assert f"{codes[0]} and {codes[1]} overlap" in refusal(overlapping, tmp_path)
    dots = frame.assign(geometry=frame.geometry.representative_point().buffer(50))
    assert f"{codes[0]} has 0.00 times the area that it has had so far." in refusal(dots, tmp_path)
    invented = frame.assign(TCODE=[f"9999{place:02}" for place in range(len(frame))])
    assert "are no subdistrict" in refusal(invented, tmp_path, level=Level.SUBDISTRICT, code_column="TCODE")
    nothing = frame.iloc[:1]
    assert "No district is whole in the file." in refusal(nothing, tmp_path)
