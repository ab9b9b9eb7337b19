"""What a planner comes for, done with the mouse alone: few clicks, and nothing to be scrolled but the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.mapping import PATIENCE_MS, settle

MOST_CLICKS = 4
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
STEP = 120
# Whole inside the window, and not under something else.
IN_SIGHT = """one => {
  const box = one.getBoundingClientRect();
  const at = (x, y) => one.contains(document.elementFromPoint(x, y));
  return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
    && at((box.left + box.right) / 2, (box.top + box.bottom) / 2) && at((box.left + box.right) / 2, box.top + 3); }"""


@dataclass
class Hand:
    """A hand on the mouse: it moves, clicks and turns the wheel over the page, and counts its clicks."""

    page: Page
    clicks: int = 0

    def seen(self, what: Locator) -> dict[str, float]:
        """Scroll the page, as a person does, until something is seen whole; return where it is."""
        expect(what).to_be_attached(timeout=PATIENCE_MS)
        size = self.page.viewport_size
        assert size is not None
        middle = size["height"] / 2
        for _ in range(60):
            if what.evaluate(IN_SIGHT):
                return self.still(what)
            box = self.still(what)
            self.page.mouse.move(size["width"] - 4, middle)
            self.page.mouse.wheel(0, box["y"] + box["height"] / 2 - middle)
            self.page.evaluate("new Promise(requestAnimationFrame)")
        message = f"{what} never came into sight: {box}"
        raise AssertionError(message)

    def still(self, what: Locator) -> dict[str, float]:
        """Return where something is once it stands still: a menu moves until its words have their font."""
        before, box = None, what.bounding_box()
        while box is None or box != before:
            self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            before, box = box, what.bounding_box()
        return dict(box)

    def click(self, what: Locator, *, at: tuple[float, float] | None = None) -> None:
        """Click the middle of something, or a place in it, in pixels from its corner."""
        under = False
        while not under:  # what moved on before the hand was there is followed, as an eye does
            box = self.seen(what)
            x, y = at or (box["width"] / 2, box["height"] / 2)
            self.page.mouse.move(box["x"] + x, box["y"] + y, steps=5)
            under = self.still(what) == box
        self.page.mouse.down()
        self.page.mouse.up()
        self.clicks += 1
        settle(self.page)

    def go(self, name: str) -> None:
        """Go to a page by the menu; on a phone the menu is opened first, and closed afterwards."""
        link = self.page.get_by_role("link", name=name, exact=True).first
        if not link.evaluate(IN_SIGHT):
            self.click(self.page.get_by_test_id("stExpandSidebarButton"))
        self.click(link)
        size = self.page.viewport_size
        if size is not None and size["width"] < 641:
            self.click(self.page.get_by_test_id("stSidebarCollapseButton").locator("button"))


@pytest.fixture(params=[(lang, size) for lang in ("th", "en") for size in SIZES], ids="-".join)
def hand(
    request: pytest.FixtureRequest, open_context: Callable[..., BrowserContext], app_url: str
) -> tuple[Hand, str, str]:
    """Return a hand on the first page, with its language and its size."""
    lang, size = request.param
    width, height = SIZES[size]
    page = open_context(app_url, viewport={"width": width, "height": height}).new_page()
    page.goto(f"{app_url}/?lang={lang}")
    expect(page.locator(".st-key-footer")).to_be_attached(timeout=PATIENCE_MS)
    settle(page)
    return Hand(page), lang, size


def _scrolls_by_itself(panel: Locator) -> bool:
    scrolls = "one => getComputedStyle(one).overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1"
    return bool(panel.evaluate(scrolls))


@pytest.mark.parametrize("start", ["map", "bangkok"])
def test_the_worst_khet_its_people_why_and_one_more(hand: tuple[Hand, str, str], start: str) -> None:
    mouse, lang, size = hand
    names = {"map": ("แผนที่", "Map"), "bangkok": ("กรุงเทพมหานคร", "Bangkok")}
    mouse.go(names[start][lang == "en"])
    mouse.click(mouse.page.locator(".st-key-gaps-worst button"))
    panel = mouse.page.locator(".st-key-panel")
    area, why, more = (
        ("เขตสายไหม", "ทั้งเขตอยู่ห่างจากแห่งที่ใกล้ที่สุดเกิน 2 กม.", "หากเปิดอีกหนึ่งแห่งกลางเขต ประมาณ 65,800 คน")
        if lang == "th"
        else (
            "Sai Mai",
            "The whole district lies more than 2 km",
            "One more in the middle of the district: about 65,800 people",
        )
    )
    for words in (area, "212,912", "28,220", "44,724", why, more):
        expect(panel).to_contain_text(words, timeout=PATIENCE_MS)
    assert not _scrolls_by_itself(panel)
    box = mouse.seen(panel)
    if size == "laptop":
        assert mouse.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
        assert box["y"] + box["height"] <= SIZES[size][1]
    assert mouse.clicks <= MOST_CLICKS


def test_the_state_of_public_libraries_in_a_province_and_whom_to_ask(hand: tuple[Hand, str, str]) -> None:
    mouse, lang, _ = hand
    page = mouse.page
    mouse.click(page.locator(".st-key-strip-map-public-library button"))
    expect(page).to_have_url(re.compile("/map.*programme=public-library"), timeout=PATIENCE_MS)
    mouse.click(page.get_by_test_id("stDataFrame").first, at=(16, 52))
    panel, ask = page.locator(".st-key-panel"), page.locator(".st-key-ask-public-library")
    state, owner = (
        ("มีแล้วอย่างน้อย", "กรมส่งเสริมการเรียนรู้")
        if lang == "th"
        else ("has at least", "Department of Learning Encouragement")
    )
    expect(page).to_have_url(re.compile(r"chosen=\d\d"), timeout=PATIENCE_MS)
    expect(panel).to_contain_text(state, timeout=PATIENCE_MS)
    expect(ask).to_contain_text(owner, timeout=PATIENCE_MS)
    mouse.seen(ask.get_by_test_id("stDownloadButton"))
    assert not _scrolls_by_itself(panel)
    assert mouse.clicks <= MOST_CLICKS


def test_each_way_on_from_an_area_is_one_click(page: Page, app_url: str) -> None:
    mouse = Hand(page)
    address = f"{app_url}/bangkok?chosen=1042"
    ways = {
        "gaps": r"/map\?.*mode=gaps.*",
        "what_if": r"/siting\?.*at=.*",
        "place": r"/place\?.*place=1042",
    }
    for name, found in ways.items():
        page.goto(address)
        mouse.click(page.locator(f".st-key-way-{name} button"))
        expect(page).to_have_url(re.compile(found), timeout=PATIENCE_MS)
    page.goto(address)
    with page.expect_download(timeout=PATIENCE_MS) as brief:
        mouse.click(page.locator(".st-key-brief button"))
    assert brief.value.suggested_filename.endswith(".pdf")
    page.goto(address)
    mouse.click(page.locator(".st-key-panel-close button"))
    expect(page.locator(".st-key-gaps-worst")).to_be_visible(timeout=PATIENCE_MS)
