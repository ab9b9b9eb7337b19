"""A word of a file that the register has no word for is given a meaning on the page."""

from __future__ import annotations

import pytest

from registry.importing.columns.headers import plain_header
from registry.importing.read.allowed import VARIABLE
from tests.registry.importing.making import csv_bytes
from tests.ui.drawing import draw, said
from ui import cached
from ui.data.rows import reason_words
from ui.text import set_language

ROWS = [["ชื่อ", "จังหวัด", "สถานะ"], ["ศูนย์ริมน้ำ", "ลำปาง", "ย้าย"]]


@pytest.mark.parametrize(("lang", "used"), [("th", "เปิดอยู่"), ("en", "Open")])
def test_an_unknown_word_is_said_in_the_reader_s_words_and_given_a_meaning(lang, used, tmp_path, monkeypatch):
    (tmp_path / "list.csv").write_bytes(csv_bytes(ROWS))
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    page = draw(lang, "data")
    page.selectbox("import-programme").select("public-library").run()
    page.button("fetch-read").click().run()

    def finish():
        while any(one.key == "import-stop" for one in page.button):
            page.run()

    finish()
    assert used in said(page)
    (asked,) = [one for one in page.selectbox if str(one.key).startswith("word-")]
    assert plain_header("ย้าย") in str(asked.key)
    asked.select("closed").run()
    finish()
    assert not [one for one in page.selectbox if str(one.key).startswith("word-")]
    page.button("import-commit").click().run()
    assert cached.register().centres().set_index("name_th")["status"]["ศูนย์ริมน้ำ"] == "closed"
    assert cached.register().decisions.mapping("public-library")["words"] == {"status": {"ย้าย": "closed"}}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", "โครงการนี้ไม่ได้ดำเนินการใน อำเภอปากเกร็ด จังหวัดนนทบุรี"),
        ("en", "The programme is not meant for Pak Kret, Nonthaburi."),
    ],
)
def test_an_area_in_what_is_said_of_a_row_has_its_name_in_the_reader_s_language(lang, words):
    set_language(lang)
    for area in ("ปากเกร็ด 1206", "1206"):
        assert reason_words({"key": "row_outside_scope", "params": {"area": area}}) == words
    assert "x 10060" in reason_words({"key": "row_outside_scope", "params": {"area": "x 10060"}}), "no code, no area"
