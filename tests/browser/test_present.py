"""Presenting in the app: walked through with keys only, readable from the back row, pinned from any page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect
from pptx import Presentation

from tests.browser.mapping import PATIENCE_MS, settle
from tests.browser.serving import serving
from tests.browser.test_one_file import BEYOND, SMALLEST, SMALLEST_PX

HALL = {"width": 1280, "height": 720}
READY_MADE = 13


@pytest.fixture(scope="module")
def present_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an app of its own: presentations are kept in its register."""
    with serving(tmp_path_factory.mktemp("present")) as url:
        yield url


@pytest.fixture
def hall(open_context: Callable[..., BrowserContext], present_url: str) -> Page:
    return open_context(present_url, viewport=HALL).new_page()


def choose(page: Page, name: str) -> None:
    """Work on the presentation of a name."""
    box = page.get_by_role("combobox", name="ชุดนำเสนอ")
    if name not in (box.input_value() or str(page.locator(".st-key-shelf").inner_text())):
        box.click()
        page.get_by_role("option", name=name, exact=True).click()
        settle(page)


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


def drag_third_to_first(page: Page) -> None:
    """Take the small picture of the third view with the mouse and let it go above the first."""
    first, third = (page.locator(f".st-key-view-{place} img") for place in (0, 2))
    third.scroll_into_view_if_needed()
    settle(page)
    source, target = third.bounding_box(), first.bounding_box()
    assert source is not None
    assert target is not None
    page.mouse.move(source["x"] + source["width"] / 2, source["y"] + source["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"], steps=8)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + 2, steps=4)
    expect(page.locator(".kb-drop")).to_be_visible()
    page.mouse.up()
    expect(page.locator(".kb-drop")).to_have_count(0)


def begin(page: Page, name: str) -> None:
    """Begin an empty presentation; the press comes straight from the field, whose words count."""
    page.get_by_role("button", name="สร้างชุดใหม่").click()
    page.get_by_text("ชุดว่าง", exact=True).click()
    page.get_by_role("textbox", name="ชื่อชุด").fill(name)
    page.get_by_role("button", name="สร้าง", exact=True).click()
    expect(page.get_by_text("มุมมองในชุดนี้ (0)")).to_be_visible(timeout=2 * PATIENCE_MS)
    expect(page.get_by_role("combobox", name="ชุดนำเสนอ")).to_have_value(name)
    expect(page.get_by_role("textbox", name="ชื่อชุด")).to_have_count(0)


def begin_to_leave(page: Page, field: str, words: str) -> None:
    """Load the page anew with words in hand, and stay when the browser asks; they are saved then."""
    box = page.get_by_role("textbox", name=field).element_handle()
    box.fill(words)
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    box.wait_for_element_state("hidden")  # a field that is drawn anew has been saved


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_presentation_is_walked_through_with_keys_only(hall: Page, present_url: str, lang: str) -> None:
    frame = player(hall, f"{present_url}/present?lang={lang}")
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


def test_a_story_is_told_from_scratch_and_is_still_there(
    hall: Page, present_url: str, open_context: Callable[..., BrowserContext]
) -> None:
    hall.goto(f"{present_url}/present")
    settle(hall)
    begin(hall, "เล่าเรื่อง กทม.")
    for place, address in enumerate(
        ("map?programme=bma-library&area=10&mode=gaps", "programmes?programme=bma-library", "sources")
    ):
        hall.goto(f"{present_url}/{address}")
        settle(hall)
        hall.get_by_role("button", name="ปักไว้").click()
        expect(hall.get_by_text(f"มุมมองที่ {place + 1}").first).to_be_visible(timeout=PATIENCE_MS)
    frame = player(hall, f"{present_url}/present")
    expect(frame.locator(".count")).to_contain_text("/ 3", timeout=PATIENCE_MS)
    first = hall.locator(".st-key-view-0").get_by_role("textbox").first
    before = first.get_attribute("placeholder")
    hall.get_by_role("button", name="ลง", exact=True).first.click()
    expect(first).not_to_have_attribute("placeholder", before, timeout=PATIENCE_MS)
    title = hall.get_by_role("textbox", name="ชื่อของมุมมองที่ 1")
    title.fill("ห้องสมุดของเรา")
    title.press("Enter")
    shown = hall.frame_locator('iframe[title="ui.present.player.player"]').locator("h1")
    expect(shown).to_contain_text("ห้องสมุดของเรา", timeout=PATIENCE_MS)
    drag_third_to_first(hall)
    title = hall.get_by_role("textbox", name="ชื่อของมุมมองที่ 2")
    expect(title).to_have_value("ห้องสมุดของเรา", timeout=PATIENCE_MS)
    begin_to_leave(hall, "ข้อความของมุมมองที่ 2", "พิมพ์ค้างไว้")
    hall.reload()
    settle(hall)
    expect(hall.get_by_role("textbox", name="ข้อความของมุมมองที่ 2")).to_have_value("พิมพ์ค้างไว้", timeout=PATIENCE_MS)
    hall.get_by_role("radio", name="PowerPoint").click()
    settle(hall)
    hall.get_by_role("button", name="สร้างสไลด์").first.click()
    with hall.expect_download(timeout=4 * PATIENCE_MS) as saved:
        hall.get_by_role("button", name="บันทึกลงเครื่อง").click(timeout=4 * PATIENCE_MS)
    assert "-3-views-" in saved.value.suggested_filename
    slides = Presentation(str(saved.value.path())).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0].startswith("ทุกตัวเลขมาจากชุดข้อมูลสาธารณะ")
    assert titles[1] == "ห้องสมุดของเรา"
    assert "21 จาก 50 เขตยังไม่มี" in titles[2]
    hall.reload()
    settle(hall)
    expect(hall.get_by_role("textbox", name="ชื่อของมุมมองที่ 2")).to_have_value("ห้องสมุดของเรา", timeout=PATIENCE_MS)
    other = open_context(present_url, viewport=HALL).new_page()
    other.goto(f"{present_url}/present")
    settle(other)
    expect(other.get_by_role("textbox", name="ชื่อของมุมมองที่ 2")).to_have_value("ห้องสมุดของเรา", timeout=PATIENCE_MS)
    with hall.expect_download() as file:
        hall.get_by_role("button", name="บันทึกชุดนำเสนอ").click()
    views = json.loads(file.value.path().read_text(encoding="utf-8"))["views"]
    assert [view["page"] for view in views] == ["sources", "programmes", "map"]
    assert views[2]["params"] == {"area": "10", "mode": "gaps", "programme": "bma-library"}


def test_a_bad_file_is_told_and_a_good_one_is_opened(hall: Page, present_url: str) -> None:
    player(hall, f"{present_url}/present")
    field = hall.locator('input[type="file"]')
    field.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{"})
    expect(hall.get_by_text("อ่านไฟล์เป็นชุดนำเสนอไม่ได้")).to_be_visible(timeout=PATIENCE_MS)
    good = {"format": "klaibaan-sequence", "version": 1, "views": [{"page": "sources", "title": "ที่มาของเรา"}]}
    field.set_input_files({"name": "y.json", "mimeType": "application/json", "buffer": json.dumps(good).encode()})
    expect(hall.get_by_text("มุมมองในชุดนี้ (1)")).to_be_visible(timeout=PATIENCE_MS)
