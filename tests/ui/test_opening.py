"""The first view of the map from its file: the same map, and never of another register."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.viewer import viewing
from registry.author import local_administrator
from registry.store import Register
from tests.browser.serving import serving
from ui import opening

REPOSITORY = Path(__file__).parents[2]
NOT_BEFORE_THE_MAP = (
    "geopandas", "shapely", "pyproj", "pyogrio", "scipy", "sqlalchemy", "alembic", "altair", "rapidfuzz", "authlib",
    "reports", "analysis", "registry", "answers.question", "answers.facts", "ui.around", "ui.coverage.page",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an app that two people looked at; what their browsers got stands beside it."""
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


def test_the_map_of_the_file_is_the_map_that_was_computed(home):
    computed, of_file = ((home.parent / f"{number}.txt").read_text(encoding="utf-8") for number in range(2))
    packed = [re.findall(r"klaibaan\.receive\([^)]*?\x27([A-Za-z0-9+/=]+)\x27", sent) for sent in (computed, of_file)]
    assert packed[0]
    assert packed[0] == packed[1]
    assert opening.load()


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
