"""The demand points are made once, kept in the home folder, and made again when something changed."""

from __future__ import annotations

import shutil
import subprocess
import sys

import numpy as np
import pytest

from analysis.field import cache
from analysis.field.cache import demand_points
from analysis.field.points import DemandPoints
from geodata.paths import data_dir


@pytest.fixture(scope="module")
def points() -> DemandPoints:
    return demand_points()


def test_cached_points_are_the_points(points, home, monkeypatch):
    monkeypatch.setattr(cache, "_made", {})
    made = demand_points()
    file = home / "field" / f"points-{made.fingerprint}.npz"
    assert file.is_file()
    monkeypatch.setattr(cache, "_made", {})
    read = demand_points()
    assert read is not made
    assert demand_points() is read
    for name in ("longitude", "latitude", "people", "xyz", "starts", "district_people"):
        assert np.array_equal(getattr(read, name), getattr(points, name))
    assert (read.source, read.year_ce, read.title) == (points.source, points.year_ce, points.title)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not a field", None])
def test_a_damaged_file_is_made_again(points, home, monkeypatch, damage):
    monkeypatch.setattr(cache, "_made", {})
    file = home / "field" / f"points-{demand_points().fingerprint}.npz"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    monkeypatch.setattr(cache, "_made", {})
    assert demand_points().total == points.total
    assert len(file.read_bytes()) == len(whole)


def test_a_home_that_cannot_be_written_costs_time_only(points, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(cache, "_made", {})
    assert demand_points().total == points.total


def test_other_statistics_make_other_points(tmp_path, monkeypatch):
    shutil.copytree(data_dir(), tmp_path / "data")
    file = tmp_path / "data" / "district_population.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    position = lines[0].split(",").index("population")
    cells = lines[1].split(",")
    cells[position] = str(int(cells[position]) + 1000)
    file.write_text("".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    before = demand_points()
    monkeypatch.setenv("KLAIBAAN_DATA", str(tmp_path / "data"))
    assert demand_points().fingerprint != before.fingerprint
    assert demand_points().total == before.total + 1000


def test_several_processes_may_build_at_once(home, points):
    program = "from analysis.field.cache import demand_points; print(demand_points().total)"
    running = [
        subprocess.Popen([sys.executable, "-c", program], cwd=data_dir().parent, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=120)[0].strip() for process in running] == ["65809011.0"] * 3
    assert len(list((home / "field").iterdir())) == 1
