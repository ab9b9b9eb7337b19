from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from geodata.areas import areas
from geodata.cells import restored
from geodata.code_column import find_code_column, plain_codes
from geodata.codes import LAYER_LEVELS, Level
from geodata.commands import main
from geodata.errors import FileError, LayerError
from geodata.export import export_level
from geodata.layers import read_layer
from geodata.locate import locate_file
from geodata.tabular import write_table
from geodata.wheel import Wheel

REPOSITORY = Path(__file__).resolve().parents[2]
TABLE = """name,lon,lat,note
ห้องสมุด,100.4991,13.7555,"a, b"
"<img src=x>",,,
nowhere,0,0,NA
nonsense,east,north,
<b>,98.9853,18.7883,=1+1
"""


def read_text(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_locate_through_the_command_line(tmp_path):
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "geodata", "locate", tmp_path / "in.csv", tmp_path / "out.csv"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 rows" in done.stdout
    before, after = read_text(tmp_path / "in.csv"), read_text(tmp_path / "out.csv")
    assert after["note"].iloc[-1] == "'=1+1"
    after["note"] = after["note"].map(restored)
    pd.testing.assert_frame_equal(after[before.columns], before)
    assert list(after.columns[4:]) == ["province_code", "district_code", "match", "distance_m"]
    assert after["district_code"].tolist() == ["1001", "", "", "", "5001"]
    assert after["province_code"].tolist() == ["10", "", "", "", "50"]
    assert after["match"].tolist() == ["inside", "no_point", "none", "no_point", "inside"]


def test_every_command_has_help(capsys):
    for command in ([], ["build"], ["check"], ["install"], ["locate"], ["export"]):
        with pytest.raises(SystemExit) as caught:
            main([*command, "--help"])
        assert caught.value.code == 0
    assert "--offshore-tolerance-m" in capsys.readouterr().out


def test_columns_by_name_and_columns_in_the_way(tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_text("X1,Y1,match,district_code\n100.4991,13.7555,m,d\n", encoding="utf-8")
    locate_file(path, out, lon="x1", lat="Y1")
    row = read_text(out).iloc[0]
    assert row[["original_match", "original_district_code", "match", "district_code"]].tolist() == [
        "m",
        "d",
        "inside",
        "1001",
    ]
    with pytest.raises(FileError, match="Its columns are: X1, Y1"):
        locate_file(path, out)
    assert main(["locate", str(path), str(out), "--lon", "nope", "--lat", "Y1"]) == 2


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp874", ";"), ("utf-16", "\t"), ("utf-8", "|")])
def test_a_csv_as_an_office_saves_it_with_thai_digits(tmp_path, encoding, delimiter):
    rows = [["ชื่อ, ที่อยู่", "ละติจูด", "ลองจิจูด"], ["ก", "๑๓.๗๕", "๑๐๐.๕"], ["ข", "18.79", "98.98"]]
    text = "\r\n".join(delimiter.join(row) for row in rows).replace("ชื่อ, ที่อยู่", '"ชื่อ, ที่อยู่"')
    (tmp_path / "in.csv").write_bytes(text.encode(encoding))
    assert locate_file(tmp_path / "in.csv", tmp_path / "out.csv") == {"inside": 2}
    out = pd.read_csv(tmp_path / "out.csv", dtype=str)
    assert out["district_code"].tolist() == ["1001", "5001"]
    assert list(out.columns)[:3] == rows[0]


def test_thai_windows_encoding_and_repeated_names(tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_bytes("ชื่อ,ชื่อ,lng,lat,\nก,ข,100.4991,13.7555,ค\n".encode("cp874"))
    locate_file(path, out)
    assert out.read_text(encoding="utf-8-sig").splitlines() == [
        "ชื่อ,ชื่อ,lng,lat,,province_code,district_code,match,distance_m",
        "ก,ข,100.4991,13.7555,ค,10,1001,inside,0.0",
    ]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2,3\n", b"\xff\xfe\x00a\x00b", b'"open'])
def test_what_is_no_csv(tmp_path, content):
    (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(FileError):
        locate_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_missing_input_and_impossible_output(tmp_path):
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(FileError, match="There is no file"):
        locate_file(tmp_path / "none.csv", tmp_path / "out.csv")
    with pytest.raises(FileError, match="cannot be written"):
        locate_file(tmp_path / "in.csv", tmp_path / "no" / "folder" / "out.csv")
    with pytest.raises(FileError, match="must end in one of"):
        locate_file(tmp_path / "in.csv", tmp_path / "out.doc")
    with pytest.raises(SystemExit):
        main(["locate", "a", "b", "--offshore-tolerance-m", "-5"])


def test_a_header_and_no_rows(tmp_path):
    (tmp_path / "in.csv").write_text("lon,lat\n", encoding="utf-8")
    assert locate_file(tmp_path / "in.csv", tmp_path / "out.csv") == {}
    assert read_text(tmp_path / "out.csv").shape == (0, 6)


@pytest.mark.parametrize("level", [str(level) for level in LAYER_LEVELS if level is not Level.DISTRICT])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".geojson", ".gpkg"])
def test_export_and_read_again(tmp_path, level, suffix):
    path = tmp_path / f"areas{suffix}"
    table = areas(level).reset_index()
    assert export_level(level, path) == len(table)
    if suffix == ".csv":
        found = read_text(path)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    elif suffix == ".xlsx":
        found = pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl")
    else:
        found = gpd.read_file(path)
        assert found.crs.to_epsg() == 4326
        shapes = read_layer(level).geometry.to_numpy()
        difference = shapely.area(shapely.symmetric_difference(shapely.make_valid(found.geometry.to_numpy()), shapes))
        assert difference.max() < 1e-5
        found = found.drop(columns="geometry")
    assert list(found.columns) == list(table.columns)
    assert found["admin_code"].tolist() == table["admin_code"].tolist()
    assert found["name_th"].tolist() == table["name_th"].tolist()
    assert found["longitude"].astype(float).tolist() == pytest.approx(table["longitude"].tolist())
    assert not list(tmp_path.glob(".*"))


def test_subdistricts_without_boundaries_go_out_as_points(tmp_path):
    table, path = areas(Level.SUBDISTRICT), tmp_path / "subdistricts.geojson"
    assert export_level(Level.SUBDISTRICT, path) == len(table) == 7436
    found = gpd.read_file(path).set_index("admin_code")
    located = table.index[table["longitude"].notna()]
    assert found.geometry.notna().sum() == len(located) == 7422
    assert found.geometry[located].x.tolist() == pytest.approx(table.loc[located, "longitude"].tolist())


def test_export_on_the_command_line(tmp_path, capsys):
    assert main(["export", "district", str(tmp_path / "d.csv")]) == 0
    assert "928 areas" in capsys.readouterr().out
    assert main(["export", "district", str(tmp_path / "d.txt")]) == 2
    with pytest.raises(SystemExit):
        main(["export", "tambon", str(tmp_path / "d.csv")])


HOSTILE = ["=1+1", "'=1+1", "''@x", "+66 2", "-2", "@SUM(A1)", "\tx", "'quoted'", "#N/A", "#REF!", "NA", "TRUE", "0100",
           "a\x01b", "a\rb", "_x0041_", "a\nb", "\uffff", "ก ำ่", "1e5"]  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)


@settings(max_examples=50)
@given(names=st.lists(st.sampled_from(HOSTILE) | TEXT, min_size=1, max_size=6))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_text_leaves_harmless_and_comes_back(tmp_path_factory, suffix, names):
    path = tmp_path_factory.mktemp("text") / f"t.{suffix}"
    write_table(pd.DataFrame({"name": pd.Series(names, dtype=object), "n": 1}), path)
    if suffix == "csv":
        found = read_text(path)["name"].tolist()
        number = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
        assert not [name for name in found if name[0] in "=+-@\t\r" and not number.fullmatch(name)]
    else:
        cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=@")
        found = [unescape(cell.value) for cell in cells]
    assert [restored(name) for name in found] == names


def test_a_formula_is_text_in_a_workbook(tmp_path):
    write_table(pd.DataFrame({"name": ["=1+1", "http://x"], "code": ["0100", "10"]}), tmp_path / "t.xlsx")
    found = pd.read_excel(tmp_path / "t.xlsx", dtype=str, engine="openpyxl")
    assert found.to_numpy().tolist() == [["=1+1", "0100"], ["http://x", "10"]]
    with pytest.raises(FileError, match="has no geometry"):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "t.gpkg")


