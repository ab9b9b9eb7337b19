"""Maps, lists and charts of a page together: what one points at, all show; maps side by side look at the same place."""

from __future__ import annotations

import json

from playwright.sync_api import ElementHandle, Frame, Page, expect

from tests.browser.mapping import FRAME, PATIENCE_MS, MapOnPage, open_map, press_row, settle

LIT = "() => window.klaibaan.current.painter.litArea?.code || ''"
VIEW = "() => { const m = window.klaibaan.current.map; const c = m.getCenter(); return [c.lat, c.lng, m.getZoom()]; }"
# Leaflet moves a map by whole pixels: what follows may stand a part of one beside what leads.
SAME = """() => { const [a, b] = window.klaibaanPage.maps.map(one => one.map);
  const at = map => { const { lat, lng } = map.getCenter(); return a.project([lat, lng], a.getZoom()); };
  return a.getZoom() === b.getZoom() && at(a).distanceTo(at(b)) < 1.5; }"""
RESTS = "() => { const k = window.klaibaan.current; return k.fitted && !k.homing && !k.map._animatingZoom; }"


def frame_of(handle: ElementHandle) -> Frame:
    frame = handle.content_frame()
    assert frame is not None
    return frame


def lit(shown: MapOnPage, code: str) -> None:
    shown.frame.wait_for_function(f"({LIT})() === {json.dumps(code)}", timeout=PATIENCE_MS)


def inside(shown: MapOnPage, code: str) -> tuple[float, float]:
    """Return a place on the page that lies in an area and on no mark."""
    shown.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    box = shown.frame.frame_element().bounding_box()
    assert box is not None
    grid = ((box["x"] + x, box["y"] + y) for x in range(10, 420, 6) for y in range(10, 420, 6))
    return next(place for place in grid if shown.target(place).get("code") == code)


