"""What only a browser can tell of the map: hits, drilling, pan, links, language, hostile names."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from geodata.areas import areas, children
from geodata.codes import Level
from tests.browser.mapping import PATIENCE_MS, choose, open_map, press_row, settle

KHON_KAEN = (102.35, 16.75)
KO_SAMUI = (99.99, 9.51)


def _params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def _panel(page: Page) -> str:
    return page.locator(".st-key-panel").inner_text()


def test_a_click_hits_the_polygon_and_fills_the_panel(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=relearning")
    shown.click(shown.point(*KHON_KAEN))
    expect(page.locator(".st-key-panel")).to_contain_text("ขอนแก่น", timeout=PATIENCE_MS)
    assert shown.model()["chosen"] == "40"


def test_a_click_hits_an_island(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?area=84")
    shown.click(shown.point(*KO_SAMUI))
    assert shown.model()["chosen"] == "8404"
    expect(page.locator(".st-key-panel")).to_contain_text("เกาะสมุย", timeout=PATIENCE_MS)


@pytest.mark.parametrize(("language", "size"), [("th", (1366, 768)), ("en", (390, 844))])
def test_the_subdistrict_under_the_pointer_is_chosen(open_context, app_url, language, size) -> None:
    page = open_context(app_url, viewport={"width": size[0], "height": size[1]}).new_page()
    shown = open_map(page, f"{app_url}/map?area=4612&level=subdistrict&programme=public-library&lang={language}")
    table = areas(Level.SUBDISTRICT)
    codes = children("4612", level=Level.SUBDISTRICT)
    for code in codes:
        place = shown.point(table.at[code, "longitude"], table.at[code, "latitude"])
        assert shown.target(place)["code"] == code
        shown.click(place)
        assert shown.model()["chosen"] == code
        name = table.at[code, "name_th" if language == "th" else "name_en"]
        expect(page.locator(".st-key-panel")).to_contain_text(name, timeout=PATIENCE_MS)
        settle(page)
    place = shown.point(table.at[codes[-1], "longitude"], table.at[codes[-1], "latitude"])
    page.mouse.click(*place)
    expect(page).to_have_url(re.compile(f"/place.*place={codes[-1]}"), timeout=PATIENCE_MS)
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile(f"/map.*chosen={codes[-1]}"), timeout=PATIENCE_MS)


def test_clicking_again_drills_to_the_districts_and_a_crumb_leads_back(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?level=region")
    for expected in ("R4-NE", "40"):
        shown.click(shown.point(*KHON_KAEN))
        assert shown.model()["chosen"] == expected
        shown.click(shown.point(*KHON_KAEN))
        expect(page).to_have_url(re.compile(f"area={expected}"), timeout=PATIENCE_MS)
    assert shown.model()["level"] == "district"
    ring = "getComputedStyle(document.getElementById('map_div'), '::after').content"
    assert shown.frame.evaluate(ring) == "none"
    page.keyboard.press("ArrowLeft")
    assert shown.frame.evaluate(ring) != "none"
    settle(page)
    page.get_by_role("button", name="ประเทศไทย").click()
    expect(page).not_to_have_url(re.compile("area="), timeout=PATIENCE_MS)


def test_each_of_two_overlapping_centres_is_reached_by_clicking_again(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library")
    pair = shown.frame.evaluate(
        """() => { const all = klaibaan.current.painter.marks;
             for (const a of all) for (const b of all)
               if (a !== b && Math.hypot(a.x - b.x, a.y - b.y) < 9) return [a.mark.centre_id, b.mark.centre_id]; }"""
    )
    place = shown.mark(pair[0])
    reached = set()
    for _ in range(4):
        shown.click(place)
        reached.add(shown.model()["chosen"])
    assert set(pair) <= reached
    expect(page.locator(".st-key-panel")).to_contain_text("ที่จุดเดียวกันยังมี", timeout=PATIENCE_MS)


@pytest.mark.parametrize(("lang", "size"), [("th", (1920, 1080)), ("en", (1366, 768)), ("en", (390, 844))])
def test_names_of_areas_stand_clear_of_marks_controls_and_each_other(page: Page, app_url: str, lang, size) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    shown = open_map(page, f"{app_url}/map?programme=bma-library&area=10&lang={lang}")
    names, marks, corner = shown.frame.evaluate(
        """() => { const { names, marks } = klaibaan.current.painter;
             const { right, bottom } = document.querySelector('.leaflet-control').getBoundingClientRect();
             return [names, marks.map(one => [one.x, one.y]), [0, 0, right, bottom]]; }"""
    )
    assert len(names) > 10
    for number, name in enumerate(names):
        left, top, right, bottom = name["box"]
        assert not [mark for mark in marks if left < mark[0] < right and top < mark[1] < bottom], name
        others = [corner, *(other["box"] for other in names[:number])]
        assert not [box for box in others if left < box[2] and box[0] < right and top < box[3] and box[1] < bottom]


@pytest.mark.reaches_out("tile.openstreetmap.org")
def test_the_online_base_map_falls_back_quietly(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?tiles=1")
    shown.frame.wait_for_function(
        "!klaibaan.current.tiles || !klaibaan.current.map.hasLayer(klaibaan.current.tiles)", timeout=PATIENCE_MS
    )
    shown.click(shown.point(*KHON_KAEN))
    assert shown.model()["chosen"] == "40"


def test_a_row_of_the_list_takes_the_map_there(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=relearning")
    view, before = shown.view(), shown.painted()
    press_row(page, 0)
    shown.wait_painted(after=before)
    assert shown.state()["view"]["token"].startswith(shown.model()["chosen"])
    shown.frame.wait_for_function("zoom => klaibaan.current.map.getZoom() > zoom", arg=view[2], timeout=PATIENCE_MS)


@pytest.mark.parametrize("change", ["measure", "programme"])
def test_a_filter_keeps_pan_and_zoom(page: Page, app_url: str, change: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library")
    shown.look(100.5, 14.0, 9)
    view, before = shown.view(), shown.painted()
    if change == "measure":
        choose(page.get_by_role("combobox", name=re.compile("ตัวชี้วัด")), "แห่งต่อประชากรแสนคน")
    else:
        choose(page.get_by_role("combobox", name=re.compile("โครงการ")).first, "TK park")
    shown.wait_painted(after=before)
    assert shown.view() == view


def test_one_interaction_is_one_script_run_and_sends_no_polygons(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?level=district&programme=public-library")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    shown.click(shown.point(*KHON_KAEN))
    settle(page)
    assert [url for url in fetched if "areas-" in url] == []


def test_a_shared_link_restores_the_view(page: Page, app_url: str) -> None:
    link = f"{app_url}/map?lang=en&programme=bma-library&area=10&measure=claim&chosen=1042"
    shown = open_map(page, link)
    model = shown.model()
    assert (model["lang"], model["chosen"]) == ("en", "1042")
    assert model["classes"].count("y") == 29
    assert model["classes"].count("z") == 21
    expect(page.locator(".st-key-panel")).to_contain_text("has none", timeout=PATIENCE_MS)
    assert _params(page)["area"] == ["10"]


def test_nonsense_in_a_link_is_named_and_left_out(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?area=ZZ&measure=<script>alert(1)</script>&from_year=abc")
    expect(page.get_by_text("area=ZZ")).to_be_visible(timeout=PATIENCE_MS)
    assert shown.state()["view"]["token"].startswith("TH ")


def test_hover_tells_name_and_value_in_the_language(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?lang=en&programme=relearning")
    page.mouse.move(*shown.point(*KHON_KAEN))
    page.mouse.move(*shown.point(KHON_KAEN[0] + 0.05, KHON_KAEN[1]))
    tip = shown.frame.locator(".kb-tip")
    expect(tip).to_contain_text("Khon Kaen", timeout=PATIENCE_MS)
    expect(tip).to_contain_text("1 centres", timeout=PATIENCE_MS)
