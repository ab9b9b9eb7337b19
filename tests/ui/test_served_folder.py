"""Served files stand below the home, come back where they were swept away, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest

from tests.browser.serving import serving
from ui.served_folder import ServedFolder


def test_what_is_swept_away_comes_back(home: Path) -> None:
    served = ServedFolder()
    served.put("a.js", b"1")
    served.put("images/b.png", b"2")
    assert served.path.parent == home / "served"
    served.path.joinpath("a.js").unlink()
    served.mend("a.js")
    assert served.path.joinpath("a.js").read_bytes() == b"1"
    served.remove()
    assert not home.joinpath("served").exists()
    served.mend("images/b.png")
    assert served.path.joinpath("images", "b.png").read_bytes() == b"2"
    assert served.path.joinpath("a.js").read_bytes() == b"1"
    served.mend("../register.sqlite")
    assert not home.joinpath("served", "register.sqlite").exists()


def test_what_no_disk_can_hold_is_served_from_memory(home: Path) -> None:
    served = ServedFolder()
    served.put("a.js", b"1")
    assert served.mend("a.js") is None
    shutil.rmtree(home / "served")
    (home / "served").write_text("in the way")
    served.put("b.js", b"2")
    assert (served.mend("a.js"), served.mend("b.js"), served.mend("c.js")) == (b"1", b"2", None)
    (home / "served").unlink()
    assert served.mend("b.js") is None
    assert served.path.joinpath("a.js").read_bytes() == b"1"


def test_the_folder_of_a_process_that_died_goes_with_the_next(home: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, other, ours = (
        home / "served" / name for name in (f"{ended.pid}-0badcafe", "notes", f"{os.getppid()}-0badcafe")
    )
    for folder in (left, other, ours):
        folder.mkdir(parents=True)
    served = ServedFolder()
    assert not left.exists()
    assert other.exists()
    assert ours.exists()
    served.remove()
    assert other.exists()


def test_where_the_home_cannot_be_written_the_cache_is_taken(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home.write_text("no folder")
    assert ServedFolder().path.parent == tmp_path / "klaibaan" / "served"


def sweep(folder: Path) -> None:
    """Take a folder away at once, though its server may be writing into it, as it does when it starts."""
    shutil.rmtree(folder.rename(Path(tempfile.mkdtemp(dir=folder.parents[2]), "swept")), ignore_errors=True)


def test_a_server_serves_on_after_a_sweep_and_leaves_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as url:
        with urllib.request.urlopen(url) as document:
            style = document.headers["link"].split(">")[0].lstrip("<")
        (folder,) = tmp_path.joinpath("home", "served").iterdir()
        sweep(folder)
        with urllib.request.urlopen(f"{url}{style}") as answer:
            assert b"stApp" in answer.read()
        assert folder.joinpath("leaflet.js").is_file()
        sweep(folder.parent)
        folder.parent.write_text("in the way, as a full disk is")
        with urllib.request.urlopen(f"{url}{style}") as answer:
            assert answer.headers["content-type"].startswith("text/css")
            assert b"stApp" in answer.read()
        folder.parent.unlink()
    assert not folder.exists()
