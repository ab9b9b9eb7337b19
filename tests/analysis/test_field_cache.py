"""The demand points are made once, kept in the home folder, and made again when something changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

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
    assert (home / "field" / f"points-{made.fingerprint}").is_dir()
    monkeypatch.setattr(cache, "_made", {})
    read = demand_points()
    assert read is not made
    assert demand_points() is read
    for name in ("longitude", "latitude", "people", "xyz", "starts", "district_people", "subdistrict"):
        assert np.array_equal(getattr(read, name), getattr(points, name))
    assert read.subdistrict_codes.equals(points.subdistrict_codes)
    assert (read.source, read.year_ce, read.title) == (points.source, points.year_ce, points.title)


@pytest.mark.skipif(not Path("/proc/self/smaps").is_file(), reason="no /proc here")
def test_processes_of_a_machine_hold_the_points_once(points, home):
    """A process that sums over all the points makes none of their memory its own."""
    program = """if True:
        from pathlib import Path
        from analysis.field.cache import demand_points
        points = demand_points()
        points.xyz.sum(), points.people.sum()
        own = there = 0
        for part in Path("/proc/self/smaps").read_text().split("VmFlags")[:-1]:
            if "/points-" in part:
                there += int(part.split("\\nRss:")[1].split()[0])
                own += int(part.split("\\nAnonymous:")[1].split()[0])
        print(there * 1024 >= points.xyz.nbytes + points.people.nbytes, own)
    """
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, cwd=data_dir().parent, capture_output=True, text=True
    )
    assert ran.stdout.split() == ["True", "0"]


def test_nobody_can_change_what_others_read(points):
    with pytest.raises(ValueError, match="read-only"):
        points.people[0] = 1.0


@pytest.mark.parametrize("damage", [b"", b"not an array", "half", "one bit"])
@pytest.mark.parametrize("name", ["people.npy", "label.json"])
def test_a_damaged_file_is_made_again(points, home, monkeypatch, name, damage):
    monkeypatch.setattr(cache, "_made", {})
    file = home / "field" / f"points-{demand_points().fingerprint}" / name
    whole = file.read_bytes()
    halves = whole[: len(whole) // 2], whole[len(whole) // 2 :]
    bad = {"half": halves[0], "one bit": halves[0] + bytes([halves[1][0] ^ 1]) + halves[1][1:]}
    # Another file under the name: the one before is mapped, and a file that shrinks below a reader ends it.
    file.unlink()
    file.write_bytes(damage if isinstance(damage, bytes) else bad[damage])
    monkeypatch.setattr(cache, "_made", {})
    assert demand_points().total == points.total
    assert np.array_equal(demand_points().people, points.people)
    assert len(list(file.parent.parent.glob("points-*"))) == 1
    if name == "people.npy":
        assert file.read_bytes() == whole


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
