"""The recipe "Add a measure": three measures made by it alone come out right on every surface."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.measures import AREA_MEASURES, MEASURES
from registry.tables import Tables
from tests.reports.surfaces import surfaces

ROOT = Path(__file__).parents[2]
KHET = {"programme": "bma-library", "area": "10"}
WITH_TWO = "1011"

FUNCTIONS = '''

def tried_share(situation: Situation) -> pd.Series:
    """Return three eighths for each centre of the area."""
    return (0.375 * situation.centres).rename("tried_share")


def tried_distance(situation: Situation) -> pd.Series:
    """Return half a kilometre, and a thousand for each centre of the area."""
    return (1000.0 * situation.centres + 0.5).rename("tried_distance")


def tried_count(situation: Situation) -> pd.Series:
    """Return 1,200 for each centre of the area."""
    return (1200 * situation.centres).rename("tried_count")
'''
LINES = """    _area(supply.tried_share, "share", "more", "3/8 n_i"),
    _area(supply.tried_distance, "km", "less", "1000 n_i + 1/2"),
    _area(supply.tried_count, "count", "more", "1200 n_i"),
)  # fmt: skip
MEASURES: Final"""
WORDS = """
[measure.tried_share]
name = "Tried share"
unit = "%"
definition = "Three eighths for each centre"

[measure.tried_distance]
name = "Tried distance"
unit = "km"
definition = "A thousand kilometres for each centre"

[measure.tried_count]
name = "Tried count"
unit = "centres"
definition = "Twelve hundred for each centre"
"""
SCRIPT = """
import json, sys
from registry.store import Register
from tests.reports.surfaces import surfaces
tables = Register.in_memory().tables()
json.dump({name: surfaces(tables, sys.argv[1], programme="bma-library", area="10", measure=name)
           for name in ("tried_share", "tried_distance", "tried_count")}, sys.stdout)
"""
EXPECTED = {
    "tried_share": ("Tried share (%)", "75.0", "%"),
    "tried_distance": ("Tried distance (km)", "2,000.5", " km"),
    "tried_count": ("Tried count (centres)", "2,400", " centres"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the house to which the recipe was applied: a function, a line and words for each measure."""
    copy = tmp_path_factory.mktemp("recipe")
    for part in ROOT.iterdir():
        if part.name in {"analysis", "answers"}:
            shutil.copytree(part, copy / part.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif not part.name.startswith("."):
            (copy / part.name).symlink_to(part)
    with (copy / "analysis/supply.py").open("a", encoding="utf-8") as file:
        file.write(FUNCTIONS)
    table = copy / "analysis/measures.py"
    text = table.read_text(encoding="utf-8")
    text = text.replace(")  # fmt: skip\nMEASURES: Final", LINES, 1)
    table.write_text(
        text.replace("from analysis.supply import", "from analysis import supply\nfrom analysis.supply import", 1)
    )
    for lang in ("th", "en"):
        with (copy / f"answers/words/measures.{lang}.toml").open("a", encoding="utf-8") as file:
            file.write(WORDS)
    return copy


@pytest.fixture(scope="module")
def written(house: Path) -> dict[str, dict[str, list[str]]]:
    """Return what each surface of that house writes of the three measures in the khet with two libraries."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, WITH_TWO], cwd=house, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_new_measure_is_right_on_every_surface(written: dict[str, dict[str, list[str]]], name: str) -> None:
    heading, digits, unit = EXPECTED[name]
    for surface, (head, value) in written[name].items():
        alone = surface in {"map", "picture"}
        assert digits in value, surface
        assert f"{digits}{unit}" in value if alone else heading in head, surface


def test_a_new_measure_is_data_in_its_own_unit_on_the_command_line(house: Path) -> None:
    command = ["-m", "analysis", "coverage", "--level", "district", "--programme", "bma-library"]
    done = subprocess.run([sys.executable, *command], cwd=house, capture_output=True, text=True, check=True)
    head, *rows = csv.reader(io.StringIO(done.stdout))
    own = next(row for row in rows if row[0] == WITH_TWO)
    assert [own[head.index(name)] for name in EXPECTED] == ["0.75", "2000.5", "2400"]


SHARES = [name for name in AREA_MEASURES if MEASURES[name].unit == "share"]


@pytest.mark.parametrize("name", SHARES)
def test_every_surface_shows_a_share_as_a_percentage(tables: Tables, name: str) -> None:
    by_group = {"programme": "bma-library", "area": "10", "level": "bma_group", "measure": name}
    for surface, (heading, value) in surfaces(tables, "BMA-BKC", **by_group).items():
        assert re.search(r"\b[1-9]\d\.\d\b", value), (surface, value)
        assert "%" in heading + value, surface