def test_a_row_that_is_pointed_at_is_ringed_on_the_map_also_after_sorting(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library&lang=en")
    canvas = page.locator('[data-testid="stDataFrame"] canvas').first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None

    page.mouse.move(box["x"] + 60, box["y"] + 52)
    lit(shown, "32")  # Surin has most
    page.mouse.move(box["x"] + 60, box["y"] + 15)
    lit(shown, "")
    page.mouse.click(box["x"] + 60, box["y"] + 15)  # sorts by name
    first = page.locator('[data-testid="stDataFrame"]').first.locator('tr[aria-rowindex="2"] td').first
    expect(first).to_have_text("Amnat Charoen", timeout=PATIENCE_MS)
    page.mouse.move(box["x"] + 60, box["y"] + 53)
    lit(shown, "37")


def test_an_area_that_is_pointed_at_is_marked_in_the_list_and_the_chart(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library&lang=en")
    page.locator(".st-key-charts summary").click()
    bar = page.locator('[aria-roledescription="bar"][aria-label*="area: Surin;"]')
    expect(bar).to_be_attached(timeout=PATIENCE_MS)
    settle(page)
    row = page.locator('[data-testid="stDataFrame"]').first
    page.mouse.move(*inside(shown, "32"))
    lit(shown, "32")
    expect(bar).to_have_class("kb-lit")
    expect(row.locator(".kb-band")).to_be_visible()
    band, grid = row.locator(".kb-band").bounding_box(), row.bounding_box()
    assert band is not None
    assert grid is not None
    assert abs(band["y"] - grid["y"] - 35) < 2  # the first row under the header

    page.mouse.move(5, 5)
    expect(row.locator(".kb-band")).to_be_hidden()
    bar.scroll_into_view_if_needed()
    bar.hover()
    lit(shown, "32")


def test_maps_side_by_side_look_at_the_same_place(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/map?programme=relearning%7Cpublic-library&lang=en")
    expect(page.locator(FRAME)).to_have_count(2, timeout=PATIENCE_MS)
    frames = [frame_of(handle) for handle in page.query_selector_all(FRAME)]
    for frame in frames:
        frame.wait_for_function("window.klaibaan?.current?.fitted", timeout=PATIENCE_MS)
        frame.wait_for_function(RESTS, timeout=PATIENCE_MS)
    first, second = frames
    whole = second.evaluate(VIEW)
    box = page.locator(FRAME).first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 150, box["y"] + 150)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    second.wait_for_function(f"({VIEW})()[2] > {whole[2]} + 0.5", timeout=PATIENCE_MS)
    first.wait_for_function(RESTS, timeout=PATIENCE_MS)
    page.mouse.down()
    page.mouse.move(box["x"] + 190, box["y"] + 180, steps=6)
    page.mouse.up()
    first.wait_for_function(RESTS, timeout=PATIENCE_MS)
    page.wait_for_function(SAME, timeout=PATIENCE_MS)
    assert second.evaluate(VIEW) != whole

    second.locator(".kb-whole").click()
    for frame in frames:
        frame.wait_for_function(f"Math.abs(({VIEW})()[2] - {whole[2]}) < 0.06", timeout=PATIENCE_MS)


def test_the_last_choice_is_undone_and_an_undo_never_leaves_the_app(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/map?programme=public-library&lang=en")
    undo = page.locator(".kb-undo")
    expect(undo).to_be_disabled()
    press_row(page, 0)
    expect(page.locator(".st-key-panel")).to_contain_text("Surin", timeout=PATIENCE_MS)
    expect(undo).to_be_enabled(timeout=PATIENCE_MS)
    settle(page)
    page.mouse.move(5, 300)
    page.keyboard.press("u")
    expect(page.locator(".st-key-panel")).to_contain_text("Thailand", timeout=PATIENCE_MS)
    expect(undo).to_be_disabled()


def test_a_view_is_kept_by_name_and_opens_without_loading_the_page(page: Page, app_url: str) -> None:
    address = f"{app_url}/map?programme=public-library&lang=en&chosen=32"
    open_map(page, address)
    name = "ห้องสมุด <b>สุรินทร์</b> [x](http://a.example)"
    expect(page.locator(".kb-tools")).to_be_visible(timeout=PATIENCE_MS)
    page.keyboard.press("v")
    page.keyboard.insert_text(name)
    page.keyboard.press("Enter")
    kept = page.locator(".kb-views a")
    expect(kept).to_have_text(name)
    page.keyboard.press("Escape")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Bangkok", exact=True).first.click()
    expect(page).to_have_url(f"{app_url}/bangkok?lang=en&programme=public-library&chosen=32", timeout=PATIENCE_MS)
    settle(page)

    page.locator(".kb-open-views").click()
    kept.click()
    expect(page).to_have_url(address, timeout=PATIENCE_MS)
    expect(page.locator(".st-key-panel")).to_contain_text("Surin", timeout=PATIENCE_MS)
    assert page.evaluate("window.sameDocument")

    page.locator(".kb-open-views").click()
    page.get_by_role("button", name=f"Delete {name}").click()
    expect(kept).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="No view is kept yet.")).to_be_visible()


def test_keys_stand_on_the_question_mark_and_none_is_taken_while_one_types(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library&lang=th")
    expect(page.locator(".kb-tools")).to_be_visible(timeout=PATIENCE_MS)  # which take the keys
    page.keyboard.press("?")
    expect(page.locator(".kb-keys")).to_contain_text("ค้นหาพื้นที่")
    page.keyboard.press("Escape")
    expect(page.locator(".kb-keys")).to_be_hidden()
    shown.frame.locator("#map_div").focus()
    page.keyboard.press("/")  # the map hands it on
    field = page.locator(".kb-search-field").first
    expect(field).to_be_focused()
    page.keyboard.type("uv?")
    expect(field).to_have_value("uv?")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_the_map_goes_back_in_years_and_says_whose_year_is_not_known(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/map?programme=public-library&lang=th")
    years = page.locator(".st-key-years")
    slider = years.locator("input[type=range]")
    expect(slider).to_have_attribute("aria-valuetext", "ปัจจุบัน", timeout=PATIENCE_MS)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(years).to_contain_text("แห่งที่ไม่ทราบปีไม่อยู่บนแผนที่นี้", timeout=PATIENCE_MS)
    page.wait_for_url("**to_year=2561&year_unknown=0**")
    page.go_back()
    expect(slider).to_have_attribute("aria-valuetext", "ปัจจุบัน", timeout=PATIENCE_MS)
