"""The first view of the map from its file: the same map, and never of another register."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import FIRST_VIEWS
from benchmarks.viewer import viewing
from geodata.paths import data_dir
from registry.author import local_administrator
from registry.store import Register
from tests.browser.serving import serving
from ui import opening
from ui.coverage.first_view import first_views

REPOSITORY = Path(__file__).parents[2]
NOBODY = 65534
NOT_BEFORE_THE_MAP = (
    "geopandas", "shapely", "pyproj", "pyogrio", "scipy", "sqlalchemy", "alembic", "altair", "rapidfuzz", "authlib",
    "reports", "analysis", "registry", "answers.question", "answers.facts", "ui.around", "ui.coverage.page",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an app that two people looked at, each after a start; what their browsers got is beside it.

    The first is shown what the programme comes with, the second what the first start left.
    """
    folder = tmp_path_factory.mktemp("opening")
    for number in range(2):
        with serving(folder) as url, viewing(url, "map", context=f"{url}/map") as viewer:
            (folder / f"{number}.txt").write_text(viewer.maps[0], encoding="utf-8")
            assert viewer.has("w-mode")
    return folder / "home"


@pytest.fixture(autouse=True)
def at(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KLAIBAAN_HOME", str(home))
    opening._read.cache_clear()
    yield
    opening._read.cache_clear()


def state_of(sent: str) -> dict[str, Any]:
    packed = re.findall(r"klaibaan\.receive\([^)]*?\x27([A-Za-z0-9+/=]+)\x27", sent)
    state = json.loads(zlib.decompress(base64.b64decode(packed[-1])))
    assert state.pop("id")
    return state


def views_of(file: Path) -> dict[str, Any]:
    """Return what a file holds: the views by theme, and the files that they name."""
    content = json.loads(file.read_bytes().partition(b"\n")[2])
    return {"views": content["views"], "files": content["files"]}


def test_the_map_of_a_first_start_and_of_the_next_is_the_map_that_is_computed(home):
    computed = json.loads(json.dumps(first_views()["light"].state))
    for number in range(2):
        assert state_of((home.parent / f"{number}.txt").read_text(encoding="utf-8")) == computed
    assert opening.load()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of an app that was never started."""
    place = tmp_path / "home"
    monkeypatch.setenv("KLAIBAAN_HOME", str(place))
    return place


def test_what_the_programme_comes_with_is_what_is_computed_of_its_data(home, tmp_path):
    """Where this fails, `make first-view` makes the file anew."""
    opening.write(tmp_path / "computed", opening.data_key(), first_views())
    assert (tmp_path / "computed").read_bytes() == opening._ALONG.read_bytes()


def test_the_map_is_the_same_on_another_day(home):
    tables = Register.open().tables()
    days = (date(2026, 11, 28), date(2036, 2, 29))
    first, later = (map_model(Facts(FIRST_VIEWS["map"].on_paper, tables, today=day)) for day in days)
    assert first == later


def test_a_home_without_a_register_has_what_the_programme_comes_with(empty):
    assert opening.load()
    (empty / "served").mkdir(parents=True, exist_ok=True)
    (empty / "rights.toml").write_text("", encoding="utf-8")
    assert opening.load()


@pytest.mark.parametrize(
    "name", ["register.sqlite", "layers/active.txt", "field/grid.json", "register.damaged-1.sqlite", "scenarios/a.json"]
)
def test_a_home_with_anything_else_is_asked_itself(empty, name):
    (empty / name).parent.mkdir(parents=True)
    (empty / name).touch()
    assert not opening.load()


def test_other_data_or_a_database_are_asked_themselves(empty, tmp_path, monkeypatch):
    shutil.copytree(data_dir(), tmp_path / "data")
    monkeypatch.setenv("KLAIBAAN_DATA", str(tmp_path / "data"))
    assert opening.load()
    with (tmp_path / "data" / "centres.csv").open("a", encoding="utf-8") as centres:
        centres.write("\n")
    assert not opening.load()
    monkeypatch.delenv("KLAIBAAN_DATA")
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", "postgresql://elsewhere/register")
    assert not opening.load()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not shut by their mode on Windows")
def test_a_home_that_takes_no_register_is_asked_itself(empty):
    empty.parent.chmod(0o500)
    try:
        with without_rights_of_root():
            assert not opening.load()
    finally:
        empty.parent.chmod(0o700)


@contextmanager
def without_rights_of_root() -> Iterator[None]:
    """Ask the system as an ordinary user would be answered: it tells by the real user what may be written."""
    is_root = os.getuid() == 0
    if is_root:
        os.setreuid(NOBODY, -1)
    try:
        yield
    finally:
        if is_root:
            os.setreuid(0, -1)


def test_an_outdated_first_view_is_drawn_anew(home, tmp_path):
    """As after a change of code, or with a library that counts otherwise: the data are the same."""
    views = first_views()
    outdated = {**views["light"].state, "label": "outdated"}
    opening.write(tmp_path / "outdated", opening.data_key(), {"light": replace(views["light"], state=outdated)})
    script = (REPOSITORY / "dashboard.py").read_text(encoding="utf-8")
    script = script.replace("Path(__file__).parent", f"Path({str(REPOSITORY)!r})")
    script += f"\nfrom ui import opening\nopening._ALONG = Path({str(tmp_path / 'outdated')!r})\n"
    (tmp_path / "dashboard.py").write_text(script, encoding="utf-8")
    with (
        serving(tmp_path, script=str(tmp_path / "dashboard.py")) as url,
        viewing(url, "map", context=f"{url}/map") as viewer,
    ):
        labels = [state_of(sent)["label"] for sent in viewer.maps]
    assert labels == ["outdated", views["light"].state["label"]]
    assert views_of(tmp_path / "home" / opening.FILE_NAME) == views_of(home / opening.FILE_NAME)


def test_until_the_map_is_sent_nothing_is_loaded_that_computes_one():
    program = (
        "import sys, dashboard, ui.opening, ui.maps.mount, ui.frame, pages.map; "
        f"print([name for name in {NOT_BEFORE_THE_MAP} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"x" + data, lambda _: b"", lambda _: b"[]"])
def test_a_damaged_file_counts_for_nothing(home, damage):
    file = home / opening.FILE_NAME
    before = file.read_bytes()
    file.write_bytes(damage(before))
    try:
        assert not opening.load()
    finally:
        file.write_bytes(before)
    opening._read.cache_clear()
    assert opening.load()


def test_another_register_boundaries_or_day_make_another_key(home, monkeypatch):
    key = opening.key_now()
    assert key == opening.key_now()
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", "postgresql://elsewhere/register")
    assert opening.key_now() == ""
    assert not opening.load()
    monkeypatch.delenv("KLAIBAAN_DATABASE_URL")
    (home / "layers").mkdir()
    (home / "layers" / "active.txt").write_text("set-0123456789ab", encoding="utf-8")
    assert opening.key_now() != key
    (home / "layers" / "active.txt").unlink()
    assert opening.key_now() == key
    (home / "rights.toml").write_text("", encoding="utf-8")
    assert opening.key_now() != key
    (home / "rights.toml").unlink()
    (home / "field" / "grid.json").write_text("{}", encoding="utf-8")
    assert opening.key_now() != key
    (home / "field" / "grid.json").unlink()


def test_what_is_written_to_the_register_is_in_the_next_map():
    assert opening.load()
    register = Register.open()
    before = opening.key_now()
    register.documents.save("scenario", "a", {}, author=local_administrator(), version=0)
    assert opening.key_now() != before
    assert not opening.load()


def test_whoever_asks_first_there_is_one_served_folder(tmp_path):
    program = """
import threading
from concurrent.futures import ThreadPoolExecutor
from ui import published

begin = threading.Barrier(8)

def ask(_):
    begin.wait()
    return published.folder().path

with ThreadPoolExecutor(8) as threads:
    print(len(set(threads.map(ask, range(8)))))
"""
    environment = {**os.environ, "KLAIBAAN_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
