"""A list that comes again is fetched on the page, where a folder is allowed, and told against its earlier issue."""

from __future__ import annotations

import os

import pytest

from registry.importing.read.allowed import VARIABLE
from tests.registry.batches import ADMIN
from tests.registry.importing.making import csv_bytes, planned
from tests.ui.drawing import draw, said
from ui import cached
from ui.text import t

HEADER = ["ชื่อ", "อำเภอ", "จังหวัด"]
FIRST = [["ศูนย์ริมน้ำ", "แม่เมาะ", "ลำปาง"], ["ศูนย์เชิงเขา", "เถิน", "ลำปาง"]]
SECOND = [["ศูนย์ริมน้ำ", "แม่เมาะ", "ลำปาง"], ["ศูนย์หน้าวัด", "งาว", "ลำปาง"]]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_next_issue_is_fetched_and_told(lang, tmp_path, monkeypatch):
    register = cached.register()
    import_id = register.imports.commit(
        planned(csv_bytes([HEADER, *FIRST]), "ต.ค..csv", register=register, programme="public-library").batch,
        author=ADMIN,
    )
    for number, (name, rows) in enumerate((("ต.ค..csv", FIRST), ("พ.ย..csv", SECOND))):
        (tmp_path / name).write_bytes(csv_bytes([HEADER, *rows]))
        os.utime(tmp_path / name, (1_000 + number, 1_000 + number))
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    page = draw(lang, "data")
    page.selectbox("import-programme").select("public-library").run()
    page.selectbox("import-mode").select("update").run()
    page.button("fetch-read").click().run()
    while any(one.key == "import-stop" for one in page.button):
        page.run()
    words = said(page)
    assert str(tmp_path / "พ.ย..csv") in words
    (follows,) = [one for one in page.multiselect if one.label == t("data.follows.title")]
    assert follows.value == [import_id]
    for change in ("gone", "new"):
        assert t(f"data.change.{change}_count", count="1") in str(page.button_group)
    (agreed,) = [one for one in page.checkbox if one.key.startswith("import-agreed-")]
    agreed.check().run()
    page.button("import-commit").click().run()
    assert {"ศูนย์ริมน้ำ", "ศูนย์หน้าวัด"} == {row[0] for row in FIRST + SECOND} & set(register.centres()["name_th"])


def test_without_the_setting_the_page_offers_no_place(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    page = draw("th", "data")
    assert "fetch-read" not in {one.key for one in page.button}


def test_a_setting_that_names_no_place_is_said_on_the_page(monkeypatch):
    monkeypatch.setenv(VARIABLE, "lists")
    page = draw("th", "data")
    assert any(VARIABLE in one.value.replace("\\", "") for one in page.error)
