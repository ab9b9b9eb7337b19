"""The page of new centres with a real mouse: sites opened, dragged, taken away; from gap to file; bad input."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.mapping import PATIENCE_MS, MapOnPage, open_map, settle
from tests.browser.test_tasks import Hand

BANGKOK = "/siting?programme=bma-library&area=10"
SAI_MAI = (100.65, 13.92)
NONG_CHOK = (100.86, 13.86)
GULF = (100.46, 13.45)
HEAD_PX = 19
"""How far above its point the middle of a pin's head is."""


def _sites(page: Page) -> list[tuple[float, float]]:
    text = parse_qs(urlparse(page.url).query).get("at", [""])[0]
    pairs = [part.split(",") for part in text.split("|") if part]
    return [(float(longitude), float(latitude)) for longitude, latitude in pairs]


def _drag(shown: MapOnPage, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag the pin at a place to another, in degrees, by its head."""
    before, mouse = shown.painted(), shown.page.mouse
    (x, y), (to_x, to_y) = shown.point(*start), shown.point(*end)
    mouse.move(x, y - HEAD_PX)
    mouse.down()
    mouse.move(to_x, to_y - HEAD_PX, steps=12)
    mouse.up()
    shown.wait_painted(after=before)
    settle(shown.page)


def test_a_site_is_opened_dragged_clicked_away_and_comes_back(page: Page, app_url: str) -> None:
    shown = open_map(page, app_url + BANGKOK)
    view = shown.view()
    shown.click(shown.point(*SAI_MAI))
    settle(page)
    assert _sites(page)[0] == pytest.approx(SAI_MAI, abs=0.01)
    expect(page.locator(".st-key-siting-summary")).to_contain_text("เข้ามาอยู่ในระยะ 2 กม.", timeout=PATIENCE_MS)
    _drag(shown, _sites(page)[0], NONG_CHOK)
    assert len(_sites(page)) == 1
    assert _sites(page)[0] == pytest.approx(NONG_CHOK, abs=0.01)
    assert shown.view() == view
    x, y = shown.point(*_sites(page)[0])
    shown.click((x, y - HEAD_PX))
    settle(page)
    assert _sites(page) == []
    for _ in range(2):
        before = shown.painted()
        page.locator(".st-key-siting-undo-b button").click()
        shown.wait_painted(after=before)
        settle(page)
    assert _sites(page)[0] == pytest.approx(SAI_MAI, abs=0.01)


def test_the_sea_is_refused_and_a_site_dragged_there_goes_back(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}{BANGKOK}&lang=en&at=100.45,13.6")
    refusal = page.get_by_text("outside Thailand or in the sea")
    shown.look(100.46, 13.5, 10.5)
    _drag(shown, (100.45, 13.6), GULF)
    expect(refusal).to_be_visible(timeout=PATIENCE_MS)
    pins = shown.model()["pins"]
    assert [(pin["longitude"], pin["latitude"]) for pin in pins] == [(100.45, 13.6)]
    shown.click(shown.point(*GULF))
    expect(refusal).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    assert _sites(page) == [(100.45, 13.6)]


def test_a_centre_is_closed_by_a_click_and_struck_out(page: Page, app_url: str) -> None:
    shown = open_map(page, app_url + BANGKOK)
    shown.look(100.72, 13.86, 12)
    rings = len(shown.model()["rings"]["places"])
    shown.click(shown.mark("bma-library-001"))
    settle(page)
    assert parse_qs(urlparse(page.url).query)["closed"] == ["bma-library-001"]
    assert shown.model()["closed"] == ["bma-library-001"]
    assert len(shown.model()["rings"]["places"]) == rings - 1
    expect(page.locator(".st-key-siting-summary")).to_contain_text("ไม่อยู่ในระยะ 2 กม. แล้ว", timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    "words",
    [
        ("th", "เขตสายไหม 400,000", "ต้นทุน 'ถูก' (เขตสายไหม)", "ต้นทุนรวม 2,200,000 จากงบประมาณ 2,500,000"),
        (
            "en",
            "Sai Mai District\t400000",
            "The cost 'ถูก' (Sai Mai District)",
            "2,200,000 together, of a budget of 2,500,000",
        ),
    ],
)
def test_costs_and_a_budget_are_entered_on_the_page(page: Page, app_url: str, words: tuple[str, str, str, str]) -> None:
    lang, own, refusal, total = words
    mouse = Hand(page)
    open_map(page, f"{app_url}{BANGKOK}&lang={lang}")
    mouse.click(page.locator(".st-key-siting-form summary").first)
    for name, amount in (("cost_each", "1000000"), ("budget", "2500000")):
        page.locator(f".st-key-w-siting-{name} input").fill(amount)
        page.keyboard.press("Tab")
        settle(page)
    costs = page.locator(".st-key-w-siting-costs textarea")
    for text, said in ((re.sub(r"[\d,]+$", "ถูก", own), refusal), (own, total)):
        costs.fill(text)
        page.keyboard.press("Control+Enter")
        settle(page)
        mouse.click(page.locator(".st-key-siting-search button"))
        expect(page.get_by_text(said).first).to_be_visible(timeout=PATIENCE_MS)
    assert len(_sites(page)) == 4


def test_back_from_a_site_put_from_a_gap_leads_to_the_gap(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/map?programme=bma-library&area=10&mode=gaps&chosen=1042")
    Hand(page).click(page.locator(".st-key-way-what_if button"))
    expect(page).to_have_url(re.compile(r"/siting\?.*at="), timeout=PATIENCE_MS)
    expect(page.locator(".st-key-siting-summary")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/map\?.*mode=gaps"), timeout=PATIENCE_MS)
    expect(page.locator(".st-key-panel")).to_contain_text("เขตสายไหม", timeout=PATIENCE_MS)
    assert _sites(page) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"klaibaan_scenario": 99, "name": "x", "params": {}}, "newer version"),
        ({"klaibaan_scenario": 1, "name": "x", "params": {"at": "100.46,13.45"}}, "makes no sense"),
        ({"klaibaan_scenario": 1, "name": "x", "params": ["at"]}, "no scenario of this tool"),
    ],
)
def test_a_bad_scenario_file_is_a_sentence_and_the_open_scenario_stays(
    page: Page, app_url: str, tmp_path: Path, content: dict[str, object], words: str
) -> None:
    open_map(page, f"{app_url}{BANGKOK}&lang=en&at=100.65,13.92")
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    page.locator(".st-key-w-siting-open input[type=file]").set_input_files(path)
    expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    assert _sites(page) == [(100.65, 13.92)]


def test_on_a_phone_the_answer_stands_above_the_table(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app_url}{BANGKOK}&at=100.65,13.92")
    parts = [page.locator(f".st-key-siting-{name}") for name in ("summary", "form", "outcome")]
    for part in parts:
        expect(part).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    # All three at one moment: whatever moves the page between two reads is not their order.
    order = page.evaluate(
        """() => ["summary", "form", "outcome"].map(
            (name) => document.querySelector(`.st-key-siting-${name}`).getBoundingClientRect().top)"""
    )
    assert order == sorted(order)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("lang", "sign"), [("th", "ศูนย์ที่เปิด"), ("en", "Centre opened")])
def test_on_a_phone_map_and_signs_are_seen_without_unfolding(page: Page, app_url: str, lang: str, sign: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    shown = open_map(page, f"{app_url}{BANGKOK}&lang={lang}&at=100.65,13.92")
    legend = shown.frame.locator(".kb-legend")
    expect(legend.get_by_text(sign, exact=True)).to_be_visible(timeout=PATIENCE_MS)
    assert legend.locator("details").get_attribute("open") is None
    frame = page.locator('iframe[title="streamlit_folium.st_folium"]').first.bounding_box()
    assert frame is not None
    assert frame["y"] + 250 < 844


def test_no_site_at_all_cannot_be_asked_for(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}{BANGKOK}&lang=en")
    field = page.get_by_role("spinbutton", name="New centres")
    field.fill("0")
    field.press("Enter")
    settle(page)
    expect(page.locator(".st-key-siting-search button")).to_have_text(re.compile("Find the best [1-9]"))
