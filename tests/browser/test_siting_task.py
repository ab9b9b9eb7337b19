"""A planner's task from the gap list to five compared and exported new centres, with counted presses of the mouse."""

from __future__ import annotations

import csv
import json
import re
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from tests.browser.mapping import PATIENCE_MS, choose, open_map, settle
from tests.browser.test_tasks import Hand

PRESSES = 15
"""Best five here; save; take one away; save; two scenarios to compare, two presses each; undo; five files; the pin."""
MOST_SECONDS = 180
PANELS = """one => {
  const panels = [];
  for (let at = one.parentElement; at && at.dataset.testid !== 'stMain'; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight + 1)
      panels.push(at.className);
  return panels; }"""
"""The panels between something and the page that scroll by themselves."""
WORDS = {
    "th": ("พิสูจน์แล้วว่าดีที่สุด", "บันทึก$", "เปรียบเทียบฉากทัศน์"),
    "en": ("Proven best", "Save$", "Compare scenarios"),
}


def _press(mouse: Hand, what: Locator) -> None:
    """Press something that stands on the page itself, not in a panel to be scrolled."""
    expect(what).to_have_count(1, timeout=PATIENCE_MS)
    assert what.evaluate(PANELS) == []
    mouse.click(what)


def _named(mouse: Hand, name: str, save: str) -> None:
    """Save the scenario in hand under a name that is typed."""
    mouse.page.locator(".st-key-w-siting-name input").fill(name)
    _press(mouse, mouse.page.get_by_role("button", name=re.compile(save)).first)
    expect(mouse.page.get_by_text(name).first).to_be_attached(timeout=PATIENCE_MS)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_five_new_centres_from_the_gap_list_to_a_file_in_fifteen_presses(
    page: Page, app_url: str, tmp_path: Path, lang: str
) -> None:
    proven, save, compare = WORDS[lang]
    page.set_viewport_size({"width": 1366, "height": 768})
    begun, mouse = time.monotonic(), Hand(page)
    open_map(page, f"{app_url}/map?lang={lang}&programme=bma-library&area=10&mode=gaps")
    _press(mouse, page.locator(".st-key-siting-best-here button"))
    expect(page).to_have_url(re.compile(r"/siting\?.*at="), timeout=PATIENCE_MS)
    expect(page.get_by_text(proven).first).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    names = [f"{lang} {count} of the task" for count in ("five", "four")]
    _named(mouse, names[0], save)
    _press(mouse, page.locator(".st-key-siting-site-4 button"))
    _named(mouse, names[1], save)
    box = page.get_by_role("combobox", name=re.compile(compare))
    for name in names:
        _press(mouse, box)
        box.fill(name)
        mouse.click(page.get_by_role("option", name=name).first)
        box.press("Escape")
        settle(page)
    for position in range(2):
        painted = page.locator(f".st-key-small-map-siting-{position} iframe[data-painted]")
        expect(painted).to_be_attached(timeout=PATIENCE_MS)
    _press(mouse, page.locator(".st-key-siting-undo-b button"))
    expect(page.locator(".st-key-siting-site-4 button")).to_have_count(1, timeout=PATIENCE_MS)
    settle(page)
    for suffix in ("pdf", "pptx", "xlsx", "csv", "geojson"):
        with page.expect_download(timeout=PATIENCE_MS) as file:
            _press(mouse, page.locator(f".st-key-siting-file-{suffix} button"))
        file.value.save_as(tmp_path / f"sites.{suffix}")
    with (tmp_path / "sites.csv").open(encoding="utf-8-sig") as lines:
        assert len(list(csv.DictReader(lines))) == 5
    assert len(json.loads((tmp_path / "sites.geojson").read_text(encoding="utf-8"))["features"]) == 5
    layouts = [slide.slide_layout.name for slide in Presentation(str(tmp_path / "sites.pptx")).slides]
    assert layouts[:3] == ["Message with picture", "Message with picture", "Section"]
    _press(mouse, page.locator(".st-key-pin-siting button").first)
    assert mouse.clicks == PRESSES
    assert time.monotonic() - begun < MOST_SECONDS


def test_a_broken_list_of_candidates_is_a_sentence_and_the_open_scenario_stays(
    page: Page, app_url: str, tmp_path: Path
) -> None:
    open_map(page, f"{app_url}/siting?programme=bma-library&area=10&at=100.65,13.92")
    choose(page.locator(".st-key-w-siting-candidates input"), "รายชื่อของฉันเอง")
    path = tmp_path / "places.csv"
    path.write_text("name,longitude,latitude\nA,100.5,13.7\nB,ตะวันออก,13.8\n", encoding="utf-8")
    page.locator(".st-key-w-siting-file input[type=file]").set_input_files(path)
    settle(page)
    Hand(page).click(page.locator(".st-key-siting-search button"))
    expect(page.get_by_text("แถว 3 ไม่มีพิกัด").first).to_be_visible(timeout=PATIENCE_MS)
    assert "at=100.65" in unquote(page.url)
