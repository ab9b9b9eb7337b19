"""Presenting in the app: walked through with keys only, readable from the back row, pinned from any page."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.browser.mapping import PATIENCE_MS, settle
from tests.browser.test_one_file import BEYOND, SMALLEST, SMALLEST_PX

HALL = {"width": 1280, "height": 720}
READY_MADE = 13


@pytest.fixture
def hall(open_context: Callable[..., BrowserContext], app_url: str) -> Page:
    return open_context(app_url, viewport=HALL).new_page()


def player(page: Page, address: str) -> Frame:
    """Open the page and return the player's frame, once it shows a view."""
    page.goto(address)
    page.wait_for_selector('iframe[title="ui.present.player.player"]', timeout=PATIENCE_MS)
    frame = page.query_selector('iframe[title="ui.present.player.player"]').content_frame()
    assert frame is not None
    frame.wait_for_selector(".stage[data-shown]", timeout=2 * PATIENCE_MS)
    settle(page)
    return frame


def start(page: Page, frame: Frame) -> None:
    """Reach the button that starts with the tabulator, and press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if frame.evaluate("document.activeElement.className") == "start":
            break
    page.keyboard.press("Enter")
    expect(frame.locator("html")).to_have_class("spread")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_presentation_is_walked_through_with_keys_only(hall: Page, app_url: str, lang: str) -> None:
    frame = player(hall, f"{app_url}/present?lang={lang}")
    below, above = (frame.locator(name).bounding_box() for name in (".slide footer", ".hud.idle"))
    assert below is not None
    assert above is not None
    assert below["y"] + below["height"] <= above["y"]
    start(hall, frame)
    stage = frame.locator(".stage")
    seen: dict[str, float] = {}
    for _ in range(3 * READY_MADE):
        at = str(stage.get_attribute("data-shown"))
        size, _text = frame.evaluate(SMALLEST)
        assert frame.evaluate(BEYOND) == [], at
        seen[at] = min(size, seen.get(at, size))
        hall.keyboard.press("PageDown")
    assert list(seen) == [str(number) for number in range(1, READY_MADE + 1)]
    assert min(seen.values()) >= SMALLEST_PX
    assert frame.evaluate("[innerWidth, innerHeight]") == [1280, 720]
    hall.keyboard.press("PageUp")
    expect(stage).not_to_have_attribute("data-shown", str(READY_MADE + 1))
    hall.keyboard.press("d")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    hall.keyboard.press("l")
    expect(frame.locator("html")).to_have_attribute("lang", "en" if lang == "th" else "th")
    hall.keyboard.press("Escape")
    expect(frame.locator("html")).not_to_have_class("spread")
    expect(hall.locator(".st-key-present")).to_be_visible()


def test_any_page_is_pinned_and_the_saved_sequence_holds_it(hall: Page, app_url: str) -> None:
    hall.goto(f"{app_url}/map?programme=bma-library&area=10&measure=claim")
    settle(hall)
    hall.get_by_role("button", name="ปักไว้").click()
    expect(hall.get_by_text(f"มุมมองที่ {READY_MADE + 1}").first).to_be_visible(timeout=PATIENCE_MS)
    settle(hall)
    hall.get_by_role("link", name="นำเสนอ").first.click()
    expect(hall.get_by_text(f"มุมมองในชุดนี้ ({READY_MADE + 1})")).to_be_visible(timeout=2 * PATIENCE_MS)
    settle(hall)
    with hall.expect_download() as saved:
        hall.get_by_role("button", name="บันทึกชุดนำเสนอ").click()
    content = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert content["views"][-1]["params"] == {"area": "10", "measure": "claim", "programme": "bma-library"}


def test_a_bad_file_is_told_and_a_good_one_is_opened(hall: Page, app_url: str) -> None:
    player(hall, f"{app_url}/present")
    field = hall.locator('input[type="file"]')
    field.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{"})
    expect(hall.get_by_text("อ่านไฟล์เป็นชุดนำเสนอไม่ได้")).to_be_visible(timeout=PATIENCE_MS)
    good = {"format": "klaibaan-sequence", "version": 1, "views": [{"page": "sources", "title": "ที่มาของเรา"}]}
    field.set_input_files({"name": "y.json", "mimeType": "application/json", "buffer": json.dumps(good).encode()})
    expect(hall.get_by_text("มุมมองในชุดนี้ (1)")).to_be_visible(timeout=PATIENCE_MS)


def test_what_was_changed_is_offered_again_after_a_reload(hall: Page, app_url: str) -> None:
    frame = player(hall, f"{app_url}/present")
    hall.get_by_role("button", name="นำออก").first.click()
    expect(hall.get_by_text(f"มุมมองในชุดนี้ ({READY_MADE - 1})")).to_be_visible(timeout=PATIENCE_MS)
    expect(frame.locator(".count")).to_contain_text(f"/ {READY_MADE - 1}", timeout=PATIENCE_MS)
    hall.reload()
    hall.locator(".st-key-kept-open button").click(timeout=2 * PATIENCE_MS)
    expect(hall.get_by_text(f"มุมมองในชุดนี้ ({READY_MADE - 1})")).to_be_visible(timeout=PATIENCE_MS)
