"""A changed file in data/ is offered on the sources page and taken up with one click."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.serving import REPOSITORY


def _sources() -> None:
    from pages.sources import render
    from ui.text import set_language

    set_language("en")
    render()


def test_a_changed_file_is_offered_and_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(shutil.copytree(REPOSITORY / "data", tmp_path / "data"))
    monkeypatch.setenv("KLAIBAAN_DATA", str(data))
    page = AppTest.from_function(_sources, default_timeout=120).run()
    assert not page.warning
    centres = data / "centres.csv"
    lines = centres.read_text(encoding="utf-8").splitlines(keepends=True)
    centres.write_text("".join(lines[:-1]), encoding="utf-8")
    page.run()
    assert any("centres.csv: 0 rows added, 1 removed" in line.value.replace("\\", "") for line in page.markdown)
    page.button(key="reread").click().run()
    assert not page.exception
    assert not page.warning
