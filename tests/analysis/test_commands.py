from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from analysis.centre_filter import CentreFilter
from analysis.commands import main
from analysis.coverage import COLUMNS, coverage
from geodata.codes import Level
from geodata.paths import data_dir


def run(capsys, *arguments):
    code = main(["coverage", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_one_row_an_area_with_the_promised_columns(capsys):
    code, out, err = run(capsys, "--level", "province", "--programme", "bma-library", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err, len(rows)) == (0, "", 77)
    assert list(rows[0]) == COLUMNS
    assert rows[0]["admin_code"] == "10"
    assert (rows[0]["claim"], rows[0]["centre_count"], rows[0]["name_th"]) == ("has_one", "35", "กรุงเทพมหานคร")
    assert (rows[1]["claim"], rows[1]["centres_needed"]) == ("out_of_scope", "")


def test_json_is_a_list_of_objects_with_null_for_missing(capsys):
    _, out, _ = run(capsys, "--level", "district", "--programme", "bma-library", "--format", "json")
    rows = json.loads(out)
    assert len(rows) == 928
    assert sum(row["claim"] == "has_none" for row in rows) == 21
    assert sum(row["population"] for row in rows if row["claim"] == "has_none") == 1_894_738
    assert rows[0]["presence_share_areas"] is None
    assert isinstance(rows[0]["centre_count"], int)


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("level", ["country", "region", "region6", "bma_group", "province"])
def test_the_numbers_are_those_of_the_screen(capsys, tables, form, level):
    programmes = ("tk-park", "public-library")
    screen = coverage(level, CentreFilter(programmes=programmes), tables)
    named = [part for programme in programmes for part in ("--programme", programme)]
    _, out, _ = run(capsys, "--level", level, *named, "--format", form)
    rows = json.loads(out) if form == "json" else list(csv.DictReader(io.StringIO(out)))
    assert [row["admin_code"] for row in rows] == screen.index.tolist()
    for name in ("centre_count", "centres_per_100k", "nearest_centre_km", "presence_share_people"):
        shown = [None if row[name] in (None, "") else float(row[name]) for row in rows]
        assert shown == [None if value != value else float(value) for value in screen[name]]  # noqa: PLR0124 - NaN


def test_distances_are_those_of_the_screen_in_every_form(capsys, tables):
    screen = coverage(Level.DISTRICT, CentreFilter(programmes=("bma-library",)), tables, radius_km=2.5, age="60+")
    arguments = ("--level", "district", "--programme", "bma-library", "--radius-km", "2.5", "--age", "60+")
    told = json.loads(run(capsys, *arguments, "--format", "json")[1])
    printed = list(csv.DictReader(io.StringIO(run(capsys, *arguments)[1])))
    assert len(told) == len(printed) == 928
    for row, text, (_, shown) in zip(told, printed, screen.iterrows(), strict=True):
        bands = shown["distance_bands"]
        assert row["distance_bands"] == bands
        assert (json.loads(text["distance_bands"]) if text["distance_bands"] else None) == bands
        for name in ("population_within_km", "people_beyond_km", "mean_distance_km", "p90_distance_km", "radius_km"):
            value = None if pd.isna(shown[name]) else float(shown[name])
            if name == "people_beyond_km" and value is not None:
                value = round(value, min(0, 3 - len(f"{value:.0f}")))
            assert row[name] == value
            assert (float(text[name]) if text[name] else None) == value
        assert (row["placed_count"], row["unplaced_count"]) == (35, 0)
    sums = screen.loc[screen["claim"] != "out_of_scope"]
    assert sums["population_in_scope"].sum() == 1_305_293


def test_town_points_may_be_left_out(capsys):
    arguments = ("--level", "country", "--programme", "relearning", "--format", "json")
    told = json.loads(run(capsys, *arguments, "--inferred-points")[1])[0]
    assert (told["placed_count"], told["unplaced_count"], told["radius_km"]) == (9, 0, 10)
    plain = json.loads(run(capsys, *arguments)[1])[0]
    assert (plain["placed_count"], plain["unplaced_count"], plain["distances"]) == (2, 7, "not_reported")
    assert plain["mean_distance_km"] is None
    bounds = json.loads(run(capsys, *arguments, "--upper-bounds")[1])[0]
    assert bounds["distances"] == "upper_bounds"
    assert bounds["mean_distance_km"] > told["mean_distance_km"]
    strict = json.loads(run(capsys, *arguments, "--without-town-points")[1])[0]
    # None of the nine is known to the building, so nothing can be said of distances.
    assert (strict["placed_count"], strict["unplaced_count"]) == (0, 9)
    assert strict["population_within_km"] is strict["mean_distance_km"] is strict["distance_bands"] is None
    assert (strict["centre_count"], strict["claim"]) == (told["centre_count"], told["claim"]) == (9, "has_one")


def test_without_a_programme_there_is_a_block_for_each(capsys):
    _, out, _ = run(capsys, "--level", "region")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 48
    assert list(rows[0]) == ["programme_id", *COLUMNS]
    assert len({row["programme_id"] for row in rows}) == 12


def test_access_widens_what_is_counted(capsys):
    arguments = ("--level", "country", "--programme", "high-rise", "--format", "json")
    assert json.loads(run(capsys, *arguments)[1])[0]["centre_count"] == 0
    assert json.loads(run(capsys, *arguments, "--access", "residents")[1])[0]["centre_count"] == 3
    assert json.loads(run(capsys, *arguments, "--access", "any")[1])[0]["centre_count"] == 3


@pytest.mark.parametrize("names", ["longitude,latitude", "lon,lat"])
def test_a_file_stands_in_for_the_register(capsys, tmp_path, names):
    text = (data_dir() / "centres.csv").read_text(encoding="utf-8")
    lines = text.replace("longitude,latitude", names, 1).splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("bma-library-0")] + [
        line for line in lines if line.startswith("bma-library-00")
    ]
    (tmp_path / "mine.csv").write_text("".join(kept), encoding="utf-8")
    arguments = ("--level", "country", "--programme", "bma-library", "--format", "json", "--centres")
    assert json.loads(run(capsys, *arguments, str(tmp_path / "mine.csv"))[1])[0]["centre_count"] == 9


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["--programme", "xx"], "There is no programme 'xx'. Use one of relearning"),
    (["--centres", "{bad}"], "row 12: there is no programme 'xx'"),
    (["--centres", "{none}"], "is missing"),
    (["--radius-km", "0"], "The radius 0 km is not above 0. Give a radius of 0.5 to 50 km."),
    (["--radius-km", "-3"], "not above 0"),
    (["--radius-km", "ไกล"], "is not a number"),
    (["--radius-km", "51"], "out of range"),
])  # fmt: skip
def test_wrong_input_is_a_sentence_and_exit_2(capsys, tmp_path, arguments, sentence):
    text = (data_dir() / "centres.csv").read_text(encoding="utf-8")
    (tmp_path / "bad.csv").write_text(text.replace("tk-park-001,tk-park,", "tk-park-001,xx,"), encoding="utf-8")
    places = {"bad": str(tmp_path / "bad.csv"), "none": str(tmp_path / "none.csv")}
    code, out, err = run(capsys, "--level", "region", *(part.format(**places) for part in arguments))
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_folder_that_cannot_be_written_does_not_stop_an_answer(capsys, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path / "file" / "home"))
    code, out, err = run(capsys, "--level", "country", "--programme", "tk-park")
    assert code == 0
    assert out.count("\n") == 2
    assert "cannot be written" in err


def test_as_a_command_it_writes_utf8_whatever_the_terminal_is():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "analysis", "coverage", "--level", "region", "--programme", "tk-park"],
        capture_output=True, check=True, cwd=data_dir().parent, env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert "ภาคเหนือ" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_help_is_there(capsys):
    for arguments in (["--help"], ["coverage", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        assert "python -m analysis" in capsys.readouterr().out
