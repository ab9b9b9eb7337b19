"""The search box: suggestions from the second letter, by keys and by hand; the map moves, the rest stays."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.mapping import PATIENCE_MS, open_map, settle

FIELD = ".kb-search-field"
VIEW = "map?programme=bma-library&area=10&mode=gaps&radius=5"
FOUND = (
    ("TK park", "แหล่งเรียนรู้", "TK Park"),
    ("TK Park Yala", "แหล่งเรียนรู้", "อุทยานการเรียนรู้ยะลา"),
    ("ห้องสมุดเพื่อการเรียนรู้ห้วยขวาง", "แหล่งเรียนรู้", "ห้องสมุดเพื่อการเรียนรู้ห้วยขวาง"),
    ("10240", "รหัสไปรษณีย์", "10240 เขตบางกะปิ"),
    ("๑๐๒๔๐", "รหัสไปรษณีย์", "10240 เขตบางกะปิ"),
    ("สายไ", "พื้นที่", "เขตสายไหม"),
    ("jatujak", "พื้นที่", "เขตจตุจักร"),
    ("บางไทร อยุธยา", "พื้นที่", "อำเภอบางไทร จังหวัดพระนครศรีอยุธยา"),
)


def rows(page: Page) -> Locator:
    return page.locator(".kb-found [role=option]")


def test_what_fits_stands_under_the_field_from_the_second_letter_on(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/{VIEW}")
    field = page.locator(FIELD)
    requests: list[str] = []
    field.fill("กร")
    expect(rows(page).first).to_be_visible(timeout=PATIENCE_MS)
    page.on("request", lambda request: requests.append(request.url))
    for text, group, first in FOUND:
        field.fill(text)
        expect(rows(page).first).to_contain_text(first)
        expect(page.locator(".kb-found-group").filter(has_text=re.compile(f"^{group}$"))).to_be_visible()
    assert requests == []
    field.fill("ก")
    expect(page.locator(".kb-found")).to_be_hidden()
    field.fill("ภาคเหนือ")
    labels = rows(page).all_inner_texts()
    assert len(labels) == len(set(labels)) == 2
    assert not [label for label in labels if label.count("ภาคเหนือ") > 1]
    field.press("Escape")
    expect(page.locator(".kb-found")).to_be_hidden()
    expect(field).to_have_value("ภาคเหนือ")
    field.fill("<b>[x](javascript:1)</b>")
    field.press("Enter")
    expect(page.locator(".kb-found-nothing")).to_contain_text("ไม่พบพื้นที่", timeout=PATIENCE_MS)


def test_choosing_by_keys_moves_the_map_and_keeps_the_rest(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/{VIEW}")
    field = page.locator(FIELD)
    before, view = shown.painted(), shown.view()
    field.fill("บางกะปิ")
    expect(rows(page).nth(1)).to_be_visible(timeout=PATIENCE_MS)
    second = rows(page).nth(1).get_attribute("data-key")
    field.press("ArrowDown")
    expect(rows(page).nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == rows(page).nth(1).get_attribute("id")
    field.press("ArrowUp")
    field.press("Enter")
    shown.wait_painted(after=before)
    settle(page)
    assert second != "1006"
    expect(page).to_have_url(re.compile(r"/map\?.*chosen=1006"))
    for kept in ("programme=bma-library", "mode=gaps", "radius=5"):
        assert kept in page.url
    assert shown.view() != view
    page.get_by_role("button", name="คำตอบหนึ่งหน้า").click()
    expect(page.get_by_role("heading", name="เขตบางกะปิ", exact=True)).to_be_visible(timeout=PATIENCE_MS)


def test_an_address_the_scripts_do_not_read_is_asked_of_the_gazetteer(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/{VIEW}&lang=en")
    field = page.locator(FIELD)
    assert field.get_attribute("placeholder") == "Area, centre or postcode"
    field.fill("ตำบลออเงิน อำเภอสายไหม กรุงเทพมหานคร 10220")
    expect(page.locator(".kb-found-nothing")).to_contain_text("Press Enter", timeout=PATIENCE_MS)
    field.press("Enter")
    expect(rows(page).first).to_contain_text("O Ngoen", timeout=PATIENCE_MS)
    field.fill("")
    field.fill("Sai Mai")
    expect(rows(page).first).to_contain_text("Sai Mai")
    rows(page).first.click()
    expect(page).to_have_url(re.compile(r"/map\?.*chosen=1042"), timeout=PATIENCE_MS)
