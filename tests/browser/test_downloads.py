"""Taking files away in a browser: built on the Map page with its filters, saved, and equal to what the page shows."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import BrowserContext, Page, expect
from pptx import Presentation

from tests.browser.mapping import PATIENCE_MS, open_map, settle
from tests.reports.reading import pdf_text

KHET = 50
BUILD_MS = 3 * PATIENCE_MS


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    """Choose a kind of file, build it and save it; return its name and bytes."""
    panel = page.get_by_role("dialog")
    panel.get_by_text(kind, exact=True).click()
    expect(panel.locator(".st-key-build-panel button")).to_be_enabled(timeout=PATIENCE_MS)
    settle(page)
    panel.locator(".st-key-build-panel button").click()
    expect(panel.get_by_text("ไฟล์พร้อมแล้ว")).to_be_visible(timeout=BUILD_MS)
    settle(page)
    with page.expect_download() as saved:
        panel.locator(".st-key-save-panel button").click()
    return saved.value.suggested_filename, Path(saved.value.path()).read_bytes()


def khet_of(book: Workbook) -> dict[str, tuple[str, int]]:
    """Return the claim and the count of each khet in a workbook."""
    rows = [[cell.value for cell in row] for row in book["อำเภอและเขต"].iter_rows()]
    at = [rows[0].index(name) for name in ("รหัสพื้นที่", "ข้อสรุป", "จำนวนแหล่งเรียนรู้")]
    return {row[at[0]]: (row[at[1]], row[at[2]]) for row in rows[1:] if row[at[0]].startswith("10")}


def test_files_built_on_the_map_hold_the_numbers_of_the_page(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=bma-library&area=10&measure=claim&status=open|planned")
    state, model = shown.state(), shown.model()
    words = [model["statements"][one] for one in model["classes"][:KHET]]
    panel = page.get_by_role("dialog")
    page.get_by_role("button", name="ดาวน์โหลด", exact=True).focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_text("ตัวกรอง: กรุงเทพมหานคร").first).to_be_visible(timeout=PATIENCE_MS)

    name, content = taken(page, "ตาราง XLSX")
    assert name.startswith("klaibaan-tables-bma-library-Bangkok-")
    khet = khet_of(load_workbook(io.BytesIO(content)))
    assert [claim for claim, _ in khet.values()] == words
    assert [f"{count} แห่ง" * bool(count) for _, count in khet.values()] == model["values"][:KHET]

    name, content = taken(page, "สไลด์ PPTX")
    assert name.startswith("klaibaan-slides-bma-library-Bangkok-")
    slide = Presentation(io.BytesIO(content)).slides[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any("อยู่ในแผน" in text and "กรุงเทพมหานคร" in text for text in texts), "the filters, in words"
    has, lacks = words.count("มีแล้ว"), words.count("ยังไม่มี")
    assert any(f"{has} เขตมีแล้วอย่างน้อย 1 แห่ง · {lacks} เขตยังไม่มี" in text for text in texts)

    page.keyboard.press("Escape")
    expect(panel).to_have_count(0, timeout=PATIENCE_MS)
    assert (shown.state(), shown.model()) == (state, model), "the map below was not touched"


def test_what_changed_since_a_day_and_the_numbers_behind_the_map(page: Page, app_url: str) -> None:
    """A brief with a day says what changed since then; the kind Data is the map's table, for machines."""
    shown = open_map(page, f"{app_url}/map?programme=bma-library&area=10&measure=claim")
    model = shown.model()
    words, classes = model["statements"], model["classes"][:KHET]
    page.get_by_role("button", name="ดาวน์โหลด", exact=True).click()
    panel = page.get_by_role("dialog")
    panel.get_by_text("บันทึกหนึ่งหน้าของพื้นที่", exact=True).click()
    panel.get_by_text("ตั้งแต่วันที่เลือก", exact=True).click()
    day = panel.locator(".st-key-download-since")
    day.get_by_role("spinbutton").first.focus(timeout=PATIENCE_MS)
    page.keyboard.type("01102026")
    page.keyboard.press("Enter")
    expect(day.locator("input").first).to_have_value("2026-10-01", timeout=PATIENCE_MS)
    settle(page)
    name, content = taken(page, "บันทึกหนึ่งหน้าของพื้นที่")
    assert name.endswith(".pdf")
    (text,) = pdf_text(content)
    assert "ตั้งแต่ 1 ต.ค. 2569" in text

    panel.get_by_text("ข้อมูล CSV หรือ JSON", exact=True).click()
    forms = panel.locator(".st-key-download-form-table")
    expect(forms.get_by_text("JSON", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    forms.get_by_text("JSON", exact=True).click()
    settle(page)
    name, content = taken(page, "ข้อมูล CSV หรือ JSON")
    assert name.endswith(".json")
    rows = json.loads(content)["rows"]
    claims = {"has_one": words["y"], "has_none": words["z"]}
    assert [claims[row["claim"]] for row in rows] == [words[one] for one in classes], "the khet in the map's order"


CUT = """() => [...document.querySelectorAll('[role="dialog"] :is(p, label, button, [data-baseweb="select"] div)')]
  .filter(one => one.offsetParent && one.textContent.trim() && !one.closest('[aria-hidden="true"]'))
  .filter(one => { const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (!box.width || style.position === 'absolute') return false;
    const cut = style.overflow !== 'visible' && one.scrollWidth > one.clientWidth + 1;
    return cut || box.right > innerWidth || box.left < 0; })
  .map(one => one.textContent.slice(0, 50))"""


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_word_of_the_panel_is_cut_on_a_phone(
    open_context: Callable[..., BrowserContext], app_url: str, lang: str
) -> None:
    page = open_context(app_url).new_page()
    page.goto(f"{app_url}/bangkok?lang={lang}")
    settle(page)
    page.locator(".st-key-download button").first.click()
    kinds = page.get_by_role("dialog").get_by_role("radiogroup").first.get_by_role("radio")
    expect(kinds.first).to_be_attached(timeout=PATIENCE_MS)
    page.set_viewport_size({"width": 390, "height": 844})
    for place in range(kinds.count()):
        kinds.nth(place).check(force=True)
        settle(page)
        assert page.evaluate(CUT) == [], place
