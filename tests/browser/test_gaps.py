"""What only a browser can tell of the gaps: the slider repaints what stands, links reopen it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page, expect

from tests.browser.mapping import FRAME, PATIENCE_MS, MapOnPage, choose, open_map, settle

BANGKOK = "/map?programme=bma-library&area=10&mode=gaps"
# Marks the frame's document: a frame that was taken out of the page and put back has a new one.
MARK = "document.documentElement.dataset.kept = 'yes'"
KEPT = "document.documentElement.dataset.kept === 'yes'"


def _params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def _same_frame(shown: MapOnPage) -> bool:
    now = shown.page.query_selector(FRAME)
    return now is not None and now.content_frame() == shown.frame and bool(shown.frame.evaluate(KEPT))


def test_the_slider_repaints_without_a_new_map_and_keeps_pan_and_zoom(page: Page, app_url: str) -> None:
    shown = open_map(page, app_url + BANGKOK)
    shown.frame.evaluate(MARK)
    shown.look(100.55, 13.8, 11)
    view, before, km = shown.view(), shown.painted(), shown.model()["rings"]["radius_km"]
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.get_by_role("slider").first.press("ArrowRight")
    shown.wait_painted(after=before)
    assert (km, shown.model()["rings"]["radius_km"]) == (2, 2.5)
    assert shown.view() == view
    assert _same_frame(shown)
    assert [url for url in fetched if "areas-" in url or "centres-" in url] == []
    settle(page)
    assert _params(page)["radius"] == ["2.5"]


def test_the_modes_share_one_map(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=bma-library&area=10")
    shown.frame.evaluate(MARK)
    before = shown.painted()
    page.get_by_role("radio", name="พื้นที่ที่ยังเข้าไม่ถึง").or_(page.get_by_role("button", name="พื้นที่ที่ยังเข้าไม่ถึง")).first.click()
    shown.wait_painted(after=before)
    assert _same_frame(shown)
    assert shown.model()["classes"].count("x") == 29


def test_notices_and_captions_do_not_detach_the_map(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?area=ZZ&programme=public-library")
    shown.frame.evaluate(MARK)
    expect(page.get_by_text("area=ZZ")).to_be_visible(timeout=PATIENCE_MS)
    before = shown.painted()
    # The notice goes, the caption under the map changes, the radius comes above it.
    choose(page.get_by_role("combobox", name=re.compile("ตัวชี้วัด")).first, "แห่งต่อประชากรแสนคน")
    shown.wait_painted(after=before)
    settle(page)
    expect(page.get_by_text("area=ZZ")).to_have_count(0)
    assert _same_frame(shown)


def test_a_link_restores_sites_radius_and_weights(page: Page, app_url: str) -> None:
    link = f"{app_url}{BANGKOK}&lang=en&radius=3.5&weights=1|0|0&at=100.65,13.92|100.35,13.73&chosen=1042"
    shown = open_map(page, link)
    model = shown.model()
    assert model["rings"]["radius_km"] == 3.5
    places = [(pin["longitude"], pin["latitude"]) for pin in model["pins"]]
    assert places == [(100.65, 13.92), (100.35, 13.73)]
    expect(page.get_by_role("slider").first).to_have_attribute("aria-valuetext", "3.5 km", timeout=PATIENCE_MS)
    expect(page.get_by_text("Rank 1 of 21").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Scenario in hand: 2 opened or closed")).to_be_attached(timeout=PATIENCE_MS)
    settle(page)
    assert _params(page)["at"] == ["100.65,13.92|100.35,13.73"]
    assert _params(page)["weights"] == ["1|0|0"]


def test_nonsense_in_a_link_is_named_and_left_out(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}{BANGKOK}&radius=-3&weights=0|0|0&at=100.45,13.0")
    for named in ("radius=-3", "weights=0", "at=100.45,13.0"):
        expect(page.get_by_text(named).first).to_be_visible(timeout=PATIENCE_MS)
    assert shown.model()["rings"]["radius_km"] == 2
    assert shown.model()["pins"] == []


def test_back_to_an_address_without_parameters_shows_what_it_says(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=relearning")
    settle(page)
    shown.click(shown.point(102.35, 16.75))
    expect(page).to_have_url(re.compile("chosen=40"), timeout=PATIENCE_MS)
    settle(page)
    before = shown.painted()
    page.go_back()
    expect(page).not_to_have_url(re.compile("chosen="), timeout=PATIENCE_MS)
    shown.wait_painted(after=before)
    assert shown.model()["chosen"] == ""
