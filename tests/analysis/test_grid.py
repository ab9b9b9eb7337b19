"""A population grid of one's own: read in every form, checked, put in place as a whole or not at all, and put aside."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
from rasterio import Affine
from rasterio.errors import NotGeoreferencedWarning

from analysis.ages import people_of
from analysis.centre_filter import CentreFilter
from analysis.commands import main
from analysis.coverage import coverage
from analysis.field.cache import demand_points
from analysis.field.grid import grid_record, install_grid, restore_grid
from analysis.field.grid.cells import Cells, merged
from analysis.field.grid.errors import GridError
from analysis.field.grid.raster_file import read_raster_file
from analysis.field.reach import reach_of
from geodata.areas import areas
from geodata.codes import Level
from geodata.errors import FileError

TOLD = {"year_ce": 2020, "source": "made up for a test"}


@pytest.fixture(scope="module")
def towns():
    """Everybody of a district at the point inside it: a grid of 928 points that adds up to the registration."""
    table = areas(Level.DISTRICT)
    people = people_of(Level.DISTRICT)
    return pd.DataFrame({"lon": table["longitude"], "lat": table["latitude"], "population": people.astype(float)})


def as_layer(table, crs="EPSG:4326"):
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return gpd.GeoDataFrame({"people": table["population"].to_numpy()}, geometry=points, crs="EPSG:4326").to_crs(crs)


def write(table, path, **change):
    """Write the table in the form of the file's name."""
    table = table.assign(**change)
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    else:
        as_layer(table, "EPSG:32647" if path.suffix == ".gpkg" else "EPSG:4326").to_file(path)
    return path


def raster(path, values, *, west=98.0, north=20.0, step=0.1, crs="EPSG:4326", **options):
    values = np.atleast_3d(np.asarray(values, dtype="float32")).transpose(2, 0, 1)
    size = {"count": values.shape[0], "height": values.shape[1], "width": values.shape[2]}
    place = {"transform": Affine(step, 0, west, 0, -step, north)} if crs else {}
    with rasterio.open(path, "w", driver="GTiff", dtype="float32", crs=crs, **size, **place, **options) as out:
        out.write(values)
    return path


@pytest.mark.parametrize("name", ["towns.csv", "towns.gpkg", "towns.geojson"])
def test_points_in_every_form_become_the_demand(towns, tmp_path, name):
    record = install_grid(write(towns, tmp_path / name), **TOLD)
    assert (record.kind, record.points, record.year_ce) == ("points", 928, 2020)
    assert record.grid_total == pytest.approx(65_809_011)
    assert record.registration_total == 65_809_011
    assert record.warnings == ()
    assert record == grid_record()
    points = demand_points()
    assert (points.source, points.year_ce, points.source_text) == ("grid", 2020, "made up for a test")
    assert len(points) == 928
    assert points.total == pytest.approx(65_809_011)


def test_people_are_where_the_grid_says(towns, tmp_path):
    khet = areas(Level.DISTRICT).loc["1001"]
    centre = pd.DataFrame({"longitude": [khet["longitude"]], "latitude": [khet["latitude"]]})
    evenly = reach_of(centre).within(0.5, "district").loc["1001"]
    install_grid(write(towns, tmp_path / "towns.csv"), **TOLD)
    as_told = reach_of(centre).within(0.5, "district").loc["1001"]
    assert 0 < evenly["share"] < 1
    assert as_told["share"] == 1.0
    # Children are registered ones, where the grid has the people of their khet.
    children = reach_of(centre).within(0.5, "district", "0-14").loc["1001"]
    assert children["people_within"] == people_of(Level.DISTRICT, "0-14")["1001"]


