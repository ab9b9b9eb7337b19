"""The map under the hand: what is pressed is what is chosen, the page scrolls, no view is lost, nothing is covered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect
from shapely import Point

from geodata.codes import Level
from geodata.display import display_layer
from tests.browser.mapping import FRAME, PATIENCE_MS, MapOnPage, open_map, settle

MAPS = {
    "map?programme=bma-library&area=10": Level.DISTRICT,
    "map?programme=public-library&level=district": Level.DISTRICT,
    "bangkok?": Level.DISTRICT,
    "?": Level.PROVINCE,
}
POINTS = 200
SIZES = {"laptop": (1366, 768), "hall": (1920, 1080), "phone": (390, 844)}
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
# What a click would tell the server is kept in the frame instead: two hundred presses make no two hundred runs.
LISTEN = "window.sent = []; window.Streamlit.setComponentValue = value => window.sent.push(value.event); 0"
HEARD = "window.sent.splice(0)"
# The buttons on the map are pressed by other tests.
CORNER = (60, 130)


def scroll_to(page: Page, share: float) -> None:
    page.evaluate(
        """share => { const main = document.querySelector('[data-testid=stMain]');
             main.scrollTop = share * (main.scrollHeight - main.clientHeight); }""",
        share,
    )


def visible_part(shown: MapOnPage) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom on the page of what is seen of the map itself, without its legend."""
    box = shown.frame.frame_element().bounding_box()
    size = shown.page.viewport_size
    assert box is not None
    assert size is not None
    width, height = shown.frame.evaluate("(m => [m.clientWidth, m.clientHeight])(document.getElementById('map_div'))")
    top, bottom = max(box["y"], 60.0), min(box["y"] + height, float(size["height"]))
    return box["x"], top, box["x"] + width, bottom


def shown_maps(page: Page) -> list[Frame]:
    """Return the frames of all maps of a page, painted."""
    frames = [handle.content_frame() for handle in page.query_selector_all(FRAME)]
    found = [frame for frame in frames if frame is not None]
    for frame in found:
        frame.wait_for_function("document.getElementById('map_div')?.dataset.painted", timeout=PATIENCE_MS)
    return found


def identity(target: dict[str, Any]) -> tuple[Any, ...]:
    return target["kind"], target.get("code"), target.get("ids")


def press(shown: MapOnPage, place: tuple[float, float]) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
    """Press and release the mouse at a place; return what lay there before, and what the map told of it.

    The browser gives a press in whole pixels: at an edge either of two may be meant.
    """
    shown.page.mouse.move(*place)
    expected = [identity(shown.target(one)) for one in (place, (place[0] - 0.9, place[1] - 0.9))]
    shown.page.mouse.down()
    shown.page.mouse.up()
    return expected, shown.frame.evaluate(HEARD)