@given(st.integers(1000, 9999))
def test_codes_in_any_dress(number):
    assert (
        plain_codes([number, float(number), str(number), f"TH{number}", f" th{number} ", f"{number}.0"])
        == [str(number)] * 6
    )


def test_the_column_of_codes():
    known = {Level.PROVINCE: {"10", "11"}, Level.DISTRICT: {"1001", "1002"}}
    ocha = pd.DataFrame({"ADM1_PCODE": ["TH10", "TH10"], "ADM2_PCODE": ["TH1001", "TH1002"], "n": [1, 2]})
    assert find_code_column(ocha, known) == ("ADM2_PCODE", Level.DISTRICT)
    assert find_code_column(ocha, known, level=Level.PROVINCE) == ("ADM1_PCODE", Level.PROVINCE)
    assert find_code_column(pd.DataFrame({"n": [1, 2], "รหัส": [10, 11]}), known) == ("รหัส", Level.PROVINCE)
    assert find_code_column(pd.DataFrame({"n": [1, 2], "year": [2568, 2569]}), known) is None
    assert find_code_column(pd.DataFrame({"dcode": []}), known) is None


def test_a_source_that_is_none(tmp_path):
    with pytest.raises(LayerError, match="missing"):
        Wheel(tmp_path / "none.whl", tmp_path)
    (tmp_path / "bad.whl").write_bytes(b"PK")
    with pytest.raises(LayerError, match="not what was expected"):
        Wheel(tmp_path / "bad.whl", tmp_path)
    assert main(["build", "--wheel", str(tmp_path / "bad.whl")]) == 2
