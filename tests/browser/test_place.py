"""Ask for a place in a real browser: search, the answer, the way back, the comparison, and the page on paper."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.mapping import FRAME, IDLE, PATIENCE_MS, settle

SEARCH = ".kb-search-field"
PRINT = 'iframe[title="ui.widgets.print_button.print"]'


def ask(page: Page, text: str) -> None:
    page.locator(SEARCH).fill(text)
    expect(page.locator(".kb-found [role=option]").first).to_be_visible(timeout=PATIENCE_MS)
    page.locator(SEARCH).press("Enter")


def test_search_answer_back_and_paper(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/place")
    settle(page)
    ask(page, "อ.เมือง จ.เชียงใหม่")
    expect(page).to_have_url(re.compile("place=5001"), timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", name="อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่")).to_be_visible(timeout=PATIENCE_MS)
    ask(page, "บางกะปิ")
    expect(page.get_by_role("heading", name="เขตบางกะปิ", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    expect(page).to_have_url(re.compile("place=1006"), timeout=PATIENCE_MS)
    settle(page)
    page.go_back()
    expect(page.get_by_role("heading", name="อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่")).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("button", name="เปรียบเทียบ", exact=True).click()
    page.get_by_role("link", name="เปิดหน้าเปรียบเทียบ (1/4)").click()
    expect(page).to_have_url(re.compile(r"/compare\?.*with=5001"), timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", name="ตัวเลขเทียบกัน")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="คำตอบหนึ่งหน้า").click()
    expect(page).to_have_url(re.compile(r"/place\?"), timeout=PATIENCE_MS)

    page.goto(f"{app_url}/place?place=1042")
    settle(page)
    expect(page.locator(FRAME)).to_be_visible(timeout=PATIENCE_MS)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.frame_locator(PRINT).get_by_role("button", name="พิมพ์หน้านี้").click()
    page.wait_for_function("window.printed === true", timeout=PATIENCE_MS)

    page.emulate_media(media="print")
    sentence = page.locator(".st-key-place-sentence")
    expect(sentence).to_be_visible()
    expect(sentence).to_contain_text("เขตสายไหม: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม.")
    for hidden in (SEARCH, PRINT, "[data-testid=stHeader]", ".st-key-footer", ".st-key-screen-only-actions button"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.wait_for_selector(IDLE)
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert sheets == 1
