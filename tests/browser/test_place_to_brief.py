"""From a place's name to its page and its brief: at most four clicks of a real mouse, and no scrolling in a panel."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.mapping import PATIENCE_MS, open_map, settle
from tests.reports.reading import pdf_text

MOST_CLICKS = 4
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
WORDS = {
    "th": ("สายไหม", "เขตสายไหม", "คำตอบหนึ่งหน้า", "บันทึกหนึ่งหน้า (PDF)", "สิ่งที่เปลี่ยนแปลง"),
    "en": ("Sai Mai", "Sai Mai", "One-page answer", "Brief (PDF)", "What changed"),
}


class Hand:
    """A mouse that moves to the middle of what is seen and presses there; it never scrolls inside anything."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, target: Locator) -> None:
        """Move to a target that stands in the window and press."""
        expect(target).to_be_in_viewport(ratio=1, timeout=PATIENCE_MS)
        target.hover()  # waits until it stands still: between two pages the sidebar slides away
        self.page.mouse.down()
        self.page.mouse.up()
        self.clicks += 1


@pytest.mark.parametrize(("size", "lang"), [("laptop", "th"), ("laptop", "en"), ("phone", "th"), ("phone", "en")])
def test_from_a_name_to_its_page_and_its_brief(
    size: str, lang: str, open_context: Callable[..., BrowserContext], app_url: str
) -> None:
    width, height = SIZES[size]
    page = open_context(app_url, viewport={"width": width, "height": height}).new_page()
    name, heading, answer, brief, changed = WORDS[lang]
    open_map(page, f"{app_url}/map?lang={lang}")
    hand = Hand(page)

    hand.click(page.locator(".kb-search-field"))
    page.keyboard.type(name)
    suggestion = page.locator(".kb-found [role=option]").first
    expect(suggestion).to_contain_text(heading, timeout=PATIENCE_MS)
    hand.click(suggestion)
    expect(page).to_have_url(re.compile(r"/map\?.*chosen=1042"), timeout=PATIENCE_MS)
    settle(page)
    hand.click(page.get_by_role("button", name=answer))
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    with page.expect_download(timeout=PATIENCE_MS) as saved:
        hand.click(page.get_by_role("button", name=brief))
    assert saved.value.suggested_filename.endswith(f"-{lang}.pdf")
    assert changed in pdf_text(Path(saved.value.path()).read_bytes())[0], "it says what changed since the last one"
    assert hand.clicks <= MOST_CLICKS