def test_ratios_stay_with_registration_and_distances_name_the_grid(tables, towns, tmp_path):
    before = coverage(Level.PROVINCE, CentreFilter(programmes=("tk-park",)), tables)
    install_grid(write(towns, tmp_path / "towns.csv", population=towns["population"] * 0.9), **TOLD)
    after = coverage(Level.PROVINCE, CentreFilter(programmes=("tk-park",)), tables)
    for name in ("population", "population_in_scope", "centres_per_100k", "centres_needed", "claim"):
        assert after[name].equals(before[name])
    assert set(after["demand_source"]) == {"grid"}
    assert set(before["demand_source"]) == {"subdistrict"}
    assert after["demand_year_ce"].iloc[0] == 2020
    country = coverage(Level.COUNTRY, CentreFilter(programmes=("tk-park",)), tables).loc["TH"]
    assert country["people_beyond_km"] <= 0.9 * 65_809_011 + 1


def test_districts_without_anybody_in_the_grid_keep_the_lattice(towns, tmp_path):
    lattice = demand_points()
    gone = towns.drop(["1001", "8404"])
    gone.loc["5001", "population"] = 0
    record = install_grid(write(gone, tmp_path / "towns.csv"), **TOLD)
    assert record.lattice_districts == ("1001", "5001", "8404")
    assert [warning.key for warning in record.warnings] == ["grid_lattice"]
    points = demand_points()
    per_district = np.diff(points.starts)
    for code in record.lattice_districts:
        position = points.district_codes.get_loc(code)
        assert per_district[position] == np.diff(lattice.starts)[position]
    assert points.total == pytest.approx(65_809_011)


def test_a_raster_of_people_becomes_the_demand(tmp_path):
    # 10 people in every pixel of a tenth of a degree over the north; no data in the first row.
    values = np.full((40, 40, 2), 10.0)
    values[0] = -99999
    values[..., 1] = 70_000
    path = raster(tmp_path / "people.tif", values, nodata=-99999)
    with pytest.raises(GridError) as refused:
        install_grid(path, **TOLD)
    assert refused.value.key == "grid_absurd"
    record = install_grid(path, **TOLD, column="2")
    assert (record.kind, record.column) == ("raster", "2")
    points = demand_points()
    assert points.source == "grid"
    north = slice(*points.starts[points.district_codes.get_indexer(["5001"])[0] :][:2])
    assert set(points.people[north]) == {70_000}
    # Middles of pixels.
    assert np.allclose((points.longitude[north] * 10) % 1, 0.5)
    assert record.left_out > 0


def test_fine_pixels_are_merged_and_lose_nobody(tmp_path):
    random = np.random.default_rng(3)
    values = random.integers(0, 50, (300, 200)) * 50.0
    path = raster(tmp_path / "fine.tif", values, west=100.0, north=16.0, step=0.001)
    assert 9 < values.sum() / 65_809_011 * 100 < 150
    cells = read_raster_file(path, None)
    assert cells.people.sum() == pytest.approx(values.sum())
    assert len(cells) < values.size / 9
    columns, rows = np.meshgrid(np.arange(200) + 0.5, np.arange(300) + 0.5)
    assert np.average(cells.longitude, weights=cells.people) == pytest.approx(
        100 + 0.001 * np.average(columns, weights=values), abs=1e-6
    )
    assert np.average(cells.latitude, weights=cells.people) == pytest.approx(
        16 - 0.001 * np.average(rows, weights=values), abs=1e-6
    )


def test_a_raster_in_metres_lies_where_it_says(tmp_path):
    path = raster(
        tmp_path / "utm.tif", np.full((40, 40), 20_000.0), west=400_000, north=2_100_000, step=5_000, crs="EPSG:32647"
    )
    record = install_grid(path, **TOLD)
    assert record.provinces["50"][0] > 1_000_000


def test_many_points_are_merged_and_lose_nobody():
    random = np.random.default_rng(5)
    cells = Cells(random.uniform(100, 101, 5000), random.uniform(14, 15, 5000), random.uniform(1, 9, 5000))
    fewer = merged(cells, most=300)
    assert len(fewer) <= 300
    assert fewer.people.sum() == pytest.approx(cells.people.sum())
    for name in ("longitude", "latitude"):
        assert np.average(getattr(fewer, name), weights=fewer.people) == pytest.approx(
            np.average(getattr(cells, name), weights=cells.people)
        )
    assert merged(cells) is cells