@pytest.mark.parametrize("address", MAPS)
def test_a_press_chooses_what_was_under_it(page: Page, app_url: str, address: str) -> None:
    shown = open_map(page, f"{app_url}/{address}")
    shown.frame.evaluate(LISTEN)
    areas = display_layer(MAPS[address]).geometry
    chance = random.Random(7)  # noqa: S311 - the same points each time
    pressed = set()
    for share in (0.0, 0.12, 0.25):
        scroll_to(page, share)
        left, top, right, bottom = visible_part(shown)
        box = shown.frame.frame_element().bounding_box()
        assert box is not None
        if bottom - top < 40:
            continue
        before = page.evaluate(SCROLLED)
        places = [(chance.uniform(left, right), chance.uniform(top, bottom)) for _ in range(POINTS // 3)]
        marks = shown.frame.evaluate("klaibaan.current.painter.marks.map(one => [one.x, one.y])")
        places += [(box["x"] + x, box["y"] + y) for x, y in marks[:9]]
        for x, y in places:
            place = (round(x), round(y))
            if not (left + 2 < place[0] < right - 2 and top + 2 < place[1] < bottom - 2):
                continue
            if place[0] - box["x"] < CORNER[0] and place[1] - box["y"] < CORNER[1]:
                continue
            expected, sent = press(shown, place)
            assert len(sent) == 1, place
            told = sent[0]
            assert identity(told) in expected, place
            pressed.add(told["kind"])
            if told["kind"] == "area":
                point = Point(told["longitude"], told["latitude"])
                assert areas[told["code"]].distance(point) < 0.002, "the border is drawn on a grid of 11 m"
        assert page.evaluate(SCROLLED) == before, "the page stands still under the mouse"
    assert {"area", "centre"} <= pressed


def test_a_press_that_moves_or_comes_twice_chooses_once_at_most(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=bma-library&area=10")
    shown.frame.evaluate(LISTEN)
    x, y = shown.point(100.78, 13.86)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 20, steps=4)
    page.mouse.up()
    assert shown.frame.evaluate(HEARD) == []
    before = shown.view()[2]
    page.mouse.dblclick(x, y)
    shown.frame.wait_for_function("zoom => klaibaan.current.map.getZoom() > zoom", arg=before, timeout=PATIENCE_MS)
    assert len(shown.frame.evaluate(HEARD)) == 1


@pytest.mark.parametrize("address", ["", "map?programme=public-library", "bangkok", "place?place=1042", "programmes"])
def test_the_page_scrolls_over_its_maps(page: Page, app_url: str, address: str) -> None:
    page.goto(f"{app_url}/{address}")
    expect(page.locator(".st-key-footer")).to_be_attached(timeout=PATIENCE_MS)
    page.wait_for_selector(FRAME, timeout=PATIENCE_MS)
    settle(page)
    maps = shown_maps(page)
    zooms = [frame.evaluate("klaibaan.current.map.getZoom()") for frame in maps]
    for frame in maps:
        frame.frame_element().scroll_into_view_if_needed()
        box = frame.frame_element().bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 3, min(max(box["y"], 80) + 80, 740))
        before = page.evaluate(SCROLLED)
        for step in (150, -300):
            page.mouse.wheel(0, step)
        page.wait_for_function(f"before => {SCROLLED} !== before || before === 0", arg=before, timeout=PATIENCE_MS)
        for _ in range(40):
            page.mouse.wheel(0, 400)
        page.wait_for_function(
            """() => { const main = document.querySelector('[data-testid=stMain]');
                 return main.scrollTop + main.clientHeight >= main.scrollHeight - 2; }""",
            timeout=PATIENCE_MS,
        )
    assert [frame.evaluate("klaibaan.current.map.getZoom()") for frame in maps] == zooms


def test_the_first_wheel_says_what_zooms_and_says_it_once(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=relearning&lang=en")
    page.mouse.move(*shown.point(101.0, 15.0))
    page.mouse.wheel(0, 40)
    hint = shown.frame.locator(".kb-hint")
    expect(hint).to_contain_text("Ctrl", timeout=PATIENCE_MS)
    expect(hint).to_have_count(0, timeout=PATIENCE_MS)
    page.mouse.wheel(0, 40)
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(hint).to_have_count(0)


def test_pan_and_zoom_travel_with_the_link_and_the_whole_view_leads_home(
    open_context: Callable[..., BrowserContext], page: Page, app_url: str
) -> None:
    shown = open_map(page, f"{app_url}/map?programme=bma-library&area=10")
    fitted = shown.view()
    assert "view=" not in page.url
    page.mouse.move(*shown.point(100.65, 13.9))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page).to_have_url(re.compile("view="), timeout=PATIENCE_MS)
    shown.click(shown.point(100.65, 13.9))
    expect(page).to_have_url(re.compile("chosen=.*view="), timeout=PATIENCE_MS)
    view = shown.view()
    assert view[2] > fitted[2]
    other = open_map(open_context(app_url).new_page(), page.url)
    assert other.view() == pytest.approx(view, abs=0.001)
    shown.frame.locator(".kb-whole").click()
    expect(page).not_to_have_url(re.compile("view="), timeout=PATIENCE_MS)
    assert shown.view() == pytest.approx(fitted, abs=0.001)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("address", ["map", "map?programme=tk-park", "map?programme=bma-library&area=10&mode=gaps"])
def test_the_legend_covers_nothing_and_all_that_the_map_is_of_is_seen(
    open_context: Callable[..., BrowserContext], app_url: str, address: str, size: str
) -> None:
    width, height = SIZES[size]
    page = open_context(app_url, viewport={"width": width, "height": height}).new_page()
    shown = open_map(page, f"{app_url}/{address}")
    apart, whole = shown.frame.evaluate(
        """() => { const { map, legend, state } = klaibaan.current;
             const box = map.getContainer().getBoundingClientRect(), side = legend.getBoundingClientRect();
             const [west, south, east, north] = state.model.extent.bounds;
             return [side.left >= box.right || side.top >= box.bottom,
                     map.getBounds().contains([[south, west], [north, east]])]; }"""
    )
    assert apart
    assert whole
    shown.frame.evaluate("for (let n = 0; n < 9; n++) klaibaan.current.map.zoomOut(1, { animate: false })")
    assert shown.frame.evaluate("klaibaan.current.map.getZoom() === klaibaan.current.home.zoom")


def test_what_the_pointer_tells_stands_inside_the_map(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library&lang=en")
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    inside = """tip => { const map = document.getElementById('map_div').getBoundingClientRect();
      const box = tip.getBoundingClientRect();
      return box.left >= map.left - 1 && box.right <= map.right + 1
        && box.top >= map.top - 1 && box.bottom <= map.bottom + 1; }"""
    tips = 0
    for x in range(20, int(box["width"]) - 10, 40):
        for y in range(20, min(int(box["height"]), 500), 60):
            page.mouse.move(box["x"] + x, box["y"] + y)
            tip = shown.frame.query_selector(".kb-tip")
            if tip is not None:
                tips += 1
                assert tip.evaluate(inside), (x, y)
    assert tips > 20


def test_the_place_of_the_map_is_never_blank(page: Page, app_url: str) -> None:
    cover = "getComputedStyle(document.querySelector('.st-key-map-place'), '::after')"
    page.goto(f"{app_url}/map?programme=public-library&measure=centres_per_100k", wait_until="commit")
    page.wait_for_selector(".st-key-map-place", timeout=PATIENCE_MS, state="attached")
    page.wait_for_function(
        f"{cover}.content === 'none' || /outline-TH/.test({cover}.backgroundImage)", timeout=PATIENCE_MS
    )
    shown_maps(page)
    page.wait_for_function(f"{cover}.content === 'none'", timeout=PATIENCE_MS)