def test_what_lies_abroad_is_left_out_and_said(towns, tmp_path):
    abroad = pd.DataFrame({"lon": [102.63, 96.16], "lat": [17.99, 16.84], "population": [800_000.0, 5_000_000.0]})
    record = install_grid(write(pd.concat([towns, abroad]), tmp_path / "towns.csv"), **TOLD)
    assert record.left_out == 5_800_000
    assert record.grid_total == pytest.approx(65_809_011)
    assert [str(warning) for warning in record.warnings] == [
        "5,800,000 people of the file live outside Thailand's districts and were left out."
    ]


def test_a_total_unlike_the_registration_is_a_warning_with_both(towns, tmp_path):
    record = install_grid(write(towns, tmp_path / "towns.csv", population=towns["population"] / 4), **TOLD)
    told = " ".join(str(warning) for warning in record.warnings)
    assert "16,452,253 people in Thailand, the registration to 65,809,011 (25%)" in told
    assert "In 77 province(s)" in told
    assert demand_points().total == pytest.approx(65_809_011 / 4)


def test_half_as_many_again_is_a_warning_for_the_nation_and_none_for_a_province(towns, tmp_path):
    record = install_grid(write(towns, tmp_path / "towns.csv", population=towns["population"] * 1.5), **TOLD)
    assert [warning.key for warning in record.warnings] == ["grid_total"]
    assert "98,713,516 people in Thailand, the registration to 65,809,011 (150%)" in str(record.warnings[0])


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp874", ";"), ("utf-16", "\t")])
def test_a_grid_as_a_thai_office_saves_it(towns, tmp_path, encoding, delimiter):
    table = towns.set_axis(["ลองจิจูด", "ละติจูด", "จำนวนประชากร"], axis=1)
    table.to_csv(tmp_path / "grid.csv", index=False, encoding=encoding, sep=delimiter)
    record = install_grid(tmp_path / "grid.csv", **TOLD)
    assert (round(record.grid_total), record.warnings) == (65_809_011, ())


def test_a_file_without_positions_says_how_to_call_their_columns(tmp_path):
    (tmp_path / "list.csv").write_text('ชื่อ,พิกัด,people\nก,"13,100",1\n', encoding="utf-8")
    with pytest.raises(GridError, match="Call the columns longitude and latitude"):
        install_grid(tmp_path / "list.csv", **TOLD)


REFUSED = {
    "grid_suffix": ("towns.xlsx", {}, {}),
    "grid_missing_values": ("towns.csv", {"population": np.nan}, {}),
    "grid_negative": ("towns.gpkg", {"population": -1.0}, {}),
    "grid_columns": ("towns.csv", {}, {"column": "persons"}),
    "grid_outside": ("towns.csv", {"lon": 13.7, "lat": 100.5}, {}),
    "grid_absurd": ("towns.csv", {"population": 1.0}, {}),
    "grid_year": ("towns.csv", {}, {"year_ce": "2568"}),
    "grid_source": ("towns.csv", {}, {"source": "  "}),
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_grid_that_is_refused_changes_nothing(towns, tmp_path, home, key):
    name, change, options = REFUSED[key]
    path = tmp_path / name
    write(towns, path if path.suffix != ".xlsx" else path.with_suffix(".csv"), **change)
    with pytest.raises(GridError) as refused:
        install_grid(path, **{**TOLD, **options})
    assert refused.value.key == key
    assert "{" not in str(refused.value)
    assert grid_record() is None
    assert not (home / "field").exists() or not list((home / "field").glob("grid*"))
    assert demand_points().source == "subdistrict"


def test_files_that_cannot_be_are_sentences(towns, tmp_path):
    with pytest.raises(FileError):
        install_grid(tmp_path / "none.csv", **TOLD)
    (tmp_path / "not.tif").write_bytes(b"II*\x00 no raster")
    (tmp_path / "not.gpkg").write_bytes(b"PK")
    (tmp_path / "not.csv").write_bytes(b"\xff\xfe\x00a,b\n")
    for name in ("not.tif", "not.gpkg", "not.csv"):
        with pytest.raises(GridError) as refused:
            install_grid(tmp_path / name, **TOLD)
        assert refused.value.key == "grid_unreadable"


def test_a_file_that_does_not_say_where_it_lies_is_refused(towns, tmp_path):
    bare = gpd.GeoDataFrame({"people": towns["population"]}, geometry=as_layer(towns).geometry.to_numpy())
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        bare.to_file(tmp_path / "bare.gpkg")
    with pytest.warns(NotGeoreferencedWarning):
        raster(tmp_path / "bare.tif", np.full((4, 4), 10.0), crs=None)
    for name in ("bare.gpkg", "bare.tif"):
        with pytest.raises(GridError) as refused:
            install_grid(tmp_path / name, **TOLD)
        assert refused.value.key == "grid_crs"


@pytest.mark.parametrize(("value", "band", "key"), [
    (-5.0, None, "grid_negative"), (np.inf, None, "grid_negative"), (1.0, "3", "grid_band"), (1.0, "no", "grid_band"),
])  # fmt: skip
def test_rasters_with_wrong_values_or_bands_are_refused(tmp_path, value, band, key):
    path = raster(tmp_path / "wrong.tif", np.full((5, 5), value))
    with pytest.raises(GridError) as refused:
        install_grid(path, **TOLD, column=band)
    assert refused.value.key == key


def test_a_second_grid_replaces_the_first_and_restore_goes_back(towns, tmp_path, home):
    path = write(towns, tmp_path / "towns.csv")
    install_grid(path, **TOLD)
    first = demand_points().fingerprint
    install_grid(path, year_ce=2021, source="another")
    assert demand_points().fingerprint != first
    assert len(list((home / "field").glob("grid-*.npz"))) == 1
    assert restore_grid()
    assert demand_points().source == "subdistrict"
    assert not list((home / "field").glob("grid*"))
    assert not restore_grid()


def test_a_damaged_grid_is_a_sentence_and_can_be_put_aside(towns, tmp_path, home):
    install_grid(write(towns, tmp_path / "towns.csv"), **TOLD)
    record = home / "field" / "grid.json"
    text = record.read_text(encoding="utf-8")
    for damage in ("{", json.dumps({"file": "x"})):
        record.write_text(damage, encoding="utf-8")
        with pytest.raises(GridError, match="damaged"):
            demand_points()
    record.write_text(text, encoding="utf-8")
    next((home / "field").glob("grid-*.npz")).write_bytes(b"PK\x03\x04")
    with pytest.raises(GridError, match="damaged"):
        demand_points()
    assert restore_grid()
    assert demand_points().source == "subdistrict"


def test_a_home_that_cannot_be_written_is_a_sentence(towns, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path / "file"))
    with pytest.raises(GridError, match="cannot be written"):
        install_grid(write(towns, tmp_path / "towns.csv"), **TOLD)
    assert grid_record() is None


def test_the_command_installs_tells_and_goes_back(towns, tmp_path, capsys):
    path = write(towns, tmp_path / "towns.csv", population=towns["population"] * 3)

    def run(*arguments):
        return main(["grid", *arguments]), *capsys.readouterr()

    assert "live as the people of their subdistricts did, on 538," in run("status")[1]
    code, out, _ = run("install", str(path), "--year-ce", "2020", "--source", "WorldPop")
    assert code == 0
    assert "towns.csv: 928 points with people, 2020. Source: WorldPop" in out
    assert "197,427,033 in the grid, 65,809,011 registered (2025); 300.0%" in out
    assert "Note: The grid adds up to" in out
    assert run("status")[1] in out
    assert run("restore")[:2] == (0, "The registered people live as their subdistricts' people do again.\n")
    assert run("restore")[0] == 2
    code, out, err = run("install", str(path), "--year-ce", "2563", "--source", "WorldPop")
    assert (code, out) == (2, "")
    assert "Write 2025 for the Buddhist-era 2568" in err
